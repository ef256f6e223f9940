/* Verification of ids and of the package: each invariant broken alone, with its good twin. */

#include "verify_cases.h"

#define P "<w:p/>"
#define RUN(content) "<w:p><w:r>" content "</w:r></w:p>"
#define DRAWING(id, relationship)                                                                            \
    "<w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"" id "\" name=\"a\"/><a:graphic>"    \
    "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>" \
    "<pic:cNvPr id=\"1\" name=\"a\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "                    \
    "r:embed=\"" relationship                                                                                \
    "\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
#define SHAPE(id) "<w:pict><v:rect id=\"" id "\"/></w:pict>"
#define SHAPE_TYPE "<w:pict><v:shapetype id=\"_x0000_t202\"/></w:pict>"
#define NUMBERED(list)                                                                                       \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"" list "\"/></w:numPr></w:pPr></w:p>"
#define STYLED(style) "<w:p><w:pPr><w:pStyle w:val=\"" style "\"/></w:pPr></w:p>"
#define START(id, name) "<w:bookmarkStart w:id=\"" id "\" w:name=\"" name "\"/>"
#define END(id) "<w:bookmarkEnd w:id=\"" id "\"/>"
#define RANGE_START(id) "<w:commentRangeStart w:id=\"" id "\"/>"
#define RANGE_END(id) "<w:commentRangeEnd w:id=\"" id "\"/>"
#define SECTION(kind, id) P "<w:sectPr><w:" kind "Reference w:type=\"default\" r:id=\"" id "\"/></w:sectPr>"
#define ALTERNATIVES(choice, fallback)                                                                       \
    RUN("<mc:AlternateContent><mc:Choice Requires=\"wps\">" choice "</mc:Choice><mc:Fallback>" fallback      \
        "</mc:Fallback></mc:AlternateContent>")

static void ids_are_unique(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"drawing-ids-unique", NULL, RUN(DRAWING("7", "rId8") DRAWING("7", "rId8")),
         RUN(DRAWING("7", "rId8") DRAWING("8", "rId8")), "wp:docPr id=7"},
        {"shape-ids-unique", NULL, ALTERNATIVES(SHAPE("s1"), SHAPE("s1")),
         ALTERNATIVES(DRAWING("1", "rId8"), SHAPE("s1")), "v:rect id=s1"},
        {"shape-types-unique", NULL, RUN(SHAPE_TYPE SHAPE("s1") SHAPE_TYPE SHAPE("s2")),
         RUN(SHAPE_TYPE SHAPE("s1") SHAPE("s2")), "v:shapetype id=_x0000_t202"},
        {"paragraph-ids-unique", NULL, "<w:p w14:paraId=\"0000000A\"/><w:p w14:paraId=\"0000000A\"/>",
         "<w:p w14:paraId=\"0000000A\" w14:textId=\"77777777\"/><w:p w14:paraId=\"0000000B\" "
         "w14:textId=\"77777777\"/>",
         "w:p w14:paraId=0000000A"},
        {"paragraph-ids-unique", NULL, "<w:p w14:paraId=\"80000000\"/>", "<w:p w14:paraId=\"7FFFFFFF\"/>",
         "w:p w14:paraId=80000000"},
        {"paragraph-ids-unique", NULL, "<w:p w14:paraId=\"12\"/>", P, "w:p w14:paraId=12"},
        {"bookmark-ids-unique", NULL, "<w:p>" START("1", "a") START("1", "b") END("1") "</w:p>",
         "<w:p>" START("1", "a") START("2", "b") END("1") END("2") "</w:p>", "w:bookmarkStart w:id=1"},
        {"bookmark-names-unique", NULL, "<w:p>" START("1", "a") END("1") START("2", "a") END("2") "</w:p>",
         "<w:p>" START("1", "a") END("1") START("2", "A1") END("2") "</w:p>", "w:bookmarkStart w:name=a"},
        {"comment-ids-unique", "word/comments.xml", COMMENT("1") COMMENT("1"), COMMENT("1") COMMENT("2"),
         "w:comment w:id=1"},
        {"footnote-ids-unique", "word/footnotes.xml", NOTE("footnote", "1") NOTE("footnote", "1"),
         NOTE("footnote", "1") NOTE("footnote", "-1"), "w:footnote w:id=1"},
        {"endnote-ids-unique", "word/endnotes.xml", NOTE("endnote", "1") NOTE("endnote", "1"),
         NOTE("endnote", "1") NOTE("endnote", "-1"), "w:endnote w:id=1"},
        {"list-ids-unique", "word/numbering.xml", LIST_DEFINITION("0") LIST("1", "0") LIST("1", "0"),
         LIST_DEFINITION("0") LIST("1", "0") LIST("2", "0"), "w:num w:numId=1"},
        {"list-definition-ids-unique", "word/numbering.xml", LIST_DEFINITION("0") LIST_DEFINITION("0"),
         LIST_DEFINITION("0") LIST_DEFINITION("1"), "w:abstractNum w:abstractNumId=0"},
        {"style-ids-unique", "word/styles.xml", STYLE("a") STYLE("a"), STYLE("a") STYLE("b"),
         "w:style w:styleId=a"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void ids_lead_somewhere(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"bookmark-paired", NULL, "<w:p>" START("1", "a") "</w:p>",
         "<w:p>" START("1", "a") "</w:p>" END("1") P, "w:bookmarkStart w:id=1"},
        {"bookmark-paired", NULL, "<w:p>" END("1") "</w:p>",
         ALTERNATIVES("<w:pict><v:rect><v:textbox><w:txbxContent><w:p>" START("1", "a")
                          END("1") "</w:p></w:txbxContent></v:textbox></v:rect></w:pict>",
                      "<w:pict><v:rect><v:textbox><w:txbxContent><w:p>" START("1", "a")
                          END("1") "</w:p></w:txbxContent></v:textbox></v:rect></w:pict>"),
         "w:bookmarkEnd w:id=1"},
        {"comment-exists", NULL, RUN("<w:commentReference w:id=\"5\"/>"),
         RUN("<w:commentReference w:id=\"1\"/>"), "w:commentReference w:id=5"},
        {"comment-range-paired", NULL, "<w:p>" RANGE_START("1") "</w:p>",
         "<w:p>" RANGE_START("1") RANGE_END("1") "</w:p>", "w:commentRangeStart w:id=1"},
        {"comment-range-paired", NULL, "<w:p>" RANGE_END("1") RANGE_START("0") RANGE_END("0") "</w:p>",
         "<w:p>" RANGE_START("0") RANGE_START("1") RANGE_END("0") RANGE_END("1") "</w:p>",
         "w:commentRangeEnd w:id=1"},
        {"footnote-exists", NULL, RUN("<w:footnoteReference w:id=\"9\"/>"),
         RUN("<w:footnoteReference w:id=\"2\"/>"), "w:footnoteReference w:id=9"},
        {"footnote-exists", "word/settings.xml", "<w:footnotePr><w:footnote w:id=\"9\"/></w:footnotePr>",
         "<w:footnotePr><w:footnote w:id=\"0\"/></w:footnotePr>", "w:footnote w:id=9"},
        {"endnote-exists", NULL, RUN("<w:endnoteReference w:id=\"9\"/>"),
         RUN("<w:endnoteReference w:id=\"2\"/>"), "w:endnoteReference w:id=9"},
        {"list-exists", NULL, NUMBERED("7"), NUMBERED("1") NUMBERED("0"), "w:numId w:val=7"},
        {"list-definition-exists", "word/numbering.xml", LIST("1", "4"), LIST_DEFINITION("4") LIST("1", "4"),
         "w:abstractNumId w:val=4"},
        {"style-exists", NULL, STYLED("no"), STYLED("Normal"), "w:pStyle w:val=no"},
        {"style-exists", "word/styles.xml",
         "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"a\"/><w:basedOn "
         "w:val=\"b\"/></w:style>",
         "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"a\"/><w:basedOn "
         "w:val=\"b\"/></w:style>" STYLE("b"),
         "w:basedOn w:val=b"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void relationships_hold(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"relationship-exists", NULL, SECTION("header", "rId70"), SECTION("header", "rId7"),
         "w:headerReference r:id=rId70"},
        {"relationship-exists", NULL, RUN(DRAWING("1", "rId80")), RUN(DRAWING("1", "rId8")),
         "a:blip r:embed=rId80"},
        {"relationship-exists", "word/header1.xml", RUN(DRAWING("1", "rId8")), RUN(DRAWING("1", "")),
         "a:blip r:embed=rId8"},
        {"relationship-kind", NULL, SECTION("footer", "rId7"), SECTION("header", "rId7"),
         "w:footerReference r:id=rId7"},
        {"relationship-kind", NULL, RUN(DRAWING("1", "rId1")), RUN(DRAWING("1", "rId8")),
         "a:blip r:embed=rId1"},
        {"relationship-complete", "word/_rels/document.xml.rels",
         RELATIONS(LINKS "<Relationship Id=\"rId9\"/>"),
         RELATIONS(LINKS RELATIONSHIP("rId9", "image", "media/image1.png")), "Relationship"},
        {"relationship-ids-unique", "word/_rels/document.xml.rels",
         RELATIONS(LINKS RELATIONSHIP("rId1", "image", "media/image1.png")),
         RELATIONS(LINKS RELATIONSHIP("rId9", "image", "media/image1.png")), "Id=rId1"},
        {"relationship-target-exists", "word/_rels/document.xml.rels",
         RELATIONS(LINKS RELATIONSHIP("rId9", "image", "media/no.png")),
         RELATIONS(LINKS RELATIONSHIP("rId9", "image", "/word/media/image1.png")), "rId9: media/no.png"},
        {"main-document-exists", "_rels/.rels", RELATIONS(""),
         RELATIONS(RELATIONSHIP("rId1", "officeDocument", "/word/document.xml")), "officeDocument"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void content_types_hold(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"content-type-exists", "[Content_Types].xml",
         TYPES("<Default Extension=\"rels\" "
               "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
               "<Default Extension=\"xml\" ContentType=\"application/xml\"/>" OVERRIDES),
         TYPES(DEFAULTS OVERRIDES), "word/media/image1.png"},
        {"content-type-has-part", "[Content_Types].xml",
         TYPES(DEFAULTS OVERRIDES WORD_TYPE("header2", "header")), TYPES(DEFAULTS OVERRIDES),
         "/word/header2.xml"},
        {"content-type-once", "[Content_Types].xml", TYPES(DEFAULTS OVERRIDES WORD_TYPE("header1", "header")),
         TYPES(DEFAULTS OVERRIDES), "/word/header1.xml"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void content_types_are_the_first_entry(void **state)
{
    (void)state;
    struct buffer zip = {0}, faults = {0};
    struct entries entries = {.zip = &zip};
    for (size_t i = 1; i <= BASE_PARTS; i++) {
        const struct base_part *part = &base_parts[i % BASE_PARTS];
        struct buffer bytes = {0};
        append_part(&bytes, part, part->text);
        entries_add(&entries, part->name, buffer_string(&bytes));
        buffer_release(&bytes);
    }
    entries_end(&entries);
    verify_zip(&zip, &faults);
    assert_string_equal(faults.bytes, "content-types-first: _rels/.rels");
    buffer_release(&zip);
    buffer_release(&faults);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_are_unique),
        cmocka_unit_test(ids_lead_somewhere),
        cmocka_unit_test(relationships_hold),
        cmocka_unit_test(content_types_hold),
        cmocka_unit_test(content_types_are_the_first_entry),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
