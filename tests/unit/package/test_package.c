#include "packages.h"

#include <fcntl.h>
#include <unistd.h>

static void a_letter_opens(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    assert_told(fixture, "");
    assert_non_null(package);
    assert_int_equal(package_part_count(package), 3);
    assert_true(string_is(package_file(package), "mau.docx"));
    const struct part *main_document = package_main_document(package, fixture->problems);
    assert_true(string_is(main_document->name, "word/document.xml"));
    assert_true(string_is(main_document->content_type, WORD_TYPE "document.main+xml"));
    assert_string_equal(read_part(fixture, package, "word/document.xml").bytes, letter[2].bytes);
    package_close(package);
}

static void lookup_ignores_case_and_percent_encoding(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {{"word/media/%E1%BA%A3nh.png", "png"}, {NULL, NULL}};
    struct package *package = open_rows(fixture, letter, more);
    assert_non_null(package_lookup(package, STRING("WORD/Document.XML")));
    assert_non_null(package_lookup(package, STRING("word/media/ảnh.png")));
    assert_null(package_lookup(package, STRING("word/styles.xml")));
    package_close(package);
}

static void content_types_and_relationships_come_first(void **state)
{
    struct fixture *fixture = *state;
    static const char *const order[] = {"[Content_Types].xml", "_rels/.rels", "word/document.xml",
                                        "word/b.xml", "word/a.xml"};
    static const struct row rows[] = {
        {"word/document.xml", DOCUMENT("a")},
        {"word/b.xml", "<b/>"},
        {"_rels/.rels", RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", "/word/document.xml"))},
        {"word/a.xml", "<a/>"},
        {"[Content_Types].xml", CONTENT_TYPES(MAIN_OVERRIDE)},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, rows, NULL);
    for (size_t i = 0; i < 5; i++)
        assert_true(string_is(package_part_at(package, i)->name, order[i]));
    package_close(package);
}

/* Each differs from Word's own files and is legal all the same. */
static void oddities_that_are_legal_are_accepted(void **state)
{
    struct fixture *fixture = *state;
#define NAMED(target) RELATIONSHIPS(RELATIONSHIP("rId1", "officeDocument", target))
    static const struct {
        const char *main_name, *content_types, *relationships;
    } rows[] = {
        {"word/document2.xml", CONTENT_TYPES(OVERRIDE("word/document2.xml", WORD_TYPE "document.main+xml")),
         NAMED("word/document2.xml")},
        {"word/document.xml", CONTENT_TYPES(MAIN_OVERRIDE), NAMED("/word/document.xml")},
        {"word/document.xml", CONTENT_TYPES(MAIN_OVERRIDE), NAMED("./word/../word/document.xml")},
        {"Word/Document.xml", CONTENT_TYPES(MAIN_OVERRIDE), NAMED("word/document.xml")},
        {"word/v%C4%83n.xml", CONTENT_TYPES(OVERRIDE("word/văn.xml", WORD_TYPE "document.main+xml")),
         NAMED("word/văn.xml")},
        {"word/document.xml",
         "<c:Types xmlns:c=\"" PACKAGE_SCHEMA "content-types\"><c:Override PartName=\"/word/document.xml\" "
         "ContentType=\"" WORD_TYPE "document.main+xml\"/></c:Types>",
         "<p:Relationships xmlns:p=\"" PACKAGE_SCHEMA "relationships\"><p:Relationship Id='r1' "
         "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument' "
         "Target='word/document&#46;xml'/></p:Relationships>"},
        {"word/document.xml", "\xef\xbb\xbf" CONTENT_TYPES(MAIN_OVERRIDE), NAMED("word/document.xml")},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct row parts[] = {{"word/", ""},
                                    {"_rels/.rels", rows[i].relationships},
                                    {"[Content_Types].xml", rows[i].content_types},
                                    {rows[i].main_name, DOCUMENT("a")},
                                    {NULL, NULL}};
        struct package *package = open_rows(fixture, parts, NULL);
        assert_told(fixture, "");
        const struct part *part = package_main_document(package, fixture->problems);
        assert_told(fixture, "");
        assert_true(string_is(part->name, rows[i].main_name));
        assert_true(string_is(part->content_type, WORD_TYPE "document.main+xml"));
        package_close(package);
    }
}

static struct string as_utf16(struct fixture *fixture, const char *ascii)
{
    struct buffer wide = {0};
    buffer_append(&wide, "\xff\xfe", 2);
    for (; *ascii != '\0'; ascii++) {
        buffer_append_byte(&wide, *ascii);
        buffer_append_byte(&wide, '\0');
    }
    struct string copy = arena_copy(fixture->arena, buffer_string(&wide));
    buffer_release(&wide);
    return copy;
}

static void content_types_and_relationships_may_be_utf16(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    struct string types =
        as_utf16(fixture, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                          "<Types xmlns=\"" PACKAGE_SCHEMA "content-types\">" MAIN_OVERRIDE "</Types>");
    struct string relationships =
        as_utf16(fixture, "<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                          "<Relationships xmlns=\"" PACKAGE_SCHEMA "relationships\">" RELATIONSHIP(
                              "rId7", "officeDocument", "word/document.xml") "</Relationships>");
    assert_true(package_set(package, STRING("[Content_Types].xml"), STRING(""), types, fixture->problems));
    assert_true(package_set(package, STRING("_rels/.rels"), STRING(""), relationships, fixture->problems));
    const struct part *part = package_main_document(package, fixture->problems);
    assert_told(fixture, "");
    assert_true(string_is(part->content_type, WORD_TYPE "document.main+xml"));
    package_close(package);
}

static void a_set_part_is_read_back_and_typed(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    assert_true(package_set(package, STRING("word/media/quoc-huy.png"), STRING("image/png"), STRING("PNG"),
                            fixture->problems));
    assert_true(
        package_set(package, STRING("word/styles.xml"), STRING(""), STRING("<s/>"), fixture->problems));
    assert_true(
        package_set(package, STRING("word/document.xml"), STRING(""), STRING("<d/>"), fixture->problems));
    assert_told(fixture, "");
    assert_string_equal(read_part(fixture, package, "word/document.xml").bytes, "<d/>");
    assert_string_equal(read_part(fixture, package, "[Content_Types].xml").bytes,
                        CONTENT_TYPES(MAIN_OVERRIDE OVERRIDE("word/media/quoc-huy.png", "image/png")
                                          OVERRIDE("word/styles.xml", WORD_TYPE "styles+xml")));
    assert_int_equal(package_part_count(package), 5);
    package_close(package);
}

static void a_part_can_change_its_type(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    assert_true(package_set(package, STRING("word/document.xml"), STRING("application/xml"), STRING("<d/>"),
                            fixture->problems));
    assert_string_equal(read_part(fixture, package, "[Content_Types].xml").bytes,
                        CONTENT_TYPES(OVERRIDE("word/document.xml", "application/xml")));
    package_close(package);
}

static void a_template_becomes_a_document(void **state)
{
    struct fixture *fixture = *state;
#define TEMPLATE_OVERRIDE OVERRIDE("word/document.xml", WORD_TYPE "template.main+xml")
    const struct row rows[] = {
        {"[Content_Types].xml", CONTENT_TYPES(TEMPLATE_OVERRIDE)}, letter[1], letter[2], {NULL, NULL}};
    struct package *package = open_rows(fixture, rows, NULL);
    for (size_t i = 0; i < 2; i++) {
        assert_true(package_become_document(package, fixture->problems));
        assert_string_equal(read_part(fixture, package, "[Content_Types].xml").bytes, letter[0].bytes);
        assert_true(string_is(package_lookup(package, STRING("word/document.xml"))->content_type,
                              WORD_TYPE "document.main+xml"));
    }
    package_close(package);
}

static void packing_changes_how_a_part_is_stored_only(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    char bytes[5000];
    memset(bytes, 'a', sizeof bytes);
    struct string text = {bytes, sizeof bytes};
    assert_true(package_set(package, STRING("word/a.xml"), STRING(""), text, fixture->problems));
    const struct part *part = package_lookup(package, STRING("word/a.xml"));
    assert_true(part->is_plain);
    package_pack(package, part);
    assert_false(part->is_plain);
    assert_true(part->stored.length < 100);
    assert_true(string_equal(package_read(package, part, fixture->arena, fixture->problems), text));
    package_close(package);
}

static void names_and_sizes_of_set_parts_are_checked(void **state)
{
    struct fixture *fixture = *state;
    fixture->limits.values[LIMIT_PART_BYTES] = 2000;
    fixture->limits.values[LIMIT_PACKAGE_ENTRIES] = 4;
    struct package *package = open_rows(fixture, letter, NULL);
    char bytes[2001] = {0};
    assert_false(package_set(package, STRING("../a.xml"), STRING(""), STRING("<a/>"), fixture->problems));
    assert_told(fixture, "part-name-unsafe: Tên phần ../a.xml trong tệp Word không an toàn [../a.xml]\n");
    assert_false(package_set(package, STRING("word/a.xml"), STRING(""), (struct string){bytes, 2001},
                             fixture->problems));
    assert_told(fixture,
                "limit-part-bytes: Một phần của tệp Word khi giải nén lớn hơn 2000 byte [word/a.xml]\n");
    assert_true(package_set(package, STRING("word/a.xml"), STRING(""), STRING("<a/>"), fixture->problems));
    assert_false(package_set(package, STRING("word/b.xml"), STRING(""), STRING("<a/>"), fixture->problems));
    assert_told(fixture, "limit-package-entries: Tệp Word có nhiều hơn 4 phần [word/b.xml]\n");
    package_close(package);
}

static void relationships_are_resolved(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {
        {"word/_rels/document.xml.rels",
         RELATIONSHIPS(RELATIONSHIP("rId1", "image", "media/IMAGE1.png") RELATIONSHIP("rId2", "image", "NULL")
                           EXTERNAL("rId3", "hyperlink", "https://example.vn/?a=1&amp;b=2"))},
        {"word/media/image1.png", "png"},
        {NULL, NULL},
    };
    struct package *package = open_rows(fixture, letter, more);
    size_t count;
    const struct relationship *list =
        package_relationships(package, STRING("word/document.xml"), &count, fixture->problems);
    assert_int_equal(count, 3);
    assert_true(string_is(list[0].part, "word/media/image1.png"));
    assert_true(relationship_is(&list[0], "image"));
    assert_false(relationship_is(&list[0], "mage"));
    assert_true(string_is(list[1].part, "word/NULL"));
    assert_true(list[2].is_external);
    assert_true(string_is(list[2].target, "https://example.vn/?a=1&b=2"));
    assert_true(string_is(list[2].part, ""));

    struct buffer written = {0};
    package_append_relationships(list, count, &written);
    assert_string_equal(written.bytes, more[0].bytes);
    buffer_release(&written);

    assert_non_null(
        package_relationships(package, STRING("word/media/image1.png"), &count, fixture->problems));
    assert_int_equal(count, 0);
    package_close(package);
}

static void broken_relationships_are_told(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *bytes, *told;
    } rows[] = {
        {RELATIONSHIPS("<Relationship Id=\"rId1\" Type=\"a\"/>"),
         "relationship-incomplete: Một liên kết trong phần _rels/.rels thiếu Target [_rels/.rels]\n"},
        {"<!DOCTYPE a [<!ENTITY b \"c\">]><a/>",
         "xml-doctype: Phần này có khai báo DOCTYPE; Word không bao giờ ghi như thế [_rels/.rels]\n"},
        {"<a>&b;</a>",
         "xml-syntax: Phần này của tệp Word bị hỏng, không phải XML hợp lệ: không có ký hiệu &b; "
         "[_rels/.rels]\n"},
        {"", "xml-syntax: Phần này của tệp Word bị hỏng, không phải XML hợp lệ: không có nội dung "
             "[_rels/.rels]\n"},
        {RELATIONSHIPS(""), "no-main-document: Tệp Word thiếu phần văn bản chính\n"},
        {RELATIONSHIPS(RELATIONSHIP("a", "officeDocument", "word\\document.xml")),
         "no-main-document: Tệp Word thiếu phần văn bản chính\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct row parts[] = {letter[0], {"_rels/.rels", rows[i].bytes}, letter[2], {NULL, NULL}};
        struct package *package = open_rows(fixture, parts, NULL);
        assert_null(package_main_document(package, fixture->problems));
        assert_told(fixture, rows[i].told);
        package_close(package);
    }
}

/* libxml2 would print such errors itself. */
static void a_wrong_encoding_is_told_and_not_printed(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "stderr");
    struct row parts[] = {letter[0],
                          {"_rels/.rels", "<?xml version='1.0' encoding='EUC-JP'?><a>\xff\xff\xff\xff</a>"},
                          letter[2],
                          {NULL, NULL}};
    struct package *package = open_rows(fixture, parts, NULL);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    int file = open(path, O_CREAT | O_RDWR, 0600);
    dup2(file, STDERR_FILENO);
    const struct part *part = package_main_document(package, fixture->problems);
    fflush(stderr);
    dup2(kept, STDERR_FILENO);
    assert_null(part);
    assert_int_equal(problems_error_count(fixture->problems), 1);
    assert_int_equal(lseek(file, 0, SEEK_END), 0);
    close(kept);
    close(file);
    package_close(package);
}

static void content_types_of_more_parts_are_written_without_changing_the_package(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = open_rows(fixture, letter, NULL);
    struct part more = {.name = STRING("word/media/anh.png"), .content_type = STRING("image/png")};
    struct buffer out = {0};
    package_append_content_types(package, &more, 1, &out);
    assert_string_equal(out.bytes, CONTENT_TYPES(MAIN_OVERRIDE OVERRIDE("word/media/anh.png", "image/png")));
    buffer_truncate(&out, 0);
    package_append_content_types(package, NULL, 0, &out);
    assert_string_equal(out.bytes, letter[0].bytes);
    buffer_release(&out);
    package_close(package);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_letter_opens),
        TEST(lookup_ignores_case_and_percent_encoding),
        TEST(content_types_and_relationships_come_first),
        TEST(oddities_that_are_legal_are_accepted),
        TEST(content_types_and_relationships_may_be_utf16),
        TEST(a_set_part_is_read_back_and_typed),
        TEST(a_part_can_change_its_type),
        TEST(a_template_becomes_a_document),
        TEST(packing_changes_how_a_part_is_stored_only),
        TEST(names_and_sizes_of_set_parts_are_checked),
        TEST(relationships_are_resolved),
        TEST(broken_relationships_are_told),
        TEST(a_wrong_encoding_is_told_and_not_printed),
        TEST(content_types_of_more_parts_are_written_without_changing_the_package),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
