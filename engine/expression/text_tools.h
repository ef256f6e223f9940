#ifndef VANBAN_EXPRESSION_TEXT_TOOLS_H
#define VANBAN_EXPRESSION_TEXT_TOOLS_H

/* Work on texts that filters and methods share, with Python's results. */

#include "base/arena.h"
#include "base/buffer.h"
#include "value/number.h"

enum strip_side { STRIP_LEFT = 1, STRIP_RIGHT = 2, STRIP_BOTH = 3 };
/* Without any of `characters` at its sides; bytes NULL: white space. */
struct string strip_text(struct string text, struct string characters, enum strip_side side);
/* At most `count` replacements, from the left; -1: all. False when the result grows too large. */
bool replace_text(struct buffer *out, struct string text, struct string old, struct string replacement,
                  int64_t count);

enum justify {
    JUSTIFY_LEFT,
    JUSTIFY_RIGHT,
    JUSTIFY_CENTER, /* the odd blank as Python's str.center() puts it */
    JUSTIFY_MIDDLE, /* the odd blank at the end, as in Python's formats */
};
/* Filled up to `width` code points. */
void justify_text(struct buffer *out, struct string text, size_t width, struct string fill,
                  enum justify justify);
/* A number with digits as typed in Python: blanks around and "_" between digits allowed; false if it is none.
 */
bool read_number_text(struct arena *arena, struct string text, struct number *number);

#endif
