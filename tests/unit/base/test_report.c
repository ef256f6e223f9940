#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/problems.h"

static void assert_human(struct problems *problems, enum language language, const char *expected)
{
    struct buffer out = {0};
    problem_append_human(problems_first(problems), language, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void human_text_underlines_characters_not_bytes(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    struct place place = {.file = STRING("mẫu.docx"),
                          .part = STRING("word/document.xml"),
                          .table = 1,
                          .row = 2,
                          .cell = 1,
                          .paragraph = 3,
                          .near = STRING("Kính gửi"),
                          .tag = STRING("{{ Tên cơ }}"),
                          .underline = 3,
                          .underline_length = sizeof "Tên cơ" - 1};
    struct problem *problem = problems_add(problems, PROBLEM_FILE_READ, &place, "a", "b");
    problems_suggest(problems, problem, STRING("Tên cơ quan"));
    assert_human(problems, LANGUAGE_VI,
                 "lỗi: Không đọc được tệp a: b (cannot-read)\n"
                 "  ở: mẫu.docx, word/document.xml, bảng 1, hàng 2, ô 1, đoạn 3, gần “Kính gửi”\n"
                 "    {{ Tên cơ }}\n"
                 "       ^^^^^^\n"
                 "  gợi ý: có phải “Tên cơ quan”? Kiểm tra tên tệp và quyền đọc.\n");
    assert_human(problems, LANGUAGE_EN,
                 "error: Cannot read a: b (cannot-read)\n"
                 "  at: mẫu.docx, word/document.xml, table 1, row 2, cell 1, paragraph 3, near “Kính gửi”\n"
                 "    {{ Tên cơ }}\n"
                 "       ^^^^^^\n"
                 "  hint: did you mean “Tên cơ quan”? Check the file name and the permission to read it.\n");
    problems_free(problems);
}

static void json_is_stable_and_escaped(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    struct place place = {.file = STRING("a\"b.json"), .line = 2, .column = 7, .tag = STRING("\tđ: x")};
    place.underline = 1;
    place.underline_length = 2;
    problems_add(problems, PROBLEM_FILE_EXISTS, &place, "a\\b");
    struct buffer out = {0};
    problem_append_json(problems_first(problems), LANGUAGE_EN, &out);
    assert_string_equal(
        out.bytes,
        "{\"severity\":\"error\",\"code\":\"output-exists\",\"file\":\"a\\\"b.json\",\"part\":\"\","
        "\"place\":{\"line\":2,\"column\":7,\"near\":\"\",\"words\":\"line 2, column 7\"},"
        "\"tag\":\"\\tđ: x\",\"underline\":{\"start\":1,\"length\":1},"
        "\"message\":\"a\\\\b already exists\","
        "\"hint\":\"Choose another name, or add --force to overwrite it.\"}");
    buffer_release(&out);
    problems_free(problems);
}

static void json_names_the_file_without_a_place(void **state)
{
    static const struct {
        enum problem_code code;
        const char *start;
    } rows[] = {
        {PROBLEM_DATABASE_FULL, "{\"severity\":\"error\",\"code\":\"database-full\",\"file\":\"so.db\","},
        {PROBLEM_USAGE_EXTRA, "{\"severity\":\"error\",\"code\":\"usage-extra\",\"file\":\"\","},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct problems *problems = problems_new();
        struct buffer out = {0};
        problems_add(problems, rows[i].code, NULL, "so.db");
        problem_append_json(problems_first(problems), LANGUAGE_EN, &out);
        assert_memory_equal(out.bytes, rows[i].start, strlen(rows[i].start));
        buffer_release(&out);
        problems_free(problems);
    }
}

static void json_is_utf8_whatever_the_bytes(void **state)
{
    static const struct {
        const char *bytes, *expected;
    } cases[] = {
        {"ế đ \xf0\x9f\x98\x80", "\"ế đ \xf0\x9f\x98\x80\""},
        {"c\xe9ng", "\"c\xef\xbf\xbdng\""},
        {"\xe1\xba", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xc0\xaf\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
        {"\xff\x80\"\n\x7f", "\"\xef\xbf\xbd\xef\xbf\xbd\\\"\\n\\u007f\""},
        {"", "\"\""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer out = {0};
        json_append_string(&out, string_of(cases[i].bytes));
        assert_string_equal(out.bytes, cases[i].expected);
        buffer_release(&out);
    }
}

/* A name that clears the screen, or colours what comes behind it, is shown as a name. */
static void human_text_has_nothing_a_terminal_obeys(void **state)
{
    static const struct {
        const char *name, *expected;
    } cases[] = {
        {"a\x1b[2J\x07.docx", "a?[2J?.docx"},
        {"a\x7f\r\x08.docx", "a???.docx"},
        {"a\xc2\x9b"
         "2J\xc2\xa0.docx",
         "a??2J\xc2\xa0.docx"},
        {"ế\xc2", "ế\xc2"},
        {"a\tb", "a\tb"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problems *problems = problems_new();
        struct buffer out = {0}, expected = {0};
        buffer_append_text(&out, "\x1b[1m");
        problems_add(problems, PROBLEM_FILE_EXISTS, NULL, cases[i].name);
        problems_append_human(problems, LANGUAGE_EN, &out);
        buffer_append_format(&expected, "\x1b[1merror: %s", cases[i].expected);
        buffer_truncate(&out, expected.length);
        assert_string_equal(out.bytes, expected.bytes);
        buffer_release(&expected);
        buffer_release(&out);
        problems_free(problems);
    }
}

static void exit_code_prefers_what_is_worse(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    assert_int_equal(problems_exit(problems), EXIT_DONE);
    problems_add(problems, PROBLEM_USAGE_OUTPUT, NULL, NULL);
    assert_int_equal(problems_exit(problems), EXIT_USAGE);
    problems_add(problems, PROBLEM_FILE_WRITE, NULL, "a", "b");
    assert_int_equal(problems_exit(problems), EXIT_FILES);
    problems_add(problems, PROBLEM_LIMIT_STEPS, NULL, "1", "steps");
    assert_int_equal(problems_exit(problems), EXIT_LIMIT);
    problems_free(problems);
}

static void warnings_do_not_fail(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    struct problem *problem = problems_add(problems, PROBLEM_FILE_WRITE, NULL, "a", "b");
    problems_set_severity(problems, problem, SEVERITY_WARNING);
    assert_int_equal(problems_error_count(problems), 0);
    assert_int_equal(problems_count(problems), 1);
    assert_int_equal(problems_exit(problems), EXIT_DONE);
    problems_free(problems);
}

static void beyond_a_thousand_only_the_count_grows(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    for (int i = 0; i < 1500; i++)
        assert_non_null(problems_add(problems, PROBLEM_USAGE_OUTPUT, NULL, NULL));
    size_t kept = 0;
    for (const struct problem *problem = problems_first(problems); problem != NULL; problem = problem->next)
        kept++;
    assert_int_equal(kept, 1000);
    assert_int_equal(problems_error_count(problems), 1500);
    problems_free(problems);
}

static void places_in_sheets_name_cells(void **state)
{
    (void)state;
    static const struct {
        uint32_t line, column;
        const char *words[2];
    } cases[] = {
        {0, 0, {"trang “T1”", "sheet “T1”"}},
        {12, 3, {"trang “T1”, ô C12", "sheet “T1”, cell C12"}},
        {12, 0, {"trang “T1”, hàng 12", "sheet “T1”, row 12"}},
        {0, 703, {"trang “T1”, cột AAA", "sheet “T1”, column AAA"}},
        {1, 26, {"trang “T1”, ô Z1", "sheet “T1”, cell Z1"}},
        {1, 52, {"trang “T1”, ô AZ1", "sheet “T1”, cell AZ1"}},
        {1048576, 16384, {"trang “T1”, ô XFD1048576", "sheet “T1”, cell XFD1048576"}},
        {1, UINT32_MAX, {"trang “T1”, ô MWLQKWU1", "sheet “T1”, cell MWLQKWU1"}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct problem problem = {
            .place = {.sheet = STRING("T1"), .line = cases[i].line, .column = cases[i].column, .row = 7}};
        for (size_t language = 0; language < 2; language++) {
            struct buffer words = {0};
            problem_append_place(&problem, (enum language)language, &words);
            assert_string_equal(words.bytes, cases[i].words[language]);
            buffer_release(&words);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_in_sheets_name_cells),
        cmocka_unit_test(human_text_underlines_characters_not_bytes),
        cmocka_unit_test(json_is_stable_and_escaped),
        cmocka_unit_test(json_names_the_file_without_a_place),
        cmocka_unit_test(json_is_utf8_whatever_the_bytes),
        cmocka_unit_test(human_text_has_nothing_a_terminal_obeys),
        cmocka_unit_test(exit_code_prefers_what_is_worse),
        cmocka_unit_test(warnings_do_not_fail),
        cmocka_unit_test(beyond_a_thousand_only_the_count_grows),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
