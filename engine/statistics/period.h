#ifndef VANBAN_STATISTICS_PERIOD_H
#define VANBAN_STATISTICS_PERIOD_H

/*
 * Reporting periods. A period ends on the cut-off day of its last month and begins on the day after the one
 * before ended; by Decree 09/2019/NĐ-CP, Article 12, the cut-off is the 14th, so that September is 15/8 to
 * 14/9 and the year begins on 15/12. A cut-off of 0 is the end of the month.
 */

#include "base/arena.h"
#include "text/date.h"
#include "text/working_day.h"

enum period_kind {
    PERIOD_MONTH,
    PERIOD_QUARTER,
    PERIOD_FIRST_HALF,
    PERIOD_LAST_HALF,
    PERIOD_NINE_MONTHS,
    PERIOD_YEAR,
    PERIOD_RANGE, /* from a day to a day */
    PERIOD_KIND_COUNT
};

enum { CUT_OFF_DECREE = 14, CUT_OFF_MONTH_END = 0, DEADLINE_USUAL = 2, MOST_PERIODS_OF_YEAR = 12 };

struct period_rule {
    unsigned cut_off;  /* the last day, 0 … 31; in a shorter month its last */
    unsigned deadline; /* working days after the end */
};
extern const struct period_rule period_rule_decree;

struct period {
    enum period_kind kind;
    int year;        /* of a range: that it ends in */
    unsigned number; /* of the month or quarter, else 0 */
    struct date from, to;
};

/*
 * Reads 2023-09, 2023-Q3, 2023-H1, 2023-H2, 2023-9M, 2023, 2023-08-24..2023-09-24 and what people write:
 * "tháng 9/2023", "quý III năm 2023", "6 tháng đầu năm 2023", "từ ngày 24/8/2023 đến ngày 24/9/2023". Years
 * 1900 … 2199; false when it is none of these, or a range ends before it begins.
 */
bool period_read(struct string typed, const struct period_rule *rule, struct period *period);

/* The period of the same kind just before; nine months have none. A range: as many days before it. */
bool period_previous(const struct period *period, const struct period_rule *rule, struct period *previous);
/* The same period of the year before. */
struct period period_year_earlier(const struct period *period, const struct period_rule *rule);
/* The periods of its kind from the start of the reporting year up to and with this one; their number. */
size_t period_year_so_far(const struct period *period, const struct period_rule *rule,
                          struct period periods[MOST_PERIODS_OF_YEAR]);
/* The last day for handing the report in. */
struct date period_deadline(const struct period *period, const struct period_rule *rule,
                            const struct working_calendar *calendar);

/* "2023-09": what --period takes and the history knows the period by. */
void period_append_code(struct buffer *out, const struct period *period);
/* "tháng 9 năm 2023", "Quý I/2026", "6 tháng đầu năm 2026", "từ ngày 24/8/2023 đến ngày 24/9/2023" */
void period_append_name(struct buffer *out, const struct period *period);
/* "tháng", "quý", "6 tháng đầu năm" … and as form.yaml says it: month, quarter … */
const char *period_kind_name(enum period_kind kind);
const char *period_kind_key(enum period_kind kind);
/* By its key; PERIOD_KIND_COUNT if there is none. */
enum period_kind period_kind_lookup(struct string key);

/* Day `wanted` of a month, or the last when the month has none: the 30th in February. */
struct date period_day_of_month(int year, unsigned month, unsigned wanted);

#endif
