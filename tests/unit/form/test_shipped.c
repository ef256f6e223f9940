/* The forms that come along: their examples are accepted without a word, their blank files render at once. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/file.h"
#include "form/form.h"
#include "form/periodic.h"

/* Every form there is, but the frame, which is none; ended by NULL. */
static char **forms;
static struct arena *names;

static int find_forms(void **state)
{
    struct problems *problems = problems_new();
    size_t count = 0;
    (void)state;
    names = arena_new();
    forms = file_list(names, VANBAN_SOURCE "/templates", problems);
    assert_non_null(forms);
    for (size_t i = 0; forms[i] != NULL; i++) {
        struct string file = arena_format(names, VANBAN_SOURCE "/templates/%s/form.yaml", forms[i]);
        if (file_exists(file.bytes) && strcmp(forms[i], "frame") != 0)
            forms[count++] = forms[i];
    }
    forms[count] = NULL;
    problems_free(problems);
    return 0;
}

static int release_forms(void **state)
{
    (void)state;
    arena_free(names);
    return 0;
}

struct opened {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct form *form;
    struct periodic periodic;
};

static void open_form(struct opened *opened, const char *name)
{
    opened->arena = arena_new();
    opened->problems = problems_new();
    opened->limits = limits_default();
    opened->periodic = (struct periodic){0};
    opened->reader =
        (struct data_reader){opened->arena, sources_new(opened->arena), &opened->limits, opened->problems};
    opened->form = form_open(name, VANBAN_SOURCE "/templates", &opened->limits, opened->problems);
    assert_non_null(opened->form);
}

static void close_form(struct opened *opened)
{
    form_free(opened->form);
    problems_free(opened->problems);
    arena_free(opened->arena);
}

static struct evaluation evaluation_of(struct opened *opened)
{
    return (struct evaluation){.arena = arena_new(),
                               .lasting = opened->arena,
                               .scope = scope_new(opened->arena, NULL),
                               .sources = opened->reader.sources,
                               .limits = &opened->limits,
                               .periodic = &opened->periodic,
                               .problems = opened->problems};
}

static bool prepare(struct opened *opened, const struct value *data, struct value *prepared)
{
    struct evaluation evaluation = evaluation_of(opened);
    bool is_prepared = form_prepare(opened->form, data, &evaluation, prepared);
    arena_free(evaluation.arena);
    return is_prepared;
}

static bool render(struct opened *opened, const struct value *data)
{
    struct evaluation evaluation = evaluation_of(opened);
    struct buffer zip = {0};
    struct value prepared;
    bool is_rendered = form_prepare(opened->form, data, &evaluation, &prepared);
    if (is_rendered) {
        struct package_writer *writer = package_writer_open_memory(&zip, &opened->limits, opened->problems);
        scope_use_record(evaluation.scope, prepared.as.record);
        is_rendered = template_render(form_template(opened->form), &evaluation, writer);
        assert_int_equal(is_rendered, package_writer_close(writer) && is_rendered);
    }
    arena_free(evaluation.arena);
    buffer_release(&zip);
    return is_rendered;
}

static void assert_rendered(struct opened *opened, const struct value *data, const char *name)
{
    struct buffer told = {0};
    if (render(opened, data))
        return;
    problem_append_human(problems_first(opened->problems), LANGUAGE_VI, &told);
    fail_msg("%s: %s", name, told.bytes);
}

static void read_example(struct opened *opened, const char *name, struct value *data)
{
    struct string path = arena_format(opened->arena, "%s/templates/%s/example.yaml", VANBAN_SOURCE, name);
    assert_true(data_read_file(&opened->reader, NULL, path.bytes, data));
}

static void examples_are_accepted_without_a_word(void **state)
{
    (void)state;
    for (size_t i = 0; forms[i] != NULL; i++) {
        struct opened opened;
        struct value data;
        open_form(&opened, forms[i]);
        read_example(&opened, forms[i], &data);
        assert_rendered(&opened, &data, forms[i]);
        assert_int_equal(problems_count(opened.problems), 0);
        close_form(&opened);
    }
}

static void assert_renders(const char *name, struct string text)
{
    struct opened opened;
    struct value data;
    open_form(&opened, name);
    assert_true(data_read_yaml(&opened.reader, STRING("blank.yaml"), text, &data));
    assert_rendered(&opened, &data, name);
    close_form(&opened);
}

/* Deletes each "#" that is no note: one that is not followed by a single blank. */
static void use_all_fields(struct buffer *out, struct string blank)
{
    bool is_start = true;
    for (size_t i = 0; i < blank.length; i++) {
        char sign = blank.bytes[i];
        bool is_note = i + 2 < blank.length && blank.bytes[i + 1] == ' ' && blank.bytes[i + 2] != ' ';
        if (!(sign == '#' && is_start && !is_note))
            buffer_append_byte(out, sign);
        is_start = sign == '\n' || (is_start && sign == ' ');
    }
}

static void blank_files_render_at_once(void **state)
{
    (void)state;
    for (size_t i = 0; forms[i] != NULL; i++) {
        struct opened opened;
        struct buffer blank = {0}, full = {0};
        open_form(&opened, forms[i]);
        form_append_blank(opened.form, LANGUAGE_VI, &blank);
        use_all_fields(&full, buffer_string(&blank));
        close_form(&opened);
        assert_renders(forms[i], buffer_string(&blank));
        assert_renders(forms[i], buffer_string(&full));
        buffer_release(&blank);
        buffer_release(&full);
    }
}

/* Changes to an example, and the line of them that the first problem shows. */
static const struct {
    const char *form, *changes, *shown;
} faults[] = {
    {"bao-cao",
     "Ngày: 2025-08\nKính gửi: UBND tỉnh\nNơi nhận: [Như trên, Chi cục huyện, UBND tỉnh]\n"
     "Cơ quan chủ quản: UBND TỈNH",
     "Nơi nhận: [Như trên, Chi cục huyện, UBND tỉnh]"},
    {"bao-cao", "Ngày: 2025-08\nCơ quan chủ quản: UBND HUYỆN AN SƠN", "Cơ quan chủ quản: UBND HUYỆN AN SƠN"},
    {"cong-van", "Ngày: 2025-08-04\nKính gửi: Phòng Nội vụ huyện", "Kính gửi: Phòng Nội vụ huyện"},
    {"bao-cao-tthc",
     "Số liệu: {Quá hạn: 2, Trước hạn: 118}\nƯu điểm: Trong kỳ không có hồ sơ trễ hạn.\nHạn chế: Chưa có",
     "Ưu điểm: Trong kỳ không có hồ sơ trễ hạn."},
    {"bao-cao-tthc",
     "Số liệu: {Quá hạn: 2, Trước hạn: 118}\nHạn chế: |\n  Máy cũ.\n  Không để xảy ra quá hạn", "Hạn chế: |"},
};

static void problems_show_the_field_to_blame(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
        struct opened opened;
        struct value data, over, prepared;
        open_form(&opened, faults[i].form);
        read_example(&opened, faults[i].form, &data);
        assert_true(data_read_yaml(&opened.reader, STRING("case.yaml"), string_of(faults[i].changes), &over));
        data = value_merged(opened.reader.arena, &data, &over);
        prepare(&opened, &data, &prepared);
        assert_true(problems_count(opened.problems) > 0);
        struct string shown = problems_first(opened.problems)->place.tag;
        assert_string_equal(arena_copy(opened.arena, shown).bytes, faults[i].shown);
        close_form(&opened);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_accepted_without_a_word),
        cmocka_unit_test(blank_files_render_at_once),
        cmocka_unit_test(problems_show_the_field_to_blame),
    };
    return cmocka_run_group_tests(tests, find_forms, release_forms);
}
