#ifndef VANBAN_STATISTICS_ROLLUP_INTERNAL_H
#define VANBAN_STATISTICS_ROLLUP_INTERNAL_H

#include "statistics/rollup.h"
#include "statistics/units.h"

struct rollup_unit {
    struct string code, name, group, parent; /* empty when not told */
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
    struct units known; /* the same, as they are found */
    size_t count, capacity;
    bool has_list; /* the units are told; no others count */
};

struct rollup_unit *rollup_append(struct rollup *rollup, const struct unit *unit, bool exists);

#endif
