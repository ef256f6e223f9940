#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/problems.h"
#include "word/canonical.h"
#include "word/xml.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define W "<w:body xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
#define FORTY "0123456789012345678901234567890123456789"

static const struct {
    const char *label, *given, *made;
} rows[] = {
    {"short: one line", "<a> <b> <c/> </b> </a>", "<a><b><c/></b></a>"},
    {"long: a line for each child", "<a><b c=\"" FORTY FORTY FORTY "\"/><d/></a>",
     "<a>\n <b c=\"" FORTY FORTY FORTY "\"/>\n <d/>\n</a>"},
    {"long by its own attributes", "<a c=\"" FORTY FORTY FORTY "\"><d>&gt;</d></a>",
     "<a c=\"" FORTY FORTY FORTY "\">\n <d>&gt;</d>\n</a>"},
    {"an angle bracket in an attribute", "<a c=\">" FORTY FORTY FORTY "\"><d/></a>",
     "<a c=\"&gt;" FORTY FORTY FORTY "\">\n <d/>\n</a>"},
    {"a paragraph: one line", W "<w:p><w:r/><w:t>" FORTY FORTY FORTY "</w:t></w:p></w:body>",
     W "\n <w:p><w:r/><w:t>" FORTY FORTY FORTY "</w:t></w:p>\n</w:body>"},
    {"text stays as it is", "<a> x <b/> " FORTY FORTY FORTY "</a>", "<a> x <b/> " FORTY FORTY FORTY "</a>"},
    {"a comment between elements", "<a><!-- c --><b d=\"" FORTY FORTY FORTY "\"/></a>",
     "<a>\n <b d=\"" FORTY FORTY FORTY "\"/>\n</a>"},
    {"nothing but a comment", "<a><!-- c --></a>", "<a/>"},
    {"blanks in a section", "<a><![CDATA[ ]]><b/></a>", "<a><b/></a>"},
};

static void parts_are_written_for_people_and_again_the_same(void **state)
{
    struct limits limits = limits_default();
    struct place place = {.file = {"a.docx", 6}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct problems *problems = problems_new();
        struct buffer once = {0}, twice = {0}, expected = {0};
        buffer_append_format(&expected, DECLARATION "%s\n", rows[i].made);
        assert_true(canonical_append(&once, string_of(rows[i].given), &place, &limits, problems));
        assert_true(canonical_append(&twice, buffer_string(&once), &place, &limits, problems));
        buffer_append_byte(&once, '\0');
        buffer_append_byte(&twice, '\0');
        assert_string_equal(once.bytes, expected.bytes);
        assert_string_equal(twice.bytes, expected.bytes);
        buffer_release(&once);
        buffer_release(&twice);
        buffer_release(&expected);
        problems_free(problems);
    }
}

static void what_is_not_well_formed_is_told(void **state)
{
    struct limits limits = limits_default();
    struct place place = {.file = {"a.docx", 6}};
    struct problems *problems = problems_new();
    struct buffer out = {0};
    (void)state;
    assert_false(canonical_append(&out, STRING("<a><b></a>"), &place, &limits, problems));
    assert_int_equal(problems_error_count(problems), 1);
    assert_int_equal(out.length, 0);
    buffer_release(&out);
    problems_free(problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_are_written_for_people_and_again_the_same),
        cmocka_unit_test(what_is_not_well_formed_is_told),
    };
    xml_start();
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
