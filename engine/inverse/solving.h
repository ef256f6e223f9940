#ifndef VANBAN_INVERSE_SOLVING_H
#define VANBAN_INVERSE_SOLVING_H

/* What the files that solve share. */

#include "inverse/pattern_maker.h"
#include "inverse/solve.h"

enum truth { TRUTH_UNKNOWN, TRUTH_FALSE, TRUTH_TRUE };

struct solver {
    struct arena *arena;
    const struct inverse_pattern *pattern;
    const struct sheet *sheet;
    struct solution *solution;
    struct value facts; /* a record: path of a field → what a condition said of it */
};

/* "a.b" of a chain of names that begins with a field; empty: it is none. */
struct string solver_path(struct solver *solver, const struct node *node, const struct binding *scope);
/* Takes it that a condition was so. */
void solver_assume(struct solver *solver, const struct node *node, const struct binding *scope, bool truth,
                   unsigned depth);
enum truth solver_truth(struct solver *solver, const struct node *node, const struct binding *scope,
                        unsigned depth);
/*
 * The expression gave this value: fields in it get theirs. False when it cannot have; what cannot be undone
 * may give anything. is_trial: nothing is set.
 */
bool solver_assign(struct solver *solver, const struct node *node, const struct binding *scope,
                   const struct value *value, bool is_trial, unsigned depth);
/* The same of [a, b]: each item its own value, or, of a loop that leaves some out, the next that can have
 * been. */
bool solver_assign_items(struct solver *solver, const struct node *node, const struct binding *scope,
                         const struct value *value, bool may_skip, bool is_trial, unsigned depth);
/* A field of a record: false when it cannot have this value. */
bool solver_set_field(struct solver *solver, struct record *record, const struct field *field,
                      const struct value *value, bool is_trial);

/* A part of a value, by "name" or "0"; none of the others are known. */
struct value solver_wrap(struct solver *solver, struct string key, const struct value *value);
/* `later` into what is known of one value. */
void solver_merge(struct solver *solver, struct value *known, const struct value *later);

#endif
