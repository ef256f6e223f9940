/* Characters that Word's autocorrect puts for what was typed. */

#include "text/glyph.h"

#include <stdint.h>
#include <string.h>

struct glyph {
    const char *bytes;
    enum glyph_class class;
};

static const struct glyph glyphs[] = {
    {"“", GLYPH_DOUBLE_QUOTE},
    {"”", GLYPH_DOUBLE_QUOTE},
    {"„", GLYPH_DOUBLE_QUOTE},
    {"‟", GLYPH_DOUBLE_QUOTE},
    {"‘", GLYPH_SINGLE_QUOTE},
    {"’", GLYPH_SINGLE_QUOTE},
    {"‚", GLYPH_SINGLE_QUOTE},
    {"‛", GLYPH_SINGLE_QUOTE},
    {"′", GLYPH_SINGLE_QUOTE},
    {"″", GLYPH_DOUBLE_QUOTE},
    {"–", GLYPH_DASH},
    {"—", GLYPH_DASH},
    {"‐", GLYPH_DASH},
    {"\xE2\x80\x91", GLYPH_DASH},
    {"−", GLYPH_DASH},
    {"\xC2\xA0", GLYPH_BLANK},
    {"\xE2\x80\x82", GLYPH_BLANK},
    {"\xE2\x80\x83", GLYPH_BLANK},
    {"\xE2\x80\x87", GLYPH_BLANK},
    {"\xE2\x80\x89", GLYPH_BLANK},
    {"\xE2\x80\x8A", GLYPH_BLANK},
    {"\xE2\x80\xAF", GLYPH_BLANK},
    {"\xE3\x80\x80", GLYPH_BLANK},
    {"\xC2\xAD", GLYPH_NOTHING},
    {"\xE2\x80\x8B", GLYPH_NOTHING},
    {"\xE2\x81\xA0", GLYPH_NOTHING},
    {"\xEF\xBB\xBF", GLYPH_NOTHING},
};

static enum glyph_class ascii_class(char byte)
{
    switch (byte) {
    case '"':
        return GLYPH_DOUBLE_QUOTE;
    case '\'':
        return GLYPH_SINGLE_QUOTE;
    case '-':
        return GLYPH_DASH;
    case ' ':
    case '\t':
    case '\n':
    case '\r':
        return GLYPH_BLANK;
    default:
        return GLYPH_OTHER;
    }
}

enum glyph_class glyph_at(struct string text, size_t offset, size_t *length)
{
    *length = 1;
    unsigned char first = (unsigned char)text.bytes[offset];
    if (first < 0x80)
        return ascii_class(text.bytes[offset]);
    if (first != 0xC2 && first != 0xE2 && first != 0xE3 && first != 0xEF)
        return GLYPH_OTHER;
    for (size_t i = 0; i < sizeof(glyphs) / sizeof(*glyphs); i++) {
        size_t size = strlen(glyphs[i].bytes);
        if (offset + size <= text.length && !memcmp(text.bytes + offset, glyphs[i].bytes, size)) {
            *length = size;
            return glyphs[i].class;
        }
    }
    return GLYPH_OTHER;
}

size_t glyph_skip_blanks(struct string text, size_t offset)
{
    size_t length;
    while (offset < text.length && glyph_at(text, offset, &length) == GLYPH_BLANK)
        offset += length;
    return offset;
}

size_t glyph_skip_dash(struct string text, size_t offset)
{
    size_t length;
    if (offset < text.length && glyph_at(text, offset, &length) == GLYPH_DASH)
        return offset + length;
    return offset;
}

size_t glyph_back_dash(struct string text, size_t offset)
{
    static const size_t sizes[] = {1, 3};
    for (size_t i = 0; i < 2; i++) {
        size_t length;
        if (offset >= sizes[i] && glyph_at(text, offset - sizes[i], &length) == GLYPH_DASH &&
            length == sizes[i])
            return offset - sizes[i];
    }
    return offset;
}

/* Behind the quote that ends a string; with `straight`, only that byte ends it. SIZE_MAX if it never ends. */
static size_t find_string_end(struct string text, size_t offset, enum glyph_class class, char straight)
{
    while (offset < text.length) {
        size_t length;
        enum glyph_class found = glyph_at(text, offset, &length);
        if (text.bytes[offset] == '\\' && offset + 1 < text.length) {
            offset += 2;
            continue;
        }
        if (found == class && (!straight || text.bytes[offset] == straight))
            return offset + length;
        offset += length;
    }
    return SIZE_MAX;
}

static bool begins_string(struct string text, size_t offset, enum glyph_class *class, size_t *length)
{
    *class = glyph_at(text, offset, length);
    return *class == GLYPH_DOUBLE_QUOTE || *class == GLYPH_SINGLE_QUOTE;
}

static size_t string_end(struct string text, size_t offset, enum glyph_class class, size_t length)
{
    size_t end = SIZE_MAX;
    if (length == 1)
        end = find_string_end(text, offset + 1, class, text.bytes[offset]);
    return end == SIZE_MAX ? find_string_end(text, offset + length, class, 0) : end;
}

size_t glyph_skip_string(struct string text, size_t offset)
{
    enum glyph_class class;
    size_t length;
    if (!begins_string(text, offset, &class, &length))
        return offset;
    size_t end = string_end(text, offset, class, length);
    return end == SIZE_MAX ? offset : end;
}
