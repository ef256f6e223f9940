/* Problems as comments: where they stand, what they say, and that the document stays sound. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "make_package.h"
#include "word/annotate.h"
#include "word/part_tree.h"
#include "word/tree.h"
#include "word/verify.h"

#define DOCUMENT(body) "<w:document " WORD_XMLNS "><w:body>" body "</w:body></w:document>"
#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define CELL(paragraphs) "<w:tc><w:tcPr><w:tcW w:w=\"1000\" w:type=\"dxa\"/></w:tcPr>" paragraphs "</w:tc>"
#define TABLE(rows)                                                                                          \
    "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"1000\"/>"      \
    "</w:tblGrid>" rows "</w:tbl>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"
#define BOX(paragraphs)                                                                                      \
    "<w:r><w:pict><v:rect style=\"width:9pt\"><v:textbox><w:txbxContent>" paragraphs                         \
    "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
#define TAG(text) .tag = {text, sizeof(text) - 1}
#define NEAR(text) .near = {text, sizeof(text) - 1}
#define HERE .part = {"word/document.xml", 17}

/* A paragraph a line, "(" a run ")", "[" and "]" with the id where comments begin and end. */
static void show_node(struct buffer *out, const xmlNode *node)
{
    const char *id = word_attribute(node, "id");
    bool is_run = word_is(node, "r") && !word_child(node, "commentReference");
    if (word_is(node, "commentRangeStart"))
        buffer_append_format(out, "[%s ", id);
    else if (word_is(node, "commentRangeEnd"))
        buffer_append_format(out, " %s", id);
    else if (word_is(node, "commentReference"))
        buffer_append_format(out, "%s]", strcmp(id, "") ? "" : "?");
    buffer_append_text(out, is_run ? "(" : "");
    if (word_is(node, "b"))
        buffer_append_text(out, "*");
    if (word_is(node, "tab"))
        buffer_append_text(out, "\t");
    if (node->type == XML_TEXT_NODE)
        buffer_append_text(out, (const char *)node->content);
    for (const xmlNode *child = node->children; child; child = child->next)
        show_node(out, child);
    buffer_append_text(out, is_run ? ")" : word_is(node, "p") ? "\n" : "");
}

static char *show_part(struct package *package, const char *name)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct arena *arena = arena_new();
    struct buffer out = {0};
    const struct part *part = package_lookup(package, string_of(name));
    buffer_append_text(&out, "");
    xmlDocPtr tree = part ? part_tree_read(arena, package, part, &limits, problems) : NULL;
    if (tree)
        show_node(&out, xmlDocGetRootElement(tree));
    char *copy = strdup(out.bytes);
    buffer_release(&out);
    arena_free(arena);
    problems_free(problems);
    return copy;
}

/* What was written, opened again. */
static struct package *reopen(struct package *package, struct buffer *zip, const struct limits *limits,
                              struct problems *problems)
{
    struct package_writer *writer = package_writer_open_memory(zip, limits, problems);
    for (size_t i = 0; i < package_part_count(package); i++)
        assert_true(package_writer_copy(writer, package_part_at(package, i)));
    assert_true(package_writer_close(writer));
    return package_open_bytes(STRING("test.docx"), buffer_string(zip), limits, problems);
}

struct annotated {
    struct buffer zip, written;
    struct problems *problems;
    struct package *package;
};

static void annotate_parts(struct annotated *annotated, const struct made_part *parts, size_t count,
                           const struct problems *found, enum language language)
{
    struct limits limits = limits_default();
    *annotated = (struct annotated){.problems = problems_new()};
    struct package *package = make_package(&annotated->zip, parts, count, &limits, annotated->problems);
    assert_non_null(package);
    assert_true(
        annotate_package(package, STRING("test.docx"), found, language, &limits, annotated->problems));
    annotated->package = reopen(package, &annotated->written, &limits, annotated->problems);
    assert_non_null(annotated->package);
    assert_true(verify_document(annotated->package, NULL, &limits, annotated->problems));
    assert_int_equal(problems_count(annotated->problems), 0);
    package_close(package);
}

static void annotated_release(struct annotated *annotated)
{
    package_close(annotated->package);
    problems_free(annotated->problems);
    buffer_release(&annotated->zip);
    buffer_release(&annotated->written);
}

struct row {
    const char *name, *body;
    struct place places[3];
    const char *shown;
};

static const struct row rows[] = {
    {"a tag in one run",
     P(R("Số {{ x }} nhé")),
     {{HERE, .paragraph = 1, TAG("{{ x }}"), NEAR("Số {{ x }} nhé")}},
     "(Số )[0 ({{ x }}) 0]( nhé)\n"},
    {"the wrong bytes of a tag",
     P(R("Số {{ xy }}")),
     {{HERE, .paragraph = 1, TAG("{{ xy }}"), .underline = 3, .underline_length = 2}},
     "(Số {{ )[0 (xy) 0]( }})\n"},
    {"a tag over many runs, of which only those at its ends are split",
     P("<w:r><w:rPr><w:b/></w:rPr><w:t>a {{ x</w:t><w:tab/></w:r>" R("y") R(" }} b")),
     {{HERE, .paragraph = 1, TAG("{{ x\ty }}")}},
     "(*a )[0 (*{{ x\t)(y)( }}) 0]( b)\n"},
    {"a whole paragraph as tag needs no split",
     P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("{{ x }}")),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}},
     "[0 ({{ x }}) 0]\n"},
    {"two problems at one tag",
     P(R("a {{ x }}")),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}, {HERE, .paragraph = 1, TAG("{{ x }}"), .line = 1}},
     "(a )[0 [1 ({{ x }}) 0] 1]\n"},
    {"the same problem of two equal tags",
     P(R("{{ x }}, {{ x }}")),
     {{HERE, .paragraph = 1, TAG("{{ x }}"), NEAR("{{ x }}, {{ x }}")},
      {HERE, .paragraph = 1, TAG("{{ x }}"), NEAR("{{ x }}, {{ x }}")}},
     "[0 ({{ x }}) 0](, )[1 ({{ x }}) 1]\n"},
    {"a problem told by each round of a loop is one comment",
     P(R("{{ x }}")),
     {{HERE, .paragraph = 1, TAG("{{ x }}")},
      {HERE, .paragraph = 1, TAG("{{ x }}")},
      {HERE, .paragraph = 1, TAG("{{ x }}")}},
     "[0 ({{ x }}) 0]\n"},
    {"the words around tell which of two equal tags",
     P(R("{{ x }} mot hai ba bon nam sau bay tam {{ x }} ve")),
     {{HERE, .paragraph = 1, TAG("{{ x }}"), NEAR("ba bon nam sau bay tam {{ x }} ve")}},
     "({{ x }} mot hai ba bon nam sau bay tam )[0 ({{ x }}) 0]( ve)\n"},
    {"smart quotes and hard blanks",
     P(R("a {{\xC2\xA0x | f(“a”)\xC2\xAD }}")),
     {{HERE, .paragraph = 1, TAG("{{ x | f(\"a\") }}"), .underline = 7, .underline_length = 1}},
     "(a {{\xC2\xA0x | )[0 (f) 0]((“a”)\xC2\xAD }})\n"},
    {"letters with their marks apart",
     P(R("a {{ te\xCC\x82n }}")),
     {{HERE, .paragraph = 1, TAG("{{ tên }}"), .underline = 3, .underline_length = 4}},
     "(a {{ )[0 (te\xCC\x82n) 0]( }})\n"},
    {"a paragraph in a cell",
     P(R("x")) TABLE(ROW(CELL(P(R("{{ x }}")))) ROW(CELL(P(R("a")) P(R("{{ x }}"))))) P(""),
     {{HERE, .table = 1, .row = 2, .cell = 1, .paragraph = 2, TAG("{{ x }}")}},
     "(x)\n({{ x }})\n(a)\n[0 ({{ x }}) 0]\n\n"},
    {"a table as a whole",
     P(R("x")) TABLE(ROW(CELL(P(R("a"))))) P(""),
     {{HERE, .table = 1}},
     "(x)\n[0 (a) 0]\n\n"},
    {"a paragraph without a tag", P(R("a")) P(""), {{HERE, .paragraph = 2}}, "(a)\n[0  0]\n"},
    {"no place",
     P("<w:pPr><w:jc w:val=\"center\"/></w:pPr>" R("a")) P(R("b")),
     {{.line = 3}},
     "[0 (a) 0]\n(b)\n"},
    {"no place, and all is tables", TABLE(ROW(CELL(P(R("a"))))) P(R("b")), {{.line = 3}}, "(a)\n[0 (b) 0]\n"},
    {"no place, and no paragraph", "", {{.line = 3}}, "[0  0]\n"},
    {"a text box marks the paragraph it is in",
     P(R("a") BOX(P(R("{{ x }}")))) P(R("b")),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}},
     "[0 (a)(({{ x }})\n) 0]\n(b)\n"},
    {"a tag in a link stays in it",
     P("<w:hyperlink w:anchor=\"x\">" R("a {{ x }} b") "</w:hyperlink>"),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}},
     "(a )[0 ({{ x }}) 0]( b)\n"},
    {"a tag in an inserted text",
     P(R("a") "<w:ins w:id=\"5\" w:author=\"b\">" R("{{ x }} b") "</w:ins>"),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}},
     "(a)[0 ({{ x }}) 0]( b)\n"},
    {"a deleted paragraph shifts the counts of the problem",
     P("<w:pPr><w:rPr><w:del w:id=\"5\" w:author=\"b\"/></w:rPr></w:pPr>") P(R("a {{ x }}")) P(R("b")),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}},
     "\n(a )[0 ({{ x }}) 0]\n(b)\n"},
    {"a field code",
     P("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>IF {{ x }}</w:instrText></w:r>"
       "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>") P(R("{{ x }}")),
     {{HERE, .paragraph = 1, TAG("{{ x }}")}},
     "[0 ()(IF {{ x }})() 0]\n({{ x }})\n"},
};

static void stand_at_their_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct problems *found = problems_new();
        struct annotated annotated;
        struct buffer document = {0};
        static const struct place none;
        print_message("# %s\n", rows[i].name);
        buffer_append_format(&document, DOCUMENT("%s"), rows[i].body);
        for (size_t j = 0; j < 3 && memcmp(&rows[i].places[j], &none, sizeof none) != 0; j++)
            problems_add(found, PROBLEM_XML_DOCTYPE, &rows[i].places[j], NULL);
        annotate_parts(&annotated, &(struct made_part){"document", buffer_string(&document)}, 1, found,
                       LANGUAGE_VI);
        char *shown = show_part(annotated.package, "word/document.xml");
        assert_string_equal(shown, rows[i].shown);
        free(shown);
        annotated_release(&annotated);
        buffer_release(&document);
        problems_free(found);
    }
}

struct text_row {
    const char *name;
    struct place place;
    enum language language;
    const char *shown;
};

#define DOCTYPE_VI                                                                                                                      \
    "(*Lỗi: )(Phần này có khai báo DOCTYPE; Word không bao giờ ghi như thế)\n"                                             \
    "(*Gợi ý: )(Đừng dùng tệp này nếu không rõ nguồn gốc; nếu rõ, mở bằng Word rồi lưu lại thành tệp " \
    "mới.)\n"

static const struct text_row text_rows[] = {
    {"at its place nothing of the place",
     {HERE, .file = {"test.docx", 9}, .paragraph = 1, TAG("{{ x }}")},
     LANGUAGE_VI,
     "()" DOCTYPE_VI},
    {"English",
     {HERE, .paragraph = 1},
     LANGUAGE_EN,
     "()(*Error: )(This part has a DOCTYPE; Word never writes one)\n"
     "(*Hint: )(Do not use the file unless you know where it comes from; if you do, open it in Word and save "
     "it as a new file.)\n"},
    {"a header",
     {.part = {"word/header1.xml", 16}, .paragraph = 2, NEAR("Số {{ x }}"), TAG("{{ x }}")},
     LANGUAGE_VI,
     "()(Ở đầu trang, đoạn 2, gần “Số {{ x }}”:)\n" DOCTYPE_VI},
    {"a footnote that is all tag",
     {.part = {"word/footnotes.xml", 18}, .paragraph = 3, TAG("{{ x }}")},
     LANGUAGE_VI,
     "()(Ở chú thích cuối trang, đoạn 3, {{ x }}:)\n" DOCTYPE_VI},
    {"the target of a link",
     {.part = {"word/_rels/document.xml.rels", 28}, TAG("{{ x }}")},
     LANGUAGE_VI,
     "()(Ở một liên kết, {{ x }}:)\n" DOCTYPE_VI},
    {"another part",
     {.part = {"word/charts/chart1.xml", 22}},
     LANGUAGE_VI,
     "()(word/charts/chart1.xml:)\n" DOCTYPE_VI},
    {"data",
     {.file = {"số liệu.yaml", 16}, .line = 3, .column = 1},
     LANGUAGE_VI,
     "()(số liệu.yaml, dòng 3, cột 1:)\n" DOCTYPE_VI},
};

static void say_what_is_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof text_rows / sizeof *text_rows; i++) {
        struct problems *found = problems_new();
        struct annotated annotated;
        struct made_part part = {"document", STRING(DOCUMENT(P(R("{{ x }}"))))};
        print_message("# %s\n", text_rows[i].name);
        problems_add(found, PROBLEM_XML_DOCTYPE, &text_rows[i].place, NULL);
        annotate_parts(&annotated, &part, 1, found, text_rows[i].language);
        char *shown = show_part(annotated.package, "word/comments.xml");
        assert_string_equal(shown, text_rows[i].shown);
        free(shown);
        annotated_release(&annotated);
        problems_free(found);
    }
}

static void keep_comments_that_are_there(void **state)
{
    struct place place = {HERE, .paragraph = 1, TAG("{{ x }}")};
    struct made_part parts[] = {
        {"document", STRING(DOCUMENT(P("<w:commentRangeStart w:id=\"7\"/>" R("a {{ x }}") //
                                       "<w:commentRangeEnd w:id=\"7\"/>"
                                       "<w:r><w:commentReference w:id=\"7\"/></w:r>")))},
        {"comments", STRING("<w:comments " WORD_XMLNS "><w:comment w:id=\"7\" w:author=\"An\">" P(R("cũ")) //
                            "</w:comment></w:comments>")}};
    struct problems *found = problems_new();
    struct annotated annotated;
    (void)state;
    problems_add(found, PROBLEM_XML_DOCTYPE, &place, NULL);
    annotate_parts(&annotated, parts, 2, found, LANGUAGE_VI);
    char *shown = show_part(annotated.package, "word/document.xml");
    assert_string_equal(shown, "[7 (a )[8 ({{ x }}) 7] 8]\n");
    free(shown);
    shown = show_part(annotated.package, "word/comments.xml");
    assert_string_equal(shown, "(cũ)\n()" DOCTYPE_VI);
    free(shown);
    annotated_release(&annotated);
    problems_free(found);
}

/* Those of others stay, whatever they say; an earlier call's are replaced. */
static void are_taken_out_again(void **state)
{
    struct limits limits = limits_default();
    struct place place = {HERE, .paragraph = 1, TAG("{{ x }}")};
    struct made_part parts[] = {
        {"document", STRING(DOCUMENT(P("<w:commentRangeStart w:id=\"0\"/>" R("a {{ x }}") //
                                       "<w:commentRangeEnd w:id=\"0\"/>"
                                       "<w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id=\"0\"/></w:r>")))},
        {"comments", STRING("<w:comments " WORD_XMLNS "><w:comment w:id=\"0\" w:author=\"vanban\">" P(
                         R("{{ y }}")) "</w:comment></w:comments>")}};
    struct problems *found = problems_new();
    struct buffer zip = {0};
    (void)state;
    struct package *package = make_package(&zip, parts, 2, &limits, found);
    problems_add(found, PROBLEM_XML_DOCTYPE, &place, NULL);
    for (int i = 0; i < 2; i++) {
        assert_true(annotate_package(package, STRING("test.docx"), found, LANGUAGE_VI, &limits, found));
        char *shown = show_part(package, "word/document.xml");
        assert_string_equal(shown, "[0 (a )[1 ({{ x }}) 0*] 1]\n");
        free(shown);
    }
    assert_true(annotate_clear(package, &limits, found));
    char *shown = show_part(package, "word/document.xml");
    assert_string_equal(shown, "[0 (a )({{ x }}) 0*]\n");
    free(shown);
    shown = show_part(package, "word/comments.xml");
    assert_string_equal(shown, "({{ y }})\n");
    free(shown);
    assert_int_equal(problems_count(found), 1);
    package_close(package);
    buffer_release(&zip);
    problems_free(found);
}

static struct string read_part(struct arena *arena, struct package *package, const char *name,
                               struct problems *problems)
{
    const struct part *part = package_lookup(package, string_of(name));
    assert_non_null(part);
    return package_read(package, part, arena, problems);
}

static void assert_contains(struct string text, const char *wanted)
{
    if (string_find(text, string_of(wanted), 0) == SIZE_MAX)
        fail_msg("expected %s in %.*s", wanted, STRING_FORMAT(text));
}

/* What Word adds when it saves: the two comments and an answer to ours, in parts of their own. */
static void are_forgotten_where_word_keeps_more(void **state)
{
    struct limits limits = limits_default();
    struct made_part parts[] = {
        {"document", STRING(DOCUMENT(P("<w:r><w:commentReference w:id=\"1\"/></w:r>")))},
        {"comments", STRING("<w:comments " WORD_XMLNS " xmlns:w14=\"urn:14\">"
                            "<w:comment w:id=\"1\" w:author=\"vanban\" w:initials=\"vb\">"
                            "<w:p w14:paraId=\"0000000A\"/></w:comment>"
                            "<w:comment w:id=\"2\" w:author=\"An\"><w:p w14:paraId=\"0000000B\"/></w:comment>"
                            "</w:comments>")},
        {"commentsExtended", STRING("<a:ex xmlns:a=\"urn:15\"><a:e a:paraId=\"0000000A\"/>"
                                    "<a:e a:paraId=\"0000000B\" a:paraIdParent=\"0000000A\"/></a:ex>")},
        {"commentsIds", STRING("<a:ids xmlns:a=\"urn:16\"><a:e a:paraId=\"0000000A\" a:durableId=\"1A\"/>"
                               "<a:e a:paraId=\"0000000B\" a:durableId=\"1B\"/></a:ids>")},
        {"commentsExtensible", STRING("<a:x xmlns:a=\"urn:18\"><a:e a:durableId=\"1A\"/>"
                                      "<a:e a:durableId=\"1B\"/></a:x>")}};
    static const char *const wanted[] = {"<a:ex xmlns:a=\"urn:15\"><a:e a:paraId=\"0000000B\"/></a:ex>",
                                         "<a:e a:paraId=\"0000000B\" a:durableId=\"1B\"/></a:ids>",
                                         "<a:x xmlns:a=\"urn:18\"><a:e a:durableId=\"1B\"/></a:x>"};
    static const char *const names[] = {"word/commentsExtended.xml", "word/commentsIds.xml",
                                        "word/commentsExtensible.xml"};
    struct problems *problems = problems_new();
    struct arena *arena = arena_new();
    struct buffer zip = {0};
    (void)state;
    struct package *package = make_package(&zip, parts, 5, &limits, problems);
    assert_true(annotate_clear(package, &limits, problems));
    for (size_t i = 0; i < 3; i++)
        assert_contains(read_part(arena, package, names[i], problems), wanted[i]);
    package_close(package);
    arena_free(arena);
    buffer_release(&zip);
    problems_free(problems);
}

/* The namespace is the default one here, which attributes do not have. */
static void follow_the_kind_of_document(void **state)
{
    struct made_part part = {
        "document",
        STRING("<document xmlns=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><body><p><r><t>{{ x "
               "}}</t></r>"
               "</p></body></document>")};
    struct place place = {HERE, .paragraph = 1, TAG("{{ x }}")};
    struct problems *found = problems_new();
    struct arena *arena = arena_new();
    struct annotated annotated;
    (void)state;
    problems_add(found, PROBLEM_XML_DOCTYPE, &place, NULL);
    annotate_parts(&annotated, &part, 1, found, LANGUAGE_VI);
    char *shown = show_part(annotated.package, "word/document.xml");
    assert_string_equal(shown, "[0 ({{ x }}) 0]\n");
    free(shown);
    assert_contains(read_part(arena, annotated.package, "word/comments.xml", annotated.problems),
                    "<w:comments xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\">");
    assert_contains(read_part(arena, annotated.package, "word/_rels/document.xml.rels", annotated.problems),
                    "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/comments\"");
    arena_free(arena);
    annotated_release(&annotated);
    problems_free(found);
}

static void say_nothing_xml_forbids(void **state)
{
    struct made_part part = {"document", STRING(DOCUMENT(P(R("x"))))};
    struct place place = {HERE, .paragraph = 1};
    struct problems *found = problems_new();
    struct annotated annotated;
    (void)state;
    problems_add(found, PROBLEM_XML_SYNTAX, &place, "<a>\x1b[31m\n\xEF\xBF\xBF\xC3&");
    annotate_parts(&annotated, &part, 1, found, LANGUAGE_EN);
    char *shown = show_part(annotated.package, "word/comments.xml");
    assert_non_null(strstr(
        shown, "(This part of the Word file is damaged and is not well-formed XML: <a>[31m \xEF\xBF\xBD&)"));
    free(shown);
    annotated_release(&annotated);
    problems_free(found);
}

static void leave_a_document_without_problems_alone(void **state)
{
    struct made_part part = {"document", STRING(DOCUMENT(P(R("x"))))};
    struct problems *found = problems_new();
    struct annotated annotated;
    (void)state;
    problems_add(found, PROBLEM_USAGE_OUTPUT, NULL, NULL);
    annotate_parts(&annotated, &part, 1, found, LANGUAGE_VI);
    assert_null(package_lookup(annotated.package, STRING("word/comments.xml")));
    annotated_release(&annotated);
    problems_free(found);
}

static void refuse_what_is_no_document(void **state)
{
    struct limits limits = limits_default();
    struct made_part part = {"document", STRING("<workbook/>")};
    struct problems *found = problems_new(), *problems = problems_new();
    struct buffer zip = {0};
    (void)state;
    struct package *package = make_package(&zip, &part, 1, &limits, problems);
    assert_false(annotate_package(package, STRING("test.docx"), found, LANGUAGE_VI, &limits, problems));
    assert_string_equal(problem_code_name(problems_first(problems)->code), "annotate-no-document");
    package_close(package);
    buffer_release(&zip);
    problems_free(found);
    problems_free(problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stand_at_their_places),
        cmocka_unit_test(say_what_is_wrong),
        cmocka_unit_test(keep_comments_that_are_there),
        cmocka_unit_test(are_taken_out_again),
        cmocka_unit_test(are_forgotten_where_word_keeps_more),
        cmocka_unit_test(follow_the_kind_of_document),
        cmocka_unit_test(say_nothing_xml_forbids),
        cmocka_unit_test(leave_a_document_without_problems_alone),
        cmocka_unit_test(refuse_what_is_no_document),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
