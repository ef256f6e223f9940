/*
 * Templates for tests, and what came of them, in a notation that shows what a
 * reader sees. Both ways:
 *
 *   Số: {{ so }}/[b]UBND[]        a paragraph; [b] [i] [b,i] [] begin a run; ¦ splits a run
 *   ¶                             an empty paragraph
 *   | a | b ¶ c |                 a row; ¶ between the paragraphs of a cell
 *   /table                        the end of the table
 *   ⏎ ⇥ ⇟                         line break, tab, page break
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "package/package.h"
#include "template/template.h"
#include "word/xml.h"

#define NAMESPACES                                                                                           \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                              \
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "                       \
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "                   \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                                     \
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" "                                \
    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" "                       \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "                              \
    "xmlns:v=\"urn:schemas-microsoft-com:vml\" "                                                             \
    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\""

/* ---- from notation to WordprocessingML ---- */

static size_t glyph_length(const char *at)
{
    size_t length = 1;
    while (((unsigned char)at[length] & 0xC0) == 0x80)
        length++;
    return length;
}

static void open_run(struct buffer *xml, struct string format)
{
    buffer_append_text(xml, "<w:r>");
    if (format.length) {
        buffer_append_text(xml, "<w:rPr>");
        for (size_t i = 0; i < format.length; i += 2)
            buffer_append_format(xml, "<w:%c/>", format.bytes[i]);
        buffer_append_text(xml, "</w:rPr>");
    }
    buffer_append_text(xml, "<w:t xml:space=\"preserve\">");
}

static bool is_format(struct string text, size_t at, size_t *end)
{
    if (text.bytes[at] != '[')
        return false;
    *end = string_find(text, STRING("]"), at);
    if (*end == SIZE_MAX || *end > at + 6)
        return false;
    return strspn(text.bytes + at + 1, "biu,") >= *end - at - 1;
}

static void close_run(struct buffer *xml, bool *is_open)
{
    if (*is_open)
        buffer_append_text(xml, "</w:t></w:r>");
    *is_open = false;
}

static void append_glyph(struct buffer *xml, struct string glyph)
{
    const char *breaking = string_is(glyph, "⇥") ? "<w:tab/>" : string_is(glyph, "⏎") ? "<w:br/>" : NULL;
    if (breaking)
        buffer_append_format(xml, "</w:t>%s<w:t xml:space=\"preserve\">", breaking);
    else
        xml_append_text(xml, glyph);
}

static void append_runs(struct buffer *xml, struct string text)
{
    struct string format = {"", 0};
    bool is_open = false;
    if (string_is(text, "¶"))
        return;
    for (size_t i = 0, end; i < text.length;) {
        struct string glyph = {text.bytes + i, glyph_length(text.bytes + i)};
        if (is_format(text, i, &end)) {
            close_run(xml, &is_open);
            format = string_slice(text, i + 1, end);
            i = end + 1;
            continue;
        }
        i += glyph.length;
        if (string_is(glyph, "¦")) {
            close_run(xml, &is_open);
            continue;
        }
        if (!is_open)
            open_run(xml, format);
        is_open = true;
        append_glyph(xml, glyph);
    }
    close_run(xml, &is_open);
}

static void append_paragraph(struct buffer *xml, struct string text)
{
    buffer_append_text(xml, "<w:p>");
    append_runs(xml, text);
    buffer_append_text(xml, "</w:p>");
}

static void append_cell(struct buffer *xml, struct string text)
{
    buffer_append_text(xml, "<w:tc>");
    for (size_t at = 0;;) {
        size_t end = string_find(text, STRING("¶"), at);
        append_paragraph(xml, string_trim(string_slice(text, at, end == SIZE_MAX ? text.length : end)));
        if (end == SIZE_MAX)
            break;
        at = end + strlen("¶");
    }
    buffer_append_text(xml, "</w:tc>");
}

static void append_row(struct buffer *xml, struct string line)
{
    buffer_append_text(xml, "<w:tr>");
    for (size_t at = 1; at < line.length;) {
        size_t end = string_find(line, STRING(" |"), at);
        append_cell(xml, string_trim(string_slice(line, at, end == SIZE_MAX ? line.length : end)));
        at = end == SIZE_MAX ? line.length : end + 2;
    }
    buffer_append_text(xml, "</w:tr>");
}

/* The body of a document written in the notation. */
static inline void notation_to_word(struct buffer *xml, struct string notation)
{
    bool is_table = false;
    for (size_t at = 0; at < notation.length;) {
        size_t end = string_find(notation, STRING("\n"), at);
        struct string line = string_slice(notation, at, end == SIZE_MAX ? notation.length : end);
        at = end == SIZE_MAX ? notation.length : end + 1;
        if (string_starts_with(line, STRING("| "))) {
            if (!is_table)
                buffer_append_text(xml, "<w:tbl><w:tblPr/><w:tblGrid/>");
            is_table = true;
            append_row(xml, line);
        } else if (string_is(line, "/table")) {
            buffer_append_text(xml, "</w:tbl>");
            is_table = false;
        } else {
            append_paragraph(xml, line);
        }
    }
}

/* ---- and back ---- */

static void show_format(struct buffer *format, const xmlNode *run)
{
    const xmlNode *properties = word_child(run, "rPr");
    for (const xmlNode *child = properties ? properties->children : NULL; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        if (format->length)
            buffer_append_byte(format, ',');
        buffer_append_text(format, (const char *)child->name);
        const char *value = word_attribute(child, "val");
        if (value)
            buffer_append_format(format, "=%s", value);
    }
}

static void show_content(struct buffer *out, const xmlNode *node, struct buffer *format);

static void show_run(struct buffer *out, const xmlNode *run, struct buffer *format)
{
    struct buffer own = {0};
    show_format(&own, run);
    if (!string_equal(buffer_string(&own), buffer_string(format)))
        buffer_append_format(out, "[%.*s]", (int)own.length, own.bytes ? own.bytes : "");
    buffer_truncate(format, 0);
    buffer_append_string(format, buffer_string(&own));
    buffer_release(&own);
    bool is_empty = true;
    for (const xmlNode *child = run->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE || word_is(child, "rPr"))
            continue;
        is_empty = is_empty && word_is(child, "t") && !child->children;
        if (word_is(child, "t") || word_is(child, "instrText"))
            buffer_append_text(out, child->children ? (const char *)child->children->content : "");
        else if (word_is(child, "br"))
            buffer_append_text(out, word_attribute(child, "type") ? "⇟" : "⏎");
        else if (word_is(child, "tab"))
            buffer_append_text(out, "⇥");
        else
            show_content(out, child, format);
    }
    if (is_empty)
        buffer_append_text(out, "(empty run)");
}

static void show_paragraph(struct buffer *out, const xmlNode *paragraph)
{
    struct buffer format = {0};
    size_t before = out->length;
    const char *style = word_attribute(word_child(word_child(paragraph, "pPr"), "pStyle"), "val");
    if (style)
        buffer_append_format(out, "(%s) ", style);
    show_content(out, paragraph, &format);
    if (out->length == before)
        buffer_append_text(out, "¶");
    buffer_release(&format);
}

static void show_cell(struct buffer *out, const xmlNode *cell)
{
    bool is_first = true;
    for (const xmlNode *child = cell->children; child; child = child->next) {
        if (!word_is(child, "p") && !word_is(child, "tbl"))
            continue;
        buffer_append_text(out, is_first ? " " : " ¶ ");
        is_first = false;
        if (word_is(child, "p"))
            show_paragraph(out, child);
        else
            buffer_append_text(out, "(table)");
    }
    if (!word_is(cell->last, "p"))
        buffer_append_text(out, " (cell without a last paragraph)");
    buffer_append_text(out, " |");
}

static void show_blocks(struct buffer *out, const xmlNode *node);

static void show_table(struct buffer *out, const xmlNode *node)
{
    for (const xmlNode *row = node->children; row; row = row->next) {
        if (!word_is(row, "tr")) {
            show_table(out, row);
            continue;
        }
        buffer_append_text(out, "|");
        for (const xmlNode *cell = row->children; cell; cell = cell->next)
            if (word_is(cell, "tc"))
                show_cell(out, cell);
        buffer_append_text(out, "\n");
    }
}

static void show_blocks(struct buffer *out, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (word_is(child, "p")) {
            show_paragraph(out, child);
            buffer_append_text(out, "\n");
        } else if (word_is(child, "tbl")) {
            show_table(out, child);
            buffer_append_text(out, "/table\n");
        } else if (child->type == XML_ELEMENT_NODE && !word_is(child, "sectPr")) {
            show_blocks(out, child);
        }
    }
}

static void show_content(struct buffer *out, const xmlNode *node, struct buffer *format)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (word_is(child, "r"))
            show_run(out, child, format);
        else if (word_is(child, "txbxContent")) {
            buffer_append_text(out, "{box: ");
            show_blocks(out, child);
            buffer_append_text(out, "}");
        } else if (child->type == XML_ELEMENT_NODE && !word_is(child, "pPr") && !word_is(child, "rPr")) {
            show_content(out, child, format);
        }
    }
}

/* What a reader sees of a part. */
static inline void show_part(struct buffer *out, struct string bytes, const struct limits *limits,
                             struct problems *problems)
{
    xmlDocPtr document = xml_parse(bytes, NULL, limits, problems);
    if (!document) {
        buffer_append_text(out, "(not well-formed)\n");
        return;
    }
    show_blocks(out, (const xmlNode *)document);
    xmlFreeDoc(document);
}

/* ---- packages ---- */

struct package_part {
    struct string name, bytes;
};

static inline struct string wrap(struct arena *arena, const char *root, struct string body)
{
    return arena_format(arena, "<w:%s " NAMESPACES ">%.*s</w:%s>", root, STRING_FORMAT(body), root);
}

/* A zip of a document (the children of w:body) and other parts. */
static inline struct buffer make_document(struct arena *arena, struct string body,
                                          const struct package_part *more, size_t count,
                                          struct problems *problems)
{
    static const char types[] =
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        "<Default Extension=\"png\" ContentType=\"image/png\"/>"
        "<Override PartName=\"/word/document.xml\" "
        "ContentType=\"application/vnd.openxmlformats-officedocument"
        ".wordprocessingml.document.main+xml\"/></Types>";
    static const char relationships[] =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        "<Relationship Id=\"rId1\" "
        "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        "officeDocument\" Target=\"word/document.xml\"/></Relationships>";
    struct limits limits = limits_default();
    struct buffer zip = {0}, inner = {0};
    buffer_append_format(&inner, "<w:body>%.*s</w:body>", STRING_FORMAT(body));
    struct package_part parts[12] = {
        {STRING("[Content_Types].xml"), STRING(types)},
        {STRING("_rels/.rels"), STRING(relationships)},
        {STRING("word/document.xml"),
         string_starts_with(body, STRING("<?xml")) ? body : wrap(arena, "document", buffer_string(&inner))},
    };
    if (count)
        memcpy(parts + 3, more, count * sizeof(*more));
    struct package_writer *writer = package_writer_open_memory(&zip, &limits, problems);
    for (size_t i = 0; i < count + 3; i++) {
        package_writer_begin(writer, parts[i].name);
        package_writer_write(writer, parts[i].bytes.bytes, parts[i].bytes.length);
        package_writer_end(writer);
    }
    package_writer_close(writer);
    buffer_release(&inner);
    return zip;
}

/* ---- rendering ---- */

struct rendering {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    enum undefined_mode undefined;
    enum number_style numbers;
    const struct template_files *files;
    struct package *result; /* NULL after errors */
    struct buffer bytes;
};

static inline void rendering_release(struct rendering *rendering)
{
    package_close(rendering->result);
    buffer_release(&rendering->bytes);
    problems_free(rendering->problems);
    arena_free(rendering->arena);
}

static inline void rendering_init(struct rendering *rendering)
{
    memset(rendering, 0, sizeof(*rendering));
    rendering->arena = arena_new();
    rendering->problems = problems_new();
    rendering->limits = limits_default();
}

/* Data is an expression; JSON nearly is one. */
static inline struct value read_data(struct rendering *rendering, struct string data)
{
    struct expression_source source = {.text = string_trim(data)};
    struct evaluation evaluation = {.arena = rendering->arena,
                                    .lasting = rendering->arena,
                                    .limits = &rendering->limits,
                                    .problems = rendering->problems};
    evaluation.scope = scope_new(rendering->arena, NULL);
    struct value value = value_record(rendering->arena);
    if (!source.text.length)
        return value;
    const struct expression *expression = expression_parse(rendering->arena, &source, rendering->problems);
    if (expression)
        expression_evaluate(expression, &evaluation, &value);
    return value;
}

/* As typed into a file, not computed. */
static inline struct sources *mark_source(struct arena *arena, struct record *record)
{
    struct sources *sources = sources_new(arena);
    uint16_t source = sources_add(sources, STRING("data.json"));
    for (size_t i = 0; i < record->count; i++)
        record->entries[i].value.source = source;
    return sources;
}

static inline void render_zip(struct rendering *rendering, struct string zip, struct string data)
{
    struct value record = read_data(rendering, data);
    struct package *package =
        package_open_bytes(STRING("mau.docx"), zip, &rendering->limits, rendering->problems);
    struct template *template =
        package ? template_compile(package, &rendering->limits, rendering->problems) : NULL;
    if (!template)
        return;
    struct evaluation evaluation = {.arena = arena_new(),
                                    .lasting = arena_new(),
                                    .limits = &rendering->limits,
                                    .problems = rendering->problems,
                                    .undefined = rendering->undefined,
                                    .numbers = rendering->numbers};
    evaluation.scope = scope_new(rendering->arena, NULL);
    scope_use_record(evaluation.scope, record.as.record);
    evaluation.sources = mark_source(rendering->arena, record.as.record);
    struct package_writer *writer =
        package_writer_open_memory(&rendering->bytes, &rendering->limits, rendering->problems);
    if (template_render_with(template, &evaluation, rendering->files, writer) && package_writer_close(writer))
        rendering->result = package_open_bytes(STRING("ra.docx"), buffer_string(&rendering->bytes),
                                               &rendering->limits, rendering->problems);
    else
        package_writer_abandon(writer);
    template_free(template);
    arena_free(evaluation.lasting);
    arena_free(evaluation.arena);
}
