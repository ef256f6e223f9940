#ifndef VANBAN_STATISTICS_ROLLUP_INTERNAL_H
#define VANBAN_STATISTICS_ROLLUP_INTERNAL_H

#include "statistics/rollup.h"

struct rollup_unit {
    struct string code, name, group, parent; /* empty when not told */
    struct string folded, folded_code;       /* as names are equal */
    bool exists;                             /* on the day of the rule */
    struct string file;                      /* its figures were read from */
    struct value *figures;                   /* a record; NULL: not reported */
    struct number measure;                   /* the figure to rank by */
    bool has_measure;
};

struct rollup {
    struct arena *arena;
    struct rollup_rule rule;
    struct problems *problems;
    struct rollup_unit *units;
    size_t count, capacity;
    bool has_list; /* the units are told; no others count */
};

struct rollup_unit *rollup_append(struct rollup *rollup, const struct rollup_unit *unit);
/* By name or code; NULL if there is none. */
struct rollup_unit *rollup_find(struct rollup *rollup, struct string name);

#endif
