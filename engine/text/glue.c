/*
 * A text is read in words between blanks. A blank is glued by the two words around it:
 *
 *     [ngày] [05]        a word that counts, a number
 *     [22] [m²]          a number, a unit
 *     [TM.] [ỦY]         who signs for whom
 *     [24/8] [-] [24/9]  a range
 *     [hành] [./.]
 */

#include "text/glue.h"

#include <stdint.h>
#include <string.h>

#include "base/buffer.h"
#include "text/unicode.h"

enum { SYMBOL_MOST = 256 }; /* bytes */

static const struct string no_break_space = {"\u00A0", 2};

static const char *const counted[] = {
    "ngày", "tháng", "năm",  "quý", "tuần", "điều", "khoản", "điểm",  "mục",  "chương", "phần", "lục",
    "số",   "mẫu",   "biểu", "giờ", "kỳ",   "lần",  "tập",   "trang", "tầng", "tổ",     "khu",  "quyển",
};

static const char *const units[] = {
    "đồng",  "đ",  "vnd", "vnđ",   "usd",  "%",  "m",   "m2", "m²",  "m3",  "m³",   "km",   "km2",
    "km²",   "cm", "mm",  "ha",    "kg",   "g",  "tấn", "tạ", "yến", "lít", "giờ",  "phút", "giây",
    "triệu", "tỷ", "tỉ",  "nghìn", "ngàn", "kw", "kwh", "mb", "gb",  "°c",  "điểm",
};

static const char *const signers[] = {"TM.", "KT.", "TL.", "TUQ.", "Q."};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Lists are of small letters; a word of a text may begin a sentence. */
static bool is_among(struct arena *arena, struct string word, const char *const *list, size_t count)
{
    struct string lower = text_lower(arena, word);
    for (size_t i = 0; i < count; i++)
        if (string_is(lower, list[i]))
            return true;
    return false;
}

/* Without quotes and brackets before it. */
static struct string without_opening(struct string word)
{
    static const struct string openings[] = {{"(", 1}, {"[", 1}, {"\"", 1}, {"“", 3}, {"‘", 3}};
    for (size_t i = 0; i < sizeof openings / sizeof openings[0]; i++) {
        if (!string_starts_with(word, openings[i]))
            continue;
        word = string_slice(word, openings[i].length, word.length);
        i = SIZE_MAX; /* from the first one again */
    }
    return word;
}

static struct string without_stops(struct string word)
{
    while (word.length > 0 && strchr(".,;:)]\"", word.bytes[word.length - 1]) != NULL)
        word.length--;
    return word;
}

static bool is_roman(struct string word)
{
    size_t length = 0;
    while (length < word.length && strchr("IVXLC", word.bytes[length]) != NULL)
        length++;
    return length > 0 && length == word.length;
}

/* 05, 1.234,5, 24/8, I, a) of điểm. */
static bool is_ordinal(struct string word, bool may_be_letter)
{
    struct string bare = without_stops(word);
    bool is_letter = may_be_letter && text_length(bare) == 1;
    return is_letter || is_roman(bare) || (bare.length > 0 && is_digit(bare.bytes[0]));
}

static bool is_number(struct string word)
{
    struct string bare = without_opening(word);
    for (size_t i = 0; i < bare.length; i++)
        if (!is_digit(bare.bytes[i]) && strchr(".,/-", bare.bytes[i]) == NULL)
            return false;
    return bare.length > 0 && is_digit(bare.bytes[0]) && is_digit(bare.bytes[bare.length - 1]);
}

static bool is_dash(struct string word)
{
    return string_is(word, "-") || string_is(word, "–");
}

static bool is_signer(struct string word)
{
    for (size_t i = 0; i < sizeof signers / sizeof signers[0]; i++)
        if (string_is(word, signers[i]))
            return true;
    return false;
}

#define IS_AMONG(arena, word, list) is_among((arena), (word), (list), sizeof(list) / sizeof(list)[0])

/* `before` and `after` are the words around a blank, `outer` those beyond them. */
static bool holds_together(struct arena *arena, struct string outer_before, struct string before,
                           struct string after, struct string outer_after)
{
    struct string word = without_opening(before);
    if (is_signer(word) || string_starts_with(after, STRING("./.")))
        return true;
    /* Most words are no numbers: lists are looked through last. */
    if (is_ordinal(after, true) && IS_AMONG(arena, word, counted) &&
        is_ordinal(after, string_is(text_lower(arena, word), "điểm")))
        return true;
    if (is_number(before) && IS_AMONG(arena, without_stops(after), units))
        return true;
    return (is_number(before) && is_dash(after) && is_number(without_stops(outer_after))) ||
           (is_dash(before) && is_number(outer_before) && is_number(without_stops(after)));
}

/* ---- blanks ---- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\a' || byte == '\f';
}

static struct string word_before(struct string text, size_t end)
{
    size_t start = end;
    while (start > 0 && !is_blank(text.bytes[start - 1]))
        start--;
    return string_slice(text, start, end);
}

static struct string word_after(struct string text, size_t start)
{
    size_t end = start;
    while (end < text.length && !is_blank(text.bytes[end]))
        end++;
    return string_slice(text, start, end);
}

/* The word beyond one blank; empty at the ends. */
static struct string outer_before(struct string text, struct string before)
{
    size_t start = (size_t)(before.bytes - text.bytes);
    return start > 1 ? word_before(text, start - 1) : (struct string){"", 0};
}

static struct string outer_after(struct string text, struct string after)
{
    size_t end = (size_t)(after.bytes - text.bytes) + after.length;
    return end + 1 < text.length ? word_after(text, end + 1) : (struct string){"", 0};
}

/* Nearly all blanks stand between words that no rule is about. */
static bool may_be_glued(struct string text, size_t at)
{
    static const char after[] = "0123456789IVXLC.-\xE2", before[] = "0123456789.-\x93mM";
    if (text.bytes[at] != ' ' || at == 0 || at + 1 == text.length)
        return false;
    char next = text.bytes[at + 1], last = text.bytes[at - 1];
    return memchr(after, next, sizeof after - 1) != NULL || memchr(before, last, sizeof before - 1) != NULL;
}

static bool is_glued_blank(struct arena *arena, struct string text, size_t at)
{
    if (!may_be_glued(text, at))
        return false;
    struct string before = word_before(text, at), after = word_after(text, at + 1);
    return before.length > 0 && after.length > 0 &&
           holds_together(arena, outer_before(text, before), before, after, outer_after(text, after));
}

/* ---- hyphens ---- */

static unsigned character_before(struct string text, size_t at)
{
    size_t start = text_character_start(text, at - 1);
    return text_next(text, &start);
}

/* In the same word, as far back as symbols reach. */
static bool has_slash_before(struct string text, size_t at)
{
    for (size_t i = at; i > 0 && at - i < SYMBOL_MOST && !is_blank(text.bytes[i - 1]); i--)
        if (text.bytes[i - 1] == '/')
            return true;
    return false;
}

/* Between digits, between capitals, and in a word with a slash: 24-9, QĐ-TTg, 12/UBND-kt. */
static bool is_glued_hyphen(struct string text, size_t at)
{
    if (text.bytes[at] != '-' || at == 0 || at + 1 == text.length || is_blank(text.bytes[at - 1]) ||
        is_blank(text.bytes[at + 1]))
        return false;
    size_t next = at + 1;
    unsigned before = character_before(text, at), after = text_next(text, &next);
    if (text_is_digit(before) && text_is_digit(after))
        return true;
    bool are_letters = text_is_letter(before) && text_is_letter(after);
    return are_letters && (text_is_upper(after) || has_slash_before(text, at));
}

size_t text_next_glue(struct arena *arena, struct string text, size_t from)
{
    for (size_t i = from; i < text.length; i++)
        if ((text.bytes[i] == ' ' && is_glued_blank(arena, text, i)) ||
            (text.bytes[i] == '-' && is_glued_hyphen(text, i)))
            return i;
    return SIZE_MAX;
}

struct string text_glue(struct arena *arena, struct string text)
{
    struct buffer out = {0};
    size_t done = 0;
    for (size_t i = 0; (i = text_next_glue(arena, text, i)) < text.length; i++) {
        if (text.bytes[i] != ' ')
            continue;
        buffer_append_string(&out, string_slice(text, done, i));
        buffer_append_string(&out, no_break_space);
        done = i + 1;
    }
    if (done == 0)
        return text;
    buffer_append_string(&out, string_slice(text, done, text.length));
    struct string glued = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return glued;
}

static bool has_no_break_space(struct string text, size_t at)
{
    return string_starts_with(string_slice(text, at, text.length), no_break_space);
}

/* The text with blanks for all U+00A0. */
static void append_with_blanks(struct buffer *out, struct string text)
{
    for (size_t i = 0; i < text.length; i++) {
        bool is_glue = has_no_break_space(text, i);
        buffer_append_byte(out, is_glue ? ' ' : text.bytes[i]);
        i += is_glue;
    }
}

struct string text_unglue(struct arena *arena, struct string text)
{
    return text_unglue_part(arena, text, 0, text.length);
}

/* Glue is looked for in the text with blanks for all U+00A0, each at its place. */
struct string text_unglue_part(struct arena *arena, struct string text, size_t from, size_t to)
{
    struct buffer plain = {0}, out = {0};
    if (string_find(string_slice(text, from, to), no_break_space, 0) == SIZE_MAX)
        return string_slice(text, from, to);
    append_with_blanks(&plain, text);
    for (size_t i = 0, at = 0; i < to; at++) {
        bool was_glue = has_no_break_space(text, i);
        size_t length = was_glue ? no_break_space.length : 1;
        if (i >= from && was_glue && is_glued_blank(arena, buffer_string(&plain), at))
            buffer_append_byte(&out, ' ');
        else if (i >= from)
            buffer_append(&out, text.bytes + i, length);
        i += length;
    }
    struct string unglued = arena_copy(arena, buffer_string(&out));
    buffer_release(&plain);
    buffer_release(&out);
    return unglued;
}
