#ifndef VANBAN_REGISTER_LETTERS_H
#define VANBAN_REGISTER_LETTERS_H

/* The letters of a part, paragraph by paragraph, each with the bytes it stands in, so that some can be
 * replaced in place. */

#include "base/arena.h"
#include "base/problems.h"

struct letter {
    unsigned code; /* a tab is \t, a line break \n, a hyphen that does not break "-" */
    uint32_t paragraph;
    size_t at, length; /* in the part; length 0: an element, which stays */
};

struct letters {
    struct letter *list;
    size_t count;
};

/* False after a problem: the part is not well-formed, or not in UTF-8. The list is in `arena`. */
bool letters_read(struct letters *letters, struct string part, const struct place *place, struct arena *arena,
                  struct problems *problems);

#endif
