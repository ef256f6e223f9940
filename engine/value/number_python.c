/*
 * Numbers as Python prints them. A Python float is the binary fraction nearest
 * the exact value; its repr() is the shortest decimal that reads back to it.
 * Both are found here in integers, so that even this style never depends on the
 * machine's own floating point.
 */

#include "value/number.h"

#include <stdlib.h>
#include <string.h>

#include "value/number_big.h"

enum { SAFE_DIGITS = 15, MOST_DIGITS = 17, MANTISSA_BITS = 53, FIRST_EXPONENT = 16, LAST_EXPONENT = -4 };

/* digits × 10^(exponent - count + 1): exponent is that of the first digit. */
struct decimal {
    char digits[64];
    size_t count;
    long exponent;
};

static void multiply_power(mpq_ptr rational, unsigned long base, long exponent)
{
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, base, (unsigned long)labs(exponent));
    mpz_ptr scaled = exponent < 0 ? mpq_denref(rational) : mpq_numref(rational);
    mpz_mul(scaled, scaled, power);
    mpq_canonicalize(rational);
    mpz_clear(power);
}

static void round_half_even(mpz_ptr whole, mpq_srcptr rational)
{
    mpz_t rest;
    mpz_init(rest);
    mpz_tdiv_qr(whole, rest, mpq_numref(rational), mpq_denref(rational));
    mpz_mul_2exp(rest, rest, 1);
    int half = mpz_cmpabs(rest, mpq_denref(rational));
    if (half > 0 || (half == 0 && mpz_odd_p(whole)))
        mpz_add_ui(whole, whole, 1);
    mpz_clear(rest);
}

/*
 * The float nearest a positive rational: *exact becomes it, and the result says 2 to which power its last bit
 * is. What lies half way to its neighbour still reads back to it when that bit is 0.
 */
static long round_to_float(mpq_ptr exact, bool *is_even)
{
    long bit = (long)mpz_sizeinbase(mpq_numref(exact), 2) - (long)mpz_sizeinbase(mpq_denref(exact), 2) -
               MANTISSA_BITS;
    mpq_t scaled;
    mpz_t mantissa;
    mpq_init(scaled);
    mpz_init(mantissa);
    for (;; bit++) {
        mpq_set(scaled, exact);
        multiply_power(scaled, 2, -bit);
        round_half_even(mantissa, scaled);
        if (mpz_sizeinbase(mantissa, 2) <= MANTISSA_BITS)
            break;
    }
    mpq_set_z(exact, mantissa);
    *is_even = mpz_even_p(mantissa);
    multiply_power(exact, 2, bit);
    mpz_clear(mantissa);
    mpq_clear(scaled);
    return bit;
}

/* The exponent of the first decimal digit of a positive rational. */
static long first_digit(mpq_srcptr rational)
{
    long guess =
        (long)mpz_sizeinbase(mpq_numref(rational), 10) - (long)mpz_sizeinbase(mpq_denref(rational), 10) - 2;
    mpq_t power;
    mpq_init(power);
    for (;; guess++) {
        mpq_set_ui(power, 1, 1);
        multiply_power(power, 10, guess + 1);
        if (mpq_cmp(power, rational) > 0)
            break;
    }
    mpq_clear(power);
    return guess;
}

static void round_to_digits(mpq_srcptr rational, size_t count, struct decimal *decimal)
{
    mpq_t scaled;
    mpz_t whole;
    mpq_init(scaled);
    mpz_init(whole);
    decimal->exponent = first_digit(rational);
    mpq_set(scaled, rational);
    multiply_power(scaled, 10, (long)count - 1 - decimal->exponent);
    round_half_even(whole, scaled);
    mpz_get_str(decimal->digits, 10, whole);
    decimal->count = strlen(decimal->digits);
    if (decimal->count > count)
        decimal->exponent++;
    while (decimal->count > 1 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    mpz_clear(whole);
    mpq_clear(scaled);
}

/* Whether the digits read back to `exact`, whose last bit is 2^bit: they are no more than half of it away. */
static bool reads_back(const struct decimal *decimal, mpq_srcptr exact, long bit, bool is_even)
{
    char digits[sizeof decimal->digits];
    memcpy(digits, decimal->digits, decimal->count);
    digits[decimal->count] = '\0';
    mpq_t distance, half;
    mpq_init(distance);
    mpq_init(half);
    mpz_set_str(mpq_numref(distance), digits, 10);
    multiply_power(distance, 10, decimal->exponent - (long)decimal->count + 1);
    mpq_sub(distance, distance, exact);
    mpq_abs(distance, distance);
    mpq_set_ui(half, 1, 1);
    multiply_power(half, 2, bit - 1);
    int order = mpq_cmp(distance, half);
    mpq_clear(distance);
    mpq_clear(half);
    return order < 0 || (order == 0 && is_even);
}

static void find_shortest(mpq_ptr exact, struct decimal *decimal)
{
    bool is_even;
    long bit = round_to_float(exact, &is_even);
    for (size_t count = SAFE_DIGITS; count <= MOST_DIGITS; count++) {
        round_to_digits(exact, count, decimal);
        if (reads_back(decimal, exact, bit, is_even))
            return;
    }
}

static void append_scientific(struct buffer *out, const struct decimal *decimal)
{
    buffer_append_byte(out, decimal->digits[0]);
    if (decimal->count > 1) {
        buffer_append_byte(out, '.');
        buffer_append(out, decimal->digits + 1, decimal->count - 1);
    }
    buffer_append_format(out, "e%c%02ld", decimal->exponent < 0 ? '-' : '+', labs(decimal->exponent));
}

static void append_positional(struct buffer *out, const struct decimal *decimal)
{
    long position = decimal->exponent;
    if (position < 0) {
        buffer_append_text(out, "0.");
        for (long i = -1; i > position; i--)
            buffer_append_byte(out, '0');
        buffer_append(out, decimal->digits, decimal->count);
        return;
    }
    for (long i = 0; i <= position || i < (long)decimal->count; i++) {
        if (i == position + 1)
            buffer_append_byte(out, '.');
        buffer_append_byte(out, i < (long)decimal->count ? decimal->digits[i] : '0');
    }
    if ((long)decimal->count <= position + 1)
        buffer_append_text(out, ".0");
}

/* The easy and usual case: few enough digits that the float prints them as they are. */
static bool append_short(struct buffer *out, struct number number)
{
    size_t start = out->length;
    if (number.denominator == 0 || !number_is_finite(number.denominator))
        return false;
    number_append_digits(out, number);
    struct string digits = string_slice(buffer_string(out), start, out->length);
    bool is_tiny =
        string_starts_with(digits, STRING("0.0000")) || string_starts_with(digits, STRING("-0.0000"));
    bool is_short = digits.length <= SAFE_DIGITS && !is_tiny;
    if (is_short && memchr(digits.bytes, '.', digits.length) == NULL)
        buffer_append_text(out, ".0");
    if (!is_short)
        buffer_truncate(out, start);
    return is_short;
}

void number_append_python(struct buffer *out, struct number number)
{
    if (!number.is_decimal && number_is_integer(number)) {
        number_append_digits(out, number);
        return;
    }
    if (append_short(out, number))
        return;
    struct decimal decimal;
    mpq_t exact;
    number_to_mpq(exact, number);
    bool is_negative = mpq_sgn(exact) < 0;
    mpq_abs(exact, exact);
    find_shortest(exact, &decimal);
    mpq_clear(exact);
    if (is_negative)
        buffer_append_byte(out, '-');
    if (decimal.exponent >= FIRST_EXPONENT || decimal.exponent < LAST_EXPONENT)
        append_scientific(out, &decimal);
    else
        append_positional(out, &decimal);
}
