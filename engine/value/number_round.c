/* Rounding to a number of decimals, once, from the exact value. */

#include "value/number.h"

#include "value/number_big.h"

/* Whether the whole part moves away from zero; `half` is -1, 0 or 1: what is cut off against one half. */
static bool rounds_away(enum number_rounding rounding, int sign, int half, bool is_odd)
{
    switch (rounding) {
    case ROUND_HALF_UP:
        return half >= 0;
    case ROUND_HALF_EVEN:
        return half > 0 || (half == 0 && is_odd);
    case ROUND_DOWN:
        return false;
    case ROUND_UP:
        return true;
    case ROUND_FLOOR:
        return sign < 0;
    case ROUND_CEILING:
        return sign > 0;
    }
    return false;
}

/* numerator / denominator to a whole number; both are consumed as scratch. */
static void round_whole(mpz_ptr whole, mpz_srcptr numerator, mpz_srcptr denominator,
                        enum number_rounding rounding)
{
    mpz_t rest;
    mpz_init(rest);
    int sign = mpz_sgn(numerator);
    mpz_tdiv_qr(whole, rest, numerator, denominator);
    if (mpz_sgn(rest) != 0) {
        mpz_mul_2exp(rest, rest, 1);
        if (rounds_away(rounding, sign, mpz_cmpabs(rest, denominator), mpz_odd_p(whole)))
            sign < 0 ? mpz_sub_ui(whole, whole, 1) : mpz_add_ui(whole, whole, 1);
    }
    mpz_clear(rest);
}

static struct number round_big(struct arena *arena, struct number a, int decimals,
                               enum number_rounding rounding)
{
    mpq_t rational;
    mpz_t scale, whole;
    mpz_inits(scale, whole, NULL);
    number_to_mpq(rational, a);
    mpz_ui_pow_ui(scale, 10, (unsigned long)(decimals < 0 ? -decimals : decimals));
    mpz_ptr scaled = decimals < 0 ? mpq_denref(rational) : mpq_numref(rational);
    mpz_mul(scaled, scaled, scale);
    round_whole(whole, mpq_numref(rational), mpq_denref(rational), rounding);
    if (decimals < 0) {
        mpz_mul(mpq_numref(rational), whole, scale);
        mpz_set_ui(mpq_denref(rational), 1);
    } else {
        mpz_set(mpq_numref(rational), whole);
        mpz_set(mpq_denref(rational), scale);
    }
    mpq_canonicalize(rational);
    mpz_clears(scale, whole, NULL);
    return number_take_mpq(arena, rational, a.is_decimal);
}

static const uint32_t small_scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
enum { MOST_SMALL_DECIMALS = sizeof small_scales / sizeof small_scales[0] };

struct number number_round(struct arena *arena, struct number a, int decimals, enum number_rounding rounding)
{
    if (a.denominator == 1 && decimals >= 0)
        return a;
    if (a.denominator == 0 || decimals < 0 || decimals >= MOST_SMALL_DECIMALS)
        return round_big(arena, a, decimals, rounding);
    wide numerator = (wide)a.integer_part * small_scales[decimals];
    wide whole = numerator / a.denominator, rest = numerator % a.denominator * 2;
    if (rest != 0) {
        wide cut = rest < 0 ? -rest : rest;
        int half = cut < a.denominator ? -1 : cut > a.denominator;
        if (rounds_away(rounding, rest < 0 ? -1 : 1, half, whole % 2 != 0))
            whole += rest < 0 ? -1 : 1;
    }
    return number_of_wide(arena, whole, small_scales[decimals], a.is_decimal);
}
