#ifndef VANBAN_EXPRESSION_FORMAT_SPEC_H
#define VANBAN_EXPRESSION_FORMAT_SPEC_H

/* How one value is formatted: what "%-8.2f" and "{:>8.2f}" have in common. */

#include "expression/expression.h"

struct format_spec {
    struct string fill; /* one character */
    char align;         /* < > ^ = or 0 */
    char sign;          /* + blank or 0 */
    char group;         /* , _ or 0 */
    char type;          /* 0: as the value is */
    bool is_alternate;
    uint64_t width;
    int precision; /* -1: not given */
};

/* "[[fill]align][sign][#][0][width][,][.precision][type]"; false if it is none. */
bool format_spec_read(struct string typed, struct format_spec *spec);
/* False when the value does not fit the type. */
bool format_value(struct evaluation *evaluation, const struct format_spec *spec, const struct value *value,
                  struct buffer *out);

enum { MOST_FORMAT_WIDTH = 10000, MOST_FORMAT_PRECISION = 200 };

#endif
