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
 * (w:noLineBreaksAfter) are for scripts of East Asia only; to reckon every line as Word fills it would hold
 * until a clerk types one more word. So w:t keeps the hyphen wherever no line can end at it: in the first
 * word of a paragraph, and in what surely stands on the first line of its cell or of the page
 * (template/first_line.h), as a document's own number does, and most numbers that it cites.
 */

#include "template/unbroken.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/glue.h"
#include "text/width.h"

/* The widest letters that text in cells has; margins of a cell and the indent of a first line. */
enum { HALF_POINTS = 28, CELL_MARGINS_TWIPS = 2 * 108, INDENT_TWIPS = 720 };

#define HYPHEN "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">"

/* From `at` in the text on, byte for byte what stands from `place` in the XML on. */
struct piece {
    size_t at, place;
};

struct paragraphs {
    struct unbroken *unbroken;
    struct buffer *out;
    struct string xml;
    size_t done;              /* of it, written */
    bool is_fixed;            /* the table: its cells are as wide as they say */
    unsigned long cell_twips; /* 0: not known */
    struct first_line line;   /* of the paragraph */
    bool has_style;
    struct buffer text;
    struct buffer pieces; /* struct piece, in order */
    struct arena *arena;
};

enum element {
    OTHER,
    TEXT,
    PARAGRAPH,
    NO_BREAK_HYPHEN,
    SIGN,
    TABLE,
    CELL,
    BOX,
    LAYOUT,
    WIDTH,
    STYLE,
    INDENT,
    SIZE,
    FONTS,
    SPACING,
    DOUBT /* what makes the first line shorter, or its letters wider */
};

/* "w:t" of <w:t …>, </w:t> and <w:t/>. */
static struct string name_of(struct string tag)
{
    size_t start = 1 + (tag.bytes[1] == '/'), end = start;
    while (end < tag.length && tag.bytes[end] != ' ' && tag.bytes[end] != '>' && tag.bytes[end] != '/')
        end++;
    return string_slice(tag, start, end);
}

/* Nearly every tag is looked up: its place in the table tells itself, of any two names another. */
#define PLACE(first, last, length) (((first)*8 + (last)*9 + (length)) % 64)
#define ELEMENT(name, first, last, element) [PLACE(first, last, sizeof(name) - 1)] = {STRING(name), element}

static enum element element_of(struct string tag)
{
    static const struct {
        struct string name;
        enum element element;
    } rows[64] = {
        ELEMENT("w:t", 't', 't', TEXT),
        ELEMENT("w:p", 'p', 'p', PARAGRAPH),
        ELEMENT("w:noBreakHyphen", 'n', 'n', NO_BREAK_HYPHEN),
        ELEMENT("w:tab", 't', 'b', SIGN),
        ELEMENT("w:br", 'b', 'r', SIGN),
        ELEMENT("w:cr", 'c', 'r', SIGN),
        ELEMENT("w:drawing", 'd', 'g', SIGN),
        ELEMENT("w:pict", 'p', 't', SIGN),
        ELEMENT("w:object", 'o', 't', SIGN),
        ELEMENT("w:sym", 's', 'm', SIGN),
        ELEMENT("w:tbl", 't', 'l', TABLE),
        ELEMENT("w:tc", 't', 'c', CELL),
        ELEMENT("w:txbxContent", 't', 't', BOX),
        ELEMENT("w:tblLayout", 't', 't', LAYOUT),
        ELEMENT("w:tcW", 't', 'W', WIDTH),
        ELEMENT("w:pStyle", 'p', 'e', STYLE),
        ELEMENT("w:ind", 'i', 'd', INDENT),
        ELEMENT("w:sz", 's', 'z', SIZE),
        ELEMENT("w:rFonts", 'r', 's', FONTS),
        ELEMENT("w:spacing", 's', 'g', SPACING),
        ELEMENT("w:numPr", 'n', 'r', DOUBT),
        ELEMENT("w:framePr", 'f', 'r', DOUBT),
        ELEMENT("w:rStyle", 'r', 'e', DOUBT),
        ELEMENT("w:caps", 'c', 's', DOUBT),
        ELEMENT("w:smallCaps", 's', 's', DOUBT),
        ELEMENT("w:w", 'w', 'w', DOUBT),
    };
    struct string name = name_of(tag);
    if (name.length < 3)
        return OTHER;
    unsigned char first = (unsigned char)name.bytes[2], last = (unsigned char)name.bytes[name.length - 1];
    size_t place = PLACE(first, last, name.length);
    return string_equal(name, rows[place].name) ? rows[place].element : OTHER;
}

static void append(struct paragraphs *paragraphs, struct string text, size_t place)
{
    struct piece piece = {paragraphs->text.length, place};
    buffer_append_string(&paragraphs->text, text);
    buffer_append(&paragraphs->pieces, (const char *)&piece, sizeof piece);
}

/* The last piece that begins at or before `at`. */
static size_t place_of(const struct paragraphs *paragraphs, size_t at)
{
    const struct piece *pieces = (const struct piece *)(const void *)paragraphs->pieces.bytes;
    size_t from = 0, to = paragraphs->pieces.length / sizeof *pieces;
    while (to - from > 1) {
        size_t middle = from + (to - from) / 2;
        if (pieces[middle].at > at)
            to = middle;
        else
            from = middle;
    }
    return pieces[from].place + (at - pieces[from].at);
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

/* `xml.length` when there is none; every byte of a part is looked at. */
static size_t find_byte(struct string xml, char byte, size_t from)
{
    const char *found = from < xml.length ? memchr(xml.bytes + from, byte, xml.length - from) : NULL;
    return found ? (size_t)(found - xml.bytes) : xml.length;
}

static void collect_text(struct paragraphs *paragraphs, size_t from, size_t to)
{
    struct string xml = string_slice(paragraphs->xml, 0, to);
    while (from < to) {
        size_t entity = find_byte(xml, '&', from), end = find_byte(xml, ';', entity);
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

static size_t find_blank(struct string text, size_t at)
{
    while (at < text.length && text.bytes[at] != ' ' && text.bytes[at] != '\t')
        at++;
    return at;
}

/* A paragraph looked at from its first word on. */
struct words {
    size_t first_end, first_tab;
    size_t end;            /* of the word that was looked at */
    bool is_on_first_line; /* that word, surely */
};

static struct words words_of(struct string text)
{
    return (struct words){
        .first_end = find_blank(text, 0), .first_tab = find_byte(text, '\t', 0), .is_on_first_line = true};
}

/* The word at `at`, one of those behind the last one that was asked for, or the same. */
static bool may_end_line(const struct paragraphs *paragraphs, struct string text, size_t at,
                         struct words *words)
{
    if (at >= words->end) {
        const struct first_line *line = &paragraphs->line;
        size_t end = words->end = find_blank(text, at);
        bool is_known = line->twips > 0 && end <= words->first_tab;
        words->is_on_first_line =
            words->is_on_first_line && is_known &&
            text_width_twips(string_slice(text, 0, end), FACE_BOLD, line->half_points) <= line->twips;
    }
    return at > words->first_end && !words->is_on_first_line;
}

static void end_paragraph(struct paragraphs *paragraphs)
{
    struct string text = buffer_string(&paragraphs->text);
    struct arena_mark mark = arena_mark(paragraphs->arena);
    struct words words = words_of(text);
    for (size_t at = 0; (at = text_next_glue(paragraphs->arena, text, at)) < text.length; at++) {
        size_t place = place_of(paragraphs, at);
        if (paragraphs->xml.bytes[place] != text.bytes[at] ||
            (text.bytes[at] == '-' && !may_end_line(paragraphs, text, at, &words)))
            continue;
        write_to(paragraphs, place);
        buffer_append_text(paragraphs->out, text.bytes[at] == '-' ? HYPHEN : "\u00A0");
        paragraphs->done++;
    }
    arena_rewind(paragraphs->arena, mark);
    buffer_truncate(&paragraphs->text, 0);
    buffer_truncate(&paragraphs->pieces, 0);
}

static struct string attribute(struct string tag, struct string start)
{
    size_t at = find_byte(tag, ' ', 0);
    while (at < tag.length && !string_starts_with(string_slice(tag, at, tag.length), start))
        at = find_byte(tag, ' ', at + 1);
    at = at < tag.length ? at + start.length : at;
    return string_slice(tag, at, find_byte(tag, '"', at));
}

/* 0 when it is none, and below 0. */
static unsigned long number_of(struct string tag, struct string start)
{
    struct string typed = attribute(tag, start);
    return typed.length > 0 && typed.bytes[0] != '-' ? strtoul(typed.bytes, NULL, 10) : 0;
}

/* w:tcW in twips; else 0. */
static unsigned long read_width(struct string tag)
{
    bool is_known = string_is(attribute(tag, STRING(" w:type=\"")), "dxa");
    return is_known ? number_of(tag, STRING(" w:w=\"")) : 0;
}

/* ---- the first line ---- */

static void start_paragraph(struct paragraphs *paragraphs)
{
    const struct first_lines *lines = paragraphs->unbroken->lines;
    unsigned long beside = CELL_MARGINS_TWIPS + INDENT_TWIPS, cell = paragraphs->cell_twips;
    paragraphs->has_style = false;
    if (paragraphs->unbroken->depth > 0)
        paragraphs->line =
            (struct first_line){.twips = cell > beside ? cell - beside : 0, .half_points = HALF_POINTS};
    else
        paragraphs->line = lines ? lines->usual : (struct first_line){0};
}

static void indent(struct first_line *line, struct string tag)
{
    static const struct string sides[] = {{" w:left=\"", 9},
                                          {" w:start=\"", 10},
                                          {" w:right=\"", 10},
                                          {" w:end=\"", 8},
                                          {" w:firstLine=\"", 14}};
    unsigned long inset = 0;
    for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
        inset += number_of(tag, sides[i]);
    bool is_known = string_find(tag, STRING("Chars=\""), 0) == SIZE_MAX && inset < line->twips;
    line->twips = is_known ? line->twips - inset : 0;
}

static bool is_times(struct string tag)
{
    return string_is(attribute(tag, STRING(" w:ascii=\"")), "Times New Roman") &&
           string_is(attribute(tag, STRING(" w:hAnsi=\"")), "Times New Roman");
}

/* What the properties of a paragraph and of its runs say of its first line. */
static void follow_line(struct paragraphs *paragraphs, enum element element, struct string tag)
{
    struct first_line *line = &paragraphs->line;
    bool is_in_body = paragraphs->unbroken->depth == 0 && paragraphs->unbroken->lines;
    unsigned long size = element == SIZE ? number_of(tag, STRING(" w:val=\"")) : 0;
    if (element == STYLE && is_in_body && !paragraphs->has_style) {
        *line = first_line_of(paragraphs->unbroken->lines, attribute(tag, STRING(" w:val=\"")));
        paragraphs->has_style = true;
    } else if (element == INDENT && is_in_body) {
        indent(line, tag);
    } else if (size > line->half_points) {
        line->half_points = size < UINT16_MAX ? (unsigned)size : UINT16_MAX;
    } else if (element == DOUBT || (element == FONTS && !is_times(tag)) ||
               (element == SPACING && string_find(tag, STRING(" w:val=\""), 0) != SIZE_MAX)) {
        line->twips = 0;
    }
}

/* How wide the cell is that a paragraph stands in. */
static void follow_cells(struct paragraphs *paragraphs, enum element element, struct string tag)
{
    bool is_end = tag.bytes[1] == '/', is_box = element == TABLE || element == BOX;
    if (is_box || element == CELL)
        paragraphs->cell_twips = 0;
    if (is_box && !is_end)
        paragraphs->unbroken->depth++;
    else if (is_box && paragraphs->unbroken->depth > 0)
        paragraphs->unbroken->depth--;
    if (is_box)
        paragraphs->is_fixed = false;
    else if (element == LAYOUT)
        paragraphs->is_fixed = string_is(attribute(tag, STRING(" w:type=\"")), "fixed");
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
        size_t next = find_byte(paragraphs->xml, '<', end);
        collect_text(paragraphs, end, next);
        return next;
    }
    if (element == PARAGRAPH)
        end_paragraph(paragraphs);
    if (element == PARAGRAPH && !is_end)
        start_paragraph(paragraphs);
    else if (element == NO_BREAK_HYPHEN)
        append(paragraphs, STRING("-"), at);
    else if (element == SIGN && !is_end)
        append(paragraphs, STRING("\t"), at);
    else if (element >= STYLE)
        follow_line(paragraphs, element, tag);
    else if (element >= TABLE)
        follow_cells(paragraphs, element, tag);
    /* Behind a text box the paragraph goes on that it stands in. */
    if (element == BOX && is_end)
        append(paragraphs, STRING("\t"), at);
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

void unbroken_append(struct unbroken *unbroken, struct buffer *out, struct string xml)
{
    struct paragraphs paragraphs = {.unbroken = unbroken, .out = out, .xml = xml, .arena = arena_new()};
    for (size_t at = 0; (at = find_byte(xml, '<', at)) < xml.length;) {
        size_t end = find_byte(xml, '>', at);
        at = end < xml.length ? take_tag(&paragraphs, at, end + 1) : xml.length;
    }
    end_paragraph(&paragraphs);
    write_to(&paragraphs, xml.length);
    buffer_release(&paragraphs.text);
    buffer_release(&paragraphs.pieces);
    arena_free(paragraphs.arena);
}
