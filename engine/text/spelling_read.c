/*
 * Words back to numbers. The words are read as segments of nine digits, each with the "tỷ" behind it:
 *
 *     number   = ["âm"] integer ["phẩy" fraction] ["phần" whole]
 *     integer  = segment {"tỷ"} segment {"tỷ"} …      each with fewer "tỷ" than the one before
 *     segment  = [group "triệu"] [group "nghìn"] [group]
 */

#include "text/spelling.h"

#include <stdint.h>
#include <string.h>

#include "text/unicode.h"

enum { MOST_WORDS = 256, MOST_SEGMENTS = 4, SEGMENT_DIGITS = 9 };

enum word {
    WORD_DIGIT, /* its value is in struct token */
    WORD_TEN,
    WORD_TENS,
    WORD_HUNDRED,
    WORD_ZERO_TENS,
    WORD_THOUSAND,
    WORD_MILLION,
    WORD_BILLION,
    WORD_POINT,
    WORD_PART,
    WORD_NEGATIVE,
    WORD_ORDINAL,
    WORD_TAIL
};

struct token {
    enum word word;
    uint8_t value;
};

static const struct {
    const char *typed;
    struct token token;
} vocabulary[] = {
    {"không", {WORD_DIGIT, 0}},    {"một", {WORD_DIGIT, 1}},      {"mốt", {WORD_DIGIT, 1}},
    {"nhất", {WORD_DIGIT, 1}},     {"hai", {WORD_DIGIT, 2}},      {"ba", {WORD_DIGIT, 3}},
    {"bốn", {WORD_DIGIT, 4}},      {"tư", {WORD_DIGIT, 4}},       {"năm", {WORD_DIGIT, 5}},
    {"lăm", {WORD_DIGIT, 5}},      {"nhăm", {WORD_DIGIT, 5}},     {"sáu", {WORD_DIGIT, 6}},
    {"bảy", {WORD_DIGIT, 7}},      {"bẩy", {WORD_DIGIT, 7}},      {"tám", {WORD_DIGIT, 8}},
    {"chín", {WORD_DIGIT, 9}},     {"mười", {WORD_TEN, 0}},       {"mươi", {WORD_TENS, 0}},
    {"trăm", {WORD_HUNDRED, 0}},   {"linh", {WORD_ZERO_TENS, 0}}, {"lẻ", {WORD_ZERO_TENS, 0}},
    {"nghìn", {WORD_THOUSAND, 0}}, {"ngàn", {WORD_THOUSAND, 0}},  {"triệu", {WORD_MILLION, 0}},
    {"tỷ", {WORD_BILLION, 0}},     {"tỉ", {WORD_BILLION, 0}},     {"phẩy", {WORD_POINT, 0}},
    {"phảy", {WORD_POINT, 0}},     {"phần", {WORD_PART, 0}},      {"âm", {WORD_NEGATIVE, 0}},
    {"thứ", {WORD_ORDINAL, 0}},    {"đồng", {WORD_TAIL, 0}},      {"chẵn", {WORD_TAIL, 0}},
};

struct words {
    struct token tokens[MOST_WORDS];
    size_t count, at;
};

static bool add_word(struct words *words, struct string typed)
{
    for (size_t i = 0; i < sizeof vocabulary / sizeof vocabulary[0]; i++) {
        if (!string_is(typed, vocabulary[i].typed))
            continue;
        if (words->count == MOST_WORDS)
            return false;
        words->tokens[words->count++] = vocabulary[i].token;
        return true;
    }
    return false;
}

/* Words, with "." and "," as money is written out; false when one is no word of numbers. */
static bool split_words(struct arena *arena, struct string typed, struct words *words)
{
    struct string lower = text_lower(arena, text_normalise(arena, typed));
    for (size_t offset = 0, start = 0; start < lower.length; start = offset) {
        while (offset < lower.length && strchr(" \t\n,.", lower.bytes[offset]) == NULL)
            offset++;
        if (offset > start && !add_word(words, string_slice(lower, start, offset)))
            return false;
        offset += offset < lower.length;
    }
    while (words->count > 0 && words->tokens[words->count - 1].word == WORD_TAIL)
        words->count--;
    return words->count > 0;
}

static bool sees(const struct words *words, size_t ahead, enum word word)
{
    return words->at + ahead < words->count && words->tokens[words->at + ahead].word == word;
}

static bool take(struct words *words, enum word word)
{
    bool is_there = sees(words, 0, word);
    words->at += is_there;
    return is_there;
}

static unsigned take_digit(struct words *words)
{
    return sees(words, 0, WORD_DIGIT) ? words->tokens[words->at++].value : 0;
}

/* 0 … 99; a digit alone stands for itself only where `may_be_bare`. False when nothing is there. */
static bool read_tens(struct words *words, bool may_be_bare, unsigned *number)
{
    if (take(words, WORD_ZERO_TENS)) {
        *number = take_digit(words);
        return *number != 0;
    }
    if (take(words, WORD_TEN)) {
        *number = 10 + take_digit(words);
        return true;
    }
    if (sees(words, 0, WORD_DIGIT) && sees(words, 1, WORD_TENS)) {
        unsigned tens = take_digit(words);
        words->at++;
        *number = tens * 10 + take_digit(words);
        return tens > 1;
    }
    if (!may_be_bare || !sees(words, 0, WORD_DIGIT))
        return false;
    *number = take_digit(words);
    return true;
}

/* 0 … 999; the first group of all may be a digit alone, and so may "không". */
static bool read_group(struct words *words, bool is_first, unsigned *group)
{
    unsigned rest = 0;
    *group = 0;
    if (sees(words, 0, WORD_DIGIT) && sees(words, 1, WORD_HUNDRED)) {
        *group = take_digit(words) * 100;
        words->at++;
        size_t start = words->at;
        bool is_whole = read_tens(words, false, &rest) || words->at == start;
        *group += rest;
        return is_whole;
    }
    bool is_zero = sees(words, 0, WORD_DIGIT) && words->tokens[words->at].value == 0;
    return read_tens(words, is_first || is_zero, group);
}

/* Up to 999 999 999; false when the words do not go on with one. */
static bool read_segment(struct words *words, bool is_first, unsigned *segment)
{
    static const struct {
        enum word unit;
        unsigned worth;
    } units[] = {{WORD_MILLION, 1000000}, {WORD_THOUSAND, 1000}};
    unsigned last = 0, group;
    *segment = 0;
    for (size_t start = words->at; read_group(words, is_first && words->at == start, &group);) {
        size_t unit = last;
        while (unit < 2 && !take(words, units[unit].unit))
            unit++;
        *segment += group * (unit < 2 ? units[unit].worth : 1);
        if (unit == 2)
            return true;
        last = (unsigned)unit + 1;
    }
    return last > 0;
}

static void append_segments(struct buffer *digits, const unsigned segments[MOST_SEGMENTS])
{
    size_t start = digits->length;
    for (size_t i = MOST_SEGMENTS; i > 0; i--) {
        if (digits->length > start)
            buffer_append_format(digits, "%09u", segments[i - 1]);
        else if (segments[i - 1] != 0)
            buffer_append_format(digits, "%u", segments[i - 1]);
    }
    if (digits->length == start)
        buffer_append_byte(digits, '0');
}

static bool read_integer(struct words *words, struct buffer *digits)
{
    unsigned segments[MOST_SEGMENTS] = {0}, segment;
    size_t last = MOST_SEGMENTS, start = words->at;
    while (last > 0 && read_segment(words, words->at == start, &segment)) {
        size_t billions = 0;
        while (take(words, WORD_BILLION))
            billions++;
        if (billions >= last)
            return false;
        segments[billions] = segment;
        last = billions;
    }
    append_segments(digits, segments);
    return last < MOST_SEGMENTS;
}

/* Digits one by one, or one number of two digits. */
static bool read_fraction(struct words *words, struct buffer *digits)
{
    unsigned number;
    bool is_one_by_one = sees(words, 0, WORD_DIGIT) && !sees(words, 1, WORD_TENS);
    buffer_append_byte(digits, '.');
    if (!is_one_by_one) {
        bool is_read = read_tens(words, false, &number);
        buffer_append_format(digits, "%u", number);
        return is_read;
    }
    while (sees(words, 0, WORD_DIGIT))
        buffer_append_format(digits, "%u", take_digit(words));
    return true;
}

static bool read_number(struct words *words, struct spelled *spelled)
{
    bool is_ordinal = take(words, WORD_ORDINAL);
    if (!is_ordinal && take(words, WORD_NEGATIVE))
        buffer_append_byte(&spelled->digits, '-');
    if (!read_integer(words, &spelled->digits) ||
        (take(words, WORD_POINT) && !read_fraction(words, &spelled->digits)))
        return false;
    if (take(words, WORD_PART)) {
        spelled->is_percent = words->at + 1 == words->count && take(words, WORD_HUNDRED);
        if (!spelled->is_percent && !read_integer(words, &spelled->whole))
            return false;
    }
    return words->at == words->count;
}

bool text_read_spelled(struct spelled *spelled, struct string words)
{
    struct arena *arena = arena_new();
    struct words split = {.count = 0};
    *spelled = (struct spelled){0};
    bool is_read = split_words(arena, words, &split) && read_number(&split, spelled);
    arena_free(arena);
    if (!is_read)
        spelled_release(spelled);
    return is_read;
}

void spelled_release(struct spelled *spelled)
{
    buffer_release(&spelled->digits);
    buffer_release(&spelled->whole);
}
