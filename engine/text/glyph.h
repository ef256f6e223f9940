#ifndef VANBAN_TEXT_GLYPH_H
#define VANBAN_TEXT_GLYPH_H

/* Characters that Word's autocorrect puts for what was typed: quotes, dashes, blanks, and what has no width.
 */

#include "base/string.h"

enum glyph_class {
    GLYPH_OTHER,
    GLYPH_DOUBLE_QUOTE,
    GLYPH_SINGLE_QUOTE,
    GLYPH_DASH,
    GLYPH_BLANK,
    GLYPH_NOTHING, /* soft hyphen, zero width blank, byte order mark */
};

/* The class of the character at `offset` and its length in bytes. */
enum glyph_class glyph_at(struct string text, size_t offset, size_t *length);
size_t glyph_skip_blanks(struct string text, size_t offset);
/* Behind the dash at `offset`, or before the one that ends at `offset`; `offset` itself when there is none.
 */
size_t glyph_skip_dash(struct string text, size_t offset);
size_t glyph_back_dash(struct string text, size_t offset);
/*
 * Behind the string literal that begins at `offset`; `offset` itself when none does, or when it never ends.
 * A string that begins with a straight quote ends with one if it can; others end with any quote of the class.
 */
size_t glyph_skip_string(struct string text, size_t offset);

#endif
