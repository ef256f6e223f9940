/* What a hash of values tells apart. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include "arena_fixture.h"
#include "value/value.h"

static struct value text(const char *terminated)
{
    return value_text(string_of(terminated));
}

static struct value number(const char *typed)
{
    struct number read;
    assert_true(number_read(arena, string_of(typed), &read, NULL));
    return value_number(read);
}

static struct value with(struct value value, unsigned flags, enum value_format format)
{
    value.flags |= (uint8_t)flags;
    value.format = (uint8_t)format;
    return value;
}

static struct value list(struct value first, struct value second)
{
    struct value list = value_list(arena);
    list_append(list.as.list, &first);
    list_append(list.as.list, &second);
    return list;
}

static struct value list_of(struct value item)
{
    struct value list = value_list(arena);
    list_append(list.as.list, &item);
    return list;
}

static struct value record(const char *key, struct value value)
{
    struct value record = value_record(arena);
    record_set_text(record.as.record, string_of(key), &value);
    return record;
}

static struct value ratio(int64_t part, int64_t whole)
{
    struct value a = value_integer(part), b = value_integer(whole);
    return value_ratio(arena, &a, &b);
}

static struct buffer bytes_of(const struct value *value)
{
    struct buffer out = {0};
    value_append_bytes(&out, value);
    return out;
}

static void values_that_differ_have_other_bytes(void **state)
{
    (void)state;
    struct value third = number("1"), big = number("123456789012345678901234567890");
    assert_true(number_divide(arena, third.as.number, number("3").as.number, &third.as.number));
    struct value values[] = {
        value_none(),
        value_undefined(STRING("a")),
        value_bool(false),
        value_bool(true),
        value_integer(0),
        value_integer(1),
        value_integer(-1),
        value_integer(127),
        value_integer(128),
        value_integer(-128),
        value_integer(INT64_MAX),
        value_integer(INT64_MIN + 1),
        number("1.0"),
        number("0.1"),
        number("0.2"),
        third,
        big,
        number("123456789012345678901234567891"),
        with(big, 0, FORMAT_MONEY),
        with(number("0.1"), VALUE_FRACTION, FORMAT_BARE),
        with(value_integer(1), 0, FORMAT_COUNT),
        text(""),
        text("1"),
        text("a"),
        text("á"),
        value_date((struct date){2023, 5, 4}),
        value_date((struct date){2023, 4, 5}),
        value_date((struct date){2023, 5, 0}),
        ratio(1, 2),
        ratio(2, 4),
        value_list(arena),
        list_of(value_none()),
        list_of(text("ab")),
        list_of(value_list(arena)),
        list(text("a"), text("b")),
        list(text("ab"), text("")),
        list(text(""), text("ab")),
        value_record(arena),
        record("a", text("b")),
        record("ab", text("")),
        record("a", record("b", value_none())),
        record("A", text("b")),
    };
    struct buffer bytes[sizeof values / sizeof *values];
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        bytes[i] = bytes_of(&values[i]);
        for (size_t j = 0; j < i; j++)
            assert_false(string_equal(buffer_string(&bytes[i]), buffer_string(&bytes[j])));
    }
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        buffer_release(&bytes[i]);
}

static void the_place_of_a_value_is_no_part_of_it(void **state)
{
    (void)state;
    struct value here = record("a", list(text("b"), number("1.5"))), there = value_copy(arena, &here);
    there.source = 7;
    there.line = 3;
    there.as.record->entries[0].value.column = 9;
    struct buffer bytes = bytes_of(&here), same = bytes_of(&there);
    assert_true(string_equal(buffer_string(&bytes), buffer_string(&same)));
    buffer_release(&bytes);
    buffer_release(&same);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_that_differ_have_other_bytes),
        cmocka_unit_test(the_place_of_a_value_is_no_part_of_it),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
