/*
 * Tables. One whose cells are framed is a pipe table; any other is layout, and
 * its cells follow one another, row by row. So does a table inside a cell.
 */

#include "word/review_internal.h"

#include <stdlib.h>
#include <string.h>

#include "word/outline_internal.h"

/* The rows of a table, or the cells of a row, those in content controls too: of const xmlNode *. */
static void collect(struct buffer *found, const xmlNode *parent, const char *name)
{
    for (const xmlNode *child = parent->children; child; child = child->next)
        if (word_is(child, name))
            buffer_append(found, (const char *)&child, sizeof child);
        else if (review_is_transparent(child))
            collect(found, child, name);
        else if (review_is_alternate(child) && review_branch(child))
            collect(found, review_branch(child), name);
}

static size_t node_count(const struct buffer *nodes)
{
    return nodes->length / sizeof(const xmlNode *);
}

static const xmlNode *node_at(const struct buffer *nodes, size_t index)
{
    const xmlNode *node;
    memcpy(&node, nodes->bytes + index * sizeof node, sizeof node);
    return node;
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

static bool is_mostly_framed(const struct review *review, const xmlNode *table, const struct buffer *rows)
{
    unsigned borders = format_table_borders(review->formats, table);
    size_t framed = 0, count = 0;
    struct buffer cells = {0};
    for (size_t i = 0; i < node_count(rows); i++) {
        buffer_truncate(&cells, 0);
        collect(&cells, node_at(rows, i), "tc");
        for (size_t j = 0; j < node_count(&cells); j++, count++)
            framed += is_framed(node_at(&cells, j), borders);
    }
    buffer_release(&cells);
    return framed * 2 > count;
}

static void read_layout(struct review *review, const struct buffer *rows)
{
    struct buffer cells = {0};
    for (size_t i = 0; i < node_count(rows); i++) {
        buffer_truncate(&cells, 0);
        collect(&cells, node_at(rows, i), "tc");
        for (size_t j = 0; !is_deleted_row(node_at(rows, i)) && j < node_count(&cells); j++)
            review_read_blocks(review, node_at(&cells, j));
    }
    buffer_release(&cells);
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
    struct buffer cells = {0};
    size_t before = span_of(word_child(row, "trPr"), "gridBefore", 0);
    size_t after = span_of(word_child(row, "trPr"), "gridAfter", 0), columns = before + after;
    collect(&cells, row, "tc");
    buffer_append_byte(review->out, '|');
    append_empty_cells(review, before);
    for (size_t i = 0; i < node_count(&cells); i++)
        columns += append_cell(review, node_at(&cells, i));
    append_empty_cells(review, after);
    if (columns == 0) {
        append_empty_cells(review, 1);
        columns = 1;
    }
    buffer_append_byte(review->out, '\n');
    buffer_release(&cells);
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
    struct buffer cells = {0};
    size_t done = row ? span_of(word_child(row, "trPr"), "gridBefore", 0) : 0;
    buffer_append_byte(review->out, '|');
    for (size_t i = 0; i < done && i < columns; i++)
        buffer_append_text(review->out, "---|");
    if (row)
        collect(&cells, row, "tc");
    for (size_t i = 0; i < node_count(&cells); i++) {
        const xmlNode *cell = node_at(&cells, i);
        for (size_t span = span_of(word_child(cell, "tcPr"), "gridSpan", 1); span > 0 && done < columns;
             span--, done++)
            buffer_append_text(review->out, alignment_mark(review, cell));
    }
    for (; done < columns; done++)
        buffer_append_text(review->out, "---|");
    buffer_append_byte(review->out, '\n');
    buffer_release(&cells);
}

static bool is_header(const xmlNode *row)
{
    const xmlNode *mark = word_child(word_child(row, "trPr"), "tblHeader");
    return mark && format_is_on(mark);
}

static void read_pipe_table(struct review *review, const struct buffer *rows)
{
    if (review->is_after_table)
        buffer_append_byte(review->out, '\n');
    review->in_cell = true;
    for (size_t i = 0; i < node_count(rows); i++) {
        const xmlNode *row = node_at(rows, i);
        if (is_deleted_row(row))
            continue;
        size_t columns = append_row(review, row);
        if (i == 0 && is_header(row))
            append_marks(review, node_count(rows) > 1 ? node_at(rows, 1) : NULL, columns);
    }
    review->in_cell = false;
    review->is_after_table = true;
}

void review_read_table(struct review *review, const xmlNode *table)
{
    struct buffer rows = {0};
    collect(&rows, table, "tr");
    if (review->in_cell || !is_mostly_framed(review, table, &rows))
        read_layout(review, &rows);
    else if (rows.length > 0)
        read_pipe_table(review, &rows);
    buffer_release(&rows);
}
