/*
 * NFC. Nearly all text is NFC already and made of characters that never change
 * and never join the one before: "calm" ones. Only the stretches between calm
 * characters are shown to ICU:
 *
 *     H o a calm   [ e + U+0302 + U+0323 ]   calm t
 *
 * A stretch begins at the calm character before it, for that may take the mark.
 */

#include "text/unicode.h"

#include <stdint.h>

#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "base/buffer.h"
#include "text/icu.h"

/* From LONG_STRETCH bytes on a stretch ends where ICU allows it, at LONGEST_STRETCH anywhere. */
enum { LONG_STRETCH = 512, LONGEST_STRETCH = 1024, STRETCH_UNITS = LONGEST_STRETCH + 4 };

/* NFC_Quick_Check is Yes and the combining class 0 in all of these (a test asks ICU about each). */
static bool is_calm(unsigned code_point)
{
    return code_point < 0x300 || (code_point >= 0x1E00 && code_point < 0x1F00) ||
           (code_point >= 0x2002 && code_point < 0x20D0) || (code_point >= 0x4E00 && code_point < 0xA000);
}

static const UNormalizer2 *nfc(void)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = unorm2_getNFCInstance(&status);
    icu_expect_success(status);
    return normalizer;
}

/* Ordering the marks of one letter takes time with the square of their number, so nobody gets to pile them
 * up. */
static bool may_cut_before(unsigned code_point, size_t stretch_length)
{
    return is_calm(code_point) || stretch_length >= LONGEST_STRETCH ||
           (stretch_length >= LONG_STRETCH && unorm2_hasBoundaryBefore(nfc(), (UChar32)code_point));
}

struct stretch {
    size_t start, end;
};

/* The first stretch at or after `from`, which must be a character's start; start is SIZE_MAX when there is
 * none. */
static struct stretch find_stretch(struct string s, size_t from)
{
    size_t offset = from, calm = from;
    for (;;) {
        while (offset < s.length && (unsigned char)s.bytes[offset] < 0xCC)
            calm = offset++;
        if (offset >= s.length)
            return (struct stretch){SIZE_MAX, SIZE_MAX};
        size_t start = offset;
        if (!is_calm(text_next(s, &offset)))
            break;
        calm = start;
    }
    while (calm > from && ((unsigned char)s.bytes[calm] & 0xC0) == 0x80)
        calm--;
    while (offset < s.length) {
        size_t start = offset;
        if (may_cut_before(text_next(s, &offset), start - calm))
            return (struct stretch){calm, start};
    }
    return (struct stretch){calm, s.length};
}

static int32_t to_utf16(struct string s, UChar units[STRETCH_UNITS])
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t length;
    u_strFromUTF8WithSub(units, STRETCH_UNITS, &length, s.bytes, (int32_t)s.length, 0xFFFD, NULL, &status);
    icu_expect_success(status);
    return length;
}

static bool stretch_is_nfc(struct string s)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[STRETCH_UNITS];
    bool is_nfc = unorm2_isNormalized(nfc(), units, to_utf16(s, units), &status);
    icu_expect_success(status);
    return is_nfc;
}

static void append_utf16(struct buffer *out, const UChar *units, int32_t length)
{
    UErrorCode status = U_ZERO_ERROR;
    int32_t written = 0, room = 3 * length;
    u_strToUTF8(buffer_reserve(out, (size_t)room), room, &written, units, length, &status);
    icu_expect_success(status);
    out->length += (size_t)written;
}

/* NFC has at most three units for each unit before (Unicode Standard Annex 15, 12.1). */
static void append_nfc(struct buffer *out, struct string s)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[STRETCH_UNITS], composed[3 * STRETCH_UNITS];
    int32_t length = to_utf16(s, units);
    length = unorm2_normalize(nfc(), units, length, composed, 3 * STRETCH_UNITS, &status);
    icu_expect_success(status);
    append_utf16(out, composed, length);
}

static struct stretch find_unruly(struct string s, size_t from)
{
    struct stretch stretch = find_stretch(s, from);
    while (stretch.start != SIZE_MAX && stretch_is_nfc(string_slice(s, stretch.start, stretch.end)))
        stretch = find_stretch(s, stretch.end);
    return stretch;
}

bool text_is_nfc(struct string s)
{
    return find_unruly(s, 0).start == SIZE_MAX;
}

struct string text_normalise(struct arena *arena, struct string s)
{
    struct stretch stretch = find_unruly(s, 0);
    struct buffer out = {0};
    size_t done = 0;
    if (stretch.start == SIZE_MAX)
        return s;
    while (stretch.start != SIZE_MAX) {
        buffer_append_string(&out, string_slice(s, done, stretch.start));
        append_nfc(&out, string_slice(s, stretch.start, stretch.end));
        done = stretch.end;
        stretch = find_unruly(s, done);
    }
    buffer_append_string(&out, string_slice(s, done, s.length));
    struct string result = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return result;
}
