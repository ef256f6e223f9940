#ifndef VANBAN_VALUE_STYLE_H
#define VANBAN_VALUE_STYLE_H

/*
 * How an office writes numbers, money, dates and words for numbers: what form.yaml sets once under `style`,
 * what printing filters do unless their arguments say otherwise, and how values of fields print.
 */

#include "text/spelling.h"
#include "value/value.h"

struct style {
    struct spelling spelling;
    unsigned percent_decimals; /* at most, or exactly */
    bool keeps_percent_zeros;  /* 16,90% */
    unsigned count_digits;     /* 2 for "05" */
    struct string money_unit;  /* behind the number, with the blank before it: "đ", " đồng" */
    bool money_says_even;      /* "… đồng chẵn" in words */
    struct date_style date;    /* 04/5/2023 */
    struct string range_dash;  /* "24/8 - 24/9", with its blanks */
    bool quarter_is_roman;     /* Quý I */
    bool keeps_lines;          /* lines do not tear "ngày 05", "QĐ-TTg" apart: see text/glue.h */
};
extern const struct style style_office;

/* A value as an office writes it. */
void style_append_value(struct buffer *out, const struct value *value, const struct style *style);

#endif
