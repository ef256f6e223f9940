/*
 * VIQR (RFC 1456): ASCII with the shape and then the tone behind a vowel,
 * "Vie^.t Nam", "dd" for đ, and a backslash before a sign that is only itself.
 * "*" is read for the horn as well as "+".
 */

#include "text/legacy_forms.h"

#include <stdint.h>
#include <string.h>

#include "text/letters.h"
#include "text/unicode.h"

static const struct {
    char sign;
    const char *letters; /* that take it */
    uint16_t mark;
} shapes[] = {
    {'(', "Aa", 0x306},
    {'^', "AEOaeo", 0x302},
    {'+', "OUou", 0x31B},
    {'*', "OUou", 0x31B},
};

static const struct {
    char sign;
    uint8_t tone;
} tones[] = {{'`', HUYEN}, {'?', HOI}, {'~', NGA}, {'\'', SAC}, {'.', NANG}};

enum { SHAPE_COUNT = sizeof(shapes) / sizeof(shapes[0]), TONE_SIGN_COUNT = sizeof(tones) / sizeof(tones[0]) };

static bool is_vowel(char letter)
{
    return letter != 0 && strchr("AEIOUYaeiouy", letter) != NULL;
}

/* The combining mark of a sign behind a letter; 0 when it is no mark there. */
static unsigned shape_of(char letter, char sign)
{
    for (size_t i = 0; i < SHAPE_COUNT; i++)
        if (shapes[i].sign == sign && letter != 0 && strchr(shapes[i].letters, letter) != NULL)
            return shapes[i].mark;
    return 0;
}

static unsigned tone_of(char sign)
{
    for (size_t i = 0; i < TONE_SIGN_COUNT; i++)
        if (tones[i].sign == sign)
            return letter_tone_mark(tones[i].tone);
    return 0;
}

static char sign_at(struct string bytes, size_t offset)
{
    return offset < bytes.length ? bytes.bytes[offset] : 0;
}

/* Appends the vowel at `offset` with its marks; the number of bytes read. */
static size_t append_vowel(struct buffer *out, struct string bytes, size_t offset)
{
    char letter = bytes.bytes[offset];
    size_t length = 1;
    unsigned shape = shape_of(letter, sign_at(bytes, offset + length));
    buffer_append_byte(out, letter);
    if (shape != 0) {
        buffer_append_code_point(out, shape);
        length++;
    }
    unsigned tone = tone_of(sign_at(bytes, offset + length));
    if (tone != 0) {
        buffer_append_code_point(out, tone);
        length++;
    }
    return length;
}

/* Appends the character at `offset`; the number of bytes read, 0 when they mean nothing. */
static size_t append_character(struct buffer *out, struct string bytes, size_t offset)
{
    char byte = bytes.bytes[offset], next = sign_at(bytes, offset + 1);
    if ((unsigned char)byte >= 0x80 || windows_1252_of_byte((unsigned char)byte) == 0)
        return 0;
    if (is_vowel(byte))
        return append_vowel(out, bytes, offset);
    if ((byte == 'd' || byte == 'D') && (next == 'd' || next == 'D')) {
        buffer_append_code_point(out, byte == 'd' ? U'đ' : U'Đ');
        return 2;
    }
    if (byte == '\\' && next > ' ' && next < 0x7F) {
        buffer_append_byte(out, next);
        return 2;
    }
    buffer_append_byte(out, byte);
    return 1;
}

bool viqr_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset)
{
    (void)encoding;
    for (size_t offset = 0; offset < bytes.length;) {
        size_t length = append_character(out, bytes, offset);
        if (length == 0) {
            *bad_offset = offset;
            return false;
        }
        offset += length;
    }
    return true;
}

/* ---- encoding ---- */

/* What the last character written would do to the next one. */
struct state {
    char letter; /* a vowel or d that may take a sign; 0: none */
    bool has_shape, has_tone;
};

static bool needs_escape(struct state state, char byte)
{
    if (byte == '\\')
        return true;
    if (state.letter == 'd' || state.letter == 'D')
        return byte == 'd' || byte == 'D';
    if (state.letter == 0 || state.has_tone)
        return false;
    return tone_of(byte) != 0 || (!state.has_shape && shape_of(state.letter, byte) != 0);
}

static struct state append_ascii(struct buffer *out, struct state state, char byte)
{
    bool is_escaped = needs_escape(state, byte);
    if (is_escaped)
        buffer_append_byte(out, '\\');
    buffer_append_byte(out, byte);
    if (is_escaped || (!is_vowel(byte) && byte != 'd' && byte != 'D'))
        return (struct state){0};
    return (struct state){.letter = byte};
}

/* The vowel and the sign of a letter without tone; the sign is 0 for a plain vowel, the vowel 0 for all else.
 */
static void split_shape(unsigned toneless, char *vowel, char *sign)
{
    static const struct {
        uint16_t toneless;
        char vowel, sign;
    } rows[] = {
        {U'Ă', 'A', '('}, {U'ă', 'a', '('}, {U'Â', 'A', '^'}, {U'â', 'a', '^'},
        {U'Ê', 'E', '^'}, {U'ê', 'e', '^'}, {U'Ô', 'O', '^'}, {U'ô', 'o', '^'},
        {U'Ơ', 'O', '+'}, {U'ơ', 'o', '+'}, {U'Ư', 'U', '+'}, {U'ư', 'u', '+'},
    };
    *vowel = toneless < 0x80 ? (char)toneless : 0;
    *sign = 0;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].toneless == toneless) {
            *vowel = rows[i].vowel;
            *sign = rows[i].sign;
        }
}

static void append_tone(struct buffer *out, unsigned tone)
{
    for (size_t i = 0; i < TONE_SIGN_COUNT; i++)
        if (tones[i].tone == tone)
            buffer_append_byte(out, tones[i].sign);
}

/* A plain d before it must not join. */
static void append_d_stroke(struct buffer *out, unsigned code_point, struct state state)
{
    if (state.letter == 'd' || state.letter == 'D') {
        buffer_truncate(out, out->length - 1);
        buffer_append_byte(out, '\\');
        buffer_append_byte(out, state.letter);
    }
    buffer_append_text(out, code_point == U'đ' ? "dd" : "DD");
}

static bool append_letter(struct buffer *out, unsigned code_point, struct state *state)
{
    struct letter letter = letter_lookup(code_point);
    char vowel, sign;
    if (code_point == U'đ' || code_point == U'Đ') {
        append_d_stroke(out, code_point, *state);
        *state = (struct state){0};
        return true;
    }
    split_shape(letter.toneless, &vowel, &sign);
    if (letter.rank == 0 || vowel == 0)
        return false;
    buffer_append_byte(out, vowel);
    if (sign != 0)
        buffer_append_byte(out, sign);
    append_tone(out, letter.tone);
    *state = (struct state){vowel, sign != 0, letter.tone != NGANG};
    return true;
}

bool viqr_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset)
{
    struct state state = {0};
    (void)encoding;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        unsigned code_point = text_next(text, &offset);
        if (code_point < 0x80 && windows_1252_of_byte((unsigned char)code_point) != 0) {
            state = append_ascii(out, state, (char)code_point);
        } else if (!append_letter(out, code_point, &state)) {
            *bad_offset = start;
            return false;
        }
    }
    return true;
}
