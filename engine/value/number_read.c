/* Numbers as data writes them: JSON's grammar, a little wider. */

#include "value/number.h"

#include <string.h>

#include "value/number_big.h"

enum { MOST_FAST_DIGITS = 18, LARGEST_EXPONENT = 4096 };

/* The pieces of a typed number: value = digits × 10^-scale. */
struct reading {
    struct string whole, fraction;
    int exponent;
    bool is_negative, has_exponent;
};

static struct string take_digits(struct string *rest)
{
    size_t length = 0;
    while (length < rest->length && rest->bytes[length] >= '0' && rest->bytes[length] <= '9')
        length++;
    struct string digits = string_slice(*rest, 0, length);
    *rest = string_slice(*rest, length, rest->length);
    return digits;
}

static bool take_byte(struct string *rest, char byte)
{
    if (rest->length == 0 || rest->bytes[0] != byte)
        return false;
    *rest = string_slice(*rest, 1, rest->length);
    return true;
}

static bool take_sign(struct string *rest)
{
    if (take_byte(rest, '-'))
        return true;
    take_byte(rest, '+');
    return false;
}

static bool take_exponent(struct string *rest, struct reading *reading)
{
    if (!take_byte(rest, 'e') && !take_byte(rest, 'E'))
        return true;
    bool is_negative = take_sign(rest);
    struct string digits = take_digits(rest);
    for (size_t i = 0; i < digits.length; i++) {
        reading->exponent = reading->exponent * 10 + (digits.bytes[i] - '0');
        if (reading->exponent > LARGEST_EXPONENT)
            return false;
    }
    if (is_negative)
        reading->exponent = -reading->exponent;
    reading->has_exponent = true;
    return digits.length > 0;
}

static bool split(struct string typed, struct reading *reading)
{
    reading->is_negative = take_sign(&typed);
    reading->whole = take_digits(&typed);
    if (reading->whole.length == 0)
        return false;
    if (take_byte(&typed, '.')) {
        reading->fraction = take_digits(&typed);
        if (reading->fraction.length == 0)
            return false;
    }
    return take_exponent(&typed, reading) && typed.length == 0;
}

static size_t count_significant(const struct reading *reading)
{
    size_t zeros = 0, total = reading->whole.length + reading->fraction.length;
    while (zeros < reading->whole.length && reading->whole.bytes[zeros] == '0')
        zeros++;
    if (zeros == reading->whole.length)
        for (size_t i = 0; i < reading->fraction.length && reading->fraction.bytes[i] == '0'; i++)
            zeros++;
    size_t significant = total - zeros;
    if (significant > 0 && reading->exponent > (int)reading->fraction.length)
        significant += (size_t)reading->exponent - reading->fraction.length;
    return significant;
}

static uint64_t read_small(uint64_t number, struct string digits)
{
    for (size_t i = 0; i < digits.length; i++)
        number = number * 10 + (uint64_t)(digits.bytes[i] - '0');
    return number;
}

static struct number read_fast(struct arena *arena, const struct reading *reading, unsigned scale)
{
    uint64_t digits = read_small(read_small(0, reading->whole), reading->fraction), power = 1;
    for (unsigned i = 0; i < scale; i++)
        power *= 10;
    wide numerator = reading->is_negative ? -(wide)digits : (wide)digits;
    return number_of_wide(arena, numerator, power, scale > 0 || reading->has_exponent);
}

static struct number read_slowly(struct arena *arena, const struct reading *reading, long scale)
{
    struct buffer digits = {0};
    buffer_append_string(&digits, reading->whole);
    buffer_append_string(&digits, reading->fraction);
    mpq_t rational;
    mpz_t power;
    mpq_init(rational);
    mpz_init(power);
    mpz_set_str(mpq_numref(rational), digits.bytes, 10);
    buffer_release(&digits);
    mpz_ui_pow_ui(power, 10, (unsigned long)(scale < 0 ? -scale : scale));
    mpz_ptr scaled = scale < 0 ? mpq_numref(rational) : mpq_denref(rational);
    mpz_mul(scaled, scaled, power);
    mpq_canonicalize(rational);
    if (reading->is_negative)
        mpq_neg(rational, rational);
    mpz_clear(power);
    return number_take_mpq(arena, rational, reading->fraction.length > 0 || reading->has_exponent);
}

bool number_read(struct arena *arena, struct string typed, struct number *number, size_t *digits)
{
    struct reading reading = {0};
    if (!split(typed, &reading))
        return false;
    if (digits != NULL)
        *digits = count_significant(&reading);
    long scale = (long)reading.fraction.length - reading.exponent;
    bool is_fast = reading.whole.length + reading.fraction.length <= MOST_FAST_DIGITS && scale >= 0 &&
                   scale <= MOST_FAST_DIGITS;
    *number = is_fast ? read_fast(arena, &reading, (unsigned)scale) : read_slowly(arena, &reading, scale);
    return true;
}
