/* Exact numbers: small and big give the same, nothing is rounded before it is printed. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "arena_fixture.h"
#include "value/number.h"

static struct number read(const char *typed)
{
    struct number number;
    assert_true(number_read(arena, string_of(typed), &number, NULL));
    return number;
}

static void assert_digits(struct number number, const char *expected)
{
    struct buffer out = {0};
    number_append_digits(&out, number);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static const struct {
    const char *typed, *digits, *python;
    size_t significant;
} readings[] = {
    {"0", "0", "0", 0},
    {"-0", "0", "0", 0},
    {"5", "5", "5", 1},
    {"+007", "7", "7", 1},
    {"-12", "-12", "-12", 2},
    {"0.50", "0.5", "0.5", 2},
    {"98.3", "98.3", "98.3", 3},
    {"1.0", "1", "1.0", 2},
    {"1e3", "1000", "1000.0", 4},
    {"1.5e1", "15", "15.0", 2},
    {"1e-3", "0.001", "0.001", 1},
    {"1E+2", "100", "100.0", 3},
    {"9223372036854775807", "9223372036854775807", "9223372036854775807", 19},
    {"-9223372036854775808", "-9223372036854775808", "-9223372036854775808", 19},
    {"9223372036854775808", "9223372036854775808", "9223372036854775808", 19},
    {"12345678901234567890123456789012345", "12345678901234567890123456789012345",
     "12345678901234567890123456789012345", 35},
    {"0.00000000000000000001", "0.00000000000000000001", "1e-20", 1},
    {"0.1234567890123456789", "0.1234567890123456789", "0.12345678901234568", 19},
    {"1e22", "10000000000000000000000", "1e+22", 23},
    {"1e15", "1000000000000000", "1000000000000000.0", 16},
    {"1e16", "10000000000000000", "1e+16", 17},
    {"0.0001", "0.0001", "0.0001", 1},
    {"0.00001", "0.00001", "1e-05", 1},
    {"-1.5e-7", "-0.00000015", "-1.5e-07", 2},
    {"123456789.125", "123456789.125", "123456789.125", 12},
    {"9007199254740993.0", "9007199254740993", "9007199254740992.0", 17},
};

static void numbers_read_and_print_exactly(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) {
        struct number number;
        size_t significant;
        struct buffer python = {0};
        assert_true(number_read(arena, string_of(readings[i].typed), &number, &significant));
        assert_digits(number, readings[i].digits);
        assert_int_equal(significant, readings[i].significant);
        number_append_python(&python, number);
        assert_string_equal(python.bytes, readings[i].python);
        buffer_release(&python);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const typed[] = {"",   "-",   ".5",  "5.",     "1e",  "1e+", "0x1",
                                        "1 ", "1,5", "1_0", "1e4097", "NaN", "١",   "--1"};
    struct number number;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
        assert_false(number_read(arena, string_of(typed[i]), &number, NULL));
}

static const struct {
    const char *a, *b, *sum, *difference, *product, *quotient, *floor, *rest;
} sums[] = {
    {"1", "2", "3", "-1", "2", "0.5", "0", "1"},
    {"0.1", "0.2", "0.3", "-0.1", "0.02", "0.5", "0", "0.1"},
    {"-7", "2", "-5", "-9", "-14", "-3.5", "-4", "1"},
    {"7", "-2", "5", "9", "-14", "-3.5", "-4", "-1"},
    {"1", "3", "4", "-2", "3", "0.3333333333333333", "0", "1"},
    {"2", "3", "5", "-1", "6", "0.6666666666666667", "0", "2"},
    {"9223372036854775807", "1", "9223372036854775808", "9223372036854775806", "9223372036854775807",
     "9223372036854775807", "9223372036854775807", "0"},
    {"9223372036854775807", "9223372036854775807", "18446744073709551614", "0",
     "85070591730234615847396907784232501249", "1", "1", "0"},
    {"-9223372036854775808", "-1", "-9223372036854775809", "-9223372036854775807", "9223372036854775808",
     "9223372036854775808", "9223372036854775808", "0"},
    {"0.00000000001", "4294967296", "4294967296.00000000001", "-4294967295.99999999999", "0.04294967296",
     "0.0000000000000000000023283064365386962890625", "0", "0.00000000001"},
    {"100000000000000000000", "0.5", "100000000000000000000.5", "99999999999999999999.5",
     "50000000000000000000", "200000000000000000000", "200000000000000000000", "0"},
};

static void arithmetic_is_exact(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
        struct number a = read(sums[i].a), b = read(sums[i].b), result;
        assert_digits(number_add(arena, a, b), sums[i].sum);
        assert_digits(number_subtract(arena, a, b), sums[i].difference);
        assert_digits(number_multiply(arena, a, b), sums[i].product);
        assert_true(number_divide(arena, a, b, &result));
        assert_digits(result, sums[i].quotient);
        assert_true(number_floor_divide(arena, a, b, &result));
        assert_digits(result, sums[i].floor);
        assert_true(number_modulo(arena, a, b, &result));
        assert_digits(result, sums[i].rest);
        assert_digits(number_subtract(arena, number_add(arena, a, b), b), sums[i].a);
    }
}

static void thirds_add_up_to_one(void **state)
{
    (void)state;
    struct number third, sum = number_of_integer(0);
    number_divide(arena, number_of_integer(1), number_of_integer(3), &third);
    for (int i = 0; i < 3; i++)
        sum = number_add(arena, sum, third);
    assert_int_equal(number_compare(sum, number_of_integer(1)), 0);
}

/* As repr() of Python's float: the shortest digits that read back, half way to a neighbour too. */
static const struct {
    const char *a, *b, *python;
} quotients[] = {{"1", "3", "0.3333333333333333"},
                 {"2", "3", "0.6666666666666666"},
                 {"396439", "708", "559.9420903954802"},
                 {"-97653508802252515", "4", "-2.441337720056313e+16"},
                 {"40592069695495191", "377", "107671272401844.02"},
                 {"1", "10", "0.1"},
                 {"10", "2", "5.0"}};

static void quotients_print_as_python_floats(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof quotients / sizeof quotients[0]; i++) {
        struct number quotient;
        struct buffer out = {0};
        assert_true(number_divide(arena, read(quotients[i].a), read(quotients[i].b), &quotient));
        number_append_python(&out, quotient);
        assert_string_equal(out.bytes, quotients[i].python);
        buffer_release(&out);
    }
}

static void nothing_divides_by_zero(void **state)
{
    (void)state;
    struct number one = number_of_integer(1), zero = number_of_integer(0), result;
    assert_false(number_divide(arena, one, zero, &result));
    assert_false(number_floor_divide(arena, one, zero, &result));
    assert_false(number_modulo(arena, one, zero, &result));
    assert_false(number_power(arena, zero, number_of_integer(-1), &result));
}

static const struct {
    const char *base, *exponent, *power; /* power NULL: refused */
} powers[] = {{"2", "10", "1024"},  {"2", "-1", "0.5"},  {"1.5", "2", "2.25"},
              {"-3", "3", "-27"},   {"0", "0", "1"},     {"2", "100", "1267650600228229401496703205376"},
              {"2", "0.5", NULL},   {"2", "4097", NULL}, {"1e300", "4096", NULL},
              {"10", "-3", "0.001"}};

static void powers_are_bounded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
        struct number result;
        bool is_done = number_power(arena, read(powers[i].base), read(powers[i].exponent), &result);
        assert_int_equal(is_done, powers[i].power != NULL);
        if (is_done)
            assert_digits(result, powers[i].power);
    }
}

static const struct {
    const char *number;
    int decimals;
    const char *half_up, *half_even, *down, *up, *floor, *ceiling;
} roundings[] = {
    {"2.5", 0, "3", "2", "2", "3", "2", "3"},
    {"-2.5", 0, "-3", "-2", "-2", "-3", "-3", "-2"},
    {"3.5", 0, "4", "4", "3", "4", "3", "4"},
    {"2.4", 0, "2", "2", "2", "3", "2", "3"},
    {"98.2935153", 1, "98.3", "98.3", "98.2", "98.3", "98.2", "98.3"},
    {"0.05", 1, "0.1", "0", "0", "0.1", "0", "0.1"},
    {"1250", -2, "1300", "1200", "1200", "1300", "1200", "1300"},
    {"7", 3, "7", "7", "7", "7", "7", "7"},
    {"0.1234567890123456789", 10, "0.123456789", "0.123456789", "0.123456789", "0.1234567891", "0.123456789",
     "0.1234567891"},
    {"12345678901234567890.5", 0, "12345678901234567891", "12345678901234567890", "12345678901234567890",
     "12345678901234567891", "12345678901234567890", "12345678901234567891"},
};

static void rounding_looks_at_the_exact_value(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof roundings / sizeof roundings[0]; i++) {
        struct number number = read(roundings[i].number);
        int decimals = roundings[i].decimals;
        assert_digits(number_round(arena, number, decimals, ROUND_HALF_UP), roundings[i].half_up);
        assert_digits(number_round(arena, number, decimals, ROUND_HALF_EVEN), roundings[i].half_even);
        assert_digits(number_round(arena, number, decimals, ROUND_DOWN), roundings[i].down);
        assert_digits(number_round(arena, number, decimals, ROUND_UP), roundings[i].up);
        assert_digits(number_round(arena, number, decimals, ROUND_FLOOR), roundings[i].floor);
        assert_digits(number_round(arena, number, decimals, ROUND_CEILING), roundings[i].ceiling);
    }
}

static const struct {
    const char *number;
    unsigned decimals;
    const char *fixed;
} fixed[] = {{"5", 0, "5"},          {"5", 2, "5.00"},        {"16.9", 2, "16.90"}, {"0.005", 2, "0.01"},
             {"-0.005", 2, "-0.01"}, {"99.995", 2, "100.00"}, {"0.4", 0, "0"},      {"-1.25", 1, "-1.3"}};

static void fixed_decimals_keep_their_zeros(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++) {
        struct buffer out = {0};
        number_append_fixed(&out, read(fixed[i].number), fixed[i].decimals);
        assert_string_equal(out.bytes, fixed[i].fixed);
        buffer_release(&out);
    }
}

static void big_numbers_leave_with_their_arena(void **state)
{
    (void)state;
    struct arena_mark mark = arena_mark(arena);
    for (int i = 0; i < 100; i++)
        assert_digits(number_add(arena, read("100000000000000000000"), number_of_integer(i % 2)),
                      i % 2 ? "100000000000000000001" : "100000000000000000000");
    arena_rewind(arena, mark);
}

static void integers_are_told_from_decimals(void **state)
{
    (void)state;
    struct number half;
    int64_t integer;
    number_divide(arena, number_of_integer(10), number_of_integer(2), &half);
    assert_true(half.is_decimal);
    assert_true(number_is_integer(half));
    assert_true(number_to_integer(half, &integer));
    assert_int_equal(integer, 5);
    assert_false(number_to_integer(read("0.5"), &integer));
    assert_false(number_to_integer(read("1e30"), &integer));
    assert_true(number_is_integer(read("1e30")));
    assert_int_equal(number_sign(read("-1e30")), -1);
    assert_int_equal(number_bits(number_of_integer(255)), 8);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read_and_print_exactly),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(arithmetic_is_exact),
        cmocka_unit_test(thirds_add_up_to_one),
        cmocka_unit_test(quotients_print_as_python_floats),
        cmocka_unit_test(nothing_divides_by_zero),
        cmocka_unit_test(powers_are_bounded),
        cmocka_unit_test(rounding_looks_at_the_exact_value),
        cmocka_unit_test(fixed_decimals_keep_their_zeros),
        cmocka_unit_test(big_numbers_leave_with_their_arena),
        cmocka_unit_test(integers_are_told_from_decimals),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
