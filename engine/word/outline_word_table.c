/* A table over the whole text width: the header repeated on every page, no row split between pages. Letters
 * are smaller when the words fit no other way. */

#include "word/outline_internal.h"

#include <stdio.h>

#include "word/xml.h"

enum {
    USUAL_TEXT_WIDTH =
        9355, /* A4 with margins of 30 and 15 mm: columns are shared out in it when none is known */
    LYING_TEXT_WIDTH = 14287, /* the same crosswise */
    WHOLE_WIDTH = 5000,       /* 100 % in fiftieths of a percent (ECMA-376-1 17.18.90) */
};

static unsigned long room_of(const struct outline_styles *styles)
{
    if (styles->text_width_twips > 0)
        return styles->text_width_twips;
    return styles->room_twips > 0 ? styles->room_twips : USUAL_TEXT_WIDTH;
}

/* w:tblW or w:tcW: in twips, or as a part of the whole where the width of the text is not known. */
static void append_width(struct buffer *out, const char *element, const struct outline_styles *styles,
                         unsigned long width)
{
    if (styles->text_width_twips > 0)
        buffer_append_format(out, "<w:%s w:w=\"%lu\" w:type=\"dxa\"/>", element, width);
    else
        buffer_append_format(out, "<w:%s w:w=\"%lu\" w:type=\"pct\"/>", element,
                             width * WHOLE_WIDTH / room_of(styles));
}

static void append_table_properties(struct buffer *out, const struct outline_styles *styles,
                                    unsigned long width, struct outline_fit fit)
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
    if (styles->table_style_id.length == 0 || fit.margin_twips < OUTLINE_CELL_MARGIN)
        buffer_append_format(out,
                             "<w:tblCellMar><w:left w:w=\"%u\" w:type=\"dxa\"/>"
                             "<w:right w:w=\"%u\" w:type=\"dxa\"/></w:tblCellMar>",
                             fit.margin_twips, fit.margin_twips);
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

/* With the letters of the fit. */
static void append_sized_spans(struct buffer *out, const struct outline_cell *cell,
                               struct string run_properties, enum outline_boldness boldness,
                               struct outline_fit fit)
{
    struct buffer sized = {0};
    char size[12];
    if (fit.size_half_points < OUTLINE_CELL_SIZE) {
        snprintf(size, sizeof size, "%u", fit.size_half_points);
        const struct property_change changes[] = {{"w:sz", STRING(""), string_of(size)},
                                                  {"w:szCs", STRING(""), string_of(size)}};
        properties_append(&sized, run_properties, "w:rPr", changes, 2);
        run_properties = buffer_string(&sized);
    }
    outline_append_spans(out, cell, run_properties, boldness);
    buffer_release(&sized);
}

static void append_cell(struct buffer *out, const struct outline_table *table, size_t row, size_t column,
                        unsigned long width, const struct outline_styles *styles,
                        struct string run_properties, struct outline_fit fit)
{
    bool is_header = row == 0 && table->has_header;
    const struct outline_cell *cell = &table->cells[row * table->columns + column];
    struct string style_id = is_header ? styles->table_header_style_id : styles->table_cell_style_id;
    bool has_style = style_id.length > 0;
    buffer_append_text(out, "<w:tc><w:tcPr>");
    append_width(out, "tcW", styles, width);
    buffer_append_text(out, "<w:vAlign w:val=\"center\"/></w:tcPr><w:p>");
    append_cell_properties(out, style_id, table->alignments[column], is_header);
    append_sized_spans(out, cell, has_style ? STRING("") : run_properties,
                       is_header ? outline_boldness_of(cell, has_style) : BOLD_AS_TYPED, fit);
    buffer_append_text(out, "</w:p></w:tc>");
}

void outline_append_table(struct buffer *out, const struct outline_table *table,
                          const struct outline_styles *styles, struct string run_properties)
{
    unsigned long widths[OUTLINE_COLUMN_MOST];
    unsigned long width = room_of(styles);
    bool may_lie = styles->text_width_twips == 0 && styles->room_twips == 0;
    struct outline_fit fit = outline_find_widths(table, width, may_lie ? LYING_TEXT_WIDTH : width, widths);
    buffer_append_text(out, "<w:tbl>");
    append_table_properties(out, styles, width, fit);
    buffer_append_text(out, "<w:tblGrid>");
    for (size_t i = 0; i < table->columns; i++)
        buffer_append_format(out, "<w:gridCol w:w=\"%lu\"/>", widths[i]);
    buffer_append_text(out, "</w:tblGrid>");
    for (size_t row = 0; row < table->rows; row++) {
        buffer_append_text(out, "<w:tr><w:trPr><w:cantSplit/>");
        buffer_append_text(out, row == 0 && table->has_header ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
        for (size_t i = 0; i < table->columns; i++)
            append_cell(out, table, row, i, widths[i], styles, run_properties, fit);
        buffer_append_text(out, "</w:tr>");
    }
    buffer_append_text(out, "</w:tbl>");
}
