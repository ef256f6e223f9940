/*
 * The text of a paragraph is collected over its runs, each byte with its place in the XML:
 *
 *   <w:r><w:t>ngày </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>05</w:t></w:r>
 *             ngày_                                            05            → "ngày 05"
 *
 * What is not text, a picture or a break, stands as a tab there. A paragraph within another, in a text box,
 * parts the text of that one.
 *
 * Hyphens: w:noBreakHyphen is the hyphen-minus for who copies the text or reads it with a program (ECMA-376-1
 * 17.3.3.18), but a search in Word for "-" may pass it over. What else was tried: U+2011 and U+2060 are other
 * characters in the text itself; a run with w:fitText still breaks in LibreOffice; rules for line ends
 * (w:noLineBreaksAfter) are for scripts of East Asia only. So w:t keeps the hyphen wherever no line can end
 * at it: in the first word of a paragraph, and in what surely stands on the first line of its cell, as a
 * document's own number does.
 */

#include "template/unbroken.h"

#include <stdlib.h>
#include <string.h>

#include "text/glue.h"
#include "text/width.h"

/* The widest letters that running text has; margins of a cell and the indent of a first line. */
enum { HALF_POINTS = 28, CELL_MARGINS_TWIPS = 2 * 108, INDENT_TWIPS = 720 };

#define HYPHEN "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">"

struct paragraphs {
    struct buffer *out;
    struct string xml;
    size_t done;              /* of it, written */
    bool is_fixed;            /* the table: its cells are as wide as they say */
    unsigned long cell_twips; /* 0: not known */
    struct buffer text;
    struct buffer places; /* size_t: of each byte of the text */
    struct arena *arena;
};

static bool names(struct string tag, const char *name)
{
    size_t length = strlen(name);
    return tag.length > length + 1 && memcmp(tag.bytes + 1, name, length) == 0 &&
           strchr(" />", tag.bytes[length + 1]) != NULL;
}

static void append(struct paragraphs *paragraphs, char byte, size_t place)
{
    buffer_append_byte(&paragraphs->text, byte);
    buffer_append(&paragraphs->places, (const char *)&place, sizeof place);
}

/* What an entity says; others than these are of no meaning for lines. */
static char read_entity(struct string entity)
{
    static const struct {
        struct string entity;
        char reads;
    } rows[] = {{{"&quot;", 6}, '"'}, {{"&amp;", 5}, '&'}, {{"&lt;", 4}, '<'}, {{"&gt;", 4}, '>'}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (string_equal(entity, rows[i].entity))
            return rows[i].reads;
    return '?';
}

static void collect_text(struct paragraphs *paragraphs, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        size_t end = paragraphs->xml.bytes[i] == '&' ? string_find(paragraphs->xml, STRING(";"), i) : i;
        char byte = end > i && end < to ? read_entity(string_slice(paragraphs->xml, i, end + 1))
                                        : paragraphs->xml.bytes[i];
        append(paragraphs, byte, i);
        i = end < to ? end : i;
    }
}

static void write_to(struct paragraphs *paragraphs, size_t place)
{
    buffer_append_string(paragraphs->out, string_slice(paragraphs->xml, paragraphs->done, place));
    paragraphs->done = place;
}

static bool may_end_line(const struct paragraphs *paragraphs, struct string text, size_t at)
{
    size_t end = at, start = 0;
    while (end < text.length && strchr(" \t", text.bytes[end]) == NULL)
        end++;
    while (start < at && strchr(" \t", text.bytes[start]) == NULL)
        start++;
    struct string line = string_slice(text, 0, end);
    unsigned long width = text_width_twips(line, FACE_BOLD, HALF_POINTS) + CELL_MARGINS_TWIPS + INDENT_TWIPS;
    bool is_first_word = start == at;
    bool is_on_first_line = memchr(line.bytes, '\t', end) == NULL && width <= paragraphs->cell_twips;
    return !is_first_word && !is_on_first_line;
}

static void end_paragraph(struct paragraphs *paragraphs)
{
    struct string text = buffer_string(&paragraphs->text);
    struct arena_mark mark = arena_mark(paragraphs->arena);
    for (size_t at = 0; (at = text_next_glue(paragraphs->arena, text, at)) < text.length; at++) {
        size_t place;
        memcpy(&place, paragraphs->places.bytes + at * sizeof place, sizeof place);
        if (paragraphs->xml.bytes[place] != text.bytes[at] ||
            (text.bytes[at] == '-' && !may_end_line(paragraphs, text, at)))
            continue;
        write_to(paragraphs, place);
        buffer_append_text(paragraphs->out, text.bytes[at] == '-' ? HYPHEN : "\u00A0");
        paragraphs->done++;
    }
    arena_rewind(paragraphs->arena, mark);
    buffer_truncate(&paragraphs->text, 0);
    buffer_truncate(&paragraphs->places, 0);
}

/* The elements beside w:t that a line has in it: a hyphen that holds already, or anything else. */
static bool is_sign(struct string tag)
{
    static const char *const signs[] = {"w:tab", "w:br", "w:cr", "w:drawing", "w:pict", "w:object", "w:sym"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (names(tag, signs[i]))
            return true;
    return false;
}

/* w:tcW in twips; else 0. */
static unsigned long read_width(struct string tag)
{
    static const char name[] = " w:w=\"";
    size_t at = string_find(tag, STRING(name), 0);
    bool is_known = at < tag.length && string_find(tag, STRING("\"dxa\""), 0) < tag.length;
    return is_known ? strtoul(tag.bytes + at + strlen(name), NULL, 10) : 0;
}

/* How wide the cell is that a paragraph stands in. */
static void follow_cells(struct paragraphs *paragraphs, struct string tag)
{
    bool is_table = names(tag, "w:tbl") || names(tag, "/w:tbl");
    if (is_table || names(tag, "w:tc") || names(tag, "/w:tc") || names(tag, "w:txbxContent"))
        paragraphs->cell_twips = 0;
    if (is_table)
        paragraphs->is_fixed = false;
    else if (names(tag, "w:tblLayout"))
        paragraphs->is_fixed = string_find(tag, STRING("\"fixed\""), 0) < tag.length;
    else if (names(tag, "w:tcW") && paragraphs->is_fixed)
        paragraphs->cell_twips = read_width(tag);
}

/* A tag at `at`, which ends at `end`; returns where to go on. */
static size_t take_tag(struct paragraphs *paragraphs, size_t at, size_t end)
{
    struct string tag = string_slice(paragraphs->xml, at, end);
    if (names(tag, "w:t") && tag.bytes[tag.length - 2] != '/') {
        size_t next = string_find(paragraphs->xml, STRING("<"), end);
        end = next < paragraphs->xml.length ? next : paragraphs->xml.length;
        collect_text(paragraphs, at + tag.length, end);
    } else if (names(tag, "w:p") || names(tag, "/w:p")) {
        end_paragraph(paragraphs);
    } else if (names(tag, "w:noBreakHyphen")) {
        append(paragraphs, '-', at);
    } else if (is_sign(tag)) {
        append(paragraphs, '\t', at);
    } else {
        follow_cells(paragraphs, tag);
    }
    return end;
}

size_t unbroken_length(struct string xml)
{
    static const struct string end = {"</w:p>", 6};
    for (size_t at = xml.length; at >= end.length; at--)
        if (xml.bytes[at - 1] == '>' && string_starts_with(string_slice(xml, at - end.length, at), end))
            return at;
    return 0;
}

void unbroken_append(struct buffer *out, struct string xml)
{
    struct paragraphs paragraphs = {.out = out, .xml = xml, .arena = arena_new()};
    for (size_t at = 0; (at = string_find(xml, STRING("<"), at)) < xml.length;) {
        size_t end = string_find(xml, STRING(">"), at);
        at = end < xml.length ? take_tag(&paragraphs, at, end + 1) : xml.length;
    }
    end_paragraph(&paragraphs);
    write_to(&paragraphs, xml.length);
    buffer_release(&paragraphs.text);
    buffer_release(&paragraphs.places);
    arena_free(paragraphs.arena);
}
