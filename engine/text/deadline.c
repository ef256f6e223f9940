/* Deadlines: a number and a unit, from the table below. */

#include "text/deadline.h"

#include "base/arena.h"
#include "base/buffer.h"
#include "text/unicode.h"

enum { MOST_DAYS = 3660 };

enum unit { WORKING_DAYS, DAYS, WEEKS, MONTHS };

/* Folded; a unit that another begins with stands behind it. */
static const struct {
    const char *words;
    enum unit unit;
} units[] = {
    {"ngày_làm_việc", WORKING_DAYS},
    {"working_days", WORKING_DAYS},
    {"ngày", DAYS},
    {"days", DAYS},
    {"tuần", WEEKS},
    {"weeks", WEEKS},
    {"tháng", MONTHS},
    {"months", MONTHS},
};

static const char *const tails[] = {"_kể_từ", "_từ_ngày", "_sau_ngày", NULL};

static bool ends_well(struct string rest)
{
    if (rest.length == 0)
        return true;
    for (size_t i = 0; tails[i] != NULL; i++) {
        if (string_starts_with(rest, string_of(tails[i])))
            return true;
    }
    return false;
}

/* "10_ngày_làm_việc"; false when it is something else. */
static bool read_term(struct string folded, int32_t *count, enum unit *unit)
{
    size_t at = 0;
    *count = 0;
    for (; at < folded.length && folded.bytes[at] >= '0' && folded.bytes[at] <= '9' && *count <= MOST_DAYS;
         at++)
        *count = *count * 10 + (folded.bytes[at] - '0');
    if (at == 0 || *count == 0 || *count > MOST_DAYS || at == folded.length || folded.bytes[at] != '_')
        return false;
    struct string words = string_slice(folded, at + 1, folded.length);
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        struct string name = string_of(units[i].words);
        if (!string_starts_with(words, name) || !ends_well(string_slice(words, name.length, words.length)))
            continue;
        *unit = units[i].unit;
        return true;
    }
    return false;
}

static struct date months_later(struct date date, int32_t count)
{
    int32_t month = date.month - 1 + count;
    date.year = (int16_t)(date.year + month / 12);
    date.month = (uint8_t)(month % 12 + 1);
    unsigned most = date_days_in_month(date.year, date.month);
    date.day = date.day < most ? date.day : (uint8_t)most;
    return date;
}

static struct date reckon(struct date issued, int32_t count, enum unit unit,
                          const struct working_calendar *calendar)
{
    int32_t day = date_to_days(issued);
    switch (unit) {
    case WORKING_DAYS:
        return date_of_days(working_day_add(calendar, day, count));
    case DAYS:
        return date_of_days(day + count);
    case WEEKS:
        return date_of_days(day + count * 7);
    case MONTHS:
        return months_later(issued, count);
    }
    return issued;
}

static bool read_typed_term(struct string typed, int32_t *count, enum unit *unit)
{
    struct arena *arena = arena_new();
    bool is_term = read_term(text_fold_name(arena, typed), count, unit);
    arena_free(arena);
    return is_term;
}

bool deadline_counts_working_days(struct string typed)
{
    int32_t count;
    enum unit unit;
    return read_typed_term(typed, &count, &unit) && unit == WORKING_DAYS;
}

enum deadline_kind deadline_read(struct string typed, struct date issued,
                                 const struct working_calendar *calendar, struct date *deadline)
{
    int32_t count;
    enum unit unit;
    if (date_read(deadline, string_trim(typed)) && deadline->day > 0)
        return DEADLINE_DAY;
    if (date_is_written(typed))
        return DEADLINE_WRONG;
    if (!read_typed_term(typed, &count, &unit))
        return DEADLINE_OTHER;
    if (issued.day == 0 || issued.year > 9900)
        return DEADLINE_TERM;
    *deadline = reckon(issued, count, unit, calendar);
    return DEADLINE_DAY;
}

/* "ngày_05_tháng_6_năm_2026" → "ngày_05/6/2026" */
static struct string with_strokes(struct arena *arena, struct string folded)
{
    static const char *const words[] = {"_tháng_", "_năm_"};
    struct buffer out = {0};
    for (size_t at = 0; at < folded.length;) {
        struct string rest = string_slice(folded, at, folded.length);
        size_t i = 0;
        while (i < sizeof words / sizeof *words && !string_starts_with(rest, string_of(words[i])))
            i++;
        bool is_word = i < sizeof words / sizeof *words;
        buffer_append_byte(&out, is_word ? '/' : folded.bytes[at]);
        at += is_word ? string_of(words[i]).length : 1;
    }
    struct string text = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return text;
}

bool deadline_find_day(struct string typed, struct date *day)
{
    struct arena *arena = arena_new();
    struct string text = with_strokes(arena, text_fold_name(arena, typed));
    size_t start = text.length;
    bool is_only = true;
    while (start > 0 && text.bytes[start - 1] != '_')
        start--;
    for (size_t i = 0; i < start; i++)
        is_only &= text.bytes[i] < '0' || text.bytes[i] > '9';
    bool is_day = is_only && date_read(day, string_slice(text, start, text.length)) && day->day > 0;
    arena_free(arena);
    return is_day;
}
