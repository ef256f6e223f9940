#ifndef VANBAN_TEXT_WRAP_H
#define VANBAN_TEXT_WRAP_H

/*
 * How a text breaks into the lines of a column, as Word breaks it: at blanks, each line as full as it gets.
 * Titles and names of offices look right when their lines are even, which a narrower column brings about.
 */

#include "text/width.h"

struct wrapping {
    size_t lines;
    unsigned long widest_twips; /* of the lines, without the blanks at their ends */
};

/* A newline always breaks; a word wider than the column stands alone on its line. */
struct wrapping text_wrap(struct string s, unsigned long column_twips, enum face face,
                          unsigned size_half_points);
/* The narrowest column that takes no more lines than `column_twips` does. */
struct wrapping text_wrap_evenly(struct string s, unsigned long column_twips, enum face face,
                                 unsigned size_half_points);

#endif
