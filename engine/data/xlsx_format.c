/* Number formats (18.8.30, 18.8.31): whether a number is shown as a date, a time, a percent or a code. */

#include <string.h>

#include "data/xlsx.h"

/* Those that stand in no file; 27 … 36 and 50 … 58 are dates of East Asian versions. */
struct cell_format cell_format_of_id(uint32_t id)
{
    static const struct {
        uint32_t first, last;
        enum cell_form form;
    } rows[] = {
        {9, 10, CELL_PERCENT},  {14, 17, CELL_DAY},  {18, 21, CELL_TIME}, {22, 22, CELL_DAY_TIME},
        {27, 31, CELL_DAY},     {32, 35, CELL_TIME}, {36, 36, CELL_DAY},  {45, 45, CELL_TIME},
        {46, 46, CELL_ELAPSED}, {47, 47, CELL_TIME}, {50, 58, CELL_DAY},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (id >= rows[i].first && id <= rows[i].last)
            return (struct cell_format){rows[i].form, 0};
    }
    return (struct cell_format){CELL_NUMBER, 0};
}

struct signs {
    bool day, month, time, elapsed, percent;
};

/* "[h]" counts hours on; "[Red]", "[>5]" and "[$-42A]" say nothing of dates. */
static size_t read_bracket(struct string code, size_t at, struct signs *signs)
{
    size_t end = string_find(code, STRING("]"), at);
    end = end == SIZE_MAX ? code.length : end;
    struct string inside = string_slice(code, at + 1, end);
    bool is_elapsed = inside.length > 0;
    for (size_t i = 0; i < inside.length; i++)
        is_elapsed &= strchr("hHmMsS", inside.bytes[i]) != NULL;
    signs->elapsed |= is_elapsed;
    return end + 1;
}

static size_t read_sign(struct string code, size_t at, struct signs *signs)
{
    size_t quote;
    switch (code.bytes[at]) {
    case '"':
        quote = string_find(code, STRING("\""), at + 1);
        return quote == SIZE_MAX ? code.length : quote + 1;
    case '\\':
    case '_':
    case '*':
        return at + 2;
    case '[':
        return read_bracket(code, at, signs);
    case 'y':
    case 'Y':
    case 'd':
    case 'D':
        signs->day = true;
        return at + 1;
    case 'm':
    case 'M':
        signs->month = true;
        return at + 1;
    case 'h':
    case 'H':
    case 's':
    case 'S':
        signs->time = true;
        return at + 1;
    case '%':
        signs->percent = true;
        return at + 1;
    default:
        return at + 1;
    }
}

/* AM/PM has an M that is no month. */
static size_t skip_half_day(struct string code, size_t at)
{
    struct string rest = string_slice(code, at, code.length);
    if (string_starts_with(rest, STRING("AM/PM")) || string_starts_with(rest, STRING("am/pm")))
        return at + 5;
    return at;
}

static enum cell_form form_of(const struct signs *signs)
{
    bool is_day = signs->day || (signs->month && !signs->time && !signs->elapsed);
    if (signs->elapsed && !signs->day)
        return CELL_ELAPSED;
    if (is_day)
        return signs->time ? CELL_DAY_TIME : CELL_DAY;
    if (signs->time)
        return CELL_TIME;
    return signs->percent ? CELL_PERCENT : CELL_NUMBER;
}

/* Three zeros and more, and nothing else: a code with leading zeros. 00 is how counts are shown: 05. */
static bool is_code(struct string code)
{
    enum { LEAST = 3, MOST = 30 };
    size_t zeros = 0;
    while (zeros < code.length && code.bytes[zeros] == '0')
        zeros++;
    return zeros == code.length && zeros >= LEAST && zeros <= MOST;
}

struct cell_format cell_format_of_code(struct string code)
{
    struct signs signs = {0};
    if (is_code(code))
        return (struct cell_format){CELL_CODE, (unsigned)code.length};
    for (size_t at = 0; at < code.length && code.bytes[at] != ';';) {
        size_t after = skip_half_day(code, at);
        at = after > at ? after : read_sign(code, at, &signs);
    }
    return (struct cell_format){form_of(&signs), 0};
}
