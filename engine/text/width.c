/*
 * Sums of advance widths. The rows of fonts/times-new-roman.def are sorted by
 * code point and begin with all of printable ASCII, which is indexed directly.
 */

#include "text/width.h"

#include <stdint.h>

#include "text/unicode.h"

enum { EM = 2048, EN = EM / 2, FIRST = ' ', ASCII_END = 0x7F };

struct row {
    uint32_t code_point;
    uint16_t widths[4]; /* by enum face */
};

static const struct row rows[] = {
#define WIDTH(code_point, regular, bold, italic, bold_italic)                                                \
    {code_point, {regular, bold, italic, bold_italic}},
#include <times-new-roman.def>
#undef WIDTH
};

static const struct row *find_row(unsigned code_point)
{
    size_t low = 0, high = sizeof(rows) / sizeof(rows[0]);
    if (code_point >= FIRST && code_point < ASCII_END)
        return &rows[code_point - FIRST];
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].code_point == code_point)
            return &rows[middle];
        if (rows[middle].code_point < code_point)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

unsigned long text_width_units(struct string s, enum face face)
{
    unsigned long units = 0;
    for (size_t offset = 0; offset < s.length;) {
        const struct row *row = find_row(text_next(s, &offset));
        units += row != NULL ? row->widths[face] : EN;
    }
    return units;
}

unsigned long text_width_twips(struct string s, enum face face, unsigned size_half_points)
{
    return (text_width_units(s, face) * size_half_points * 10 + EM - 1) / EM;
}
