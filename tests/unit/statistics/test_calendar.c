/* The file of holidays that is shipped, its faults, and counting working days by it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "statistics/calendar.h"

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

struct test {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
};

static int set_up(void **state)
{
    struct arena *arena = arena_new();
    struct test *test = arena_allocate(arena, sizeof *test);
    test->arena = arena;
    test->problems = problems_new();
    test->limits = limits_default();
    test->reader = (struct data_reader){arena, sources_new(arena), &test->limits, test->problems};
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

static int32_t day_of(const char *typed)
{
    struct date date;
    assert_true(date_read(&date, string_of(typed)));
    return date_to_days(date);
}

static const struct working_calendar *read_shipped(struct test *test)
{
    struct string bytes = file_read(test->arena, VANBAN_SOURCE "/templates/standard/ngay-nghi.yaml",
                                    &test->limits, test->problems);
    const struct working_calendar *calendar = calendar_read(&test->reader, STRING("ngay-nghi.yaml"), bytes);
    assert_non_null(calendar);
    assert_int_equal(problems_count(test->problems), 0);
    return calendar;
}

static void knows_the_days_off(void **state)
{
    static const struct {
        const char *day;
        bool is_working;
    } rows[] = {
        {"2023-01-02", false}, /* for Sunday 1/1 */
        {"2023-01-20", false}, {"2023-01-27", true},  {"2023-05-01", false},
        {"2023-05-02", false}, /* for 29/4 and 30/4 */
        {"2023-05-03", false}, {"2023-05-04", true},  {"2023-09-01", false},
        {"2023-09-04", false}, {"2023-09-05", true},  {"2024-05-04", true}, /* a Saturday for 29/4 */
        {"2024-05-11", false}, {"2025-05-02", false}, {"2026-04-27", false},
        {"2026-09-02", false}, {"2026-04-26", false}, {"2031-09-02", false},
        {"2031-09-03", true},
    };
    const struct working_calendar *calendar = read_shipped(*state);
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(working_day_is(calendar, day_of(rows[i].day)), rows[i].is_working);
}

static void adds_and_counts_working_days(void **state)
{
    static const struct {
        const char *from;
        int32_t count;
        const char *to;
    } rows[] = {
        {"2023-09-14", 2, "2023-09-18"},  {"2023-09-14", 0, "2023-09-14"}, {"2023-04-28", 1, "2023-05-04"},
        {"2023-05-04", -1, "2023-04-28"}, {"2023-01-19", 2, "2023-01-30"}, {"2024-05-03", 1, "2024-05-04"},
        {"2023-09-18", -2, "2023-09-14"},
    };
    const struct working_calendar *calendar = read_shipped(*state);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        int32_t from = day_of(rows[i].from), to = day_of(rows[i].to);
        assert_int_equal(working_day_add(calendar, from, rows[i].count), to);
        int32_t count = working_day_count(calendar, from, to);
        assert_int_equal(rows[i].count < 0 ? working_day_count(calendar, to, from) : count,
                         rows[i].count < 0 ? -rows[i].count : rows[i].count);
    }
    assert_int_equal(working_day_count(calendar, day_of("2023-09-18"), day_of("2023-09-14")), -2);
    assert_int_equal(working_day_add(NULL, day_of("2023-09-01"), 1), day_of("2023-09-04"));
}

static void tells_years_it_does_not_know(void **state)
{
    const struct working_calendar *calendar = read_shipped(*state);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2026-01-14"), day_of("2026-01-16")), 0);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2031-01-14"), day_of("2031-01-16")), 2031);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2031-05-14"), day_of("2031-08-19")), 0);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2031-08-30"), day_of("2031-09-01")), 2031);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2031-09-06"), day_of("2031-12-16")), 0);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2030-12-30"), day_of("2031-01-02")), 2031);
    assert_int_equal(working_day_unknown_year(calendar, day_of("2031-01-02"), day_of("2030-12-30")), 2031);
    assert_int_equal(working_day_unknown_year(NULL, day_of("2023-01-02"), day_of("2023-01-03")), 2023);
}

static void points_at_wrong_rows(void **state)
{
    static const struct {
        const char *yaml, *told;
    } rows[] = {
        {"years: 5\n", "lỗi: Danh sách ngày nghỉ: không đọc được “years” ở đây (holidays-row)\n"
                       "  ở: ngay-nghi.yaml, dòng 1, cột 8\n    years: 5\n           ^\n"
                       "  gợi ý: Viết lại như các dòng khác của tệp.\n"},
        {"fixed:\n  - {month: 13, day: 1}\n",
         "lỗi: Danh sách ngày nghỉ: không đọc được “month” ở đây (holidays-row)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 13\n      - {month: 13, day: 1}\n                ^^\n"
         "  gợi ý: Viết lại như các dòng khác của tệp.\n"},
        {"years:\n  - year: 2030\n    worked: [Chủ nhật]\n",
         "lỗi: Danh sách ngày nghỉ: không đọc được “days” ở đây (holidays-row)\n"
         "  ở: ngay-nghi.yaml, dòng 3, cột 14\n        worked: [Chủ nhật]\n                 ^^^^^^^^\n"
         "  gợi ý: Viết lại như các dòng khác của tệp.\n"},
        {"fixed:\n  - {month: 2, day: 31}\n",
         "lỗi: Danh sách ngày nghỉ: không có ngày 31/2 (holidays-day)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 5\n      - {month: 2, day: 31}\n        ^\n"
         "  gợi ý: Ghi lại cho đúng ngày, tháng.\n"},
        {"years:\n  - {year: 2030, worked: [2030-02-31]}\n",
         "lỗi: Danh sách ngày nghỉ: không có ngày 2030-02-31 (holidays-day)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 27\n      - {year: 2030, worked: [2030-02-31]}\n"
         "                              ^^^^^^^^^^\n"
         "  gợi ý: Ghi lại cho đúng ngày, tháng.\n"},
        {"years:\n  - {year: 2030, worked: [2029-02-11]}\n",
         "lỗi: Danh sách ngày nghỉ: ngày của năm 2029 nằm trong mục của năm 2030 (holidays-other-year)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 27\n      - {year: 2030, worked: [2029-02-11]}\n"
         "                              ^^^^^^^^^^\n"
         "  gợi ý: Sửa lại năm của ngày này, hoặc chuyển ngày này sang mục của năm 2029.\n"},
        {"years:\n  - {year: 2112}\n",
         "lỗi: Danh sách ngày nghỉ chỉ nhận các năm từ 2013 đến 2060 (holidays-years)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 12\n      - {year: 2112}\n               ^^^^\n"
         "  gợi ý: Sửa lại năm, hoặc bỏ mục này.\n"},
        {"years:\n  - {year: 2030, of: []}\n",
         "lỗi: Danh sách ngày nghỉ: không đọc được “of” ở đây (holidays-row)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 22\n      - {year: 2030, of: []}\n                         ^\n"
         "  gợi ý: Viết lại như các dòng khác của tệp.\n"},
        {"years:\n  - {year: 2030, off: [2030-02-01]}\n",
         "lỗi: Danh sách ngày nghỉ: không đọc được “days” ở đây (holidays-row)\n"
         "  ở: ngay-nghi.yaml, dòng 2, cột 24\n      - {year: 2030, off: [2030-02-01]}\n"
         "                           ^^^^^^^^^^\n"
         "  gợi ý: Viết lại như các dòng khác của tệp.\n"},
    };
    struct test *test = *state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct problems *problems = problems_new();
        struct buffer told = {0};
        test->reader.problems = problems;
        assert_null(calendar_read(&test->reader, STRING("ngay-nghi.yaml"), string_of(rows[i].yaml)));
        problem_append_human(problems_first(problems), LANGUAGE_VI, &told);
        assert_string_equal(told.bytes, rows[i].told);
        buffer_release(&told);
        problems_free(problems);
    }
}

/* `count` rows, each the same. */
static const struct working_calendar *read_many(struct test *test, const char *head, size_t count,
                                                const char *row)
{
    struct buffer yaml = {0};
    buffer_append_text(&yaml, head);
    for (size_t i = 0; i < count; i++)
        buffer_append_text(&yaml, row);
    struct string bytes = arena_copy(test->arena, buffer_string(&yaml));
    buffer_release(&yaml);
    return calendar_read(&test->reader, STRING("ngay-nghi.yaml"), bytes);
}

static void no_row_is_passed_over(void **state)
{
    struct test *test = *state;
    const struct working_calendar *calendar =
        read_many(test, "years:\n", 150, "  - {year: 2030, off: [{days: [2030-06-03]}]}\n");
    assert_non_null(calendar);
    assert_int_equal(calendar->year_count, 150);
    assert_int_equal(calendar->day_off_count, 150);
    assert_null(read_many(test, "fixed:\n", 60, "  - {month: 6, day: 3}\n"));
    assert_int_equal(problems_count(test->problems), 1);
    assert_string_equal(problem_code_name(problems_first(test->problems)->code), "holidays-many");
}

static void a_leap_day_is_off_in_leap_years(void **state)
{
    struct test *test = *state;
    const struct working_calendar *calendar = read_many(test, "fixed:\n", 1, "  - {month: 2, day: 29}\n");
    assert_non_null(calendar);
    assert_false(working_day_is(calendar, day_of("2028-02-29")));
    assert_true(working_day_is(calendar, day_of("2027-03-01")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(knows_the_days_off, set_up, tear_down),
        cmocka_unit_test_setup_teardown(adds_and_counts_working_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_years_it_does_not_know, set_up, tear_down),
        cmocka_unit_test_setup_teardown(points_at_wrong_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(no_row_is_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_leap_day_is_off_in_leap_years, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
