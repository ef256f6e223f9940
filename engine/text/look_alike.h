#ifndef VANBAN_TEXT_LOOK_ALIKE_H
#define VANBAN_TEXT_LOOK_ALIKE_H

/*
 * Characters that look like letters of Vietnamese and are none: Ð and Ɖ for Đ, Cyrillic, Greek, full width.
 * Text pasted from elsewhere has them; it is not found, sorted or matched then.
 */

#include "base/arena.h"

/* What a character is taken for: a letter, digit or sign; 0 when it is no look-alike. */
unsigned text_look_alike(unsigned code_point);
/*
 * The first look-alike from `from` on that stands in a word with letters of Vietnamese, or alone in full
 * width; s.length when there is none. A word that is Cyrillic or Greek all through is one of those.
 */
size_t text_find_look_alike(struct string s, size_t from);
/* With the letters they are taken for; `s` itself when there are none. */
struct string text_replace_look_alikes(struct arena *arena, struct string s);

#endif
