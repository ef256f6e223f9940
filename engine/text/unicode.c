/*
 * UTF-8 and the classes of characters. Every text of the engine passes through
 * here once, so runs of ASCII are skipped a word at a time.
 */

#include "text/unicode.h"

#include <stdint.h>
#include <string.h>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#define HIGH_BITS UINT64_C(0x8080808080808080)

static size_t skip_ascii(struct string s, size_t offset)
{
    uint64_t word;
    while (offset + sizeof(word) <= s.length) {
        memcpy(&word, s.bytes + offset, sizeof(word));
        if (word & HIGH_BITS)
            break;
        offset += sizeof(word);
    }
    while (offset < s.length && (unsigned char)s.bytes[offset] < 0x80)
        offset++;
    return offset;
}

size_t text_find_invalid_utf8(struct string s)
{
    size_t offset = 0;
    UChar32 code_point;
    while ((offset = skip_ascii(s, offset)) < s.length) {
        size_t start = offset;
        U8_NEXT(s.bytes, offset, s.length, code_point);
        if (code_point < 0)
            return start;
    }
    return SIZE_MAX;
}

static bool is_illegal_at(struct string s, size_t offset)
{
    unsigned char byte = (unsigned char)s.bytes[offset];
    if (byte < 0x20)
        return byte != '\t' && byte != '\n' && byte != '\r';
    return byte == 0xEF && offset + 2 < s.length && (unsigned char)s.bytes[offset + 1] == 0xBF &&
           (unsigned char)s.bytes[offset + 2] >= 0xBE;
}

size_t text_find_illegal(struct string s)
{
    for (size_t offset = 0; offset < s.length; offset++)
        if (is_illegal_at(s, offset))
            return offset;
    return SIZE_MAX;
}

unsigned text_next(struct string s, size_t *offset)
{
    UChar32 code_point;
    size_t next = *offset;
    if (next >= s.length)
        return 0xFFFD;
    U8_NEXT_OR_FFFD(s.bytes, next, s.length, code_point);
    *offset = next;
    return (unsigned)code_point;
}

size_t text_character_start(struct string s, size_t offset)
{
    while (offset > 0 && offset < s.length && ((unsigned char)s.bytes[offset] & 0xC0) == 0x80)
        offset--;
    return offset;
}

size_t text_length(struct string s)
{
    size_t count = 0;
    for (size_t offset = 0; offset < s.length; count++)
        text_next(s, &offset);
    return count;
}

size_t text_offset(struct string s, size_t characters)
{
    size_t offset = 0;
    while (characters-- > 0 && offset < s.length)
        text_next(s, &offset);
    return offset;
}

bool text_is_letter(unsigned code_point)
{
    return u_isalpha((UChar32)code_point);
}

bool text_is_upper(unsigned code_point)
{
    return u_isUUppercase((UChar32)code_point);
}

bool text_is_lower(unsigned code_point)
{
    return u_isULowercase((UChar32)code_point);
}

bool text_is_digit(unsigned code_point)
{
    return u_isdigit((UChar32)code_point);
}

bool text_is_space(unsigned code_point)
{
    return u_isUWhiteSpace((UChar32)code_point);
}

bool text_is_name(unsigned code_point)
{
    const uint32_t classes = U_GC_L_MASK | U_GC_M_MASK | U_GC_ND_MASK;
    return code_point == '_' || (U_GET_GC_MASK((UChar32)code_point) & classes) != 0;
}
