/* The calendar, and dates as an office writes and types them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/date.h"

#include "texts.h"

static void tells_valid_dates(void **state)
{
    static const struct {
        struct date date;
        bool is_valid;
    } rows[] = {
        {{2023, 5, 4}, true},   {{2023, 0, 0}, true},   {{2023, 5, 0}, true},   {{2024, 2, 29}, true},
        {{2000, 2, 29}, true},  {{9999, 12, 31}, true}, {{1, 1, 1}, true},      {{2023, 2, 29}, false},
        {{1900, 2, 29}, false}, {{2023, 4, 31}, false}, {{2023, 0, 5}, false},  {{2023, 13, 1}, false},
        {{0, 1, 1}, false},     {{-1, 1, 1}, false},    {{10000, 1, 1}, false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(date_is_valid(rows[i].date), rows[i].is_valid);
    assert_int_equal(date_days_in_month(2023, 0), 0);
    assert_int_equal(date_days_in_month(2023, 13), 0);
}

static void counts_every_day(void **state)
{
    int32_t days = 0;
    (void)state;
    for (int16_t year = 1; year <= 9999; year++)
        for (uint8_t month = 1; month <= 12; month++)
            for (uint8_t day = 1; day <= date_days_in_month(year, month); day++) {
                struct date date = {year, month, day};
                assert_int_equal(date_to_days(date), ++days);
                struct date back = date_of_days(days);
                assert_true(back.year == year && back.month == month && back.day == day);
            }
    assert_int_equal(days, 3652059);
}

static void knows_weekdays(void **state)
{
    (void)state;
    assert_int_equal(date_weekday((struct date){1, 1, 1}), 1);
    assert_int_equal(date_weekday((struct date){1945, 9, 2}), 7);
    assert_int_equal(date_weekday((struct date){2020, 3, 5}), 4);
    assert_int_equal(date_weekday((struct date){2023, 5, 4}), 4);
}

static void reads_what_is_typed(void **state)
{
    static const struct {
        const char *typed, *iso;
    } rows[] = {
        {"2023-05-04", "2023-05-04"}, {"2023-5-4", "2023-05-04"},   {"2023-05", "2023-05"},
        {"04/5/2023", "2023-05-04"},  {"4/05/2023", "2023-05-04"},  {"4-5-2023", "2023-05-04"},
        {"5/2023", "2023-05"},        {"05-2023", "2023-05"},       {" 29/02/2024 ", "2024-02-29"},
        {"0001-01-01", "0001-01-01"}, {"31/12/9999", "9999-12-31"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct date date;
        struct buffer out = {0};
        assert_true(date_read(&date, string_of(rows[i].typed)));
        assert_true(date_is_valid(date));
        date_append_iso(&out, date);
        expect_buffer(&out, rows[i].iso);
    }
}

static void refuses_what_is_no_date(void **state)
{
    static const char *const rows[] = {
        "",           "2023",       "5",          "/",         "29/02/2023",
        "31/4/2023",  "0/5/2023",   "4/0/2023",   "4/13/2023", "2023-13-01",
        "2023/05/04", "04/5-2023",  "4/5/23",     "04.5.2023", "4/5/2023/",
        "4/5/2023/1", "4//2023",    "a/5/2023",   "4/5/20233", "004/5/2023",
        "4/005/2023", "2023-05-",   "0000-01-01", "4 5 2023",  "2023-05-04T00:00",
        "300/5/2023", "4/260/2023", "2023-2024",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct date date = {1, 2, 3};
        assert_false(date_read(&date, string_of(rows[i])));
        assert_true(date.year == 1 && date.month == 2 && date.day == 3);
    }
}

static void writes_dates(void **state)
{
    static const struct {
        struct date date;
        const char *blank, *in_words, *in_short, *iso;
    } rows[] = {
        {{2020, 1, 5}, "", "ngày 05 tháng 01 năm 2020", "05/01/2020", "2020-01-05"},
        {{2019, 6, 29}, "", "ngày 29 tháng 6 năm 2019", "29/6/2019", "2019-06-29"},
        {{2023, 2, 10}, "", "ngày 10 tháng 02 năm 2023", "10/02/2023", "2023-02-10"},
        {{2023, 3, 9}, "", "ngày 09 tháng 3 năm 2023", "09/3/2023", "2023-03-09"},
        {{2022, 11, 30}, "", "ngày 30 tháng 11 năm 2022", "30/11/2022", "2022-11-30"},
        {{2023, 5, 0}, "     ", "ngày     tháng 5 năm 2023", "5/2023", "2023-05"},
        {{2023, 5, 0}, "", "ngày tháng 5 năm 2023", "5/2023", "2023-05"},
        {{2023, 5, 0}, "\u00A0…\u00A0", "ngày\u00A0…\u00A0tháng 5 năm 2023", "5/2023", "2023-05"},
        {{2023, 0, 0}, "   ", "ngày   tháng   năm 2023", "2023", "2023"},
        {{987, 12, 1}, "", "ngày 01 tháng 12 năm 987", "01/12/987", "0987-12-01"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer out = {0};
        date_append_long(&out, rows[i].date, string_of(rows[i].blank));
        expect_buffer(&out, rows[i].in_words);
        date_append_short(&out, rows[i].date);
        expect_buffer(&out, rows[i].in_short);
        date_append_iso(&out, rows[i].date);
        expect_buffer(&out, rows[i].iso);
    }
}

static void knows_what_is_written_as_a_day(void **state)
{
    static const char *const days[] = {"31/2/2026", "2026-13-01", "0/5/2023", "4-5-2023", " 04/5/2023 "},
                             *const others[] = {"5/2023", "31/2", "31/2/26", "15/2026/TT", "31.2.2026", ""};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(days); i++)
        assert_true(date_is_written(string_of(days[i])));
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_false(date_is_written(string_of(others[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_valid_dates),
        cmocka_unit_test(counts_every_day),
        cmocka_unit_test(knows_weekdays),
        cmocka_unit_test(reads_what_is_typed),
        cmocka_unit_test(refuses_what_is_no_date),
        cmocka_unit_test(knows_what_is_written_as_a_day),
        cmocka_unit_test(writes_dates),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
