#ifndef VANBAN_TEXT_GLUE_H
#define VANBAN_TEXT_GLUE_H

/*
 * What a line break may not tear apart: document symbols (766/QĐ-TTg), "ngày 05", "Điều 1", "TM.", numbers
 * and units, ranges, and "./." from the last word.
 *
 * A blank becomes U+00A0. A hyphen becomes TEXT_GLUED_HYPHEN, which stands for the element w:noBreakHyphen:
 * that is the hyphen-minus itself (ECMA-376-1 17.3.3.18), while U+2011 would be another character for who
 * searches and copies. A slash needs nothing: neither Word nor LibreOffice breaks behind it within a word.
 */

#include "base/arena.h"

#define TEXT_GLUED_HYPHEN '\x1E'

/* The text itself when nothing in it needs glue; words that are looked up are left in the arena. */
struct string text_glue(struct arena *arena, struct string text);
/* Whether the blank at `at` is one that text_glue() would glue. */
bool text_is_glued_at(struct arena *arena, struct string text, size_t at);
/* The way back: each U+00A0 that text_glue() would have made is a blank again; any other stays. */
struct string text_unglue(struct arena *arena, struct string text);

#endif
