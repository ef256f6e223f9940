/* Values by the type of their field, as an office types them: "05", "1.234", "04/5/2023", "98,3%", "có". */

#include "form/fields.h"
#include "text/decimal.h"
#include "text/unicode.h"

typedef bool coerce_function(struct arena *arena, const struct field *field, const struct value *given,
                             struct value *result);

static struct string print(struct arena *arena, const struct value *value)
{
    struct buffer out = {0};
    value_append_text(&out, value, NUMBERS_VI);
    struct string printed = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return printed;
}

/*
 * A number typed where text is wanted prints its digits; with a fraction it must be quoted, or 1.10 would
 * lose its zero. What was computed prints as it would in a document.
 */
static bool coerce_text(struct arena *arena, const struct field *field, const struct value *given,
                        struct value *result)
{
    (void)field;
    bool is_integer =
        given->kind == VALUE_NUMBER && number_is_integer(given->as.number) && !given->as.number.is_decimal;
    bool is_computed = given->source == 0 && given->kind != VALUE_LIST && given->kind != VALUE_RECORD;
    if (given->kind != VALUE_TEXT && !is_integer && !is_computed)
        return false;
    struct string text = given->kind == VALUE_TEXT ? given->as.text : print(arena, given);
    *result = value_text(string_trim(text));
    return true;
}

/* “@UBND các xã, trừ xã An Bình; Miền núi”: what it leaves out stays with it (units_choose()). */
static bool leaves_out(struct string text, size_t from, size_t to)
{
    struct string line = string_trim(string_slice(text, from, to));
    return string_starts_with(line, STRING("@")) && string_find(line, STRING("trừ "), 0) != SIZE_MAX;
}

static size_t find_end(const struct field *field, struct string text, size_t from)
{
    char sign = field->split_at.length > 0 ? field->split_at.bytes[0] : '\n';
    size_t to = from;
    while (to < text.length && text.bytes[to] != '\n' &&
           (text.bytes[to] != sign || leaves_out(text, from, to)))
        to++;
    return to;
}

static void append_lines(const struct field *field, struct list *list, struct string text,
                         const struct value *given)
{
    for (size_t from = 0, to; from <= text.length; from = to + 1) {
        to = find_end(field, text, from);
        struct string line = string_trim(string_slice(text, from, to));
        struct value item = value_placed(value_text(line), given);
        if (line.length > 0)
            list_append(list, &item);
    }
}

static bool coerce_lines(struct arena *arena, const struct field *field, const struct value *given,
                         struct value *result)
{
    struct value text;
    *result = value_list(arena);
    if (given->kind != VALUE_LIST) {
        if (!coerce_text(arena, field, given, &text))
            return false;
        append_lines(field, result->as.list, text.as.text, given);
        return true;
    }
    for (size_t i = 0; i < given->as.list->count; i++) {
        const struct value *item = &given->as.list->items[i];
        if (item->kind == VALUE_NONE)
            continue;
        if (!coerce_text(arena, field, item, &text))
            return false;
        append_lines(field, result->as.list, text.as.text, item);
    }
    return true;
}

static bool coerce_outline(struct arena *arena, const struct field *field, const struct value *given,
                           struct value *result)
{
    struct value lines;
    if (given->kind != VALUE_LIST)
        return coerce_text(arena, field, given, result);
    if (!coerce_lines(arena, field, given, &lines))
        return false;
    struct buffer joined = {0};
    for (size_t i = 0; i < lines.as.list->count; i++) {
        if (i > 0)
            buffer_append_byte(&joined, '\n');
        buffer_append_string(&joined, lines.as.list->items[i].as.text);
    }
    *result = value_text(arena_copy(arena, buffer_string(&joined)));
    buffer_release(&joined);
    return true;
}

/* Excel puts a blank that breaks no line before a currency. */
static struct string trim(struct string text)
{
    static const struct string blanks[] = {{"\xc2\xa0", 2}, {"\xe2\x80\xaf", 3}};
    text = string_trim(text);
    for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++) {
        size_t length = blanks[i].length;
        if (string_starts_with(text, blanks[i]))
            return trim(string_slice(text, length, text.length));
        if (string_ends_with(text, blanks[i]))
            return trim(string_slice(text, 0, text.length - length));
    }
    return text;
}

/* Without one of the endings that say the unit. */
static struct string without_unit(struct arena *arena, struct string text, const char *const *units)
{
    text = trim(text);
    struct string lower = text_lower(arena, text);
    for (; *units != NULL; units++) {
        struct string unit = string_of(*units);
        if (lower.length == text.length && lower.length > unit.length && string_ends_with(lower, unit))
            return trim(string_slice(text, 0, text.length - unit.length));
    }
    return text;
}

static bool read_number(struct arena *arena, const struct value *given, const char *const *units,
                        struct value *result)
{
    if (given->kind == VALUE_NUMBER || given->kind == VALUE_RATIO) {
        *result = *given;
        return true;
    }
    if (given->kind != VALUE_TEXT)
        return false;
    struct buffer digits = {0};
    struct number number;
    bool is_number = text_read_decimal(&digits, without_unit(arena, given->as.text, units)) &&
                     number_read(arena, buffer_string(&digits), &number, NULL);
    buffer_release(&digits);
    if (is_number)
        *result = value_number(number);
    return is_number;
}

static const char *const no_units[] = {NULL};

static bool coerce_number(struct arena *arena, const struct field *field, const struct value *given,
                          struct value *result)
{
    (void)field;
    return read_number(arena, given, no_units, result);
}

/* Somebody's 615.000 without quotes reads as 615: a whole number has no point. */
static bool has_point(const struct value *given)
{
    return given->kind == VALUE_NUMBER && given->as.number.is_decimal && given->source != 0;
}

static bool coerce_count(struct arena *arena, const struct field *field, const struct value *given,
                         struct value *result)
{
    (void)field;
    return !has_point(given) && read_number(arena, given, no_units, result) && result->kind == VALUE_NUMBER &&
           number_is_integer(result->as.number) && number_sign(result->as.number) >= 0;
}

static bool coerce_money(struct arena *arena, const struct field *field, const struct value *given,
                         struct value *result)
{
    static const char *const units[] = {"đồng", "vnđ", "vnd", "đ", "₫", NULL};
    (void)field;
    return !has_point(given) && read_number(arena, given, units, result) && result->kind == VALUE_NUMBER &&
           number_is_integer(result->as.number);
}

static bool coerce_percent(struct arena *arena, const struct field *field, const struct value *given,
                           struct value *result)
{
    static const char *const units[] = {"%", NULL};
    (void)field;
    if (!read_number(arena, given, units, result))
        return false;
    if (result->kind == VALUE_NUMBER && (result->flags & VALUE_FRACTION) != 0) {
        *result = value_number(number_multiply(arena, result->as.number, number_of_integer(100)));
        result->as.number.is_decimal = !number_is_integer(result->as.number);
    }
    return true;
}

static bool coerce_date(struct arena *arena, const struct field *field, const struct value *given,
                        struct value *result)
{
    struct date date;
    (void)field;
    if (given->kind == VALUE_DATE) {
        *result = *given;
        return true;
    }
    if (given->kind != VALUE_TEXT || !field_read_date(arena, given->as.text, &date))
        return false;
    *result = value_date(date);
    return true;
}

static bool coerce_bool(struct arena *arena, const struct field *field, const struct value *given,
                        struct value *result)
{
    static const struct {
        const char *typed;
        bool truth;
    } words[] = {
        {"có", true},  {"không", false}, {"đúng", true},   {"sai", false}, {"x", true},  {"yes", true},
        {"no", false}, {"true", true},   {"false", false}, {"1", true},    {"0", false},
    };
    int64_t integer;
    (void)field;
    *result = *given;
    if (given->kind == VALUE_NUMBER && number_to_integer(given->as.number, &integer) && integer >> 1 == 0) {
        *result = value_bool(integer == 1);
        return true;
    }
    if (given->kind == VALUE_BOOL || given->kind != VALUE_TEXT)
        return given->kind == VALUE_BOOL;
    struct string typed = text_fold_name(arena, given->as.text);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (string_is(typed, words[i].typed)) {
            *result = value_bool(words[i].truth);
            return true;
        }
    }
    return false;
}

static bool coerce_choice(struct arena *arena, const struct field *field, const struct value *given,
                          struct value *result)
{
    struct value text;
    if (!coerce_text(arena, field, given, &text))
        return false;
    struct string folded = text_fold_name(arena, text.as.text);
    for (size_t i = 0; i < field->choice_count; i++) {
        if (string_equal(text_fold_name(arena, field->choices[i]), folded)) {
            *result = value_text(field->choices[i]);
            return true;
        }
    }
    for (size_t i = 0; i < field->spelling_count; i++) {
        if (string_equal(text_fold_name(arena, field->spellings[2 * i]), folded)) {
            *result = value_text(field->spellings[2 * i + 1]);
            return true;
        }
    }
    return false;
}

static bool coerce_any(struct arena *arena, const struct field *field, const struct value *given,
                       struct value *result)
{
    (void)arena;
    (void)field;
    *result = *given;
    return true;
}

static coerce_function *const functions[FIELD_ANY + 1] = {
    [FIELD_TEXT] = coerce_text,       [FIELD_LINES] = coerce_lines,   [FIELD_OUTLINE] = coerce_outline,
    [FIELD_COUNT] = coerce_count,     [FIELD_NUMBER] = coerce_number, [FIELD_MONEY] = coerce_money,
    [FIELD_PERCENT] = coerce_percent, [FIELD_DATE] = coerce_date,     [FIELD_BOOL] = coerce_bool,
    [FIELD_CHOICE] = coerce_choice,   [FIELD_ANY] = coerce_any,
};

bool field_coerce(struct arena *arena, const struct field *field, const struct value *given,
                  struct value *result)
{
    if (!functions[field->type](arena, field, given, result))
        return false;
    *result = value_placed(*result, given);
    result->format = field_kinds[field->type].format;
    return true;
}
