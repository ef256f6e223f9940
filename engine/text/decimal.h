#ifndef VANBAN_TEXT_DECIMAL_H
#define VANBAN_TEXT_DECIMAL_H

/*
 * Decimal numbers as text. The input "digits" is always plain ASCII: an optional "-", digits, an optional "."
 * and digits, as value/number.h makes it; no exponent, no blanks.
 */

#include "base/buffer.h"

/* How an office writes numbers; text_decimal_office is 1.234.567,5. */
struct decimal_style {
    char group;                    /* between groups of three, 0: none */
    char decimal;                  /* before the fraction */
    unsigned least_integer_digits; /* 2 for "05" */
};
extern const struct decimal_style text_decimal_office; /* '.', ',', 1 */
extern const struct decimal_style text_decimal_bare;   /* none, ',', 1 */
extern const struct decimal_style text_decimal_plain;  /* none, '.', 1 */

void text_append_decimal(struct buffer *out, struct string digits, const struct decimal_style *style);
/* I, II, III … for 1 … 3999; false outside. */
bool text_append_roman(struct buffer *out, unsigned number);

/* Numbers in words (domain.md §8.2 of the standard's notes: linh, nghìn, tư by default). */
struct spelling {
    bool says_le;            /* "lẻ" for "linh" */
    bool says_ngan;          /* "ngàn" for "nghìn" */
    bool says_bon;           /* "bốn" for "tư" after mươi */
    bool skips_zero_hundred; /* no "không trăm" in middle groups */
};
extern const struct spelling text_spelling_office;
/* "một triệu không trăm linh năm", "chín mươi bảy phẩy bốn mươi hai", "âm hai"; false with more than 36
 * digits before the point. */
bool text_append_spelled(struct buffer *out, struct string digits, const struct spelling *spelling);

/*
 * Reads a number as an office types it: 1.234.567,5  1234567.5  1 234  -0,5  05 . One dot before three digits
 * parts groups ("1.234", not "0.125"); a comma that stands once is the decimal one ("1,234"). Writes plain
 * digits without leading zeros; false, and nothing written, if it is no number.
 */
bool text_read_decimal(struct buffer *digits, struct string typed);

#endif
