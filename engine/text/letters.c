/* The table of letters, laid out so that looking one up is one access. */

#include "text/letters.h"

#include <stddef.h>

enum rank {
    RANK_NONE,
#define VOWEL(name, ...) RANK_##name,
#define CONSONANT(name, ...) RANK_##name,
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
};

/* The letters below LOW_END stand at their code point, those of U+1EA0 … 1EF9 behind them. */
enum { LOW_END = 0x1B1, HIGH_START = 0x1EA0, HIGH_END = 0x1EFA };
#define PLACE(code_point) ((code_point) < LOW_END ? (code_point) : (code_point)-HIGH_START + LOW_END)

static const struct letter letters[LOW_END + HIGH_END - HIGH_START] = {
#define TONES(rank, ngang, huyen, hoi, nga, sac, nang)                                                       \
    [PLACE(ngang)] = {rank, NGANG, ngang}, [PLACE(huyen)] = {rank, HUYEN, ngang},                            \
    [PLACE(hoi)] = {rank, HOI, ngang}, [PLACE(nga)] = {rank, NGA, ngang}, [PLACE(sac)] = {rank, SAC, ngang}, \
    [PLACE(nang)] = {rank, NANG, ngang},
#define VOWEL(name, a, b, c, d, e, f, A, B, C, D, E, F)                                                      \
    TONES(RANK_##name, a, b, c, d, e, f) TONES(RANK_##name, A, B, C, D, E, F)
#define CONSONANT(name, small, capital)                                                                      \
    [PLACE(small)] = {RANK_##name, NGANG, small}, [PLACE(capital)] = {RANK_##name, NGANG, capital},
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
#undef TONES
};

struct letter letter_lookup(unsigned code_point)
{
    if (code_point < LOW_END || (code_point >= HIGH_START && code_point < HIGH_END))
        return letters[PLACE(code_point)];
    return (struct letter){0, NGANG, 0};
}

unsigned letter_with_tone(unsigned toneless, enum tone tone)
{
    static const uint16_t vowels[][TONE_COUNT] = {
#define VOWEL(name, a, b, c, d, e, f, A, B, C, D, E, F) {a, b, c, d, e, f}, {A, B, C, D, E, F},
#define CONSONANT(name, small, capital)
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
    };
    for (size_t i = 0; i < sizeof(vowels) / sizeof(vowels[0]); i++)
        if (vowels[i][NGANG] == toneless)
            return vowels[i][tone];
    return 0;
}

unsigned letter_small(struct letter letter)
{
    static const uint16_t by_rank[] = {
        0,
#define VOWEL(name, a, ...) a,
#define CONSONANT(name, small, capital) small,
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
    };
    return by_rank[letter.rank];
}

unsigned letter_tone_mark(enum tone tone)
{
    static const uint16_t marks[TONE_COUNT] = {0, 0x300, 0x309, 0x303, 0x301, 0x323};
    return marks[tone];
}
