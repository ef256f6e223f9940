/* How long first lines surely are: styles and pages, and what makes them uncertain. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../word/make_package.h"
#include "template/first_line.h"

#define BODY(content)                                                                                        \
    "<w:document " WORD_XMLNS "><w:body>" content                                                            \
    "<w:sectPr><w:pgSz w:w=\"11000\"/><w:pgMar w:left=\"1000\" "                                             \
    "w:right=\"1000\"/></w:sectPr></w:body></w:document>"
#define STYLES(usual, others)                                                                                \
    "<w:styles " WORD_XMLNS "><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "    \
    "w:hAnsi=\"Times New Roman\"/><w:sz w:val=\"26\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style "      \
    "w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">" usual "</w:style>" others "</w:styles>"
#define STYLE(properties) "<w:style w:type=\"paragraph\" w:styleId=\"A\">" properties "</w:style>"
#define INDENT "<w:pPr><w:ind w:left=\"500\" w:right=\"300\" w:firstLine=\"200\"/></w:pPr>"

static const struct row {
    const char *name, *document, *styles, *style_id;
    unsigned long twips;
    unsigned half_points;
} rows[] = {
    {"no style", BODY(""), STYLES("", ""), "", 9000, 26},
    {"a style that is not there", BODY(""), STYLES(INDENT, ""), "B", 8000, 26},
    {"the usual indent", BODY(""), STYLES(INDENT, ""), "", 8000, 26},
    {"a style", BODY(""), STYLES("", STYLE(INDENT "<w:rPr><w:sz w:val=\"30\"/></w:rPr>")), "A", 8000, 30},
    {"a hanging line", BODY(""),
     STYLES("", STYLE("<w:pPr><w:ind w:left=\"500\" w:hanging=\"500\"/></w:pPr>")), "A", 8500, 26},
    {"capitals", BODY(""), STYLES("", STYLE("<w:rPr><w:caps/></w:rPr>")), "A", 0, 26},
    {"another font", BODY(""),
     STYLES("", STYLE("<w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\"/></w:rPr>")), "A", 0, 26},
    {"a number", BODY(""), STYLES("", STYLE("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>")), "A",
     0, 26},
    {"an indent beyond the page", BODY(""), STYLES("", STYLE("<w:pPr><w:ind w:left=\"9000\"/></w:pPr>")), "A",
     0, 26},
    {"a size that a tag says", BODY(""), STYLES("", STYLE("<w:rPr><w:sz w:val=\"{{ x }}\"/></w:rPr>")), "A",
     9000, 28},
    {"an indent that a tag says", BODY(""), STYLES("", STYLE("<w:pPr><w:ind w:left=\"{{ x }}\"/></w:pPr>")),
     "", 0, 0},
    {"a picture that text flows around",
     BODY("<w:p><w:r><w:drawing><wp:wrapSquare/></w:drawing></w:r></w:p>"), STYLES("", ""), "", 0, 0},
    {"a table beside text", BODY("<w:tbl><w:tblPr><w:tblpPr w:leftFromText=\"1\"/></w:tblPr></w:tbl>"),
     STYLES("", ""), "", 0, 0},
    {"a page that a tag says",
     "<w:document " WORD_XMLNS
     "><w:body><w:sectPr><w:pgSz w:w=\"{{ x }}\"/></w:sectPr></w:body></w:document>",
     STYLES("", ""), "", 0, 0},
    {"styles that are none", BODY(""), "<w:styles", "", 0, 0},
};

static void lines_are_as_long_as_styles_say(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        struct problems *problems = problems_new();
        struct limits limits = limits_default();
        struct buffer zip = {0};
        struct made_part parts[] = {{"document", string_of(rows[i].document)},
                                    {"styles", string_of(rows[i].styles)}};
        struct package *package = make_package(&zip, parts, 2, &limits, problems);
        assert_non_null(package);
        struct first_lines lines = first_lines_read(arena, package, &limits);
        struct first_line line = first_line_of(&lines, string_of(rows[i].style_id));
        if (line.twips != rows[i].twips || line.half_points != rows[i].half_points)
            print_error("%s: %lu %u\n", rows[i].name, line.twips, line.half_points);
        assert_int_equal(line.twips, rows[i].twips);
        assert_int_equal(line.half_points, rows[i].half_points);
        package_close(package);
        buffer_release(&zip);
        problems_free(problems);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_as_long_as_styles_say),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    xml_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
