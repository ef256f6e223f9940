/* Periods as people type them and as an office writes them. */

#include "statistics/period_internal.h"
#include "text/decimal.h"
#include "text/unicode.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

static const struct {
    const char *key, *name;
} kinds[PERIOD_KIND_COUNT] = {
    [PERIOD_MONTH] = {"month", "tháng"},
    [PERIOD_QUARTER] = {"quarter", "quý"},
    [PERIOD_FIRST_HALF] = {"first-half", "6 tháng đầu năm"},
    [PERIOD_LAST_HALF] = {"last-half", "6 tháng cuối năm"},
    [PERIOD_NINE_MONTHS] = {"nine-months", "9 tháng đầu năm"},
    [PERIOD_YEAR] = {"year", "năm"},
    [PERIOD_RANGE] = {"range", "khoảng ngày"},
};

/*
 * What is typed, folded as names are: Y a year of four digits, M a month, Q a quarter as 1 … 4 or I … IV, D a
 * date; a blank is any number of blanks.
 */
static const struct {
    const char *pattern;
    enum period_kind kind;
} patterns[] = {
    {"Y-M", PERIOD_MONTH},
    {"M/Y", PERIOD_MONTH},
    {"tháng M/Y", PERIOD_MONTH},
    {"tháng M-Y", PERIOD_MONTH},
    {"tháng M năm Y", PERIOD_MONTH},
    {"Y-qQ", PERIOD_QUARTER},
    {"qQ/Y", PERIOD_QUARTER},
    {"quý Q/Y", PERIOD_QUARTER},
    {"quý Q năm Y", PERIOD_QUARTER},
    {"Y-h1", PERIOD_FIRST_HALF},
    {"6 tháng đầu năm Y", PERIOD_FIRST_HALF},
    {"06 tháng đầu năm Y", PERIOD_FIRST_HALF},
    {"sáu tháng đầu năm Y", PERIOD_FIRST_HALF},
    {"Y-h2", PERIOD_LAST_HALF},
    {"6 tháng cuối năm Y", PERIOD_LAST_HALF},
    {"06 tháng cuối năm Y", PERIOD_LAST_HALF},
    {"sáu tháng cuối năm Y", PERIOD_LAST_HALF},
    {"Y-9m", PERIOD_NINE_MONTHS},
    {"9 tháng năm Y", PERIOD_NINE_MONTHS},
    {"9 tháng đầu năm Y", PERIOD_NINE_MONTHS},
    {"09 tháng đầu năm Y", PERIOD_NINE_MONTHS},
    {"chín tháng đầu năm Y", PERIOD_NINE_MONTHS},
    {"Y", PERIOD_YEAR},
    {"năm Y", PERIOD_YEAR},
    {"D..D", PERIOD_RANGE},
    {"D đến D", PERIOD_RANGE},
    {"từ D đến D", PERIOD_RANGE},
    {"từ ngày D đến D", PERIOD_RANGE},
    {"từ ngày D đến ngày D", PERIOD_RANGE},
};

/* What a pattern has taken so far. */
struct match {
    struct string rest;
    unsigned year, number;
    struct date dates[2];
    size_t date_count;
};

static bool take_digits(struct match *match, size_t least, size_t most, unsigned *number)
{
    size_t count = 0;
    *number = 0;
    for (; count < match->rest.length && count <= most; count++) {
        char byte = match->rest.bytes[count];
        if (byte < '0' || byte > '9')
            break;
        *number = *number * 10 + (unsigned)(byte - '0');
    }
    match->rest = string_slice(match->rest, count, match->rest.length);
    return count >= least && count <= most;
}

static bool take_quarter(struct match *match)
{
    static const struct string romans[] = {{"iv", 2}, {"iii", 3}, {"ii", 2}, {"i", 1}};
    static const unsigned numbers[] = {4, 3, 2, 1};
    for (size_t i = 0; i < 4; i++) {
        if (string_starts_with(match->rest, romans[i])) {
            match->rest = string_slice(match->rest, romans[i].length, match->rest.length);
            match->number = numbers[i];
            return true;
        }
    }
    return take_digits(match, 1, 1, &match->number) && match->number >= 1 && match->number <= 4;
}

static bool take_date(struct match *match)
{
    size_t length = 0;
    while (length < match->rest.length) {
        char byte = match->rest.bytes[length];
        if ((byte < '0' || byte > '9') && byte != '/' && byte != '-')
            break;
        length++;
    }
    struct date date;
    bool is_date = date_read(&date, string_slice(match->rest, 0, length)) && date.day > 0;
    match->rest = string_slice(match->rest, length, match->rest.length);
    if (is_date)
        match->dates[match->date_count++] = date;
    return is_date;
}

static void skip_blanks(struct match *match)
{
    while (match->rest.length > 0 && match->rest.bytes[0] == '_')
        match->rest = string_slice(match->rest, 1, match->rest.length);
}

static bool take(struct match *match, char wanted)
{
    switch (wanted) {
    case 'Y':
        return take_digits(match, 4, 4, &match->year) && match->year >= FIRST_YEAR &&
               match->year <= LAST_YEAR;
    case 'M':
        return take_digits(match, 1, 2, &match->number) && match->number >= 1 && match->number <= 12;
    case 'Q':
        return take_quarter(match);
    case 'D':
        return take_date(match);
    case ' ':
        skip_blanks(match);
        return true;
    }
    if (match->rest.length == 0 || match->rest.bytes[0] != wanted)
        return false;
    match->rest = string_slice(match->rest, 1, match->rest.length);
    return true;
}

static bool fits(struct string folded, const char *pattern, struct match *match)
{
    *match = (struct match){.rest = folded};
    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '/' || *pattern == '-' || *pattern == '.')
            skip_blanks(match);
        if (!take(match, *pattern))
            return false;
        if (*pattern == '/' || *pattern == '-' || *pattern == '.')
            skip_blanks(match);
    }
    return match->rest.length == 0;
}

static bool complete(const struct match *match, enum period_kind kind, const struct period_rule *rule,
                     struct period *period)
{
    if (kind != PERIOD_RANGE) {
        *period = period_of(kind, (int)match->year, match->number, rule);
        return true;
    }
    struct date from = match->dates[0], to = match->dates[1];
    *period = (struct period){PERIOD_RANGE, to.year, 0, from, to};
    return date_to_days(from) <= date_to_days(to) && from.year >= FIRST_YEAR && to.year <= LAST_YEAR;
}

bool period_read(struct string typed, const struct period_rule *rule, struct period *period)
{
    struct arena *arena = arena_new();
    struct string folded = text_fold_name(arena, typed);
    bool is_read = false;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns && !is_read; i++) {
        struct match match;
        is_read =
            fits(folded, patterns[i].pattern, &match) && complete(&match, patterns[i].kind, rule, period);
    }
    arena_free(arena);
    return is_read;
}

/* ---- writing ---- */

void period_append_code(struct buffer *out, const struct period *period)
{
    static const char *const endings[PERIOD_KIND_COUNT] = {[PERIOD_FIRST_HALF] = "-H1",
                                                           [PERIOD_LAST_HALF] = "-H2",
                                                           [PERIOD_NINE_MONTHS] = "-9M",
                                                           [PERIOD_YEAR] = ""};
    if (period->kind == PERIOD_RANGE) {
        date_append_iso(out, period->from);
        buffer_append_text(out, "..");
        date_append_iso(out, period->to);
        return;
    }
    buffer_append_format(out, "%04d", period->year);
    if (period->kind == PERIOD_MONTH)
        buffer_append_format(out, "-%02u", period->number);
    else if (period->kind == PERIOD_QUARTER)
        buffer_append_format(out, "-Q%u", period->number);
    else
        buffer_append_text(out, endings[period->kind]);
}

/* Months 1 and 2 are written with a 0, as in dates. */
void period_append_name(struct buffer *out, const struct period *period)
{
    switch (period->kind) {
    case PERIOD_MONTH:
        buffer_append_format(out, period->number <= 2 ? "tháng %02u năm %d" : "tháng %u năm %d",
                             period->number, period->year);
        return;
    case PERIOD_QUARTER:
        buffer_append_text(out, "Quý ");
        text_append_roman(out, period->number);
        buffer_append_format(out, "/%d", period->year);
        return;
    case PERIOD_RANGE:
        buffer_append_text(out, "từ ngày ");
        date_append_short(out, period->from);
        buffer_append_text(out, " đến ngày ");
        date_append_short(out, period->to);
        return;
    default:
        buffer_append_format(out, "%s %d", kinds[period->kind].name, period->year);
        return;
    }
}

const char *period_kind_name(enum period_kind kind)
{
    return kinds[kind].name;
}

const char *period_kind_key(enum period_kind kind)
{
    return kinds[kind].key;
}

enum period_kind period_kind_lookup(struct string key)
{
    enum period_kind kind = 0;
    while (kind < PERIOD_KIND_COUNT && !string_is(key, kinds[kind].key))
        kind++;
    return kind;
}
