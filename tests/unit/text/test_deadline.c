/* Deadlines as an office writes them → days. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/deadline.h"

static const struct deadline_case {
    const char *typed;
    struct date issued;
    enum deadline_kind kind;
    struct date deadline; /* of DEADLINE_DAY */
} cases[] = {
    {"2026-06-15", {0}, DEADLINE_DAY, {2026, 6, 15}},
    {" 15/6/2026 ", {2026, 5, 21}, DEADLINE_DAY, {2026, 6, 15}},
    {"6/2026", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"31/2/2026", {2026, 5, 21}, DEADLINE_WRONG, {0}},
    {" 2026-13-01 ", {0}, DEADLINE_WRONG, {0}},
    {"0/6/2026", {0}, DEADLINE_WRONG, {0}},
    {"31/02", {0}, DEADLINE_OTHER, {0}},
    {"15/2026/TT", {0}, DEADLINE_OTHER, {0}},
    {"5 ngày làm việc", {2026, 5, 21}, DEADLINE_DAY, {2026, 5, 28}},
    {"05 Ngày  Làm việc", {2026, 5, 21}, DEADLINE_DAY, {2026, 5, 28}},
    {"1 ngày làm việc", {2026, 5, 22}, DEADLINE_DAY, {2026, 5, 25}},
    {"10 ngày làm việc kể từ ngày ban hành", {2026, 5, 4}, DEADLINE_DAY, {2026, 5, 18}},
    {"10 ngày", {2026, 5, 21}, DEADLINE_DAY, {2026, 5, 31}},
    {"2 tuần", {2026, 5, 21}, DEADLINE_DAY, {2026, 6, 4}},
    {"1 tháng", {2026, 1, 31}, DEADLINE_DAY, {2026, 2, 28}},
    {"3 months", {2026, 11, 30}, DEADLINE_DAY, {2027, 2, 28}},
    {"13 tháng", {2026, 12, 1}, DEADLINE_DAY, {2028, 1, 1}},
    {"10 ngày làm việc", {2026, 5, 0}, DEADLINE_TERM, {0}},
    {"10 ngày", {0}, DEADLINE_TERM, {0}},
    {"10 ngày đêm", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"0 ngày", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"10", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"99999999999999999999 ngày", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"Thường xuyên", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"ngày 20 hằng tháng", {2026, 5, 21}, DEADLINE_OTHER, {0}},
    {"", {2026, 5, 21}, DEADLINE_OTHER, {0}},
};

static void deadlines_are_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date deadline = {0};
        print_message("# %s\n", cases[i].typed);
        assert_int_equal(deadline_read(string_of(cases[i].typed), cases[i].issued, NULL, &deadline),
                         cases[i].kind);
        if (cases[i].kind == DEADLINE_DAY)
            assert_int_equal(date_to_days(deadline), date_to_days(cases[i].deadline));
    }
}

static void days_are_found_in_words(void **state)
{
    static const struct {
        const char *typed;
        struct date day; /* year 0: none */
    } rows[] = {
        {"trước ngày 25/11/2026", {2026, 11, 25}},
        {"Chậm nhất là 05-6-2026 ", {2026, 6, 5}},
        {"trước ngày 05 tháng 6 năm 2026", {2026, 6, 5}},
        {"ngày 31 tháng 6 năm 2026", {0}},
        {"từ 01/6/2026 đến 05/6/2026", {0}},
        {"trước tháng 6/2026", {0}},
        {"ngày 20 hằng tháng", {0}},
        {"cuối năm", {0}},
        {"", {0}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct date day = {0};
        print_message("# %s\n", rows[i].typed);
        assert_int_equal(deadline_find_day(string_of(rows[i].typed), &day), rows[i].day.year != 0);
        if (rows[i].day.year != 0)
            assert_int_equal(date_to_days(day), date_to_days(rows[i].day));
    }
}

static void days_off_do_not_count(void **state)
{
    (void)state;
    int32_t off[] = {date_to_days((struct date){2026, 5, 22})};
    struct working_calendar calendar = {.days_off = off, .day_off_count = 1};
    struct date deadline;
    assert_int_equal(
        deadline_read(STRING("1 ngày làm việc"), (struct date){2026, 5, 21}, &calendar, &deadline),
        DEADLINE_DAY);
    assert_int_equal(date_to_days(deadline), date_to_days((struct date){2026, 5, 25}));
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(deadlines_are_read),
        cmocka_unit_test(days_are_found_in_words),
        cmocka_unit_test(days_off_do_not_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
