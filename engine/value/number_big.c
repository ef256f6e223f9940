/*
 * Between the two forms of a number. A big one is a block of limbs in the
 * arena, read in place through mpz_roinit_n(), so that rewinding the arena
 * leaves nothing behind.
 */

#include "value/number_big.h"

#include <string.h>

#include "base/memory.h"

struct big {
    mp_size_t numerator_size; /* negative for a negative number, as in GMP */
    mp_size_t denominator_size;
    mp_limb_t limbs[];
};

static unsigned_wide magnitude(wide number)
{
    return number < 0 ? -(unsigned_wide)number : (unsigned_wide)number;
}

static unsigned_wide common_divisor(unsigned_wide a, unsigned_wide b)
{
    while (b != 0) {
        if ((a | b) >> 64 == 0) {
            uint64_t x = (uint64_t)a, y = (uint64_t)b;
            while (y != 0) {
                uint64_t rest = x % y;
                x = y;
                y = rest;
            }
            return x;
        }
        unsigned_wide rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static void set_wide(mpz_ptr integer, unsigned_wide number)
{
    uint64_t words[2] = {(uint64_t)number, (uint64_t)(number >> 64)};
    mpz_import(integer, 2, -1, sizeof words[0], 0, 0, words);
}

static struct number big_of_wide(struct arena *arena, wide numerator, unsigned_wide denominator,
                                 bool is_decimal)
{
    mpq_t rational;
    mpq_init(rational);
    set_wide(mpq_numref(rational), magnitude(numerator));
    set_wide(mpq_denref(rational), denominator);
    if (numerator < 0)
        mpq_neg(rational, rational);
    return number_take_mpq(arena, rational, is_decimal);
}

struct number number_of_wide(struct arena *arena, wide numerator, unsigned_wide denominator, bool is_decimal)
{
    if (denominator != 1) {
        unsigned_wide divisor = common_divisor(magnitude(numerator), denominator);
        if (divisor > 1) {
            bool is_negative = numerator < 0;
            wide reduced = (wide)(magnitude(numerator) / divisor);
            numerator = is_negative ? -reduced : reduced;
            denominator /= divisor;
        }
    }
    if (numerator < INT64_MIN || numerator > INT64_MAX || denominator > UINT32_MAX)
        return big_of_wide(arena, numerator, denominator, is_decimal);
    return (struct number){
        .integer_part = (int64_t)numerator, .denominator = (uint32_t)denominator, .is_decimal = is_decimal};
}

struct placing {
    struct arena *arena;
    size_t limbs;
    struct big *big;
};

static void allocate(void *argument)
{
    struct placing *placing = argument;
    placing->big = arena_allocate(placing->arena, sizeof(struct big) + placing->limbs * sizeof(mp_limb_t));
}

static struct big *place_big(struct arena *arena, mpq_ptr rational)
{
    size_t limbs = mpz_size(mpq_numref(rational)) + mpz_size(mpq_denref(rational));
    struct placing placing = {arena, limbs, NULL};
    if (!memory_guard(allocate, &placing)) {
        mpq_clear(rational);
        memory_exhausted();
    }
    return placing.big;
}

static struct number copy_big(struct arena *arena, mpq_ptr rational)
{
    mpz_srcptr numerator = mpq_numref(rational), denominator = mpq_denref(rational);
    size_t above = mpz_size(numerator), below = mpz_size(denominator);
    struct big *big = place_big(arena, rational);
    big->numerator_size = mpz_sgn(numerator) < 0 ? -(mp_size_t)above : (mp_size_t)above;
    big->denominator_size = (mp_size_t)below;
    memcpy(big->limbs, mpz_limbs_read(numerator), above * sizeof big->limbs[0]);
    memcpy(big->limbs + above, mpz_limbs_read(denominator), below * sizeof big->limbs[0]);
    return (struct number){.big = big, .denominator = 0};
}

struct number number_take_mpq(struct arena *arena, mpq_ptr rational, bool is_decimal)
{
    mpz_srcptr numerator = mpq_numref(rational), denominator = mpq_denref(rational);
    bool is_small = mpz_fits_slong_p(numerator) && mpz_cmp_ui(denominator, UINT32_MAX) <= 0;
    struct number number = is_small ? (struct number){.integer_part = mpz_get_si(numerator),
                                                      .denominator = (uint32_t)mpz_get_ui(denominator)}
                                    : copy_big(arena, rational);
    number.is_decimal = is_decimal;
    mpq_clear(rational);
    return number;
}

void number_to_mpq(mpq_ptr rational, struct number number)
{
    mpq_init(rational);
    if (number.denominator != 0) {
        mpz_set_si(mpq_numref(rational), number.integer_part);
        mpz_set_ui(mpq_denref(rational), number.denominator);
        return;
    }
    const struct big *big = number.big;
    mp_size_t above = big->numerator_size < 0 ? -big->numerator_size : big->numerator_size;
    mpz_t part;
    mpz_set(mpq_numref(rational), mpz_roinit_n(part, big->limbs, big->numerator_size));
    mpz_set(mpq_denref(rational), mpz_roinit_n(part, big->limbs + above, big->denominator_size));
}
