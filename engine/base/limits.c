#include "base/limits.h"

#include <inttypes.h>

static const struct {
    const char *name;
    uint64_t default_value, most;
    enum problem_code problem;
} rows[LIMIT_COUNT] = {
#define LIMIT(id, name, default_value, most, problem) {name, default_value, most, PROBLEM_##problem},
#include "base/limits.def"
#undef LIMIT
};

struct limits limits_default(void)
{
    struct limits limits;
    for (size_t i = 0; i < LIMIT_COUNT; i++)
        limits.values[i] = rows[i].default_value;
    return limits;
}

struct limits limits_for_forms(const struct limits *limits)
{
    struct limits own = *limits;
    for (size_t i = LIMIT_DATA_BYTES; i <= LIMIT_NUMBER_DIGITS; i++) {
        if (own.values[i] < rows[i].default_value)
            own.values[i] = rows[i].default_value;
    }
    return own;
}

static bool set(struct limits *limits, enum limit limit, uint64_t value, struct problems *problems)
{
    char most[24];
    snprintf(most, sizeof most, "%" PRIu64, rows[limit].most);
    limits->values[limit] = value;
    if (value > rows[limit].most)
        problems_add(problems, PROBLEM_USAGE_LIMIT_MOST, NULL, rows[limit].name, most);
    return value <= rows[limit].most;
}

bool limits_set(struct limits *limits, struct string name, uint64_t value, struct problems *problems)
{
    for (size_t i = 0; i < LIMIT_COUNT; i++) {
        if (string_is(name, rows[i].name))
            return set(limits, (enum limit)i, value, problems);
    }
    struct buffer typed = {0};
    buffer_append_string(&typed, name);
    problems_add(problems, PROBLEM_USAGE_LIMIT, NULL, typed.bytes);
    buffer_release(&typed);
    return false;
}

const char *limit_name(enum limit limit)
{
    return rows[limit].name;
}

bool limits_allow(const struct limits *limits, enum limit limit, uint64_t value, const struct place *place,
                  struct problems *problems)
{
    if (value <= limits->values[limit])
        return true;
    bool is_told = limit == LIMIT_STEPS && problems_have(problems, rows[limit].problem, NULL, NULL);
    if (is_told)
        return false;
    char number[24];
    snprintf(number, sizeof number, "%" PRIu64, limits->values[limit]);
    problems_add(problems, rows[limit].problem, place, number, rows[limit].name);
    return false;
}
