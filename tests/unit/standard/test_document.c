/* A document as a person sees it: texts, formats, lines, pages. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../word/make_package.h"
#include "standard/document.h"

struct opened {
    struct arena *arena;
    struct package *package;
    struct problems *problems;
    struct document *document;
    struct buffer zip, xml;
};

static struct opened *open_body(const char *body)
{
    static struct opened opened;
    struct limits limits = limits_default();
    opened = (struct opened){.arena = arena_new(), .problems = problems_new()};
    buffer_append_format(&opened.xml, "<w:document " WORD_XMLNS "><w:body>%s</w:body></w:document>", body);
    struct made_part part = {"document", buffer_string(&opened.xml)};
    opened.package = make_package(&opened.zip, &part, 1, &limits, opened.problems);
    assert_non_null(opened.package);
    opened.document = document_read(opened.arena, opened.package, &limits, opened.problems);
    assert_non_null(opened.document);
    return &opened;
}

static void close_body(struct opened *opened)
{
    package_close(opened->package);
    problems_free(opened->problems);
    arena_free(opened->arena);
    buffer_release(&opened->zip);
    buffer_release(&opened->xml);
}

#define P(content) "<w:p>" content "</w:p>"
#define R(content) "<w:r><w:t xml:space=\"preserve\">" content "</w:t></w:r>"

#define VNI(properties, content)                                                                             \
    "<w:r><w:rPr><w:rFonts w:ascii=\"VNI-Times\" w:hAnsi=\"VNI-Times\"/>" properties "</w:rPr><w:t>" content \
    "</w:t></w:r>"

static const struct {
    const char *body, *text; /* of the first paragraph */
} texts[] = {
    {P(R("Số: ") "<w:del><w:r><w:t>14</w:t></w:r></w:del><w:ins>" R("15") "</w:ins>"), "Số: 15"},
    {P("<w:r><w:t>A</w:t><w:tab/><w:t>B</w:t><w:br/><w:t>C</w:t><w:noBreakHyphen/></w:r>"), "A\tB\nC-"},
    {P("<w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>" R("hiện")), "hiện"},
    {P("<w:r><w:fldChar w:fldCharType=\"begin\"/><w:instrText> PAGE </w:instrText><w:fldChar "
       "w:fldCharType=\"separate\"/><w:t>2</w:t><w:fldChar w:fldCharType=\"end\"/></w:r>"),
     "2"},
    {P("<w:r><w:rPr><w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\"/></w:rPr><w:t>Hßa b×nh</w:t></w:r>"),
     "Hòa bình"},
    {P(VNI("", "Quye") VNI("<w:b/>", "á") VNI("", "t ñònh")), "Quyết định"},
    {P(VNI("", "hoà s") "<w:proofErr w:type=\"spellStart\"/>" VNI("", "ô") VNI("", "ø x")), "hồ sờ x"},
    {P(VNI("", "e") "<w:r><w:tab/></w:r>" VNI("", "át")), "e\tát"},
    {P("<w:r><w:rPr><w:rFonts w:hAnsi=\".VnTime\"/></w:rPr><w:t>® e</w:t></w:r>" VNI("", "át")), "đ eát"},
    {P(R("e") VNI("", "át")), "eát"},
};

static void test_texts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct opened *opened = open_body(texts[i].body);
        struct string text = opened->document->paragraphs[0]->text;
        assert_string_equal(arena_copy(opened->arena, text).bytes, texts[i].text);
        close_body(opened);
    }
}

#define PICTURE(shape) P("<w:r><w:pict>" shape "</w:pict></w:r>")
#define DRAWING(geometry, dash)                                                                              \
    P("<w:r><w:drawing><wp:anchor><wp:extent cx=\"1270000\" cy=\"0\"/><a:graphic><a:graphicData><wps:wsp>"   \
      "<wps:spPr><a:prstGeom prst=\"" geometry "\"/><a:ln>" dash "</a:ln></wps:spPr></wps:wsp>"              \
      "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>")

static const struct {
    const char *body;
    size_t count;
    long length;
    bool is_solid;
} lines[] = {
    {PICTURE("<v:line from=\"10pt,2pt\" to=\"110pt,2pt\"/>"), 1, 2000, true},
    {PICTURE("<v:line from=\"0,0\" to=\"5cm,0\"><v:stroke dashstyle=\"dash\"/></v:line>"), 1, 2834, false},
    {PICTURE(
         "<v:shape type=\"#_x0000_t32\" style=\"position:absolute;margin-left:9pt;width:50pt;height:0\"/>"),
     1, 1000, true},
    {PICTURE("<v:shape style=\"width:90pt;height:60pt\"/>"), 0, 0, true},
    {PICTURE("<v:line from=\"99999999999999999999,0\" to=\"-99999999999999999999,0\"/>"), 1, 300000000, true},
    {DRAWING("line", ""), 1, 2000, true},
    {DRAWING("straightConnector1", "<a:prstDash val=\"dash\"/>"), 1, 2000, false},
    {P("<w:pPr><w:pBdr><w:bottom w:val=\"single\"/></w:pBdr><w:ind w:left=\"2000\" "
       "w:right=\"2000\"/></w:pPr>"),
     1, 5360, true},
    {P("<w:pPr><w:pBdr><w:top w:val=\"single\"/><w:left w:val=\"single\"/></w:pBdr></w:pPr>"), 0, 0, true},
    {P(R("__________")), 1, 1000, true},
    {P(R("----------")), 1, 667, false},
    {P(R("a__________")), 0, 0, true},
};

static void test_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct opened *opened = open_body(lines[i].body);
        const struct document *document = opened->document;
        if (document->line_count != lines[i].count)
            fail_msg("line %zu: %zu", i, document->line_count);
        if (lines[i].count > 0 && labs(document->lines[0].length_twips - lines[i].length) > 2)
            fail_msg("line %zu: %ld", i, document->lines[0].length_twips);
        if (lines[i].count > 0)
            assert_int_equal(document->lines[0].is_solid, lines[i].is_solid);
        close_body(opened);
    }
}

/* A text box is read behind the paragraph it is anchored in; the branch that is not shown only counts. */
static void test_boxes(void **state)
{
    (void)state;
    struct opened *opened = open_body(P(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><wp:extent "
        "cx=\"1828800\" "
        "cy=\"9\"/><a:graphic><wps:txbx><w:txbxContent>" P(R(
            "trong")) "</w:txbxContent></wps:txbx></a:graphic>"
                      "</wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>" P(
                          R("trong")) "</w:txbxContent></v:textbox></w:pict></mc:Fallback></"
                                      "mc:AlternateContent></w:r>" R("ngoài")) P(R("sau")));
    const struct document *document = opened->document;
    assert_int_equal(document->paragraph_count, 3);
    assert_int_equal(document->paragraphs[1]->anchor, 0);
    assert_int_equal(document->paragraphs[1]->box_width_twips, 2880 - 288);
    assert_int_equal(document->paragraphs[2]->anchor, SIZE_MAX);
    assert_int_equal(document->paragraphs[2]->place.paragraph, 2);
    close_body(opened);
}

static void test_sections(void **state)
{
    (void)state;
    struct opened *opened = open_body(P(
        R("a")) "<w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\"/><w:pgMar w:top=\"1134\" "
                "w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>");
    const struct document_section *section = &opened->document->sections[0];
    assert_true(section->is_landscape && section->has_title_page);
    assert_int_equal(document_width(opened->document, opened->document->paragraphs[0]), 16838 - 850 - 1701);
    assert_int_equal(document_page_height(section), 11906 - 2268);
    close_body(opened);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_texts), cmocka_unit_test(test_lines),
                                       cmocka_unit_test(test_boxes), cmocka_unit_test(test_sections)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
