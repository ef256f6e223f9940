/* Verification of structure, properties and text: each invariant broken alone, with its good twin. */

#include "verify_cases.h"

#define P "<w:p/>"
#define GRID "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
#define GRID2 "<w:tblPr/><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid>"
#define CELL "<w:tc><w:p/></w:tc>"
#define CELLS3 CELL CELL CELL
#define CELLS9 CELLS3 CELLS3 CELLS3
#define CELLS63 CELLS9 CELLS9 CELLS9 CELLS9 CELLS9 CELLS9 CELLS9
#define ROW "<w:tr>" CELL "</w:tr>"
#define CELL_WITH(properties) "<w:tc><w:tcPr>" properties "</w:tcPr><w:p/></w:tc>"
#define TABLE(content) "<w:tbl>" content "</w:tbl>"
#define RUN(content) "<w:p><w:r>" content "</w:r></w:p>"
#define RUN_PROPERTIES(content) RUN("<w:rPr>" content "</w:rPr>")
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define INSTRUCTION "<w:r><w:instrText>PAGE</w:instrText></w:r>"
#define CONTROL(content) "<w:sdt><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define TEXT_BOX(content)                                                                                    \
    RUN("<w:pict><v:shape id=\"s1\"><v:textbox><w:txbxContent>" content                                      \
        "</w:txbxContent></v:textbox></v:shape></w:pict>")
#define MERGED(value) CELL_WITH("<w:vMerge" value "/>")

static void tables_are_whole(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"cell-ends-in-paragraph", NULL, TABLE(GRID "<w:tr><w:tc/></w:tr>") P, TABLE(GRID ROW) P, "w:tc"},
        {"cell-ends-in-paragraph", NULL, TABLE(GRID "<w:tr><w:tc>" P TABLE(GRID ROW) "</w:tc></w:tr>") P,
         TABLE(GRID "<w:tr><w:tc>" TABLE(GRID ROW) P "</w:tc></w:tr>") P, "w:tc"},
        {"cell-ends-in-paragraph", NULL,
         TABLE(GRID "<w:tr><w:tc>" CONTROL(P TABLE(GRID ROW)) "</w:tc></w:tr>") P,
         TABLE(GRID "<w:tr><w:tc>" CONTROL(TABLE(GRID ROW) P) "</w:tc></w:tr>") P, "w:tc"},
        {"table-has-row", NULL, TABLE(GRID) P, TABLE(GRID CONTROL(ROW)) P, "w:tbl"},
        {"row-has-cell", NULL, TABLE(GRID "<w:tr/>") P, TABLE(GRID "<w:tr>" CONTROL(CELL) "</w:tr>") P,
         "w:tr"},
        {"row-covers-grid", NULL, TABLE(GRID2 ROW) P,
         TABLE(GRID2 "<w:tr>" CELL_WITH("<w:gridSpan w:val=\"2\"/>") "</w:tr>") P, "w:tr 1/2"},
        {"row-covers-grid", NULL, TABLE(GRID2 "<w:tr>" CELL CELL CELL "</w:tr>") P,
         TABLE(GRID2 "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL "</w:tr>") P, "w:tr 3/2"},
        {"row-covers-grid", NULL,
         TABLE(GRID2 "<w:tr><w:trPr><w:gridAfter w:val=\"2\"/></w:trPr>" CELL "</w:tr>") P,
         TABLE(GRID2 "<w:tr><w:trPr><w:gridAfter w:val=\"1\"/></w:trPr>" CELL "</w:tr>") P, "w:tr 3/2"},
        {"at-most-63-cells", NULL, TABLE("<w:tblPr/><w:tblGrid/><w:tr>" CELLS63 CELL "</w:tr>") P,
         TABLE("<w:tblPr/><w:tblGrid/><w:tr>" CELLS63 "</w:tr>") P, "w:tr 64"},
        {"span-is-positive", NULL,
         TABLE(GRID "<w:tr>" CELL CELL_WITH("<w:gridSpan w:val=\"0\"/>") "</w:tr>") P,
         TABLE(GRID "<w:tr>" CELL_WITH("<w:gridSpan w:val=\"1\"/>") "</w:tr>") P, "w:gridSpan w:val=0"},
        {"merge-begins-above", NULL, TABLE(GRID ROW "<w:tr>" MERGED("") "</w:tr>") P,
         TABLE(GRID "<w:tr>" MERGED(" w:val=\"restart\"") "</w:tr><w:tr>" MERGED("") "</w:tr><w:tr>" MERGED(
             " w:val=\"continue\"") "</w:tr>") P,
         "w:vMerge"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void stories_are_whole(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"story-not-empty", NULL, "<w:sectPr/>", P "<w:sectPr/>", "w:body"},
        {"story-not-empty", "word/header1.xml", "", CONTROL(P), "w:hdr"},
        {"story-not-empty", "word/footnotes.xml", NOTE("footnote", "0") "<w:footnote w:id=\"2\"/>",
         NOTE("footnote", "0") NOTE("footnote", "2"), "w:footnote"},
        {"story-not-empty", NULL, TEXT_BOX(""), TEXT_BOX(P), "w:txbxContent"},
        {"story-ends-in-paragraph", "word/header1.xml", P TABLE(GRID ROW), TABLE(GRID ROW) P, "w:hdr"},
        {"story-ends-in-paragraph", NULL, TEXT_BOX(TABLE(GRID ROW)), TEXT_BOX(TABLE(GRID ROW) P),
         "w:txbxContent"},
        {"control-not-empty", NULL, P CONTROL(""), CONTROL(P), "w:body"},
        {"control-not-empty", NULL, TABLE(GRID ROW CONTROL("")) P, TABLE(GRID CONTROL(ROW)) P, "w:tbl"},
        {"control-not-empty", NULL, TABLE(GRID "<w:tr>" CELL CONTROL("") "</w:tr>") P,
         "<w:p>" CONTROL("") "</w:p>", "w:tr"},
        {"section-last", NULL, P "<w:sectPr/>" P, P "<w:sectPr/>", "w:p"},
        {"section-last", NULL, P "<w:sectPr/><w:sectPr/>",
         "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" P "<w:sectPr/>", "w:sectPr"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void elements_stand_where_they_may(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"paragraph-in-block", NULL, "<w:p>" P "</w:p>", TEXT_BOX(P), "w:p/w:p"},
        {"paragraph-in-block", NULL, P "<w:p>" CONTROL(P) "</w:p>", P CONTROL(P), "w:p/w:p"},
        {"table-in-block", NULL, "<w:p>" TABLE(GRID ROW) "</w:p>", TABLE(GRID ROW) P, "w:p/w:tbl"},
        {"row-in-table", NULL, P ROW, TABLE(GRID ROW) P, "w:body/w:tr"},
        {"cell-in-row", NULL, TABLE(GRID ROW CELL) P, TABLE(GRID ROW ROW) P, "w:tbl/w:tc"},
        {"run-in-paragraph", NULL, P "<w:r/>", P "<w:p><w:ins w:id=\"1\" w:author=\"A\"><w:r/></w:ins></w:p>",
         "w:body/w:r"},
        {"run-in-paragraph", NULL, P "<w:hyperlink w:anchor=\"a\"/>",
         "<w:p><w:hyperlink w:anchor=\"a\"/></w:p>", "w:body/w:hyperlink"},
        {"text-in-run", NULL, "<w:p><w:t>a</w:t></w:p>", RUN("<w:t>a</w:t>"), "w:p/w:t"},
        {"text-in-run", NULL, "<w:p><w:br/></w:p>", RUN("<w:br/>"), "w:p/w:br"},
        {"control-in-place", NULL, RUN(CONTROL("<w:t>a</w:t>")),
         "<w:p>" CONTROL("<w:r><w:t>a</w:t></w:r>") "</w:p>", "w:r/w:sdt"},
        {"hyperlink-not-nested", NULL,
         "<w:p><w:hyperlink w:anchor=\"a\"><w:r/><w:hyperlink w:anchor=\"b\"/></w:hyperlink></w:p>",
         "<w:p><w:hyperlink w:anchor=\"a\"/><w:hyperlink w:anchor=\"b\"/></w:p>", "w:hyperlink"},
        {"choice-in-alternate", NULL,
         RUN("<mc:AlternateContent><mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>"),
         RUN("<mc:AlternateContent><mc:Choice Requires=\"wps\"><w:t>b</w:t></mc:Choice>"
             "<mc:Fallback><w:t>a</w:t></mc:Fallback></mc:AlternateContent>"),
         "mc:AlternateContent"},
        {"prefixes-declared", NULL,
         RUN("<mc:AlternateContent><mc:Choice "
             "Requires=\"wpx\"><w:t>b</w:t></mc:Choice></mc:AlternateContent>"),
         RUN("<mc:AlternateContent><mc:Choice "
             "Requires=\"wps\"><w:t>b</w:t></mc:Choice></mc:AlternateContent>"),
         "wpx"},
        {"prefixes-declared", NULL, "<w:p mc:Ignorable=\"w14 w99\"/>", "<w:p mc:Ignorable=\"w14\"/>", "w99"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void properties_follow_the_schema(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"children-known", NULL, RUN_PROPERTIES("<w:jc w:val=\"left\"/>"),
         "<w:p><w:pPr><w:jc w:val=\"left\"/></w:pPr></w:p>", "w:rPr/w:jc"},
        {"children-in-order", NULL, RUN_PROPERTIES("<w:sz w:val=\"28\"/><w:b/>"),
         RUN_PROPERTIES("<w:b/><w:sz w:val=\"28\"/><w14:cntxtAlts/>"), "w:rPr: w:sz, w:b"},
        {"children-in-order", NULL, "<w:p><w:pPr><w:jc w:val=\"left\"/><w:keepNext/></w:pPr></w:p>",
         "<w:p><w:pPr><w:keepNext/><w:jc w:val=\"left\"/></w:pPr></w:p>", "w:pPr: w:jc, w:keepNext"},
        {"children-in-order", NULL, "<w:p><w:r/><w:pPr/></w:p>", "<w:p><w:pPr/><w:r/></w:p>",
         "w:p: w:r, w:pPr"},
        {"children-in-order", NULL, RUN("<w:t>a</w:t><w:rPr/>"), RUN("<w:rPr/><w:t>a</w:t>"),
         "w:r: w:t, w:rPr"},
        {"children-in-order", NULL, TABLE(GRID "<w:tr><w:tc><w:p/><w:tcPr/><w:p/></w:tc></w:tr>") P,
         TABLE(GRID "<w:tr><w:trPr><w:tblHeader/><w:cantSplit/></w:trPr>" CELL "</w:tr>") P,
         "w:tc: w:p, w:tcPr"},
        {"children-in-order", NULL,
         TABLE(GRID
               "<w:tr>" CELL_WITH("<w:vAlign w:val=\"top\"/><w:tcW w:w=\"1\" w:type=\"dxa\"/>") "</w:tr>") P,
         TABLE(GRID
               "<w:tr>" CELL_WITH("<w:tcW w:w=\"1\" w:type=\"dxa\"/><w:vAlign w:val=\"top\"/>") "</w:tr>") P,
         "w:tcPr: w:vAlign, w:tcW"},
        {"children-in-order", NULL,
         TABLE(
             "<w:tblPr><w:jc w:val=\"left\"/><w:tblStyle w:val=\"Normal\"/></w:tblPr><w:tblGrid><w:gridCol/>"
             "</w:tblGrid>" ROW) P,
         TABLE("<w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/><w:jc "
               "w:val=\"left\"/></w:tblPr><w:tblGrid><w:gridCol/>"
               "</w:tblGrid>" ROW) P,
         "w:tblPr: w:jc, w:tblStyle"},
        {"children-in-order", NULL, P "<w:sectPr><w:pgMar/><w:pgSz/></w:sectPr>",
         P "<w:sectPr><w:pgSz/></w:sectPr>", "w:sectPr: w:pgMar, w:pgSz"},
        {"children-in-order", "word/numbering.xml", LIST("1", "0") LIST_DEFINITION("0"),
         LIST_DEFINITION("0") LIST("1", "0"), "w:numbering: w:num, w:abstractNum"},
        {"children-in-order", "word/settings.xml", "<w:compat/><w:updateFields w:val=\"1\"/>",
         "<w:updateFields w:val=\"1\"/><w:compat/>", "w:settings: w:compat, w:updateFields"},
        {"children-once", NULL, RUN_PROPERTIES("<w:b/><w:b/>"), RUN_PROPERTIES("<w:b/><w:bCs/>"),
         "w:rPr/w:b"},
        {"children-once", NULL, "<w:p><w:pPr><w:sectPr/><w:sectPr/></w:pPr></w:p>",
         "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", "w:pPr/w:sectPr"},
        {"children-complete", NULL, TABLE("<w:tblPr/>" ROW) P, TABLE(GRID ROW) P, "w:tbl/w:tblGrid"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void text_is_whole(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"well-formed", NULL, "<w:p>", P, "w:p"},
        {"well-formed", "word/settings.xml", "</w:settings><w:settings>", "", "XML"},
        {"characters-allowed", NULL, RUN("<w:t>&#1;</w:t>"), RUN("<w:t>&#x85;</w:t>"), "w:t"},
        {"characters-allowed", NULL, RUN("<w:t>\xEF\xBF\xBE</w:t>"), RUN("<w:t>\xEF\xBF\xBD</w:t>"), "w:t"},
        {"blanks-kept", NULL, RUN("<w:t>a </w:t>"), RUN("<w:t xml:space=\"preserve\">a </w:t>"), "w:t"},
        {"blanks-kept", NULL, RUN("<w:t> a</w:t>"),
         "<w:p xml:space=\"preserve\"><w:r><w:t> a</w:t></w:r></w:p>", "w:t"},
        {"double-blanks-kept", NULL, RUN("<w:t>a  b</w:t>"), RUN("<w:t xml:space=\"preserve\">a  b</w:t>"),
         "w:t"},
        {"no-stray-text", NULL, "<w:p>{{ a }}</w:p>", "<w:p>\n  <w:r/>\n</w:p>", "w:p"},
        {"fields-balanced", NULL, "<w:p>" FIELD("begin") INSTRUCTION "</w:p>",
         "<w:p>" FIELD("begin") INSTRUCTION "</w:p><w:p>" FIELD("end") "</w:p>", "w:fldChar begin"},
        {"fields-balanced", NULL, "<w:p>" FIELD("end") "</w:p>",
         "<w:p>" FIELD("begin") FIELD("separate") FIELD("begin") FIELD("end") FIELD("end") "</w:p>",
         "w:fldChar end"},
        {"fields-balanced", NULL,
         "<w:p>" FIELD("begin") FIELD("separate") FIELD("separate") FIELD("end") "</w:p>",
         "<w:p>" FIELD("begin") FIELD("separate") FIELD("end") "</w:p>", "w:fldChar separate"},
        {"fields-balanced", NULL, "<w:p>" FIELD("begin") "</w:p>" TEXT_BOX("<w:p/>"),
         TEXT_BOX("<w:p>" FIELD("begin") FIELD("end") "</w:p>"), "w:fldChar begin"},
        {"instruction-in-field", NULL, "<w:p>" INSTRUCTION "</w:p>",
         "<w:p>" FIELD("begin") INSTRUCTION FIELD("end") "</w:p>", "w:instrText"},
        {"deleted-text", NULL, "<w:p><w:del w:id=\"1\" w:author=\"A\"><w:r><w:t>a</w:t></w:r></w:del></w:p>",
         "<w:p><w:del w:id=\"1\" w:author=\"A\"><w:r><w:delText>a</w:delText></w:r></w:del></w:p>", "w:t"},
        {"deleted-text", NULL, RUN("<w:delText>a</w:delText>"),
         "<w:p><w:del w:id=\"1\" w:author=\"A\"><w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r>"
         "<w:t>a</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:del></w:p>",
         "w:delText"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(tables_are_whole),
        cmocka_unit_test(stories_are_whole),
        cmocka_unit_test(elements_stand_where_they_may),
        cmocka_unit_test(properties_follow_the_schema),
        cmocka_unit_test(text_is_whole),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
