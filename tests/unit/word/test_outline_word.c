/* The outline as WordprocessingML: styles or direct formatting, merging in schema order, tables, what must
 * end a part. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buffer.h"
#include "word/outline.h"
#include "word/xml.h"

#define XMLNS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static const struct outline_styles no_styles;

static void check(const char *notation, const struct outline_styles *styles, const char *paragraph_properties,
                  const char *run_properties, const char *expected)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};
    struct outline outline = outline_parse(arena, string_of(notation));
    outline_append_word(&out, &outline, styles, string_of(paragraph_properties), string_of(run_properties));
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
    arena_free(arena);
}

static void styles_stand_alone(void **state)
{
    struct outline_styles styles = {0};
    (void)state;
    styles.style_ids[OUTLINE_CLAUSE] = STRING("Khoan");
    styles.style_ids[OUTLINE_PART] = STRING("Phan");
    styles.style_ids[OUTLINE_ARTICLE] = STRING("Dieu");
    check("1. a **b** *c*", &styles, "<w:pPr><w:jc w:val=\"both\"/></w:pPr>",
          "<w:rPr><w:sz w:val=\"28\"/></w:rPr>",
          "<w:p><w:pPr><w:pStyle w:val=\"Khoan\"/></w:pPr><w:r><w:t xml:space=\"preserve\">1. a </w:t></w:r>"
          "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>b</w:t></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>"
          "<w:r><w:rPr><w:i/><w:iCs/></w:rPr><w:t>c</w:t></w:r></w:p>");
    check("Phần I", &styles, "", "",
          "<w:p><w:pPr><w:pStyle w:val=\"Phan\"/><w:keepNext/></w:pPr><w:r><w:t>Phần I</w:t></w:r></w:p>");
    /* Bold in part: the rest of a bold style is not bold. */
    check("**Điều 1.** Ban", &styles, "", "",
          "<w:p><w:pPr><w:pStyle w:val=\"Dieu\"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>Điều "
          "1.</w:t></w:r>"
          "<w:r><w:rPr><w:b w:val=\"0\"/><w:bCs w:val=\"0\"/></w:rPr><w:t xml:space=\"preserve\"> "
          "Ban</w:t></w:r></w:p>");
}

static void direct_formatting_is_merged_in_schema_order(void **state)
{
    (void)state;
    check("a*b*", &no_styles, "<w:pPr><w:ind w:firstLine=\"567\"/></w:pPr>",
          "<w:rPr><w:rFonts w:ascii=\"A>B\"/><w:b w:val=\"0\"/><w:iCs/><w:sz w:val=\"28\"/><w:lang "
          "w:val=\"vi-VN\"/></w:rPr>",
          "<w:p><w:pPr><w:ind w:firstLine=\"567\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"A>B\"/><w:b "
          "w:val=\"0\"/>"
          "<w:iCs/><w:sz w:val=\"28\"/><w:lang "
          "w:val=\"vi-VN\"/></w:rPr><w:t>a</w:t></w:r><w:r><w:rPr><w:rFonts "
          "w:ascii=\"A>B\"/><w:b w:val=\"0\"/><w:i/><w:iCs/><w:sz w:val=\"28\"/><w:lang "
          "w:val=\"vi-VN\"/></w:rPr>"
          "<w:t>b</w:t></w:r></w:p>");
    check("**b**", &no_styles, "", "<w:rPr/>",
          "<w:p><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>b</w:t></w:r></w:p>");
    check("Mục 1", &no_styles,
          "<w:pPr><w:spacing w:before=\"1\"/><w:jc w:val=\"both\"/><w:rPr><w:b/></w:rPr></w:pPr>",
          "<w:rPr></w:rPr>",
          "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"1\"/><w:jc "
          "w:val=\"center\"/><w:rPr><w:b/></w:rPr></w:pPr>"
          "<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t>Mục 1</w:t></w:r></w:p>");
}

static void texts_keep_blanks_tabs_and_breaks(void **state)
{
    (void)state;
    check("a  b\tc\\\n<&>\"", &no_styles, "", "",
          "<w:p><w:r><w:t xml:space=\"preserve\">a  "
          "b</w:t><w:tab/><w:t>c</w:t><w:br/><w:t>&lt;&amp;&gt;\"</w:t></w:r>"
          "</w:p>");
}

/* The tag's paragraph may begin a page and end a section: each once. */
static void sections_and_page_breaks_stand_once(void **state)
{
    static const char properties[] =
        "<w:pPr><w:pageBreakBefore/><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:pPr>";
    struct outline_styles styles = {0};
    (void)state;
    check("a\nb\nc", &no_styles, properties, "",
          "<w:p><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:t>a</w:t></w:r></w:p><w:p><w:r><w:t>b</w:t></"
          "w:r></w:p>"
          "<w:p><w:pPr><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:pPr><w:r><w:t>c</w:t></w:r></w:p>");
    styles.style_ids[OUTLINE_TEXT] = STRING("NoiDung");
    check("a", &styles, properties, "",
          "<w:p><w:pPr><w:pStyle w:val=\"NoiDung\"/><w:pageBreakBefore/><w:sectPr><w:pgSz "
          "w:w=\"1\"/></w:sectPr></w:pPr>"
          "<w:r><w:t>a</w:t></w:r></w:p>");
    check("", &styles, properties, "",
          "<w:p><w:pPr><w:pageBreakBefore/><w:sectPr><w:pgSz w:w=\"1\"/></w:sectPr></w:pPr></w:p>");
}

#define BORDER(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>"
#define CELL_MARGINS                                                                                         \
    "<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"108\" w:type=\"dxa\"/><w:right w:w=\"108\" " \
    "w:type=\"dxa\"/></w:tblCellMar></w:tblPr>"
#define GAP                                                                                                  \
    "<w:p><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" "                                    \
    "w:lineRule=\"exact\"/></w:pPr></w:p>"
#define CELL_START(width)                                                                                    \
    "<w:tc><w:tcPr><w:tcW w:w=\"" width "\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr><w:p>"

static void tables_fill_the_width_and_end_in_a_paragraph(void **state)
{
    struct outline_styles styles = {.table_style_id = STRING("BangNoiDung"),
                                    .table_cell_style_id = STRING("OBang"),
                                    .table_header_style_id = STRING("OBangDau"),
                                    .text_width_twips = 4000};
    (void)state;
    check(
        "|A|B|\n|---|--:|\n|x|y|", &styles, "", "",
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"BangNoiDung\"/><w:tblW w:w=\"4000\" w:type=\"dxa\"/>"
        "<w:jc w:val=\"center\"/>"
        "<w:tblLayout w:type=\"fixed\"/></w:tblPr>"
        "<w:tblGrid><w:gridCol w:w=\"2032\"/><w:gridCol w:w=\"1968\"/></w:tblGrid>"
        "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" CELL_START(
            "2032") "<w:pPr><w:pStyle "
                    "w:val=\"OBangDau\"/><w:keepNext/></w:pPr><w:r><w:t>A</w:t></w:r></w:p></"
                    "w:tc>" CELL_START("1968") "<w:pPr><w:pStyle "
                                               "w:val=\"OBangDau\"/><w:keepNext/></w:pPr><w:r><w:t>B</w:t></"
                                               "w:r></w:p></w:tc></w:tr>"
                                               "<w:tr><w:trPr><w:cantSplit/></w:trPr>" CELL_START(
                                                   "2032") "<w:pPr><w:pStyle "
                                                           "w:val=\"OBang\"/></w:pPr><w:r><w:t>x</w:t></"
                                                           "w:r></w:p></w:tc>" CELL_START("1968") "<w:pPr><w:"
                                                                                                  "pStyle "
                                                                                                  "w:val="
                                                                                                  "\"OBang\"/"
                                                                                                  "><w:jc "
                                                                                                  "w:val="
                                                                                                  "\"right\"/"
                                                                                                  "></"
                                                                                                  "w:pPr><w:"
                                                                                                  "r><w:t>y</"
                                                                                                  "w:t></"
                                                                                                  "w:r></"
                                                                                                  "w:p></"
                                                                                                  "w:tc></"
                                                                                                  "w:tr>"
                                                                                                  "</"
                                                                                                  "w:"
                                                                                                  "tbl>" GAP);
    check(
        "|a|", &no_styles, "<w:pPr><w:ind w:left=\"9\"/></w:pPr>", "<w:rPr><w:sz w:val=\"26\"/></w:rPr>",
        "<w:tbl><w:tblPr><w:tblW w:w=\"9355\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>" BORDER(
            "top") BORDER("left") BORDER("bottom") BORDER("right") BORDER("insideH")
            BORDER("insideV") "</w:tblBorders>" CELL_MARGINS "<w:tblGrid><w:gridCol "
                              "w:w=\"9355\"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>" CELL_START(
                                  "9355") "<w:pPr><w:spacing w:before=\"0\" w:after=\"0\"/><w:ind "
                                          "w:left=\"0\" w:firstLine=\"0\"/>"
                                          "<w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr><w:sz "
                                          "w:val=\"26\"/></w:rPr><w:t>a</w:t></w:r></w:p></w:tc></w:tr>"
                                          "</w:tbl>" GAP);
}

/* The widths of the columns of a table, as in w:tblGrid. */
static size_t read_widths(const char *notation, unsigned text_width, unsigned *widths)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};
    size_t count = 0;
    struct outline outline = outline_parse(arena, string_of(notation));
    struct outline_styles styles = {.text_width_twips = text_width};
    outline_append_word(&out, &outline, &styles, STRING(""), STRING(""));
    for (const char *at = out.bytes; (at = strstr(at, "<w:gridCol w:w=\"")) != NULL;)
        widths[count++] = (unsigned)strtoul(at += strlen("<w:gridCol w:w=\""), NULL, 10);
    buffer_release(&out);
    arena_free(arena);
    return count;
}

static void columns_are_as_wide_as_their_content(void **state)
{
    unsigned widths[8];
    (void)state;
    assert_int_equal(
        read_widths("|STT|Một nội dung dài đến mức không thể nào đứng trên một dòng của trang giấy được, "
                    "dù chữ nhỏ đến đâu đi nữa|Số lượng|",
                    9355, widths),
        3);
    assert_true(widths[0] >= 650 && widths[0] < 1000);
    assert_true(widths[1] > 6500);
    assert_int_equal(widths[0] + widths[1] + widths[2], 9355);
    assert_int_equal(read_widths("|Nghiêng|Nghiêng|Nghiêng|Nghiêng|", 1000, widths), 4);
    assert_int_equal(widths[0] + widths[1] + widths[2] + widths[3], 1000);
    assert_int_equal(read_widths("||", 9355, widths), 1);
    assert_int_equal(widths[0], 9355);
}

static void styles_are_found_by_id_and_by_name(void **state)
{
    struct arena *arena = arena_new();
    struct outline_styles found = outline_find_styles(
        arena, STRING("<w:styles " XMLNS "><w:style w:type=\"paragraph\" w:styleId=\"Khoan\"/>"
                      "<w:style w:type=\"character\" w:styleId=\"Diem\"/><w:style w:type=\"paragraph\" "
                      "w:styleId=\"ni\"><w:name w:val=\"Điều\"/></w:style><w:style w:type=\"paragraph\" "
                      "w:styleId=\"ND\"><w:name w:val=\"Nội dung\"/></w:style><w:style w:type=\"table\" "
                      "w:styleId=\"BangNoiDung\"/></w:styles>"));
    (void)state;
    assert_true(string_is(found.style_ids[OUTLINE_CLAUSE], "Khoan"));
    assert_true(string_is(found.style_ids[OUTLINE_ARTICLE], "ni"));
    assert_true(string_is(found.style_ids[OUTLINE_TEXT], "ND"));
    assert_true(string_is(found.style_ids[OUTLINE_POINT], ""));
    assert_true(string_is(found.table_style_id, "BangNoiDung"));
    found = outline_find_styles(arena, STRING(""));
    assert_true(found.style_ids[OUTLINE_TEXT].length == 0);
    found = outline_find_styles(arena, STRING("<w:styles"));
    assert_true(found.style_ids[OUTLINE_TEXT].length == 0);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    xml_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(styles_stand_alone),
        cmocka_unit_test(direct_formatting_is_merged_in_schema_order),
        cmocka_unit_test(texts_keep_blanks_tabs_and_breaks),
        cmocka_unit_test(sections_and_page_breaks_stand_once),
        cmocka_unit_test(tables_fill_the_width_and_end_in_a_paragraph),
        cmocka_unit_test(columns_are_as_wide_as_their_content),
        cmocka_unit_test(styles_are_found_by_id_and_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
