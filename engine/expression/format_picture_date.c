/* Pictures of dates: runs of one letter; d M y, and h m s of a time that a date has not. */

#include "expression/format_picture.h"

#include <string.h>

static const char *const weekdays[][2] = {{"T2", "Thứ Hai"}, {"T3", "Thứ Ba"},  {"T4", "Thứ Tư"},
                                          {"T5", "Thứ Năm"}, {"T6", "Thứ Sáu"}, {"T7", "Thứ Bảy"},
                                          {"CN", "Chủ Nhật"}};
static const char *const months[] = {"Một", "Hai", "Ba",   "Tư",   "Năm",      "Sáu",
                                     "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"};
static const char blank[] = "    ";

static void append_day(struct buffer *out, struct date date, size_t letters)
{
    if (!date.day)
        buffer_append_text(out, blank);
    else if (letters > 2)
        buffer_append_text(out, weekdays[date_weekday(date) - 1][letters > 3]);
    else
        buffer_append_format(out, letters == 2 ? "%02u" : "%u", date.day);
}

static void append_month(struct buffer *out, struct date date, size_t letters)
{
    if (!date.month)
        buffer_append_text(out, blank);
    else if (letters > 3)
        buffer_append_format(out, "Tháng %s", months[date.month - 1]);
    else if (letters == 3)
        buffer_append_format(out, "Thg%u", date.month);
    else
        buffer_append_format(out, letters == 2 ? "%02u" : "%u", date.month);
}

static void append_year(struct buffer *out, struct date date, size_t letters)
{
    if (letters > 2)
        buffer_append_format(out, "%04d", date.year);
    else
        buffer_append_format(out, "%02d", date.year % 100);
}

/* False for letters that stand for nothing but themselves. */
static bool append_letters(struct buffer *out, struct date date, char letter, size_t count)
{
    switch (letter) {
    case 'd':
    case 'D':
        append_day(out, date, count);
        return true;
    case 'M':
        append_month(out, date, count);
        return true;
    case 'y':
    case 'Y':
        append_year(out, date, count);
        return true;
    case 'h':
    case 'H':
    case 'm':
    case 's':
    case 'S':
        buffer_append_text(out, count > 1 ? "00" : "0");
        return true;
    default:
        return false;
    }
}

static size_t count_letters(struct string picture, size_t at)
{
    size_t end = at;
    while (end < picture.length && picture.bytes[end] == picture.bytes[at])
        end++;
    return end - at;
}

/* A letter beside one of another alphabet is part of a word: "này" has no year. */
static bool is_in_word(struct string picture, size_t at, size_t count)
{
    return (at > 0 && (picture.bytes[at - 1] & 0x80)) ||
           (at + count < picture.length && (picture.bytes[at + count] & 0x80));
}

void format_picture_date(struct buffer *out, struct date date, struct string picture)
{
    for (size_t at = 0; at < picture.length;) {
        if (picture.bytes[at] == '\'') {
            size_t end = string_find(picture, STRING("'"), at + 1);
            end = end == SIZE_MAX ? picture.length : end;
            buffer_append_string(out, string_slice(picture, at + 1, end));
            at = end + 1;
            continue;
        }
        size_t count = count_letters(picture, at);
        if (is_in_word(picture, at, count) || !append_letters(out, date, picture.bytes[at], count))
            buffer_append(out, picture.bytes + at, count);
        at += count;
    }
}
