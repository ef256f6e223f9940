#include "text/utf16.h"

bool text_is_utf16(struct string bytes, bool *is_big)
{
    const unsigned char *b = (const unsigned char *)bytes.bytes;
    if (bytes.length < 2)
        return false;
    *is_big = (b[0] == 0xfe && b[1] == 0xff) || (b[0] == 0 && b[1] != 0);
    return *is_big || (b[0] == 0xff && b[1] == 0xfe) || (b[0] != 0 && b[1] == 0);
}

static unsigned unit_at(struct string bytes, size_t at, bool is_big)
{
    unsigned first = (unsigned char)bytes.bytes[at], second = (unsigned char)bytes.bytes[at + 1];
    return is_big ? first << 8 | second : second << 8 | first;
}

/* The character at *at, which is moved on; false for half of one. */
static bool read_character(struct string bytes, size_t *at, bool is_big, unsigned *code_point)
{
    if (*at + 2 > bytes.length)
        return false;
    *code_point = unit_at(bytes, *at, is_big);
    bool is_pair = *code_point >= 0xd800 && *code_point < 0xdc00;
    if (*code_point >= 0xdc00 && *code_point < 0xe000)
        return false;
    unsigned low = is_pair && *at + 4 <= bytes.length ? unit_at(bytes, *at + 2, is_big) : 0;
    if (is_pair && (low < 0xdc00 || low >= 0xe000))
        return false;
    if (is_pair)
        *code_point = 0x10000 + ((*code_point - 0xd800) << 10) + (low - 0xdc00);
    *at += is_pair ? 4 : 2;
    return true;
}

bool text_decode_utf16(struct string bytes, bool is_big, struct buffer *out, size_t *bad_offset)
{
    unsigned code_point;
    size_t at = 0, before = out->length;
    while (at < bytes.length && read_character(bytes, &at, is_big, &code_point))
        buffer_append_code_point(out, code_point);
    *bad_offset = at;
    if (at < bytes.length)
        buffer_truncate(out, before);
    return at == bytes.length;
}
