#ifndef VANBAN_REGISTER_SLOTS_H
#define VANBAN_REGISTER_SLOTS_H

/* Words, figures and blanks in the letters of a paragraph. What is taken is behind the reader; what is not
 * leaves it where it may be. */

#include "base/string.h"
#include "register/letters.h"

struct slot_reader {
    const struct letter *list;
    size_t at, end; /* of one paragraph */
};

/* What stands where figures belong: letters [from, to). */
struct slot {
    size_t from, to;
    int64_t found; /* -1: blanks alone, or 00 */
};

/* A letter, or one that looks like it. */
bool slot_take_letter(struct slot_reader *reader, unsigned wanted);
/* A text; else the reader stays. */
bool slot_take_text(struct slot_reader *reader, struct string text);
/* The first of the words, which end with NULL, that stands there. */
bool slot_take_word(struct slot_reader *reader, const char *const *words);
/* "QĐ-UBND", also with blanks around its hyphens. */
bool slot_take_symbol(struct slot_reader *reader, struct string symbol);
/* Digits among blanks, or blanks alone; false for more digits than any number has. */
bool slot_take(struct slot_reader *reader, struct slot *slot);
/* Blanks alone to the end of the line. */
bool slot_take_line(struct slot_reader *reader, struct slot *slot);
void slot_skip_blanks(struct slot_reader *reader);

#endif
