#ifndef VANBAN_TEXT_UTF16_H
#define VANBAN_TEXT_UTF16_H

/* UTF-16, as Notepad's "Unicode" and Excel's "Unicode text" are saved. */

#include "base/buffer.h"

/* True for UTF-16, with the byte that comes first in a unit: told by the byte order mark or the first letter.
 */
bool text_is_utf16(struct string bytes, bool *is_big);
/* Appends it as UTF-8, the byte order mark too. False, and nothing appended, for half of a character. */
bool text_decode_utf16(struct string bytes, bool is_big, struct buffer *out, size_t *bad_offset);

#endif
