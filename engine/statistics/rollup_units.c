/* The units there are, of which those count that exist on the day of the rule. */

#include "statistics/rollup_internal.h"
#include "statistics/units.h"

/* One that exists takes the place of one of its name that does not. */
static bool add_unit(struct rollup *rollup, const struct sources *sources, const struct unit *unit)
{
    struct rollup_unit added = {.code = unit->code,
                                .name = unit->name,
                                .group = unit->group,
                                .parent = unit->parent,
                                .folded = unit->folded,
                                .folded_code = unit->folded_code,
                                .exists = rollup->rule.day.year == 0 || unit_exists(unit, rollup->rule.day)};
    struct rollup_unit *same = rollup_find(rollup, unit->name);
    if (same == NULL)
        rollup_append(rollup, &added);
    else if (!same->exists)
        *same = added;
    else
        return !added.exists || unit_report_twice(unit, sources, rollup->arena, rollup->problems);
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
