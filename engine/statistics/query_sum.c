/* sum(), total() and avg(): of the numbers themselves, also over windows. */

#include "base/memory.h"
#include "statistics/query_internal.h"

struct exact_sum {
    struct number total;
    int64_t count, real_count;
};

struct sum_row {
    const char *name;
    void (*give)(void *call);
};

/* Texts are not taken as the 0 that SQLite would add. */
static bool read_term(struct exact_call *call, struct operand *operand)
{
    int type = sqlite3_value_type(call->values[0]);
    if (type == SQLITE_INTEGER || type == SQLITE_FLOAT)
        return exact_operand(call, 0, operand);
    exact_fail(call, PROBLEM_SQL_SUM, call->name);
    return false;
}

static void add_term(void *argument)
{
    struct exact_call *call = argument;
    struct operand operand;
    if (!read_term(call, &operand))
        return;
    call->sum->total = number_add(call->run->evaluation->arena, call->sum->total, operand.number);
    exact_charge(call->run, call->sum->total);
    call->sum->count++;
    call->sum->real_count += operand.is_real;
}

static void take_term(void *argument)
{
    struct exact_call *call = argument;
    struct operand operand;
    if (!read_term(call, &operand))
        return;
    call->sum->total = number_subtract(call->run->evaluation->arena, call->sum->total, operand.number);
    call->sum->count--;
    call->sum->real_count -= operand.is_real;
}

static void change_sum(sqlite3_context *context, sqlite3_value **values, void (*change)(void *call))
{
    const struct exact_function *function = sqlite3_user_data(context);
    struct exact_call call = {
        .context = context, .run = function->run, .name = function->name, .values = values};
    call.sum = sqlite3_aggregate_context(context, sizeof *call.sum);
    if (call.sum == NULL || sqlite3_value_type(values[0]) == SQLITE_NULL)
        return;
    if (call.sum->total.denominator == 0 && call.sum->count == 0)
        call.sum->total = number_of_integer(0);
    exact_run(&call, change);
}

static void step(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    change_sum(context, values, add_term);
}

static void inverse(sqlite3_context *context, int count, sqlite3_value **values)
{
    (void)count;
    change_sum(context, values, take_term);
}

static void give_sum(void *argument)
{
    struct exact_call *call = argument;
    if (call->sum != NULL && call->sum->count > 0)
        exact_give(call, call->sum->total, call->sum->real_count > 0);
}

static void give_total(void *argument)
{
    struct exact_call *call = argument;
    bool has_terms = call->sum != NULL && call->sum->count > 0;
    exact_give(call, has_terms ? call->sum->total : number_of_integer(0), true);
}

static void give_average(void *argument)
{
    struct exact_call *call = argument;
    struct number average;
    if (call->sum != NULL && call->sum->count > 0 &&
        number_divide(call->run->evaluation->arena, call->sum->total, number_of_integer(call->sum->count),
                      &average))
        exact_give(call, average, true);
}

/* The sum is NULL before the first row. */
static void give(sqlite3_context *context)
{
    const struct exact_function *function = sqlite3_user_data(context);
    struct exact_call call = {.context = context, .run = function->run, .name = function->name};
    call.sum = sqlite3_aggregate_context(context, 0);
    exact_run(&call, function->compute);
}

void sums_register(struct query_run *run)
{
    static const struct sum_row rows[] = {{"sum", give_sum}, {"total", give_total}, {"avg", give_average}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct exact_function *function = arena_allocate(run->evaluation->arena, sizeof *function);
        *function = (struct exact_function){run, rows[i].name, rows[i].give};
        if (sqlite3_create_window_function(database_handle(run->database), rows[i].name, 1,
                                           SQLITE_UTF8 | SQLITE_DETERMINISTIC, function, step, give, give,
                                           inverse, NULL) != SQLITE_OK)
            memory_exhausted();
    }
}
