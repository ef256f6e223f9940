/* What is issued, taken from the data of a document and put into the history. */

#include "form/periodic_internal.h"

struct issue {
    struct arena *arena;
    struct report report;
    const struct sources *sources; /* of the data, for places */
};

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
                           const struct record *prepared, struct string name, struct arena *arena,
                           struct figure *figure)
{
    const struct value *value = path_lookup(prepared, name);
    *figure =
        (struct figure){.name = name,
                        .label = arena_copy(arena, figure_label(arena, definition, name)),
                        .value = value != NULL && is_kept(value) ? value_copy(arena, value) : value_none(),
                        .file = {"", 0},
                        .sheet = {"", 0},
                        .formula = {"", 0}};
    if (value != NULL && !is_kept(value))
        return report_value(evaluation, name, value);
    if (figure->value.source == 0) {
        figure->formula = arena_copy(arena, figure_formula(arena, definition, name));
        return true;
    }
    struct place place = value_place(evaluation->sources, &figure->value);
    figure->file = arena_copy(arena, place.file);
    figure->sheet = arena_copy(arena, place.sheet);
    figure->line = figure->value.line;
    figure->column = figure->value.column;
    return true;
}

static bool collect(struct evaluation *evaluation, const struct record *prepared, const char *document,
                    struct issue *issue)
{
    const struct periodic *periodic = evaluation->periodic;
    const struct reporting *reporting = &periodic->definition->reporting;
    struct arena *arena = issue->arena;
    struct report *report = &issue->report;
    bool is_whole = true;
    *report = (struct report){.unit = arena_copy(arena, periodic->unit),
                              .form = periodic->definition->name,
                              .period = periodic->period,
                              .document = arena_copy(arena, string_of(document))};
    report->figures = arena_allocate(arena, reporting->keep_count * sizeof *report->figures);
    report->figure_count = reporting->keep_count;
    for (size_t i = 0; i < reporting->keep_count; i++)
        is_whole &= collect_figure(evaluation, periodic->definition, prepared, reporting->keep[i], arena,
                                   &report->figures[i]);
    return is_whole;
}

bool periodic_take(struct evaluation *evaluation, const struct record *prepared, const char *document,
                   struct issue **issue)
{
    const struct periodic *periodic = evaluation->periodic;
    *issue = NULL;
    if (periodic == NULL || periodic->history == NULL || periodic->is_lost)
        return true;
    if (evaluation->undefined != UNDEFINED_ERROR) {
        problems_add(evaluation->problems, PROBLEM_HISTORY_DRAFT, NULL, NULL);
        return true;
    }
    struct arena *arena = arena_new();
    struct issue *taken = arena_allocate(arena, sizeof *taken);
    *taken = (struct issue){.arena = arena, .sources = evaluation->sources};
    if (collect(evaluation, prepared, document, taken)) {
        *issue = taken;
        return true;
    }
    arena_free(arena);
    return false;
}

void issue_detach(struct issue *issue)
{
    if (issue != NULL)
        arena_detach(issue->arena);
}

void issue_free(struct issue *issue)
{
    if (issue != NULL)
        arena_free(issue->arena);
}

/* ---- putting ---- */

static struct place place_of_figure(const struct issue *issue, const struct figure *figure)
{
    if (figure == NULL || figure->value.source == 0)
        return (struct place){0};
    return value_place(issue->sources, &figure->value);
}

static void report_change(const struct issue *issue, const struct report *before, const struct figure *first,
                          const char *change, struct problems *problems)
{
    struct buffer name = {0}, code = {0};
    struct place place = place_of_figure(issue, first);
    period_append_name(&name, &before->period);
    period_append_code(&code, &before->period);
    problems_add(problems, before->is_closed ? PROBLEM_HISTORY_CLOSED : PROBLEM_HISTORY_CHANGED, &place,
                 name.bytes, before->unit.bytes, change, code.bytes);
    buffer_release(&name);
    buffer_release(&code);
}

/* A closed report that is issued again with the same figures stays as it is. */
enum issue_end issue_put(struct issue *issue, struct history *history, struct buffer *change,
                         struct problems *problems)
{
    struct report before = issue->report;
    const struct figure *first;
    enum history_found found = history_find(history, issue->arena, &before);
    if (found == HISTORY_FAILED)
        return ISSUE_FAILED;
    bool differs = found == HISTORY_FOUND && history_differs(&before, &issue->report, change, &first);
    issue->report.issues = found == HISTORY_FOUND ? before.issues : 0;
    if (differs)
        report_change(issue, &before, first, change->bytes, problems);
    if (found == HISTORY_FOUND && before.is_closed)
        return differs ? ISSUE_REFUSED : ISSUE_PUT;
    return history_put(history, &issue->report, buffer_string(change)) ? ISSUE_PUT : ISSUE_FAILED;
}

bool issue_is_there(struct issue *issue, struct history *history, enum issue_end *end)
{
    struct report before = issue->report;
    enum history_found found = history_find(history, issue->arena, &before);
    *end = found == HISTORY_FAILED ? ISSUE_FAILED : ISSUE_PUT;
    return found == HISTORY_FOUND && history_is_same(&before, &issue->report);
}

/* ---- at once ---- */

bool periodic_write(struct evaluation *evaluation, const struct record *prepared, const char *document)
{
    struct periodic *periodic = evaluation->periodic;
    struct issue *issue;
    struct buffer change = {0};
    if (!periodic_take(evaluation, prepared, document, &issue))
        return false;
    if (issue == NULL)
        return true;
    periodic->writing = history_open(periodic->history, DATABASE_WRITE, evaluation->problems);
    bool is_put = periodic->writing != NULL && history_begin(periodic->writing) &&
                  issue_put(issue, periodic->writing, &change, evaluation->problems) == ISSUE_PUT;
    if (!is_put)
        periodic_abandon(evaluation);
    buffer_release(&change);
    issue_free(issue);
    return is_put;
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
