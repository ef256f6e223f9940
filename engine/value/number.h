#ifndef VANBAN_VALUE_NUMBER_H
#define VANBAN_VALUE_NUMBER_H

/*
 * Exact rationals. Small ones are two machine integers; others are a GMP
 * rational owned by an arena. No operation passes through binary floating
 * point. `is_decimal` remembers what Python would call a float (1.0, 10 / 2),
 * which only matters to printing in the plain style and to the tests
 * "integer" and "float".
 */

#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

struct number {
    union {
        int64_t integer_part; /* numerator */
        const void *big;      /* an mpq of number.c when denominator is 0 */
    };
    uint32_t denominator; /* 1 … 2^32-1, lowest terms; 0: big */
    bool is_decimal;
};

enum number_rounding { ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_DOWN, ROUND_UP, ROUND_FLOOR, ROUND_CEILING };

struct number number_of_integer(int64_t integer);
/*
 * Reads "-12", "0.50", "1e-3" (JSON's grammar, leading zeros and "+" allowed); false if it is no number or
 * its exponent is beyond 4096. The number of significant digits, written without an exponent, goes to *digits
 * for the limit (NULL: not wanted).
 */
bool number_read(struct arena *arena, struct string typed, struct number *number, size_t *digits);

struct number number_add(struct arena *arena, struct number a, struct number b);
struct number number_subtract(struct arena *arena, struct number a, struct number b);
struct number number_multiply(struct arena *arena, struct number a, struct number b);
/* False when b is 0. The result is decimal, as Python's "/". */
bool number_divide(struct arena *arena, struct number a, struct number b, struct number *result);
/* Python's // and %: floor; the remainder has the sign of b. */
bool number_floor_divide(struct arena *arena, struct number a, struct number b, struct number *result);
bool number_modulo(struct arena *arena, struct number a, struct number b, struct number *result);
/* Integer exponents of at most 4096 in size; false otherwise, for 0 to a negative power, or beyond 2^20 bits.
 */
bool number_power(struct arena *arena, struct number a, struct number b, struct number *result);
/* How many bits the larger of numerator and denominator has: what a bound on growing numbers tests. */
size_t number_bits(struct number number);
struct number number_negate(struct arena *arena, struct number a);
struct number number_round(struct arena *arena, struct number a, int decimals, enum number_rounding rounding);

int number_compare(struct number a, struct number b);
int number_sign(struct number a);
bool number_is_integer(struct number a);
/* False when it is no integer or does not fit. */
bool number_to_integer(struct number a, int64_t *integer);

/*
 * Plain digits for text/decimal.h: "-1234567.5". A number without a finite decimal form is rounded half up to
 * 16 significant digits. The second keeps exactly `decimals` places, half up.
 */
void number_append_digits(struct buffer *out, struct number number);
void number_append_fixed(struct buffer *out, struct number number, unsigned decimals);
/* As Python prints an int or the float nearest: 5 → "5", 5 decimal → "5.0", 1e22 → "1e+22". */
void number_append_python(struct buffer *out, struct number number);

/* Exact, for files of our own: "-12", "1/3"; and back, false when it is neither. */
void number_append_exact(struct buffer *out, struct number number);
bool number_read_exact(struct arena *arena, struct string typed, struct number *number);

#endif
