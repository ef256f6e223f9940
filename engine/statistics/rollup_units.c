/* The units there are, of which those count that exist on the day of the rule. */

#include "statistics/rollup_internal.h"

/* Without a day all exist, also those of one name or code at different times. NULL when there is no other. */
static const struct unit *find_same(const struct rollup *rollup, const struct unit *unit)
{
    for (size_t i = 0; i < rollup->count; i++) {
        const struct unit *other = &rollup->known.list[i];
        bool is_same = string_equal(other->folded, unit->folded) ||
                       (unit->code.length > 0 && string_equal(other->folded_code, unit->folded_code));
        if (is_same && rollup->units[i].exists)
            return other;
    }
    return NULL;
}

static bool add_unit(struct rollup *rollup, const struct sources *sources, const struct unit *unit)
{
    bool exists = rollup->rule.day.year == 0 || unit_exists(unit, rollup->rule.day);
    const struct unit *same = exists ? find_same(rollup, unit) : NULL;
    if (same != NULL)
        return unit_report_twice(unit, same, sources, rollup->arena, rollup->problems);
    rollup_append(rollup, unit, exists);
    return true;
}

bool rollup_read_units(struct rollup *rollup, const struct value *top, const struct sources *sources)
{
    struct units units;
    bool is_read = true;
    if (!units_read(rollup->arena, sources, top, &units, rollup->problems))
        return false;
    rollup->has_list = true;
    for (size_t i = 0; i < units.count; i++)
        is_read &= add_unit(rollup, sources, &units.list[i]);
    return is_read;
}
