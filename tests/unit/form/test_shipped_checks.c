/*
 * What the forms that come along say of wrong data. tests/data/shipped/<form>.txt has a case for each check:
 * "#### name", the data laid over the form's example.yaml, "----", and a line for each problem told.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/file.h"
#include "form/form.h"

static const char *const forms[] = {"cong-van",       "bao-cao",          "bao-cao-tthc", "ke-hoach",
                                    "tong-hop-tthc",  "quy-dinh",         "to-trinh",     "nghi-quyet",
                                    "quyet-dinh",     "quyet-dinh-kem",   "cong-dien",    "giay-gioi-thieu",
                                    "giay-nghi-phep", "phu-luc",          "hop-dong",     "sao-y",
                                    "thu-cong",       "cong-van-chi-dao", "xep-hang-tthc"};

struct test {
    struct arena *arena;
    struct limits limits;
    struct problems *problems;
    struct form *form;
    struct string example, cases;
};

static struct string read_file(struct test *test, const char *format, const char *name)
{
    struct string path = arena_format(test->arena, format, VANBAN_SOURCE, name);
    struct string bytes = file_read(test->arena, path.bytes, &test->limits, test->problems);
    assert_non_null(bytes.bytes);
    return bytes;
}

static void open_test(struct test *test, const char *name)
{
    test->arena = arena_new();
    test->limits = limits_default();
    test->problems = problems_new();
    test->form = form_open(name, VANBAN_SOURCE "/templates", &test->limits, test->problems);
    assert_non_null(test->form);
    test->example = read_file(test, "%s/templates/%s/example.yaml", name);
    test->cases = read_file(test, "%s/tests/data/shipped/%s.txt", name);
}

static void close_test(struct test *test)
{
    form_free(test->form);
    problems_free(test->problems);
    arena_free(test->arena);
}

/* What comes before `mark`; the rest behind it stays. */
static struct string take_until(struct string *rest, struct string mark)
{
    size_t end = string_find(*rest, mark, 0);
    end = end < rest->length ? end : rest->length;
    struct string taken = string_slice(*rest, 0, end);
    *rest = string_slice(*rest, end + mark.length < rest->length ? end + mark.length : rest->length,
                         rest->length);
    return taken;
}

static void append_told(struct buffer *told, const struct problems *problems)
{
    static const char *const words[] = {
        [SEVERITY_ERROR] = "lỗi: ", [SEVERITY_WARNING] = "cảnh báo: ", [SEVERITY_NOTE] = "lưu ý: "};
    for (const struct problem *problem = problems_first(problems); problem != NULL; problem = problem->next) {
        buffer_append_text(told, words[problem->severity]);
        problem_append_message(problem, LANGUAGE_VI, told);
        buffer_append_byte(told, '\n');
    }
}

static void prepare(struct test *test, struct string changes, struct buffer *told)
{
    struct value data, over, prepared;
    struct problems *problems = problems_new();
    struct arena *arena = arena_new();
    struct data_reader reader = {arena, sources_new(arena), &test->limits, problems};
    struct evaluation evaluation = {.arena = arena,
                                    .lasting = arena,
                                    .scope = scope_new(arena, NULL),
                                    .sources = reader.sources,
                                    .limits = &test->limits,
                                    .problems = problems};
    assert_true(data_read_yaml(&reader, STRING("example.yaml"), test->example, &data));
    assert_true(data_read_yaml(&reader, STRING("case.yaml"), changes, &over));
    data = value_merged(arena, &data, &over);
    bool is_prepared = form_prepare(test->form, &data, &evaluation, &prepared);
    assert_int_equal(is_prepared, problems_error_count(problems) == 0);
    append_told(told, problems);
    arena_free(arena);
    problems_free(problems);
}

static void run_case(struct test *test, struct string name, struct string changes, struct string expected)
{
    struct buffer told = {0};
    buffer_append_text(&told, "");
    prepare(test, changes, &told);
    if (!string_equal(string_trim(buffer_string(&told)), string_trim(expected)))
        fail_msg("%.*s\n--- expected\n%.*s\n--- told\n%.*s", STRING_FORMAT(name), STRING_FORMAT(expected),
                 STRING_FORMAT(buffer_string(&told)));
    buffer_release(&told);
}

static void every_check_says_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct test test;
        open_test(&test, forms[i]);
        struct string rest = test.cases;
        take_until(&rest, STRING("#### "));
        while (rest.length > 0) {
            struct string one = take_until(&rest, STRING("\n#### "));
            struct string name = take_until(&one, STRING("\n"));
            struct string changes = take_until(&one, STRING("----\n"));
            run_case(&test, name, changes, one);
        }
        close_test(&test);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_check_says_what_is_wrong)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
