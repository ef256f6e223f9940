#ifndef VANBAN_TEXT_LEGACY_H
#define VANBAN_TEXT_LEGACY_H

/*
 * Vietnamese text from before Unicode. In a file it is bytes. In a Word document it is characters of Latin-1
 * that a font draws as Vietnamese letters, so that only the font's name tells the encoding.
 */

#include "base/buffer.h"

enum legacy_encoding {
    LEGACY_TCVN3,        /* ABC; fonts .VnTime, .VnArial …; no capital letters with tones */
    LEGACY_TCVN5712,     /* all of TCVN 5712:1993 VN1, capital letters among the controls */
    LEGACY_VNI,          /* VNI Windows: a letter and a mark */
    LEGACY_VISCII,       /* RFC 1456 */
    LEGACY_VPS,          /* Vietnamese Professionals Society */
    LEGACY_WINDOWS_1258, /* tones are combining marks */
    LEGACY_VIQR,         /* RFC 1456: Vie^.t Nam */
    LEGACY_COUNT
};

/* "tcvn3", "abc", "vni", "viscii", "windows-1258" … in any case; false for other names. */
bool legacy_find(struct string name, enum legacy_encoding *encoding);
const char *legacy_name(enum legacy_encoding encoding);
/*
 * What a font's name tells: ".VnTime" is TCVN3, "VNI-Times" VNI. ".VnTimeH" draws small letters as capitals:
 * their text must go through text_upper() after decoding. False for fonts of Unicode.
 */
bool legacy_of_font(struct string font, enum legacy_encoding *encoding, bool *draws_capitals);

/*
 * Appends the bytes as NFC. False when a byte means nothing: its offset is written to *bad_offset, and
 * nothing is appended.
 */
bool legacy_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out,
                   size_t *bad_offset);
/* The same for the text of a Word run, UTF-8 whose characters stand for bytes; the offset is one in `text`.
 */
bool legacy_decode_run(enum legacy_encoding encoding, struct string text, struct buffer *out,
                       size_t *bad_offset);
/*
 * Whether the text of a Word run begins with a character that is drawn over the letter at the end of the text
 * before it: a VNI mark that was made bold without its letter, or typed later.
 */
bool legacy_begins_with_mark(enum legacy_encoding encoding, struct string before, struct string text);
/* Appends the bytes of an NFC text. False, with the offset in `text`, for a character the encoding has not.
 */
bool legacy_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset);

#endif
