#ifndef VANBAN_TEXT_CASE_H
#define VANBAN_TEXT_CASE_H

/* What case.c and fold.c share; the others use unicode.h. */

#include <stdbool.h>

/* Upper, lower and folded case of this code point are one code point each, whatever stands around it. */
bool text_maps_simply(unsigned code_point);

#endif
