/*
 * The outline notation → paragraphs. A line that ends in "\" goes on in the
 * next one, within the same paragraph; lines of a pipe table stand together;
 * every other line is a paragraph whose marker picks its level.
 */

#include "word/outline_internal.h"

#include <string.h>

struct lines {
    struct arena *arena;
    struct string rest;
    bool at_end;
};

struct paragraphs {
    struct arena *arena;
    struct outline_paragraph *items;
    size_t count, capacity;
    enum outline_level awaited_title; /* of a line "Chương II" just before; OUTLINE_TEXT: none */
};

static struct outline_paragraph *add_paragraph(struct paragraphs *paragraphs, enum outline_level level)
{
    if (paragraphs->count == paragraphs->capacity) {
        size_t capacity = paragraphs->capacity ? paragraphs->capacity * 2 : 16;
        struct outline_paragraph *items = arena_allocate(paragraphs->arena, capacity * sizeof *items);
        if (paragraphs->count > 0)
            memcpy(items, paragraphs->items, paragraphs->count * sizeof *items);
        paragraphs->items = items;
        paragraphs->capacity = capacity;
    }
    struct outline_paragraph *paragraph = &paragraphs->items[paragraphs->count++];
    *paragraph = (struct outline_paragraph){.level = level};
    return paragraph;
}

static bool next_line(struct lines *lines, struct string *line)
{
    size_t end = 0;
    if (lines->at_end)
        return false;
    while (end < lines->rest.length && !strchr("\n\r\a", lines->rest.bytes[end]))
        end++;
    *line = outline_trim(string_slice(lines->rest, 0, end));
    lines->at_end = end == lines->rest.length;
    bool is_pair =
        !lines->at_end && string_starts_with(string_slice(lines->rest, end, end + 2), STRING("\r\n"));
    lines->rest = string_slice(lines->rest, end + 1 + is_pair, lines->rest.length);
    return true;
}

/* An odd number of "\" at the end; an even one is backslashes as text. */
static bool goes_on(struct string line)
{
    size_t count = 0;
    while (count < line.length && line.bytes[line.length - 1 - count] == '\\')
        count++;
    return count % 2 == 1;
}

/* The line with those it goes on in, "\n" between them. */
static struct string join_lines(struct lines *lines, struct string line)
{
    struct buffer joined = {0};
    if (!goes_on(line) || lines->at_end)
        return line;
    for (struct string next = line;;) {
        bool is_open = goes_on(next) && !lines->at_end;
        buffer_append_string(&joined, outline_trim(string_slice(next, 0, next.length - is_open)));
        if (!is_open)
            break;
        buffer_append_byte(&joined, '\n');
        next_line(lines, &next);
    }
    line = arena_copy(lines->arena, buffer_string(&joined));
    buffer_release(&joined);
    return line;
}

/* "\- text" and "\1. text" are plain text: the backslash only keeps the marker from being one. */
static bool has_escaped_marker(struct arena *arena, struct string line)
{
    if (line.length < 2 || line.bytes[0] != '\\' || strchr("*|\\", line.bytes[1]))
        return false;
    struct outline_cell rest = outline_parse_line(arena, string_slice(line, 1, line.length));
    return outline_read_marker(outline_plain_text(arena, &rest)).level != OUTLINE_TEXT;
}

static enum outline_level title_of(enum outline_level level)
{
    return level == OUTLINE_PART ? OUTLINE_PART_TITLE : OUTLINE_SECTION_TITLE;
}

/* A sentence behind "Điều 1." is the article itself, no title: the number alone is bold, as in Mẫu 1.2. */
static void set_off_number(struct paragraphs *paragraphs, struct outline_paragraph *paragraph)
{
    struct string text = paragraph->span_count == 1 ? paragraph->spans->text : STRING("");
    size_t end = 0;
    while (end < text.length && !strchr(".:", text.bytes[end++])) {
        /* to behind the first stop */
    }
    if (paragraph->level != OUTLINE_ARTICLE || end >= text.length || paragraph->spans->format != 0 ||
        !strchr(".;:", text.bytes[text.length - 1]))
        return;
    struct outline_span *spans = arena_allocate(paragraphs->arena, 2 * sizeof *spans);
    spans[0] = (struct outline_span){string_slice(text, 0, end), OUTLINE_BOLD};
    spans[1] = (struct outline_span){string_slice(text, end, text.length), 0};
    paragraph->spans = spans;
    paragraph->span_count = 2;
}

static void add_line(struct paragraphs *paragraphs, struct string line)
{
    bool is_escaped = has_escaped_marker(paragraphs->arena, line);
    struct outline_cell spans =
        outline_parse_line(paragraphs->arena, string_slice(line, is_escaped ? 1 : 0, line.length));
    struct outline_marker marker = {OUTLINE_TEXT, false};
    if (!is_escaped)
        marker = outline_read_marker(outline_plain_text(paragraphs->arena, &spans));
    enum outline_level awaited = paragraphs->awaited_title;
    if (marker.level == OUTLINE_TEXT && awaited != OUTLINE_TEXT)
        marker.level = awaited;
    struct outline_paragraph *paragraph = add_paragraph(paragraphs, marker.level);
    paragraph->spans = spans.spans;
    paragraph->span_count = spans.span_count;
    set_off_number(paragraphs, paragraph);
    paragraphs->awaited_title = marker.awaits_title ? title_of(marker.level) : OUTLINE_TEXT;
}

/* The lines of a table from `first` on; leaves in `lines` the first that is none. */
static void add_table(struct paragraphs *paragraphs, struct lines *lines, struct string first)
{
    size_t count = 1, capacity = 8;
    struct string *rows = arena_allocate(lines->arena, capacity * sizeof *rows);
    rows[0] = first;
    for (struct lines ahead = *lines; next_line(&ahead, &first) && outline_is_table_line(first);
         *lines = ahead) {
        if (count == capacity) {
            struct string *more = arena_allocate(lines->arena, capacity * 2 * sizeof *more);
            memcpy(more, rows, count * sizeof *more);
            rows = more;
            capacity *= 2;
        }
        rows[count++] = first;
    }
    struct outline_table *table = outline_parse_table(lines->arena, rows, count);
    paragraphs->awaited_title = OUTLINE_TEXT;
    if (table) {
        add_paragraph(paragraphs, OUTLINE_TABLE)->table = table;
        return;
    }
    for (size_t i = 0; i < count; i++)
        add_line(paragraphs, rows[i]);
}

struct outline outline_parse(struct arena *arena, struct string notation)
{
    struct paragraphs paragraphs = {.arena = arena, .awaited_title = OUTLINE_TEXT};
    struct lines lines = {.arena = arena, .rest = notation, .at_end = notation.length == 0};
    for (struct string line; next_line(&lines, &line);) {
        if (outline_is_table_line(line)) {
            add_table(&paragraphs, &lines, line);
            continue;
        }
        line = outline_trim(join_lines(&lines, line));
        if (line.length > 0)
            add_line(&paragraphs, line);
    }
    return (struct outline){paragraphs.items, paragraphs.count};
}
