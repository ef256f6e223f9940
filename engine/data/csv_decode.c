/*
 * The encodings of CSV files. Excel's "CSV UTF-8" has a byte order mark, its "Unicode text" is UTF-16, and
 * its plain "CSV" is what Windows was set to: windows-1258 for Vietnamese.
 */

#include "data/csv.h"
#include "text/legacy.h"
#include "text/unicode.h"

/* True for UTF-16, with the byte that comes first in a unit. */
static bool is_utf16(struct string bytes, bool *is_big)
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

static bool decode_utf16(const struct data_reader *reader, struct string file, bool is_big,
                         struct string *bytes)
{
    struct buffer decoded = {0};
    unsigned code_point;
    size_t at = 0;
    while (at < bytes->length && read_character(*bytes, &at, is_big, &code_point))
        buffer_append_code_point(&decoded, code_point);
    bool is_whole = at == bytes->length;
    if (is_whole) {
        *bytes = arena_copy(reader->arena, buffer_string(&decoded));
    } else {
        struct place place = {.file = file};
        problems_add(reader->problems, PROBLEM_CSV_UTF16, &place,
                     arena_format(reader->arena, "%zu", at + 1).bytes);
    }
    buffer_release(&decoded);
    return is_whole;
}

/* What is not that either is told by source_open(). */
static void decode_legacy(const struct data_reader *reader, struct string file, struct string *bytes)
{
    struct buffer decoded = {0};
    struct place place = {.file = file};
    size_t bad;
    if (legacy_decode(LEGACY_WINDOWS_1258, *bytes, &decoded, &bad)) {
        problems_add(reader->problems, PROBLEM_CSV_ENCODING, &place, legacy_name(LEGACY_WINDOWS_1258));
        *bytes = arena_copy(reader->arena, buffer_string(&decoded));
    }
    buffer_release(&decoded);
}

bool csv_decode(const struct data_reader *reader, struct string file, struct string *bytes)
{
    bool is_big;
    if (is_utf16(*bytes, &is_big))
        return decode_utf16(reader, file, is_big, bytes);
    if (text_find_invalid_utf8(*bytes) != SIZE_MAX)
        decode_legacy(reader, file, bytes);
    return true;
}
