#ifndef VANBAN_TEXT_DATE_H
#define VANBAN_TEXT_DATE_H

/* Calendar dates as an office writes them. A month or a day of 0 is blank: not known until the document is
 * issued. */

#include <stdint.h>

#include "base/buffer.h"

struct date {
    int16_t year;
    uint8_t month; /* 0 blank */
    uint8_t day;   /* 0 blank */
};

/* Year 1 … 9999, month 0 … 12, day 0 … days of the month; a day needs a month. */
bool date_is_valid(struct date date);
unsigned date_days_in_month(int year, unsigned month);
/* 1 = Monday … 7 = Sunday; the date must be complete. */
unsigned date_weekday(struct date date);
/* Days since 0001-01-01 (which is 1), and back. */
int32_t date_to_days(struct date date);
struct date date_of_days(int32_t days);
/* Reads 2023-05-04, 2023-05, 04/5/2023, 4-5-2023, 5/2023; true if it is a valid date. */
bool date_read(struct date *date, struct string typed);
/* Written as date_read() reads a day, whether the calendar has it or not: 31/2/2026. */
bool date_is_written(struct string typed);

/* "ngày 05 tháng 01 năm 2020": day below 10 and months 1, 2 padded; a blank day or month keeps `blank`
 * between the words. */
void date_append_long(struct buffer *out, struct date date, struct string blank);
/* "05/01/2020", "04/5/2023"; "5/2023" without a day. */
void date_append_short(struct buffer *out, struct date date);
/* How short dates are written where an office has its own way. */
struct date_style {
    char separator;
    uint8_t day_digits, month_digits; /* 1 or 2; 0: 2 for days and for months 1 and 2, as the decree has it */
};
/* Reads "dd/mm/yyyy", "d-m-yyyy", "dd.m.yyyy"; false for any other pattern. */
bool date_style_read(struct date_style *style, struct string pattern);
void date_append_styled(struct buffer *out, struct date date, struct date_style style);
/* "2023-05-04", "2023-05". */
void date_append_iso(struct buffer *out, struct date date);

#endif
