#ifndef VANBAN_STANDARD_FIX_COLUMNS_H
#define VANBAN_STANDARD_FIX_COLUMNS_H

/* Blocks that become tables of two columns, for fix_columns.c and fix_columns_table.c. */

#include "standard/fixing.h"

enum { CELL_MARGIN = 108, SIDES = 2, COMPONENTS_MOST = 6, ROOM_TO_SPARE = 40 };

/* The components of both columns; the right one is at least so many percent of the page. */
struct block {
    enum component components[SIDES][COMPONENTS_MOST];
    size_t counts[SIDES];
    const char *alignments[SIDES];
    long right_percent;
    bool is_header;
    bool keeps_room;  /* in the right column where words stand only in the left one */
    struct rule rule; /* of how it is told */
};

enum arrangement {
    ARRANGED_OTHERWISE,
    SIDE_BY_SIDE,    /* a line has a piece on each side */
    ONE_BELOW_OTHER, /* all of it in the middle of the page */
};

/* The paragraphs from the first to the last piece of a block. */
struct region {
    const struct block *block;
    size_t first, last;
    enum arrangement arrangement;
};

/* The column a component stands in; SIDES when it is of neither. */
size_t fix_side_of(const struct block *block, enum component component);
/* The end of a line of a paragraph's text. */
size_t fix_line_end(struct string text, size_t from);
/* The piece in [from, to) of a paragraph that stands in a column, or NULL. */
const struct component_piece *fix_piece_in_line(const struct act *act, const struct block *block, size_t side,
                                                size_t paragraph, size_t from, size_t to);
/* Puts the table in the place of the region's paragraphs, which nothing but its pieces may stand in. */
void fix_make_columns(struct fixing *fixing, const struct region *region);

#endif
