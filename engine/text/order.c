/*
 * Vietnamese order. A text is read as elements: syllables (runs of letters) and
 * numbers (runs of digits); all else only parts them. Within a syllable all
 * letters count before any tone, so "da < dà < dan".
 */

#include "text/order.h"

#include <stdint.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/icu.h"
#include "text/letters.h"
#include "text/unicode.h"

enum { FOREIGN_MARK = TONE_COUNT, RANK_OTHER = 256 };

/* What a letter counts: ranks beyond those of letters.h are RANK_OTHER plus the code point. */
struct weight {
    uint32_t rank;
    uint8_t tone;
};

/* A letter of the table under foreign marks, as in "ü"; rank 0 when there is none. */
static struct weight strip_marks(unsigned code_point)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[8] = {0};
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    int32_t length = unorm2_getDecomposition(nfd, (UChar32)code_point, units, 8, &status);
    icu_expect_success(status);
    if (length <= 0)
        return (struct weight){0, NGANG};
    return (struct weight){letter_lookup(units[0]).rank, FOREIGN_MARK};
}

/* Rank 0 when the code point is no letter. */
static struct weight weigh(unsigned code_point)
{
    struct letter letter = letter_lookup(code_point);
    struct weight weight = {letter.rank, letter.tone};
    if (weight.rank != 0 || code_point < 0x80 || !text_is_letter(code_point))
        return weight;
    weight = strip_marks(code_point);
    if (weight.rank == 0)
        weight.rank = RANK_OTHER + (uint32_t)u_tolower((UChar32)code_point);
    return weight;
}

enum kind { KIND_END, KIND_NUMBER, KIND_SYLLABLE };

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Moves *offset to the next element and tells what it is. */
static enum kind find_element(struct string s, size_t *offset)
{
    while (*offset < s.length) {
        size_t next = *offset;
        if (is_digit((unsigned char)s.bytes[*offset]))
            return KIND_NUMBER;
        if (weigh(text_next(s, &next)).rank != 0)
            return KIND_SYLLABLE;
        *offset = next;
    }
    return KIND_END;
}

/* The digits at *offset without leading zeros; *offset moves behind them. */
static struct string read_number(struct string s, size_t *offset)
{
    size_t from;
    while (*offset < s.length && s.bytes[*offset] == '0')
        ++*offset;
    for (from = *offset; *offset < s.length && is_digit((unsigned char)s.bytes[*offset]);)
        ++*offset;
    return string_slice(s, from, *offset);
}

static int compare_numbers(struct string a, size_t *at_a, struct string b, size_t *at_b)
{
    struct string first = read_number(a, at_a), second = read_number(b, at_b);
    if (first.length != second.length)
        return first.length < second.length ? -1 : 1;
    return string_compare(first, second);
}

/* The letter at *offset, which moves behind it; rank 0 and no move at the end of the syllable. */
static struct weight read_letter(struct string s, size_t *offset)
{
    size_t next = *offset;
    struct weight weight = {0, NGANG};
    if (next < s.length)
        weight = weigh(text_next(s, &next));
    if (weight.rank != 0)
        *offset = next;
    return weight;
}

/* A syllable's tone counts wherever it is written: hòa and hoà are the same. Foreign words may have more than
 * one. */
static void add_tone(uint64_t *tones, struct weight letter)
{
    if (letter.tone != NGANG)
        *tones = *tones * 8 + letter.tone;
}

static int compare_syllables(struct string a, size_t *at_a, struct string b, size_t *at_b)
{
    uint64_t tones_a = 0, tones_b = 0;
    for (;;) {
        struct weight first = read_letter(a, at_a), second = read_letter(b, at_b);
        if (first.rank != second.rank)
            return first.rank < second.rank ? -1 : 1;
        if (first.rank == 0)
            return (tones_a > tones_b) - (tones_a < tones_b);
        add_tone(&tones_a, first);
        add_tone(&tones_b, second);
    }
}

static int compare_elements(struct string a, struct string b)
{
    size_t at_a = 0, at_b = 0;
    for (;;) {
        enum kind kind = find_element(a, &at_a), other = find_element(b, &at_b);
        int order = (int)kind - (int)other;
        if (order == 0 && kind == KIND_END)
            return 0;
        if (order == 0)
            order = kind == KIND_NUMBER ? compare_numbers(a, &at_a, b, &at_b)
                                        : compare_syllables(a, &at_a, b, &at_b);
        if (order != 0)
            return order;
    }
}

int text_compare_vietnamese(struct string a, struct string b)
{
    int order = compare_elements(a, b);
    return order != 0 ? order : string_compare(a, b);
}

/* Where the last syllable of a name begins; 0 when it has one alone. */
static size_t find_given_name(struct string name)
{
    size_t start = 0, offset = 0;
    for (enum kind kind; (kind = find_element(name, &offset)) != KIND_END;) {
        start = offset;
        if (kind == KIND_NUMBER)
            read_number(name, &offset);
        while (kind == KIND_SYLLABLE && read_letter(name, &offset).rank != 0)
            continue;
    }
    return start;
}

int text_compare_person(struct string a, struct string b)
{
    size_t given_a = find_given_name(a), given_b = find_given_name(b);
    int order = compare_elements(string_slice(a, given_a, a.length), string_slice(b, given_b, b.length));
    if (order == 0)
        order = compare_elements(string_slice(a, 0, given_a), string_slice(b, 0, given_b));
    return order != 0 ? order : string_compare(a, b);
}
