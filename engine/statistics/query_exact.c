/*
 * Exact numbers through SQLite, which only knows 64-bit integers and doubles: a double is but the key to the
 * number it stands for in this query, so that no double is ever printed.
 */

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/query_internal.h"

/* ---- doubles as keys ---- */

static uint64_t bits_of(double real)
{
    uint64_t bits;
    memcpy(&bits, &real, sizeof bits);
    return bits;
}

/* The double nearest to the number's first 16 digits. */
static double nearest_real(struct number number)
{
    static const struct number tenth_of_trillion = {.integer_part = 10000000000000, .denominator = 1};
    struct buffer digits = {0};
    if (number_compare(number, tenth_of_trillion) > 0)
        number_append_fixed(&digits, number, 6);
    else
        number_append_fixed(&digits, number, 20);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0)
        memory_exhausted();
    double real = strtod_l(digits.bytes, NULL, plain);
    freelocale(plain);
    buffer_release(&digits);
    return real;
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
    run->exact_count = old.exact_count > 0 ? old.exact_count * 2 : 256;
    run->exact = arena_allocate(run->evaluation->arena, run->exact_count * sizeof *run->exact);
    for (size_t i = 0; i < old.exact_count; i++)
        if (old.exact[i].is_used)
            *find_slot(run, old.exact[i].bits) = old.exact[i];
}

double exact_remember(struct query_run *run, struct number number)
{
    double real = nearest_real(number);
    if (run->exact_used * 2 >= run->exact_count)
        grow(run);
    struct exact_slot *slot = find_slot(run, bits_of(real));
    run->exact_used += !slot->is_used;
    bool is_other = slot->is_used && number_compare(slot->number, number) != 0;
    *slot = (struct exact_slot){bits_of(real), number, true, is_other || slot->is_ambiguous};
    return real;
}

bool exact_lookup(const struct query_run *run, double real, struct number *number)
{
    const struct exact_slot *slot = run->exact_count > 0 ? find_slot(run, bits_of(real)) : NULL;
    if (slot == NULL || !slot->is_used || slot->is_ambiguous)
        return false;
    *number = slot->number;
    return true;
}

bool exact_fits(struct number number)
{
    enum { MOST_DIGITS = 15 };
    struct buffer digits = {0};
    struct arena *arena = arena_new();
    struct number again;
    size_t count = 0;
    number_append_digits(&digits, number);
    bool fits = number_read(arena, buffer_string(&digits), &again, &count) && count <= MOST_DIGITS &&
                number_compare(again, number) == 0;
    arena_free(arena);
    buffer_release(&digits);
    return fits;
}

/* ---- aggregates ---- */

struct sum {
    struct number total;
    int64_t count;
    bool is_begun, is_wrong;
};

/* One call of SQLite's, for a guard of its own: running out of memory must not leave through SQLite. */
struct aggregate_call {
    sqlite3_context *context;
    sqlite3_value *value;
    struct query_run *run;
    struct sum *sum;
    struct number number;
};

static bool read_number(const struct aggregate_call *call, struct number *number)
{
    switch (sqlite3_value_type(call->value)) {
    case SQLITE_INTEGER:
        *number = number_of_integer(sqlite3_value_int64(call->value));
        return true;
    case SQLITE_FLOAT:
        return exact_lookup(call->run, sqlite3_value_double(call->value), number);
    default:
        return false;
    }
}

static void add_number(void *argument)
{
    struct aggregate_call *call = argument;
    call->sum->total = number_add(call->run->evaluation->arena, call->sum->total, call->number);
    call->sum->count++;
}

static void step_sum(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    struct aggregate_call call = {.context = context, .value = values[0], .run = sqlite3_user_data(context)};
    call.sum = sqlite3_aggregate_context(context, sizeof *call.sum);
    if (call.sum == NULL || sqlite3_value_type(values[0]) == SQLITE_NULL || call.sum->is_wrong)
        return;
    if (!call.sum->is_begun)
        *call.sum = (struct sum){.total = number_of_integer(0), .is_begun = true};
    call.sum->is_wrong = !read_number(&call, &call.number);
    if (!call.sum->is_wrong && !memory_guard(add_number, &call))
        sqlite3_result_error_nomem(context);
}

static void give_number(void *argument)
{
    struct aggregate_call *call = argument;
    int64_t integer;
    if (number_to_integer(call->number, &integer))
        sqlite3_result_int64(call->context, integer);
    else
        sqlite3_result_double(call->context, exact_remember(call->run, call->number));
}

static void divide_number(void *argument)
{
    struct aggregate_call *call = argument;
    number_divide(call->run->evaluation->arena, call->sum->total, number_of_integer(call->sum->count),
                  &call->number);
    give_number(call);
}

static void finish(sqlite3_context *context, void (*give)(void *), bool is_zero_of_none)
{
    struct aggregate_call call = {.context = context, .run = sqlite3_user_data(context)};
    call.sum = sqlite3_aggregate_context(context, 0);
    bool is_empty = call.sum == NULL || !call.sum->is_begun;
    if (is_empty && is_zero_of_none)
        sqlite3_result_int64(context, 0);
    if (is_empty)
        return;
    call.number = call.sum->total;
    if (call.sum->is_wrong)
        sqlite3_result_error(context, "inexact", -1);
    else if (!memory_guard(give, &call))
        sqlite3_result_error_nomem(context);
}

static void finish_sum(sqlite3_context *context)
{
    finish(context, give_number, false);
}

static void finish_total(sqlite3_context *context)
{
    finish(context, give_number, true);
}

static void finish_average(sqlite3_context *context)
{
    finish(context, divide_number, false);
}

void exact_register(struct query_run *run)
{
    static const struct {
        const char *name;
        void (*finish)(sqlite3_context *context);
    } rows[] = {{"sum", finish_sum}, {"total", finish_total}, {"avg", finish_average}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (sqlite3_create_function_v2(database_handle(run->database), rows[i].name, 1,
                                       SQLITE_UTF8 | SQLITE_DETERMINISTIC, run, NULL, step_sum,
                                       rows[i].finish, NULL) != SQLITE_OK)
            memory_exhausted();
}
