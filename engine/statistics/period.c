/* The bounds of periods and their neighbours; period_text.c reads and writes them. */

#include "statistics/period_internal.h"

const struct period_rule period_rule_decree = {CUT_OFF_DECREE, DEADLINE_USUAL};

/* The months a kind covers; those of a month and a quarter are counted from its number. */
static const struct {
    unsigned first, last, length;
} spans[PERIOD_KIND_COUNT] = {
    [PERIOD_MONTH] = {0, 0, 1},      [PERIOD_QUARTER] = {0, 0, 3},     [PERIOD_FIRST_HALF] = {1, 6, 6},
    [PERIOD_LAST_HALF] = {7, 12, 6}, [PERIOD_NINE_MONTHS] = {1, 9, 9}, [PERIOD_YEAR] = {1, 12, 12},
};

struct date period_day_of_month(int year, unsigned month, unsigned wanted)
{
    unsigned most = date_days_in_month(year, month);
    return (struct date){(int16_t)year, (uint8_t)month, (uint8_t)(wanted < most ? wanted : most)};
}

static struct date cut_off_of(int year, unsigned month, const struct period_rule *rule)
{
    return period_day_of_month(year, month, rule->cut_off == CUT_OFF_MONTH_END ? 31 : rule->cut_off);
}

static struct date day_after(struct date date, int32_t days)
{
    return date_of_days(date_to_days(date) + days);
}

struct period period_of(enum period_kind kind, int year, unsigned number, const struct period_rule *rule)
{
    unsigned last = spans[kind].last > 0 ? spans[kind].last : number * spans[kind].length;
    unsigned first = last - spans[kind].length;
    struct date before = first == 0 ? cut_off_of(year - 1, 12, rule) : cut_off_of(year, first, rule);
    return (struct period){kind, year, number, day_after(before, 1), cut_off_of(year, last, rule)};
}

/* ---- neighbours ---- */

static bool previous_range(const struct period *period, struct period *previous)
{
    int32_t from = date_to_days(period->from), length = date_to_days(period->to) - from + 1;
    if (from <= length)
        return false;
    *previous = (struct period){
        .kind = PERIOD_RANGE, .from = date_of_days(from - length), .to = date_of_days(from - 1)};
    previous->year = previous->to.year;
    return true;
}

bool period_previous(const struct period *period, const struct period_rule *rule, struct period *previous)
{
    unsigned most = period->kind == PERIOD_MONTH ? 12 : 4;
    switch (period->kind) {
    case PERIOD_MONTH:
    case PERIOD_QUARTER:
        *previous = period->number > 1 ? period_of(period->kind, period->year, period->number - 1, rule)
                                       : period_of(period->kind, period->year - 1, most, rule);
        return true;
    case PERIOD_FIRST_HALF:
        *previous = period_of(PERIOD_LAST_HALF, period->year - 1, 0, rule);
        return true;
    case PERIOD_LAST_HALF:
        *previous = period_of(PERIOD_FIRST_HALF, period->year, 0, rule);
        return true;
    case PERIOD_YEAR:
        *previous = period_of(PERIOD_YEAR, period->year - 1, 0, rule);
        return true;
    case PERIOD_RANGE:
        return previous_range(period, previous);
    default:
        return false;
    }
}

struct period period_year_earlier(const struct period *period, const struct period_rule *rule)
{
    if (period->kind != PERIOD_RANGE)
        return period_of(period->kind, period->year - 1, period->number, rule);
    struct date from = period->from, to = period->to;
    return (struct period){.kind = PERIOD_RANGE,
                           .year = to.year - 1,
                           .from = period_day_of_month(from.year - 1, from.month, from.day),
                           .to = period_day_of_month(to.year - 1, to.month, to.day)};
}

size_t period_year_so_far(const struct period *period, const struct period_rule *rule,
                          struct period periods[MOST_PERIODS_OF_YEAR])
{
    size_t count = 0;
    if (period->kind == PERIOD_LAST_HALF)
        periods[count++] = period_of(PERIOD_FIRST_HALF, period->year, 0, rule);
    for (unsigned number = 1; number < period->number; number++)
        periods[count++] = period_of(period->kind, period->year, number, rule);
    periods[count++] = *period;
    return count;
}

struct date period_deadline(const struct period *period, const struct period_rule *rule,
                            const struct working_calendar *calendar)
{
    return date_of_days(working_day_add(calendar, date_to_days(period->to), (int32_t)rule->deadline));
}
