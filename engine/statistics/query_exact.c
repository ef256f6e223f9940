/*
 * Exact numbers through SQLite, which only knows 64-bit integers and doubles: a double is but the key to the
 * number it stands for in this query, so that no double is ever computed with or printed. Keys have the order
 * of their numbers, and no two numbers have one key: what SQLite compares, sorts and groups is right.
 */

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/query_internal.h"

/* Numbers are kept until the query ends: as steps, so that what makes them without end is stopped. */
enum { STEPS_A_NUMBER = 250 };

/* ---- doubles as keys ---- */

static uint64_t bits_of(double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return bits;
}

/* The double nearest to it, so that of two numbers the smaller never has the larger double. */
static double nearest_real(struct number number)
{
    const int64_t most_whole = (int64_t)1 << 53;
    if (number.denominator != 0 && number.integer_part <= most_whole && number.integer_part >= -most_whole)
        return (double)number.integer_part / number.denominator;
    struct buffer digits = {0};
    number.is_decimal = true;
    number_append_python(&digits, number);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        memory_exhausted();
    double real = strtod_l(digits.bytes, NULL, plain);
    freelocale(plain);
    buffer_release(&digits);
    return real;
}

/* Beyond these, doubles are no longer as dense as elsewhere. */
static bool is_in_range(double real)
{
    return (real > -1e300 && real < -1e-300) || (real > 1e-300 && real < 1e300);
}

/* An integer's double must be the integer: SQLite compares the two. */
static bool has_own_real(struct number number, double real)
{
    const double beyond_integers = 9223372036854775808.0;
    if (number_sign(number) == 0)
        return true;
    if (!is_in_range(real))
        return false;
    bool may_be_integer = real >= -beyond_integers && real < beyond_integers;
    return !may_be_integer || (double)(int64_t)real != real ||
           number_compare(number_of_integer((int64_t)real), number) == 0;
}

static struct exact_slot *find_slot(const struct query_run *run, uint64_t bits)
{
    size_t i = (size_t)(bits * 0x9e3779b97f4a7c15ull >> 20) & (run->exact_count - 1);
    while (run->exact[i].is_used && run->exact[i].bits != bits)
        i = (i + 1) & (run->exact_count - 1);
    return &run->exact[i];
}

static void grow(struct query_run *run)
{
    struct query_run old = *run;
    size_t count = old.exact_count > 0 ? old.exact_count * 2 : 256;
    run->exact = arena_allocate(run->evaluation->arena, count * sizeof *run->exact);
    run->exact_count = count;
    for (size_t i = 0; i < old.exact_count; i++)
        if (old.exact[i].is_used)
            *find_slot(run, old.exact[i].bits) = old.exact[i];
}

bool exact_remember(struct query_run *run, struct number number, double *real)
{
    *real = nearest_real(number);
    if (!has_own_real(number, *real))
        return false;
    if (run->exact_used * 2 >= run->exact_count)
        grow(run);
    struct exact_slot *slot = find_slot(run, bits_of(*real));
    if (slot->is_used)
        return number_compare(slot->number, number) == 0;
    *slot = (struct exact_slot){bits_of(*real), number, true};
    run->exact_used++;
    run->evaluation->steps += STEPS_A_NUMBER;
    return true;
}

/* SQLite makes REALs of integers by itself, in the column of a sub-query that begins with a CAST. */
static bool is_exact_integer(double real)
{
    const double most = 9007199254740991.0;
    return real >= -most && real <= most && (double)(int64_t)real == real;
}

bool exact_lookup(const struct query_run *run, double real, struct number *number)
{
    const struct exact_slot *slot = run->exact_count > 0 ? find_slot(run, bits_of(real)) : NULL;
    bool is_known = slot != NULL && slot->is_used;
    if (is_known)
        *number = slot->number;
    else if (is_exact_integer(real))
        *number = number_of_integer((int64_t)real);
    else
        return false;
    return true;
}

void exact_charge(struct query_run *run, struct number number)
{
    if (number.denominator == 0)
        run->evaluation->steps += number_bits(number);
}

static bool reads_back(struct string digits, struct number number, size_t *count)
{
    struct arena *arena = arena_new();
    struct number again;
    bool is_same = number_read(arena, digits, &again, count) && number_compare(again, number) == 0;
    arena_free(arena);
    return is_same;
}

bool exact_fits(struct number number)
{
    enum { MOST_DIGITS = 15 };
    struct buffer digits = {0};
    size_t count = 0;
    number_append_digits(&digits, number);
    bool fits = reads_back(buffer_string(&digits), number, &count) && count <= MOST_DIGITS;
    buffer_release(&digits);
    return fits;
}

bool exact_append(struct buffer *out, struct number number)
{
    size_t from = out->length;
    number_append_digits(out, number);
    return reads_back(string_slice(buffer_string(out), from, out->length), number, NULL);
}
