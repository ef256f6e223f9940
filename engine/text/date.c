/* The Gregorian calendar, and dates as the decree writes them (Appendix I, section II, 4). */

#include "text/date.h"

#include <stdio.h>

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned date_days_in_month(int year, unsigned month)
{
    static const unsigned days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap(year));
}

bool date_is_valid(struct date date)
{
    if (date.year < 1 || date.year > 9999 || date.month > 12)
        return false;
    if (date.month == 0)
        return date.day == 0;
    return date.day <= date_days_in_month(date.year, date.month);
}

static int32_t days_before_year(int32_t year)
{
    int32_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

int32_t date_to_days(struct date date)
{
    int32_t days = days_before_year(date.year) + date.day;
    for (unsigned month = 1; month < date.month; month++)
        days += (int32_t)date_days_in_month(date.year, month);
    return days;
}

struct date date_of_days(int32_t days)
{
    const int32_t days_of_400_years = 146097;
    int32_t year = (int32_t)((int64_t)days * 400 / days_of_400_years);
    unsigned month = 1;
    while (days_before_year(year + 1) < days)
        year++;
    days -= days_before_year(year);
    while (days > (int32_t)date_days_in_month(year, month))
        days -= (int32_t)date_days_in_month(year, month++);
    return (struct date){(int16_t)year, (uint8_t)month, (uint8_t)days};
}

unsigned date_weekday(struct date date)
{
    return (unsigned)((date_to_days(date) - 1) % 7) + 1;
}

/* ---- reading ---- */

struct part {
    unsigned value;
    size_t digits;
};

/* Up to three numbers with the same separator, '-' or '/', between them; the count, or 0. */
static size_t read_parts(struct string typed, struct part parts[3], char *separator)
{
    size_t offset = 0;
    for (size_t count = 0; count < 3; offset++) {
        struct part part = {0, 0};
        for (; offset < typed.length && typed.bytes[offset] >= '0' && typed.bytes[offset] <= '9'; offset++) {
            part.value = part.value * 10 + (unsigned)(typed.bytes[offset] - '0');
            if (++part.digits > 4)
                return 0;
        }
        if (part.digits == 0)
            return 0;
        parts[count++] = part;
        if (offset == typed.length)
            return count;
        if (count == 1)
            *separator = typed.bytes[offset];
        if (typed.bytes[offset] != *separator || (*separator != '-' && *separator != '/'))
            return 0;
    }
    return 0;
}

/* The numbers where a date has them: of a day 3 of them, of a month 2; else 0. */
static size_t read_written(struct string typed, struct date *date)
{
    struct part parts[3];
    char separator = 0;
    size_t count = read_parts(string_trim(typed), parts, &separator);
    if (count < 2)
        return 0;
    bool year_first = parts[0].digits == 4 && separator == '-';
    struct part year = year_first ? parts[0] : parts[count - 1];
    struct part month = year_first ? parts[1] : parts[count - 2];
    struct part day = count == 2 ? (struct part){0, 0} : year_first ? parts[2] : parts[0];
    *date = (struct date){(int16_t)year.value, (uint8_t)month.value, (uint8_t)day.value};
    return year.digits == 4 && month.digits <= 2 && day.digits <= 2 ? count : 0;
}

bool date_is_written(struct string typed)
{
    struct date date;
    return read_written(typed, &date) == 3;
}

bool date_read(struct date *date, struct string typed)
{
    struct date read;
    size_t count = read_written(typed, &read);
    if (count == 0 || read.month == 0 || (count == 3 && read.day == 0) || !date_is_valid(read))
        return false;
    *date = read;
    return true;
}

/* ---- writing ---- */

static void append_day(struct buffer *out, unsigned day)
{
    buffer_append_format(out, "%02u", day);
}

/* Only months 1 and 2 are padded: "tháng 01", "tháng 5". */
static void append_month(struct buffer *out, unsigned month)
{
    buffer_append_format(out, month <= 2 ? "%02u" : "%u", month);
}

/* A word and its number, with what stands between it and the next word. */
static void append_slot(struct buffer *out, const char *word, unsigned number,
                        void (*append)(struct buffer *, unsigned), struct string blank)
{
    buffer_append_text(out, word);
    if (number == 0) {
        buffer_append_string(out, blank.length > 0 ? blank : STRING(" "));
        return;
    }
    buffer_append_byte(out, ' ');
    append(out, number);
    buffer_append_byte(out, ' ');
}

void date_append_long(struct buffer *out, struct date date, struct string blank)
{
    append_slot(out, "ngày", date.day, append_day, blank);
    append_slot(out, "tháng", date.month, append_month, blank);
    buffer_append_format(out, "năm %d", date.year);
}

void date_append_short(struct buffer *out, struct date date)
{
    date_append_styled(out, date, (struct date_style){'/', 0, 0});
}

void date_append_styled(struct buffer *out, struct date date, struct date_style style)
{
    int day_digits = style.day_digits != 0 ? style.day_digits : 2;
    int month_digits = style.month_digits != 0 ? style.month_digits : date.month <= 2 ? 2 : 1;
    if (date.day != 0)
        buffer_append_format(out, "%0*u%c", day_digits, (unsigned)date.day, style.separator);
    if (date.month != 0)
        buffer_append_format(out, "%0*u%c", month_digits, (unsigned)date.month, style.separator);
    buffer_append_format(out, "%d", date.year);
}

bool date_style_read(struct date_style *style, struct string pattern)
{
    static const char separators[] = {'/', '-', '.'};
    for (uint8_t day = 1; day <= 2; day++)
        for (uint8_t month = 1; month <= 2; month++)
            for (size_t i = 0; i < sizeof separators; i++) {
                char wanted[16];
                snprintf(wanted, sizeof wanted, "%.*s%c%.*s%cyyyy", day, "dd", separators[i], month, "mm",
                         separators[i]);
                if (!string_is(pattern, wanted))
                    continue;
                *style = (struct date_style){separators[i], day, month};
                return true;
            }
    return false;
}

void date_append_iso(struct buffer *out, struct date date)
{
    buffer_append_format(out, "%04d", date.year);
    if (date.month != 0)
        buffer_append_format(out, "-%02u", date.month);
    if (date.day != 0)
        buffer_append_format(out, "-%02u", date.day);
}
