#ifndef VANBAN_TEXT_TIDY_H
#define VANBAN_TEXT_TIDY_H

/*
 * A text as an office types it well: one blank between words, none before , . ; : ! ? and within brackets,
 * none at the ends of lines; a blank behind , and ; between words; “…” in pairs; "-" with blanks for dashes,
 * without between numbers; v.v. for its many spellings. Nothing that may be meant is touched: 1,5  a.b
 * http://…  ...
 */

#include "base/arena.h"

/* `s` itself when it is tidy. */
struct string text_tidy(struct arena *arena, struct string s);

#endif
