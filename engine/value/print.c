/* How values print: as an office writes, or as Jinja in Python does. */

#include "value/value.h"

#include <string.h>

#include "text/decimal.h"
#include "text/unicode.h"

static const struct decimal_style count_style = {'.', ',', 2};

/* The style and the unit of a number by its format. */
static const struct {
    const struct decimal_style *style;
    const char *unit;
} formats[] = {
    [FORMAT_BARE] = {&text_decimal_bare, ""},       [FORMAT_COUNT] = {&count_style, ""},
    [FORMAT_GROUPED] = {&text_decimal_office, ""},  [FORMAT_MONEY] = {&text_decimal_office, "đ"},
    [FORMAT_PERCENT] = {&text_decimal_office, "%"}, [FORMAT_OUTLINE] = {&text_decimal_bare, ""},
};

/* The whole numbers that fill tables: no more than one point can stand in them. */
static bool append_usual(struct buffer *out, struct number number, enum value_format format)
{
    if (number.denominator != 1 || number.integer_part < 0 || number.integer_part > 9999)
        return false;
    unsigned small = (unsigned)number.integer_part;
    bool is_grouped = format != FORMAT_BARE && small > 999;
    char digits[8];
    size_t start = sizeof digits;
    for (unsigned rest = small, place = 0; rest > 0 || place == 0; rest /= 10, place++) {
        if (place == 3 && is_grouped)
            digits[--start] = '.';
        digits[--start] = (char)('0' + rest % 10);
    }
    if (format == FORMAT_COUNT && small > 0 && small < 10)
        digits[--start] = '0';
    buffer_append(out, digits + start, sizeof digits - start);
    return true;
}

static void append_styled(struct buffer *out, struct number number, enum value_format format)
{
    const struct decimal_style *style = formats[format].style;
    if (format == FORMAT_COUNT && (number_sign(number) <= 0 || !number_is_integer(number)))
        style = &text_decimal_office;
    struct buffer digits = {0};
    number_append_digits(&digits, number);
    text_append_decimal(out, buffer_string(&digits), style);
    buffer_release(&digits);
}

static void append_bare(struct buffer *out, struct number number)
{
    size_t start = out->length;
    number_append_digits(out, number);
    char *point = memchr(out->bytes + start, '.', out->length - start);
    if (point != NULL)
        *point = ',';
}

static void append_number(struct buffer *out, const struct value *value)
{
    if (value->format == FORMAT_BARE)
        append_bare(out, value->as.number);
    else if (!append_usual(out, value->as.number, value->format))
        append_styled(out, value->as.number, value->format);
    buffer_append_text(out, formats[value->format].unit);
}

static void append_percent(struct buffer *out, const struct value *value)
{
    struct arena *arena = arena_new();
    struct number percent = number_multiply(arena, value_to_number(arena, value), number_of_integer(100));
    append_styled(out, number_round(arena, percent, 1, ROUND_HALF_UP), FORMAT_PERCENT);
    buffer_append_byte(out, '%');
    arena_free(arena);
}

static void append_ratio(struct buffer *out, const struct value *value, enum number_style style)
{
    if (style == NUMBERS_VI && value->format == FORMAT_PERCENT && value_is_number(value)) {
        append_percent(out, value);
        return;
    }
    value_append_text(out, &value->as.ratio->part, style);
    buffer_append_byte(out, '/');
    value_append_text(out, &value->as.ratio->whole, style);
}

static const struct {
    char byte, letter;
} escapes[] = {{'\n', 'n'}, {'\r', 'r'}, {'\t', 't'}, {'\\', '\\'}};

static bool append_escape(struct buffer *out, char byte, char quote)
{
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++) {
        if (escapes[i].byte == byte) {
            buffer_append_format(out, "\\%c", escapes[i].letter);
            return true;
        }
    }
    if ((unsigned char)byte < ' ' || byte == 0x7f)
        buffer_append_format(out, "\\x%02x", (unsigned char)byte);
    else if (byte == quote)
        buffer_append_format(out, "\\%c", quote);
    else
        return false;
    return true;
}

static void append_quoted(struct buffer *out, struct string text)
{
    bool has_single = text.length > 0 && memchr(text.bytes, '\'', text.length) != NULL;
    bool has_double = text.length > 0 && memchr(text.bytes, '"', text.length) != NULL;
    char quote = has_single && !has_double ? '"' : '\'';
    buffer_append_byte(out, quote);
    for (size_t i = 0; i < text.length; i++) {
        if (text.length - i > 1 && memcmp(text.bytes + i, "\xc2\xa0", 2) == 0) {
            buffer_append_text(out, "\\xa0");
            i++;
        } else if (!append_escape(out, text.bytes[i], quote)) {
            buffer_append_byte(out, text.bytes[i]);
        }
    }
    buffer_append_byte(out, quote);
}

static void append_list_repr(struct buffer *out, const struct value *value)
{
    const struct list *list = value->as.list;
    bool is_tuple = value->flags & VALUE_TUPLE;
    buffer_append_byte(out, is_tuple ? '(' : '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_append_text(out, ", ");
        value_append_repr(out, &list->items[i]);
    }
    if (is_tuple && list->count == 1)
        buffer_append_byte(out, ',');
    buffer_append_byte(out, is_tuple ? ')' : ']');
}

static void append_record_repr(struct buffer *out, const struct record *record)
{
    buffer_append_byte(out, '{');
    for (size_t i = 0; i < record->count; i++) {
        if (i > 0)
            buffer_append_text(out, ", ");
        append_quoted(out, record->entries[i].name->text);
        buffer_append_text(out, ": ");
        value_append_repr(out, &record->entries[i].value);
    }
    buffer_append_byte(out, '}');
}

void value_append_repr(struct buffer *out, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        append_quoted(out, value->as.text);
    else if (value->kind == VALUE_DATE)
        buffer_append_format(out, "datetime.date(%d, %u, %u)", value->as.date.year, value->as.date.month,
                             value->as.date.day);
    else if (value->kind == VALUE_UNDEFINED)
        buffer_append_text(out, "Undefined");
    else
        value_append_text(out, value, NUMBERS_PLAIN);
}

static void append_items(struct buffer *out, const struct list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_append_text(out, ", ");
        value_append_text(out, &list->items[i], NUMBERS_VI);
    }
}

static void append_values(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        if (i > 0)
            buffer_append_text(out, ", ");
        value_append_text(out, &record->entries[i].value, NUMBERS_VI);
    }
}

static void append_office(struct buffer *out, const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_NUMBER:
        append_number(out, value);
        return;
    case VALUE_DATE:
        date_append_short(out, value->as.date);
        return;
    case VALUE_LIST:
        append_items(out, value->as.list);
        return;
    case VALUE_RECORD:
        append_values(out, value->as.record);
        return;
    default:
        return;
    }
}

static void append_plain(struct buffer *out, const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_NONE:
        buffer_append_text(out, "None");
        return;
    case VALUE_NUMBER:
        number_append_python(out, value->as.number);
        return;
    case VALUE_DATE:
        date_append_iso(out, value->as.date);
        return;
    case VALUE_LIST:
        append_list_repr(out, value);
        return;
    case VALUE_RECORD:
        append_record_repr(out, value->as.record);
        return;
    default:
        return;
    }
}

void value_append_text(struct buffer *out, const struct value *value, enum number_style style)
{
    if (value->kind == VALUE_TEXT)
        buffer_append_string(out, value->as.text);
    else if (value->kind == VALUE_BOOL)
        buffer_append_text(out, value->as.truth ? "True" : "False");
    else if (value->kind == VALUE_RATIO)
        append_ratio(out, value, style);
    else if (value->kind == VALUE_CALLABLE)
        buffer_append_text(out, "<function>");
    else if (style == NUMBERS_VI)
        append_office(out, value);
    else
        append_plain(out, value);
}
