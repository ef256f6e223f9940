#ifndef VANBAN_TEXT_LEGACY_FORMS_H
#define VANBAN_TEXT_LEGACY_FORMS_H

/*
 * The three ways in which legacy encodings work, for legacy.c. Each appends what it can and is false at the
 * first byte or character that means nothing, with its offset; decoding leaves combining marks behind their
 * letters.
 */

#include "text/legacy.h"

/* A byte is a character: TCVN3, TCVN 5712, VISCII, VPS, Windows-1258. */
bool page_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset);
bool page_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset);

/* A letter and a mark. */
bool vni_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset);
bool vni_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset);
/* Whether a byte is drawn over the letter before it. */
bool vni_is_mark(unsigned char letter, unsigned char mark);

/* ASCII with marks behind the letters. */
bool viqr_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset);
bool viqr_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset);

/* The character of a byte in Windows-1252, which the others borrow from; 0 when there is none. */
unsigned windows_1252_of_byte(unsigned char byte);
/* The byte of a character in Windows-1252; -1 when there is none. */
int byte_of_windows_1252(unsigned code_point);

#endif
