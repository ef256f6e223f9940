/*
 * A cell as a value (18.3.1.4). Excel computes in binary and keeps 15 digits (decimal.h). Days are counted
 * from 1900 with a 29 February that year never had, or from 1904.
 */

#include "data/decimal.h"
#include "data/source.h"
#include "data/xlsx.h"
#include "text/unicode.h"

enum { SECONDS_A_DAY = 86400 };

void cell_report(struct workbook *workbook, const struct workbook_sheet *sheet, const struct raw_cell *cell,
                 enum problem_code code, struct string argument)
{
    enum { SHOWN = 40 };
    struct place place = {
        .file = workbook->file, .sheet = sheet->name, .line = cell->row, .column = cell->column};
    size_t end = text_offset(argument, SHOWN);
    struct string shown =
        arena_format(workbook->arena, "%.*s%s", (int)end, argument.bytes, end < argument.length ? "…" : "");
    problems_add(workbook->reader->problems, code, &place, shown.bytes);
}

/* ---- numbers ---- */

static bool read_number(struct workbook *workbook, const struct workbook_sheet *sheet,
                        const struct raw_cell *cell, struct number *number)
{
    size_t digits = 0;
    const struct limits *limits = workbook->reader->limits;
    struct string typed = string_trim(cell->content);
    if (typed.length == 0 || source_number_length(typed) != typed.length ||
        !decimal_read(workbook->arena, workbook->reader->arena, typed, number, &digits)) {
        cell_report(workbook, sheet, cell, PROBLEM_CELL_DAMAGED, typed);
        return false;
    }
    struct place place = {
        .file = workbook->file, .sheet = sheet->name, .line = cell->row, .column = cell->column};
    return limits_allow(limits, LIMIT_NUMBER_DIGITS, digits, &place, workbook->reader->problems);
}

/* ---- dates and times ---- */

/* Hours may be more than 24 in a time that counts on. */
static void append_time(struct buffer *out, int64_t seconds)
{
    buffer_append_format(out, "%02d:%02d", (int)(seconds / 3600), (int)(seconds / 60 % 60));
    if (seconds % 60 > 0)
        buffer_append_format(out, ":%02d", (int)(seconds % 60));
}

static struct value text_of(struct workbook *workbook, struct buffer *buffer)
{
    struct value value = value_text(arena_copy(workbook->reader->arena, buffer_string(buffer)));
    buffer_release(buffer);
    return value;
}

/* A day with its time, where the cell shows one and it is not midnight. */
static struct value moment(struct workbook *workbook, struct date date, int64_t seconds)
{
    struct buffer out = {0};
    if (seconds == 0)
        return value_date(date);
    date_append_short(&out, date);
    buffer_append_byte(&out, ' ');
    append_time(&out, seconds);
    return text_of(workbook, &out);
}

/* False for the 29 February 1900 and for what is outside the years 1900 … 9999. */
static bool day_of(const struct workbook *workbook, int64_t serial, struct date *date)
{
    enum { NO_DAY = 60, LAST_DAY = 2958465, BETWEEN_EPOCHS = 1462 };
    bool is_first = serial < NO_DAY;
    if (workbook->counts_from_1904) {
        serial += BETWEEN_EPOCHS;
        is_first = false;
    }
    if (serial < 1 || serial > LAST_DAY || (serial == NO_DAY && !is_first))
        return false;
    int32_t before = date_to_days((struct date){1899, 12, 30}) + is_first;
    *date = date_of_days(before + (int32_t)serial);
    return true;
}

/* Rounded to whole seconds; false if that is far beyond any date. */
static bool to_seconds(struct workbook *workbook, struct number serial, int64_t *seconds)
{
    struct arena *arena = workbook->reader->arena;
    struct number exact = number_multiply(arena, serial, number_of_integer(SECONDS_A_DAY));
    struct number whole = number_round(arena, exact, 0, ROUND_HALF_UP);
    return number_to_integer(whole, seconds) && *seconds >= 0 && *seconds / SECONDS_A_DAY < 10000000;
}

static bool read_moment(struct workbook *workbook, enum cell_form form, struct number serial,
                        struct value *value)
{
    struct date date;
    struct buffer out = {0};
    int64_t seconds;
    if (!to_seconds(workbook, serial, &seconds))
        return false;
    if (form == CELL_TIME || form == CELL_ELAPSED) {
        append_time(&out, form == CELL_TIME ? seconds % SECONDS_A_DAY : seconds);
        *value = text_of(workbook, &out);
        return true;
    }
    if (!day_of(workbook, seconds / SECONDS_A_DAY, &date))
        return false;
    *value = moment(workbook, date, form == CELL_DAY ? 0 : seconds % SECONDS_A_DAY);
    return true;
}

/* 7 shown by 000 is the text 007; what is no whole number stays one. */
static struct value code_of(struct workbook *workbook, struct number number, unsigned digits)
{
    struct buffer plain = {0}, out = {0};
    if (!number_is_integer(number) || number_sign(number) < 0)
        return value_number(number);
    number_append_digits(&plain, number);
    for (size_t i = plain.length; i < digits; i++)
        buffer_append_byte(&out, '0');
    buffer_append_string(&out, buffer_string(&plain));
    buffer_release(&plain);
    return text_of(workbook, &out);
}

static bool read_numeric(struct workbook *workbook, const struct workbook_sheet *sheet,
                         const struct raw_cell *cell, const struct cell_style *style, struct value *value)
{
    struct number number;
    if (!read_number(workbook, sheet, cell, &number))
        return false;
    *value = value_number(number);
    switch (style->format.form) {
    case CELL_NUMBER:
        return true;
    case CELL_PERCENT:
        value->flags |= VALUE_FRACTION;
        return true;
    case CELL_CODE:
        *value = code_of(workbook, number, style->format.digits);
        return true;
    default:
        if (read_moment(workbook, style->format.form, number, value))
            return true;
        cell_report(workbook, sheet, cell, PROBLEM_CELL_DATE, cell->content);
        return false;
    }
}

/* The seconds of "14:30", "14:30:05.123Z" or nothing at all; false for anything else. */
static bool read_clock(struct string typed, int64_t *seconds)
{
    static const char shape[] = "00:00:00";
    static const int worth[] = {36000, 3600, 0, 600, 60, 0, 10, 1};
    enum { MINUTES = 5, WHOLE = sizeof shape - 1 };
    *seconds = 0;
    for (size_t i = 0; i < typed.length && i < WHOLE; i++) {
        char byte = typed.bytes[i];
        if (shape[i] == '0' ? byte < '0' || byte > '9' : byte != shape[i])
            return false;
        *seconds += shape[i] == '0' ? (byte - '0') * worth[i] : 0;
    }
    return typed.length == 0 || typed.length == MINUTES || typed.length >= WHOLE;
}

/* A date, a time or both by ISO 8601, as some programs write. */
static bool read_iso(struct workbook *workbook, const struct workbook_sheet *sheet,
                     const struct raw_cell *cell, struct value *value)
{
    enum { DATE = 10 };
    struct buffer out = {0};
    struct date date;
    struct string typed = string_trim(cell->content);
    int64_t seconds;
    bool is_time = typed.length < DATE && read_clock(typed, &seconds);
    bool is_moment = (typed.length <= DATE || typed.bytes[DATE] == 'T') &&
                     date_read(&date, string_slice(typed, 0, DATE)) &&
                     read_clock(string_slice(typed, DATE + 1, typed.length), &seconds);
    if (is_time)
        append_time(&out, seconds);
    else if (!is_moment)
        cell_report(workbook, sheet, cell, PROBLEM_CELL_DAMAGED, typed);
    if (is_time || is_moment)
        *value = is_time ? text_of(workbook, &out) : moment(workbook, date, seconds);
    return is_time || is_moment;
}

/* ---- the other types ---- */

static bool read_text(struct workbook *workbook, const struct workbook_sheet *sheet,
                      const struct raw_cell *cell, const struct rich_text *text,
                      const struct cell_style *style, struct value *value)
{
    *value = value_text(text_in_font(workbook, text, &style->font));
    struct place place = {
        .file = workbook->file, .sheet = sheet->name, .line = cell->row, .column = cell->column};
    if (text->forbidden == 0) {
        source_warn_odd_character(workbook->reader, value->as.text, &place);
        return true;
    }
    struct string shown = arena_format(workbook->arena, "U+%04X", text->forbidden);
    cell_report(workbook, sheet, cell, PROBLEM_DATA_CHARACTER, shown);
    return false;
}

static bool read_shared(struct workbook *workbook, const struct workbook_sheet *sheet,
                        const struct raw_cell *cell, const struct cell_style *style, struct value *value)
{
    uint32_t index = xlsx_number(string_trim(cell->content), UINT32_MAX);
    if (index < workbook->string_count)
        return read_text(workbook, sheet, cell, &workbook->strings[index], style, value);
    cell_report(workbook, sheet, cell, PROBLEM_CELL_DAMAGED, cell->content);
    return false;
}

static bool read_typed(struct workbook *workbook, const struct workbook_sheet *sheet,
                       const struct raw_cell *cell, const struct cell_style *style, struct value *value)
{
    switch (cell->type) {
    case 'n':
        return read_numeric(workbook, sheet, cell, style, value);
    case 's':
        return read_shared(workbook, sheet, cell, style, value);
    case 't':
    case 'i':
        return read_text(workbook, sheet, cell, &cell->inlined, style, value);
    case 'b':
        *value = value_bool(string_is(cell->content, "1") || string_is(cell->content, "true"));
        return true;
    case 'd':
        return read_iso(workbook, sheet, cell, value);
    case 'e':
        cell_report(workbook, sheet, cell, PROBLEM_CELL_ERROR, cell->content);
        return false;
    default:
        cell_report(workbook, sheet, cell, PROBLEM_CELL_DAMAGED, cell->content);
        return false;
    }
}

bool cell_read(struct workbook *workbook, const struct workbook_sheet *sheet, const struct raw_cell *cell,
               struct value *value)
{
    static const struct cell_style plain;
    const struct cell_style *style =
        cell->style < workbook->style_count ? &workbook->styles[cell->style] : &plain;
    bool is_read = true, is_text = cell->type == 't' || cell->type == 'i';
    *value = value_none();
    if (cell->content.length > 0 || is_text) {
        is_read = read_typed(workbook, sheet, cell, style, value);
    } else if (cell->has_formula) {
        cell_report(workbook, sheet, cell, PROBLEM_CELL_FORMULA, STRING(""));
        is_read = false;
    }
    if (!is_read)
        *value = value_none();
    value->source = sheet->source;
    value->line = cell->row;
    value->column = cell->column;
    return is_read;
}
