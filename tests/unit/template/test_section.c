/* The width of the text, as the first section says it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "template/section.h"

struct row {
    const char *document;
    unsigned width;
};

static const struct row rows[] = {
    {"<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"851\" "
     "w:bottom=\"1134\" "
     "w:left=\"1701\" w:gutter=\"0\"/></w:sectPr>",
     9354},
    {"<w:sectPr w:rsidR=\"00\"><w:pgSz w:w=\"11906\"/><w:pgMar w:right=\"851\" w:left=\"1701\" "
     "w:gutter=\"100\"/><w:cols w:space=\"708\"/></w:sectPr><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr>",
     9254},
    {"<w:sectPr><w:pgSz w:w=\"11906\"/><w:pgMar w:right=\"851\" w:left=\"1701\"/><w:cols "
     "w:num=\"2\"/></w:sectPr>",
     0},
    {"<w:sectPr><w:pgSz w:w=\"11906\"/></w:sectPr>", 0},
    {"<w:sectPr><w:pgSz w:w=\"1000\"/><w:pgMar w:right=\"851\" w:left=\"1701\"/></w:sectPr>", 0},
    {"<w:sectPr/>", 0},
    {"<w:sectPr><w:pgSz w:w=\"11906", 0},
    {"", 0},
};

static void the_width_is_that_between_the_margins(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        assert_int_equal(section_text_width(string_of(rows[i].document)), rows[i].width);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_width_is_that_between_the_margins)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
