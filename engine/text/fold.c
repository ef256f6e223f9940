/*
 * Names: what makes two of them equal, and the looser form for "did you mean".
 * Case folding maps code point by code point where it can, like case.c.
 */

#include "text/case.h"
#include "text/unicode.h"

#include <stdint.h>

#include <unicode/ucasemap.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/buffer.h"
#include "text/icu.h"

/* A full folding makes at most six bytes of two, as case.c's mappings. */
static void append_folded_fully(struct buffer *out, struct string character)
{
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", U_FOLD_CASE_DEFAULT, &status);
    char folded[32];
    int32_t length = ucasemap_utf8FoldCase(map, folded, sizeof(folded), character.bytes,
                                           (int32_t)character.length, &status);
    ucasemap_close(map);
    icu_expect_success(status);
    buffer_append(out, folded, (size_t)length);
}

static void append_folded(struct buffer *out, unsigned code_point, struct string character)
{
    if (text_maps_simply(code_point))
        buffer_append_code_point(out, (unsigned)u_foldCase((UChar32)code_point, U_FOLD_CASE_DEFAULT));
    else
        append_folded_fully(out, character);
}

/* A run of white space and "_" is one "_"; at the ends only a run that has a "_" counts. */
struct run {
    bool has_space, has_underscore;
};

static void append_run(struct buffer *out, struct run *run, bool at_end)
{
    if (run->has_underscore || (run->has_space && out->length > 0 && !at_end))
        buffer_append_byte(out, '_');
    *run = (struct run){false, false};
}

struct string text_fold_name(struct arena *arena, struct string s)
{
    struct string name = text_normalise(arena, s);
    struct buffer out = {0};
    struct run run = {false, false};
    for (size_t offset = 0; offset < name.length;) {
        size_t start = offset;
        unsigned code_point = text_next(name, &offset);
        if (code_point == '_') {
            run.has_underscore = true;
        } else if (text_is_space(code_point)) {
            run.has_space = true;
        } else {
            append_run(&out, &run, false);
            append_folded(&out, code_point, string_slice(name, start, offset));
        }
    }
    append_run(&out, &run, true);
    struct string result = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return text_normalise(arena, result);
}

/* đ does not decompose; ð and ɖ are taken for it, for they look alike in capitals. */
static unsigned plain_letter(unsigned code_point)
{
    return code_point == 0x111 || code_point == 0xF0 || code_point == 0x256 ? 'd' : code_point;
}

/* The letter under its marks. */
static unsigned base_letter(unsigned code_point)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[8];
    UChar32 base = (UChar32)code_point;
    if (code_point < 0xC0)
        return code_point;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    if (unorm2_getDecomposition(nfd, base, units, 8, &status) > 0)
        U16_GET(units, 0, 0, 8, base);
    icu_expect_success(status);
    return plain_letter((unsigned)base);
}

struct string text_fold_accents(struct arena *arena, struct string s)
{
    struct string name = text_fold_name(arena, s);
    struct buffer out = {0};
    for (size_t offset = 0; offset < name.length;) {
        unsigned code_point = text_next(name, &offset);
        if (u_charType((UChar32)code_point) != U_NON_SPACING_MARK)
            buffer_append_code_point(&out, base_letter(code_point));
    }
    struct string result = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return result;
}
