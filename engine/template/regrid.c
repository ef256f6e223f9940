/*
 * The table is read as text, tag by tag, for it was written by the program
 * itself: first the columns of each row, then everything again with the new
 * widths. What is in nested tables is left alone.
 */

#include "template/regrid.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 4096 }; /* more are none that Word would show: the table stays as it is */

struct reader {
    struct string xml;
    size_t at;
    struct string tag; /* without < and > */
    unsigned depth;    /* of tables */
};

struct grid {
    unsigned long *widths; /* of the columns as they were, then as they shall be */
    size_t old_count, count;
    unsigned *spans; /* of each cell, in order */
    size_t cell_count;
};

static bool next_tag(struct reader *reader)
{
    size_t start = string_find(reader->xml, STRING("<"), reader->at);
    size_t end = start == SIZE_MAX ? SIZE_MAX : string_find(reader->xml, STRING(">"), start);
    if (end == SIZE_MAX)
        return false;
    reader->tag = string_slice(reader->xml, start + 1, end);
    reader->at = end + 1;
    if (string_is(reader->tag, "w:tbl"))
        reader->depth++;
    else if (string_is(reader->tag, "/w:tbl"))
        reader->depth--;
    return true;
}

static bool is_element(const struct reader *reader, const char *name)
{
    size_t length = strlen(name);
    return reader->depth == 1 && reader->tag.length >= length && !memcmp(reader->tag.bytes, name, length) &&
           (reader->tag.length == length || strchr(" /", reader->tag.bytes[length]));
}

static struct string attribute(struct string tag, const char *name)
{
    size_t at = string_find(tag, string_of(name), 0);
    if (at == SIZE_MAX)
        return (struct string){"", 0};
    at += strlen(name);
    size_t end = string_find(tag, STRING("\""), at);
    return string_slice(tag, at, end == SIZE_MAX ? tag.length : end);
}

static unsigned long number_of(struct string tag, const char *name)
{
    struct string text = attribute(tag, name);
    unsigned long number = 0;
    for (size_t i = 0; i < text.length && text.bytes[i] >= '0' && text.bytes[i] <= '9' && number < 1000000;
         i++)
        number = number * 10 + (unsigned long)(text.bytes[i] - '0');
    return number;
}

static size_t count_elements(struct string xml, const char *name)
{
    struct reader reader = {.xml = xml};
    size_t count = 0;
    while (next_tag(&reader))
        count += is_element(&reader, name);
    return count;
}

static void read_grid(struct grid *grid, struct string xml, struct arena *scratch)
{
    struct reader reader = {.xml = xml};
    size_t columns = 0, row = 0;
    grid->old_count = count_elements(xml, "w:gridCol");
    grid->spans = arena_allocate(scratch, (count_elements(xml, "w:tc") + 1) * sizeof(*grid->spans));
    grid->widths = arena_allocate(scratch, (grid->old_count + 1) * sizeof(*grid->widths));
    while (next_tag(&reader)) {
        if (is_element(&reader, "w:gridCol"))
            grid->widths[columns++] = number_of(reader.tag, "w:w=\"");
        else if (is_element(&reader, "w:tr"))
            row = 0;
        else if (is_element(&reader, "w:gridBefore") || is_element(&reader, "w:gridAfter"))
            row += number_of(reader.tag, "w:val=\"");
        else if (is_element(&reader, "w:tc"))
            row++, grid->spans[grid->cell_count++] = 1;
        else if (is_element(&reader, "w:gridSpan") && grid->cell_count) {
            unsigned span = (unsigned)number_of(reader.tag, "w:val=\"");
            row += span ? span - 1 : 0;
            grid->spans[grid->cell_count - 1] = span ? span : 1;
        }
        grid->count = row > grid->count ? row : grid->count;
    }
}

/* Old columns keep their proportions, new ones are as wide as the average; the sum stays to the last twip. */
static void scale_widths(struct grid *grid, struct arena *scratch)
{
    unsigned long total = 0, parts = 0, used = 0;
    for (size_t i = 0; i < grid->old_count; i++)
        total += grid->widths[i];
    unsigned long average = total / grid->old_count;
    unsigned long *widths = arena_allocate(scratch, (grid->count + 1) * sizeof(*widths));
    for (size_t i = 0; i < grid->count; i++) {
        widths[i] = i < grid->old_count ? grid->widths[i] : average;
        parts += widths[i];
    }
    for (size_t i = 0; i < grid->count && parts; i++) {
        widths[i] = i + 1 == grid->count ? total - used : widths[i] * total / parts;
        used += widths[i];
    }
    grid->widths = widths;
}

static unsigned long cell_width(const struct grid *grid, size_t column, unsigned span)
{
    unsigned long width = 0;
    for (size_t i = column; i < column + span && i < grid->count; i++)
        width += grid->widths[i];
    return width;
}

static void append_columns(struct buffer *out, const struct grid *grid)
{
    for (size_t i = 0; i < grid->count; i++)
        buffer_append_format(out, "<w:gridCol w:w=\"%lu\"/>", grid->widths[i]);
}

struct position {
    size_t column, cell;
    bool has_columns; /* written */
};

/* A tag as it is to stand now. */
static void append_tag(struct buffer *out, const struct reader *reader, const struct grid *grid,
                       struct position *position)
{
    bool is_width = is_element(reader, "w:tcW") && string_find(reader->tag, STRING("\"dxa\""), 0) != SIZE_MAX;
    if (is_element(reader, "w:gridCol")) {
        if (!position->has_columns)
            append_columns(out, grid);
        position->has_columns = true;
    } else if (is_width && position->cell > 0) {
        unsigned span = grid->spans[position->cell - 1];
        buffer_append_format(out, "<w:tcW w:w=\"%lu\" w:type=\"dxa\"/>",
                             cell_width(grid, position->column - span, span));
    } else {
        buffer_append_format(out, "<%.*s>", STRING_FORMAT(reader->tag));
    }
}

static void move_position(const struct reader *reader, const struct grid *grid, struct position *position)
{
    if (is_element(reader, "w:tr"))
        position->column = 0;
    else if (is_element(reader, "w:gridBefore"))
        position->column += number_of(reader->tag, "w:val=\"");
    else if (is_element(reader, "w:tc"))
        position->column += grid->spans[position->cell++];
}

void regrid_append(struct buffer *out, struct string table, struct arena *scratch)
{
    struct grid grid = {0};
    read_grid(&grid, table, scratch);
    if (!grid.count || !grid.old_count || grid.count == grid.old_count || grid.count > MOST_COLUMNS) {
        buffer_append_string(out, table);
        return;
    }
    scale_widths(&grid, scratch);
    struct reader reader = {.xml = table};
    struct position position = {0};
    for (size_t at = 0; next_tag(&reader); at = reader.at) {
        size_t start = (size_t)(reader.tag.bytes - table.bytes) - 1;
        buffer_append_string(out, string_slice(table, at, start));
        move_position(&reader, &grid, &position);
        append_tag(out, &reader, &grid, &position);
    }
}
