/* How values print: as an office writes, or as Jinja in Python does. */

#include "value/style.h"

#include <string.h>

#include "text/decimal.h"
#include "text/unicode.h"

/* The whole numbers that fill tables: no more than one point can stand in them. */
static bool append_usual(struct buffer *out, struct number number, enum value_format format,
                         const struct style *style)
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
    for (size_t least = style->count_digits; format == FORMAT_COUNT && small > 0;) {
        if (sizeof digits - start >= least)
            break;
        digits[--start] = '0';
    }
    buffer_append(out, digits + start, sizeof digits - start);
    return true;
}

/* Counts are padded; what counts nothing, or is no whole number, is not. */
static struct decimal_style decimal_style(struct number number, enum value_format format,
                                          const struct style *style)
{
    struct decimal_style decimal = format == FORMAT_OUTLINE ? text_decimal_bare : text_decimal_office;
    if (format == FORMAT_COUNT && number_sign(number) > 0 && number_is_integer(number))
        decimal.least_integer_digits = style->count_digits;
    return decimal;
}

static void append_styled(struct buffer *out, struct number number, enum value_format format,
                          const struct style *style)
{
    struct decimal_style decimal = decimal_style(number, format, style);
    struct buffer digits = {0};
    number_append_digits(&digits, number);
    text_append_decimal(out, buffer_string(&digits), &decimal);
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

static void append_points(struct buffer *out, struct number points, const struct style *style)
{
    struct arena *arena = arena_new();
    points = number_round(arena, points, (int)style->percent_decimals, ROUND_HALF_UP);
    append_styled(out, points, FORMAT_GROUPED, style);
    buffer_append_text(out, " điểm %");
    arena_free(arena);
}

static void append_percent_number(struct buffer *out, struct number percent, const struct style *style)
{
    if (style->keeps_percent_zeros) {
        struct buffer digits = {0};
        number_append_fixed(&digits, percent, style->percent_decimals);
        text_append_decimal(out, buffer_string(&digits), &text_decimal_office);
        buffer_release(&digits);
    } else {
        append_styled(out, percent, FORMAT_PERCENT, style);
    }
    buffer_append_byte(out, '%');
}

static void append_number(struct buffer *out, const struct value *value, const struct style *style)
{
    if (value->format == FORMAT_BARE)
        append_bare(out, value->as.number);
    else if (value->format == FORMAT_PERCENT)
        append_percent_number(out, value->as.number, style);
    else if (value->format == FORMAT_POINTS)
        append_points(out, value->as.number, style);
    else if (!append_usual(out, value->as.number, value->format, style))
        append_styled(out, value->as.number, value->format, style);
    if (value->format == FORMAT_MONEY)
        buffer_append_string(out, style->money_unit);
}

static void append_percent(struct buffer *out, const struct value *value, const struct style *style)
{
    struct arena *arena = arena_new();
    struct number percent = number_multiply(arena, value_to_number(arena, value), number_of_integer(100));
    percent = number_round(arena, percent, (int)style->percent_decimals, ROUND_HALF_UP);
    append_percent_number(out, percent, style);
    arena_free(arena);
}

static void append_ratio(struct buffer *out, const struct value *value, const struct style *style)
{
    if (value->format == FORMAT_PERCENT && value_is_number(value)) {
        append_percent(out, value, style);
        return;
    }
    style_append_value(out, &value->as.ratio->part, style);
    buffer_append_byte(out, '/');
    style_append_value(out, &value->as.ratio->whole, style);
}

static void append_plain_ratio(struct buffer *out, const struct value *value)
{
    value_append_text(out, &value->as.ratio->part, NUMBERS_PLAIN);
    buffer_append_byte(out, '/');
    value_append_text(out, &value->as.ratio->whole, NUMBERS_PLAIN);
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

static void append_items(struct buffer *out, const struct list *list, const struct style *style)
{
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_append_text(out, ", ");
        style_append_value(out, &list->items[i], style);
    }
}

static void append_values(struct buffer *out, const struct record *record, const struct style *style)
{
    for (size_t i = 0; i < record->count; i++) {
        if (i > 0)
            buffer_append_text(out, ", ");
        style_append_value(out, &record->entries[i].value, style);
    }
}

static void append_plain(struct buffer *out, const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_NONE:
        buffer_append_text(out, "None");
        return;
    case VALUE_BOOL:
        buffer_append_text(out, value->as.truth ? "True" : "False");
        return;
    case VALUE_NUMBER:
        number_append_python(out, value->as.number);
        return;
    case VALUE_DATE:
        date_append_iso(out, value->as.date);
        return;
    case VALUE_RATIO:
        append_plain_ratio(out, value);
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

/* What prints one way in any style; false for all else. */
static bool append_fixed(struct buffer *out, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        buffer_append_string(out, value->as.text);
    else if (value->kind == VALUE_CALLABLE)
        buffer_append_text(out, "<function>");
    else
        return false;
    return true;
}

void style_append_value(struct buffer *out, const struct value *value, const struct style *style)
{
    if (append_fixed(out, value))
        return;
    if (value->kind == VALUE_BOOL)
        buffer_append_text(out, value->as.truth ? "có" : "không");
    else if (value->kind == VALUE_NUMBER)
        append_number(out, value, style);
    else if (value->kind == VALUE_RATIO)
        append_ratio(out, value, style);
    else if (value->kind == VALUE_DATE)
        date_append_styled(out, value->as.date, style->date);
    else if (value->kind == VALUE_LIST)
        append_items(out, value->as.list, style);
    else if (value->kind == VALUE_RECORD)
        append_values(out, value->as.record, style);
}

void value_append_text(struct buffer *out, const struct value *value, enum number_style style)
{
    if (style == NUMBERS_VI)
        style_append_value(out, value, &style_office);
    else if (!append_fixed(out, value))
        append_plain(out, value);
}
