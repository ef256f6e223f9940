/* printf() of SQL: %d, %f and %s, whose figures are exact; what else SQLite has is refused. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/query_internal.h"

enum { MOST_WIDTH = 1000, MOST_DECIMALS = 100, USUAL_DECIMALS = 6 };

struct conversion {
    bool is_left, has_plus, has_blank, has_zeros, has_groups;
    int64_t width, precision; /* -1: none is said */
    char kind;
};

struct printing {
    const struct exact_call *call;
    int next; /* argument */
    struct buffer out, piece;
    bool is_failed;
};

static void fail_format(struct printing *printing, struct string conversion)
{
    char what[40];
    snprintf(what, sizeof what, "printf %.*s", (int)(conversion.length < 30 ? conversion.length : 30),
             conversion.bytes);
    exact_fail(printing->call, PROBLEM_SQL_FUNCTION, what);
    printing->is_failed = true;
}

/* ---- reading the format ---- */

static bool read_flag(struct conversion *conversion, char c)
{
    switch (c) {
    case '-':
        return conversion->is_left = true;
    case '+':
        return conversion->has_plus = true;
    case ' ':
        return conversion->has_blank = true;
    case '0':
        return conversion->has_zeros = true;
    case ',':
        return conversion->has_groups = true;
    default:
        return false;
    }
}

/* Digits, or "*" for an argument; beyond the bounds it stays out of them. */
static int64_t read_size(struct printing *printing, const char **at)
{
    int64_t size = 0;
    if (**at == '*') {
        (*at)++;
        if (printing->next < printing->call->count)
            printing->is_failed |= !exact_integer(printing->call, printing->next++, &size);
        return size;
    }
    for (; **at >= '0' && **at <= '9'; (*at)++)
        size = size > MOST_WIDTH ? size : size * 10 + (**at - '0');
    return size;
}

static struct conversion read_conversion(struct printing *printing, const char **at)
{
    struct conversion conversion = {.precision = -1};
    while (**at != '\0' && read_flag(&conversion, **at))
        (*at)++;
    conversion.width = read_size(printing, at);
    if (conversion.width < 0) {
        conversion.is_left = true;
        conversion.width = conversion.width < -MOST_WIDTH ? MOST_WIDTH + 1 : -conversion.width;
    }
    if (**at == '.') {
        (*at)++;
        conversion.precision = read_size(printing, at);
        if (conversion.precision < 0)
            conversion.precision =
                conversion.precision < -MOST_DECIMALS ? MOST_DECIMALS + 1 : -conversion.precision;
    }
    while (**at == 'l')
        (*at)++;
    conversion.kind = **at == 'i' ? 'd' : **at;
    return conversion;
}

/* ---- printing ---- */

static void group_digits(struct printing *printing, struct string digits)
{
    for (size_t i = 0; i < digits.length; i++) {
        if (i > 0 && (digits.length - i) % 3 == 0)
            buffer_append_byte(&printing->piece, ',');
        buffer_append_byte(&printing->piece, digits.bytes[i]);
    }
}

/* The digits with their sign; zeros fill up to the width, or the precision of %d. */
static void append_figure(struct printing *printing, const struct conversion *conversion, bool is_negative,
                          struct string digits)
{
    const char *sign = is_negative ? "-" : conversion->has_plus ? "+" : conversion->has_blank ? " " : "";
    bool is_integer = conversion->kind == 'd';
    int64_t least = is_integer && conversion->precision > 0 ? conversion->precision : 0;
    if (conversion->has_zeros && (is_integer || !conversion->is_left) &&
        conversion->width - (int64_t)strlen(sign) > least)
        least = conversion->width - (int64_t)strlen(sign);
    buffer_append_text(&printing->piece, sign);
    for (int64_t i = (int64_t)digits.length; i < least; i++)
        buffer_append_byte(&printing->piece, '0');
    if (conversion->has_groups)
        group_digits(printing, digits);
    else
        buffer_append_string(&printing->piece, digits);
}

static void print_number(struct printing *printing, const struct conversion *conversion, struct number number)
{
    struct buffer digits = {0};
    unsigned decimals = conversion->kind == 'd'     ? 0
                        : conversion->precision < 0 ? USUAL_DECIMALS
                                                    : (unsigned)conversion->precision;
    number_append_fixed(&digits, number, decimals);
    struct string shown = buffer_string(&digits);
    bool is_negative = string_starts_with(shown, STRING("-"));
    append_figure(printing, conversion, is_negative, string_slice(shown, is_negative, shown.length));
    buffer_release(&digits);
}

/* What is missing or NULL is 0, and "" as text. */
static bool has_argument(const struct printing *printing)
{
    return printing->next < printing->call->count &&
           sqlite3_value_type(printing->call->values[printing->next]) != SQLITE_NULL;
}

static void print_integer(struct printing *printing, const struct conversion *conversion)
{
    int64_t integer = 0;
    if (has_argument(printing) && !exact_integer(printing->call, printing->next, &integer))
        printing->is_failed = true;
    else
        print_number(printing, conversion, number_of_integer(integer));
}

static void print_fraction(struct printing *printing, const struct conversion *conversion)
{
    struct operand operand = {.number = number_of_integer(0)};
    if (has_argument(printing) && !exact_operand(printing->call, printing->next, &operand))
        printing->is_failed = true;
    else
        print_number(printing, conversion, operand.number);
}

static void print_text(struct printing *printing, const struct conversion *conversion)
{
    if (has_argument(printing) && !exact_append_text(printing->call, printing->next, &printing->piece))
        printing->is_failed = true;
    else if (conversion->precision >= 0 && (size_t)conversion->precision < printing->piece.length)
        buffer_truncate(&printing->piece, (size_t)conversion->precision);
}

static void append_piece(struct printing *printing, const struct conversion *conversion)
{
    int64_t missing = conversion->width - (int64_t)printing->piece.length;
    for (int64_t i = 0; !conversion->is_left && i < missing; i++)
        buffer_append_byte(&printing->out, ' ');
    buffer_append_string(&printing->out, buffer_string(&printing->piece));
    for (int64_t i = 0; conversion->is_left && i < missing; i++)
        buffer_append_byte(&printing->out, ' ');
    buffer_truncate(&printing->piece, 0);
}

/* Zeros or fractions between commas are not what anyone wants. */
static bool is_known(const struct conversion *conversion)
{
    if (conversion->width > MOST_WIDTH || conversion->precision > MOST_DECIMALS || conversion->kind == '\0')
        return false;
    if (conversion->has_groups &&
        (conversion->kind != 'd' || conversion->has_zeros || conversion->precision > 0))
        return false;
    return strchr("dfs%", conversion->kind) != NULL;
}

static void print_argument(struct printing *printing, const struct conversion *conversion)
{
    if (conversion->kind == 'd')
        print_integer(printing, conversion);
    else if (conversion->kind == 'f')
        print_fraction(printing, conversion);
    else
        print_text(printing, conversion);
    printing->next++;
    append_piece(printing, conversion);
}

static void print_format(struct printing *printing, const char *format)
{
    size_t most =
        (size_t)sqlite3_limit(database_handle(printing->call->run->database), SQLITE_LIMIT_LENGTH, -1);
    while (*format != '\0' && !printing->is_failed && printing->out.length <= most) {
        size_t plain = strcspn(format, "%");
        buffer_append(&printing->out, format, plain);
        format += plain;
        if (*format == '\0')
            return;
        const char *start = format++;
        struct conversion conversion = read_conversion(printing, &format);
        format += *format != '\0';
        if (!is_known(&conversion))
            fail_format(printing, (struct string){start, (size_t)(format - start)});
        else if (conversion.kind == '%')
            buffer_append_byte(&printing->out, '%');
        else if (!printing->is_failed)
            print_argument(printing, &conversion);
    }
}

void exact_printf(void *argument)
{
    struct exact_call *call = argument;
    struct printing printing = {.call = call, .next = 1};
    struct buffer format = {0};
    if (call->count == 0 || sqlite3_value_type(call->values[0]) == SQLITE_NULL)
        return;
    if (exact_append_text(call, 0, &format))
        print_format(&printing, format.length > 0 ? format.bytes : "");
    else
        printing.is_failed = true;
    if (!printing.is_failed)
        exact_give_text(call, buffer_string(&printing.out));
    buffer_release(&format);
    buffer_release(&printing.out);
    buffer_release(&printing.piece);
}
