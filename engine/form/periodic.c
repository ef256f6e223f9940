/* Finding the period of a report and what was issued before it. */

#include "form/periodic.h"

#include "base/file.h"
#include "form/fields.h"
#include "form/periodic_internal.h"
#include "text/unicode.h"

static const char *const names[PERIOD_NAME_COUNT][3] = {
    [PERIOD_NAME_PREVIOUS] = {"kỳ trước", "previous period", NULL},
    [PERIOD_NAME_YEAR_EARLIER] = {"cùng kỳ", "same period of last year", NULL},
    [PERIOD_NAME_SO_FAR] = {"lũy kế", "luỹ kế", "year to date"},
};
static const char *const period_names[] = {"kỳ", "ky", "period"};

/* True when two spellings name the same: "_" for a blank, in any case. */
static bool is_spelled(struct string folded, const char *name)
{
    size_t i = 0;
    for (; i < folded.length && name[i] != '\0'; i++) {
        if (folded.bytes[i] != (name[i] == ' ' ? '_' : name[i]))
            return false;
    }
    return i == folded.length && name[i] == '\0';
}

enum period_name period_name_lookup(const struct name *name)
{
    for (enum period_name which = 0; which < PERIOD_NAME_COUNT; which++) {
        for (size_t i = 0; i < 3 && names[which][i] != NULL; i++) {
            if (is_spelled(name->folded, names[which][i]))
                return which;
        }
    }
    return PERIOD_NAME_COUNT;
}

/* ---- whose report ---- */

static void append_unit(struct buffer *out, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        buffer_append_string(out, string_trim(value->as.text));
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        buffer_append_text(out, i > 0 ? " " : "");
        append_unit(out, &value->as.list->items[i]);
    }
}

struct string periodic_unit(struct arena *arena, const struct periodic *periodic,
                            const struct definition *definition, const struct record *prepared)
{
    struct buffer out = {0};
    struct string field = definition->reporting.unit_field;
    const struct value *value = field.length > 0 ? record_lookup(prepared, field) : NULL;
    if (periodic->asked_unit != NULL)
        buffer_append_text(&out, periodic->asked_unit);
    else if (value != NULL)
        append_unit(&out, value);
    struct string unit = arena_copy(arena, text_normalise(arena, string_trim(buffer_string(&out))));
    buffer_release(&out);
    return unit;
}

static void find_unit(struct periodic *periodic, struct evaluation *evaluation, const struct record *prepared)
{
    periodic->unit = periodic_unit(evaluation->lasting, periodic, periodic->definition, prepared);
    if (periodic->unit.length == 0) {
        problems_add(evaluation->problems, PROBLEM_HISTORY_UNIT, NULL, NULL);
        periodic->is_lost = true;
    }
}

/* ---- what was issued before ---- */

/* Sets names of a form unless its own fields have them. */
static void set_names(struct evaluation *evaluation, struct record *prepared, const char *const *spellings,
                      size_t count, struct value value)
{
    for (size_t i = 0; i < count && spellings[i] != NULL; i++) {
        const struct name *name = name_new(evaluation->lasting, string_of(spellings[i]));
        if (prepared == NULL && scope_lookup(evaluation->scope, name) == NULL)
            scope_set(evaluation->scope, name, &value);
        else if (prepared != NULL && record_lookup_name(prepared, name) == NULL)
            record_set(prepared, name, &value);
    }
}

static void set_name(struct evaluation *evaluation, struct record *prepared, enum period_name which,
                     struct value value)
{
    set_names(evaluation, prepared, names[which], 3, value);
}

static struct report report_of(const struct periodic *periodic, const struct period *period)
{
    return (struct report){.unit = periodic->unit, .form = periodic->definition->name, .period = *period};
}

static struct value recall(struct arena *arena, const struct report *report)
{
    struct value record = value_record(arena);
    for (size_t i = 0; i < report->figure_count; i++)
        path_set(record.as.record, report->figures[i].name, report->figures[i].label,
                 &report->figures[i].value);
    return record;
}

static void warn_missing(struct periodic *periodic, struct evaluation *evaluation, enum period_name which,
                         const struct period *period)
{
    struct buffer name = {0};
    period_append_name(&name, period);
    problems_add(evaluation->problems, PROBLEM_HISTORY_MISSING, NULL, names[which][0], name.bytes,
                 periodic->unit.bytes, names[which][0]);
    buffer_release(&name);
}

/* What is not in the history: false, and none are its figures. */
static struct value absent_record(struct arena *arena)
{
    struct value record = value_record(arena);
    record.flags |= VALUE_ABSENT;
    return record;
}

bool periodic_lacks(const struct record *prepared, const struct name *name)
{
    if (period_name_lookup(name) == PERIOD_NAME_COUNT)
        return false;
    const struct value *value = record_lookup_name(prepared, name);
    return value != NULL && (value->flags & VALUE_ABSENT) != 0;
}

/* The record of a period issued before. */
static struct value recall_period(struct periodic *periodic, struct evaluation *evaluation,
                                  struct history *history, enum period_name which,
                                  const struct period *period)
{
    struct report report = report_of(periodic, period);
    enum history_found found =
        history != NULL ? history_find(history, evaluation->lasting, &report) : HISTORY_NONE;
    if (found == HISTORY_FOUND)
        return recall(evaluation->lasting, &report);
    if (found == HISTORY_NONE && periodic->definition->reporting.reads[which])
        warn_missing(periodic, evaluation, which, period);
    return absent_record(evaluation->lasting);
}

static void add_earlier(struct periodic *periodic, struct arena *arena, const struct report *report)
{
    const struct reporting *reporting = &periodic->definition->reporting;
    for (size_t i = 0; i < reporting->keep_count; i++) {
        const struct figure *figure = report_figure(report, reporting->keep[i]);
        if (figure != NULL && figure->value.kind == VALUE_NUMBER)
            periodic->sums[i].earlier = number_add(arena, periodic->sums[i].earlier, figure->value.as.number);
    }
}

static void add_gap(struct buffer *gaps, const struct period *period)
{
    buffer_append_text(gaps, gaps->length > 0 ? ", " : "");
    period_append_name(gaps, period);
}

static void sum_year(struct periodic *periodic, struct evaluation *evaluation, struct history *history)
{
    struct period periods[MOST_PERIODS_OF_YEAR];
    struct buffer gaps = {0}, name = {0};
    size_t count = period_year_so_far(&periodic->period, &periodic->rule, periods);
    for (size_t i = 0; i + 1 < count; i++) {
        struct report report = report_of(periodic, &periods[i]);
        enum history_found found =
            history != NULL ? history_find(history, evaluation->lasting, &report) : HISTORY_NONE;
        if (found == HISTORY_FOUND)
            add_earlier(periodic, evaluation->lasting, &report);
        else if (found == HISTORY_NONE)
            add_gap(&gaps, &periods[i]);
        periodic->gap_count += found == HISTORY_NONE;
    }
    period_append_name(&name, &periodic->period);
    if (gaps.length > 0 && periodic->definition->reporting.reads[PERIOD_NAME_SO_FAR])
        problems_add(evaluation->problems, PROBLEM_HISTORY_GAP, NULL, name.bytes, gaps.bytes);
    buffer_release(&gaps);
    buffer_release(&name);
}

static void recall_all(struct periodic *periodic, struct evaluation *evaluation, struct history *history,
                       struct record *prepared)
{
    const struct reporting *reporting = &periodic->definition->reporting;
    struct value previous = absent_record(evaluation->lasting);
    struct period other;
    if (period_previous(&periodic->period, &periodic->rule, &other))
        previous = recall_period(periodic, evaluation, history, PERIOD_NAME_PREVIOUS, &other);
    set_name(evaluation, prepared, PERIOD_NAME_PREVIOUS, previous);
    other = period_year_earlier(&periodic->period, &periodic->rule);
    set_name(evaluation, prepared, PERIOD_NAME_YEAR_EARLIER,
             recall_period(periodic, evaluation, history, PERIOD_NAME_YEAR_EARLIER, &other));
    periodic->sums =
        arena_allocate(evaluation->lasting, (reporting->keep_count + 1) * sizeof *periodic->sums);
    for (size_t i = 0; i < reporting->keep_count; i++)
        periodic->sums[i] = (struct period_sum){number_of_integer(0), value_none()};
    sum_year(periodic, evaluation, history);
    struct value so_far = value_record(evaluation->lasting);
    struct value gaps = value_integer((int64_t)periodic->gap_count);
    gaps.format = FORMAT_COUNT;
    record_set_text(so_far.as.record, STRING("số kỳ thiếu"), &gaps);
    record_set_text(so_far.as.record, STRING("missing periods"), &gaps);
    periodic->so_far = so_far.as.record;
    set_name(evaluation, prepared, PERIOD_NAME_SO_FAR, so_far);
}

static struct history *open_history(const struct periodic *periodic, struct problems *problems)
{
    return periodic->readers != NULL ? history_borrow(periodic->readers, problems)
                                     : history_open(periodic->history, DATABASE_READ, problems);
}

/* A file that is not there yet has nothing; it is made when the first report is issued. */
static void open_and_recall(struct periodic *periodic, struct evaluation *evaluation, struct record *prepared)
{
    struct history *history = NULL;
    if (!file_is_missing(periodic->history)) {
        history = open_history(periodic, evaluation->problems);
        periodic->is_lost |= history == NULL;
    }
    if (!periodic->is_lost)
        recall_all(periodic, evaluation, history, prepared);
    history_close(history);
}

static bool keeps_figures(struct periodic *periodic, struct evaluation *evaluation)
{
    bool keeps = periodic->definition != NULL && periodic->definition->reporting.keep_count > 0;
    if (keeps)
        return true;
    const char *form = periodic->definition != NULL
                           ? arena_copy(evaluation->lasting, periodic->definition->name).bytes
                           : ".docx";
    problems_add(evaluation->problems, PROBLEM_HISTORY_NOT_KEPT, NULL, form);
    periodic->is_lost = true;
    return false;
}

static void start_history(struct periodic *periodic, struct evaluation *evaluation, struct record *prepared)
{
    if (!keeps_figures(periodic, evaluation) || !periodic->has_period)
        return;
    find_unit(periodic, evaluation, prepared);
    if (periodic->unit.length > 0)
        open_and_recall(periodic, evaluation, prepared);
}

static void start(struct periodic *periodic, struct evaluation *evaluation, struct record *prepared)
{
    periodic_find(periodic, evaluation, prepared);
    if (periodic->has_period) {
        periodic_warn_of_year(periodic, evaluation);
        set_names(evaluation, prepared, period_names, 3, period_record(periodic, evaluation));
    }
    if (periodic->history != NULL)
        start_history(periodic, evaluation, prepared);
}

/* A form that knows of earlier periods reads the same without any. */
static void set_absent(const struct definition *definition, struct evaluation *evaluation,
                       struct record *prepared)
{
    bool has_names = definition->reporting.has_period || definition->reporting.has_history;
    for (enum period_name which = 0; has_names && which < PERIOD_NAME_COUNT; which++)
        set_name(evaluation, prepared, which, absent_record(evaluation->lasting));
}

bool periodic_start(const struct definition *definition, struct evaluation *evaluation,
                    struct record *prepared)
{
    struct periodic *periodic = evaluation->periodic;
    if (periodic != NULL) {
        periodic->definition = definition;
        start(periodic, evaluation, prepared);
    }
    if (definition != NULL && (periodic == NULL || periodic->so_far == NULL))
        set_absent(definition, evaluation, prepared);
    return periodic == NULL || !periodic->is_lost;
}

void periodic_add_names(struct evaluation *evaluation, struct record *record)
{
    set_names(evaluation, record, period_names, 3, value_none());
}

/* ---- lũy kế ---- */

static bool is_summed(const struct value *value)
{
    return value != NULL && value->kind == VALUE_NUMBER &&
           (value->format == FORMAT_COUNT || value->format == FORMAT_MONEY);
}

static bool is_noted(const struct value *noted, const struct value *value)
{
    return noted->kind == VALUE_NUMBER && noted->format == value->format &&
           noted->as.number.is_decimal == value->as.number.is_decimal &&
           number_compare(noted->as.number, value->as.number) == 0;
}

static void note(struct evaluation *evaluation, struct string path, struct period_sum *sum,
                 const struct value *value)
{
    const struct periodic *periodic = evaluation->periodic;
    struct value so_far = value_number(number_add(evaluation->lasting, sum->earlier, value->as.number));
    so_far.format = value->format;
    path_set(periodic->so_far, path, figure_label(evaluation->lasting, periodic->definition, path), &so_far);
    sum->noted = *value;
}

void periodic_note(struct evaluation *evaluation, const struct record *prepared)
{
    struct periodic *periodic = evaluation->periodic;
    if (periodic == NULL || periodic->so_far == NULL)
        return;
    const struct reporting *reporting = &periodic->definition->reporting;
    for (size_t i = 0; i < reporting->keep_count; i++) {
        const struct value *value = path_lookup(prepared, reporting->keep[i]);
        if (is_summed(value) && !is_noted(&periodic->sums[i].noted, value))
            note(evaluation, reporting->keep[i], &periodic->sums[i], value);
    }
}
