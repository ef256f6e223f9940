/* The style of an office that has set none: as the decree and its model forms write. */

#include "value/style.h"

const struct style style_office = {
    .percent_decimals = 1,
    .count_digits = 2,
    .money_unit = {"đ", sizeof "đ" - 1},
    .date = {.separator = '/', .day_digits = 2, .month_digits = 0},
    .range_dash = {" - ", 3},
    .quarter_is_roman = true,
};
