#ifndef VANBAN_TEXT_WIDTH_H
#define VANBAN_TEXT_WIDTH_H

/* Advance widths of Times New Roman metrics (fonts/README.md), for rule lines, columns and blanks. No
 * kerning: Word has it off. */

#include "base/string.h"

enum face { FACE_REGULAR = 0, FACE_BOLD = 1, FACE_ITALIC = 2, FACE_BOLD_ITALIC = 3 };

/* Width in units of 1/2048 em summed over the text; a character outside the table counts as one en (1024). */
unsigned long text_width_units(struct string s, enum face face);
/* Width in twips (1/20 pt), rounded up, at a size in half-points. */
unsigned long text_width_twips(struct string s, enum face face, unsigned size_half_points);

#endif
