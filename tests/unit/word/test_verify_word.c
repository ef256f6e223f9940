/* What Word itself writes, odd as it may look, is no fault. */

#define VERIFY_NO_TABLE
#include "verify_cases.h"

#define P "<w:p/>"
#define BY "w:author=\"A\" w:date=\"2023-01-01T00:00:00Z\""
#define RUN(text) "<w:r><w:t>" text "</w:t></w:r>"
#define FIELD(type) "<w:r><w:fldChar w:fldCharType=\"" type "\"/></w:r>"
#define INSTRUCTION(text) "<w:r><w:instrText xml:space=\"preserve\"> " text " </w:instrText></w:r>"
#define CELL "<w:tc><w:tcPr><w:tcW w:w=\"5\" w:type=\"dxa\"/></w:tcPr><w:p/></w:tc>"
#define GRID2 "<w:tblPr/><w:tblGrid><w:gridCol w:w=\"5\"/><w:gridCol w:w=\"5\"/></w:tblGrid>"
#define CONTROL(content)                                                                                     \
    "<w:sdt><w:sdtPr><w:id w:val=\"1\"/></w:sdtPr><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define BOXED                                                                                                \
    "<w:txbxContent><w:p w14:paraId=\"11111111\" w14:textId=\"77777777\"><w:bookmarkStart w:id=\"9\" "       \
    "w:name=\"_box\"/>" RUN("a") "<w:bookmarkEnd w:id=\"9\"/></w:p></w:txbxContent>"
#define SHAPE_URI "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"

static const struct verify_case cases[] = {
    {"text-box-twice",
     .good =
         "<w:p w14:paraId=\"00000001\" w14:textId=\"77777777\"><w:r><mc:AlternateContent><mc:Choice "
         "Requires=\"wps\"><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" "
         "name=\"a\"/>"
         "<a:graphic><a:graphicData uri=\"" SHAPE_URI "\"><wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>" BOXED
         "</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
         "<mc:Fallback><w:pict><v:shape id=\"_x0000_s1\"><v:textbox>" BOXED
         "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"},
    {"contents-over-paragraphs",
     .good = "<w:p>" FIELD("begin") INSTRUCTION("TOC \\o") FIELD(
         "separate") "<w:hyperlink w:anchor=\"_Toc1\">" RUN("a") FIELD("begin") INSTRUCTION("PAGEREF _Toc1")
         FIELD("separate") RUN("1") FIELD("end") "</w:hyperlink></w:p><w:p>" RUN("b")
             FIELD("end") "</w:p>"
                          "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"_Toc1\"/></w:p><w:bookmarkEnd "
                          "w:id=\"0\"/><w:p>"
                          "<w:fldSimple w:instr=\" PAGE \">" RUN("1") "</w:fldSimple></w:p>"},
    {"tracked-changes",
     .good =
         "<w:p><w:pPr><w:rPr><w:ins w:id=\"1\" " BY "/><w:b/><w:rPrChange w:id=\"2\" " BY
         "><w:rPr><w:i/></w:rPr>"
         "</w:rPrChange></w:rPr><w:pPrChange w:id=\"3\" " BY
         "><w:pPr><w:jc w:val=\"left\"/></w:pPr></w:pPrChange>"
         "</w:pPr><w:ins w:id=\"4\" " BY ">" RUN(
             "a") "<w:del w:id=\"5\" " BY "><w:r><w:delText>b</w:delText></w:r>"
                  "</w:del></w:ins><w:moveFromRangeStart w:id=\"6\" w:name=\"m\" " BY
                  "/><w:moveFrom w:id=\"7\" " BY ">" RUN(
                      "c") "</w:moveFrom><w:moveFromRangeEnd w:id=\"6\"/></w:p>"
                           "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"5\"/><w:gridCol "
                           "w:w=\"5\"/><w:tblGridChange w:id=\"8\">"
                           "<w:tblGrid><w:gridCol "
                           "w:w=\"9\"/></w:tblGrid></w:tblGridChange></w:tblGrid><w:tr><w:trPr><w:cantSplit/>"
                           "<w:ins w:id=\"9\" " BY "/></w:trPr>" CELL
                           "<w:tc><w:tcPr><w:tcW w:w=\"5\" w:type=\"dxa\"/><w:tcPrChange "
                           "w:id=\"10\" " BY "><w:tcPr><w:tcW w:w=\"9\" w:type=\"dxa\"/><w:gridSpan "
                           "w:val=\"2\"/><w:vMerge/></w:tcPr>"
                           "</w:tcPrChange></w:tcPr><w:p/></w:tc></w:tr></w:tbl>" P},
    {"controls-of-every-level",
     .good =
         CONTROL("<w:p>" CONTROL(RUN("a")) "</w:p>" P) "<w:tbl>" GRID2 "<w:tr>" CELL CELL "</w:tr>" CONTROL(
             "<w:tr>" CELL CELL
             "</w:tr>") "<w:tr>" CELL CONTROL("<w:tc>" CONTROL(P) "</w:tc>") "</w:tr></w:tbl>" P},
    {"table-begun-late",
     .good = "<w:tbl>" GRID2 "<w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" CELL
             "</w:tr><w:tr><w:tc><w:tcPr>"
             "<w:gridSpan w:val=\"2\"/></w:tcPr><w:tbl>" GRID2 "<w:tr>" CELL CELL
             "</w:tr></w:tbl><w:p/></w:tc></w:tr>"
             "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p/></w:tc>" CELL
             "</w:tr><w:tr><w:tc><w:tcPr>"
             "<w:vMerge/></w:tcPr><w:p/></w:tc><w:bookmarkStart w:id=\"1\" w:name=\"a\"/>" CELL
             "<w:bookmarkEnd w:id=\"1\"/></w:tr></w:tbl>" P},
    {"marks-everywhere",
     .good =
         "<w:bookmarkStart w:id=\"1\" w:name=\"_GoBack\"/><w:bookmarkEnd w:id=\"1\"/><w:p><w:proofErr "
         "w:type=\"spellStart\"/>" RUN(
             "a") "<w:proofErr w:type=\"spellEnd\"/><w:smartTag w:uri=\"u\" "
                  "w:element=\"e\">" RUN("b") "</w:smartTag><w:permStart w:id=\"1\" "
                                              "w:edGrp=\"everyone\"/>" RUN(
                                                  "c") "<w:permEnd "
                                                       "w:id=\"1\"/></w:p><w:p><w:commentRangeStart "
                                                       "w:id=\"1\"/>" RUN("d") "<w:commentRangeEnd "
                                                                               "w:id=\"1\"/"
                                                                               "><w:r><w:commentReference "
                                                                               "w:id=\"1\"/></w:r></w:p>"},
    {"what-a-run-holds",
     .good = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" "
             "w:pos=\"720\"/></w:tabs></w:pPr><w:r><w:tab/><w:br/><w:cr/>"
             "<w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0A7\"/><w:ptab w:relativeTo=\"margin\" "
             "w:alignment=\"left\" w:leader=\"none\"/><w:t xml:space=\"preserve\"> "
             "</w:t><w:t/></w:r><w:r><w:ruby>"
             "<w:rubyPr><w:rubyAlign w:val=\"center\"/><w:hps w:val=\"1\"/><w:hpsRaise "
             "w:val=\"1\"/><w:hpsBaseText "
             "w:val=\"1\"/><w:lid w:val=\"vi-VN\"/></w:rubyPr><w:rt>" RUN("a") "</w:rt><w:rubyBase>" RUN(
                 "b") "</w:rubyBase></w:ruby></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"},
    {"mathematics",
     .good = "<w:p><m:oMathPara "
             "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><m:oMath><m:r>"
             "<w:rPr><w:rFonts w:ascii=\"Cambria "
             "Math\"/></w:rPr><m:t>x</m:t></m:r></m:oMath></m:oMathPara></w:p>"},
    {"sections",
     .good =
         "<w:p><w:pPr><w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId7\"/><w:type "
         "w:val=\"continuous\"/>"
         "<w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr></w:pPr></w:p>" P "<w:sectPr><w:headerReference "
         "w:type=\"default\" r:id=\"rId7\"/><w:headerReference w:type=\"first\" r:id=\"rId7\"/><w:pgSz "
         "w:w=\"11906\" w:h=\"16838\"/><w:cols w:space=\"720\"/><w:titlePg/></w:sectPr>"},
    {"word-2010-properties", .good = "<w:p><w:r><w:rPr><w:b/><w:sz w:val=\"28\"/><w:lang "
                                     "w:val=\"vi-VN\"/><w14:ligatures w14:val=\"none\"/>"
                                     "</w:rPr><w:t>a</w:t></w:r></w:p>"},
    {"controls-emptied", .good = "<w:p>" CONTROL("") "</w:p>"},
};

static void what_word_writes_is_no_fault(void **state)
{
    (void)state;
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

#define GLOSSARY_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"

/* Building blocks have styles of their own; the same names in both are not the same style twice. */
static void the_glossary_is_a_document_of_its_own(void **state)
{
    (void)state;
    static const struct {
        const char *styles, *faults;
    } rows[] = {
        {STYLE("Normal") STYLE("own"), ""},
        {STYLE("Normal"), "style-exists: w:pStyle w:val=own"},
    };
    static const char document[] =
        "<w:glossaryDocument " SPACES
        "><w:docParts><w:docPart><w:docPartPr><w:name w:val=\"a\"/></w:docPartPr>"
        "<w:docPartBody><w:p><w:pPr><w:pStyle w:val=\"own\"/></w:pPr></w:p></w:docPartBody></w:docPart>"
        "</w:docParts></w:glossaryDocument>";
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct problems *problems = problems_new();
        struct limits limits = limits_default();
        struct buffer zip = {0}, styles = {0};
        make_case(&zip, NULL, P);
        struct package *package = open_case(&zip);
        buffer_append_format(&styles, "<w:styles " SPACES ">%s</w:styles>", rows[i].styles);
        package_set(package, STRING("word/glossary/document.xml"), STRING(GLOSSARY_TYPE), string_of(document),
                    problems);
        package_set(package, STRING("word/glossary/styles.xml"), STRING(""), buffer_string(&styles),
                    problems);
        package_set(package, STRING("word/glossary/_rels/document.xml.rels"), STRING(""),
                    STRING(RELATIONS(RELATIONSHIP("rId1", "styles", "styles.xml"))), problems);
        assert_true(verify_document(package, NULL, &limits, problems));
        struct buffer faults = {0};
        buffer_append_text(&faults, "");
        append_faults(&faults, problems);
        assert_string_equal(faults.bytes, rows[i].faults);
        buffer_release(&faults);
        buffer_release(&styles);
        buffer_release(&zip);
        package_close(package);
        problems_free(problems);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_word_writes_is_no_fault),
        cmocka_unit_test(the_glossary_is_a_document_of_its_own),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
