#ifndef VANBAN_TEXT_WRAP_H
#define VANBAN_TEXT_WRAP_H

/*
 * How a text breaks into the lines of a column, as Word breaks it: at blanks, each line as full as it gets.
 * Titles and names of offices look right when their lines are even and keep together what belongs together,
 * which a narrower column brings about.
 */

#include "base/arena.h"
#include "text/width.h"

struct wrapping {
    size_t lines;
    unsigned long widest_twips; /* of the lines, without the blanks at their ends */
};

/* Lines are drawn in a column wider than the widest of them by up to that: programs round differently. */
enum { TEXT_WRAP_ROOM = 40 };

/* A newline always breaks; a word wider than the column stands alone on its line. */
struct wrapping text_wrap(struct string s, unsigned long column_twips, enum face face,
                          unsigned size_half_points);
/*
 * Of the columns that take no more lines than `column_twips` does and break alike with TEXT_WRAP_ROOM added,
 * the one that tears the fewest phrases (phrase.h) and leaves no line shorter than half the widest; the
 * narrowest of equals, and of all when none keeps that. Of texts that are no titles, of thousands of letters,
 * only the first columns are tried. The arena is left as it was.
 */
struct wrapping text_wrap_evenly(struct arena *arena, struct string s, unsigned long column_twips,
                                 enum face face, unsigned size_half_points);

#endif
