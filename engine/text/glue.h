#ifndef VANBAN_TEXT_GLUE_H
#define VANBAN_TEXT_GLUE_H

/*
 * What a line break may not tear apart: document symbols (766/QĐ-TTg), "ngày 05", "Điều 1", "TM.", numbers
 * and units, ranges, and "./." from the last word.
 *
 * A blank becomes U+00A0, which Word and LibreOffice find as a blank. A hyphen becomes w:noBreakHyphen in a
 * document (template/unbroken.h); a slash needs nothing: neither of them breaks behind it within a word.
 */

#include "base/arena.h"

/* The first blank or hyphen at or after `from` that lines may not break at, or SIZE_MAX; words that are
 * looked up are left in the arena. */
size_t text_next_glue(struct arena *arena, struct string text, size_t from);
/* With the blanks of such glued; the text itself when there is none. */
struct string text_glue(struct arena *arena, struct string text);
/* The way back: each U+00A0 that text_glue() would have made is a blank again; any other stays. */
struct string text_unglue(struct arena *arena, struct string text);
/* The same for a part of a text, as its whole has it. */
struct string text_unglue_part(struct arena *arena, struct string text, size_t from, size_t to);

#endif
