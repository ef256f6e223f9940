/* `style` in form.yaml: how the form prints numbers, money and dates; a row for each key. */

#include "form/definition.h"
#include "text/unicode.h"

enum { MOST_DECIMALS = 30, MOST_DIGITS = 9 };

/* Takes a value over; false when it does not fit. */
typedef bool read_setting(const struct value *value, const struct definition_reader *reader,
                          struct style *style);

/* One of two words; true for the second. */
static bool read_word(const struct value *value, const char *first, const char *second, bool *is_second)
{
    if (value->kind != VALUE_TEXT)
        return false;
    *is_second = string_is(value->as.text, second);
    return *is_second || string_is(value->as.text, first);
}

static bool read_truth(const struct value *value, bool *truth)
{
    *truth = value->kind == VALUE_BOOL && value->as.truth;
    return value->kind == VALUE_BOOL;
}

static bool read_digits(const struct value *value, int64_t least, int64_t most, unsigned *digits)
{
    int64_t integer;
    if (value->kind != VALUE_NUMBER || !number_to_integer(value->as.number, &integer) || integer < least ||
        integer > most)
        return false;
    *digits = (unsigned)integer;
    return true;
}

static bool read_zero(const struct value *value, const struct definition_reader *reader, struct style *style)
{
    (void)reader;
    return read_word(value, "linh", "lẻ", &style->spelling.says_le);
}

static bool read_thousand(const struct value *value, const struct definition_reader *reader,
                          struct style *style)
{
    (void)reader;
    return read_word(value, "nghìn", "ngàn", &style->spelling.says_ngan);
}

static bool read_four(const struct value *value, const struct definition_reader *reader, struct style *style)
{
    (void)reader;
    return read_word(value, "tư", "bốn", &style->spelling.says_bon);
}

static bool read_zero_hundred(const struct value *value, const struct definition_reader *reader,
                              struct style *style)
{
    bool says = false;
    (void)reader;
    bool is_read = read_truth(value, &says);
    style->spelling.skips_zero_hundred = !says;
    return is_read;
}

static bool read_percent_decimals(const struct value *value, const struct definition_reader *reader,
                                  struct style *style)
{
    (void)reader;
    return read_digits(value, 0, MOST_DECIMALS, &style->percent_decimals);
}

static bool read_percent_zeros(const struct value *value, const struct definition_reader *reader,
                               struct style *style)
{
    (void)reader;
    return read_word(value, "drop", "keep", &style->keeps_percent_zeros);
}

static bool read_count_digits(const struct value *value, const struct definition_reader *reader,
                              struct style *style)
{
    (void)reader;
    return read_digits(value, 1, MOST_DIGITS, &style->count_digits);
}

/* "đ" stands at the number, any other unit behind a blank. */
static bool read_money_unit(const struct value *value, const struct definition_reader *reader,
                            struct style *style)
{
    if (value->kind != VALUE_TEXT)
        return false;
    struct string unit = string_trim(value->as.text);
    bool is_attached = unit.length == 0 || string_is(unit, "đ") || string_is(unit, "₫");
    style->money_unit = is_attached ? unit : arena_format(reader->arena, " %.*s", STRING_FORMAT(unit));
    return true;
}

static bool read_money_even(const struct value *value, const struct definition_reader *reader,
                            struct style *style)
{
    (void)reader;
    return read_truth(value, &style->money_says_even);
}

static bool read_date(const struct value *value, const struct definition_reader *reader, struct style *style)
{
    (void)reader;
    if (value->kind == VALUE_TEXT && string_is(value->as.text, "decree")) {
        style->date = style_office.date;
        return true;
    }
    return value->kind == VALUE_TEXT && date_style_read(&style->date, value->as.text);
}

static bool read_range_dash(const struct value *value, const struct definition_reader *reader,
                            struct style *style)
{
    (void)reader;
    if (value->kind != VALUE_TEXT || string_trim(value->as.text).length == 0)
        return false;
    style->range_dash = value->as.text;
    return true;
}

static bool read_quarter(const struct value *value, const struct definition_reader *reader,
                         struct style *style)
{
    (void)reader;
    return read_word(value, "arabic", "roman", &style->quarter_is_roman);
}

static bool read_unbroken(const struct value *value, const struct definition_reader *reader,
                          struct style *style)
{
    (void)reader;
    return read_truth(value, &style->keeps_lines);
}

static const struct {
    const char *key;
    read_setting *read;
    const char *wanted[2]; /* by enum language */
} settings[] = {
    {"zero_word", read_zero, {"linh hoặc lẻ", "linh or lẻ"}},
    {"thousand_word", read_thousand, {"nghìn hoặc ngàn", "nghìn or ngàn"}},
    {"four_word", read_four, {"tư hoặc bốn", "tư or bốn"}},
    {"zero_hundred", read_zero_hundred, {"true hoặc false", "true or false"}},
    {"percent_decimals", read_percent_decimals, {"số nguyên từ 0 đến 30", "a whole number from 0 to 30"}},
    {"percent_zeros", read_percent_zeros, {"keep hoặc drop", "keep or drop"}},
    {"count_digits", read_count_digits, {"số nguyên từ 1 đến 9", "a whole number from 1 to 9"}},
    {"money_unit", read_money_unit, {"một từ, như đ, đồng, VND", "a word such as đ, đồng, VND"}},
    {"money_even", read_money_even, {"true hoặc false", "true or false"}},
    {"date",
     read_date,
     {"decree, hoặc mẫu như dd/mm/yyyy, d.m.yyyy", "decree, or a pattern such as dd/mm/yyyy, d.m.yyyy"}},
    {"range_dash",
     read_range_dash,
     {"dấu nối trong dấu nháy, như \" - \"", "a dash in quotes, such as \" - \""}},
    {"quarter", read_quarter, {"roman hoặc arabic", "roman or arabic"}},
    {"unbroken", read_unbroken, {"true hoặc false", "true or false"}},
};

enum { SETTING_COUNT = sizeof settings / sizeof settings[0] };

static bool report(const struct definition_reader *reader, const struct value *value, size_t row)
{
    struct buffer shown = {0};
    struct place place = value_place(reader->sources, value);
    data_append_short(&shown, value);
    struct string wanted = arena_format(reader->arena, "%s\x1f%s", settings[row].wanted[LANGUAGE_VI],
                                        settings[row].wanted[LANGUAGE_EN]);
    problems_add(reader->problems, PROBLEM_FORM_STYLE, &place, shown.bytes, settings[row].key, wanted.bytes);
    buffer_release(&shown);
    return false;
}

bool definition_style(const struct definition_reader *reader, const struct value *given, struct style *style)
{
    const char *keys[SETTING_COUNT + 1] = {NULL};
    for (size_t i = 0; i < SETTING_COUNT; i++)
        keys[i] = settings[i].key;
    if (given->kind == VALUE_NONE)
        return true;
    bool is_read = definition_has_only(reader, given, keys);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct value *value = definition_key(given, settings[i].key);
        if (value != NULL && !settings[i].read(value, reader, style))
            is_read = report(reader, value, i);
    }
    return is_read;
}
