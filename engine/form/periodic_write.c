/* Putting what is issued into the history. */

#include "form/periodic_internal.h"

static bool is_kept(const struct value *value)
{
    switch (value->kind) {
    case VALUE_NONE:
    case VALUE_BOOL:
    case VALUE_NUMBER:
    case VALUE_TEXT:
    case VALUE_DATE:
    case VALUE_RATIO:
        return true;
    default:
        return false;
    }
}

static bool report_value(struct evaluation *evaluation, struct string name, const struct value *value)
{
    problems_add(evaluation->problems, PROBLEM_HISTORY_VALUE, NULL,
                 arena_copy(evaluation->lasting, name).bytes, value_kind_word(value, LANGUAGE_VI),
                 value_kind_word(value, LANGUAGE_EN));
    return false;
}

static bool collect_figure(struct evaluation *evaluation, const struct definition *definition,
                           const struct record *prepared, struct string name, struct figure *figure)
{
    const struct value *value = path_lookup(prepared, name);
    *figure = (struct figure){.name = name,
                              .label = figure_label(evaluation->lasting, definition, name),
                              .value = value != NULL ? *value : value_none(),
                              .file = {"", 0},
                              .sheet = {"", 0},
                              .formula = {"", 0}};
    if (!is_kept(&figure->value))
        return report_value(evaluation, name, &figure->value);
    if (figure->value.source == 0) {
        figure->formula = figure_formula(evaluation->lasting, definition, name);
        return true;
    }
    struct place place = value_place(evaluation->sources, &figure->value);
    figure->file = place.file;
    figure->sheet = place.sheet;
    figure->line = figure->value.line;
    figure->column = figure->value.column;
    return true;
}

static bool collect(struct evaluation *evaluation, const struct record *prepared, const char *document,
                    struct report *report)
{
    const struct periodic *periodic = evaluation->periodic;
    const struct reporting *reporting = &periodic->definition->reporting;
    bool is_whole = true;
    *report = (struct report){.unit = periodic->unit,
                              .form = periodic->definition->name,
                              .period = periodic->period,
                              .document = string_of(document)};
    report->figures = arena_allocate(evaluation->lasting, reporting->keep_count * sizeof *report->figures);
    report->figure_count = reporting->keep_count;
    for (size_t i = 0; i < reporting->keep_count; i++)
        is_whole &= collect_figure(evaluation, periodic->definition, prepared, reporting->keep[i],
                                   &report->figures[i]);
    return is_whole;
}

static struct place place_of_figure(struct evaluation *evaluation, const struct figure *figure)
{
    if (figure == NULL || figure->value.source == 0)
        return (struct place){0};
    return value_place(evaluation->sources, &figure->value);
}

static void report_change(struct evaluation *evaluation, const struct report *before,
                          const struct figure *first, const char *change)
{
    struct buffer name = {0}, code = {0};
    struct place place = place_of_figure(evaluation, first);
    period_append_name(&name, &before->period);
    period_append_code(&code, &before->period);
    problems_add(evaluation->problems, before->is_closed ? PROBLEM_HISTORY_CLOSED : PROBLEM_HISTORY_CHANGED,
                 &place, name.bytes, before->unit.bytes, change, code.bytes);
    buffer_release(&name);
    buffer_release(&code);
}

/* A closed report that is issued again with the same figures stays as it is. */
static bool put(struct evaluation *evaluation, struct history *history, struct report *report)
{
    struct report before = *report;
    struct buffer change = {0};
    const struct figure *first;
    enum history_found found = history_find(history, evaluation->lasting, &before);
    bool differs = found == HISTORY_FOUND && history_differs(&before, report, &change, &first);
    bool may_put = found != HISTORY_FAILED && !(differs && before.is_closed);
    report->issues = found == HISTORY_FOUND ? before.issues : 0;
    if (differs)
        report_change(evaluation, &before, first, change.bytes);
    if (may_put && !before.is_closed)
        may_put = history_put(history, report, buffer_string(&change));
    buffer_release(&change);
    return may_put;
}

bool periodic_write(struct evaluation *evaluation, const struct record *prepared, const char *document)
{
    struct periodic *periodic = evaluation->periodic;
    struct report report;
    if (periodic == NULL || periodic->history == NULL || periodic->is_lost)
        return true;
    if (evaluation->undefined != UNDEFINED_ERROR) {
        problems_add(evaluation->problems, PROBLEM_HISTORY_DRAFT, NULL, NULL);
        return true;
    }
    if (!collect(evaluation, prepared, document, &report))
        return false;
    periodic->writing = history_open(periodic->history, DATABASE_WRITE, evaluation->problems);
    if (periodic->writing != NULL && history_begin(periodic->writing) &&
        put(evaluation, periodic->writing, &report))
        return true;
    periodic_abandon(evaluation);
    return false;
}

bool periodic_commit(struct evaluation *evaluation, const char *document)
{
    struct periodic *periodic = evaluation->periodic;
    if (periodic == NULL || periodic->writing == NULL)
        return true;
    bool is_kept_now = history_commit(periodic->writing);
    if (!is_kept_now)
        problems_add(evaluation->problems, PROBLEM_HISTORY_BEHIND, NULL, document, periodic->history);
    periodic_abandon(evaluation);
    return is_kept_now;
}

void periodic_abandon(struct evaluation *evaluation)
{
    if (evaluation->periodic == NULL)
        return;
    history_close(evaluation->periodic->writing);
    evaluation->periodic->writing = NULL;
}
