/*
 * Arithmetic on exact rationals. Two machine words hold nearly every figure of
 * a form; what does not fit goes through GMP and comes back small when it can.
 */

#include "value/number.h"

#include "value/number_big.h"

enum { LARGEST_EXPONENT = 4096, LARGEST_POWER_BITS = 1 << 20 };

struct number number_of_integer(int64_t integer)
{
    return (struct number){.integer_part = integer, .denominator = 1};
}

static bool are_small(struct number a, struct number b)
{
    return a.denominator != 0 && b.denominator != 0;
}

static struct number compute_big(struct arena *arena, struct number a, struct number b,
                                 void (*compute)(mpq_ptr, mpq_srcptr, mpq_srcptr), bool is_decimal)
{
    mpq_t x, y;
    number_to_mpq(x, a);
    number_to_mpq(y, b);
    compute(x, x, y);
    mpq_clear(y);
    return number_take_mpq(arena, x, is_decimal);
}

struct number number_add(struct arena *arena, struct number a, struct number b)
{
    bool is_decimal = a.is_decimal || b.is_decimal;
    int64_t sum;
    if (a.denominator == 1 && b.denominator == 1 &&
        !__builtin_add_overflow(a.integer_part, b.integer_part, &sum))
        return (struct number){.integer_part = sum, .denominator = 1, .is_decimal = is_decimal};
    if (!are_small(a, b))
        return compute_big(arena, a, b, mpq_add, is_decimal);
    wide numerator = (wide)a.integer_part * b.denominator + (wide)b.integer_part * a.denominator;
    return number_of_wide(arena, numerator, (uint64_t)a.denominator * b.denominator, is_decimal);
}

struct number number_negate(struct arena *arena, struct number a)
{
    if (a.denominator != 0)
        return number_of_wide(arena, -(wide)a.integer_part, a.denominator, a.is_decimal);
    return number_subtract(arena, number_of_integer(0), a);
}

struct number number_subtract(struct arena *arena, struct number a, struct number b)
{
    if (!are_small(a, b))
        return compute_big(arena, a, b, mpq_sub, a.is_decimal || b.is_decimal);
    wide numerator = (wide)a.integer_part * b.denominator - (wide)b.integer_part * a.denominator;
    return number_of_wide(arena, numerator, (uint64_t)a.denominator * b.denominator,
                          a.is_decimal || b.is_decimal);
}

struct number number_multiply(struct arena *arena, struct number a, struct number b)
{
    if (!are_small(a, b))
        return compute_big(arena, a, b, mpq_mul, a.is_decimal || b.is_decimal);
    return number_of_wide(arena, (wide)a.integer_part * b.integer_part,
                          (uint64_t)a.denominator * b.denominator, a.is_decimal || b.is_decimal);
}

bool number_divide(struct arena *arena, struct number a, struct number b, struct number *result)
{
    if (number_sign(b) == 0)
        return false;
    if (!are_small(a, b)) {
        *result = compute_big(arena, a, b, mpq_div, true);
        return true;
    }
    wide numerator = (wide)a.integer_part * b.denominator;
    wide denominator = (wide)a.denominator * b.integer_part;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    *result = number_of_wide(arena, numerator, (unsigned_wide)denominator, true);
    return true;
}

bool number_floor_divide(struct arena *arena, struct number a, struct number b, struct number *result)
{
    struct number quotient;
    if (!number_divide(arena, a, b, &quotient))
        return false;
    *result = number_round(arena, quotient, 0, ROUND_FLOOR);
    result->is_decimal = a.is_decimal || b.is_decimal;
    return true;
}

bool number_modulo(struct arena *arena, struct number a, struct number b, struct number *result)
{
    struct number quotient;
    if (!number_floor_divide(arena, a, b, &quotient))
        return false;
    *result = number_subtract(arena, a, number_multiply(arena, b, quotient));
    return true;
}

static void raise(mpq_ptr rational, int64_t exponent)
{
    unsigned long size = (unsigned long)(exponent < 0 ? -exponent : exponent);
    mpz_pow_ui(mpq_numref(rational), mpq_numref(rational), size);
    mpz_pow_ui(mpq_denref(rational), mpq_denref(rational), size);
    if (exponent < 0)
        mpq_inv(rational, rational);
}

bool number_power(struct arena *arena, struct number a, struct number b, struct number *result)
{
    int64_t exponent;
    if (!number_to_integer(b, &exponent) || exponent > LARGEST_EXPONENT || exponent < -LARGEST_EXPONENT)
        return false;
    if (exponent < 0 && number_sign(a) == 0)
        return false;
    if (number_bits(a) * (size_t)(exponent < 0 ? -exponent : exponent) > LARGEST_POWER_BITS)
        return false;
    mpq_t rational;
    number_to_mpq(rational, a);
    raise(rational, exponent);
    *result = number_take_mpq(arena, rational, a.is_decimal || b.is_decimal || exponent < 0);
    return true;
}

size_t number_bits(struct number number)
{
    mpq_t rational;
    number_to_mpq(rational, number);
    size_t above = mpz_sizeinbase(mpq_numref(rational), 2), below = mpz_sizeinbase(mpq_denref(rational), 2);
    mpq_clear(rational);
    return above > below ? above : below;
}

int number_compare(struct number a, struct number b)
{
    if (are_small(a, b)) {
        wide left = (wide)a.integer_part * b.denominator, right = (wide)b.integer_part * a.denominator;
        return left < right ? -1 : left > right;
    }
    mpq_t x, y;
    number_to_mpq(x, a);
    number_to_mpq(y, b);
    int order = mpq_cmp(x, y);
    mpq_clears(x, y, NULL);
    return order < 0 ? -1 : order > 0;
}

int number_sign(struct number a)
{
    if (a.denominator != 0)
        return a.integer_part < 0 ? -1 : a.integer_part > 0;
    return number_compare(a, number_of_integer(0));
}

bool number_is_integer(struct number a)
{
    if (a.denominator != 0)
        return a.denominator == 1;
    mpq_t rational;
    number_to_mpq(rational, a);
    bool is_integer = mpz_cmp_ui(mpq_denref(rational), 1) == 0;
    mpq_clear(rational);
    return is_integer;
}

bool number_to_integer(struct number a, int64_t *integer)
{
    if (a.denominator != 1)
        return false;
    *integer = a.integer_part;
    return true;
}
