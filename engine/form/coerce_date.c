/*
 * Days as people and programs write them beside the plain forms of text/date.h: "ngày 04 tháng 5 năm 2023",
 * "04.5.2023", "thứ Năm, 04/5/2023", "04/5/2023 08:30:12" and "2023-05-04T08:30:00Z" of exports, whose time
 * of day a date has no room for.
 */

#include "form/fields.h"
#include "text/unicode.h"

/* In lower case with single blanks; what stands before a comma is a weekday or a place. */
static struct string tidy(struct arena *arena, struct string typed)
{
    struct buffer out = {0};
    struct string lower = text_lower(arena, typed);
    for (size_t at = 0; at < lower.length;) {
        size_t from = at;
        unsigned code_point = text_next(lower, &at);
        if (code_point == ',')
            buffer_truncate(&out, 0);
        else if (!text_is_space(code_point))
            buffer_append(&out, lower.bytes + from, at - from);
        else if (out.length > 0 && out.bytes[out.length - 1] != ' ')
            buffer_append_byte(&out, ' ');
    }
    struct string text = arena_copy(arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return text;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "8:30", "08:30:12.345", "08:30:12+07:00" */
static bool is_clock(struct string word)
{
    size_t colons = 0;
    for (size_t i = 0; i < word.length; i++) {
        bool may_stand = is_digit(word.bytes[i]) ||
                         string_find(STRING(":.+-z"), string_slice(word, i, i + 1), 0) != SIZE_MAX;
        colons += word.bytes[i] == ':';
        if (!may_stand)
            return false;
    }
    return colons > 0 && is_digit(word.bytes[0]);
}

static bool is_half_of_day(struct string word)
{
    return string_is(word, "am") || string_is(word, "pm") || string_is(word, "sa") || string_is(word, "ch");
}

/* "04-5-2023t08:30" is day and time without a blank. */
static struct string without_clock(struct string word)
{
    size_t parts = string_find(word, STRING("t"), 0);
    bool has_clock = parts != SIZE_MAX && parts > 0 && is_clock(string_slice(word, parts + 1, word.length));
    return has_clock ? string_slice(word, 0, parts) : word;
}

/* "ngày 04 tháng 5 năm 2023" as "04/5/2023": words become the separators they stand for. */
static void append_word(struct buffer *out, struct string word)
{
    bool parts = string_is(word, "tháng") || string_is(word, "năm");
    if (is_clock(word) || is_half_of_day(word) || string_is(word, "ngày"))
        return;
    if (!parts)
        buffer_append_string(out, without_clock(word));
    else if (out->length > 0 && out->bytes[out->length - 1] != '/')
        buffer_append_byte(out, '/');
}

static void join_words(struct string text, struct buffer *out)
{
    for (size_t from = 0, to; from < text.length; from = to + 1) {
        to = string_find(text, STRING(" "), from);
        to = to == SIZE_MAX ? text.length : to;
        append_word(out, string_slice(text, from, to));
    }
    for (size_t i = 0; i < out->length; i++) {
        if (out->bytes[i] == '.')
            out->bytes[i] = '/';
    }
}

bool field_read_date(struct arena *arena, struct string typed, struct date *date)
{
    struct buffer plain = {0};
    if (date_read(date, string_trim(typed)))
        return true;
    join_words(tidy(arena, typed), &plain);
    bool is_read = date_read(date, buffer_string(&plain));
    buffer_release(&plain);
    return is_read;
}
