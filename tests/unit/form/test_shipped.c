/* The forms that come along: their examples are accepted without a word, their blank files render at once. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "form/form.h"

static const char *const forms[] = {"bao-cao", "bao-cao-tthc", "cong-van", "ke-hoach"};

struct opened {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct form *form;
};

static void open_form(struct opened *opened, const char *name)
{
    opened->arena = arena_new();
    opened->problems = problems_new();
    opened->limits = limits_default();
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

static void assert_prepared(struct opened *opened, const struct value *data, const char *name)
{
    struct value prepared;
    struct buffer told = {0};
    struct evaluation evaluation = {.arena = opened->arena,
                                    .lasting = opened->arena,
                                    .scope = scope_new(opened->arena, NULL),
                                    .sources = opened->reader.sources,
                                    .limits = &opened->limits,
                                    .problems = opened->problems};
    if (form_prepare(opened->form, data, &evaluation, &prepared))
        return;
    problem_append_human(problems_first(opened->problems), LANGUAGE_VI, &told);
    fail_msg("%s: %s", name, told.bytes);
}

static void examples_are_accepted_without_a_word(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct opened opened;
        struct value data;
        open_form(&opened, forms[i]);
        struct string path =
            arena_format(opened.arena, "%s/templates/%s/example.yaml", VANBAN_SOURCE, forms[i]);
        assert_true(data_read_file(&opened.reader, path.bytes, &data));
        assert_prepared(&opened, &data, forms[i]);
        assert_int_equal(problems_count(opened.problems), 0);
        close_form(&opened);
    }
}

static void blank_files_render_at_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct opened opened;
        struct value data;
        struct buffer blank = {0};
        open_form(&opened, forms[i]);
        form_append_blank(opened.form, LANGUAGE_VI, &blank);
        assert_true(data_read_yaml(&opened.reader, STRING("blank.yaml"), buffer_string(&blank), &data));
        assert_prepared(&opened, &data, forms[i]);
        close_form(&opened);
        buffer_release(&blank);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_accepted_without_a_word),
        cmocka_unit_test(blank_files_render_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
