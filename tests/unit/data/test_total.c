/* The foot of a sheet: which rows are no data. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "data/data.h"

static const struct {
    const char *csv;
    size_t rows; /* that are left */
} feet[] = {
    {"Mã,Tên,Số\n1,An,5\n2,Bình,7\n", 2},
    {"Mã,Tên,Số\n1,An,5\n2,Bình,7\n,Tổng cộng: 2,12\n", 2},
    {"Mã,Tên,Số\n1,An,5\n2,Bình,7\nTổng cộng,,12\n", 2},
    {"Mã,Tên,Số\n1,An,5\nCỘNG,,5\n2,Bình,7\n", 3},
    {"Mã,Tên,Số\n1,An,5\n2,Cộng đồng,7\n", 2},
    {"Mã,Tên,Số\n1,An,5\nCộng đồng,Bình,7\n", 2},
    {"Mã,Tên,Số\n1,An,5\nTổng số,,5\n,,An Bình ngày 4/5\n,,Người lập\n,,Lê Hoa\n", 1},
    {"Mã,Tên,Số\n1,An,5\nCộng:,,5\nTổng cộng,,5\n", 1},
    {"Mã,Tên,Số\n1,An,5\n,Người lập,\n", 2},
    {"Mã,Tên,Số\nTổng cộng,,0\n", 0},
};

/* The table itself stays as it was, whatever becomes of what is left of it. */
static void totals_are_cut(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof feet / sizeof *feet; i++) {
        struct arena *arena = arena_new();
        struct problems *problems = problems_new();
        struct limits limits = limits_default();
        struct data_reader reader = {arena, sources_new(arena), &limits, problems};
        struct value top;
        print_message("# case %zu\n", i);
        assert_true(data_read_csv(&reader, NULL, STRING("a.csv"), string_of(feet[i].csv), &top));
        const struct entry *table = &top.as.record->entries[0];
        size_t before = table->value.as.list->count;
        struct value rows = data_without_total(arena, table, reader.sources, problems);
        assert_int_equal(rows.as.list->count, feet[i].rows);
        assert_int_equal(problems_count(problems), before > feet[i].rows);
        assert_int_equal(table->value.as.list->count, before);
        struct value item = value_none(), last = table->value.as.list->items[before - 1];
        list_append(rows.as.list, &item);
        if (before > feet[i].rows)
            assert_memory_equal(&table->value.as.list->items[before - 1], &last, sizeof last);
        problems_free(problems);
        arena_free(arena);
    }
}

/* What a program wrote says what it means. */
static void rows_from_elsewhere_stay(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct value top;
    assert_true(data_read_json(&reader, STRING("a.json"), STRING("{\"a\":[{\"Tên\":\"Tổng cộng\"}]}"), &top));
    struct value rows = data_without_total(arena, &top.as.record->entries[0], reader.sources, problems);
    assert_int_equal(rows.as.list->count, 1);
    assert_int_equal(problems_count(problems), 0);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totals_are_cut),
        cmocka_unit_test(rows_from_elsewhere_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
