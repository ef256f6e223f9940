/* What is told of many problems at once. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/problems.h"

static void add(struct problems *problems, const char *part, uint32_t paragraph, const char *name)
{
    struct place place = {.file = STRING("a.docx"),
                          .part = string_of(part),
                          .paragraph = paragraph,
                          .near = STRING("x"),
                          .tag = STRING("{{ b }}"),
                          .underline = 3,
                          .underline_length = 1};
    problems_add(problems, PROBLEM_UNKNOWN_NAME, &place, name);
}

static void the_same_in_many_places_is_told_once(void **state)
{
    struct problems *problems = problems_new();
    struct buffer out = {0};
    (void)state;
    for (uint32_t i = 1; i < 7; i++)
        add(problems, "word/document.xml", i, "b");
    add(problems, "word/header1.xml", 1, "c");
    add(problems, "word/header2.xml", 1, "c");
    problems_append_human(problems, LANGUAGE_EN, &out);
    buffer_append_byte(&out, '\0');
    assert_string_equal(out.bytes,
                        "error: There is no field “b” (unknown-name)\n"
                        "  at: a.docx, word/document.xml, paragraph 1, near “x”\n"
                        "    {{ b }}\n"
                        "       ^\n"
                        "  hint: Add “b” to the data, or correct the name in the template.\n"
                        "  also at: paragraph 2; paragraph 3; paragraph 4; paragraph 5 and 1 more\n"
                        "error: There is no field “c” (unknown-name)\n"
                        "  at: a.docx, word/header1.xml, paragraph 1, near “x”\n"
                        "    {{ b }}\n"
                        "       ^\n"
                        "  hint: Add “c” to the data, or correct the name in the template.\n"
                        "  also at: word/header2.xml, paragraph 1\n");
    buffer_release(&out);
    problems_free(problems);
}

static void a_copy_says_the_same(void **state)
{
    struct problems *from = problems_new(), *to = problems_new();
    struct buffer there = {0}, here = {0};
    (void)state;
    add(from, "word/document.xml", 1, "b");
    problems_suggest(from, problems_last(from), STRING("bé"));
    problems_set_severity(from, problems_last(from), SEVERITY_WARNING);
    problems_append_human(from, LANGUAGE_VI, &there);
    problems_add_copy(to, problems_first(from));
    problems_free(from);
    problems_append_human(to, LANGUAGE_VI, &here);
    assert_true(there.length > 0 && string_equal(buffer_string(&here), buffer_string(&there)));
    assert_int_equal(problems_error_count(to), 0);
    buffer_release(&there);
    buffer_release(&here);
    problems_free(to);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_same_in_many_places_is_told_once),
                                       cmocka_unit_test(a_copy_says_the_same)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
