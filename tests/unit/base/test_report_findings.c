/* Findings for people: each rule once, the gravest first, what is left to do at the end. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/problems.h"

static void add(struct problems *problems, enum problem_code code, enum problem_severity severity,
                const char *rule, const char *found, struct place place, bool is_by_hand)
{
    struct problem *problem = problems_add(problems, code, &place, PROBLEM_WORDS("Dấu câu", "Punctuation"),
                                           found, PROBLEM_WORDS("không có dấu cách", "no blank"), "mục I.3");
    problems_set_severity(problems, problem, severity);
    problems_set_rule(problems, problem, string_of(rule), 2);
    problem->is_by_hand = is_by_hand;
}

static void assert_told(const struct problems *problems, enum findings_kind kind, enum language language,
                        const char *expected)
{
    struct buffer out = {0};
    findings_append_human(problems, kind, "a.docx", language, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static struct problems *make_findings(void)
{
    struct problems *problems = problems_new();
    struct place body = {.part = STRING("word/document.xml"), .paragraph = 3, .near = STRING("xã ,")};
    struct place other = {.part = STRING("word/document.xml"), .paragraph = 5, .near = STRING("ấp .")};
    struct place footer = {.part = STRING("word/footer1.xml"), .paragraph = 1, .near = STRING("Trang 1")};
    add(problems, PROBLEM_STANDARD_FINDING, SEVERITY_WARNING, "cach", "“xã ,”", body, false);
    add(problems, PROBLEM_STANDARD_FINDING, SEVERITY_WARNING, "cach", "“ấp .”", other, false);
    add(problems, PROBLEM_STANDARD_FINDING, SEVERITY_ERROR, "trang", "ở dưới", footer, true);
    return problems;
}

static void rules_are_told_once_the_gravest_first(void **state)
{
    (void)state;
    struct problems *problems = make_findings();
    assert_told(problems, FINDINGS_OF_CHECK, LANGUAGE_VI,
                "a.docx: 1 lỗi, 1 cảnh báo\n"
                "lỗi: Dấu câu: ở dưới; quy định: không có dấu cách (2 chỗ) (trang)\n"
                "  ở: chân trang, đoạn 1, gần “Trang 1”; theo mục I.3\n"
                "cảnh báo: Dấu câu: “xã ,”; quy định: không có dấu cách (4 chỗ) (cach)\n"
                "  ở: đoạn 3; theo mục I.3\n"
                "  cũng ở: “ấp .” (đoạn 5)\n"
                "Máy sửa được 1 điều: vanban check --fix; còn 1 điều phải tự sửa\n");
    assert_told(problems, FINDINGS_LEFT, LANGUAGE_EN,
                "a.docx: errors: 1, warnings: 1\n"
                "error: Punctuation: ở dưới; required: no blank (2 places) (trang)\n"
                "  at: page footer, paragraph 1, near “Trang 1”; according to mục I.3\n"
                "warning: Punctuation: “xã ,”; required: no blank (4 places) (cach)\n"
                "  at: paragraph 3; according to mục I.3\n"
                "  also at: “ấp .” (paragraph 5)\n"
                "Left to mend by hand (2): Punctuation; Punctuation\n");
    problems_free(problems);
}

static void what_was_mended_is_told(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    assert_told(problems, FINDINGS_OF_CHECK, LANGUAGE_VI, "a.docx: không có lỗi thể thức\n");
    assert_told(problems, FINDINGS_MENDED, LANGUAGE_EN, "a.docx: mended: 0\n");
    add(problems, PROBLEM_STANDARD_FIXED, SEVERITY_NOTE, "le", "15 mm", (struct place){0}, false);
    assert_told(problems, FINDINGS_MENDED, LANGUAGE_VI,
                "a.docx: đã sửa 1 điều\n"
                "đã sửa: Dấu câu: 15 mm → không có dấu cách (2 chỗ) (le)\n"
                "  theo mục I.3\n");
    problems_free(problems);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rules_are_told_once_the_gravest_first),
        cmocka_unit_test(what_was_mended_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
