/* Counting working days. */

#include "text/working_day.h"

#include <stdlib.h>

enum { SATURDAY = 6 };

static int compare_days(const void *a, const void *b)
{
    int32_t first = *(const int32_t *)a, second = *(const int32_t *)b;
    return (first > second) - (first < second);
}

static bool is_among(const int32_t *days, size_t count, int32_t day)
{
    return count > 0 && bsearch(&day, days, count, sizeof *days, compare_days) != NULL;
}

bool working_day_is(const struct working_calendar *calendar, int32_t day)
{
    bool is_weekend = date_weekday(date_of_days(day)) >= SATURDAY;
    if (calendar == NULL)
        return !is_weekend;
    if (is_weekend)
        return is_among(calendar->made_up, calendar->made_up_count, day);
    return !is_among(calendar->days_off, calendar->day_off_count, day);
}

int32_t working_day_add(const struct working_calendar *calendar, int32_t day, int32_t count)
{
    int32_t step = count < 0 ? -1 : 1;
    while (count != 0) {
        day += step;
        count -= working_day_is(calendar, day) ? step : 0;
    }
    return day;
}

int32_t working_day_count(const struct working_calendar *calendar, int32_t from, int32_t to)
{
    int32_t count = 0;
    if (to < from)
        return -working_day_count(calendar, to, from);
    for (int32_t day = from + 1; day <= to; day++)
        count += working_day_is(calendar, day);
    return count;
}

static bool knows_year(const struct working_calendar *calendar, int year)
{
    for (size_t i = 0; calendar != NULL && i < calendar->year_count; i++) {
        if (calendar->years[i] == year)
            return true;
    }
    return false;
}

/* With the days that are exchanged for others around them. */
static bool meets_announced_days(int year, int32_t from, int32_t to)
{
    static const struct {
        uint8_t first_month, first_day, last_month, last_day;
    } seasons[] = {{1, 1, 5, 4}, {8, 20, 9, 5}};
    for (size_t i = 0; i < sizeof seasons / sizeof *seasons; i++) {
        int32_t first =
            date_to_days((struct date){(int16_t)year, seasons[i].first_month, seasons[i].first_day});
        int32_t end = date_to_days((struct date){(int16_t)year, seasons[i].last_month, seasons[i].last_day});
        if (from <= end && to >= first)
            return true;
    }
    return false;
}

int working_day_unknown_year(const struct working_calendar *calendar, int32_t from, int32_t to)
{
    if (to < from)
        return working_day_unknown_year(calendar, to, from);
    int last = date_of_days(to).year;
    for (int year = date_of_days(from).year; year <= last; year++)
        if (!knows_year(calendar, year) && meets_announced_days(year, from, to))
            return year;
    return 0;
}
