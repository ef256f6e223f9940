/* What a history holds: its reports, what was done with each, and how two issues differ. */

#include "statistics/history_internal.h"

#include <string.h>

void *history_add_item(struct listing *listing)
{
    if (listing->count == listing->capacity) {
        listing->capacity = listing->capacity * 2 + 16;
        char *grown = arena_allocate(listing->arena, listing->capacity * listing->size);
        if (listing->count > 0)
            memcpy(grown, listing->items, listing->count * listing->size);
        listing->items = grown;
    }
    return (char *)listing->items + listing->size * listing->count++;
}

static void bind_filter(struct statement *statement, const struct history_filter *filter)
{
    statement_bind_text(statement, 1, filter->unit);
    statement_bind_text(statement, 2, filter->form);
    statement_bind_text(statement, 3, filter->period);
}

static void read_row(struct statement *statement, struct arena *arena, struct report *report)
{
    *report = (struct report){.unit = column_copy(statement, 0, arena),
                              .form = column_copy(statement, 1, arena),
                              .id = statement_integer(statement, 3),
                              .document = column_copy(statement, 4, arena),
                              .issues = statement_integer(statement, 5),
                              .is_closed = statement_integer(statement, 6) != 0};
    period_read(statement_text(statement, 2), &period_rule_decree, &report->period);
    date_read(&report->period.from, statement_text(statement, 7));
    date_read(&report->period.to, statement_text(statement, 8));
}

bool history_list(struct history *history, struct arena *arena, const struct history_filter *filter,
                  struct report **reports, size_t *count)
{
    struct listing listing = {.arena = arena, .size = sizeof **reports};
    enum statement_step step = STEP_DONE;
    *count = 0;
    if (history->is_empty)
        return true;
    struct statement *statement = database_prepare(
        history->database, "SELECT unit, form, period, id, document, issues, is_closed, first_day, last_day"
                           " FROM report WHERE ?1 IN ('', unit) AND ?2 IN ('', form) AND ?3 IN ('', period)"
                           " ORDER BY unit, form, first_day, last_day, period");
    if (statement == NULL)
        return false;
    bind_filter(statement, filter);
    while ((step = statement_step(statement)) == STEP_ROW)
        read_row(statement, arena, history_add_item(&listing));
    statement_free(statement);
    *reports = listing.items;
    *count = listing.count;
    return step == STEP_DONE;
}

bool history_events(struct history *history, struct arena *arena, const struct report *report,
                    struct history_event **events, size_t *count)
{
    struct listing listing = {.arena = arena, .size = sizeof **events};
    enum statement_step step;
    struct statement *statement =
        database_prepare_once(history->database, "SELECT act, note FROM event WHERE report = ? ORDER BY id");
    if (statement == NULL)
        return false;
    statement_bind_integer(statement, 1, report->id);
    while ((step = statement_step(statement)) == STEP_ROW) {
        struct history_event *event = history_add_item(&listing);
        event->act = column_copy(statement, 0, arena).bytes;
        event->note = column_copy(statement, 1, arena);
    }
    statement_free(statement);
    *events = listing.items;
    *count = listing.count;
    return step == STEP_DONE;
}

bool history_digest(struct history *history, struct string form, struct date first, struct date last,
                    struct digest *digest)
{
    enum { POSITION, OF_REPORT, OF_FIGURE = OF_REPORT + 4 };
    enum statement_step step;
    if (history->is_empty)
        return true;
    struct statement *statement = database_prepare(
        history->database,
        "SELECT position, unit, period, first_day, last_day, name, label, figure.kind, value, whole, format"
        " FROM report JOIN figure ON figure.report = report.id"
        " WHERE form = ? AND first_day >= ? AND last_day <= ?"
        " ORDER BY unit, period, position");
    if (statement == NULL)
        return false;
    statement_bind_text(statement, 1, form);
    date_bind(statement, 2, first);
    date_bind(statement, 3, last);
    while ((step = statement_step(statement)) == STEP_ROW) {
        int from = statement_integer(statement, POSITION) == 1 ? OF_REPORT : OF_FIGURE;
        for (int i = from; i < statement_column_count(statement); i++)
            digest_add_part(digest, statement_text(statement, i));
    }
    statement_free(statement);
    return step == STEP_DONE;
}

/* ---- differences ---- */

static void append_value(struct buffer *out, const struct figure *figure)
{
    if (figure == NULL || figure->value.kind == VALUE_NONE)
        buffer_append_text(out, "–");
    else
        value_append_text(out, &figure->value, NUMBERS_VI);
}

static bool is_same(const struct figure *before, const struct figure *after)
{
    struct value none = value_none();
    const struct value *old = before != NULL ? &before->value : &none;
    const struct value *now = after != NULL ? &after->value : &none;
    return old->kind == now->kind && value_equal(old, now);
}

static bool append_difference(struct buffer *out, const struct figure *before, const struct figure *after)
{
    if (is_same(before, after))
        return false;
    if (out->length > 0)
        buffer_append_text(out, "; ");
    buffer_append_string(out, after != NULL ? after->label : before->label);
    buffer_append_text(out, ": ");
    append_value(out, before);
    buffer_append_text(out, " → ");
    append_value(out, after);
    return true;
}

static bool append_bounds(struct buffer *out, const struct period *before, const struct period *after)
{
    if (date_to_days(before->from) == date_to_days(after->from) &&
        date_to_days(before->to) == date_to_days(after->to))
        return false;
    const struct period *const bounds[] = {before, after};
    buffer_append_text(out, out->length > 0 ? "; " : "");
    for (size_t i = 0; i < 2; i++) {
        buffer_append_text(out, i > 0 ? " → " : "");
        date_append_short(out, bounds[i]->from);
        buffer_append_text(out, "–");
        date_append_short(out, bounds[i]->to);
    }
    return true;
}

bool history_differs(const struct report *before, const struct report *after, struct buffer *out,
                     const struct figure **first)
{
    bool differs = false;
    *first = NULL;
    for (size_t i = 0; i < after->figure_count; i++) {
        const struct figure *figure = &after->figures[i];
        if (!append_difference(out, report_figure(before, figure->name), figure))
            continue;
        *first = *first != NULL ? *first : figure;
        differs = true;
    }
    for (size_t i = 0; i < before->figure_count; i++) {
        if (report_figure(after, before->figures[i].name) == NULL)
            differs |= append_difference(out, &before->figures[i], NULL);
    }
    return append_bounds(out, &before->period, &after->period) || differs;
}

static bool is_same_source(const struct figure *before, const struct figure *after)
{
    return string_equal(before->name, after->name) && string_equal(before->label, after->label) &&
           string_equal(before->file, after->file) && string_equal(before->sheet, after->sheet) &&
           before->line == after->line && before->column == after->column &&
           string_equal(before->formula, after->formula);
}

bool history_is_same(const struct report *before, const struct report *after)
{
    struct buffer ignored = {0};
    const struct figure *first;
    bool is_same =
        string_equal(before->document, after->document) && before->figure_count == after->figure_count;
    for (size_t i = 0; is_same && i < after->figure_count; i++)
        is_same = is_same_source(&before->figures[i], &after->figures[i]);
    is_same = is_same && !history_differs(before, after, &ignored, &first);
    buffer_release(&ignored);
    return is_same;
}
