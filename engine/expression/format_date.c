/* strftime for calendar dates, without a locale: names of days and months are Vietnamese. */

#include "expression/evaluate.h"

static const char *const weekdays[] = {"Thứ Hai", "Thứ Ba",  "Thứ Tư",  "Thứ Năm",
                                       "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"};
static const char *const short_weekdays[] = {"T2", "T3", "T4", "T5", "T6", "T7", "CN"};

static void append_padded(struct buffer *out, unsigned number, bool is_padded)
{
    if (number == 0)
        buffer_append_text(out, "  ");
    else
        buffer_append_format(out, is_padded ? "%02u" : "%u", number);
}

static void append_weekday(struct buffer *out, struct date date, const char *const *names)
{
    if (date.day != 0)
        buffer_append_text(out, names[date_weekday(date) - 1]);
}

static unsigned day_of_year(struct date date)
{
    struct date first = {date.year, 1, 1};
    return date.day == 0 ? 0 : (unsigned)(date_to_days(date) - date_to_days(first) + 1);
}

static bool append_directive(struct buffer *out, struct date date, char letter, bool is_padded)
{
    switch (letter) {
    case 'd':
    case 'e':
        append_padded(out, date.day, is_padded);
        return true;
    case 'm':
        append_padded(out, date.month, is_padded);
        return true;
    case 'Y':
        buffer_append_format(out, is_padded ? "%04d" : "%d", date.year);
        return true;
    case 'y':
        buffer_append_format(out, "%02d", date.year % 100);
        return true;
    case 'B':
    case 'b':
        if (date.month != 0)
            buffer_append_format(out, letter == 'B' ? "Tháng %u" : "Th%u", (unsigned)date.month);
        return true;
    case 'A':
        append_weekday(out, date, weekdays);
        return true;
    case 'a':
        append_weekday(out, date, short_weekdays);
        return true;
    case 'j':
        buffer_append_format(out, is_padded ? "%03u" : "%u", day_of_year(date));
        return true;
    case 'u':
    case 'w':
        if (date.day != 0)
            buffer_append_format(out, "%u", letter == 'u' ? date_weekday(date) : date_weekday(date) % 7);
        return true;
    case 'F':
        date_append_iso(out, date);
        return true;
    case 'H':
    case 'M':
    case 'S':
        buffer_append_text(out, "00");
        return true;
    case '%':
        buffer_append_byte(out, '%');
        return true;
    default:
        return false;
    }
}

bool format_date(struct date date, struct string format, struct buffer *out)
{
    for (size_t i = 0; i < format.length; i++) {
        if (format.bytes[i] != '%') {
            buffer_append_byte(out, format.bytes[i]);
            continue;
        }
        bool is_bare = i + 1 < format.length && format.bytes[i + 1] == '-';
        i += 1 + is_bare;
        if (i >= format.length || !append_directive(out, date, format.bytes[i], !is_bare))
            return false;
    }
    return true;
}
