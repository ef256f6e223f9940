#ifndef VANBAN_STANDARD_TEXT_RULES_H
#define VANBAN_STANDARD_TEXT_RULES_H

/* What the files that look at words share. Others include standard/check.h. */

#include "standard/check.h"

/*
 * The words of a piece as rules read them: NFC; no-break blanks are blanks, no-break hyphens "-", joiners are
 * gone. Terminated.
 */
struct string rule_text(struct checking *checking, const struct component_piece *piece);
/* [from, to) of such a text is at fault: told with a word on both sides. */
void check_add_words(struct checking *checking, const struct rule *rule, const struct component_piece *piece,
                     struct string text, size_t from, size_t to, struct string wanted);
/* The same for a whole piece, its beginning shown. */
void check_add_piece(struct checking *checking, const struct rule *rule, const struct component_piece *piece,
                     struct string wanted);
/* “…”, at most some words of it. */
struct string check_quoted(struct checking *checking, struct string text);

/* The code point before an offset, 0 at the start. */
unsigned sign_before(struct string text, size_t offset);
/* The code point at an offset, 0 at the end. */
unsigned sign_at(struct string text, size_t offset);
/* Where the run of letters that ends at `end` begins, and where the one that begins at `from` ends. */
size_t word_start(struct string text, size_t end);
size_t word_end(struct string text, size_t from);
/* True when [from, to) is bounded by what are no letters and digits. */
bool is_whole_word(struct string text, size_t from, size_t to);
/* True when a sentence or item begins at `offset`: behind . ? ! : or a number, dash, bracket or quote. */
bool is_sentence_start(struct string text, size_t offset);
/* True when a list holds the word, case and accents as they are. */
bool words_hold(const struct words *words, struct string word);
bool is_all_upper(struct string text);

#endif
