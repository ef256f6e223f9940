#ifndef VANBAN_TEXT_STRAY_H
#define VANBAN_TEXT_STRAY_H

/* What comes along when text is copied out of a PDF or a web page, and is not seen or not what it seems. */

#include "base/arena.h"

enum stray_kind {
    STRAY_HIDDEN,   /* soft hyphen, zero width blank and joiner, byte order mark */
    STRAY_LIGATURE, /* ﬁ: two letters in one character */
    STRAY_MARK,     /* a tone or shape apart from its letter, or a second time on it */
};

/* What a problem says of it: PROBLEM_WORDS. */
const char *text_stray_words(enum stray_kind kind);
/* The first from `from` on, with its kind; s.length when there is none. */
size_t text_find_stray(struct string s, size_t from, enum stray_kind *kind);
/*
 * Without what is hidden and doubled, ligatures as letters, and marks on the letter that stands before the
 * blank before them, where the two make a letter of Vietnamese. `s`, in NFC, when there is nothing to mend.
 */
struct string text_mend_strays(struct arena *arena, struct string s);

#endif
