/* Big numbers when memory ends: whatever GMP holds meanwhile is given back. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <gmp.h>
#include <stdlib.h>

#include "arena_fixture.h"
#include "base/memory.h"
#include "value/number.h"

/* ---- what GMP holds ---- */

static size_t held;

static void *hold(size_t size)
{
    held++;
    return malloc(size);
}

static void *hold_more(void *block, size_t before, size_t size)
{
    (void)before;
    return realloc(block, size);
}

static void give_back(void *block, size_t size)
{
    (void)size;
    held--;
    free(block);
}

/* ---- computing ---- */

static void read_digits(struct arena *own, struct number big)
{
    struct number number;
    (void)big;
    number_read(own, STRING("123456789012345678901234567890.5e400"), &number, NULL);
}

static void add_one(struct arena *own, struct number big)
{
    number_add(own, big, number_of_integer(1));
}

static void multiply_largest(struct arena *own, struct number big)
{
    (void)big;
    number_multiply(own, number_of_integer(INT64_MAX), number_of_integer(INT64_MAX));
}

static void divide(struct arena *own, struct number big)
{
    struct number quotient;
    number_divide(own, number_of_integer(1), big, &quotient);
}

static void find_rest(struct arena *own, struct number big)
{
    struct number rest;
    number_modulo(own, number_of_integer(1), big, &rest);
}

static void square(struct arena *own, struct number big)
{
    struct number squared;
    number_power(own, big, number_of_integer(2), &squared);
}

static void round_fraction(struct arena *own, struct number big)
{
    number_round(own, big, 3, ROUND_HALF_UP);
}

static void round_thousands(struct arena *own, struct number big)
{
    number_round(own, big, -3, ROUND_HALF_UP);
}

/* ---- printing ---- */

static void print_digits(struct arena *own, struct number big)
{
    (void)own;
    struct buffer out = {0};
    number_append_digits(&out, big);
    buffer_release(&out);
}

static void print_fixed(struct arena *own, struct number big)
{
    (void)own;
    struct buffer out = {0};
    number_append_fixed(&out, big, 2);
    buffer_release(&out);
}

static void print_python(struct arena *own, struct number big)
{
    (void)own;
    struct buffer out = {0};
    number_append_python(&out, big);
    buffer_release(&out);
}

static void print_exact(struct arena *own, struct number big)
{
    (void)own;
    struct buffer out = {0};
    number_append_exact(&out, big);
    buffer_release(&out);
}

/* ---- with one allocation more each time ---- */

struct work {
    void (*compute)(struct arena *own, struct number big);
    struct number big;
    bool is_done;
};

static void compute_apart(void *argument)
{
    struct work *work = argument;
    struct arena *own = arena_new();
    work->compute(own, work->big);
    arena_free(own);
    work->is_done = true;
}

static void assert_nothing_is_held(struct work *work)
{
    size_t count = 0;
    for (; !work->is_done && count < 100; count++) {
        memory_fail_after(count);
        bool has_memory = memory_guard(compute_apart, work);
        assert_int_equal(has_memory, work->is_done);
        assert_int_equal(held, 0);
    }
    memory_fail_after(SIZE_MAX);
    assert_true(work->is_done && count > 2);
}

static void running_out_of_memory_leaks_nothing(void **state)
{
    (void)state;
    static void (*const computes[])(struct arena *, struct number) = {
        read_digits,    add_one,         multiply_largest, divide,      find_rest,    square,
        round_fraction, round_thousands, print_digits,     print_fixed, print_python, print_exact,
    };
    struct number big;
    assert_true(number_read(arena, STRING("-1234567890123456789012345678901234567890.25"), &big, NULL));
    for (size_t i = 0; i < sizeof computes / sizeof *computes; i++) {
        struct work work = {computes[i], big, false};
        print_message("# case %zu\n", i);
        assert_nothing_is_held(&work);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    mp_set_memory_functions(hold, hold_more, give_back);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(running_out_of_memory_leaks_nothing),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
