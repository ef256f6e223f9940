#include "expression/format_spec.h"

#include <string.h>

#include "expression/evaluate.h"
#include "expression/text_tools.h"
#include "text/decimal.h"
#include "text/unicode.h"

static bool take(struct string *rest, const char *allowed, char *taken)
{
    if (rest->length == 0 || strchr(allowed, rest->bytes[0]) == NULL || rest->bytes[0] == '\0')
        return false;
    *taken = rest->bytes[0];
    *rest = string_slice(*rest, 1, rest->length);
    return true;
}

static bool take_count(struct string *rest, uint64_t most, uint64_t *count)
{
    char digit;
    *count = 0;
    while (take(rest, "0123456789", &digit)) {
        *count = *count * 10 + (uint64_t)(digit - '0');
        if (*count > most)
            return false;
    }
    return true;
}

static void take_alignment(struct string *rest, struct format_spec *spec)
{
    size_t first = 0;
    if (rest->length == 0)
        return;
    text_next(*rest, &first);
    if (first < rest->length && strchr("<>=^", rest->bytes[first]) != NULL) {
        spec->fill = string_slice(*rest, 0, first);
        spec->align = rest->bytes[first];
        *rest = string_slice(*rest, first + 1, rest->length);
    } else {
        take(rest, "<>=^", &spec->align);
    }
}

bool format_spec_read(struct string typed, struct format_spec *spec)
{
    char mark;
    uint64_t precision = 0;
    *spec = (struct format_spec){.fill = STRING(" "), .precision = -1};
    take_alignment(&typed, spec);
    take(&typed, "+- ", &spec->sign);
    spec->is_alternate = take(&typed, "#", &mark);
    if (take(&typed, "0", &mark) && spec->align == 0) {
        spec->fill = STRING("0");
        spec->align = '=';
    }
    if (!take_count(&typed, MOST_FORMAT_WIDTH, &spec->width))
        return false;
    take(&typed, ",_", &spec->group);
    if (take(&typed, ".", &mark)) {
        bool has_digits = typed.length > 0 && typed.bytes[0] >= '0' && typed.bytes[0] <= '9';
        if (!has_digits || !take_count(&typed, MOST_FORMAT_PRECISION, &precision))
            return false;
        spec->precision = (int)precision;
    }
    take(&typed, "sdifFeEgGxXob%rn", &spec->type);
    return typed.length == 0;
}

/* ---- numbers ---- */

static void append_based(struct buffer *out, struct number number, char type, bool is_alternate)
{
    unsigned base = type == 'o' ? 8 : type == 'b' ? 2 : 16;
    const char *digits = type == 'X' ? "0123456789ABCDEF" : "0123456789abcdef";
    char reversed[64];
    size_t count = 0;
    int64_t integer = 0;
    number_to_integer(number, &integer);
    uint64_t rest = integer < 0 ? -(uint64_t)integer : (uint64_t)integer;
    if (integer < 0)
        buffer_append_byte(out, '-');
    if (is_alternate)
        buffer_append_format(out, "0%c", type);
    do {
        reversed[count++] = digits[rest % base];
        rest /= base;
    } while (rest != 0);
    while (count > 0)
        buffer_append_byte(out, reversed[--count]);
}

/* The power of ten of the first digit of a number that is not 0. */
static int exponent_of(struct arena *arena, struct number *number)
{
    struct number ten = number_of_integer(10), one = number_of_integer(1);
    int exponent = 0;
    while (number_compare(*number, ten) >= 0) {
        number_divide(arena, *number, ten, number);
        exponent++;
    }
    while (number_compare(*number, one) < 0) {
        *number = number_multiply(arena, *number, ten);
        exponent--;
    }
    return exponent;
}

static void append_exponent(struct evaluation *evaluation, struct buffer *out, struct number number,
                            const struct format_spec *spec, unsigned precision)
{
    struct arena *arena = evaluation->arena;
    int exponent = 0;
    if (number_sign(number) < 0) {
        buffer_append_byte(out, '-');
        number = number_negate(arena, number);
    }
    if (number_sign(number) > 0) {
        exponent = exponent_of(arena, &number);
        number = number_round(arena, number, (int)precision, ROUND_HALF_UP);
        exponent += exponent_of(arena, &number);
    }
    number_append_fixed(out, number, precision);
    buffer_append_format(out, "%c%c%02d", spec->type == 'E' || spec->type == 'G' ? 'E' : 'e',
                         exponent < 0 ? '-' : '+', exponent < 0 ? -exponent : exponent);
}

/* %g: `precision` significant digits, zeros at the end dropped. */
static void append_general(struct evaluation *evaluation, struct buffer *out, struct number number,
                           const struct format_spec *spec)
{
    struct arena *arena = evaluation->arena;
    int precision = spec->precision < 0 ? 6 : spec->precision == 0 ? 1 : spec->precision, exponent = 0;
    struct number size = number_sign(number) < 0 ? number_negate(arena, number) : number;
    if (number_sign(number) != 0) {
        exponent = exponent_of(arena, &size);
        size = number_round(arena, size, precision - 1, ROUND_HALF_UP);
        exponent += exponent_of(arena, &size);
    }
    if (exponent >= -4 && exponent < precision) {
        number_append_digits(out, number_round(arena, number, precision - 1 - exponent, ROUND_HALF_UP));
        return;
    }
    struct buffer digits = {0};
    number_append_digits(&digits, size);
    size_t point = digits.length > 1 ? digits.length - 2 : 0;
    buffer_release(&digits);
    append_exponent(evaluation, out, number, spec, (unsigned)point);
}

static void append_number(struct evaluation *evaluation, struct buffer *out, struct number number,
                          const struct format_spec *spec)
{
    unsigned precision = spec->precision < 0 ? 6 : (unsigned)spec->precision;
    switch (spec->type) {
    case 'f':
    case 'F':
        number_append_fixed(out, number, precision);
        return;
    case '%':
        number = number_multiply(evaluation->arena, number, number_of_integer(100));
        number_append_fixed(out, number, precision);
        buffer_append_byte(out, '%');
        return;
    case 'e':
    case 'E':
        append_exponent(evaluation, out, number, spec, precision);
        return;
    case 'g':
    case 'G':
        append_general(evaluation, out, number, spec);
        return;
    case 'x':
    case 'X':
    case 'o':
    case 'b':
        append_based(out, number, spec->type, spec->is_alternate);
        return;
    default:
        if (spec->precision >= 0 && spec->type == 0)
            append_general(evaluation, out, number, spec);
        else if (spec->type == 0)
            number_append_python(out, number);
        else
            number_append_digits(out, number);
    }
}

static struct string group_digits(struct evaluation *evaluation, struct string digits, char group)
{
    const struct decimal_style style = {group, '.', 1};
    struct buffer out = {0};
    text_append_decimal(&out, digits, &style);
    struct string grouped = arena_copy(evaluation->arena, buffer_string(&out));
    buffer_release(&out);
    return grouped;
}

/* The sign first, the fill between it and the digits. */
static void append_signed(struct buffer *out, struct string digits, const struct format_spec *spec)
{
    bool is_negative = digits.length > 0 && digits.bytes[0] == '-';
    struct string size = string_slice(digits, is_negative, digits.length);
    char sign = is_negative ? '-' : spec->sign == '-' ? 0 : spec->sign;
    size_t start = out->length;
    if (sign != 0)
        buffer_append_byte(out, sign);
    if (spec->align == '=') {
        size_t taken = sign != 0;
        justify_text(out, size, spec->width > taken ? spec->width - taken : 0, spec->fill, JUSTIFY_RIGHT);
        return;
    }
    buffer_append_string(out, size);
    struct buffer plain = {0};
    buffer_append_string(&plain, string_slice(buffer_string(out), start, out->length));
    buffer_truncate(out, start);
    justify_text(out, buffer_string(&plain), spec->width, spec->fill,
                 spec->align == '<'   ? JUSTIFY_LEFT
                 : spec->align == '^' ? JUSTIFY_MIDDLE
                                      : JUSTIFY_RIGHT);
    buffer_release(&plain);
}

static bool format_number(struct evaluation *evaluation, const struct format_spec *spec,
                          const struct value *value, struct buffer *out)
{
    struct number number = numeric(evaluation->arena, value);
    bool is_based = spec->type != 0 && strchr("xXob", spec->type) != NULL;
    int64_t integer;
    if (is_based && !number_to_integer(number, &integer))
        return false;
    struct buffer digits = {0};
    append_number(evaluation, &digits, number, spec);
    struct string printed = buffer_string(&digits);
    if (spec->group != 0)
        printed = group_digits(evaluation, printed, spec->group);
    append_signed(out, printed, spec);
    buffer_release(&digits);
    return true;
}

static bool format_text(struct evaluation *evaluation, const struct format_spec *spec,
                        const struct value *value, struct buffer *out)
{
    struct buffer printed = {0};
    uint64_t budget = MOST_TEXT;
    if (!value_fits(value, &budget))
        return false;
    if (spec->type == 'r')
        value_append_repr(&printed, value);
    else
        evaluation_append(evaluation, &printed, value);
    struct string text = buffer_string(&printed);
    if (spec->precision >= 0)
        text = string_slice(text, 0, text_offset(text, (size_t)spec->precision));
    justify_text(out, text, spec->width, spec->fill,
                 spec->align == '>'   ? JUSTIFY_RIGHT
                 : spec->align == '^' ? JUSTIFY_MIDDLE
                                      : JUSTIFY_LEFT);
    buffer_release(&printed);
    return true;
}

bool format_value(struct evaluation *evaluation, const struct format_spec *spec, const struct value *value,
                  struct buffer *out)
{
    bool is_plain =
        spec->type == 0 && spec->precision < 0 && spec->group == 0 && spec->sign == 0 && spec->width == 0;
    if (spec->type == 's' || spec->type == 'r' || is_plain)
        return format_text(evaluation, spec, value, out);
    if (is_numeric(value) && !(value->kind == VALUE_BOOL && spec->type == 0))
        return format_number(evaluation, spec, value, out);
    return spec->type == 0 && spec->group == 0 && spec->sign == 0 &&
           format_text(evaluation, spec, value, out);
}
