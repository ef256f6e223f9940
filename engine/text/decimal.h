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

/*
 * Reads a number as an office types it: 1.234.567,5  1234567.5  1 234  -0,5  05 . One dot before three digits
 * parts groups ("1.234", not "0.125"); a comma that stands once is the decimal one ("1,234"). Writes plain
 * digits without leading zeros; false, and nothing written, if it is no number.
 */
bool text_read_decimal(struct buffer *digits, struct string typed);

#endif
