#ifndef VANBAN_WORD_OUTLINE_INTERNAL_H
#define VANBAN_WORD_OUTLINE_INTERNAL_H

/* What the outline's files share: markers, tables, merging of properties. Others include word/outline.h. */

#include "word/outline.h"
#include "word/properties.h"

/* Word opens no table with more columns. */
enum { OUTLINE_COLUMN_MOST = 63 };

/* What the marker at the start of a line (its plain text, trimmed) says. */
struct outline_marker {
    enum outline_level level;
    bool awaits_title; /* the line is only "Chương II": the next line is its title */
};
struct outline_marker outline_read_marker(struct string plain);

/* One line's spans; in a cell "<br>" is a line break. Blanks at both ends are left out. */
struct outline_cell outline_parse_spans(struct arena *arena, struct string line, bool in_cell);
/* Stars between these two characters (0: none) are text although neither is a blank. */
bool outline_keeps_stars(unsigned before, unsigned after, size_t stars);
/* The texts of all spans as one. */
struct string outline_plain_text(struct arena *arena, const struct outline_cell *line);
/* Without what text_is_space() calls blank at both ends. */
struct string outline_trim(struct string s);

/* True for a line of a pipe table: it starts with "|" and has another. */
bool outline_is_table_line(struct string line);
/* NULL when the table has more columns than Word opens. */
struct outline_table *outline_parse_table(struct arena *arena, const struct string *lines, size_t count);

/* Usually, of each cell: the margin at the left and at the right in twips, the size of letters in
 * half-points.
 */
enum { OUTLINE_CELL_MARGIN = 108, OUTLINE_CELL_SIZE = 26 };
struct outline_fit {
    unsigned size_half_points, margin_twips;
};
/*
 * The widths of the columns, `width` together, in twips. When the words do not fit into that, even a little
 * smaller, they are shared out in `wider` and brought down in proportion: the page may lie. Gives what the
 * cells are to have: less than usual when the words fit no other way.
 */
struct outline_fit outline_find_widths(const struct outline_table *table, unsigned long width,
                                       unsigned long wider, unsigned long *widths);

void outline_append_table(struct buffer *out, const struct outline_table *table,
                          const struct outline_styles *styles, struct string run_properties);
/* Which spans are written bold where the level or the header is bold by itself. */
enum outline_boldness {
    BOLD_AS_TYPED,
    BOLD_WHOLLY,
    BOLD_ONLY_TYPED, /* the others as not bold, whatever the style says */
};
/* One run for each span. */
void outline_append_spans(struct buffer *out, const struct outline_cell *line, struct string run_properties,
                          enum outline_boldness boldness);
/* True for a level that its style in the frame prints bold. */
bool outline_is_bold_level(enum outline_level level);
/* For text that is to be bold: where only part of it was typed bold, that part alone is. */
enum outline_boldness outline_boldness_of(const struct outline_cell *line, bool has_style);

#endif
