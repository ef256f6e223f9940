/* Lists, records, equality, order, copies and merges. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

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

static void records_find_keys_by_text_then_by_name(void **state)
{
    (void)state;
    struct value record = value_record(arena), one = value_integer(1), two = value_integer(2);
    record_set_text(record.as.record, STRING("Tên cơ quan"), &one);
    record_set_text(record.as.record, STRING("tên"), &one);
    record_set_text(record.as.record, STRING("Tên"), &two);
    static const struct {
        const char *key;
        int64_t value; /* 0: none */
    } cases[] = {{"Tên cơ quan", 1}, {"tên_cơ_quan", 1}, {"TÊN CƠ  QUAN", 1}, {"tên", 1},
                 {"Tên", 2},         {"TÊN", 1},         {"ten", 0},          {"", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct value *found = record_lookup(record.as.record, string_of(cases[i].key));
        assert_int_equal(found != NULL ? found->as.number.integer_part : 0, cases[i].value);
    }
}

static void large_records_keep_order_and_find_all(void **state)
{
    (void)state;
    struct value record = value_record(arena);
    for (int i = 0; i < 1000; i++) {
        struct value value = value_integer(i);
        record_set_text(record.as.record, arena_format(arena, "Khóa %d", i), &value);
    }
    for (int i = 0; i < 1000; i += 7) {
        struct value value = value_integer(-i);
        record_set_text(record.as.record, arena_format(arena, "Khóa %d", i), &value);
    }
    assert_int_equal(record.as.record->count, 1000);
    for (int i = 0; i < 1000; i++) {
        struct value *found = record_lookup(record.as.record, arena_format(arena, "khóa_%d", i));
        assert_non_null(found);
        assert_int_equal(found->as.number.integer_part, i % 7 == 0 ? -i : i);
        assert_ptr_equal(found, &record.as.record->entries[i].value);
    }
    assert_null(record_lookup(record.as.record, STRING("khóa_1000")));
}

static void the_room_of_a_record_is_no_bound(void **state)
{
    (void)state;
    static const size_t rooms[] = {0, 1, 8, 9, 60, 100};
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
        struct value record = value_record_for(arena, rooms[i]);
        assert_int_equal(record.as.record->count, 0);
        for (int j = 0; j < 100; j++) {
            struct value value = value_integer(j);
            record_add(record.as.record, name_new(arena, arena_format(arena, "k%d", j)), &value);
            for (int k = 0; k <= j; k += 9)
                assert_int_equal(
                    record_lookup(record.as.record, arena_format(arena, "K%d", k))->as.number.integer_part,
                    k);
        }
        assert_null(record_lookup(record.as.record, STRING("k100")));
    }
}

static void an_item_of_a_list_may_be_appended_to_it(void **state)
{
    (void)state;
    struct value list = value_list(arena), one = value_integer(1);
    list_append(list.as.list, &one);
    for (int i = 0; i < 100; i++)
        list_append(list.as.list, &list.as.list->items[i]);
    assert_int_equal(list.as.list->count, 101);
    assert_int_equal(list.as.list->items[100].as.number.integer_part, 1);
}

static void depth_counts_levels(void **state)
{
    (void)state;
    struct value value = value_integer(1);
    assert_int_equal(value_depth(&value), 0);
    for (unsigned level = 1; level < 10; level++) {
        struct value outer = level % 2 ? value_list(arena) : value_record(arena);
        if (level % 2)
            list_append(outer.as.list, &value);
        else
            record_set_text(outer.as.record, STRING("k"), &value);
        assert_int_equal(value_depth(&outer), level);
        value = outer;
    }
    struct value copy = value_copy(arena, &value);
    assert_int_equal(value_depth(&copy), 9);
}

static void truth_is_pythons(void **state)
{
    (void)state;
    struct value zero = value_integer(0), one = value_integer(1), list = value_list(arena);
    const struct {
        struct value value;
        bool truth;
    } cases[] = {{value_none(), false},
                 {value_undefined(STRING("x")), false},
                 {value_bool(true), true},
                 {zero, false},
                 {number("0.0"), false},
                 {number("-1"), true},
                 {text(""), false},
                 {text("0"), true},
                 {list, false},
                 {value_record(arena), false},
                 {value_ratio(arena, &zero, &one), false},
                 {value_ratio(arena, &one, &zero), true},
                 {value_date((struct date){2023, 0, 0}), true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_int_equal(value_is_true(&cases[i].value), cases[i].truth);
}

static void values_compare_by_kind(void **state)
{
    (void)state;
    struct value one = value_integer(1), two = value_integer(2);
    struct value half = value_ratio(arena, &one, &two), whole = value_ratio(arena, &one, &one);
    struct value none = value_none(), zero = value_integer(0), empty = value_ratio(arena, &one, &zero);
    struct value truth = value_bool(true), may = value_date((struct date){2023, 5, 0});
    struct value fourth = value_date((struct date){2023, 5, 4});
    struct value a = text("a"), b = text("b"), capital = text("B");
    struct value decimal = number("0.5"), one_decimal = number("1.0");
    const struct {
        const struct value *a, *b;
        int order; /* 2: none */
    } cases[] = {{&one, &two, -1},    {&one, &one_decimal, 0}, {&half, &decimal, 0},
                 {&whole, &truth, 0}, {&truth, &one, 0},       {&a, &b, -1},
                 {&a, &capital, 1},   {&may, &fourth, -1},     {&one, &a, 2},
                 {&none, &one, 2},    {&none, &none, 2},       {&empty, &one, 2}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int order;
        bool has_order = value_compare(cases[i].a, cases[i].b, &order);
        assert_int_equal(has_order, cases[i].order != 2);
        if (!has_order)
            continue;
        assert_int_equal(order, cases[i].order);
        assert_int_equal(value_equal(cases[i].a, cases[i].b), order == 0);
    }
    assert_true(value_equal(&none, &none));
    assert_false(value_equal(&none, &zero));
    assert_false(value_equal(&one, &a));
}

static void copies_share_nothing(void **state)
{
    (void)state;
    struct arena *first = arena_new();
    struct value list = value_list(first), record = value_record(first), copy;
    struct value big, word = value_text(arena_copy(first, STRING("chữ")));
    assert_true(number_read(first, STRING("123456789012345678901234567890"), &big.as.number, NULL));
    big = value_number(big.as.number);
    record_set_text(record.as.record, STRING("Khóa"), &word);
    list_append(list.as.list, &record);
    list_append(list.as.list, &big);
    struct value ratio = value_ratio(first, &big, &big);
    list_append(list.as.list, &ratio);
    copy = value_copy(arena, &list);
    arena_free(first);
    struct buffer out = {0};
    value_append_repr(&out, &copy);
    assert_string_equal(out.bytes, "[{'Khóa': 'chữ'}, 123456789012345678901234567890, "
                                   "123456789012345678901234567890/123456789012345678901234567890]");
    buffer_release(&out);
}

static void assert_repr(const struct value *value, const char *wanted)
{
    struct buffer out = {0};
    value_append_repr(&out, value);
    assert_string_equal(out.bytes, wanted);
    buffer_release(&out);
}

static void merging_goes_deep_and_the_later_wins(void **state)
{
    (void)state;
    struct value base = value_record(arena), later = value_record(arena);
    struct value inner = value_record(arena), other = value_record(arena);
    struct value one = value_integer(1), two = value_integer(2);
    record_set_text(inner.as.record, STRING("a"), &one);
    record_set_text(inner.as.record, STRING("b"), &one);
    record_set_text(base.as.record, STRING("Nhóm"), &inner);
    record_set_text(base.as.record, STRING("x"), &one);
    record_set_text(other.as.record, STRING("B"), &two);
    record_set_text(other.as.record, STRING("c"), &two);
    record_set_text(later.as.record, STRING("nhóm"), &other);
    record_set_text(later.as.record, STRING("y"), &two);
    static const char *const bases[] = {"{'Nhóm': {'a': 1, 'b': 1}, 'x': 1}", "{}"};
    static const char *const merged[] = {"{'Nhóm': {'a': 1, 'b': 2, 'c': 2}, 'x': 1, 'y': 2}",
                                         "{'nhóm': {'B': 2, 'c': 2}, 'y': 2}"};
    struct value empty = value_record(arena);
    const struct value *of[] = {&base, &empty};
    for (size_t i = 0; i < 2; i++) {
        struct value both = value_merged(arena, of[i], &later);
        assert_repr(&both, merged[i]);
        assert_repr(of[i], bases[i]);
        assert_repr(&later, merged[1]);
    }
    struct value same = value_merged(arena, &base, &empty);
    assert_repr(&same, bases[0]);
}

static void sources_name_the_place_of_a_value(void **state)
{
    (void)state;
    struct sources *sources = sources_new(arena);
    uint16_t first = sources_add(sources, STRING("a.json")), second = sources_add(sources, STRING("b.yaml"));
    struct value value = value_integer(1);
    value.source = second;
    value.line = 3;
    value.column = 7;
    struct place place = value_place(sources, &value);
    assert_int_equal(first, 1);
    assert_true(string_is(place.file, "b.yaml"));
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 7);
    assert_int_equal(sources_file(sources, 0).length, 0);
    assert_int_equal(sources_file(NULL, 1).length, 0);
}

static void paths_join_names_and_indices(void **state)
{
    (void)state;
    struct buffer out = {0};
    value_append_path(&out, STRING(""), STRING("nơi nhận"));
    value_append_path(&out, STRING(""), STRING("[2]"));
    value_append_path(&out, STRING(""), STRING(""));
    assert_string_equal(out.bytes, "nơi nhận[2]");
    buffer_truncate(&out, 0);
    value_append_path(&out, STRING("a[2]"), STRING("tên"));
    assert_string_equal(out.bytes, "a[2].tên");
    buffer_release(&out);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_find_keys_by_text_then_by_name),
        cmocka_unit_test(large_records_keep_order_and_find_all),
        cmocka_unit_test(the_room_of_a_record_is_no_bound),
        cmocka_unit_test(an_item_of_a_list_may_be_appended_to_it),
        cmocka_unit_test(depth_counts_levels),
        cmocka_unit_test(truth_is_pythons),
        cmocka_unit_test(values_compare_by_kind),
        cmocka_unit_test(copies_share_nothing),
        cmocka_unit_test(merging_goes_deep_and_the_later_wins),
        cmocka_unit_test(sources_name_the_place_of_a_value),
        cmocka_unit_test(paths_join_names_and_indices),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
