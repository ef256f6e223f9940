#ifndef VANBAN_TEXT_UNICODE_H
#define VANBAN_TEXT_UNICODE_H

/*
 * Unicode text: one form inside (NFC), case, folding for names. This folder is
 * the only user of ICU. Inputs are valid UTF-8 unless a function tests that.
 */

#include "base/arena.h"

/* The offset of the first byte that is not valid UTF-8, or SIZE_MAX. */
size_t text_find_invalid_utf8(struct string s);
/* The offset of the first character XML 1.0 forbids (C0 controls but \t \n \r, U+FFFE, U+FFFF), or SIZE_MAX.
 */
size_t text_find_illegal(struct string s);
/*
 * True if all characters are printable ASCII, \t \n \r, letters of Vietnamese and of Western Europe, dashes,
 * curly quotes and …: then the text is valid, legal and NFC, and nothing in it is a look-alike or stray. Any
 * bytes may be given.
 */
bool text_is_plain(struct string s);
/* Decodes one code point at *offset and moves it on; U+FFFD for a bad byte. */
unsigned text_next(struct string s, size_t *offset);
/* The offset of the first byte of the character that the byte at `offset` belongs to. */
size_t text_character_start(struct string s, size_t offset);
/* Number of code points. */
size_t text_length(struct string s);
/* The byte offset of the n-th code point, at most s.length. */
size_t text_offset(struct string s, size_t characters);

/* NFC; returns `s` itself when it is NFC already. Marks on one letter are ordered in pieces of 1 KiB. */
struct string text_normalise(struct arena *arena, struct string s);
bool text_is_nfc(struct string s);
/* What makes two names equal: NFC, full case folding, white space and "_" runs read as one "_", white space
 * trimmed. */
struct string text_fold_name(struct arena *arena, struct string s);
/* text_fold_name() without accents (đ → d): for suggestions only. */
struct string text_fold_accents(struct arena *arena, struct string s);
struct string text_upper(struct arena *arena, struct string s);
struct string text_lower(struct arena *arena, struct string s);
/* First character upper, the rest lower (Python's str.capitalize). */
struct string text_capitalize(struct arena *arena, struct string s);
/* First letter upper, the rest as it is: a sentence's start, behind quotes and brackets too; a digit is no
 * reason to look on. */
struct string text_upper_first(struct arena *arena, struct string s);
/* Every word's first character upper, the rest lower (Jinja's title filter: words are split at white space, -
 * ( { [ <). */
struct string text_title(struct arena *arena, struct string s);
/* The same for names as an office writes them: UBND, TP., ThS., IV stay, and H'Hen gets both capitals. */
struct string text_title_names(struct arena *arena, struct string s);
bool text_is_letter(unsigned code_point);
bool text_is_upper(unsigned code_point);
bool text_is_lower(unsigned code_point);
bool text_is_digit(unsigned code_point);
bool text_is_space(unsigned code_point);
/* Letters, marks, digits and "_" of any script: what a name is made of. */
bool text_is_name(unsigned code_point);

/*
 * Damerau-Levenshtein distance in code points, at most `limit` + 1. Texts of more than 128 code points are
 * equal or far apart.
 */
size_t text_distance(struct string a, struct string b, size_t limit);
/*
 * The candidate closest to `wanted` for "did you mean", as names are folded: at most a third of its
 * characters apart without accents, the nearest with accents among equals, then the first; an empty string
 * when none is near.
 */
struct string text_closest(struct string wanted, const struct string *candidates, size_t count);

#endif
