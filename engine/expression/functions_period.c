/* Days an office counts with: working days, ends of months, "the 30th of each month". */

#include "expression/evaluate.h"
#include "text/deadline.h"

enum { SLOT_DATE, SLOT_SECOND, MOST_DAYS = 100000 };

static bool want_date(struct call *call, size_t slot, struct date *date)
{
    const struct value *value = &call->slots[slot];
    struct date read = {0};
    bool is_read = value->kind == VALUE_TEXT && date_read(&read, value->as.text);
    if (!is_read && value->kind != VALUE_DATE)
        return call_fail_kind(call, slot, VALUE_DATE);
    *date = is_read ? read : value->as.date;
    return true;
}

/* With its day, which a date that is not issued yet lacks. */
static bool want_day(struct call *call, size_t slot, int32_t *day)
{
    struct date date;
    if (!want_date(call, slot, &date))
        return false;
    if (date.day == 0)
        return call_fail_value(call, slot);
    *day = date_to_days(date);
    return true;
}

static bool is_blank(const struct call *call, struct value *result)
{
    *result = value_none();
    return call->slots[SLOT_DATE].kind == VALUE_NONE;
}

static bool want_number_of_days(struct call *call, int64_t *count)
{
    if (!call_want_integer(call, SLOT_SECOND, count))
        return false;
    return (*count >= -MOST_DAYS && *count <= MOST_DAYS &&
            call_steps(call, (uint64_t)(*count < 0 ? -*count : *count))) ||
           call_fail_value(call, SLOT_SECOND);
}

static bool give_day(struct call *call, int32_t day, struct value *result)
{
    const struct date last = {9999, 12, 31};
    if (day < 1 || day > date_to_days(last))
        return call_fail_value(call, SLOT_SECOND);
    *result = value_date(date_of_days(day));
    return true;
}

static void warn_of_year(struct call *call, int32_t from, int32_t to)
{
    struct place place = call_place(call);
    int year = working_day_unknown_year(call->evaluation->calendar, from, to);
    char words[16];
    snprintf(words, sizeof words, "%d", year);
    if (year != 0 && !problems_have(call->evaluation->problems, PROBLEM_CALENDAR_YEAR, &place, words))
        problems_add(call->evaluation->problems, PROBLEM_CALENDAR_YEAR, &place, words);
}

static bool function_add_working_days(struct call *call, struct value *result)
{
    int32_t day = 0;
    int64_t count;
    if (is_blank(call, result))
        return true;
    if (!want_day(call, SLOT_DATE, &day) || !want_number_of_days(call, &count))
        return false;
    int32_t to = working_day_add(call->evaluation->calendar, day, (int32_t)count);
    warn_of_year(call, day, to);
    return give_day(call, to, result);
}

static bool function_count_working_days(struct call *call, struct value *result)
{
    int32_t from = 0, to = 0;
    if (is_blank(call, result))
        return true;
    if (!want_day(call, SLOT_DATE, &from) || !want_day(call, SLOT_SECOND, &to))
        return false;
    int32_t days = to < from ? from - to : to - from;
    if (days > MOST_DAYS || !call_steps(call, (uint64_t)days))
        return call_fail_value(call, SLOT_SECOND);
    warn_of_year(call, from, to);
    *result = value_integer(working_day_count(call->evaluation->calendar, from, to));
    return true;
}

static bool function_add_days(struct call *call, struct value *result)
{
    int32_t day = 0;
    int64_t count;
    if (is_blank(call, result))
        return true;
    return want_day(call, SLOT_DATE, &day) && want_number_of_days(call, &count) &&
           give_day(call, day + (int32_t)count, result);
}

/* The wanted day of the date's month, or its last when the month is shorter. */
static bool day_of_month(struct call *call, uint64_t wanted, struct value *result)
{
    struct date date;
    if (is_blank(call, result))
        return true;
    if (!want_date(call, SLOT_DATE, &date))
        return false;
    if (date.month == 0)
        return call_fail_value(call, SLOT_DATE);
    unsigned most = date_days_in_month(date.year, date.month);
    date.day = (uint8_t)(wanted < most ? wanted : most);
    *result = value_date(date);
    return true;
}

static bool function_day_of_month(struct call *call, struct value *result)
{
    uint64_t wanted;
    if (!call_want_count(call, SLOT_SECOND, 31, &wanted))
        return false;
    return wanted > 0 ? day_of_month(call, wanted, result) : call_fail_value(call, SLOT_SECOND);
}

static bool function_month_end(struct call *call, struct value *result)
{
    return day_of_month(call, 31, result);
}

/* A deadline as it prints: the day, or what was typed when the day of issue is not known yet. */
static bool function_deadline(struct call *call, struct value *result)
{
    const struct value *term = &call->slots[SLOT_DATE], *issued = &call->slots[SLOT_SECOND];
    struct date date = {0}, day = issued->kind == VALUE_DATE ? issued->as.date : (struct date){0};
    *result = *term;
    if (term->kind == VALUE_NONE || term->kind == VALUE_DATE)
        return true;
    if (term->kind != VALUE_TEXT)
        return call_fail_kind(call, SLOT_DATE, VALUE_TEXT);
    if (issued->kind != VALUE_NONE && !want_date(call, SLOT_SECOND, &day))
        return false;
    enum deadline_kind kind = deadline_read(term->as.text, day, call->evaluation->calendar, &date);
    if (kind == DEADLINE_WRONG)
        return call_fail_kind(call, SLOT_DATE, VALUE_DATE);
    if (kind != DEADLINE_DAY)
        return true;
    if (day.day != 0 && deadline_counts_working_days(term->as.text))
        warn_of_year(call, date_to_days(day), date_to_days(date));
    *result = value_date(date);
    return true;
}

static const struct function_row rows[] = {
    {"add working days", "date, days", function_add_working_days, 0, VALUE_DATE},
    {"thêm ngày làm việc", "date, days", function_add_working_days, 0, VALUE_DATE},
    {"working days", "from, to", function_count_working_days, 0, VALUE_DATE},
    {"số ngày làm việc", "from, to", function_count_working_days, 0, VALUE_DATE},
    {"add days", "date, days", function_add_days, 0, VALUE_DATE},
    {"thêm ngày", "date, days", function_add_days, 0, VALUE_DATE},
    {"day of month", "date, day", function_day_of_month, 0, VALUE_DATE},
    {"ngày trong tháng", "date, day", function_day_of_month, 0, VALUE_DATE},
    {"deadline", "term, issued=none", function_deadline, 0, 0},
    {"tính hạn", "term, issued=none", function_deadline, 0, 0},
    {"month end", "date", function_month_end, 0, VALUE_DATE},
    {"ngày cuối tháng", "date", function_month_end, 0, VALUE_DATE},
};

const struct function_table function_table_period = {rows, sizeof rows / sizeof rows[0]};
