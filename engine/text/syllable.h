#ifndef VANBAN_TEXT_SYLLABLE_H
#define VANBAN_TEXT_SYLLABLE_H

/* What can be a syllable of Vietnamese: an initial, a rime, and a tone that the rime may have. */

#include "base/string.h"

#include <stdbool.h>

/*
 * Of a run of letters in NFC, all small, all capital or with a capital first. The tone may stand on any
 * vowel: hòa and hoà. Foreign words and abbreviations are none.
 */
bool text_is_syllable(struct string word);

#endif
