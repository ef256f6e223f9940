/*
 * VNI Windows: a letter is followed by one character of Latin-1 that is drawn
 * over it, a shape and a tone in one: "AÁ" is Ấ. Some letters are one character.
 * Tables are of capitals; a small one is 0x20 above, and a mark may be in either
 * case, for people typed them so.
 */

#include "text/legacy_forms.h"

#include <stdint.h>
#include <string.h>

#include "text/letters.h"
#include "text/unicode.h"

#define O_HORN "\xD4"
#define U_HORN "\xD6"
#define ANY_VOWEL "AEOUY" O_HORN U_HORN

enum shape { SHAPE_NONE, CIRCUMFLEX, BREVE };

static const struct {
    uint8_t byte;
    const char *letters; /* that may stand before it */
    uint8_t shape, tone;
} marks[] = {
    {0xD9, ANY_VOWEL, SHAPE_NONE, SAC},
    {0xD8, ANY_VOWEL, SHAPE_NONE, HUYEN},
    {0xDB, ANY_VOWEL, SHAPE_NONE, HOI},
    {0xD5, ANY_VOWEL, SHAPE_NONE, NGA},
    {0xCF, ANY_VOWEL, SHAPE_NONE, NANG},
    {0xC2, "AEO", CIRCUMFLEX, NGANG},
    {0xC1, "AEO", CIRCUMFLEX, SAC},
    {0xC0, "AEO", CIRCUMFLEX, HUYEN},
    {0xC5, "AEO", CIRCUMFLEX, HOI},
    {0xC3, "AEO", CIRCUMFLEX, NGA},
    {0xC4, "AEO", CIRCUMFLEX, NANG},
    {0xCA, "A", BREVE, NGANG},
    {0xC9, "A", BREVE, SAC},
    {0xC8, "A", BREVE, HUYEN},
    {0xDA, "A", BREVE, HOI},
    {0xDC, "A", BREVE, NGA},
    {0xCB, "A", BREVE, NANG},
};

/* Characters that are a letter by themselves. */
static const struct {
    uint8_t byte;
    uint16_t capital, small;
} singles[] = {
    {0xD4, U'Ơ', U'ơ'}, {0xD6, U'Ư', U'ư'}, {0xD1, U'Đ', U'đ'}, {0xCE, U'Ỵ', U'ỵ'}, {0xCD, U'Í', U'í'},
    {0xCC, U'Ì', U'ì'}, {0xC6, U'Ỉ', U'ỉ'}, {0xD3, U'Ĩ', U'ĩ'}, {0xD2, U'Ị', U'ị'},
};

enum { MARK_COUNT = sizeof(marks) / sizeof(marks[0]), SINGLE_COUNT = sizeof(singles) / sizeof(singles[0]) };

static const uint16_t shape_marks[] = {[SHAPE_NONE] = 0, [CIRCUMFLEX] = 0x302, [BREVE] = 0x306};

static bool is_small(uint8_t byte)
{
    return (byte >= 'a' && byte <= 'z') || byte >= 0xE0;
}

static uint8_t capital_of(uint8_t byte)
{
    return is_small(byte) ? (uint8_t)(byte - 0x20) : byte;
}

/* The row of `marks` that may stand behind a letter, or -1. */
static int find_mark(uint8_t letter, uint8_t mark)
{
    for (int i = 0; i < MARK_COUNT; i++)
        if (marks[i].byte == capital_of(mark) && strchr(marks[i].letters, capital_of(letter)) != NULL)
            return i;
    return -1;
}

bool vni_is_mark(unsigned char letter, unsigned char mark)
{
    return letter != 0 && find_mark(letter, mark) >= 0;
}

/* The character of a byte that is no mark; 0 when it is one. */
static unsigned character_of(uint8_t byte)
{
    for (size_t i = 0; i < SINGLE_COUNT; i++)
        if (singles[i].byte == capital_of(byte))
            return is_small(byte) ? singles[i].small : singles[i].capital;
    return byte < 0xC0 ? windows_1252_of_byte(byte) : 0;
}

static void append_marks(struct buffer *out, int mark)
{
    if (marks[mark].shape != SHAPE_NONE)
        buffer_append_code_point(out, shape_marks[marks[mark].shape]);
    if (marks[mark].tone != NGANG)
        buffer_append_code_point(out, letter_tone_mark(marks[mark].tone));
}

bool vni_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset)
{
    (void)encoding;
    for (size_t i = 0; i < bytes.length; i++) {
        uint8_t byte = (uint8_t)bytes.bytes[i];
        unsigned character = character_of(byte);
        if (character == 0) {
            *bad_offset = i;
            return false;
        }
        buffer_append_code_point(out, character);
        int mark = i + 1 < bytes.length && byte != 0 ? find_mark(byte, (uint8_t)bytes.bytes[i + 1]) : -1;
        if (mark >= 0) {
            append_marks(out, mark);
            i++;
        }
    }
    return true;
}

/* ---- encoding ---- */

static bool append_single(struct buffer *out, unsigned code_point)
{
    for (size_t i = 0; i < SINGLE_COUNT; i++)
        if (code_point == singles[i].capital || code_point == singles[i].small) {
            buffer_append_byte(out, (char)(singles[i].byte + (code_point == singles[i].small ? 0x20 : 0)));
            return true;
        }
    return false;
}

/* The letter of VNI and the shape of a letter without tone; false when it is no vowel with a mark. */
static bool split_shape(unsigned toneless, char *letter, enum shape *shape)
{
    static const struct {
        uint16_t toneless;
        uint8_t letter, shape;
    } rows[] = {
        {U'Ă', 'A', BREVE},       {U'ă', 'a', BREVE},       {U'Â', 'A', CIRCUMFLEX},
        {U'â', 'a', CIRCUMFLEX},  {U'Ê', 'E', CIRCUMFLEX},  {U'ê', 'e', CIRCUMFLEX},
        {U'Ô', 'O', CIRCUMFLEX},  {U'ô', 'o', CIRCUMFLEX},  {U'Ơ', 0xD4, SHAPE_NONE},
        {U'ơ', 0xF4, SHAPE_NONE}, {U'Ư', 0xD6, SHAPE_NONE}, {U'ư', 0xF6, SHAPE_NONE},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].toneless == toneless) {
            *letter = (char)rows[i].letter;
            *shape = rows[i].shape;
            return true;
        }
    *letter = (char)toneless;
    *shape = SHAPE_NONE;
    return toneless < 0x80;
}

static bool append_marked(struct buffer *out, unsigned code_point)
{
    struct letter parts = letter_lookup(code_point);
    char letter;
    enum shape shape;
    if (parts.rank == 0 || !split_shape(parts.toneless, &letter, &shape))
        return false;
    for (size_t i = 0; i < MARK_COUNT; i++)
        if (marks[i].shape == shape && marks[i].tone == parts.tone) {
            buffer_append_byte(out, letter);
            buffer_append_byte(out, (char)(marks[i].byte + (is_small((uint8_t)letter) ? 0x20 : 0)));
            return true;
        }
    return false;
}

static bool append_other(struct buffer *out, unsigned code_point)
{
    int byte = byte_of_windows_1252(code_point);
    if (byte < 0 || byte >= 0xC0 || windows_1252_of_byte((unsigned char)byte) == 0)
        return false;
    buffer_append_byte(out, (char)byte);
    return true;
}

bool vni_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset)
{
    (void)encoding;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        unsigned code_point = text_next(text, &offset);
        if (!append_single(out, code_point) && !append_marked(out, code_point) &&
            !append_other(out, code_point)) {
            *bad_offset = start;
            return false;
        }
    }
    return true;
}
