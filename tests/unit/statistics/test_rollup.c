/* Rolling up: sums by group and in all, ratios of sums, ranks with ties, units that are missing, unknown or
 * twice. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "statistics/rollup.h"

struct test {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct rollup *rollup;
};

static int set_up(void **state)
{
    struct arena *arena = arena_new();
    struct test *test = arena_allocate(arena, sizeof *test);
    struct rollup_rule rule = {.rank = STRING("rate"), .day = {2023, 9, 14}};
    test->arena = arena;
    test->problems = problems_new();
    test->limits = limits_default();
    test->reader = (struct data_reader){arena, sources_new(arena), &test->limits, test->problems};
    test->rollup = rollup_new(arena, &rule, test->problems);
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    problems_free(test->problems);
    arena_free(test->arena);
    return 0;
}

static void read_units(struct test *test)
{
    struct value top;
    assert_true(data_read_yaml(&test->reader, STRING("units.yaml"),
                               STRING("units:\n"
                                      "  - {Mã: 01, Tên: An Bình, Nhóm: A}\n"
                                      "  - {Mã: 02, Tên: Phú Lâm, Nhóm: B, Cấp trên: An Sơn}\n"
                                      "  - {Mã: 03, Tên: Tân Hòa, Nhóm: A}\n"
                                      "  - {Mã: 04, Tên: Xã Cũ, Nhóm: B, Đến ngày: 30/6/2023}\n"
                                      "  - {Mã: 05, Tên: Đá Bạc, Nhóm: C}\n"),
                               &top));
    assert_true(rollup_read_units(test->rollup, &top, test->reader.sources));
}

static bool add(struct test *test, const char *unit, int64_t count, int64_t part, int64_t whole)
{
    struct value *figures = arena_allocate(test->arena, sizeof *figures);
    struct value number = value_integer(count), bare = value_integer(65), of = value_integer(part);
    struct value on = value_integer(whole), ratio = value_ratio(test->arena, &of, &on);
    *figures = value_record(test->arena);
    number.format = FORMAT_COUNT;
    record_set_text(figures->as.record, STRING("count"), &number);
    record_set_text(figures->as.record, STRING("points"), &bare);
    record_set_text(figures->as.record, STRING("rate"), &ratio);
    return rollup_add(test->rollup, string_of(unit), STRING("file.yaml"), figures);
}

static void assert_json(const struct value *value, const char *expected)
{
    struct buffer out = {0};
    value_append_json(&out, value);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void adds_up_and_ranks(void **state)
{
    struct test *test = *state;
    read_units(test);
    assert_true(add(test, "02", 5, 1, 2));
    assert_true(add(test, "an bình", 10, 3, 4));
    assert_true(add(test, "Tân Hòa", 1, 6, 8));
    struct value result = rollup_finish(test->rollup);
    assert_json(
        record_lookup(result.as.record, STRING("don_vi")),
        "[{\"stt\":1,\"ma\":\"01\",\"ten\":\"An Bình\",\"nhom\":\"A\",\"cap_tren\":null,\"hang\":1,"
        "\"count\":10,\"points\":65,\"rate\":{\"tu\":3,\"mau\":4}},"
        "{\"stt\":2,\"ma\":\"02\",\"ten\":\"Phú Lâm\",\"nhom\":\"B\",\"cap_tren\":\"An Sơn\",\"hang\":3,"
        "\"count\":5,\"points\":65,\"rate\":{\"tu\":1,\"mau\":2}},"
        "{\"stt\":3,\"ma\":\"03\",\"ten\":\"Tân Hòa\",\"nhom\":\"A\",\"cap_tren\":null,\"hang\":1,"
        "\"count\":1,\"points\":65,\"rate\":{\"tu\":6,\"mau\":8}}]");
    assert_json(
        record_lookup(result.as.record, STRING("nhom")),
        "[{\"ten\":\"A\",\"so_don_vi\":2,\"da_bao_cao\":2,\"count\":11,\"rate\":{\"tu\":9,\"mau\":12}},"
        "{\"ten\":\"B\",\"so_don_vi\":1,\"da_bao_cao\":1,\"count\":5,\"rate\":{\"tu\":1,\"mau\":2}},"
        "{\"ten\":\"C\",\"so_don_vi\":1,\"da_bao_cao\":0,\"count\":0,\"rate\":{\"tu\":0,\"mau\":0}}]");
    assert_json(record_lookup(result.as.record, STRING("tong")),
                "{\"so_don_vi\":4,\"da_bao_cao\":3,\"count\":16,\"rate\":{\"tu\":10,\"mau\":14}}");
    assert_json(record_lookup(result.as.record, STRING("chua_bao_cao")),
                "[{\"ma\":\"05\",\"ten\":\"Đá Bạc\",\"nhom\":\"C\"}]");
    assert_int_equal(problems_count(test->problems), 1);
    assert_int_equal(problems_first(test->problems)->code, PROBLEM_ROLLUP_ABSENT);
}

static void refuses_units_that_do_not_count(void **state)
{
    struct test *test = *state;
    read_units(test);
    assert_true(add(test, "An Bình", 1, 1, 1));
    assert_false(add(test, "01", 1, 1, 1));
    assert_int_equal(problems_last(test->problems)->code, PROBLEM_ROLLUP_TWICE);
    assert_false(add(test, "Xã Cũ", 1, 1, 1));
    assert_int_equal(problems_last(test->problems)->code, PROBLEM_ROLLUP_NOT_THEN);
    assert_false(add(test, "Phú Lân", 1, 1, 1));
    assert_int_equal(problems_last(test->problems)->code, PROBLEM_ROLLUP_UNKNOWN);
    assert_true(string_is(problems_last(test->problems)->suggestion, "Phú Lâm"));
}

/* All of them are in the result. */
static void names_of_the_absent_end(void **state)
{
    struct test *test = *state;
    struct value top;
    struct buffer yaml = {0}, message = {0};
    buffer_append_text(&yaml, "units:\n");
    for (int i = 1; i <= 60; i++)
        buffer_append_format(&yaml, "  - {Tên: xã %d}\n", i);
    assert_true(data_read_yaml(&test->reader, STRING("units.yaml"), buffer_string(&yaml), &top));
    assert_true(rollup_read_units(test->rollup, &top, test->reader.sources));
    struct value result = rollup_finish(test->rollup);
    assert_int_equal(record_lookup(result.as.record, STRING("chua_bao_cao"))->as.list->count, 60);
    problem_append_message(problems_last(test->problems), LANGUAGE_VI, &message);
    assert_true(
        string_starts_with(buffer_string(&message), STRING("Có 60 đơn vị chưa báo cáo: xã 1, xã 2,")));
    assert_true(string_ends_with(buffer_string(&message), STRING(", xã 50 …")));
    buffer_release(&yaml);
    buffer_release(&message);
}

/* As a batch and directives find them. */
static void finds_units_by_short_names(void **state)
{
    struct test *test = *state;
    struct value top;
    assert_true(data_read_yaml(&test->reader, STRING("units.yaml"),
                               STRING("units:\n"
                                      "  - {Tên: UBND xã An Bình, Cấp: xã}\n"
                                      "  - {Tên: UBND xã Phú Lâm, Cấp: xã, Đến ngày: 30/6/2023}\n"
                                      "  - {Tên: UBND xã Phú Lâm, Cấp: xã, Từ ngày: 01/7/2023}\n"
                                      "  - {Tên: UBND xã Tân Hòa, Cấp: xã}\n"
                                      "  - {Tên: UBND phường Tân Hòa, Cấp: phường}\n"),
                               &top));
    assert_true(rollup_read_units(test->rollup, &top, test->reader.sources));
    assert_true(add(test, "xã An Bình", 1, 1, 1));
    assert_false(add(test, "An Bình", 1, 1, 1));
    assert_int_equal(problems_last(test->problems)->code, PROBLEM_ROLLUP_TWICE);
    assert_true(add(test, "phú lâm", 1, 1, 1));
    assert_false(add(test, "Tân Hòa", 1, 1, 1));
    assert_int_equal(problems_last(test->problems)->code, PROBLEM_ROLLUP_UNKNOWN);
    assert_true(add(test, "phường Tân Hòa", 1, 1, 1));
    struct value result = rollup_finish(test->rollup);
    assert_json(record_lookup(result.as.record, STRING("chua_bao_cao")),
                "[{\"ma\":null,\"ten\":\"UBND xã Tân Hòa\",\"nhom\":null}]");
}

static void takes_any_unit_without_a_list(void **state)
{
    struct test *test = *state;
    assert_true(add(test, "Mới", 1, 0, 0));
    struct value result = rollup_finish(test->rollup);
    assert_json(&result,
                "{\"don_vi\":[{\"stt\":1,\"ma\":null,\"ten\":\"Mới\",\"nhom\":null,\"cap_tren\":null,"
                "\"count\":1,\"points\":65,\"rate\":{\"tu\":0,\"mau\":0}}],\"nhom\":[],"
                "\"tong\":{\"so_don_vi\":1,\"da_bao_cao\":1,\"count\":1,\"rate\":{\"tu\":0,\"mau\":0}},"
                "\"chua_bao_cao\":[]}");
    assert_int_equal(problems_count(test->problems), 0);
}

static void knows_a_unit_again_without_a_list(void **state)
{
    struct test *test = *state;
    assert_true(add(test, "UBND xã Mới", 1, 0, 0));
    assert_true(add(test, "UBND xã Khác", 1, 0, 0));
    assert_false(add(test, "xã mới", 1, 0, 0));
    assert_int_equal(problems_last(test->problems)->code, PROBLEM_ROLLUP_TWICE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(adds_up_and_ranks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_units_that_do_not_count, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_of_the_absent_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(finds_units_by_short_names, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_any_unit_without_a_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_a_unit_again_without_a_list, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
