/* The list of units, and the groups letters name. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "statistics/units.h"

static const char list[] =
    "units:\n"
    "  - {Mã: 1, Tên: UBND xã An Bình, Cấp: xã, Nhóm: Đồng bằng; Ven sông, Cấp trên: Tỉnh}\n"
    "  - {Mã: 2, Tên: UBND xã Phú Lâm, Cấp: xã, Nhóm: Miền núi, Đến ngày: 30/6/2025}\n"
    "  - {Mã: 3, Tên: UBND phường Đông Sơn, Cấp: phường, Nhóm: Đô thị, Từ ngày: 2025-07-01}\n"
    "  - {Mã: 4, Tên: Sở Nội vụ, Cấp: sở, \"Nhóm\": \"Các sở, ban, ngành\"}\n"
    "  - {Mã: 5, Tên: UBND xã Đá Bạc, Cấp: xã, Nhóm: Miền núi}\n";

struct test {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct units units;
};

static bool read(struct test *test, const char *yaml)
{
    struct value top;
    assert_true(data_read_yaml(&test->reader, STRING("units.yaml"), string_of(yaml), &top));
    return units_read(test->arena, test->reader.sources, &top, &test->units, test->problems);
}

static int set_up(void **state)
{
    struct arena *arena = arena_new();
    struct test *test = arena_allocate(arena, sizeof *test);
    test->arena = arena;
    test->problems = problems_new();
    test->limits = limits_default();
    test->reader = (struct data_reader){arena, sources_new(arena), &test->limits, test->problems};
    assert_true(read(test, list));
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

/* now: units without an end; then: in 2023 */
static const struct group_case {
    const char *group, *now, *then; /* codes, or the code of the problem */
} cases[] = {
    {"tất cả", "1345", "1245"},
    {"xã", "15", "125"},
    {"UBND các xã, phường", "135", "125"},
    {"Ủy ban nhân dân các xã, phường và sở", "1345", "1245"},
    {"uỷ ban nhân dân các xã", "15", "125"},
    {"UBND các phường", "3", "units-nobody"},
    {"ven SÔNG", "1", "1"},
    {"Các sở, ban, ngành", "4", "4"},
    {"Tỉnh", "1", "1"},
    {"xã, trừ UBND xã Đá Bạc", "1", "12"},
    {"xã (trừ 5, 1)", "units-nobody", "2"},
    {"các xã trừ Miền núi", "1", "1"},
    {"tất cả, trừ các xã, phường", "4", "4"},
    {"tất cả các đơn vị", "1345", "1245"},
    {"tất cả các xã, phường", "135", "125"},
    {"UBND các xã miền núi", "5", "25"},
    {"UBND xã Đá Bạc và UBND phường Đông Sơn", "35", "5"},
    {"các xã, trừ xã An Bình", "5", "25"},
    {"tất cả, trừ An Bình; Đá Bạc", "34", "24"},
    {"xã Phú Lâm", "units-nobody", "2"},
    {"UBND các", "units-group", "units-group"},
    {"UBND các xã, huyện", "units-group", "units-group"},
    {"xã, trừ xã Lạ", "units-group", "units-group"},
    {"", "units-group", "units-group"},
};

static void assert_chosen(struct test *test, const char *typed, struct date day, const char *expected,
                          bool (*choose)(const struct units *units, struct string typed, struct date day,
                                         const struct place *place, struct arena *arena,
                                         struct unit_choice *choice, struct problems *problems))
{
    struct unit_choice choice;
    struct buffer codes = {0};
    struct problems *problems = problems_new();
    print_message("# %s\n", typed);
    bool done = choose(&test->units, string_of(typed), day, NULL, test->arena, &choice, problems);
    for (size_t i = 0; done && i < test->units.count; i++) {
        if (choice.is_chosen[i])
            buffer_append_string(&codes, test->units.list[i].code);
    }
    if (!done)
        buffer_append_text(&codes, problem_code_name(problems_first(problems)->code));
    assert_string_equal(codes.bytes, expected);
    buffer_release(&codes);
    problems_free(problems);
}

static void groups_are_chosen(void **state)
{
    const struct date now = {0}, then = {2023, 5, 4};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_chosen(*state, cases[i].group, now, cases[i].now, units_choose);
        assert_chosen(*state, cases[i].group, then, cases[i].then, units_choose);
    }
}

static void names_are_chosen(void **state)
{
    const struct date now = {0};
    assert_chosen(*state, "1; Sở Nội vụ;", now, "14", units_choose_typed);
    assert_chosen(*state, "@Miền núi", now, "5", units_choose_typed);
    assert_chosen(*state, "ủy ban nhân dân xã An Bình", now, "1", units_choose_typed);
    assert_chosen(*state, "1; 9", now, "rollup-unit-unknown", units_choose_typed);
}

static void units_are_found(void **state)
{
    struct test *test = *state;
    const struct date now = {0}, end = {2025, 6, 30}, after = {2025, 7, 1};
    const struct unit *unit =
        units_find(&test->units, test->arena, STRING("ỦY BAN NHÂN DÂN XÃ PHÚ LÂM"), now);
    assert_non_null(unit);
    assert_false(unit_exists(unit, now));
    assert_true(unit_exists(unit, end));
    assert_false(unit_exists(unit, after));
    assert_ptr_equal(unit, units_find(&test->units, test->arena, STRING("2"), after));
    assert_null(units_find(&test->units, test->arena, STRING("xã Lạ"), now));
    assert_string_equal(units_find(&test->units, test->arena, STRING("Đông Sơn"), now)->code.bytes, "3");
    assert_null(units_find(&test->units, test->arena, STRING(""), now));
    assert_int_equal(units_day((struct date){2024, 2, 0}).day, 29);
    assert_int_equal(units_day((struct date){2024, 0, 0}).year, 0);
}

/* "Đông Sơn" of two that are there; of one that is and one that was, the one that is. */
static void short_names_are_of_one(void **state)
{
    struct test *test = *state;
    const struct date now = {0}, then = {2024, 5, 4};
    assert_true(read(test, "units:\n  - {Mã: 1, Tên: UBND xã Đông Sơn, Cấp: xã}\n"
                           "  - {Mã: 2, Tên: UBND phường Đông Sơn, Cấp: phường}\n"
                           "  - {Mã: 3, Tên: UBND xã Tây Sơn, Cấp: xã, Đến ngày: 30/6/2025}\n"
                           "  - {Mã: 4, Tên: UBND phường Tây Sơn, Cấp: phường, Từ ngày: 01/7/2025}\n"));
    assert_null(units_find(&test->units, test->arena, STRING("Đông Sơn"), now));
    assert_string_equal(units_find(&test->units, test->arena, STRING("xã Đông Sơn"), now)->code.bytes, "1");
    assert_string_equal(units_find(&test->units, test->arena, STRING("Tây Sơn"), now)->code.bytes, "4");
    assert_string_equal(units_find(&test->units, test->arena, STRING("Tây Sơn"), then)->code.bytes, "3");
}

/* A number where the list has "002"; not when two codes are that number. */
static void codes_lose_their_zeros(void **state)
{
    struct test *test = *state;
    const struct date now = {0};
    assert_true(read(test, "units:\n  - {Mã: '001', Tên: UBND xã A}\n  - {Mã: '002', Tên: UBND xã B}\n"
                           "  - {Mã: '02', Tên: UBND xã C}\n  - {Mã: '4', Tên: UBND xã D}\n"));
    assert_string_equal(units_find(&test->units, test->arena, STRING("1"), now)->code.bytes, "001");
    assert_string_equal(units_find(&test->units, test->arena, STRING("004"), now)->code.bytes, "4");
    assert_string_equal(units_find(&test->units, test->arena, STRING("02"), now)->code.bytes, "02");
    assert_null(units_find(&test->units, test->arena, STRING("2"), now));
    assert_null(units_find(&test->units, test->arena, STRING("0"), now));
    assert_null(units_find(&test->units, test->arena, STRING("01a"), now));
}

static void near_names_are_suggested(void **state)
{
    struct test *test = *state;
    const struct place place = {.file = {"", 0}};
    units_report_unknown(&test->units, STRING("Ủy ban nhân dân xã Phú Lăm"), &place, test->arena,
                         test->problems);
    struct buffer hint = {0};
    problem_append_hint(problems_last(test->problems), LANGUAGE_VI, &hint);
    assert_non_null(strstr(hint.bytes, "có phải “UBND xã Phú Lâm”?"));
    buffer_release(&hint);
}

static void wrong_lists_are_refused(void **state)
{
    static const struct {
        const char *yaml, *argument;
    } wrong[] = {
        {"a: 1\n", "tên"},
        {"units: []\n", "tên"},
        {"units:\n  - {Mã: 1}\n", "tên"},
        {"units:\n  - {Tên: A, Từ ngày: 2025-07}\n", "từ ngày"},
        {"units:\n  - {Tên: A, Đến ngày: mai}\n", "đến ngày"},
    };
    struct test *test = *state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        print_message("# case %zu\n", i);
        assert_false(read(test, wrong[i].yaml));
        const struct problem *problem = problems_last(test->problems);
        assert_string_equal(problem_code_name(problem->code), "rollup-units");
        assert_string_equal(arena_copy(test->arena, problem->arguments[0]).bytes, wrong[i].argument);
    }
}

static void units_are_single(void **state)
{
    static const struct {
        const char *yaml, *told;
    } lists[] = {
        {"u: [{Tên: A, Đến ngày: 30/6/2025}, {Tên: a, Từ ngày: 01/7/2025}]", NULL},
        {"u: [{Tên: A, Từ ngày: 01/7/2025}, {Tên: A, Đến ngày: 30/6/2025}]", NULL},
        {"u: [{Tên: A, Đến ngày: 01/7/2025}, {Tên: A, Từ ngày: 01/7/2025}]",
         "lỗi: A có hai lần, lần trước ở units.yaml (rollup-unit-twice)\n"},
        {"u: [{Tên: UBND xã A}, {Tên: Ủy ban nhân dân xã A}]",
         "lỗi: Ủy ban nhân dân xã A có hai lần, lần trước ở units.yaml (rollup-unit-twice)\n"},
        {"u: [{Mã: 1, Tên: A}, {Mã: 1, Tên: B}]",
         "lỗi: Mã “1” dùng cho hai đơn vị: “A” và “B” (unit-code-twice)\n"},
        {"u: [{Mã: 1, Tên: A}, {Mã: 1, Tên: a}]",
         "lỗi: a có hai lần, lần trước ở units.yaml (rollup-unit-twice)\n"},
        {"u: [{Mã: x, Tên: A, Đến ngày: 30/6/2025}, {Mã: X, Tên: B, Từ ngày: 01/7/2025}]", NULL},
        {"u: [{Tên: A, Đến ngày: 1/1/2020}, {Tên: A, Từ ngày: 1/1/2021}, {Tên: A, Đến ngày: 1/1/2019}]",
         "lỗi: A có hai lần, lần trước ở units.yaml (rollup-unit-twice)\n"},
        {"u: [{Tên: A}, {Tên: B}]", NULL},
    };
    struct test *test = *state;
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        struct buffer told = {0};
        print_message("# case %zu\n", i);
        bool is_single = read(test, lists[i].yaml);
        assert_int_equal(is_single, lists[i].told == NULL);
        if (!is_single) {
            problem_append_headline(problems_last(test->problems), LANGUAGE_VI, &told);
            assert_string_equal(told.bytes, lists[i].told);
        }
        buffer_release(&told);
    }
}

static void own_columns_are_no_figures(void **state)
{
    struct test *test = *state;
    assert_true(units_is_own_column(test->arena, STRING("MÃ")));
    assert_true(units_is_own_column(test->arena, STRING("cap_tren")));
    assert_true(units_is_own_column(test->arena, STRING("Đơn vị")));
    assert_false(units_is_own_column(test->arena, STRING("Tiếp nhận")));
    assert_false(units_is_own_column(test->arena, STRING("Mã hồ sơ")));
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(groups_are_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_chosen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_are_found, set_up, tear_down),
        cmocka_unit_test_setup_teardown(short_names_are_of_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(codes_lose_their_zeros, set_up, tear_down),
        cmocka_unit_test_setup_teardown(near_names_are_suggested, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wrong_lists_are_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(units_are_single, set_up, tear_down),
        cmocka_unit_test_setup_teardown(own_columns_are_no_figures, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
