/*
 * Vietnamese order. A text is read as elements: syllables (runs of letters) and
 * numbers (runs of digits); all else only parts them. Within a syllable all
 * letters count before any tone, so "da < dà < dan".
 */

#include "text/order.h"

#include <stdint.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/unicode.h"

enum rank {
    RANK_NONE,
#define VOWEL(name, ...) RANK_##name,
#define CONSONANT(name, ...) RANK_##name,
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
    RANK_OTHER, /* plus the code point */
};

enum tone { NGANG, HUYEN, HOI, NGA, SAC, NANG, FOREIGN_MARK };

struct letter {
    uint32_t rank;
    uint8_t tone;
};

/* The letters below LOW_END stand at their code point, those of U+1EA0 … 1EF9 behind them. */
enum { LOW_END = 0x1B1, HIGH_START = 0x1EA0, HIGH_END = 0x1EFA };
#define PLACE(code_point) ((code_point) < LOW_END ? (code_point) : (code_point)-HIGH_START + LOW_END)

static const struct {
    uint8_t rank, tone;
} letters[LOW_END + HIGH_END - HIGH_START] = {
#define TONES(rank, ngang, huyen, hoi, nga, sac, nang)                                                       \
    [PLACE(ngang)] = {rank, NGANG}, [PLACE(huyen)] = {rank, HUYEN}, [PLACE(hoi)] = {rank, HOI},              \
    [PLACE(nga)] = {rank, NGA}, [PLACE(sac)] = {rank, SAC}, [PLACE(nang)] = {rank, NANG},
#define VOWEL(name, a, b, c, d, e, f, A, B, C, D, E, F)                                                      \
    TONES(RANK_##name, a, b, c, d, e, f) TONES(RANK_##name, A, B, C, D, E, F)
#define CONSONANT(name, small, capital)                                                                      \
    [PLACE(small)] = {RANK_##name, NGANG}, [PLACE(capital)] = {RANK_##name, NGANG},
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
#undef TONES
};

static struct letter lookup_letter(unsigned code_point)
{
    if (code_point < LOW_END || (code_point >= HIGH_START && code_point < HIGH_END))
        return (struct letter){letters[PLACE(code_point)].rank, letters[PLACE(code_point)].tone};
    return (struct letter){RANK_NONE, NGANG};
}

/* A letter of the table under foreign marks, as in "ü"; rank 0 when there is none. */
static struct letter strip_marks(unsigned code_point)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[8] = {0};
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&status);
    if (unorm2_getDecomposition(nfd, (UChar32)code_point, units, 8, &status) <= 0 || U_FAILURE(status))
        return (struct letter){RANK_NONE, NGANG};
    return (struct letter){lookup_letter(units[0]).rank, FOREIGN_MARK};
}

/* Rank 0 when the code point is no letter. */
static struct letter letter_of(unsigned code_point)
{
    struct letter letter = lookup_letter(code_point);
    if (letter.rank != RANK_NONE || code_point < 0x80 || !text_is_letter(code_point))
        return letter;
    letter = strip_marks(code_point);
    if (letter.rank == RANK_NONE)
        letter.rank = RANK_OTHER + (uint32_t)u_tolower((UChar32)code_point);
    return letter;
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
        if (letter_of(text_next(s, &next)).rank != RANK_NONE)
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
static struct letter read_letter(struct string s, size_t *offset)
{
    size_t next = *offset;
    struct letter letter = {RANK_NONE, NGANG};
    if (next < s.length)
        letter = letter_of(text_next(s, &next));
    if (letter.rank != RANK_NONE)
        *offset = next;
    return letter;
}

/* A syllable's tone counts wherever it is written: hòa and hoà are the same. Foreign words may have more than
 * one. */
static void add_tone(uint64_t *tones, struct letter letter)
{
    if (letter.tone != NGANG)
        *tones = *tones * 8 + letter.tone;
}

static int compare_syllables(struct string a, size_t *at_a, struct string b, size_t *at_b)
{
    uint64_t tones_a = 0, tones_b = 0;
    for (;;) {
        struct letter first = read_letter(a, at_a), second = read_letter(b, at_b);
        if (first.rank != second.rank)
            return first.rank < second.rank ? -1 : 1;
        if (first.rank == RANK_NONE)
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
        while (kind == KIND_SYLLABLE && read_letter(name, &offset).rank != RANK_NONE)
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
