#ifndef VANBAN_TEXT_DEADLINE_H
#define VANBAN_TEXT_DEADLINE_H

/* Deadlines as an office writes them: a day, or a time from the day of issue on. */

#include "text/working_day.h"

enum deadline_kind {
    DEADLINE_OTHER, /* “thường xuyên”, “ngày 20 hằng tháng” */
    DEADLINE_DAY,   /* the day itself, or one that was reckoned */
    DEADLINE_TERM,  /* a time from a day that is not known yet */
    DEADLINE_WRONG, /* written as a day, but the calendar has none: 31/2/2026 */
};

/*
 * Reads 2026-06-15, 15/6/2026, “10 ngày làm việc”, “10 ngày”, “2 tuần”, “3 tháng”, with or without “kể từ …”
 * behind it, into a day when `issued` has one. Days, weeks and months run by the calendar; the day of issue
 * does not count; a month later is the same day or the last of a shorter month. `calendar` may be NULL.
 */
enum deadline_kind deadline_read(struct string typed, struct date issued,
                                 const struct working_calendar *calendar, struct date *deadline);
/* The only day in words, which ends them: “trước ngày 25/11/2026”, “ngày 05 tháng 6 năm 2026”. */
bool deadline_find_day(struct string typed, struct date *day);
/* “10 ngày làm việc”: days off matter to it. */
bool deadline_counts_working_days(struct string typed);

#endif
