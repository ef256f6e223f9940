/*
 * Encodings in which a byte is a character. A page is made of Windows-1252 and
 * what the encoding puts in its place. Windows-1258 has most letters with tones
 * as two bytes: the letter and a combining mark.
 */

#include "text/legacy_forms.h"

#include <stdint.h>
#include <string.h>

#include "text/letters.h"
#include "text/unicode.h"

static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

struct place {
    uint8_t byte;
    uint16_t code_point;
};

/* Where Windows-1258 differs from Windows-1252. */
static const struct place windows_1258[] = {
    {0x8A, 0},     {0x8E, 0},     {0x9A, 0},     {0x9E, 0},    {0xC3, U'Ă'},  {0xCC, 0x300},
    {0xD0, U'Đ'},  {0xD2, 0x309}, {0xD5, U'Ơ'},  {0xDD, U'Ư'}, {0xDE, 0x303}, {0xE3, U'ă'},
    {0xEC, 0x301}, {0xF0, U'đ'},  {0xF2, 0x323}, {0xF5, U'ơ'}, {0xFD, U'ư'},  {0xFE, U'₫'},
};

/* TCVN 5712 has the tones as combining marks too. */
static const struct place tcvn_marks[] = {
    {0xB0, 0x300}, {0xB1, 0x309}, {0xB2, 0x303}, {0xB3, 0x301}, {0xB4, 0x323},
};

static const struct letter_row {
    uint16_t code_point;
    uint8_t tcvn, viscii, vps;
} letters[] = {
#define LETTER(letter, tcvn, viscii, vps) {letter, tcvn, viscii, vps},
#include "text/legacy.def"
#undef LETTER
};

unsigned windows_1252_of_byte(unsigned char byte)
{
    if (byte < 0x20)
        return byte == '\t' || byte == '\n' || byte == '\r' ? byte : 0;
    return byte >= 0x80 && byte < 0xA0 ? windows_1252[byte - 0x80] : byte;
}

int byte_of_windows_1252(unsigned code_point)
{
    if (code_point < 0x80 || (code_point >= 0xA0 && code_point < 0x100))
        return (int)code_point;
    for (int i = 0; i < 32; i++)
        if (windows_1252[i] == code_point)
            return 0x80 + i;
    return -1;
}

static void put(uint16_t page[256], const struct place *places, size_t count)
{
    for (size_t i = 0; i < count; i++)
        page[places[i].byte] = places[i].code_point;
}

/* The byte of a letter in an encoding; 0 when it has none. */
static uint8_t letter_byte(enum legacy_encoding encoding, const struct letter_row *row)
{
    switch (encoding) {
    case LEGACY_TCVN3:
        return row->tcvn >= 0xA0 ? row->tcvn : 0;
    case LEGACY_TCVN5712:
        return row->tcvn;
    case LEGACY_VISCII:
        return row->viscii;
    case LEGACY_VPS:
        return row->vps;
    default:
        return 0;
    }
}

/* The fonts of TCVN3 draw no capital letter but the seven without tone, Ă Â Ê Ô Ơ Ư Đ. */
static bool is_drawn(enum legacy_encoding encoding, const struct letter_row *row)
{
    return encoding != LEGACY_TCVN3 || row->tcvn <= 0xA7 || text_is_lower(row->code_point);
}

/* 0 stands for no character. */
static void fill_page(enum legacy_encoding encoding, uint16_t page[256])
{
    for (unsigned byte = 0; byte < 256; byte++)
        page[byte] = (uint16_t)windows_1252_of_byte((unsigned char)byte);
    if (encoding == LEGACY_WINDOWS_1258)
        put(page, windows_1258, sizeof(windows_1258) / sizeof(windows_1258[0]));
    if (encoding == LEGACY_TCVN5712)
        put(page, tcvn_marks, sizeof(tcvn_marks) / sizeof(tcvn_marks[0]));
    for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
        uint8_t byte = letter_byte(encoding, &letters[i]);
        if (byte != 0)
            page[byte] = is_drawn(encoding, &letters[i]) ? letters[i].code_point : 0;
    }
}

bool page_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset)
{
    uint16_t page[256];
    fill_page(encoding, page);
    for (size_t i = 0; i < bytes.length; i++) {
        unsigned code_point = page[(unsigned char)bytes.bytes[i]];
        if (code_point == 0) {
            *bad_offset = i;
            return false;
        }
        buffer_append_code_point(out, code_point);
    }
    return true;
}

static bool append_byte_of(const uint16_t page[256], unsigned code_point, struct buffer *out)
{
    if (code_point < 0x80 && page[code_point] == code_point && code_point != 0) {
        buffer_append_byte(out, (char)code_point);
        return true;
    }
    for (unsigned byte = 1; byte < 256; byte++)
        if (page[byte] == code_point && code_point != 0) {
            buffer_append_byte(out, (char)byte);
            return true;
        }
    return false;
}

/* The letter and its tone as two bytes, where the page has the marks. */
static bool append_split(const uint16_t page[256], unsigned code_point, struct buffer *out)
{
    struct letter letter = letter_lookup(code_point);
    return letter.tone != NGANG && append_byte_of(page, letter.toneless, out) &&
           append_byte_of(page, letter_tone_mark(letter.tone), out);
}

bool page_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset)
{
    uint16_t page[256];
    fill_page(encoding, page);
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        unsigned code_point = text_next(text, &offset);
        if (!append_byte_of(page, code_point, out) && !append_split(page, code_point, out)) {
            *bad_offset = start;
            return false;
        }
    }
    return true;
}
