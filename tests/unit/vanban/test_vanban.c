/* The public functions end to end, and what is left of them when memory ends at any allocation. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "vanban.h"

/* Nodes of libxml2 that stand in no tree yet are lost when memory ends: its allocator is not in our guard's
 * ring. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libxml2";
}

struct fixture {
    char folder[64];
    char output[128];
    struct vanban_options options;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/vanban-api-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    snprintf(fixture->output, sizeof fixture->output, "%s/out.docx", fixture->folder);
    fixture->options = (struct vanban_options){.forms_folder = VANBAN_SOURCE "/templates"};
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlink(fixture->output);
    int status = rmdir(fixture->folder);
    free(fixture);
    return status;
}

static size_t count_files(const char *path)
{
    size_t count = 0;
    DIR *folder = opendir(path);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count - 2;
}

/* One whole run as a program does it; false after any problem. */
static bool render_letter(struct fixture *fixture, struct vanban_problems *problems)
{
    const char *path = VANBAN_SOURCE "/templates/cong-van/example.yaml";
    struct vanban_form *form = vanban_form_open("cong-van", &fixture->options, problems);
    struct vanban_data *data = vanban_data_open(path, &fixture->options, problems);
    bool done = form != NULL && data != NULL && vanban_data_set(data, "Số=7", problems) &&
                vanban_render(form, data, fixture->output, &fixture->options, problems);
    vanban_data_close(data);
    vanban_form_close(form);
    return done;
}

static void a_letter_is_rendered_and_read_back(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.verify = true;
    struct vanban_problems *problems = vanban_problems_new();
    assert_true(render_letter(fixture, problems));
    assert_int_equal(vanban_problems_count(problems), 0);
    char *outline = vanban_outline(fixture->output, NULL, problems);
    assert_non_null(outline);
    assert_non_null(strstr(outline, "Số: 07/UBND-VP"));
    vanban_free(outline);
    vanban_problems_free(problems);
}

static void what_exists_is_not_overwritten(void **state)
{
    struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    assert_true(render_letter(fixture, problems));
    assert_false(render_letter(fixture, problems));
    assert_int_equal(vanban_problems_exit(problems), 5);
    fixture->options.overwrite = true;
    assert_true(render_letter(fixture, problems));
    vanban_problems_free(problems);
}

/* Data of a form, and what its outline holds then; a draft where something is missing. */
static const struct {
    const char *form, *data, *expected;
} letters[] = {
    {"cong-van", "{\"Kính gửi\": [\"- Phòng A.\", \"Phòng B;\", \"Các xã:\", \"- Thôn C\"]}",
     "Kính gửi:\n- Phòng A;\n- Phòng B;\n- Các xã:\n- Thôn C.\n"},
    {"cong-van", "{\"Kính gửi\": \"- Phòng A\"}", "\nKính gửi: Phòng A\n"},
    {"cong-van", "{\"Nơi nhận\": [\"Như trên;\", \"Phòng A.\", \"- Sở B\", \"Lưu: VT.\"]}",
     "- Như trên;\n- Phòng A;\n- Sở B;\n- Lưu: VT.\n"},
    {"ke-hoach", "{\"Căn cứ\": [\"- Căn cứ một.\", \"Căn cứ hai;\"]}", "*Căn cứ một;*\n*Căn cứ hai.*\n"},
    {"cong-van", "{\"Ngày\": \"2023-05\"}",
     "\n*«Nơi ban hành», ngày\u00a0\u00a0\u00a0\u00a0\u00a0\u00a0tháng 5 năm 2023*\n"},
    {"ke-hoach", "{}", "\n**«Quyền hạn, chức vụ»**\n"},
};

static void forms_put_their_own_marks(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.overwrite = true;
    fixture->options.undefined = VANBAN_UNDEFINED_MARK;
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++) {
        struct vanban_problems *problems = vanban_problems_new();
        struct vanban_form *form = vanban_form_open(letters[i].form, &fixture->options, problems);
        struct vanban_data *data =
            vanban_data_parse("data", letters[i].data, strlen(letters[i].data), NULL, problems);
        assert_true(vanban_render(form, data, fixture->output, &fixture->options, problems));
        char *outline = vanban_outline(fixture->output, NULL, problems);
        if (strstr(outline, letters[i].expected) == NULL)
            fail_msg("%s\n%s", letters[i].expected, outline);
        assert_int_equal(vanban_problems_count(problems), 1);
        vanban_free(outline);
        vanban_data_close(data);
        vanban_form_close(form);
        vanban_problems_free(problems);
    }
}

static void write_text(const char *folder, const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void remove_file(const char *folder, const char *name)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    unlink(path);
}

/* A form of one's own whose document is one paragraph, rendered. */
static bool render_own(struct fixture *fixture, const char *fields, const char *paragraph, const char *json,
                       struct vanban_problems *problems)
{
    char definition[240], document[400];
    snprintf(definition, sizeof definition, "form: %s\ntitle: Riêng\nfields: [%s]\n",
             strrchr(fixture->folder, '/') + 1, fields);
    snprintf(document, sizeof document,
             "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
             "<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>",
             paragraph);
    write_text(fixture->folder, "form.yaml", definition);
    write_text(fixture->folder, "document.xml", document);
    struct vanban_form *form = vanban_form_open(fixture->folder, &fixture->options, problems);
    struct vanban_data *data = vanban_data_parse("data", json, strlen(json), NULL, problems);
    bool done = form != NULL && vanban_render(form, data, fixture->output, &fixture->options, problems);
    remove_file(fixture->folder, "form.yaml");
    remove_file(fixture->folder, "document.xml");
    vanban_data_close(data);
    vanban_form_close(form);
    return done;
}

/* It stands on the frame's styles, in the usual sizes. */
static void a_form_that_extends_nothing_renders(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.verify = true;
    struct vanban_problems *problems = vanban_problems_new();
    assert_true(
        render_own(fixture, "{name: ten, label: Tên}", "Tên: {{ Tên }}", "{\"Tên\": \"An\"}", problems));
    assert_int_equal(vanban_problems_count(problems), 0);
    vanban_problems_free(problems);
}

/* The checks saw other data than the document would print, and the history would keep. */
static void what_was_checked_is_not_changed(void **state)
{
    static const char *const changes[] = {"ds.append('c')", "data.update({'ds': 'c'})", "r.update({'a': 2})",
                                          "bang[0].update({'a': 2})", "bang.pop()"};
    static const char fields[] = "{name: ds, type: lines}, {name: r, type: record, fields: [{name: a}]}, "
                                 "{name: bang, type: table, fields: [{name: a}]}";
    static const char json[] = "{\"ds\": [\"a\"], \"r\": {\"a\": \"1\"}, \"bang\": [{\"a\": \"1\"}]}";
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        struct vanban_problems *problems = vanban_problems_new();
        char paragraph[80], told[400] = "";
        snprintf(paragraph, sizeof paragraph, "{%% do %s %%}", changes[i]);
        assert_false(render_own(fixture, fields, paragraph, json, problems));
        FILE *stream = fmemopen(told, sizeof told - 1, "w");
        vanban_problems_print(problems, stream, VANBAN_EN, true);
        fclose(stream);
        assert_int_equal(vanban_problems_count(problems), 1);
        assert_non_null(strstr(told, "\"changes-data\""));
        vanban_problems_free(problems);
    }
}

/* The allocations of one run are some thousands: each of the first ones, then every step-th, is made the
 * last. */
static void memory_may_end_anywhere(void **state)
{
    struct fixture *fixture = *state;
    bool done = false;
    size_t failures = 0;
    for (size_t left = 0; !done; left += 1 + left / 50) {
        struct vanban_problems *problems = vanban_problems_new();
        memory_fail_after(left);
        done = render_letter(fixture, problems);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(vanban_problems_exit(problems), done ? 0 : 6);
        assert_int_equal(count_files(fixture->folder), done);
        vanban_problems_free(problems);
        failures += !done;
    }
    assert_true(failures > 100);
}

static void data_in_memory_is_copied(void **state)
{
    struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    char json[] = "{\"a\": 0.1, \"b\": 0.2}", name[] = "số liệu";
    struct vanban_data *data = vanban_data_parse(name, json, strlen(json), &fixture->options, problems);
    memset(json, 'x', strlen(json));
    memset(name, 'x', strlen(name));
    char *sum = vanban_evaluate("a + b == 0.3", data, true, &fixture->options, problems);
    assert_string_equal(sum, "true");
    vanban_free(sum);
    vanban_data_close(data);
    vanban_problems_free(problems);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(a_letter_is_rendered_and_read_back),
        CASE(forms_put_their_own_marks),
        CASE(a_form_that_extends_nothing_renders),
        CASE(what_was_checked_is_not_changed),
        CASE(what_exists_is_not_overwritten),
        CASE(memory_may_end_anywhere),
        CASE(data_in_memory_is_copied),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
