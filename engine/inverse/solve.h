#ifndef VANBAN_INVERSE_SOLVE_H
#define VANBAN_INVERSE_SOLVE_H

/*
 * From the way a match went to the data: each hole says what its expression printed, each choice what its
 * condition was, each loop what its items were. Expressions are undone as far as that is certain; what cannot
 * be undone follows from other fields, or is not in the document.
 *
 * What was read is a value whose `line` is the paragraph of the document, from 1, and whose `column` is 1 for
 * capitals that the form made: the same text in other letters is better.
 */

#include "inverse/match.h"

/* Two places that do not agree. */
struct solve_conflict {
    const struct field *field;
    struct string first, second;
    uint32_t paragraph; /* of the second, from 1 */
    struct solve_conflict *next;
};

struct solution {
    struct value data; /* a record by names of fields */
    struct solve_conflict *conflicts, **last_conflict;
};

struct solution *solve(struct arena *arena, const struct inverse_pattern *pattern, const struct sheet *sheet,
                       const struct matching *matching, struct solution *into);

/* True for a field that some hole or condition of the pattern may give. `path` is of names, joined by dots.
 */
bool solve_reaches(const struct inverse_pattern *pattern, struct string path);

#endif
