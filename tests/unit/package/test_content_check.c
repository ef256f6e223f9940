#include "packages.h"

#define DOCUMENT_RELATIONSHIPS "word/_rels/document.xml.rels"
#define MICROSOFT(id, type, target)                                                                          \
    "<Relationship Id=\"" id "\" Type=\"http://schemas.microsoft.com/office/2006/relationships/" type        \
    "\" Target=\"" target "\"/>"

/* One part more than the letter has, and what is told then; {1} in both languages. */
static const struct {
    const char *name, *bytes, *vi, *en;
} forbidden[] = {
    {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(MICROSOFT("rId1", "vbaProject", "vbaProject.bin")),
     "macros: Mẫu có macro (vbaProject.bin) [word/document.xml]\n",
     "macros: The template has macros (vbaProject.bin) [word/document.xml]\n"},
    {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(RELATIONSHIP("rId1", "oleObject", "embeddings/oleObject1.bin")),
     "embedded-object: Mẫu có đối tượng nhúng (embeddings/oleObject1.bin) [word/document.xml]\n",
     "embedded-object: The template has an embedded object (embeddings/oleObject1.bin) "
     "[word/document.xml]\n"},
    {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(RELATIONSHIP("rId1", "package", "embeddings/bang.xlsx")),
     "embedded-object: Mẫu có đối tượng nhúng (embeddings/bang.xlsx) [word/document.xml]\n",
     "embedded-object: The template has an embedded object (embeddings/bang.xlsx) [word/document.xml]\n"},
    {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(RELATIONSHIP("rId1", "control", "activeX/activeX1.xml")),
     "activex-control: Mẫu có điều khiển ActiveX (activeX/activeX1.xml) [word/document.xml]\n",
     "activex-control: The template has an ActiveX control (activeX/activeX1.xml) [word/document.xml]\n"},
    {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(RELATIONSHIP("rId1", "aFChunk", "afchunk.htm")),
     "alternative-chunk: Mẫu có đoạn nhập từ tệp khác chưa được Word chuyển đổi (afchunk.htm) "
     "[word/document.xml]\n",
     "alternative-chunk: The template has content of another format that Word has not converted yet "
     "(afchunk.htm) [word/document.xml]\n"},
    {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(EXTERNAL("rId1", "image", "file:///C:/anh.png")),
     "external-target: Phần word/document.xml của mẫu lấy nội dung từ bên ngoài: file:///C:/anh.png "
     "[word/document.xml]\n",
     "external-target: The part word/document.xml takes content from outside: file:///C:/anh.png "
     "[word/document.xml]\n"},
    {"word/_rels/settings.xml.rels", RELATIONSHIPS(EXTERNAL("rId1", "transform", "file:///C:/a.xslt")),
     "external-target: Phần word/settings.xml của mẫu lấy nội dung từ bên ngoài: file:///C:/a.xslt "
     "[word/settings.xml]\n",
     "external-target: The part word/settings.xml takes content from outside: file:///C:/a.xslt "
     "[word/settings.xml]\n"},
    {"_xmlsignatures/_rels/origin.sigs.rels",
     RELATIONSHIPS("<Relationship Id=\"a\" Type=\"" PACKAGE_SCHEMA
                   "relationships/digital-signature/origin\" Target=\"sig1.xml\"/>"),
     "digital-signature: Mẫu đã ký số; điền vào mẫu thì chữ ký không còn giá trị "
     "[_xmlsignatures/origin.sigs]\n",
     "digital-signature: The template is digitally signed; filling it in would break the signature "
     "[_xmlsignatures/origin.sigs]\n"},
};

static void what_a_template_may_not_bring_is_told(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof forbidden / sizeof *forbidden; i++) {
        const struct row more[] = {{forbidden[i].name, forbidden[i].bytes}, {NULL, NULL}};
        struct package *package = open_rows(fixture, letter, more);
        assert_false(package_check_content(package, fixture->problems));
        struct string english = told(fixture, LANGUAGE_EN);
        assert_string_equal(english.bytes, forbidden[i].en);
        assert_false(package_check_content(package, fixture->problems));
        assert_told(fixture, forbidden[i].vi);
        package_close(package);
    }
}

static void all_of_it_is_told_at_once(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {
        {DOCUMENT_RELATIONSHIPS,
         RELATIONSHIPS(EXTERNAL("rId1", "image", "a") RELATIONSHIP("rId2", "control", "b")
                           EXTERNAL("rId3", "frame", "c") RELATIONSHIP("rId4", "control", "d"))},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, letter, more);
    assert_false(package_check_content(package, fixture->problems));
    assert_told(
        fixture,
        "external-target: Phần word/document.xml của mẫu lấy nội dung từ bên ngoài: a [word/document.xml]\n"
        "activex-control: Mẫu có điều khiển ActiveX (b) [word/document.xml]\n"
        "external-target: Phần word/document.xml của mẫu lấy nội dung từ bên ngoài: c "
        "[word/document.xml]\n");
    package_close(package);
}

static void the_main_document_is_of_word(void **state)
{
    struct fixture *fixture = *state;
#define SHEET "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
#define MACRO "application/vnd.ms-word.document.macroEnabled.main+xml"
    static const struct {
        const char *type, *told;
    } rows[] = {
        {WORD_TYPE "document.main+xml", ""},
        {WORD_TYPE "template.main+xml", ""},
        {SHEET, "not-word: Tệp không phải văn bản Word mà là bảng tính Excel [word/document.xml]\n"},
        {MACRO, "macros: Mẫu có macro (word/document.xml) [word/document.xml]\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string types = arena_format(
            fixture->arena, CONTENT_TYPES("<Override PartName=\"/word/document.xml\" ContentType=\"%s\"/>"),
            rows[i].type);
        const struct row parts[] = {{"[Content_Types].xml", types.bytes}, letter[1], letter[2], {NULL, NULL}};
        struct package *package = open_rows(fixture, parts, NULL);
        assert_int_equal(package_check_content(package, fixture->problems), rows[i].told[0] == '\0');
        assert_told(fixture, rows[i].told);
        package_close(package);
    }
}

static void parts_are_judged_by_their_type_too(void **state)
{
    struct fixture *fixture = *state;
    static const struct row rows[] = {
        {"[Content_Types].xml",
         CONTENT_TYPES(MAIN_OVERRIDE OVERRIDE("word/x.bin", "application/vnd.ms-office.vbaProject")
                           OVERRIDE("word/y.bin", "application/vnd.ms-office.activeX"))},
        {"_rels/.rels", RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", "word/document.xml"))},
        {"word/document.xml", DOCUMENT("a")},
        {"word/x.bin", "x"},
        {"word/y.bin", "y"},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, rows, NULL);
    assert_false(package_check_content(package, fixture->problems));
    assert_told(fixture, "macros: Mẫu có macro (word/x.bin) [word/x.bin]\n"
                         "activex-control: Mẫu có điều khiển ActiveX (word/y.bin) [word/y.bin]\n");
    package_close(package);
}

static void hyperlinks_and_the_data_of_charts_may_come_along(void **state)
{
    struct fixture *fixture = *state;
    static const struct row rows[] = {
        {"[Content_Types].xml",
         CONTENT_TYPES(MAIN_OVERRIDE OVERRIDE(
             "word/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"))},
        {"_rels/.rels", RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", "word/document.xml"))},
        {"word/document.xml", DOCUMENT("a")},
        {DOCUMENT_RELATIONSHIPS, RELATIONSHIPS(EXTERNAL("rId1", "hyperlink", "mailto:vanthu@example.vn")
                                                   RELATIONSHIP("rId2", "chart", "charts/chart1.xml"))},
        {"word/charts/chart1.xml", "<c/>"},
        {"word/charts/_rels/chart1.xml.rels",
         RELATIONSHIPS(RELATIONSHIP("rId1", "package", "../embeddings/a.xlsx"))},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, rows, NULL);
    assert_true(package_check_content(package, fixture->problems));
    assert_told(fixture, "");
    package_close(package);
}

#define SETTINGS_RELATIONSHIPS "word/_rels/settings.xml.rels"
#define NORMAL EXTERNAL("rId1", "attachedTemplate", "file:///C:/Users/an/Normal.dotm")
#define NORMAL_TOLD                                                                                           \
    "attached-template: Đã bỏ liên kết tới tệp mẫu của Word: file:///C:/Users/an/Normal.dotm " \
    "[word/settings.xml]\n"

static void a_link_to_the_attached_template_is_cut_out(void **state)
{
    struct fixture *fixture = *state;
#define SETTINGS(inside) XML "<w:settings " WORD_XMLNS " " R_XMLNS ">" inside "</w:settings>"
    static const char *const rows[][2] = {
        {SETTINGS("<w:zoom w:percent=\"100\"/><w:attachedTemplate r:id=\"rId1\"/><w:defaultTabStop "
                  "w:val=\"720\"/>"),
         SETTINGS("<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>")},
        {SETTINGS("<w:attachedTemplate r:id=\"rId1\" > </w:attachedTemplate>\n<!-- ắ -->"),
         SETTINGS("\n<!-- ắ -->")},
        {SETTINGS("<!-- <w:attachedTemplate r:id=\"rId1\"/> --><w:attachedTemplate r:id='rId1'/>"),
         SETTINGS("<!-- <w:attachedTemplate r:id=\"rId1\"/> -->")},
        {SETTINGS("<w:attachedTemplate r:id=\"rId2\"/>"), SETTINGS("")},
        {SETTINGS(""), SETTINGS("")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row more[] = {
            {"word/settings.xml", rows[i][0]},
            {SETTINGS_RELATIONSHIPS, RELATIONSHIPS(RELATIONSHIP("rId7", "image", "a.png")
                                                       NORMAL RELATIONSHIP("rId8", "image", "b.png"))},
            {NULL, NULL},
        };
        struct package *package = open_rows(fixture, letter, more);
        assert_true(package_check_content(package, fixture->problems));
        assert_int_equal(problems_error_count(fixture->problems), 0);
        assert_told(fixture, NORMAL_TOLD);
        assert_string_equal(read_part(fixture, package, "word/settings.xml").bytes, rows[i][1]);
        assert_string_equal(
            read_part(fixture, package, SETTINGS_RELATIONSHIPS).bytes,
            RELATIONSHIPS(RELATIONSHIP("rId7", "image", "a.png") RELATIONSHIP("rId8", "image", "b.png")));
        assert_true(package_check_content(package, fixture->problems));
        assert_told(fixture, "");
        package_close(package);
    }
}

static void a_link_to_the_data_of_a_merge_is_cut_out(void **state)
{
    struct fixture *fixture = *state;
    const struct row more[] = {
        {"word/settings.xml",
         SETTINGS("<w:mailMerge><w:mainDocumentType w:val=\"formLetters\"/><w:dataSource "
                  "r:id=\"rId1\"/></w:mailMerge><w:zoom/>")},
        {SETTINGS_RELATIONSHIPS,
         RELATIONSHIPS(EXTERNAL("rId1", "mailMergeSource", "file:///C:/ds.xlsx")
                           EXTERNAL("rId2", "mailMergeSource", "file:///C:/ds.xlsx"))},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, letter, more);
    assert_true(package_check_content(package, fixture->problems));
    assert_told(fixture,
                "merge-source: Đã bỏ liên kết trộn thư tới tệp file:///C:/ds.xlsx [word/settings.xml]\n");
    assert_string_equal(read_part(fixture, package, "word/settings.xml").bytes, SETTINGS("<w:zoom/>"));
    assert_string_equal(read_part(fixture, package, SETTINGS_RELATIONSHIPS).bytes, RELATIONSHIPS(""));
    package_close(package);
}

static void the_recipients_of_a_merge_go_with_it(void **state)
{
    struct fixture *fixture = *state;
    const struct row more[] = {
        {"word/settings.xml", SETTINGS("<w:mailMerge><w:odso><w:recipientData "
                                       "r:id=\"rId1\"/></w:odso></w:mailMerge><w:zoom/>")},
        {SETTINGS_RELATIONSHIPS, RELATIONSHIPS(RELATIONSHIP("rId1", "recipientData", "recipientData.xml"))},
        {"word/recipientData.xml", XML "<w:recipients " WORD_XMLNS "/>"},
        {"word/theme.xml", "<a/>"},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, letter, more);
    assert_true(package_set(package, STRING("word/recipientData.xml"),
                            STRING(WORD_TYPE "mailMergeRecipientData+xml"), STRING("<a/>"),
                            fixture->problems));
    size_t count = package_part_count(package);
    assert_true(package_check_content(package, fixture->problems));
    assert_told(fixture, "");
    assert_int_equal(package_part_count(package), count - 1);
    assert_null(package_lookup(package, STRING("word/recipientData.xml")));
    assert_non_null(package_lookup(package, STRING("word/theme.xml")));
    assert_string_equal(read_part(fixture, package, "word/settings.xml").bytes, SETTINGS("<w:zoom/>"));
    assert_string_equal(read_part(fixture, package, SETTINGS_RELATIONSHIPS).bytes, RELATIONSHIPS(""));
    struct string types = read_part(fixture, package, "[Content_Types].xml");
    assert_true(string_find(types, STRING("recipientData"), 0) == SIZE_MAX);
    package_close(package);
}

static void long_settings_are_cut_at_the_right_byte(void **state)
{
    struct fixture *fixture = *state;
    struct buffer before = {0}, after = {0};
    buffer_append_text(&before, XML "<w:settings " WORD_XMLNS " " R_XMLNS ">");
    for (size_t i = 0; i < 20000; i++)
        buffer_append_format(&before, "<w:rsid w:val=\"%08zX\"/>Ờ", i);
    buffer_append_string(&after, buffer_string(&before));
    buffer_append_text(&before, "<w:attachedTemplate r:id=\"rId1\"/><w:end/></w:settings>");
    buffer_append_text(&after, "<w:end/></w:settings>");
    const struct row more[] = {
        {"word/settings.xml", before.bytes}, {SETTINGS_RELATIONSHIPS, RELATIONSHIPS(NORMAL)}, {NULL, NULL}};
    struct package *package = open_rows(fixture, letter, more);
    assert_true(package_check_content(package, fixture->problems));
    assert_string_equal(read_part(fixture, package, "word/settings.xml").bytes, after.bytes);
    package_close(package);
    buffer_release(&before);
    buffer_release(&after);
}

static void settings_that_cannot_be_cut_keep_the_link_and_fail(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {
        {"word/settings.xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><w:settings " WORD_XMLNS "/>"},
        {SETTINGS_RELATIONSHIPS, RELATIONSHIPS(NORMAL)},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, letter, more);
    assert_false(package_check_content(package, fixture->problems));
    assert_told(fixture, "external-target: Phần word/settings.xml của mẫu lấy nội dung từ bên ngoài: "
                         "file:///C:/Users/an/Normal.dotm [word/settings.xml]\n");
    package_close(package);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(what_a_template_may_not_bring_is_told),
        TEST(all_of_it_is_told_at_once),
        TEST(the_main_document_is_of_word),
        TEST(parts_are_judged_by_their_type_too),
        TEST(hyperlinks_and_the_data_of_charts_may_come_along),
        TEST(a_link_to_the_attached_template_is_cut_out),
        TEST(a_link_to_the_data_of_a_merge_is_cut_out),
        TEST(the_recipients_of_a_merge_go_with_it),
        TEST(long_settings_are_cut_at_the_right_byte),
        TEST(settings_that_cannot_be_cut_keep_the_link_and_fail),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
