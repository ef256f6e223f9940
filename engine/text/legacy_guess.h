#ifndef VANBAN_TEXT_LEGACY_GUESS_H
#define VANBAN_TEXT_LEGACY_GUESS_H

/* Which encoding a text is in, by the share of its words that become syllables of Vietnamese. */

#include "text/legacy.h"

struct legacy_guess {
    bool is_unicode;   /* UTF-8 as it is; `encoding` means nothing then */
    bool is_character; /* UTF-8 whose characters stand for bytes, as copied from a Word document */
    enum legacy_encoding encoding;
    unsigned percent; /* 0 … 100; of few words less, for few prove little */
};

enum { LEGACY_GUESSES = 2 * LEGACY_COUNT + 1 };

/*
 * The possible readings of the bytes, the likeliest first; their number. Text that is proper Unicode, plain
 * ASCII too, has no other reading.
 */
size_t legacy_guess(struct string bytes, struct legacy_guess guesses[LEGACY_GUESSES]);
/*
 * The one reading to take: at least half of the words are syllables in it, and no reading that makes another
 * text of the bytes is as good; else UTF-8 where the bytes are that. False when there is none.
 */
bool legacy_choose(struct string bytes, struct legacy_guess *chosen);
/* Appends the text that a guess makes of the bytes; false when a byte means nothing. */
bool legacy_apply_guess(const struct legacy_guess *guess, struct string bytes, struct buffer *out);
/*
 * Appends what the characters of a UTF-8 text are in an encoding, if more of its words are syllables then,
 * and at least half; else false. For short texts of which little more is known.
 */
bool legacy_reads_better(enum legacy_encoding encoding, struct string text, struct buffer *out);
/*
 * Appends the text of a Word run some of whose words mean nothing in the encoding: they stay, as typed in
 * Unicode, if the others are more syllables in it than as they are; else false. Words end at blanks.
 */
bool legacy_decode_words(enum legacy_encoding encoding, struct string text, struct buffer *out);
/* "utf-8", "tcvn3" … */
const char *legacy_guess_name(const struct legacy_guess *guess);

#endif
