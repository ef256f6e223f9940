/* How values print, in both styles and as JSON. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "arena_fixture.h"
#include "value/value.h"

static void assert_prints(const struct value *value, enum number_style style, const char *expected)
{
    struct buffer out = {0};
    buffer_append_text(&out, "");
    value_append_text(&out, value, style);
    assert_string_equal(out.length > 0 ? out.bytes : "", expected);
    buffer_release(&out);
}

static struct value number(const char *typed, enum value_format format)
{
    struct value value = {.kind = VALUE_NUMBER, .format = (uint8_t)format};
    assert_true(number_read(arena, string_of(typed), &value.as.number, NULL));
    return value;
}

static const struct {
    const char *number;
    enum value_format format;
    const char *printed;
} formats[] = {
    {"2023", FORMAT_BARE, "2023"},
    {"98.3", FORMAT_BARE, "98,3"},
    {"-0.5", FORMAT_BARE, "-0,5"},
    {"1234567.50", FORMAT_BARE, "1234567,5"},
    {"0", FORMAT_COUNT, "0"},
    {"5", FORMAT_COUNT, "05"},
    {"12", FORMAT_COUNT, "12"},
    {"999", FORMAT_COUNT, "999"},
    {"1234", FORMAT_COUNT, "1.234"},
    {"9999", FORMAT_COUNT, "9.999"},
    {"10000", FORMAT_COUNT, "10.000"},
    {"1234567", FORMAT_COUNT, "1.234.567"},
    {"-5", FORMAT_COUNT, "-5"},
    {"0.5", FORMAT_COUNT, "0,5"},
    {"1234.5", FORMAT_GROUPED, "1.234,5"},
    {"5", FORMAT_GROUPED, "5"},
    {"2318000", FORMAT_MONEY, "2.318.000đ"},
    {"0", FORMAT_MONEY, "0đ"},
    {"98.3", FORMAT_PERCENT, "98,3%"},
    {"100", FORMAT_PERCENT, "100%"},
};

static void numbers_print_by_their_format(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct value value = number(formats[i].number, formats[i].format);
        assert_prints(&value, NUMBERS_VI, formats[i].printed);
    }
    struct value value = number("5", FORMAT_COUNT);
    assert_prints(&value, NUMBERS_PLAIN, "5");
}

static void ratios_print_both_numbers(void **state)
{
    (void)state;
    struct value nine = number("9", FORMAT_COUNT), bare = number("288", FORMAT_BARE),
                 whole = number("293", FORMAT_BARE);
    struct value counts = value_ratio(arena, &nine, &nine), plain = value_ratio(arena, &bare, &whole);
    assert_prints(&counts, NUMBERS_VI, "09/09");
    assert_prints(&counts, NUMBERS_PLAIN, "9/9");
    assert_prints(&plain, NUMBERS_VI, "288/293");
    plain.format = FORMAT_PERCENT;
    assert_prints(&plain, NUMBERS_VI, "98,3%");
    struct value zero = number("0", FORMAT_BARE), empty = value_ratio(arena, &zero, &zero);
    empty.format = FORMAT_PERCENT;
    assert_prints(&empty, NUMBERS_VI, "0/0");
}

static void other_kinds_print_in_both_styles(void **state)
{
    (void)state;
    struct value list = value_list(arena), record = value_record(arena), tuple = value_list(arena);
    struct value half = number("0.5", FORMAT_BARE), word = value_text(STRING("it's\n")), none = value_none();
    struct value date = value_date((struct date){2023, 5, 4}), blank = value_date((struct date){2023, 5, 0});
    struct value quotes = value_text(STRING("'\"\xc2\xa0\x01"));
    list_append(list.as.list, &half);
    list_append(list.as.list, &word);
    list_append(list.as.list, &none);
    list_append(list.as.list, &date);
    list_append(list.as.list, &quotes);
    tuple.flags = VALUE_TUPLE;
    list_append(tuple.as.list, &half);
    record_set_text(record.as.record, STRING("a"), &half);
    record_set_text(record.as.record, STRING("b"), &tuple);
    const struct {
        struct value value;
        const char *vi, *plain;
    } cases[] = {
        {none, "", "None"},
        {value_bool(true), "có", "True"},
        {value_bool(false), "không", "False"},
        {value_undefined(STRING("x")), "", ""},
        {word, "it's\n", "it's\n"},
        {date, "04/5/2023", "2023-05-04"},
        {blank, "5/2023", "2023-05"},
        {list, "0,5, it's\n, , 04/5/2023, '\"\xc2\xa0\x01",
         "[0.5, \"it's\\n\", None, datetime.date(2023, 5, 4), '\\'\"\\xa0\\x01']"},
        {tuple, "0,5", "(0.5,)"},
        {record, "0,5, 0,5", "{'a': 0.5, 'b': (0.5,)}"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_prints(&cases[i].value, NUMBERS_VI, cases[i].vi);
        assert_prints(&cases[i].value, NUMBERS_PLAIN, cases[i].plain);
    }
}

static void json_keeps_numbers_exact(void **state)
{
    (void)state;
    struct value record = value_record(arena), list = value_list(arena);
    struct value big = number("123456789012345678901234567890.10", FORMAT_MONEY),
                 word = value_text(STRING("\"é\"\n"));
    struct value none = value_none(), truth = value_bool(true), date = value_date((struct date){2023, 5, 4});
    struct value one = value_integer(1), two = value_integer(2), ratio = value_ratio(arena, &one, &two);
    list_append(list.as.list, &none);
    list_append(list.as.list, &truth);
    list_append(list.as.list, &date);
    list_append(list.as.list, &ratio);
    record_set_text(record.as.record, STRING("số"), &big);
    record_set_text(record.as.record, STRING("chữ"), &word);
    record_set_text(record.as.record, STRING("ds"), &list);
    struct buffer out = {0};
    value_append_json(&out, &record);
    assert_string_equal(out.bytes, "{\"số\":123456789012345678901234567890.1,\"chữ\":\"\\\"é\\\"\\n\","
                                   "\"ds\":[null,true,\"2023-05-04\",{\"part\":1,\"whole\":2}]}");
    buffer_release(&out);
}

static void every_kind_has_a_word(void **state)
{
    (void)state;
    for (unsigned kind = 0; kind < VALUE_KIND_COUNT; kind++) {
        struct value value = {.kind = (uint8_t)kind};
        assert_non_null(value_kind_word(&value, LANGUAGE_VI));
        assert_non_null(value_kind_word(&value, LANGUAGE_EN));
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_print_by_their_format),
        cmocka_unit_test(ratios_print_both_numbers),
        cmocka_unit_test(other_kinds_print_in_both_styles),
        cmocka_unit_test(json_keeps_numbers_exact),
        cmocka_unit_test(every_kind_has_a_word),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
