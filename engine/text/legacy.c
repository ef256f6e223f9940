/* The legacy encodings by name and by font; the work is done by the form each has. */

#include "text/legacy.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "text/legacy_forms.h"
#include "text/unicode.h"

typedef bool convert(enum legacy_encoding encoding, struct string from, struct buffer *out,
                     size_t *bad_offset);

static const struct {
    const char *name;
    convert *decode, *encode;
} encodings[LEGACY_COUNT] = {
    [LEGACY_TCVN3] = {"tcvn3", page_decode, page_encode},
    [LEGACY_TCVN5712] = {"tcvn5712", page_decode, page_encode},
    [LEGACY_VNI] = {"vni", vni_decode, vni_encode},
    [LEGACY_VISCII] = {"viscii", page_decode, page_encode},
    [LEGACY_VPS] = {"vps", page_decode, page_encode},
    [LEGACY_WINDOWS_1258] = {"windows-1258", page_decode, page_encode},
    [LEGACY_VIQR] = {"viqr", viqr_decode, viqr_encode},
};

static const struct {
    const char *name;
    enum legacy_encoding encoding;
} other_names[] = {
    {"abc", LEGACY_TCVN3},       {"tcvn-3", LEGACY_TCVN3},        {"tcvn5712-1", LEGACY_TCVN5712},
    {"vni-windows", LEGACY_VNI}, {"cp1258", LEGACY_WINDOWS_1258}, {"1258", LEGACY_WINDOWS_1258},
    {"vietnet", LEGACY_VIQR},
};

static const struct {
    const char *prefix;
    enum legacy_encoding encoding;
} fonts[] = {
    {".vn", LEGACY_TCVN3},
    {"vni-", LEGACY_VNI},
    {"vps ", LEGACY_VPS},
    {"viscii ", LEGACY_VISCII},
};

static bool is_name(struct string typed, const char *name)
{
    return typed.length == strlen(name) && strncasecmp(typed.bytes, name, typed.length) == 0;
}

bool legacy_find(struct string name, enum legacy_encoding *encoding)
{
    for (size_t i = 0; i < LEGACY_COUNT; i++)
        if (is_name(name, encodings[i].name)) {
            *encoding = (enum legacy_encoding)i;
            return true;
        }
    for (size_t i = 0; i < sizeof(other_names) / sizeof(other_names[0]); i++)
        if (is_name(name, other_names[i].name)) {
            *encoding = other_names[i].encoding;
            return true;
        }
    return false;
}

const char *legacy_name(enum legacy_encoding encoding)
{
    return encodings[encoding].name;
}

/* Some programs write all names small: ".vntimeh". */
static bool ends_with_capital(struct string font)
{
    bool has_capital = false;
    for (size_t i = 0; i < font.length; i++)
        has_capital |= font.bytes[i] >= 'A' && font.bytes[i] <= 'Z';
    return font.bytes[font.length - 1] == (has_capital ? 'H' : 'h');
}

bool legacy_of_font(struct string font, enum legacy_encoding *encoding, bool *draws_capitals)
{
    for (size_t i = 0; i < sizeof(fonts) / sizeof(fonts[0]); i++) {
        size_t length = strlen(fonts[i].prefix);
        if (font.length <= length || strncasecmp(font.bytes, fonts[i].prefix, length) != 0)
            continue;
        *encoding = fonts[i].encoding;
        *draws_capitals = fonts[i].encoding == LEGACY_TCVN3 && ends_with_capital(font);
        return true;
    }
    return false;
}

bool legacy_decode(enum legacy_encoding encoding, struct string bytes, struct buffer *out, size_t *bad_offset)
{
    struct buffer decoded = {0};
    bool is_decoded = encodings[encoding].decode(encoding, bytes, &decoded, bad_offset);
    if (is_decoded) {
        struct arena *arena = arena_new();
        buffer_append_string(out, text_normalise(arena, buffer_string(&decoded)));
        arena_free(arena);
    }
    buffer_release(&decoded);
    return is_decoded;
}

/* Word keeps the bytes of symbol fonts from here on. */
enum { SYMBOL_BYTES = 0xF000 };

static int byte_of_character(unsigned code_point)
{
    bool is_symbol = code_point >= SYMBOL_BYTES + ' ' && code_point <= SYMBOL_BYTES + 0xFF;
    return is_symbol ? (int)(code_point - SYMBOL_BYTES) : byte_of_windows_1252(code_point);
}

/* The bytes that the characters of a run stand for. */
static bool read_run(struct string text, struct buffer *bytes, size_t *bad_offset)
{
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        int byte = byte_of_character(text_next(text, &offset));
        if (byte < 0) {
            *bad_offset = start;
            return false;
        }
        buffer_append_byte(bytes, (char)byte);
    }
    return true;
}

bool legacy_decode_run(enum legacy_encoding encoding, struct string text, struct buffer *out,
                       size_t *bad_offset)
{
    struct buffer bytes = {0};
    bool is_decoded = read_run(text, &bytes, bad_offset);
    if (is_decoded) {
        is_decoded = legacy_decode(encoding, buffer_string(&bytes), out, bad_offset);
        if (!is_decoded)
            *bad_offset = text_offset(text, *bad_offset);
    }
    buffer_release(&bytes);
    return is_decoded;
}

bool legacy_begins_with_mark(enum legacy_encoding encoding, struct string before, struct string text)
{
    if (encoding != LEGACY_VNI || before.length == 0 || text.length == 0)
        return false;
    size_t end = text_character_start(before, before.length - 1), start = 0;
    int letter = byte_of_character(text_next(before, &end)),
        mark = byte_of_character(text_next(text, &start));
    return letter >= 0 && mark >= 0 && vni_is_mark((unsigned char)letter, (unsigned char)mark);
}

bool legacy_encode(enum legacy_encoding encoding, struct string text, struct buffer *out, size_t *bad_offset)
{
    size_t before = out->length;
    bool is_encoded = encodings[encoding].encode(encoding, text, out, bad_offset);
    if (!is_encoded)
        buffer_truncate(out, before);
    return is_encoded;
}
