/*
 * A table over the whole text width: columns as wide as their content asks,
 * the header repeated on every page, no row split between pages.
 */

#include "word/outline_internal.h"

#include <string.h>

#include "text/unicode.h"
#include "text/width.h"
#include "word/xml.h"

enum {
    USUAL_TEXT_WIDTH =
        9355,           /* A4 with margins of 30 and 15 mm: columns are shared out in it when none is known */
    WHOLE_WIDTH = 5000, /* 100 % in fiftieths of a percent (ECMA-376-1 17.18.90) */
    CELL_MARGIN = 108,
    CELL_SIZE = 26, /* half-points: the size content is measured at */
};

struct column {
    unsigned long line, word,
        heading; /* the widest line and word, and the header's line, in units of 1/2048 em */
    unsigned long wanted, least, width; /* in twips, with the margins */
};

/* Adds the widths of a span's words; `*line` goes on from the span before. */
static void measure_span(struct column *column, const struct outline_span *span, bool is_header,
                         unsigned long *line, unsigned long *word)
{
    unsigned face = (span->format & OUTLINE_BOLD || is_header ? FACE_BOLD : 0) |
                    (span->format & OUTLINE_ITALIC ? FACE_ITALIC : 0);
    for (size_t from = 0, to = 0; from < span->text.length; from = to) {
        unsigned c = text_next(span->text, &to);
        unsigned long width = text_width_units(string_slice(span->text, from, to), (enum face)face);
        *line = c == '\n' ? 0 : *line + width;
        *word = text_is_space(c) ? 0 : *word + width;
        column->line = *line > column->line ? *line : column->line;
        column->word = *word > column->word ? *word : column->word;
    }
}

/* Units of 1/2048 em → twips, with the margins and a little room. */
static unsigned long cell_width(unsigned long units)
{
    return units * CELL_SIZE * 10 / 2048 + 2 * CELL_MARGIN + 40;
}

/* At least the widest word, and room for the header in two lines. */
static void measure_column(struct column *column, const struct outline_table *table, size_t index)
{
    for (size_t row = 0; row < table->rows; row++) {
        const struct outline_cell *cell = &table->cells[row * table->columns + index];
        unsigned long line = 0, word = 0;
        for (size_t i = 0; i < cell->span_count; i++)
            measure_span(column, &cell->spans[i], row == 0 && table->has_header, &line, &word);
        if (row == 0 && table->has_header)
            column->heading =
                column->line <= 2 * column->word ? column->line : (column->line + column->word) / 2;
    }
    column->wanted = cell_width(column->line);
    column->least = cell_width(column->heading > column->word ? column->heading : column->word);
}

/* Shares `width` among the columns not settled yet, by the weight of each; true when all have room for their
 * words. */
static bool share_width(struct column *columns, size_t count, bool *is_settled, unsigned long width)
{
    unsigned long weight = 0, left = width;
    bool fits = true;
    for (size_t i = 0; i < count; i++) {
        weight += is_settled[i] ? 0 : columns[i].wanted;
        left -= is_settled[i] ? columns[i].width : 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (is_settled[i])
            continue;
        columns[i].width = left * columns[i].wanted / weight;
        if (columns[i].width < columns[i].least)
            fits = false;
    }
    for (size_t i = 0; !fits && i < count; i++) {
        if (!is_settled[i] && columns[i].width < columns[i].least) {
            columns[i].width = columns[i].least;
            is_settled[i] = true;
        }
    }
    return fits;
}

/* By the widest line, which counts as the whole width at most; when even words do not fit, by the widest
 * words. */
static void find_widths(struct column *columns, size_t count, unsigned long width)
{
    bool is_settled[OUTLINE_COLUMN_MOST] = {false};
    unsigned long least = 0, used = 0;
    for (size_t i = 0; i < count; i++) {
        columns[i].wanted = columns[i].wanted < width ? columns[i].wanted : width;
        least += columns[i].least;
    }
    for (size_t i = 0; least > width && i < count; i++)
        columns[i].width = width * columns[i].least / least;
    while (least <= width && !share_width(columns, count, is_settled, width)) {
        /* each round settles one column at least */
    }
    for (size_t i = 0; i < count; i++)
        used += columns[i].width;
    columns[count - 1].width += width - used;
}

/* w:tblW or w:tcW: in twips, or as a part of the whole where the width of the text is not known. */
static void append_width(struct buffer *out, const char *element, const struct outline_styles *styles,
                         unsigned long width)
{
    if (styles->text_width_twips > 0)
        buffer_append_format(out, "<w:%s w:w=\"%lu\" w:type=\"dxa\"/>", element, width);
    else
        buffer_append_format(out, "<w:%s w:w=\"%lu\" w:type=\"pct\"/>", element,
                             width * WHOLE_WIDTH / USUAL_TEXT_WIDTH);
}

static void append_table_properties(struct buffer *out, const struct outline_styles *styles,
                                    unsigned long width)
{
    static const char *const sides[] = {"top", "left", "bottom", "right", "insideH", "insideV"};
    buffer_append_text(out, "<w:tblPr>");
    if (styles->table_style_id.length > 0)
        buffer_append_format(out, "<w:tblStyle w:val=\"%.*s\"/>", STRING_FORMAT(styles->table_style_id));
    append_width(out, "tblW", styles, width);
    buffer_append_text(out, "<w:jc w:val=\"center\"/>");
    if (styles->table_style_id.length == 0) {
        buffer_append_text(out, "<w:tblBorders>");
        for (size_t i = 0; i < sizeof sides / sizeof *sides; i++) {
            buffer_append_format(out, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>",
                                 sides[i]);
        }
        buffer_append_text(out, "</w:tblBorders>");
    }
    buffer_append_text(out, "<w:tblLayout w:type=\"fixed\"/>");
    if (styles->table_style_id.length == 0)
        buffer_append_format(out,
                             "<w:tblCellMar><w:left w:w=\"%d\" w:type=\"dxa\"/>"
                             "<w:right w:w=\"%d\" w:type=\"dxa\"/></w:tblCellMar>",
                             CELL_MARGIN, CELL_MARGIN);
    buffer_append_text(out, "</w:tblPr>");
}

static void append_cell_properties(struct buffer *out, struct string style_id, char alignment, bool is_header)
{
    const char *jc = is_header || alignment == 'c' ? "center" : alignment == 'r' ? "right" : "left";
    buffer_append_text(out, "<w:pPr>");
    if (style_id.length > 0)
        buffer_append_format(out, "<w:pStyle w:val=\"%.*s\"/>", STRING_FORMAT(style_id));
    if (is_header)
        buffer_append_text(out, "<w:keepNext/>");
    if (style_id.length == 0) {
        buffer_append_text(
            out, "<w:spacing w:before=\"0\" w:after=\"0\"/><w:ind w:left=\"0\" w:firstLine=\"0\"/>");
    }
    if (style_id.length == 0 || (alignment != 'l' && !is_header))
        buffer_append_format(out, "<w:jc w:val=\"%s\"/>", jc);
    buffer_append_text(out, "</w:pPr>");
}

static void append_cell(struct buffer *out, const struct outline_table *table, size_t row, size_t column,
                        unsigned long width, const struct outline_styles *styles,
                        struct string run_properties)
{
    bool is_header = row == 0 && table->has_header;
    const struct outline_cell *cell = &table->cells[row * table->columns + column];
    struct string style_id = is_header ? styles->table_header_style_id : styles->table_cell_style_id;
    bool has_style = style_id.length > 0;
    buffer_append_text(out, "<w:tc><w:tcPr>");
    append_width(out, "tcW", styles, width);
    buffer_append_text(out, "<w:vAlign w:val=\"center\"/></w:tcPr><w:p>");
    append_cell_properties(out, style_id, table->alignments[column], is_header);
    outline_append_spans(out, cell, has_style ? STRING("") : run_properties,
                         is_header ? outline_boldness_of(cell, has_style) : BOLD_AS_TYPED);
    buffer_append_text(out, "</w:p></w:tc>");
}

void outline_append_table(struct buffer *out, const struct outline_table *table,
                          const struct outline_styles *styles, struct string run_properties)
{
    struct column columns[OUTLINE_COLUMN_MOST] = {{0}};
    unsigned long width = styles->text_width_twips > 0 ? styles->text_width_twips : USUAL_TEXT_WIDTH;
    for (size_t i = 0; i < table->columns; i++)
        measure_column(&columns[i], table, i);
    find_widths(columns, table->columns, width);
    buffer_append_text(out, "<w:tbl>");
    append_table_properties(out, styles, width);
    buffer_append_text(out, "<w:tblGrid>");
    for (size_t i = 0; i < table->columns; i++)
        buffer_append_format(out, "<w:gridCol w:w=\"%lu\"/>", columns[i].width);
    buffer_append_text(out, "</w:tblGrid>");
    for (size_t row = 0; row < table->rows; row++) {
        buffer_append_text(out, "<w:tr><w:trPr><w:cantSplit/>");
        buffer_append_text(out, row == 0 && table->has_header ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
        for (size_t i = 0; i < table->columns; i++)
            append_cell(out, table, row, i, columns[i].width, styles, run_properties);
        buffer_append_text(out, "</w:tr>");
    }
    buffer_append_text(out, "</w:tbl>");
}
