/* Numbers as an office writes and types them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/decimal.h"

#include "texts.h"

static void writes_decimals(void **state)
{
    static const struct decimal_style two_digits = {'.', ',', 2};
    static const struct decimal_style blanks = {' ', '.', 1};
    static const struct {
        const struct decimal_style *style;
        const char *digits, *written;
    } rows[] = {
        {&text_decimal_office, "0", "0"},
        {&text_decimal_office, "999", "999"},
        {&text_decimal_office, "1000", "1.000"},
        {&text_decimal_office, "1234567.5", "1.234.567,5"},
        {&text_decimal_office, "-123456", "-123.456"},
        {&text_decimal_office, "98.30", "98,30"},
        {&text_decimal_office, "0.1234567", "0,1234567"},
        {&text_decimal_office, "1234567890123456789012345678901234",
         "1.234.567.890.123.456.789.012.345.678.901.234"},
        {&text_decimal_bare, "2023", "2023"},
        {&text_decimal_bare, "98.3", "98,3"},
        {&text_decimal_plain, "-1234567.5", "-1234567.5"},
        {&two_digits, "5", "05"},
        {&two_digits, "-5.5", "-05,5"},
        {&two_digits, "12", "12"},
        {&two_digits, "1234", "1.234"},
        {&blanks, "1234567.25", "1 234 567.25"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer out = {0};
        text_append_decimal(&out, string_of(rows[i].digits), rows[i].style);
        expect_buffer(&out, rows[i].written);
    }
}

static void writes_roman_numerals(void **state)
{
    static const struct {
        unsigned number;
        const char *written;
    } rows[] = {
        {1, "I"},    {2, "II"},         {3, "III"},       {4, "IV"},           {5, "V"},
        {9, "IX"},   {14, "XIV"},       {40, "XL"},       {90, "XC"},          {400, "CD"},
        {900, "CM"}, {1975, "MCMLXXV"}, {2026, "MMXXVI"}, {3999, "MMMCMXCIX"},
    };
    struct buffer out = {0};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_true(text_append_roman(&out, rows[i].number));
        expect_buffer(&out, rows[i].written);
    }
    assert_false(text_append_roman(&out, 0));
    assert_false(text_append_roman(&out, 4000));
    assert_int_equal(out.length, 0);
}

static void reads_what_is_typed(void **state)
{
    static const struct {
        const char *typed, *digits;
    } rows[] = {
        {"0", "0"},
        {"05", "5"},
        {"000", "0"},
        {"1234567.5", "1234567.5"},
        {"1.234.567,5", "1234567.5"},
        {"1,234,567.5", "1234567.5"},
        {"1.234", "1234"},
        {"12.345.678", "12345678"},
        {"1,234,567", "1234567"},
        {"1,234", "1.234"},
        {"0.125", "0.125"},
        {"0.5", "0.5"},
        {"12.34", "12.34"},
        {"12.3456", "12.3456"},
        {"1234.567", "1234.567"},
        {"98,30", "98.30"},
        {"-0,5", "-0.5"},
        {"+7", "7"},
        {"\u22127", "-7"},
        {"1 234", "1234"},
        {"1 234 567,25", "1234567.25"},
        {"1 234 567.25", "1234567.25"},
        {"1\u00A0234\u00A0567", "1234567"},
        {"1\u202F234", "1234"},
        {"1\u2009234,5", "1234.5"},
        {"  42 \n", "42"},
        {"1.234,567", "1234.567"},
        {"0001.5", "1.5"},
        {"123456789012345678901234567890", "123456789012345678901234567890"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer digits = {0};
        assert_true(text_read_decimal(&digits, string_of(rows[i].typed)));
        expect_buffer(&digits, rows[i].digits);
    }
}

static void refuses_what_is_no_number(void **state)
{
    static const char *const rows[] = {
        "",    " ",      "-",        "- 5",       "+-5",           "5-",       ",5",           "5,",
        ".5",  "5.",     "1..2",     "1.2.3",     "1.23.4",        "1,2,3",    "1.234,5,6",    "1,2.3.4",
        "1 2", "1  234", "1234 567", "1.234 567", "1 234.567.890", "1.234.56", "1234.567.890", "5%",
        "5đ",  "1e3",    "0x10",     "٣",         "Điều 5",        "5/6",      "1'000",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer digits = {0};
        assert_false(text_read_decimal(&digits, string_of(rows[i])));
        assert_int_equal(digits.length, 0);
    }
}

/* One group of three after another, beyond what fits inside. */
static void refuses_endless_groups(void **state)
{
    struct buffer typed = {0}, digits = {0};
    (void)state;
    buffer_append_text(&typed, "1");
    for (size_t i = 0; i < 5000; i++)
        buffer_append_text(&typed, ".000");
    assert_false(text_read_decimal(&digits, buffer_string(&typed)));
    assert_int_equal(digits.length, 0);
    buffer_release(&typed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_decimals),        cmocka_unit_test(writes_roman_numerals),
        cmocka_unit_test(reads_what_is_typed),    cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(refuses_endless_groups),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
