#ifndef VANBAN_EXPRESSION_FORMAT_PICTURE_H
#define VANBAN_EXPRESSION_FORMAT_PICTURE_H

/*
 * The pictures of Word's field switches (ECMA-376 part 1, 17.16.4): what a number or a date looks like.
 *
 *   #.##0,00   #,##0.00   0,0%   '≈' 0 'đồng'   +0;-0;'không'
 *   dd/MM/yyyy   'ngày' dd 'tháng' MM 'năm' yyyy   dddd
 *
 * Separators are those of the picture. Where Word puts a blank for a "#" without a digit, nothing is put.
 */

#include "base/buffer.h"
#include "text/date.h"
#include "value/number.h"

/* Rounded half up to the places of the picture. */
void format_picture_number(struct buffer *out, struct arena *arena, struct number number,
                           struct string picture);
/* A blank day or month leaves four blanks, as an office leaves room for it; names are Vietnamese. */
void format_picture_date(struct buffer *out, struct date date, struct string picture);

#endif
