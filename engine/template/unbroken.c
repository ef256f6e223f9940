/*
 * The text of a paragraph is collected over its runs, each piece with its place in the XML:
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

/* From `at` in the text on, byte for byte what stands from `place` in the XML on. */
struct piece {
    size_t at, place;
};

struct paragraphs {
    struct buffer *out;
    struct string xml;
    size_t done;              /* of it, written */
    bool is_fixed;            /* the table: its cells are as wide as they say */
    unsigned long cell_twips; /* 0: not known */
    struct buffer text;
    struct buffer pieces; /* struct piece, in order */
    struct arena *arena;
};

enum element { OTHER, TEXT, PARAGRAPH, NO_BREAK_HYPHEN, SIGN, TABLE, CELL, LAYOUT, WIDTH };

/* "w:t" of <w:t …>, </w:t> and <w:t/>. */
static struct string name_of(struct string tag)
{
    size_t start = 1 + (tag.bytes[1] == '/'), end = start;
    while (end < tag.length && tag.bytes[end] != ' ' && tag.bytes[end] != '>' && tag.bytes[end] != '/')
        end++;
    return string_slice(tag, start, end);
}

static enum element element_of(struct string tag)
{
    static const struct {
        struct string name;
        enum element element;
    } rows[] = {
        {{"w:t", 3}, TEXT},
        {{"w:p", 3}, PARAGRAPH},
        {{"w:noBreakHyphen", 15}, NO_BREAK_HYPHEN},
        {{"w:tab", 5}, SIGN},
        {{"w:br", 4}, SIGN},
        {{"w:cr", 4}, SIGN},
        {{"w:drawing", 9}, SIGN},
        {{"w:pict", 6}, SIGN},
        {{"w:object", 8}, SIGN},
        {{"w:sym", 5}, SIGN},
        {{"w:tbl", 5}, TABLE},
        {{"w:tc", 4}, CELL},
        {{"w:txbxContent", 13}, CELL},
        {{"w:tblLayout", 11}, LAYOUT},
        {{"w:tcW", 5}, WIDTH},
    };
    struct string name = name_of(tag);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (string_equal(name, rows[i].name))
            return rows[i].element;
    return OTHER;
}

static void append(struct paragraphs *paragraphs, struct string text, size_t place)
{
    struct piece piece = {paragraphs->text.length, place};
    buffer_append_string(&paragraphs->text, text);
    buffer_append(&paragraphs->pieces, (const char *)&piece, sizeof piece);
}

static size_t place_of(const struct paragraphs *paragraphs, size_t at)
{
    const struct piece *pieces = (const struct piece *)(const void *)paragraphs->pieces.bytes;
    size_t i = paragraphs->pieces.length / sizeof *pieces;
    do
        i--;
    while (pieces[i].at > at);
    return pieces[i].place + (at - pieces[i].at);
}

/* What an entity says; others than these are of no meaning for lines. */
static struct string read_entity(struct string entity)
{
    static const struct {
        struct string entity, reads;
    } rows[] = {{{"&quot;", 6}, {"\"", 1}},
                {{"&amp;", 5}, {"&", 1}},
                {{"&lt;", 4}, {"<", 1}},
                {{"&gt;", 4}, {">", 1}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (string_equal(entity, rows[i].entity))
            return rows[i].reads;
    return STRING("?");
}

static void collect_text(struct paragraphs *paragraphs, size_t from, size_t to)
{
    struct string xml = string_slice(paragraphs->xml, 0, to);
    while (from < to) {
        size_t entity = string_find(xml, STRING("&"), from);
        size_t end = entity < to ? string_find(xml, STRING(";"), entity) : to;
        bool is_whole = end < to;
        append(paragraphs, string_slice(xml, from, is_whole ? entity : to), from);
        if (is_whole)
            append(paragraphs, read_entity(string_slice(xml, entity, end + 1)), entity);
        from = is_whole ? end + 1 : to;
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
        size_t place = place_of(paragraphs, at);
        if (paragraphs->xml.bytes[place] != text.bytes[at] ||
            (text.bytes[at] == '-' && !may_end_line(paragraphs, text, at)))
            continue;
        write_to(paragraphs, place);
        buffer_append_text(paragraphs->out, text.bytes[at] == '-' ? HYPHEN : "\u00A0");
        paragraphs->done++;
    }
    arena_rewind(paragraphs->arena, mark);
    buffer_truncate(&paragraphs->text, 0);
    buffer_truncate(&paragraphs->pieces, 0);
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
static void follow_cells(struct paragraphs *paragraphs, enum element element, struct string tag)
{
    if (element == TABLE || element == CELL)
        paragraphs->cell_twips = 0;
    if (element == TABLE)
        paragraphs->is_fixed = false;
    else if (element == LAYOUT)
        paragraphs->is_fixed = string_find(tag, STRING("\"fixed\""), 0) < tag.length;
    else if (element == WIDTH && paragraphs->is_fixed)
        paragraphs->cell_twips = read_width(tag);
}

/* A tag at `at`, which ends at `end`; returns where to go on. */
static size_t take_tag(struct paragraphs *paragraphs, size_t at, size_t end)
{
    struct string tag = string_slice(paragraphs->xml, at, end);
    enum element element = element_of(tag);
    bool is_end = tag.bytes[1] == '/';
    if (element == TEXT && !is_end && tag.bytes[tag.length - 2] != '/') {
        size_t next = string_find(paragraphs->xml, STRING("<"), end);
        next = next < paragraphs->xml.length ? next : paragraphs->xml.length;
        collect_text(paragraphs, end, next);
        return next;
    }
    if (element == PARAGRAPH)
        end_paragraph(paragraphs);
    else if (element == NO_BREAK_HYPHEN)
        append(paragraphs, STRING("-"), at);
    else if (element == SIGN && !is_end)
        append(paragraphs, STRING("\t"), at);
    else
        follow_cells(paragraphs, element, tag);
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
    buffer_release(&paragraphs.pieces);
    arena_free(paragraphs.arena);
}
