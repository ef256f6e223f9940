/* Which period a report is of: the one that was asked for, else the one the data says. */

#include "form/fields.h"
#include "form/periodic_internal.h"
#include "text/unicode.h"

void periodic_warn_of_year(const struct periodic *periodic, struct evaluation *evaluation)
{
    struct date deadline = period_deadline(&periodic->period, &periodic->rule, evaluation->calendar);
    char words[16];
    int year = working_day_unknown_year(evaluation->calendar, date_to_days(periodic->period.to),
                                        date_to_days(deadline));
    snprintf(words, sizeof words, "%d", year);
    if (year != 0 && periodic->rule.deadline > 0)
        problems_add(evaluation->problems, PROBLEM_CALENDAR_YEAR, NULL, words);
}

static const struct value *given_period(const struct periodic *periodic, const struct record *prepared)
{
    if (periodic->definition == NULL || prepared == NULL)
        return NULL;
    struct string field = periodic->definition->reporting.period_field;
    const struct value *value = field.length > 0 ? record_lookup(prepared, field) : NULL;
    return value != NULL &&
                   (value->kind == VALUE_TEXT || value->kind == VALUE_DATE || value->kind == VALUE_NUMBER)
               ? value
               : NULL;
}

const char *periodic_example(const struct definition *definition)
{
    static const char *const examples[PERIOD_KIND_COUNT] = {[PERIOD_MONTH] = "2026-09",
                                                            [PERIOD_QUARTER] = "2026-Q3",
                                                            [PERIOD_FIRST_HALF] = "2026-H1",
                                                            [PERIOD_LAST_HALF] = "2026-H2",
                                                            [PERIOD_NINE_MONTHS] = "2026-9M",
                                                            [PERIOD_YEAR] = "2026",
                                                            [PERIOD_RANGE] = "2026-08-24..2026-09-24"};
    return definition->reporting.has_period ? examples[definition->reporting.kind] : NULL;
}

static void report_missing(struct periodic *periodic, struct evaluation *evaluation)
{
    const char *example = periodic_example(periodic->definition);
    bool is_draft = evaluation->undefined != UNDEFINED_ERROR;
    struct problem *problem = problems_add(evaluation->problems, PROBLEM_PERIOD_MISSING, NULL,
                                           example != NULL ? example : "2026-09");
    problems_set_severity(evaluation->problems, problem, is_draft ? SEVERITY_WARNING : SEVERITY_ERROR);
    periodic->is_lost = true;
}

/* The text of what the data gives, as a period is typed. */
static void append_given(struct buffer *typed, const struct value *given)
{
    if (given->kind == VALUE_DATE)
        date_append_iso(typed, given->as.date);
    else
        value_append_text(typed, given, NUMBERS_PLAIN);
}

static void read_given(struct periodic *periodic, struct evaluation *evaluation, const struct value *given)
{
    struct buffer typed = {0};
    append_given(&typed, given);
    periodic->has_period = period_read(buffer_string(&typed), &periodic->rule, &periodic->period);
    if (!periodic->has_period) {
        struct place place = value_place(evaluation->sources, given);
        problems_add(evaluation->problems, PROBLEM_PERIOD_DATA, &place, typed.length > 0 ? typed.bytes : "");
    }
    periodic->is_lost = !periodic->has_period;
    buffer_release(&typed);
}

/* What was asked for wins; but it may be the file of another month. */
static void warn_of_other(const struct periodic *periodic, struct evaluation *evaluation,
                          const struct value *given)
{
    struct buffer typed = {0}, told = {0}, asked = {0};
    struct period period;
    append_given(&typed, given);
    bool differs = period_read(buffer_string(&typed), &periodic->rule, &period) &&
                   (date_to_days(period.from) != date_to_days(periodic->period.from) ||
                    date_to_days(period.to) != date_to_days(periodic->period.to));
    if (differs) {
        struct place place = value_place(evaluation->sources, given);
        period_append_name(&told, &period);
        period_append_name(&asked, &periodic->period);
        problems_add(evaluation->problems, PROBLEM_PERIOD_DIFFERS, &place, told.bytes, asked.bytes);
    }
    buffer_release(&typed);
    buffer_release(&told);
    buffer_release(&asked);
}

static void read_asked(struct periodic *periodic, struct evaluation *evaluation, const char *typed)
{
    struct string asked = string_of(typed);
    periodic->has_period =
        text_find_invalid_utf8(asked) == SIZE_MAX && period_read(asked, &periodic->rule, &periodic->period);
    periodic->is_lost = !periodic->has_period;
    if (periodic->is_lost)
        problems_add(evaluation->problems, PROBLEM_PERIOD_OPTION, NULL, typed);
}

void periodic_find(struct periodic *periodic, struct evaluation *evaluation, const struct record *prepared)
{
    bool wants = periodic->definition != NULL && periodic->definition->reporting.has_period;
    const struct value *given = given_period(periodic, prepared);
    periodic->rule = wants ? periodic->definition->reporting.rule : period_rule_decree;
    const char *wanted = periodic->asked_period;
    if (wanted == NULL && given == NULL)
        wanted = periodic->period_otherwise;
    if (wanted != NULL) {
        read_asked(periodic, evaluation, wanted);
        if (!periodic->is_lost && given != NULL)
            warn_of_other(periodic, evaluation, given);
    } else if (given != NULL) {
        read_given(periodic, evaluation, given);
    } else if (wants || periodic->history != NULL) {
        if (periodic->definition != NULL)
            report_missing(periodic, evaluation);
    }
}
