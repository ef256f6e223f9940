/*
 * Numbers in Vietnamese words. A number is read in segments of nine digits,
 * each followed by as many "tỷ" as segments follow it; a segment in groups of
 * three:
 *
 *     1.500.000.000.005 = [1500] tỷ [000 000 005]
 *     một nghìn năm trăm tỷ không trăm linh năm
 */

#include "text/spelling.h"

enum { SEGMENT_DIGITS = 9, MOST_DIGITS = 36 };

const struct spelling text_spelling_office = {false, false, false, false};

static const char *const digit_words[] = {"không", "một", "hai", "ba",  "bốn",
                                          "năm",   "sáu", "bảy", "tám", "chín"};

/* A text under way: words go in with one space between. */
struct words {
    struct buffer *out;
    size_t start;
    const struct spelling *spelling;
};

static void say(struct words *words, const char *word)
{
    if (words->out->length > words->start)
        buffer_append_byte(words->out, ' ');
    buffer_append_text(words->out, word);
}

static bool says_anything(const struct words *words)
{
    return words->out->length > words->start;
}

static const char *unit_word(unsigned unit, unsigned tens, const struct spelling *spelling)
{
    if (unit == 1 && tens >= 2)
        return "mốt";
    if (unit == 4 && tens >= 2 && !spelling->says_bon)
        return "tư";
    if (unit == 5 && tens >= 1)
        return "lăm";
    return digit_words[unit];
}

/* 0 … 99 behind hundreds; says nothing for 0. */
static void say_after_hundreds(struct words *words, unsigned number)
{
    unsigned tens = number / 10, unit = number % 10;
    if (tens >= 2) {
        say(words, digit_words[tens]);
        say(words, "mươi");
    } else if (tens == 1) {
        say(words, "mười");
    } else if (unit != 0) {
        say(words, words->spelling->says_le ? "lẻ" : "linh");
    }
    if (unit != 0)
        say(words, unit_word(unit, tens, words->spelling));
}

/* A group of 1 … 999. The first of all says no hundreds it has not, nor "linh". */
static void say_group(struct words *words, unsigned group)
{
    bool is_first = !says_anything(words);
    unsigned hundreds = group / 100;
    if (is_first && group < 10) {
        say(words, digit_words[group]);
        return;
    }
    if (hundreds > 0 || (!is_first && !words->spelling->skips_zero_hundred)) {
        say(words, digit_words[hundreds]);
        say(words, "trăm");
    }
    say_after_hundreds(words, group % 100);
}

static void say_segment(struct words *words, unsigned segment)
{
    const struct {
        unsigned group;
        const char *unit;
    } rows[] = {
        {segment / 1000000, "triệu"},
        {segment / 1000 % 1000, words->spelling->says_ngan ? "ngàn" : "nghìn"},
        {segment % 1000, NULL},
    };
    for (size_t i = 0; i < 3; i++) {
        if (rows[i].group == 0)
            continue;
        say_group(words, rows[i].group);
        if (rows[i].unit != NULL)
            say(words, rows[i].unit);
    }
}

/* The value of `digits`, of which there are at most nine. */
static unsigned value_of(struct string digits)
{
    unsigned value = 0;
    for (size_t i = 0; i < digits.length; i++)
        value = value * 10 + (unsigned)(digits.bytes[i] - '0');
    return value;
}

static void say_integer(struct words *words, struct string digits)
{
    for (size_t left = digits.length; left > 0;) {
        size_t after = (left - 1) / SEGMENT_DIGITS;
        size_t length = left - after * SEGMENT_DIGITS;
        size_t from = digits.length - left;
        unsigned segment = value_of(string_slice(digits, from, from + length));
        say_segment(words, segment);
        for (size_t i = 0; segment != 0 && i < after; i++)
            say(words, "tỷ");
        left -= length;
    }
    if (!says_anything(words))
        say(words, digit_words[0]);
}

/* One or two digits without a leading zero are read as a number, others one by one. */
static void say_fraction(struct words *words, struct string digits)
{
    say(words, "phẩy");
    if (digits.length <= 2 && digits.bytes[0] != '0') {
        struct words number = {words->out, words->out->length + 1, words->spelling};
        buffer_append_byte(words->out, ' ');
        say_integer(&number, digits);
        return;
    }
    for (size_t i = 0; i < digits.length; i++)
        say(words, digit_words[digits.bytes[i] - '0']);
}

static bool is_zero(struct string digits)
{
    for (size_t i = 0; i < digits.length; i++)
        if (digits.bytes[i] >= '1' && digits.bytes[i] <= '9')
            return false;
    return true;
}

static struct string without_leading_zeros(struct string digits)
{
    size_t from = 0;
    while (from < digits.length && digits.bytes[from] == '0')
        from++;
    return string_slice(digits, from, digits.length);
}

bool text_append_spelled(struct buffer *out, struct string digits, const struct spelling *spelling)
{
    bool is_negative = digits.length > 0 && digits.bytes[0] == '-';
    size_t dot = string_find(digits, STRING("."), 0);
    size_t end = dot < digits.length ? dot : digits.length;
    struct string integer = without_leading_zeros(string_slice(digits, is_negative, end));
    struct words words = {out, out->length, spelling};
    if (integer.length > MOST_DIGITS)
        return false;
    if (is_negative && !is_zero(digits)) {
        buffer_append_text(out, "âm ");
        words.start = out->length;
    }
    say_integer(&words, integer);
    if (end + 1 < digits.length)
        say_fraction(&words, string_slice(digits, end + 1, digits.length));
    return true;
}
