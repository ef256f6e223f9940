#include "data/decimal.h"

#include <string.h>

enum { KEPT_DIGITS = 15 };

/* The digits of a number, the point taken out, and the power of ten that puts it back. */
struct decimal {
    bool is_negative;
    char digits[KEPT_DIGITS + 1]; /* one more than is kept; none at the front is 0 */
    size_t count;                 /* of those, at most */
    long exponent;                /* of the digit behind digits[count - 1] */
};

static long read_exponent(struct string typed)
{
    long exponent = 0;
    bool is_negative = typed.length > 0 && typed.bytes[0] == '-';
    for (size_t i = 0; i < typed.length && exponent < 100000; i++) {
        if (typed.bytes[i] >= '0' && typed.bytes[i] <= '9')
            exponent = exponent * 10 + (typed.bytes[i] - '0');
    }
    return is_negative ? -exponent : exponent;
}

/* `typed` is a number in JSON's grammar. */
static struct decimal read_decimal(struct string typed)
{
    struct decimal decimal = {.is_negative = typed.bytes[0] == '-'};
    bool is_fraction = false;
    size_t at = decimal.is_negative;
    for (; at < typed.length && typed.bytes[at] != 'e' && typed.bytes[at] != 'E'; at++) {
        char digit = typed.bytes[at];
        bool is_leading = digit == '0' && decimal.count == 0;
        bool is_kept = decimal.count < sizeof decimal.digits;
        if (digit == '.') {
            is_fraction = true;
            continue;
        }
        if (!is_leading && is_kept)
            decimal.digits[decimal.count++] = digit;
        decimal.exponent += (!is_leading && !is_kept) - is_fraction;
    }
    if (at < typed.length)
        decimal.exponent += read_exponent(string_slice(typed, at + 1, typed.length));
    return decimal;
}

/* To 15 digits, half up; 9.99… becomes 1 and a larger exponent. */
static void round_decimal(struct decimal *decimal)
{
    if (decimal->count <= KEPT_DIGITS)
        return;
    bool goes_up = decimal->digits[KEPT_DIGITS] >= '5';
    decimal->count = KEPT_DIGITS;
    decimal->exponent++;
    while (decimal->count > 0 && goes_up && decimal->digits[decimal->count - 1] == '9') {
        decimal->count--;
        decimal->exponent++;
    }
    if (goes_up && decimal->count > 0)
        decimal->digits[decimal->count - 1]++;
    else if (goes_up)
        decimal->digits[decimal->count++] = '1';
}

/* What is short has no more digits than are kept. */
static bool needs_rounding(struct string typed)
{
    bool has_sign = false;
    for (size_t i = 0; i < typed.length; i++)
        has_sign |= strchr(".eE", typed.bytes[i]) != NULL;
    return has_sign && typed.length > KEPT_DIGITS + 1;
}

/* 58e-2 for 0.57999999999999996; zeros at the end are left to the exponent. */
static struct string print_decimal(struct arena *scratch, struct decimal *decimal)
{
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0') {
        decimal->count--;
        decimal->exponent++;
    }
    if (decimal->count == 0)
        return STRING("0");
    return arena_format(scratch, "%s%.*se%ld", decimal->is_negative ? "-" : "", (int)decimal->count,
                        decimal->digits, decimal->exponent);
}

bool decimal_read(struct arena *scratch, struct arena *arena, struct string typed, struct number *number,
                  size_t *digits)
{
    bool is_rounded = needs_rounding(typed);
    struct string exact = typed;
    struct arena_mark mark = arena_mark(scratch);
    if (is_rounded) {
        struct decimal decimal = read_decimal(typed);
        round_decimal(&decimal);
        exact = print_decimal(scratch, &decimal);
        *digits = decimal.exponent > 0 ? decimal.count + (size_t)decimal.exponent : decimal.count;
    }
    bool is_read = number_read(arena, exact, number, is_rounded ? NULL : digits);
    arena_rewind(scratch, mark);
    number->is_decimal = is_read && !number_is_integer(*number);
    return is_read;
}
