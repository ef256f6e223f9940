#ifndef VANBAN_EXPRESSION_SCOPE_H
#define VANBAN_EXPRESSION_SCOPE_H

#include "expression/expression.h"

struct scope {
    struct scope *outer;
    struct arena *arena;
    struct record *own;          /* NULL until a name is set */
    const struct record *record; /* or NULL */
};

/* The record behind the outermost scope that has one: the data. NULL if there is none. */
const struct record *scope_top(const struct scope *scope);
/* All names in force, the innermost first, for "did you mean". */
struct string *scope_names(const struct scope *scope, struct arena *arena, size_t *count);

#endif
