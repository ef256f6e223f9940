/*
 * Small packages for verification: the parts below, one of them replaced by a case. A case breaks one
 * invariant and no other; its twin keeps all. With VANBAN_KEEP_CASES=FOLDER every package is also written
 * there, for other programs to judge.
 */

#include <stdarg.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "base/file.h"
#include "word/verify.h"
#include "zip_entries.h"

#define W_SPACE "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
#define R_SPACE "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
#define OTHER_SPACES                                                                                         \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                              \
    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "                                    \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "                   \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                                     \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "                                \
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "                       \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" "         \
    "mc:Ignorable=\"w14\""
#define SPACES W_SPACE R_SPACE OTHER_SPACES
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATIONS(rows)                                                                                      \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" rows            \
    "</Relationships>"
#define RELATIONSHIP(id, type, target)                                                                       \
    "<Relationship Id=\"" id "\" Type=\"" RELATION type "\" Target=\"" target "\"/>"
#define WORD_TYPE(name, type)                                                                                \
    "<Override PartName=\"/word/" name                                                                       \
    ".xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml." type "+xml\"/>"
#define DEFAULTS                                                                                             \
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" \
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"                                           \
    "<Default Extension=\"png\" ContentType=\"image/png\"/>"
#define OVERRIDES                                                                                            \
    WORD_TYPE("document", "document.main")                                                                   \
    WORD_TYPE("styles", "styles")                                                                            \
    WORD_TYPE("numbering", "numbering")                                                                      \
    WORD_TYPE("settings", "settings")                                                                        \
    WORD_TYPE("footnotes", "footnotes")                                                                      \
    WORD_TYPE("endnotes", "endnotes")                                                                        \
    WORD_TYPE("comments", "comments")                                                                        \
    WORD_TYPE("header1", "header")
#define TYPES(rows)                                                                                          \
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" rows "</Types>"
#define LINKS                                                                                                \
    RELATIONSHIP("rId1", "styles", "styles.xml")                                                             \
    RELATIONSHIP("rId2", "numbering", "numbering.xml")                                                       \
    RELATIONSHIP("rId3", "settings", "settings.xml")                                                         \
    RELATIONSHIP("rId4", "footnotes", "footnotes.xml")                                                       \
    RELATIONSHIP("rId5", "endnotes", "endnotes.xml")                                                         \
    RELATIONSHIP("rId6", "comments", "comments.xml")                                                         \
    RELATIONSHIP("rId7", "header", "header1.xml")                                                            \
    RELATIONSHIP("rId8", "image", "media/image1.png")
#define NOTE(kind, id) "<w:" kind " w:id=\"" id "\"><w:p/></w:" kind ">"
#define COMMENT(id) "<w:comment w:id=\"" id "\" w:author=\"A\"><w:p/></w:comment>"
#define LIST_DEFINITION(id)                                                                                  \
    "<w:abstractNum w:abstractNumId=\"" id                                                                   \
    "\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/></w:lvl></w:abstractNum>"
#define LIST(id, definition) "<w:num w:numId=\"" id "\"><w:abstractNumId w:val=\"" definition "\"/></w:num>"
#define STYLE(id) "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" id "\"/></w:style>"

/* A part and what it is when no case replaces it. `root`: what is written around; NULL: the text is all of
 * it. */
static const struct base_part {
    const char *name, *root, *text;
} base_parts[] = {
    {"[Content_Types].xml", NULL, TYPES(DEFAULTS OVERRIDES)},
    {"_rels/.rels", NULL, RELATIONS(RELATIONSHIP("rId1", "officeDocument", "word/document.xml"))},
    {"word/_rels/document.xml.rels", NULL, RELATIONS(LINKS)},
    {"word/document.xml", "w:document", "<w:body><w:p/></w:body>"},
    {"word/styles.xml", "w:styles", STYLE("Normal")},
    {"word/numbering.xml", "w:numbering", LIST_DEFINITION("0") LIST("1", "0")},
    {"word/settings.xml", "w:settings", ""},
    {"word/footnotes.xml", "w:footnotes", NOTE("footnote", "0") NOTE("footnote", "2")},
    {"word/endnotes.xml", "w:endnotes", NOTE("endnote", "0") NOTE("endnote", "2")},
    {"word/comments.xml", "w:comments", COMMENT("0") COMMENT("1")},
    {"word/header1.xml", "w:hdr", "<w:p/>"},
    {"word/media/image1.png", NULL, "\x89PNG"},
};
enum { BASE_PARTS = sizeof(base_parts) / sizeof(*base_parts) };

struct verify_case {
    const char *rule;
    const char *part;   /* NULL: the text is the body of word/document.xml */
    const char *broken; /* NULL: only what is good */
    const char *good;
    const char *subject; /* of the fault */
};

static void append_part(struct buffer *out, const struct base_part *part, const char *text)
{
    if (!part->root)
        buffer_append_text(out, text);
    else
        buffer_append_format(out, "<%s " SPACES ">%s</%s>", part->root, text, part->root);
}

static void append_replaced(struct buffer *out, const struct base_part *part, const char *name,
                            const char *text)
{
    bool is_body = !name && !strcmp(part->name, "word/document.xml");
    if (!is_body && (!name || strcmp(part->name, name))) {
        append_part(out, part, part->text);
        return;
    }
    struct buffer inside = {0};
    buffer_append_format(&inside, is_body ? "<w:body>%s</w:body>" : "%s", text);
    append_part(out, part, inside.bytes);
    buffer_release(&inside);
}

/* The package with one part replaced (NULL: the body). */
static void make_case(struct buffer *zip, const char *name, const char *text)
{
    struct entries entries = {.zip = zip};
    for (size_t i = 0; i < BASE_PARTS; i++) {
        struct buffer bytes = {0};
        append_replaced(&bytes, &base_parts[i], name, text);
        entries_add(&entries, base_parts[i].name, buffer_string(&bytes));
        buffer_release(&bytes);
    }
    entries_end(&entries);
}

static void keep_case(const char *name, const char *suffix, struct string bytes)
{
    const char *folder = getenv("VANBAN_KEEP_CASES");
    if (!folder)
        return;
    struct problems *problems = problems_new();
    struct buffer path = {0};
    buffer_append_format(&path, "%s/%s-%s.docx", folder, name, suffix);
    struct file_output *output = file_output_open(path.bytes, true, problems);
    assert_true(output && file_output_write(output, bytes, problems) && file_output_commit(output, problems));
    buffer_release(&path);
    problems_free(problems);
}

/* The faults, a line each: "rule: subject". */
static void append_faults(struct buffer *out, const struct problems *problems)
{
    for (const struct problem *problem = problems_first(problems); problem; problem = problem->next) {
        buffer_append_format(out, "%s%.*s: %.*s", out->length ? "\n" : "",
                             STRING_FORMAT(problem->arguments[0]), STRING_FORMAT(problem->arguments[3]));
        assert_true(problem->place.part.length > 0);
        assert_string_equal(problem->place.file.bytes, "case.docx");
    }
}

static struct package *open_case(struct buffer *zip)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct package *package = package_open_bytes(STRING("case.docx"), buffer_string(zip), &limits, problems);
    assert_non_null(package);
    problems_free(problems);
    return package;
}

/* The caller releases what is in `out`. */
static void verify_zip(struct buffer *zip, struct buffer *out)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct package *package = open_case(zip);
    bool holds = verify_document(package, NULL, &limits, problems);
    assert_int_equal(holds, problems_error_count(problems) == 0);
    append_faults(out, problems);
    package_close(package);
    problems_free(problems);
}

static void expect(const struct verify_case *row, const char *suffix, const char *text, const char *faults)
{
    struct buffer zip = {0}, found = {0};
    char name[100];
    make_case(&zip, row->part, text);
    snprintf(name, sizeof(name), "%s-%04llx", row->rule, string_hash(string_of(text)) & 0xFFFF);
    keep_case(name, suffix, buffer_string(&zip));
    verify_zip(&zip, &found);
    buffer_append_text(&found, "");
    if (strcmp(found.bytes, faults))
        print_error("%s (%s): %s\n", row->rule, suffix, text);
    assert_string_equal(found.bytes, faults);
    buffer_release(&zip);
    buffer_release(&found);
}

static void run_cases(const struct verify_case *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer faults = {0};
        buffer_append_format(&faults, "%s: %s", rows[i].rule, rows[i].subject);
        if (rows[i].broken)
            expect(&rows[i], "broken", rows[i].broken, faults.bytes);
        expect(&rows[i], "good", rows[i].good, "");
        buffer_release(&faults);
    }
}
