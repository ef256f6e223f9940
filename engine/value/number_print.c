/*
 * Numbers as plain digits. Small ones with a finite decimal form, which are
 * nearly all, are divided out by hand; the others go through GMP.
 */

#include "value/number.h"

#include <string.h>

#include "base/memory.h"
#include "value/number_big.h"

enum { SIGNIFICANT_DIGITS = 16 };

static void append_unsigned(struct buffer *out, uint64_t number)
{
    char digits[20];
    size_t start = sizeof digits;
    do {
        digits[--start] = (char)('0' + number % 10);
        number /= 10;
    } while (number != 0);
    buffer_append(out, digits + start, sizeof digits - start);
}

bool number_is_finite(uint32_t denominator)
{
    while (denominator % 2 == 0)
        denominator /= 2;
    while (denominator % 5 == 0)
        denominator /= 5;
    return denominator == 1;
}

static void append_small(struct buffer *out, struct number number)
{
    uint64_t size = number.integer_part < 0 ? -(uint64_t)number.integer_part : (uint64_t)number.integer_part;
    if (number.integer_part < 0)
        buffer_append_byte(out, '-');
    append_unsigned(out, size / number.denominator);
    uint64_t rest = size % number.denominator;
    if (rest != 0)
        buffer_append_byte(out, '.');
    while (rest != 0) {
        buffer_append_byte(out, (char)('0' + rest * 10 / number.denominator));
        rest = rest * 10 % number.denominator;
    }
}

/* The digits of scaled / 10^decimals; zeros at the end of the fraction are kept only if asked. */
static void append_scaled(struct buffer *out, mpz_srcptr scaled, size_t decimals, bool keeps_zeros)
{
    size_t room = mpz_sizeinbase(scaled, 10) + 2;
    char *typed = memory_allocate(room);
    mpz_get_str(typed, 10, scaled);
    const char *digits = typed;
    if (*digits == '-') {
        buffer_append_byte(out, '-');
        digits++;
    }
    size_t length = strlen(digits), whole = length > decimals ? length - decimals : 0, kept = length;
    while (!keeps_zeros && kept > whole && digits[kept - 1] == '0')
        kept--;
    buffer_append(out, whole > 0 ? digits : "0", whole > 0 ? whole : 1);
    if (kept > whole) {
        buffer_append_byte(out, '.');
        for (size_t i = length; i < decimals; i++)
            buffer_append_byte(out, '0');
        buffer_append(out, digits + whole, kept - whole);
    }
    memory_free(typed);
}

/* rational × 10^decimals, half up. */
static void scale_half_up(mpz_ptr scaled, mpq_srcptr rational, size_t decimals)
{
    mpz_t twice;
    mpz_init(twice);
    mpz_ui_pow_ui(scaled, 10, decimals);
    mpz_mul(scaled, scaled, mpq_numref(rational));
    mpz_mul_2exp(scaled, scaled, 1);
    if (mpz_sgn(scaled) < 0)
        mpz_sub(scaled, scaled, mpq_denref(rational));
    else
        mpz_add(scaled, scaled, mpq_denref(rational));
    mpz_mul_2exp(twice, mpq_denref(rational), 1);
    mpz_tdiv_q(scaled, scaled, twice);
    mpz_clear(twice);
}

/* The decimals a finite form needs, or SIZE_MAX. */
static size_t count_decimals(mpq_srcptr rational)
{
    mpz_t rest, factor;
    mpz_inits(rest, factor, NULL);
    mpz_set_ui(factor, 2);
    size_t twos = mpz_remove(rest, mpq_denref(rational), factor);
    mpz_set_ui(factor, 5);
    size_t fives = mpz_remove(rest, rest, factor);
    bool is_finite = mpz_cmp_ui(rest, 1) == 0;
    mpz_clears(rest, factor, NULL);
    return !is_finite ? SIZE_MAX : twos > fives ? twos : fives;
}

/* Of a whole number; 0 has none. mpz_sizeinbase() may say one too many. */
static size_t count_digits(mpz_srcptr whole)
{
    if (mpz_sgn(whole) == 0)
        return 0;
    size_t count = mpz_sizeinbase(whole, 10);
    mpz_t power;
    mpz_init(power);
    mpz_ui_pow_ui(power, 10, count - 1);
    bool is_one_less = mpz_cmpabs(whole, power) < 0;
    mpz_clear(power);
    return count - is_one_less;
}

/* The decimals that leave 16 significant digits. */
static size_t significant_decimals(mpq_srcptr rational)
{
    mpz_t scaled;
    mpz_init(scaled);
    size_t decimals = 0;
    mpz_tdiv_q(scaled, mpq_numref(rational), mpq_denref(rational));
    size_t whole = count_digits(scaled);
    if (whole > 0) {
        mpz_clear(scaled);
        return whole < SIGNIFICANT_DIGITS ? SIGNIFICANT_DIGITS - whole : 0;
    }
    mpz_set(scaled, mpq_numref(rational));
    while (mpz_cmpabs(scaled, mpq_denref(rational)) < 0) {
        mpz_mul_ui(scaled, scaled, 10);
        decimals++;
    }
    mpz_clear(scaled);
    return decimals - 1 + SIGNIFICANT_DIGITS;
}

/* GMP's own memory, given back when memory runs out for what is printed. */
struct printing {
    mpq_t rational;
    mpz_t scaled;
};

static void clear_printing(void *subject)
{
    struct printing *printing = subject;
    mpz_clear(printing->scaled);
    mpq_clear(printing->rational);
}

static void append_rational(struct buffer *out, struct number number, size_t decimals, bool keeps_zeros)
{
    struct printing *printing = memory_allocate(sizeof *printing);
    number_to_mpq(printing->rational, number);
    mpz_init(printing->scaled);
    memory_undo_later(clear_printing, printing);
    if (decimals == SIZE_MAX)
        decimals = count_decimals(printing->rational);
    if (decimals == SIZE_MAX)
        decimals = significant_decimals(printing->rational);
    scale_half_up(printing->scaled, printing->rational, decimals);
    append_scaled(out, printing->scaled, decimals, keeps_zeros);
    memory_settled(clear_printing, printing);
    clear_printing(printing);
    memory_free(printing);
}

void number_append_digits(struct buffer *out, struct number number)
{
    if (number.denominator != 0 && number_is_finite(number.denominator))
        append_small(out, number);
    else
        append_rational(out, number, SIZE_MAX, false);
}

void number_append_fixed(struct buffer *out, struct number number, unsigned decimals)
{
    if (number.denominator == 1 && decimals == 0)
        append_small(out, number);
    else
        append_rational(out, number, decimals, true);
}
