#ifndef VANBAN_WORD_NUMBERING_H
#define VANBAN_WORD_NUMBERING_H

/* The numbers Word counts by itself ("1.", "a)", "Điều 3."), paragraph after paragraph in the order of the
 * document. */

#include "word/format.h"

struct numbering;

/* Lives in `arena`; a story (body, header, notes …) has its own. */
struct numbering *numbering_new(struct arena *arena, const struct formats *formats);
/* Counts the paragraph and appends its number with the blank behind it; nothing when it has none. */
void numbering_append_next(struct buffer *out, struct numbering *numbering,
                           const struct paragraph_format *paragraph);

#endif
