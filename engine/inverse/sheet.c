/* A story of a document as one text with marks; stretches of it as values. */

#include "inverse/sheet.h"

#include <string.h>

#include "package/scratch.h"
#include "standard/extract.h"
#include "text/unicode.h"
#include "word/xml.h"

struct sheet_reader {
    struct arena *arena;
    struct sheet *sheet;
    struct buffer *text, *raw, *paragraphs, *tables;
    const struct style_names *names;
    size_t next, end; /* paragraphs of the story that are still to come */
};

/* ---- paragraphs ---- */

static void append_byte(struct sheet_reader *reader, char byte, uint32_t raw)
{
    buffer_append_byte(reader->text, byte);
    buffer_append(reader->raw, (const char *)&raw, sizeof raw);
}

static char last_byte(const struct sheet_reader *reader, size_t from)
{
    return reader->text->length > from ? reader->text->bytes[reader->text->length - 1] : ' ';
}

static bool is_blank(unsigned c)
{
    return text_is_space(c) || c == 0xA0;
}

/* Page numbers differ from page to page: nothing is held against them. */
static bool is_page_number(const struct document_paragraph *paragraph, size_t at)
{
    for (size_t i = 0; i < paragraph->span_count; i++)
        if (at >= paragraph->spans[i].from && at < paragraph->spans[i].to)
            return paragraph->spans[i].kind == SPAN_PAGE;
    return false;
}

static void append_character(struct sheet_reader *reader, struct string text, size_t at, size_t next,
                             size_t from)
{
    size_t end = at;
    unsigned c = text_next(text, &end);
    char before = last_byte(reader, from);
    if (c == '\n' && before == ' ' && reader->text->length > from)
        reader->text->bytes[reader->text->length - 1] = MARK_BREAK;
    else if (c == '\n')
        append_byte(reader, MARK_BREAK, (uint32_t)at);
    else if (c == 0x2011)
        append_byte(reader, '-', (uint32_t)at);
    else if (!is_blank(c))
        for (; at < next; at++)
            append_byte(reader, text.bytes[at], (uint32_t)at);
    else if (before != ' ' && before != MARK_BREAK)
        append_byte(reader, ' ', (uint32_t)at);
}

static void trim_end(struct sheet_reader *reader, size_t from)
{
    while (reader->text->length > from &&
           (last_byte(reader, from) == ' ' || last_byte(reader, from) == MARK_BREAK)) {
        reader->text->length--;
        reader->raw->length -= sizeof(uint32_t);
    }
}

static struct string style_of(const struct style_names *names, const xmlNode *paragraph)
{
    const xmlNode *properties = word_child(paragraph, "pPr");
    const xmlNode *style = properties ? word_child(properties, "pStyle") : NULL;
    const char *id = style ? word_attribute(style, "val") : NULL;
    return id ? style_name(names, string_of(id)) : STRING("");
}

static void append_paragraph(struct sheet_reader *reader, size_t index)
{
    const struct document_paragraph *paragraph = reader->sheet->document->paragraphs[index];
    size_t from = reader->text->length;
    struct string text = text_normalise(reader->arena, paragraph->text);
    for (size_t at = paragraph->number_length, next = at; at < text.length; at = next) {
        text_next(text, &next);
        if (!is_page_number(paragraph, at))
            append_character(reader, text, at, next, from);
    }
    trim_end(reader, from);
    struct sheet_paragraph made = {from, reader->text->length, index,
                                   style_of(reader->names, paragraph->node), NOT_THERE};
    if (made.from == made.to)
        return;
    buffer_append(reader->paragraphs, (const char *)&made, sizeof made);
    append_byte(reader, MARK_PARAGRAPH, (uint32_t)text.length);
}

/* ---- the tree ---- */

static void append_children(struct sheet_reader *reader, const xmlNode *parent);

static void append_node(struct sheet_reader *reader, const xmlNode *node)
{
    for (size_t i = reader->next; i < reader->end; i++)
        if (reader->sheet->document->paragraphs[i]->node == node) {
            append_paragraph(reader, i);
            reader->next = i + 1;
            return;
        }
}

static void append_table(struct sheet_reader *reader, const xmlNode *node)
{
    size_t at = reader->tables->length;
    struct sheet_table table = {reader->text->length, 0, node};
    buffer_append(reader->tables, (const char *)&table, sizeof table);
    append_byte(reader, MARK_TABLE, 0);
    append_children(reader, node);
    append_byte(reader, MARK_END, 0);
    ((struct sheet_table *)(void *)(reader->tables->bytes + at))->end = reader->text->length;
}

static void append_element(struct sheet_reader *reader, const xmlNode *node)
{
    if (word_is(node, "p")) {
        append_node(reader, node);
    } else if (word_is(node, "tbl")) {
        append_table(reader, node);
    } else {
        append_children(reader, node);
        if (word_is(node, "tr") || word_is(node, "tc"))
            append_byte(reader, word_is(node, "tr") ? MARK_ROW : MARK_CELL, 0);
    }
}

static void append_children(struct sheet_reader *reader, const xmlNode *parent)
{
    for (const xmlNode *child = parent->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            append_element(reader, child);
}

static const xmlNode *root_of(const xmlNode *node)
{
    while (node->parent && node->parent->type == XML_ELEMENT_NODE && !word_is(node, "body"))
        node = node->parent;
    return node;
}

struct sheet *sheet_of_story(struct arena *arena, const struct document *document,
                             const struct style_names *names, size_t story)
{
    struct sheet *sheet = arena_allocate(arena, sizeof *sheet);
    sheet->document = document;
    struct sheet_reader reader = {arena,
                                  sheet,
                                  scratch_buffer(arena),
                                  scratch_buffer(arena),
                                  scratch_buffer(arena),
                                  scratch_buffer(arena),
                                  names,
                                  document->stories[story].first_paragraph,
                                  document->stories[story].end_paragraph};
    if (reader.next < reader.end)
        append_children(&reader, root_of(document->paragraphs[reader.next]->node));
    append_byte(&reader, '\0', 0);
    sheet->text = string_slice(buffer_string(reader.text), 0, reader.text->length - 1);
    sheet->raw = (const uint32_t *)(const void *)reader.raw->bytes;
    sheet->paragraphs = (struct sheet_paragraph *)(void *)reader.paragraphs->bytes;
    sheet->paragraph_count = reader.paragraphs->length / sizeof *sheet->paragraphs;
    sheet->tables = (struct sheet_table *)(void *)reader.tables->bytes;
    sheet->table_count = reader.tables->length / sizeof *sheet->tables;
    return sheet;
}

static size_t moved(size_t at, size_t from, size_t length)
{
    return at > from ? at - length : at;
}

struct sheet *sheet_without(struct arena *arena, const struct sheet *sheet, size_t paragraph)
{
    struct sheet *copy = arena_allocate(arena, sizeof *copy);
    size_t from = sheet->paragraphs[paragraph].from, length = sheet->paragraphs[paragraph].to + 1 - from;
    size_t rest = sheet->text.length - from - length;
    char *text = arena_allocate(arena, sheet->text.length + 1);
    uint32_t *raw = arena_allocate(arena, (sheet->text.length + 1) * sizeof *raw);
    *copy = *sheet;
    memcpy(text, sheet->text.bytes, from);
    memcpy(text + from, sheet->text.bytes + from + length, rest);
    memcpy(raw, sheet->raw, from * sizeof *raw);
    memcpy(raw + from, sheet->raw + from + length, (rest + 1) * sizeof *raw);
    copy->text = (struct string){text, from + rest};
    copy->raw = raw;
    copy->paragraphs = arena_allocate(arena, (sheet->paragraph_count + 1) * sizeof *copy->paragraphs);
    copy->paragraph_count = 0;
    for (size_t i = 0; i < sheet->paragraph_count; i++) {
        struct sheet_paragraph *made = &copy->paragraphs[copy->paragraph_count];
        *made = sheet->paragraphs[i];
        made->from = moved(made->from, from, length);
        made->to = moved(made->to, from, length);
        copy->paragraph_count += i != paragraph;
    }
    copy->tables = arena_allocate(arena, (sheet->table_count + 1) * sizeof *copy->tables);
    for (size_t i = 0; i < sheet->table_count; i++)
        copy->tables[i] =
            (struct sheet_table){moved(sheet->tables[i].from, from, length),
                                 moved(sheet->tables[i].end, from, length), sheet->tables[i].node};
    return copy;
}

/* ---- moving ---- */

bool sheet_is_boundary(char byte)
{
    return byte == MARK_PARAGRAPH || (byte >= MARK_END && byte <= MARK_CELL);
}

const struct sheet_table *sheet_table_at(const struct sheet *sheet, size_t at)
{
    size_t low = 0, high = sheet->table_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sheet->tables[middle].from < at)
            low = middle + 1;
        else
            high = middle;
    }
    return &sheet->tables[low];
}

size_t sheet_step(const struct sheet *sheet, size_t at)
{
    if (at >= sheet->text.length)
        return at;
    char byte = sheet->text.bytes[at];
    if (byte == MARK_TABLE)
        return sheet_table_at(sheet, at)->end;
    if (byte == MARK_CELL || byte == MARK_ROW || byte == MARK_END)
        return at;
    text_next(sheet->text, &at);
    return at;
}

size_t sheet_paragraph_at(const struct sheet *sheet, size_t at)
{
    size_t low = 0, high = sheet->paragraph_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sheet->paragraphs[middle].to < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < sheet->paragraph_count ? low : SIZE_MAX;
}

/* ---- stretches ---- */

struct string sheet_plain(struct arena *arena, const struct sheet *sheet, size_t from, size_t to)
{
    struct string copy = arena_copy(arena, string_slice(sheet->text, from, to));
    char *bytes = (char *)copy.bytes;
    for (size_t i = 0; i < copy.length; i++)
        if (bytes[i] == MARK_BREAK || sheet_is_boundary(bytes[i]))
            bytes[i] = '\n';
    return string_trim(copy);
}

static size_t raw_end(const struct sheet *sheet, size_t at)
{
    size_t before = at;
    while (before > 0 && sheet->raw[before - 1] == sheet->raw[at])
        before--;
    return sheet->raw[before];
}

static void append_line(struct arena *arena, const struct sheet *sheet, size_t from, size_t to,
                        struct buffer *out)
{
    size_t index = sheet_paragraph_at(sheet, from);
    size_t paragraph = sheet->paragraphs[index].index;
    struct string before = buffer_string(out), line;
    size_t above = before.length > 0 ? before.length - 1 : 0;
    while (above > 0 && before.bytes[above - 1] != '\n')
        above--;
    line = extract_line_notation(arena, sheet->document, paragraph, sheet->raw[from], raw_end(sheet, to),
                                 string_trim(string_slice(before, above, before.length)));
    if (line.length > 0) {
        buffer_append_string(out, line);
        buffer_append_byte(out, '\n');
    }
}

struct string sheet_notation(struct arena *arena, const struct sheet *sheet, size_t from, size_t to)
{
    struct buffer *out = scratch_buffer(arena);
    buffer_append_text(out, "");
    for (size_t at = from; at < to;) {
        if (sheet->text.bytes[at] == MARK_TABLE) {
            const struct sheet_table *table = sheet_table_at(sheet, at);
            buffer_append_string(out, extract_table_notation(arena, sheet->document, table->node));
            buffer_append_byte(out, '\n');
            at = table->end;
        } else if (sheet_is_boundary(sheet->text.bytes[at])) {
            at++;
        } else {
            size_t end = sheet->paragraphs[sheet_paragraph_at(sheet, at)].to;
            end = end < to ? end : to;
            append_line(arena, sheet, at, end, out);
            at = end;
        }
    }
    return string_trim(buffer_string(out));
}
