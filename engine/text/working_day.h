#ifndef VANBAN_TEXT_WORKING_DAY_H
#define VANBAN_TEXT_WORKING_DAY_H

/* Working days: all but Saturdays, Sundays and days off. Days are counted as date_to_days() counts them. */

#include "text/date.h"

struct working_calendar {
    int32_t *days_off; /* sorted */
    int32_t *made_up;  /* Saturdays and Sundays worked instead, sorted */
    int16_t *years;    /* whose days off by the lunar calendar are known */
    size_t day_off_count, made_up_count, year_count;
};

/* `calendar` may be NULL: Saturdays and Sundays alone are off. */
bool working_day_is(const struct working_calendar *calendar, int32_t day);
/* The day `count` working days behind `day` (before it when negative); the day itself does not count, and 0
 * gives `day` as it is. */
int32_t working_day_add(const struct working_calendar *calendar, int32_t day, int32_t count);
/* Working days after `from` up to and with `to`; negative when `to` is before. */
int32_t working_day_count(const struct working_calendar *calendar, int32_t from, int32_t to);
/* The first year some of whose days between may be days off that the calendar does not know; 0: none. Tết and
 * Giỗ Tổ fall between January and April, the second day of Quốc khánh is chosen each year. */
int working_day_unknown_year(const struct working_calendar *calendar, int32_t from, int32_t to);

#endif
