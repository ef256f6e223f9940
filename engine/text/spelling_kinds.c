/* Fractions, ordinals, dates and times in words. */

#include "text/spelling.h"

#include <stdio.h>
#include <string.h>

/* In a spelled number only a unit behind "mươi" is "tư"; a lone four is where something is counted in turn.
 */
static bool append_with_lone(struct buffer *out, struct string digits, const char *lone_one,
                             const struct spelling *spelling)
{
    if (string_is(digits, "4"))
        buffer_append_text(out, "tư");
    else if (lone_one != NULL && string_is(digits, "1"))
        buffer_append_text(out, lone_one);
    else
        return text_append_spelled(out, digits, spelling);
    return true;
}

bool text_append_spelled_fraction(struct buffer *out, struct string part, struct string whole,
                                  const struct spelling *spelling)
{
    if (!text_append_spelled(out, part, spelling))
        return false;
    buffer_append_text(out, " phần ");
    return append_with_lone(out, whole, NULL, spelling);
}

bool text_append_spelled_ordinal(struct buffer *out, struct string digits, const struct spelling *spelling)
{
    buffer_append_text(out, "thứ ");
    return append_with_lone(out, digits, "nhất", spelling);
}

static void append_small(struct buffer *out, unsigned number, const struct spelling *spelling)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%u", number);
    text_append_spelled(out, string_of(digits), spelling);
}

void text_append_spelled_date(struct buffer *out, struct date date, const struct spelling *spelling)
{
    if (date.day != 0) {
        buffer_append_text(out, "ngày ");
        append_small(out, date.day, spelling);
        buffer_append_byte(out, ' ');
    }
    if (date.month != 0) {
        buffer_append_text(out, "tháng ");
        if (date.month == 4)
            buffer_append_text(out, "tư");
        else
            append_small(out, date.month, spelling);
        buffer_append_byte(out, ' ');
    }
    buffer_append_text(out, "năm ");
    append_small(out, (unsigned)date.year, spelling);
}

void text_append_spelled_time(struct buffer *out, unsigned hour, unsigned minute,
                              const struct spelling *spelling)
{
    append_small(out, hour, spelling);
    buffer_append_text(out, " giờ");
    if (minute == 0)
        return;
    buffer_append_byte(out, ' ');
    append_small(out, minute, spelling);
    buffer_append_text(out, " phút");
}

/* ---- reading a time ---- */

static bool take_number(struct string *rest, unsigned *number)
{
    size_t length = 0;
    for (*number = 0; length < rest->length && length < 3; length++) {
        char byte = rest->bytes[length];
        if (byte < '0' || byte > '9')
            break;
        *number = *number * 10 + (unsigned)(byte - '0');
    }
    *rest = string_trim(string_slice(*rest, length, rest->length));
    return length == 1 || length == 2;
}

static bool take_text(struct string *rest, const char *text)
{
    if (!string_starts_with(*rest, string_of(text)))
        return false;
    *rest = string_trim(string_slice(*rest, strlen(text), rest->length));
    return true;
}

bool text_read_time(struct string typed, unsigned *hour, unsigned *minute)
{
    struct string rest = string_trim(typed);
    *minute = 0;
    if (!take_number(&rest, hour))
        return false;
    bool has_word = take_text(&rest, "giờ") || take_text(&rest, "h") || take_text(&rest, "g");
    if (!has_word && !take_text(&rest, ":"))
        return false;
    if (!(has_word && rest.length == 0) && !take_number(&rest, minute))
        return false;
    if (has_word)
        take_text(&rest, "phút");
    return rest.length == 0 && *hour < 24 && *minute < 60;
}
