#ifndef VANBAN_TEXT_LETTERS_H
#define VANBAN_TEXT_LETTERS_H

/* The letters of Vietnamese (letters.def), each split into a letter without tone and a tone. For the files of
 * text/. */

#include <stdint.h>

enum tone { NGANG, HUYEN, HOI, NGA, SAC, NANG, TONE_COUNT };

struct letter {
    uint8_t rank; /* its place in the alphabet from 1; 0: no letter of the table */
    uint8_t tone;
    uint16_t toneless; /* in the same case */
};

/* Rank 0 for what is not in the table. */
struct letter letter_lookup(unsigned code_point);
/* The letter with a tone; 0 when it takes none. */
unsigned letter_with_tone(unsigned toneless, enum tone tone);
/* Without tone and small; 0 for what is not in the table. */
unsigned letter_small(struct letter letter);
/* The combining mark of a tone; 0 for ngang. */
unsigned letter_tone_mark(enum tone tone);

#endif
