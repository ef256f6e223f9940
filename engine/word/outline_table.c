/*
 * Pipe tables: "| a | b |" a row, "\|" a bar in a cell, "<br>" a line break in
 * it. A second line of dashes makes the first the header and says how columns
 * are aligned. Short rows are filled up with empty cells.
 */

#include "word/outline_internal.h"

static size_t find_bar(struct string line, size_t from)
{
    while (from < line.length && line.bytes[from] != '|')
        from += line.bytes[from] == '\\' ? 2 : 1;
    return from < line.length ? from : line.length;
}

bool outline_is_table_line(struct string line)
{
    return line.length > 1 && line.bytes[0] == '|' && find_bar(line, 1) < line.length;
}

/* The next cell of a row; `*at` stands behind the bar before it. False at the end of the row. */
static bool next_cell(struct string line, size_t *at, struct string *cell)
{
    struct string rest = outline_trim(string_slice(line, *at, line.length));
    if (rest.length == 0)
        return false;
    size_t bar = find_bar(line, *at);
    *cell = outline_trim(string_slice(line, *at, bar));
    *at = bar + 1;
    return true;
}

static size_t count_cells(struct string line)
{
    size_t count = 0, at = 1;
    for (struct string cell; next_cell(line, &at, &cell);)
        count++;
    return count;
}

/* 'l', 'c' or 'r' for "---", ":-:", "--:"; 0 when the cell is no such mark. */
static char read_alignment(struct string cell)
{
    bool left = string_starts_with(cell, STRING(":")), right = string_ends_with(cell, STRING(":"));
    size_t dashes = 0;
    for (size_t i = left; i + right < cell.length; i++, dashes++)
        if (cell.bytes[i] != '-')
            return 0;
    if (dashes == 0)
        return 0;
    return right ? (left ? 'c' : 'r') : 'l';
}

static bool is_mark_line(struct string line)
{
    size_t at = 1;
    for (struct string cell; next_cell(line, &at, &cell);)
        if (!read_alignment(cell))
            return false;
    return true;
}

static void read_alignments(struct outline_table *table, struct string line)
{
    size_t at = 1, column = 0;
    for (struct string cell; column < table->columns && next_cell(line, &at, &cell); column++)
        table->alignments[column] = read_alignment(cell);
}

static void read_row(struct arena *arena, struct outline_table *table, struct string line)
{
    size_t at = 1, column = 0;
    struct outline_cell *cells = table->cells + table->rows++ * table->columns;
    for (struct string cell; column < table->columns && next_cell(line, &at, &cell); column++)
        cells[column] = outline_parse_spans(arena, cell, true);
}

struct outline_table *outline_parse_table(struct arena *arena, const struct string *lines, size_t count)
{
    struct outline_table *table = arena_allocate(arena, sizeof *table);
    for (size_t i = 0; i < count; i++) {
        size_t cells = count_cells(lines[i]);
        table->columns = cells > table->columns ? cells : table->columns;
    }
    if (table->columns > OUTLINE_COLUMN_MOST)
        return NULL;
    table->has_header = count > 1 && is_mark_line(lines[1]);
    table->cells = arena_allocate(arena, count * table->columns * sizeof *table->cells);
    table->alignments = arena_allocate(arena, table->columns + 1);
    for (size_t i = 0; i < table->columns; i++)
        table->alignments[i] = 'l';
    for (size_t i = 0; i < count; i++)
        if (i == 1 && table->has_header)
            read_alignments(table, lines[i]);
        else
            read_row(arena, table, lines[i]);
    return table;
}
