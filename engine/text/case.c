/*
 * Upper and lower case, by ICU's full mappings of the root locale: the host's
 * locale never matters. Letters of Vietnamese and most of Latin map one to one
 * and go code point by code point; a text with any other goes to ICU whole.
 * Results are NFC when the input is.
 */

#include "text/case.h"
#include "text/unicode.h"

#include <stdint.h>

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "text/icu.h"

/* One direction: ICU's function for a code point and for a text. */
struct mapping {
    UChar32 (*simple)(UChar32 code_point);
    int32_t (*full)(const UCaseMap *map, char *target, int32_t room, const char *source, int32_t length,
                    UErrorCode *status);
};

static const struct mapping to_upper = {u_toupper, ucasemap_utf8ToUpper};
static const struct mapping to_lower = {u_tolower, ucasemap_utf8ToLower};

bool text_maps_simply(unsigned code_point)
{
    if (code_point < 0x250)
        return code_point != 0xDF && code_point != 0x130 && code_point != 0x149 && code_point != 0x1F0;
    return (code_point >= 0x1EA0 && code_point <= 0x1EFF) || (code_point >= 0x2000 && code_point < 0x20D0);
}

static bool all_map_simply(struct string s)
{
    for (size_t offset = 0; offset < s.length;)
        if (!text_maps_simply(text_next(s, &offset)))
            return false;
    return true;
}

static void append_simple(struct buffer *out, struct string s, const struct mapping *mapping)
{
    buffer_reserve(out, s.length);
    for (size_t offset = 0; offset < s.length;)
        buffer_append_code_point(out, (unsigned)mapping->simple((UChar32)text_next(s, &offset)));
}

/* A full mapping makes at most three bytes of each (U+0390 in upper case). */
static void append_full(struct buffer *out, struct string s, const struct mapping *mapping)
{
    if (s.length > INT32_MAX / 3)
        memory_exhausted();
    int32_t room = 3 * (int32_t)s.length;
    char *target = buffer_reserve(out, (size_t)room);
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &status);
    int32_t length = mapping->full(map, target, room, s.bytes, (int32_t)s.length, &status);
    ucasemap_close(map);
    icu_expect_success(status);
    out->length += (size_t)length;
}

static void append_mapped(struct buffer *out, struct string s, const struct mapping *mapping)
{
    if (all_map_simply(s))
        append_simple(out, s, mapping);
    else
        append_full(out, s, mapping);
}

static struct string finish(struct arena *arena, struct buffer *out)
{
    struct string result = arena_copy(arena, buffer_string(out));
    buffer_release(out);
    return text_normalise(arena, result);
}

static struct string map_text(struct arena *arena, struct string s, const struct mapping *mapping)
{
    struct buffer out = {0};
    append_mapped(&out, s, mapping);
    return finish(arena, &out);
}

struct string text_upper(struct arena *arena, struct string s)
{
    return map_text(arena, s, &to_upper);
}

struct string text_lower(struct arena *arena, struct string s)
{
    return map_text(arena, s, &to_lower);
}

struct string text_capitalize(struct arena *arena, struct string s)
{
    struct buffer out = {0};
    size_t first = text_offset(s, 1);
    append_mapped(&out, string_slice(s, 0, first), &to_upper);
    append_mapped(&out, string_slice(s, first, s.length), &to_lower);
    return finish(arena, &out);
}

/* The offset of the first letter or digit; s.length when there is none. */
static size_t find_letter_or_digit(struct string s)
{
    for (size_t offset = 0; offset < s.length;) {
        size_t start = offset;
        unsigned code_point = text_next(s, &offset);
        if (text_is_letter(code_point) || text_is_digit(code_point))
            return start;
    }
    return s.length;
}

struct string text_upper_first(struct arena *arena, struct string s)
{
    struct buffer out = {0};
    size_t start = find_letter_or_digit(s), end = start;
    if (start == s.length)
        return s;
    text_next(s, &end);
    buffer_append_string(&out, string_slice(s, 0, start));
    append_mapped(&out, string_slice(s, start, end), &to_upper);
    buffer_append_string(&out, string_slice(s, end, s.length));
    return finish(arena, &out);
}

static bool splits_words(unsigned code_point)
{
    return code_point == '-' || code_point == '(' || code_point == '{' || code_point == '[' ||
           code_point == '<' || text_is_space(code_point);
}

struct string text_title(struct arena *arena, struct string s)
{
    struct buffer out = {0};
    struct string lower = text_lower(arena, s);
    bool starts_word = true;
    for (size_t offset = 0; offset < lower.length;) {
        size_t start = offset;
        bool splits = splits_words(text_next(lower, &offset));
        struct string character = string_slice(lower, start, offset);
        if (starts_word && !splits)
            append_mapped(&out, character, &to_upper);
        else
            buffer_append_string(&out, character);
        starts_word = splits;
    }
    return finish(arena, &out);
}
