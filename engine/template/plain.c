/* A tag's text as it was typed before autocorrect: plain outside its strings, their ends straight. */

#include "template/mark.h"

#include "base/buffer.h"
#include "text/glyph.h"
#include "text/unicode.h"

static bool is_plain(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] >= 0x80 || (unsigned char)text.bytes[i] < ' ')
            return false;
    return true;
}

/* A string literal: its quotes become straight ones of their class, what it holds stays. */
static size_t append_string(struct buffer *out, struct string text, size_t from)
{
    size_t behind = glyph_skip_string(text, from);
    if (behind == from)
        return from;
    size_t first, last = 1;
    char quote = glyph_at(text, from, &first) == GLYPH_DOUBLE_QUOTE ? '"' : '\'';
    size_t length;
    if (behind - from >= first + 3 && glyph_at(text, behind - 3, &length) != GLYPH_OTHER && length == 3)
        last = 3;
    buffer_append_byte(out, quote);
    buffer_append(out, text.bytes + from + first, behind - last - from - first);
    buffer_append_byte(out, quote);
    return behind;
}

static size_t append_glyph(struct buffer *out, struct string text, size_t from)
{
    static const char plain[] = {
        [GLYPH_DOUBLE_QUOTE] = '"', [GLYPH_SINGLE_QUOTE] = '\'', [GLYPH_DASH] = '-', [GLYPH_BLANK] = ' '};
    size_t length;
    enum glyph_class class = glyph_at(text, from, &length);
    if (class == GLYPH_OTHER)
        buffer_append(out, text.bytes + from, length);
    else if (class != GLYPH_NOTHING)
        buffer_append_byte(out, plain[class]);
    return from + length;
}

struct string mark_plain(struct arena *arena, struct string text)
{
    if (is_plain(text))
        return text;
    struct buffer out = {0};
    for (size_t i = 0; i < text.length;) {
        size_t behind = append_string(&out, text, i);
        i = behind > i ? behind : append_glyph(&out, text, i);
    }
    struct string plain = arena_copy(arena, text_normalise(arena, buffer_string(&out)));
    buffer_release(&out);
    return string_equal(plain, text) ? text : plain;
}
