/* The keys period, history and rollup of form.yaml. */

#include "form/reporting.h"

#include "form/definition.h"

static const char *const period_keys[] = {"kind", "cut_off", "deadline", "field", NULL};
static const char *const history_keys[] = {"unit", "keep", NULL};
static const char *const rollup_keys[] = {"unit", "rank", "order", "figures", NULL};

enum { MOST_DEADLINE = 366 };

static bool refuse(const struct definition_reader *reader, const struct value *record, const char *key,
                   struct string typed, const char *known)
{
    struct place place = value_place(reader->sources, definition_key(record, key));
    problems_add(reader->problems, PROBLEM_FORM_PERIOD, &place, typed.bytes, key, known);
    return false;
}

static bool read_kind(const struct definition_reader *reader, const struct value *record,
                      struct reporting *reporting)
{
    struct string kind = STRING("month");
    if (!definition_text(reader, record, "kind", false, &kind))
        return false;
    reporting->kind = period_kind_lookup(kind);
    return reporting->kind < PERIOD_KIND_COUNT ||
           refuse(reader, record, "kind", kind,
                  "month, quarter, first-half, last-half, nine-months, year, range");
}

/* A whole number up to `most`, as typed. */
static bool read_number(struct string typed, unsigned most, unsigned *number)
{
    unsigned read = 0;
    for (size_t i = 0; i < typed.length; i++) {
        if (typed.bytes[i] < '0' || typed.bytes[i] > '9' || i > 3)
            return false;
        read = read * 10 + (unsigned)(typed.bytes[i] - '0');
    }
    *number = read;
    return typed.length > 0 && read <= most;
}

static bool read_cut_off(const struct definition_reader *reader, const struct value *record,
                         struct period_rule *rule)
{
    struct string cut_off = STRING("nd09");
    if (!definition_text(reader, record, "cut_off", false, &cut_off))
        return false;
    rule->cut_off = string_is(cut_off, "calendar") ? CUT_OFF_MONTH_END : CUT_OFF_DECREE;
    if (string_is(cut_off, "nd09") || string_is(cut_off, "calendar"))
        return true;
    return (read_number(cut_off, 31, &rule->cut_off) && rule->cut_off > 0) ||
           refuse(reader, record, "cut_off", cut_off, "nd09, calendar, 1 … 31");
}

static bool read_deadline(const struct definition_reader *reader, const struct value *record,
                          struct period_rule *rule)
{
    struct string deadline = STRING("2");
    if (!definition_text(reader, record, "deadline", false, &deadline))
        return false;
    return read_number(deadline, MOST_DEADLINE, &rule->deadline) ||
           refuse(reader, record, "deadline", deadline, "0 … 366");
}

static bool read_period(const struct definition_reader *reader, const struct value *record,
                        struct reporting *reporting)
{
    if (!definition_has_only(reader, record, period_keys))
        return false;
    bool is_read = read_kind(reader, record, reporting);
    is_read &= read_cut_off(reader, record, &reporting->rule);
    is_read &= read_deadline(reader, record, &reporting->rule);
    is_read &= definition_text(reader, record, "field", false, &reporting->period_field);
    return is_read;
}

static bool read_history(const struct definition_reader *reader, const struct value *record,
                         struct reporting *reporting)
{
    return definition_has_only(reader, record, history_keys) &&
           definition_text(reader, record, "unit", false, &reporting->unit_field) &&
           definition_texts(reader, record, "keep", &reporting->keep, &reporting->keep_count);
}

static bool read_rollup(const struct definition_reader *reader, const struct value *record,
                        struct reporting *reporting)
{
    struct string order = STRING("descending");
    if (!definition_has_only(reader, record, rollup_keys) ||
        !definition_text(reader, record, "unit", false, &reporting->rollup_unit) ||
        !definition_text(reader, record, "rank", false, &reporting->rank) ||
        !definition_text(reader, record, "order", false, &order) ||
        !definition_texts(reader, record, "figures", &reporting->figures, &reporting->figure_count))
        return false;
    reporting->ranks_upwards = string_is(order, "ascending");
    return reporting->ranks_upwards || string_is(order, "descending") ||
           refuse(reader, record, "order", order, "descending, ascending");
}

bool reporting_read(const struct definition_reader *reader, const struct value *top,
                    struct reporting *reporting)
{
    const struct value *period = definition_key(top, "period"), *history = definition_key(top, "history");
    const struct value *rollup = definition_key(top, "rollup");
    *reporting = (struct reporting){.has_period = period != NULL,
                                    .has_history = history != NULL,
                                    .has_rollup = rollup != NULL,
                                    .history = history,
                                    .rollup = rollup,
                                    .rule = period_rule_decree};
    return (period == NULL || read_period(reader, period, reporting)) &
           (history == NULL || read_history(reader, history, reporting)) &
           (rollup == NULL || read_rollup(reader, rollup, reporting));
}

void reporting_inherit(struct reporting *own, const struct reporting *base)
{
    struct reporting all = *base;
    if (own->has_period) {
        all.kind = own->kind;
        all.rule = own->rule;
        all.period_field = own->period_field;
    }
    if (own->has_history) {
        all.unit_field = own->unit_field;
        all.keep = own->keep;
        all.keep_count = own->keep_count;
    }
    if (own->has_rollup) {
        all.rollup_unit = own->rollup_unit;
        all.rank = own->rank;
        all.ranks_upwards = own->ranks_upwards;
        all.figures = own->figures;
        all.figure_count = own->figure_count;
    }
    all.has_period |= own->has_period;
    all.has_history |= own->has_history;
    all.has_rollup |= own->has_rollup;
    *own = all;
}

/* ---- what the lists name ---- */

/* Every path under the key, or its only text. */
static bool has_fields(const struct definition_reader *reader, const struct definition *definition,
                       const struct value *record, const char *key)
{
    const struct value *given = record != NULL ? definition_key(record, key) : NULL;
    bool is_list = given != NULL && given->kind == VALUE_LIST, has = true;
    size_t count = is_list ? given->as.list->count : given != NULL;
    for (size_t i = 0; i < count; i++) {
        const struct value *path = is_list ? &given->as.list->items[i] : given;
        if (path->kind == VALUE_TEXT && definition_leads_to_field(reader->arena, definition, path->as.text))
            continue;
        struct buffer shown = {0};
        value_append_text(&shown, path, NUMBERS_PLAIN);
        definition_report(reader, PROBLEM_FORM_CHECK_FIELD, path, shown.length > 0 ? shown.bytes : "", NULL);
        buffer_release(&shown);
        has = false;
    }
    return has;
}

bool reporting_has_fields(const struct definition_reader *reader, const struct definition *definition)
{
    const struct reporting *reporting = &definition->reporting;
    return has_fields(reader, definition, reporting->history, "unit") &
           has_fields(reader, definition, reporting->history, "keep") &
           has_fields(reader, definition, reporting->rollup, "unit") &
           has_fields(reader, definition, reporting->rollup, "rank") &
           has_fields(reader, definition, reporting->rollup, "figures");
}
