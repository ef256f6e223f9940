/* Units and their figures → rows, sums and ranks; rollup_units.c reads the units there are. */

#include "statistics/rollup_internal.h"

#include <string.h>

struct rollup *rollup_new(struct arena *arena, const struct rollup_rule *rule, struct problems *problems)
{
    struct rollup *rollup = arena_allocate(arena, sizeof *rollup);
    *rollup = (struct rollup){.arena = arena, .rule = *rule, .problems = problems};
    return rollup;
}

static void grow(struct rollup *rollup)
{
    size_t capacity = rollup->capacity * 2 + 16;
    struct rollup_unit *units = arena_allocate(rollup->arena, capacity * sizeof *units);
    struct unit *known = arena_allocate(rollup->arena, capacity * sizeof *known);
    if (rollup->count > 0) {
        memcpy(units, rollup->units, rollup->count * sizeof *units);
        memcpy(known, rollup->known.list, rollup->count * sizeof *known);
    }
    rollup->units = units;
    rollup->known.list = known;
    rollup->capacity = capacity;
}

struct rollup_unit *rollup_append(struct rollup *rollup, const struct unit *unit, bool exists)
{
    if (rollup->count == rollup->capacity)
        grow(rollup);
    rollup->known.list[rollup->known.count++] = *unit;
    rollup->units[rollup->count] = (struct rollup_unit){.code = unit->code,
                                                        .name = unit->name,
                                                        .group = unit->group,
                                                        .parent = unit->parent,
                                                        .exists = exists};
    return &rollup->units[rollup->count++];
}

/* ---- adding ---- */

/* Without a list everybody is a unit. NULL after a problem. */
static struct rollup_unit *find_or_append(struct rollup *rollup, struct string name,
                                          const struct place *place)
{
    const struct unit *found = units_find(&rollup->known, rollup->arena, name, rollup->rule.day);
    if (found != NULL)
        return &rollup->units[found - rollup->known.list];
    if (!rollup->has_list) {
        struct unit unit = {.name = name};
        unit_fold_names(&unit, rollup->arena);
        return rollup_append(rollup, &unit, true);
    }
    units_report_unknown(&rollup->known, name, place, rollup->arena, rollup->problems);
    return NULL;
}

bool rollup_add(struct rollup *rollup, struct string name, struct string file, const struct value *figures)
{
    struct place place = {.file = file};
    struct rollup_unit *unit = find_or_append(rollup, name, &place);
    if (unit == NULL)
        return false;
    if (unit->figures != NULL || !unit->exists) {
        problems_add(rollup->problems, unit->exists ? PROBLEM_ROLLUP_TWICE : PROBLEM_ROLLUP_NOT_THEN, &place,
                     arena_copy(rollup->arena, unit->name).bytes,
                     unit->exists ? arena_copy(rollup->arena, unit->file).bytes : "");
        return false;
    }
    unit->file = file;
    unit->figures = arena_allocate(rollup->arena, sizeof *figures);
    *unit->figures = *figures;
    return true;
}

/* ---- ranks ---- */

static void set_measures(struct rollup *rollup)
{
    for (size_t i = 0; i < rollup->count; i++) {
        struct rollup_unit *unit = &rollup->units[i];
        const struct value *value = NULL;
        if (unit->figures != NULL && rollup->rule.rank.length > 0)
            value = rollup_figure(unit->figures, rollup->rule.rank);
        unit->has_measure = value != NULL && value_is_number(value);
        if (unit->has_measure)
            unit->measure = value_to_number(rollup->arena, value);
    }
}

/* One more than the units that are better; 0 for one without the figure. */
static size_t rank_of(const struct rollup *rollup, const struct rollup_unit *unit)
{
    size_t rank = 1;
    if (!unit->has_measure)
        return 0;
    for (size_t i = 0; i < rollup->count; i++) {
        if (!rollup->units[i].has_measure)
            continue;
        int order = number_compare(rollup->units[i].measure, unit->measure);
        rank += rollup->rule.ranks_upwards ? order < 0 : order > 0;
    }
    return rank;
}

/* ---- the result ---- */

static void set_text(struct record *record, const char *key, struct string text)
{
    struct value value = text.length > 0 ? value_text(text) : value_none();
    record_set_text(record, string_of(key), &value);
}

static void set_count(struct record *record, const char *key, size_t count)
{
    struct value value = value_integer((int64_t)count);
    value.format = FORMAT_COUNT;
    record_set_text(record, string_of(key), &value);
}

/* Ratios stand with both their numbers, as a form reads them. */
static void set_figures(struct arena *arena, struct record *record, const struct record *figures)
{
    for (size_t i = 0; i < figures->count; i++) {
        const struct entry *entry = &figures->entries[i];
        struct value value = entry->value;
        if (value.kind == VALUE_RATIO) {
            struct value pair = value_record(arena);
            record_set_text(pair.as.record, STRING("tu"), &value.as.ratio->part);
            record_set_text(pair.as.record, STRING("mau"), &value.as.ratio->whole);
            value = pair;
        } else if (value.kind == VALUE_RECORD) {
            struct value inner = value_record(arena);
            set_figures(arena, inner.as.record, value.as.record);
            value = inner;
        }
        record_set(record, entry->name, &value);
    }
}

static void append_row(struct rollup *rollup, struct list *rows, const struct rollup_unit *unit)
{
    struct value row = value_record(rollup->arena);
    size_t rank = rank_of(rollup, unit);
    set_count(row.as.record, "stt", rows->count + 1);
    set_text(row.as.record, "ma", unit->code);
    set_text(row.as.record, "ten", unit->name);
    set_text(row.as.record, "nhom", unit->group);
    set_text(row.as.record, "cap_tren", unit->parent);
    if (rank > 0)
        set_count(row.as.record, "hang", rank);
    set_figures(rollup->arena, row.as.record, unit->figures->as.record);
    list_append(rows, &row);
}

static void append_absent(struct rollup *rollup, struct list *rows, const struct rollup_unit *unit)
{
    struct value row = value_record(rollup->arena);
    set_text(row.as.record, "ma", unit->code);
    set_text(row.as.record, "ten", unit->name);
    set_text(row.as.record, "nhom", unit->group);
    list_append(rows, &row);
}

/*
 * The sums over the units of a group, or of all when `group` is NULL. `whole` has the names of all sums, so
 * that a group nobody of which reported has them too; NULL for the whole itself.
 */
static struct value sum_units(struct rollup *rollup, const struct string *group, const struct record *whole,
                              struct value *record)
{
    struct value sums = value_record(rollup->arena);
    size_t units = 0, reported = 0;
    *record = value_record(rollup->arena);
    if (whole != NULL)
        rollup_zero(rollup->arena, sums.as.record, whole);
    for (size_t i = 0; i < rollup->count; i++) {
        const struct rollup_unit *unit = &rollup->units[i];
        if (!unit->exists || (group != NULL && !string_equal(unit->group, *group)))
            continue;
        units++;
        reported += unit->figures != NULL;
        if (unit->figures != NULL)
            rollup_sum(rollup->arena, sums.as.record, unit->figures->as.record);
    }
    if (group != NULL)
        set_text(record->as.record, "ten", *group);
    set_count(record->as.record, "so_don_vi", units);
    set_count(record->as.record, "da_bao_cao", reported);
    set_figures(rollup->arena, record->as.record, sums.as.record);
    return sums;
}

static bool is_first_of_group(const struct rollup *rollup, size_t position)
{
    const struct rollup_unit *unit = &rollup->units[position];
    if (unit->group.length == 0 || !unit->exists)
        return false;
    for (size_t i = 0; i < position; i++) {
        if (rollup->units[i].exists && string_equal(rollup->units[i].group, unit->group))
            return false;
    }
    return true;
}

static void tell_absent(struct rollup *rollup)
{
    enum { NAMED = 50 };
    struct buffer names = {0};
    size_t count = 0;
    char words[24];
    for (size_t i = 0; i < rollup->count; i++) {
        const struct rollup_unit *unit = &rollup->units[i];
        if (unit->figures != NULL || !unit->exists || ++count > NAMED)
            continue;
        buffer_append_text(&names, count > 1 ? ", " : "");
        buffer_append_string(&names, unit->name);
    }
    if (count > NAMED)
        buffer_append_text(&names, " …");
    snprintf(words, sizeof words, "%zu", count);
    if (count > 0)
        problems_add(rollup->problems, PROBLEM_ROLLUP_ABSENT, NULL, words, names.bytes);
    buffer_release(&names);
}

struct value rollup_finish(struct rollup *rollup)
{
    struct value result = value_record(rollup->arena), rows = value_list(rollup->arena);
    struct value groups = value_list(rollup->arena), absent = value_list(rollup->arena), total, group;
    struct value sums = sum_units(rollup, NULL, NULL, &total);
    set_measures(rollup);
    for (size_t i = 0; i < rollup->count; i++) {
        const struct rollup_unit *unit = &rollup->units[i];
        if (unit->figures != NULL)
            append_row(rollup, rows.as.list, unit);
        else if (unit->exists)
            append_absent(rollup, absent.as.list, unit);
        if (is_first_of_group(rollup, i)) {
            sum_units(rollup, &unit->group, sums.as.record, &group);
            list_append(groups.as.list, &group);
        }
    }
    record_set_text(result.as.record, STRING("don_vi"), &rows);
    record_set_text(result.as.record, STRING("nhom"), &groups);
    record_set_text(result.as.record, STRING("tong"), &total);
    record_set_text(result.as.record, STRING("chua_bao_cao"), &absent);
    tell_absent(rollup);
    return result;
}
