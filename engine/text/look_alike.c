/* The table of look-alikes, and the words that have them. */

#include "text/look_alike.h"

#include <stdint.h>

#include "base/buffer.h"
#include "text/letters.h"
#include "text/unicode.h"

static const struct {
    uint16_t code_point, letter;
} rows[] = {
    {0x00D0, U'Đ'}, {0x00F0, U'đ'}, {0x0189, U'Đ'}, {0x0256, U'đ'}, {0x0131, 'i'}, {0x0261, 'g'},
    {0x0410, 'A'},  {0x0412, 'B'},  {0x0415, 'E'},  {0x041A, 'K'},  {0x041C, 'M'}, {0x041D, 'H'},
    {0x041E, 'O'},  {0x0420, 'P'},  {0x0421, 'C'},  {0x0422, 'T'},  {0x0425, 'X'}, {0x0406, 'I'},
    {0x0430, 'a'},  {0x0435, 'e'},  {0x043E, 'o'},  {0x0440, 'p'},  {0x0441, 'c'}, {0x0443, 'y'},
    {0x0445, 'x'},  {0x0456, 'i'},  {0x0455, 's'},  {0x04BB, 'h'},  {0x0391, 'A'}, {0x0392, 'B'},
    {0x0395, 'E'},  {0x0397, 'H'},  {0x0399, 'I'},  {0x039A, 'K'},  {0x039C, 'M'}, {0x039D, 'N'},
    {0x039F, 'O'},  {0x03A1, 'P'},  {0x03A4, 'T'},  {0x03A5, 'Y'},  {0x03A7, 'X'}, {0x03BF, 'o'},
    {0x03BD, 'v'},  {0x2010, '-'},
};

enum { FULL_WIDTH = 0xFF01, FULL_WIDTH_END = 0xFF5E };

static bool is_full_width(unsigned code_point)
{
    return code_point >= FULL_WIDTH && code_point <= FULL_WIDTH_END;
}

unsigned text_look_alike(unsigned code_point)
{
    if (is_full_width(code_point))
        return code_point - FULL_WIDTH + '!';
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].code_point == code_point)
            return rows[i].letter;
    return 0;
}

/* A run of letters: where it ends, and whether one is of Vietnamese. */
static size_t read_word(struct string s, size_t from, bool *is_vietnamese)
{
    size_t end = from;
    *is_vietnamese = false;
    for (size_t next = from; next < s.length; end = next) {
        unsigned code_point = text_next(s, &next);
        if (!text_is_letter(code_point))
            break;
        /* Đ has no other look than Ð: a word of Ð alone is one of Vietnamese. */
        unsigned taken_for = text_look_alike(code_point);
        *is_vietnamese |= letter_lookup(code_point).rank != 0 || taken_for == U'Đ' || taken_for == U'đ';
    }
    return end;
}

/* Nearly all texts have none: their bytes are looked at alone. */
static bool may_have_look_alike(struct string s, size_t from)
{
    for (size_t i = from; i < s.length; i++) {
        unsigned char byte = (unsigned char)s.bytes[i];
        if (byte < 0xC3)
            continue;
        unsigned char next = i + 1 < s.length ? (unsigned char)s.bytes[i + 1] : 0;
        bool is_latin = (byte == 0xC3 && (next == 0x90 || next == 0xB0)) || (byte == 0xC4 && next == 0xB1) ||
                        (byte == 0xC6 && next == 0x89) || byte == 0xC9;
        bool is_other = (byte >= 0xCE && byte <= 0xD2) || (byte == 0xE2 && next == 0x80) || byte == 0xEF;
        if (is_latin || is_other)
            return true;
    }
    return false;
}

size_t text_find_look_alike(struct string s, size_t from)
{
    size_t word_end = 0;
    bool is_vietnamese = false;
    if (!may_have_look_alike(s, from))
        return s.length;
    for (size_t offset = from, start; offset < s.length;) {
        start = offset;
        if (start >= word_end)
            word_end = read_word(s, start, &is_vietnamese);
        unsigned code_point = text_next(s, &offset);
        bool may_be = is_full_width(code_point) || (is_vietnamese && start < word_end);
        if (may_be && text_look_alike(code_point) != 0)
            return start;
    }
    return s.length;
}

struct string text_replace_look_alikes(struct arena *arena, struct string s)
{
    struct buffer out = {0};
    size_t done = 0;
    for (size_t at = text_find_look_alike(s, 0); at < s.length; at = text_find_look_alike(s, done)) {
        size_t next = at;
        buffer_append_string(&out, string_slice(s, done, at));
        buffer_append_code_point(&out, text_look_alike(text_next(s, &next)));
        done = next;
    }
    if (done == 0)
        return s;
    buffer_append_string(&out, string_slice(s, done, s.length));
    struct string replaced = text_normalise(arena, arena_copy(arena, buffer_string(&out)));
    buffer_release(&out);
    return replaced;
}
