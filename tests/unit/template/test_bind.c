/* Finished documents as one: pages, headers, lists, notes and pictures of each. */

#include "paged.h"

#include "base/memory.h"
#include "template/bind.h"

/* libxml2 2.9 itself loses a node when the allocation behind it fails. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:xmlNewNodeEatName";
}

static const struct string names[MOST_FILES] = {STRING("a.docx"), STRING("b.docx"), STRING("c.docx"),
                                                STRING("d.docx")};

static void run_bind(struct fixture *fixture, size_t count)
{
    struct rendering *rendering = &fixture->rendering;
    struct evaluation evaluation = {.arena = arena_new(),
                                    .lasting = arena_new(),
                                    .limits = &rendering->limits,
                                    .problems = rendering->problems};
    struct package_writer *writer =
        package_writer_open_memory(&rendering->bytes, &rendering->limits, rendering->problems);
    if (template_bind(names, count, &evaluation, &fixture->files, writer))
        rendering->result = package_open_bytes(STRING("ra.docx"), buffer_string(&rendering->bytes),
                                               &rendering->limits, rendering->problems);
    arena_free(evaluation.lasting);
    arena_free(evaluation.arena);
}

static void bind(struct fixture *fixture, size_t count)
{
    run_bind(fixture, count);
    assert_told(fixture, "");
    fixture->document = string_of(part_text(fixture, "word/document.xml"));
    assert_true(verify_document(fixture->rendering.result, NULL, &fixture->rendering.limits,
                                fixture->rendering.problems));
    assert_told(fixture, "");
}

static void assert_body(struct fixture *fixture, const char *expected)
{
    struct buffer shown = {0};
    show_body(fixture, &shown);
    assert_string_equal(shown.bytes, expected);
    buffer_release(&shown);
}

static size_t count_of(const char *text, const char *wanted)
{
    size_t count = 0;
    for (const char *at = strstr(text, wanted); at; at = strstr(at + 1, wanted))
        count++;
    return count;
}

/* ---- pages ---- */

struct row {
    const char *name;
    const char *bodies[3];
    const char *shown;
};

#define TABLE "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"

static const struct row rows[] = {
    {"each on a page of its own, numbered from 1",
     {SAY("a") SECTION(TALL), SAY("b") SECTION(WIDE), SAY("c") SECTION(TALL)},
     "a\n--- 11906 start 1\nb\n--- 16838 start 1\nc\n--- 11906 start 1\n"},
    {"one that has no section", {SAY("a"), SAY("b"), NULL}, "a\n--- start 1\nb\n--- start 1\n"},
    {"what looks like a tag is text",
     {SAY("{{ a }}") SECTION(TALL), SAY("{% if %}") SECTION(TALL), NULL},
     "{{ a }}\n--- 11906 start 1\n{% if %}\n--- 11906 start 1\n"},
    {"one that ends in a table",
     {TABLE SECTION(TALL), TABLE SECTION(TALL), NULL},
     "table\n\n--- 11906 start 1\ntable\n\n--- 11906 start 1\n"},
    {"one that ends in the end of a bookmark",
     {SAY("a") "<w:bookmarkStart w:id=\"1\" w:name=\"x\"/><w:bookmarkEnd w:id=\"1\"/>" SECTION(TALL),
      SAY("b") SECTION(TALL), NULL},
     "a\n--- 11906 start 1\nb\n--- 11906 start 1\n"},
    {"sections of its own stay",
     {ENDS("a1", TALL) SAY("a2") SECTION("<w:type w:val=\"continuous\"/>" TALL), SAY("b") SECTION(TALL),
      NULL},
     "a1\n--- 11906 start 1\na2\n--- 11906 continuous\nb\n--- 11906 start 1\n"},
    {"it begins on a new page, and counts from what it says",
     {SAY("a") SECTION(TALL),
      SAY("b") SECTION("<w:type w:val=\"continuous\"/>" TALL "<w:pgNumType w:start=\"7\"/>"), NULL},
     "a\n--- 11906 start 1\nb\n--- 11906 start 7\n"},
    {"one that ends a section with its last paragraph",
     {ENDS("a", TALL) SECTION(WIDE), SAY("b") SECTION(TALL), NULL},
     "a\n--- 11906 start 1\n\n--- 16838\nb\n--- 11906 start 1\n"},
};

static void each_document_keeps_its_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fixture fixture;
        size_t count = 0;
        begin(&fixture);
        for (; count < 3 && rows[i].bodies[count]; count++)
            add_guest(&fixture, names[count].bytes, rows[i].bodies[count], NULL, 0);
        bind(&fixture, count);
        assert_body(&fixture, rows[i].shown);
        end(&fixture);
    }
}

/* ---- headers ---- */

static const struct package_part first_header[] = {HEADER_RELATION, HEADED(SAY("Đầu"))};
static const struct package_part other_header[] = {HEADER_RELATION, HEADED(SAY("Khác"))};

#define HEADED_BODY(text) SAY(text) SECTION(HEADER("rId7", "default") TALL)

static void a_header_ends_with_its_document(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "a.docx", HEADED_BODY("a"), first_header, 2);
    add_guest(&fixture, "b.docx", SAY("b") SECTION(TALL), NULL, 0);
    add_guest(&fixture, "c.docx", HEADED_BODY("c"), other_header, 2);
    bind(&fixture, 3);
    assert_body(&fixture, "a\n--- 11906 default “Đầu” start 1\nb\n--- 11906 default “” start 1\n"
                          "c\n--- 11906 default “Khác” start 1\n");
    end(&fixture);
}

static void headers_that_say_the_same_are_one_part(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "a.docx", HEADED_BODY("a"), first_header, 2);
    add_guest(&fixture, "b.docx", HEADED_BODY("b"), first_header, 2);
    add_guest(&fixture, "c.docx", HEADED_BODY("c"), other_header, 2);
    add_guest(&fixture, "d.docx", HEADED_BODY("d"), first_header, 2);
    bind(&fixture, 4);
    assert_body(&fixture, "a\n--- 11906 default “Đầu” start 1\nb\n--- 11906 default “Đầu” start 1\n"
                          "c\n--- 11906 default “Khác” start 1\nd\n--- 11906 default “Đầu” start 1\n");
    assert_int_equal(count_of(part_text(&fixture, "word/_rels/document.xml.rels"), "/word/chen/"), 2);
    end(&fixture);
}

/* ---- what they bring ---- */

#define PICTURE_RELATION                                                                                     \
    {                                                                                                        \
        STRING("word/_rels/document.xml.rels"),                                                              \
            STRING(RELS_OPEN RELATED("rId7", "image", "media/image1.png") "</Relationships>")                \
    }
#define SHOWS                                                                                                \
    "<w:p><w:r><w:pict><v:shape id=\"x\"><v:imagedata r:id=\"rId7\"/></v:shape></w:pict></w:r></w:p>"

static const struct package_part one_picture[] = {PICTURE_RELATION,
                                                  {STRING("word/media/image1.png"), STRING("one")}};
static const struct package_part two_picture[] = {PICTURE_RELATION,
                                                  {STRING("word/media/image1.png"), STRING("two")}};

static void a_picture_that_many_show_is_one_part(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "a.docx", SHOWS, one_picture, 2);
    add_guest(&fixture, "b.docx", SHOWS, two_picture, 2);
    add_guest(&fixture, "c.docx", SHOWS, one_picture, 2);
    bind(&fixture, 3);
    assert_string_equal(part_text(&fixture, "word/chen/phan1.png"), "one");
    assert_string_equal(part_text(&fixture, "word/chen/phan2.png"), "two");
    assert_null(package_lookup(fixture.rendering.result, STRING("word/chen/phan3.png")));
    assert_int_equal(count_of(fixture.document.bytes, "r:id=\"rIdChen1\""), 2);
    assert_int_equal(count_of(fixture.document.bytes, "r:id=\"rIdChen2\""), 1);
    end(&fixture);
}

#define LIST_RELATION                                                                                        \
    {                                                                                                        \
        STRING("word/_rels/document.xml.rels"),                                                              \
            STRING(RELS_OPEN RELATED("rId7", "numbering", "numbering.xml")                                   \
                       RELATED("rId8", "footnotes", "footnotes.xml") "</Relationships>")                     \
    }

static const struct package_part list_parts[] = {
    LIST_RELATION,
    {STRING("word/numbering.xml"),
     STRING("<w:numbering " MAIN "><w:abstractNum w:abstractNumId=\"3\"><w:lvl w:ilvl=\"0\"/></w:abstractNum>"
            "<w:num w:numId=\"5\"><w:abstractNumId w:val=\"3\"/></w:num></w:numbering>")},
    {STRING("word/footnotes.xml"),
     STRING("<w:footnotes " MAIN "><w:footnote w:id=\"2\">" SAY("Chú thích") "</w:footnote></w:footnotes>")},
};

#define LISTED                                                                                               \
    "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"5\"/></w:numPr></w:pPr>"                     \
    "<w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"

static void lists_begin_anew_and_notes_come_along(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "a.docx", LISTED, list_parts, 3);
    add_guest(&fixture, "b.docx", LISTED, list_parts, 3);
    bind(&fixture, 2);
    const char *lists = part_text(&fixture, "word/numbering.xml");
    assert_contains(lists, "<w:num xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
                           "w:numId=\"7\"><w:abstractNumId w:val=\"5\"/></w:num>");
    assert_contains(fixture.document.bytes, "<w:numId w:val=\"6\"/>");
    assert_contains(fixture.document.bytes, "<w:numId w:val=\"7\"/>");
    assert_int_equal(count_of(part_text(&fixture, "word/footnotes.xml"), "Chú thích"), 3);
    end(&fixture);
}

static void names_of_bookmarks_stay_unique(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    for (size_t i = 0; i < 3; i++)
        add_guest(&fixture, names[i].bytes,
                  "<w:p><w:bookmarkStart w:id=\"1\" w:name=\"x\"/><w:bookmarkEnd w:id=\"1\"/></w:p>", NULL,
                  0);
    bind(&fixture, 3);
    assert_contains(fixture.document.bytes, "w:name=\"x\"");
    assert_contains(fixture.document.bytes, "w:name=\"x_c2\"");
    assert_contains(fixture.document.bytes, "w:name=\"x_c3\"");
    end(&fixture);
}

/* ---- what goes wrong ---- */

static void a_document_that_is_gone_is_told(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "a.docx", SAY("a"), NULL, 0);
    run_bind(&fixture, 2);
    assert_null(fixture.rendering.result);
    assert_told(&fixture, "error: Cannot read b.docx: no such file or folder (cannot-read)\n"
                          "  hint: Check the file name and the permission to read it.\n");
    end(&fixture);
}

struct work {
    const struct fixture *from;
    bool done;
};

static void bind_again(void *argument)
{
    struct work *work = argument;
    struct fixture fixture;
    begin(&fixture);
    fixture.folder = work->from->folder;
    run_bind(&fixture, 2);
    work->done = fixture.rendering.result != NULL;
    end(&fixture);
}

static void memory_may_end_anywhere(void **state)
{
    struct fixture fixture;
    bool is_whole = false;
    size_t failures = 0;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "a.docx", LISTED SECTION(TALL), list_parts, 3);
    add_guest(&fixture, "b.docx", HEADED_BODY("b"), first_header, 2);
    struct work work = {&fixture, false};
    xml_start();
    for (size_t left = 0; !is_whole; left += 1 + left / 40) {
        work.done = false;
        memory_fail_after(left);
        is_whole = memory_guard(bind_again, &work);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(work.done, is_whole);
        failures += !is_whole;
    }
    assert_true(failures > 50);
    end(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_document_keeps_its_pages),
        cmocka_unit_test(a_header_ends_with_its_document),
        cmocka_unit_test(headers_that_say_the_same_are_one_part),
        cmocka_unit_test(a_picture_that_many_show_is_one_part),
        cmocka_unit_test(lists_begin_anew_and_notes_come_along),
        cmocka_unit_test(names_of_bookmarks_stay_unique),
        cmocka_unit_test(a_document_that_is_gone_is_told),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
