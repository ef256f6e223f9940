/*
 * Tables. One whose cells are framed is a pipe table; any other is layout, and
 * its cells follow one another, row by row. So does a table inside a cell.
 */

#include "word/review_internal.h"

#include <stdlib.h>
#include <string.h>

#include "word/outline_internal.h"

struct nodes {
    const xmlNode **items;
    size_t count;
};

/* Finds children of a name, those in content controls too; counts them only when `found` has no room yet. */
static void find_children(struct nodes *found, const xmlNode *parent, const char *name)
{
    for (const xmlNode *child = parent->children; child; child = child->next) {
        if (word_is(child, name)) {
            if (found->items)
                found->items[found->count] = child;
            found->count++;
        } else if (review_is_transparent(child)) {
            find_children(found, child, name);
        } else if (review_is_alternate(child) && review_branch(child)) {
            find_children(found, review_branch(child), name);
        }
    }
}

/* The rows of a table, or the cells of a row, in scratch memory. */
static struct nodes collect(struct review *review, const xmlNode *parent, const char *name)
{
    struct nodes found = {NULL, 0};
    find_children(&found, parent, name);
    found.items = arena_allocate(review->scratch, (found.count + 1) * sizeof *found.items);
    found.count = 0;
    find_children(&found, parent, name);
    return found;
}

static bool is_deleted_row(const xmlNode *row)
{
    return word_child(word_child(row, "trPr"), "del") != NULL;
}

static bool is_framed(const xmlNode *cell, unsigned table_borders)
{
    unsigned visible = format_cell_borders(cell, table_borders);
    return visible & (BORDER_TOP | BORDER_BOTTOM) && visible & (BORDER_LEFT | BORDER_RIGHT);
}

static bool is_mostly_framed(struct review *review, const xmlNode *table, const struct nodes *rows)
{
    unsigned borders = format_table_borders(review->formats, table);
    size_t framed = 0, count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        struct nodes cells = collect(review, rows->items[i], "tc");
        for (size_t j = 0; j < cells.count; j++, count++)
            framed += is_framed(cells.items[j], borders);
    }
    return framed * 2 > count;
}

static void read_layout(struct review *review, const struct nodes *rows)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct nodes cells = collect(review, rows->items[i], "tc");
        for (size_t j = 0; !is_deleted_row(rows->items[i]) && j < cells.count; j++)
            review_read_blocks(review, cells.items[j]);
    }
}

/* How many columns w:gridSpan, w:gridBefore or w:gridAfter says. */
static size_t span_of(const xmlNode *properties, const char *name, size_t otherwise)
{
    const char *text = word_attribute(word_child(properties, name), "val");
    long count = text ? strtol(text, NULL, 10) : (long)otherwise;
    return count < 0 ? otherwise : count > OUTLINE_COLUMN_MOST ? OUTLINE_COLUMN_MOST : (size_t)count;
}

static bool goes_on_above(const xmlNode *cell)
{
    const xmlNode *merge = word_child(word_child(cell, "tcPr"), "vMerge");
    const char *value = word_attribute(merge, "val");
    return merge && (!value || strcmp(value, "restart") != 0);
}

static void append_empty_cells(struct review *review, size_t count)
{
    for (size_t i = 0; i < count; i++)
        buffer_append_text(review->out, "  |");
}

/* Returns how many columns the cell takes. */
static size_t append_cell(struct review *review, const xmlNode *cell)
{
    size_t columns = span_of(word_child(cell, "tcPr"), "gridSpan", 1);
    buffer_append_byte(review->out, ' ');
    review->cell_has_text = false;
    if (!goes_on_above(cell))
        review_read_blocks(review, cell);
    buffer_append_text(review->out, " |");
    columns = columns > 0 ? columns : 1;
    append_empty_cells(review, columns - 1);
    return columns;
}

/* One line; returns how many columns it has. */
static size_t append_row(struct review *review, const xmlNode *row)
{
    struct nodes cells = collect(review, row, "tc");
    size_t before = span_of(word_child(row, "trPr"), "gridBefore", 0);
    size_t after = span_of(word_child(row, "trPr"), "gridAfter", 0), columns = before + after;
    buffer_append_byte(review->out, '|');
    append_empty_cells(review, before);
    for (size_t i = 0; i < cells.count; i++)
        columns += append_cell(review, cells.items[i]);
    append_empty_cells(review, after);
    if (columns == 0) {
        append_empty_cells(review, 1);
        columns = 1;
    }
    buffer_append_byte(review->out, '\n');
    return columns;
}

static const char *alignment_mark(const struct review *review, const xmlNode *cell)
{
    const xmlNode *paragraph = word_child(cell, "p");
    if (!paragraph)
        return "---|";
    enum alignment alignment = format_of_paragraph(review->formats, paragraph).alignment;
    return alignment == ALIGN_CENTER ? ":-:|" : alignment == ALIGN_RIGHT ? "--:|" : "---|";
}

/* The line under the header: columns are aligned as in the row that follows, NULL when none does. */
static void append_marks(struct review *review, const xmlNode *row, size_t columns)
{
    struct nodes cells = row ? collect(review, row, "tc") : (struct nodes){NULL, 0};
    size_t done = row ? span_of(word_child(row, "trPr"), "gridBefore", 0) : 0;
    buffer_append_byte(review->out, '|');
    for (size_t i = 0; i < done && i < columns; i++)
        buffer_append_text(review->out, "---|");
    for (size_t i = 0; i < cells.count; i++) {
        const xmlNode *cell = cells.items[i];
        for (size_t span = span_of(word_child(cell, "tcPr"), "gridSpan", 1); span > 0 && done < columns;
             span--, done++)
            buffer_append_text(review->out, alignment_mark(review, cell));
    }
    for (; done < columns; done++)
        buffer_append_text(review->out, "---|");
    buffer_append_byte(review->out, '\n');
}

static bool is_header(const xmlNode *row)
{
    const xmlNode *mark = word_child(word_child(row, "trPr"), "tblHeader");
    return mark && format_is_on(mark);
}

static void read_pipe_table(struct review *review, const struct nodes *rows)
{
    if (review->is_after_table)
        buffer_append_byte(review->out, '\n');
    review->in_cell = true;
    for (size_t i = 0; i < rows->count; i++) {
        const xmlNode *row = rows->items[i];
        if (is_deleted_row(row))
            continue;
        size_t columns = append_row(review, row);
        if (i == 0 && is_header(row))
            append_marks(review, rows->count > 1 ? rows->items[1] : NULL, columns);
    }
    review->in_cell = false;
    review->is_after_table = true;
}

void review_read_table(struct review *review, const xmlNode *table)
{
    struct arena_mark mark = arena_mark(review->scratch);
    struct nodes rows = collect(review, table, "tr");
    if (review->in_cell || !is_mostly_framed(review, table, &rows))
        read_layout(review, &rows);
    else if (rows.count > 0)
        read_pipe_table(review, &rows);
    arena_rewind(review->scratch, mark);
}
