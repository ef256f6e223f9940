#ifndef VANBAN_BASE_LIMITS_H
#define VANBAN_BASE_LIMITS_H

/* Every limit is a row of limits.def: its name (also the flag --limit NAME=N), default and problem code. */

#include <stdint.h>

#include "base/problems.h"

enum limit {
#define LIMIT(id, name, default_value, most, problem) LIMIT_##id,
#include "base/limits.def"
#undef LIMIT
    LIMIT_COUNT
};

struct limits {
    uint64_t values[LIMIT_COUNT];
};

struct limits limits_default(void);
/* For what defines a form or comes along with the program: no limit of data is lower than its default. */
struct limits limits_for_forms(const struct limits *limits);
const char *limit_name(enum limit limit);
/* Sets a limit by its name; false after a problem: there is none of that name, or it cannot be so high. */
bool limits_set(struct limits *limits, struct string name, uint64_t value, struct problems *problems);
/* True if `value` is within the limit; else reports its problem, with the limit as argument {1}. That of
 * steps is reported once, as nothing behind it can be computed. */
bool limits_allow(const struct limits *limits, enum limit limit, uint64_t value, const struct place *place,
                  struct problems *problems);

#endif
