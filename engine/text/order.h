#ifndef VANBAN_TEXT_ORDER_H
#define VANBAN_TEXT_ORDER_H

/*
 * The order of Vietnamese lists: syllable by syllable, letters a ă â b c d đ e ê … y, then tones ngang huyền
 * hỏi ngã sắc nặng; numbers by value and before letters; case, white space and punctuation do not count.
 * Other letters of Latin stand at their place in the alphabet, other scripts behind. Both are total orders of
 * NFC texts: what is equal so far is ordered by its bytes. The result is below 0, 0 or above 0.
 */

#include "base/string.h"

int text_compare_vietnamese(struct string a, struct string b);
/* Names of persons: by given name (the last syllable), then family name, then middle names. */
int text_compare_person(struct string a, struct string b);

#endif
