/*
 * The encodings of CSV files. Excel's "CSV UTF-8" has a byte order mark, its "Unicode text" is UTF-16, and
 * its plain "CSV" is what Windows was set to: windows-1258 for Vietnamese, or the bytes of an old font.
 */

#include "data/csv.h"
#include "text/legacy_guess.h"
#include "text/unicode.h"
#include "text/utf16.h"

static bool decode_utf16(const struct data_reader *reader, struct string file, bool is_big,
                         struct string *bytes)
{
    struct buffer decoded = {0};
    size_t bad;
    bool is_whole = text_decode_utf16(*bytes, is_big, &decoded, &bad);
    if (is_whole) {
        *bytes = arena_copy(reader->arena, buffer_string(&decoded));
    } else {
        struct place place = {.file = file};
        problems_add(reader->problems, PROBLEM_CSV_UTF16, &place,
                     arena_format(reader->arena, "%zu", bad + 1).bytes);
    }
    buffer_release(&decoded);
    return is_whole;
}

/* What is not that either is told by source_open(). */
static void decode_legacy(const struct data_reader *reader, struct string file, struct string *bytes)
{
    struct buffer decoded = {0};
    struct place place = {.file = file};
    struct legacy_guess guess = {.encoding = LEGACY_WINDOWS_1258}, chosen;
    if (legacy_choose(*bytes, &chosen) && !chosen.is_unicode)
        guess = chosen;
    if (legacy_apply_guess(&guess, *bytes, &decoded)) {
        problems_add(reader->problems, PROBLEM_CSV_ENCODING, &place, legacy_guess_name(&guess));
        *bytes = arena_copy(reader->arena, buffer_string(&decoded));
    }
    buffer_release(&decoded);
}

bool csv_decode(const struct data_reader *reader, struct string file, struct string *bytes)
{
    bool is_big;
    if (text_is_utf16(*bytes, &is_big))
        return decode_utf16(reader, file, is_big, bytes);
    if (text_find_invalid_utf8(*bytes) != SIZE_MAX)
        decode_legacy(reader, file, bytes);
    return true;
}
