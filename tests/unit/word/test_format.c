/* Effective formats: the order of the levels, toggles, numbering, tables, measures. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buffer.h"
#include "word/format.h"

#define XMLNS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define STYLE(type, id, based_on, content)                                                                   \
    "<w:style w:type=\"" type "\" w:styleId=\"" id "\"><w:basedOn w:val=\"" based_on "\"/>" content          \
    "</w:style>"

static xmlDocPtr parse(const char *bytes)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    xmlDocPtr document = xml_parse(string_of(bytes), &(struct place){0}, &limits, problems);
    assert_non_null(document);
    problems_free(problems);
    return document;
}

struct fixture {
    struct arena *arena;
    xmlDocPtr styles, numbering, theme, document;
    struct formats *formats;
};

static struct fixture open_fixture(const char *style_content, const char *numbering_content, const char *body)
{
    struct fixture fixture = {.arena = arena_new()};
    struct buffer bytes = {0};
    buffer_append_format(&bytes, "<w:styles " XMLNS ">%s</w:styles>", style_content);
    fixture.styles = parse(bytes.bytes);
    buffer_truncate(&bytes, 0);
    buffer_append_format(&bytes, "<w:numbering " XMLNS ">%s</w:numbering>", numbering_content);
    fixture.numbering = parse(bytes.bytes);
    buffer_truncate(&bytes, 0);
    buffer_append_format(&bytes, "<w:body " XMLNS ">%s</w:body>", body);
    fixture.document = parse(bytes.bytes);
    fixture.theme =
        parse("<a:theme xmlns:a=\"urn:a\"><a:themeElements><a:fontScheme><a:majorFont><a:latin "
              "typeface=\"Cambria\"/></a:majorFont><a:minorFont><a:latin typeface=\"Times New Roman\"/>"
              "</a:minorFont></a:fontScheme></a:themeElements></a:theme>");
    fixture.formats = formats_new(fixture.arena, fixture.styles, fixture.numbering, fixture.theme);
    buffer_release(&bytes);
    return fixture;
}

static void close_fixture(struct fixture *fixture)
{
    arena_free(fixture->arena);
    xmlFreeDoc(fixture->styles);
    xmlFreeDoc(fixture->numbering);
    xmlFreeDoc(fixture->theme);
    xmlFreeDoc(fixture->document);
}

/* The n-th element of a name, in the order of the document. */
static const xmlNode *find(const xmlNode *node, const char *name, int *skipped)
{
    for (; node; node = node->next) {
        if (word_is(node, name) && (*skipped)-- == 0)
            return node;
        const xmlNode *inside = find(node->children, name, skipped);
        if (inside)
            return inside;
    }
    return NULL;
}

static const xmlNode *nth(const struct fixture *fixture, const char *name, int index)
{
    return find(xmlDocGetRootElement(fixture->document), name, &index);
}

static struct run_format run_at(const struct fixture *fixture, int index)
{
    const xmlNode *run = nth(fixture, "r", index), *paragraph = run;
    while (!word_is(paragraph, "p"))
        paragraph = paragraph->parent;
    struct paragraph_format format = format_of_paragraph(fixture->formats, paragraph);
    return format_of_run(fixture->formats, &format, run);
}

static struct paragraph_format paragraph_at(const struct fixture *fixture, int index)
{
    return format_of_paragraph(fixture->formats, nth(fixture, "p", index));
}

/* Bold and italic of each run as letters: "b", "i", "bi", "-". */
static void toggles_cancel_between_styles(void **state)
{
#define PARAGRAPH(style, runs) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr>" runs "</w:p>"
#define RUN(properties) "<w:r><w:rPr>" properties "</w:rPr></w:r>"
#define STRONG "<w:rStyle w:val=\"Strong\"/>"
#define BOLD_STYLES                                                                                          \
    STYLE("paragraph", "Bold", "", "<w:rPr><w:b/></w:rPr>")                                                  \
    STYLE("paragraph", "Child", "Bold", "")                                                                  \
    STYLE("paragraph", "Not", "Bold", "<w:rPr><w:b w:val=\"0\"/><w:i/></w:rPr>")                             \
    STYLE("character", "Strong", "", "<w:rPr><w:b/></w:rPr>")
#define DEFAULT_BOLD "<w:docDefaults><w:rPrDefault><w:rPr><w:b/></w:rPr></w:rPrDefault></w:docDefaults>"
    static const struct {
        const char *styles, *body, *expected;
    } cases[] = {
        {"", "<w:p>" RUN("") RUN("<w:b/>") RUN("<w:b w:val=\"off\"/><w:i w:val=\"true\"/>") "</w:p>",
         "- b i "},
        {BOLD_STYLES, PARAGRAPH("Bold", RUN("") RUN(STRONG) RUN(STRONG "<w:b/>") RUN("<w:b w:val=\"0\"/>")),
         "b - b - "},
        {BOLD_STYLES, PARAGRAPH("Child", RUN("")) PARAGRAPH("Not", RUN("") RUN(STRONG)), "b i bi "},
        /* True in the defaults stays true. */
        {DEFAULT_BOLD BOLD_STYLES, PARAGRAPH("Bold", RUN("") RUN(STRONG) RUN("<w:b w:val=\"0\"/>")),
         "b b - "},
        {STYLE("table", "T", "", "<w:rPr><w:b/></w:rPr>") BOLD_STYLES,
         "<w:tbl><w:tblPr><w:tblStyle w:val=\"T\"/></w:tblPr><w:tr><w:tc><w:p>" RUN("") "</w:p>" PARAGRAPH(
             "Bold", RUN("")) PARAGRAPH("Bold", RUN(STRONG)) "</w:tc></w:tr></w:tbl>",
         "b - b "},
        {"<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:rPr><w:i/></w:rPr></w:style>",
         "<w:p>" RUN("") "</w:p>" PARAGRAPH("missing", RUN("")), "i i "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture = open_fixture(cases[i].styles, "", cases[i].body);
        struct buffer out = {0};
        for (int run = 0; nth(&fixture, "r", run); run++) {
            struct run_format format = run_at(&fixture, run);
            buffer_append_format(&out, "%s%s%s ", format.bold ? "b" : "", format.italic ? "i" : "",
                                 format.bold || format.italic ? "" : "-");
        }
        assert_string_equal(out.bytes, cases[i].expected);
        buffer_release(&out);
        close_fixture(&fixture);
    }
}

static void runs_take_the_nearest_level(void **state)
{
    struct fixture fixture = open_fixture(
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme=\"minorHAnsi\" w:hAnsi=\"Arial\"/><w:sz "
        "w:val=\"28\"/></w:rPr></w:rPrDefault></w:docDefaults>" STYLE(
            "paragraph", "P", "",
            "<w:rPr><w:color w:val=\"FF0000\"/><w:caps/><w:u "
            "w:val=\"single\"/></w:rPr>")
            STYLE("character", "C", "", "<w:rPr><w:sz w:val=\"13pt\"/><w:u w:val=\"none\"/></w:rPr>"),
        "",
        PARAGRAPH("P", RUN("") RUN("<w:rStyle w:val=\"C\"/><w:vertAlign w:val=\"superscript\"/><w:rFonts "
                                   "w:ascii=\"Tinos\"/><w:vanish/><w:strike/><w:smallCaps/>")
                           RUN("<w:sz w:val=\"x\"/>")));
    (void)state;
    struct run_format first = run_at(&fixture, 0), second = run_at(&fixture, 1), third = run_at(&fixture, 2);
    assert_string_equal(first.font, "Times New Roman");
    assert_string_equal(first.font_high, "Arial");
    assert_string_equal(first.color, "FF0000");
    assert_int_equal(first.size_half_points, 28);
    assert_true(first.caps && first.underline && !first.hidden);
    assert_int_equal(second.size_half_points, 26);
    assert_string_equal(second.font, "Tinos");
    assert_true(second.hidden && second.strike && second.small_caps && !second.underline);
    assert_int_equal(second.position, POSITION_SUPERSCRIPT);
    assert_int_equal(third.size_half_points, 28);
    close_fixture(&fixture);
}

static void paragraphs_take_the_nearest_level(void **state)
{
    struct fixture fixture = open_fixture(
        "<w:docDefaults><w:pPrDefault><w:pPr><w:spacing w:after=\"200\" w:line=\"276\" "
        "w:lineRule=\"auto\"/></w:pPr>"
        "</w:pPrDefault></w:docDefaults>" STYLE(
            "paragraph", "A", "",
            "<w:pPr><w:keepNext/><w:spacing w:before=\"6pt\" w:line=\"360\" "
            "w:lineRule=\"exact\"/><w:ind w:left=\"1cm\" w:hanging=\"284\"/><w:jc w:val=\"both\"/>"
            "<w:outlineLvl w:val=\"2\"/></w:pPr>")
            STYLE("paragraph", "B", "A", "<w:pPr><w:ind w:firstLine=\"1.27cm\"/></w:pPr>"),
        "",
        PARAGRAPH("A",
                  "") "<w:p><w:pPr><w:pStyle w:val=\"B\"/><w:keepNext w:val=\"0\"/><w:pBdr><w:bottom "
                      "w:val=\"single\"/>"
                      "<w:top w:val=\"nil\"/></w:pBdr><w:spacing w:line=\"240\"/><w:ind w:end=\"-10\"/><w:jc "
                      "w:val=\"end\"/></w:pPr></w:p><w:p/>");
    (void)state;
    struct paragraph_format first = paragraph_at(&fixture, 0), second = paragraph_at(&fixture, 1);
    assert_string_equal(first.style_id, "A");
    assert_int_equal(first.left_twips, 567);
    assert_int_equal(first.first_line_twips, -284);
    assert_int_equal(first.before_twips, 120);
    assert_int_equal(first.after_twips, 200);
    assert_int_equal(first.line, 360);
    assert_int_equal(first.line_rule, LINE_EXACT);
    assert_int_equal(first.alignment, ALIGN_JUSTIFIED);
    assert_int_equal(first.outline_level, 2);
    assert_true(first.keep_next);
    assert_int_equal(second.first_line_twips, 720);
    assert_int_equal(second.right_twips, -10);
    assert_int_equal(second.line_rule, LINE_AUTO);
    assert_int_equal(second.alignment, ALIGN_RIGHT);
    assert_int_equal(second.borders, BORDER_BOTTOM);
    assert_false(second.keep_next);
    struct paragraph_format third = paragraph_at(&fixture, 2);
    assert_string_equal(third.style_id, "");
    assert_int_equal(third.line, 276);
    assert_int_equal(third.outline_level, 9);
    close_fixture(&fixture);
}

#define LEVEL(index, left)                                                                                   \
    "<w:lvl w:ilvl=\"" index "\"><w:start w:val=\"1\"/><w:pPr><w:ind w:left=\"" left "\"/></w:pPr></w:lvl>"
#define LIST(id, level) "<w:numPr><w:ilvl w:val=\"" level "\"/><w:numId w:val=\"" id "\"/></w:numPr>"

static void lists_indent_below_what_names_them(void **state)
{
    struct fixture fixture = open_fixture(
        STYLE("paragraph", "Plain", "", "<w:pPr><w:ind w:left=\"100\"/></w:pPr>")
            STYLE("paragraph", "Item", "Plain", "<w:pPr>" LIST("1", "1") "</w:pPr>")
                STYLE("paragraph", "Own", "Item", "<w:pPr>" LIST("1", "0") "<w:ind w:left=\"300\"/></w:pPr>")
                    STYLE("numbering", "NS", "", "<w:pPr>" LIST("1", "0") "</w:pPr>"),
        "<w:abstractNum w:abstractNumId=\"0\">" LEVEL("0", "700")
            LEVEL("1", "800") "</w:abstractNum><w:abstractNum "
                              "w:abstractNumId=\"1\"><w:numStyleLink w:val=\"NS\"/></w:abstractNum><w:num "
                              "w:numId=\"1\"><w:abstractNumId "
                              "w:val=\"0\"/></w:num><w:num w:numId=\"2\"><w:abstractNumId "
                              "w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
                              "<w:startOverride w:val=\"4\"/></w:lvlOverride></w:num><w:num "
                              "w:numId=\"3\"><w:abstractNumId w:val=\"99\"/></w:num>",
        PARAGRAPH("Item", "") PARAGRAPH("Own", "") "<w:p><w:pPr><w:pStyle w:val=\"Plain\"/>" LIST(
            "1", "0") "</w:pPr></w:p><w:p><w:pPr><w:pStyle w:val=\"Item\"/>" LIST("0", "0") "</w:pPr></w:p>");
    static const struct {
        int left, list_id, level;
    } expected[] = {{800, 1, 1}, {300, 1, 0}, {700, 1, 0}, {800, 0, 0}};
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct paragraph_format format = paragraph_at(&fixture, i);
        assert_int_equal(format.left_twips, expected[i].left);
        assert_int_equal(format.list_id, expected[i].list_id);
        assert_int_equal(format.list_level, expected[i].level);
    }
    struct list_level linked = format_list_level(fixture.formats, 2, 0);
    assert_non_null(linked.level);
    assert_int_equal(linked.start_override, 4);
    assert_int_equal(linked.counter, format_list_level(fixture.formats, 1, 0).counter);
    assert_null(format_list_level(fixture.formats, 3, 0).level);
    assert_null(format_list_level(fixture.formats, 1, 12).level);
    assert_null(format_list_level(fixture.formats, 77, 0).level);
    close_fixture(&fixture);
}

static void chains_of_styles_end(void **state)
{
    struct buffer styles = {0};
    (void)state;
    buffer_append_text(&styles, STYLE("paragraph", "s0", "s1", "<w:rPr><w:b/></w:rPr>"));
    for (int i = 1; i < 100; i++)
        buffer_append_format(
            &styles,
            "<w:style w:type=\"paragraph\" w:styleId=\"s%d\"><w:basedOn w:val=\"s%d\"/><w:rPr>"
            "<w:sz w:val=\"%d\"/></w:rPr></w:style>",
            i, (i + 1) % 100, i + 1);
    struct fixture fixture =
        open_fixture(styles.bytes, "", PARAGRAPH("s0", RUN("")) PARAGRAPH("s99", RUN("")));
    assert_true(run_at(&fixture, 0).bold);
    assert_int_equal(run_at(&fixture, 0).size_half_points, 2);
    assert_true(run_at(&fixture, 1).bold);
    close_fixture(&fixture);
    buffer_release(&styles);
}

static void table_styles_know_rows_and_columns(void **state)
{
#define CONDITION(type, property)                                                                            \
    "<w:tblStylePr w:type=\"" type "\"><w:rPr>" property "</w:rPr></w:tblStylePr>"
#define CELL "<w:tc><w:p>" RUN("") "</w:p></w:tc>"
    struct fixture fixture = open_fixture(
        STYLE("table", "Base", "",
              CONDITION("firstRow",
                        "<w:b/>") "<w:tblPr><w:tblBorders><w:top "
                                  "w:val=\"single\"/><w:left w:val=\"single\"/></w:tblBorders></w:tblPr>")
            STYLE("table", "T", "Base",
                  CONDITION("lastCol", "<w:i/>") CONDITION("lastRow", "<w:sz w:val=\"9\"/>")),
        "",
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"T\"/><w:tblBorders><w:left w:val=\"nil\"/><w:insideV "
        "w:val=\"dotted\"/></w:tblBorders><w:tblLook w:firstRow=\"1\" w:lastColumn=\"1\" w:lastRow=\"0\" "
        "w:val=\"0040\"/></w:tblPr><w:tr>" CELL CELL "</w:tr><w:tr>" CELL CELL "</w:tr></w:tbl>");
    static const bool bold[] = {true, true, false, false}, italic[] = {false, true, false, true};
    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(run_at(&fixture, i).bold, bold[i]);
        assert_int_equal(run_at(&fixture, i).italic, italic[i]);
        assert_int_equal(run_at(&fixture, i).size_half_points, 20);
    }
    unsigned borders = format_table_borders(fixture.formats, nth(&fixture, "tbl", 0));
    assert_int_equal(borders, BORDER_TOP | BORDER_INNER);
    assert_int_equal(format_cell_borders(nth(&fixture, "tc", 0), borders),
                     BORDER_TOP | BORDER_LEFT | BORDER_RIGHT);
    close_fixture(&fixture);
}

static void measures_are_read_with_units(void **state)
{
    static const struct {
        const char *text;
        int twips; /* -1: no measure */
    } cases[] = {{"567", 567},
                 {"1cm", 567},
                 {"1.27cm", 720},
                 {"12.7mm", 720},
                 {"0.5in", 720},
                 {"6pt", 120},
                 {"1pc", 240},
                 {"-0.5in", -720},
                 {"+20", 20},
                 {"0", 0},
                 {"", -1},
                 {"cm", -1},
                 {"1,5cm", -1},
                 {"1e3", -1},
                 {"12345678", -1},
                 {"9999999in", -1},
                 {"1.99999999999pt", 40}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int twips = -1;
        bool is_read = format_read_twips(cases[i].text, &twips);
        assert_int_equal(is_read, cases[i].twips != -1);
        assert_int_equal(is_read ? twips : -1, cases[i].twips);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    xml_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(toggles_cancel_between_styles),
        cmocka_unit_test(runs_take_the_nearest_level),
        cmocka_unit_test(paragraphs_take_the_nearest_level),
        cmocka_unit_test(lists_indent_below_what_names_them),
        cmocka_unit_test(chains_of_styles_end),
        cmocka_unit_test(table_styles_know_rows_and_columns),
        cmocka_unit_test(measures_are_read_with_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
