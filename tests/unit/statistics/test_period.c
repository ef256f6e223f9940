/* Periods: how they are typed, their bounds by each cut-off, their names, neighbours and deadlines. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "statistics/period.h"

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

static const struct period_rule calendar_rule = {CUT_OFF_MONTH_END, 2};

static void assert_text(struct buffer *out, const char *expected)
{
    assert_string_equal(out->bytes, expected);
    buffer_release(out);
}

static void assert_bounds(const struct period *period, const char *from, const char *to)
{
    struct buffer out = {0};
    date_append_iso(&out, period->from);
    assert_text(&out, from);
    date_append_iso(&out, period->to);
    assert_text(&out, to);
}

static struct period read(const char *typed, const struct period_rule *rule)
{
    struct period period;
    assert_true(period_read(string_of(typed), rule, &period));
    return period;
}

static void assert_code(const struct period *period, const char *expected)
{
    struct buffer out = {0};
    period_append_code(&out, period);
    assert_text(&out, expected);
}

static void reads_what_is_typed(void **state)
{
    static const struct {
        const char *typed, *code, *name;
    } rows[] = {
        {"2023-09", "2023-09", "tháng 9 năm 2023"},
        {"2023-9", "2023-09", "tháng 9 năm 2023"},
        {"09/2023", "2023-09", "tháng 9 năm 2023"},
        {"tháng 9/2023", "2023-09", "tháng 9 năm 2023"},
        {"Tháng 09 năm 2023", "2023-09", "tháng 9 năm 2023"},
        {" tháng  9 / 2023 ", "2023-09", "tháng 9 năm 2023"},
        {"tháng 9 năm 2023", "2023-09", "tháng 9 năm 2023"},
        {"2026-02", "2026-02", "tháng 02 năm 2026"},
        {"2023-Q3", "2023-Q3", "Quý III/2023"},
        {"2026-q1", "2026-Q1", "Quý I/2026"},
        {"Q4/2023", "2023-Q4", "Quý IV/2023"},
        {"quý III/2023", "2023-Q3", "Quý III/2023"},
        {"Quý 2 năm 2023", "2023-Q2", "Quý II/2023"},
        {"2023-H1", "2023-H1", "6 tháng đầu năm 2023"},
        {"2023-h2", "2023-H2", "6 tháng cuối năm 2023"},
        {"6 tháng đầu năm 2026", "2026-H1", "6 tháng đầu năm 2026"},
        {"06 tháng cuối năm 2026", "2026-H2", "6 tháng cuối năm 2026"},
        {"2023-9M", "2023-9M", "9 tháng đầu năm 2023"},
        {"9 tháng năm 2023", "2023-9M", "9 tháng đầu năm 2023"},
        {"2025", "2025", "năm 2025"},
        {"Năm 2025", "2025", "năm 2025"},
        {"2023-08-24..2023-09-24", "2023-08-24..2023-09-24", "từ ngày 24/8/2023 đến ngày 24/9/2023"},
        {"24/8/2023 .. 24/9/2023", "2023-08-24..2023-09-24", "từ ngày 24/8/2023 đến ngày 24/9/2023"},
        {"từ ngày 24/8/2023 đến ngày 24/9/2023", "2023-08-24..2023-09-24",
         "từ ngày 24/8/2023 đến ngày 24/9/2023"},
        {"24/8/2023 đến 24/9/2023", "2023-08-24..2023-09-24", "từ ngày 24/8/2023 đến ngày 24/9/2023"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period period = read(rows[i].typed, &period_rule_decree);
        struct buffer name = {0};
        assert_code(&period, rows[i].code);
        period_append_name(&name, &period);
        assert_text(&name, rows[i].name);
    }
}

static void refuses_what_is_no_period(void **state)
{
    static const char *const rows[] = {"",
                                       "2023-13",
                                       "2023-00",
                                       "2023-Q5",
                                       "2023-Q0",
                                       "2023-H3",
                                       "2023-6M",
                                       "23-09",
                                       "12023",
                                       "1899",
                                       "2200",
                                       "tháng 13/2023",
                                       "quý V/2023",
                                       "tháng 9",
                                       "2023-02-30..2023-03-01",
                                       "2023-09-24..2023-08-24",
                                       "2023-09..2023-10",
                                       "2023-09 x",
                                       "năm nay",
                                       "2023-08-24..",
                                       "\xf0\x9f\x98\x80"};
    struct period period;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_false(period_read(string_of(rows[i]), &period_rule_decree, &period));
}

static void cuts_off_as_the_decree_says(void **state)
{
    static const struct {
        const char *typed, *from, *to;
    } rows[] = {
        {"2023-09", "2023-08-15", "2023-09-14"}, {"2023-01", "2022-12-15", "2023-01-14"},
        {"2023-03", "2023-02-15", "2023-03-14"}, {"2023-Q1", "2022-12-15", "2023-03-14"},
        {"2023-Q2", "2023-03-15", "2023-06-14"}, {"2023-Q3", "2023-06-15", "2023-09-14"},
        {"2023-Q4", "2023-09-15", "2023-12-14"}, {"2023-H1", "2022-12-15", "2023-06-14"},
        {"2023-H2", "2023-06-15", "2023-12-14"}, {"2023-9M", "2022-12-15", "2023-09-14"},
        {"2023", "2022-12-15", "2023-12-14"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period period = read(rows[i].typed, &period_rule_decree);
        assert_bounds(&period, rows[i].from, rows[i].to);
    }
}

static void cuts_off_at_other_days(void **state)
{
    static const struct {
        unsigned cut_off;
        const char *typed, *from, *to;
    } rows[] = {
        {0, "2023-02", "2023-02-01", "2023-02-28"},  {0, "2024-02", "2024-02-01", "2024-02-29"},
        {0, "2023-Q4", "2023-10-01", "2023-12-31"},  {0, "2023-H1", "2023-01-01", "2023-06-30"},
        {0, "2023", "2023-01-01", "2023-12-31"},     {20, "2023-09", "2023-08-21", "2023-09-20"},
        {20, "2023", "2022-12-21", "2023-12-20"},    {30, "2023-02", "2023-01-31", "2023-02-28"},
        {30, "2023-03", "2023-03-01", "2023-03-30"}, {30, "2024-02", "2024-01-31", "2024-02-29"},
        {30, "2023-01", "2022-12-31", "2023-01-30"}, {31, "2023-04", "2023-04-01", "2023-04-30"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period_rule rule = {rows[i].cut_off, 2};
        struct period period = read(rows[i].typed, &rule);
        assert_bounds(&period, rows[i].from, rows[i].to);
    }
}

/* Whatever the cut-off, a year is its months without gap or overlap. */
static void follows_on_every_day(void **state)
{
    (void)state;
    for (unsigned cut_off = 0; cut_off <= 31; cut_off++) {
        struct period_rule rule = {cut_off, 0};
        struct period period = read("2025-12", &rule), previous;
        for (unsigned back = 0; back < 240; back++, period = previous) {
            assert_true(period_previous(&period, &rule, &previous));
            assert_int_equal(date_to_days(previous.to) + 1, date_to_days(period.from));
        }
    }
}

static void knows_neighbours(void **state)
{
    static const struct {
        const char *typed, *previous, *year_earlier;
        size_t so_far;
    } rows[] = {
        {"2023-09", "2023-08", "2022-09", 9},
        {"2023-01", "2022-12", "2022-01", 1},
        {"2023-Q1", "2022-Q4", "2022-Q1", 1},
        {"2023-Q3", "2023-Q2", "2022-Q3", 3},
        {"2023-H1", "2022-H2", "2022-H1", 1},
        {"2023-H2", "2023-H1", "2022-H2", 2},
        {"2023-9M", NULL, "2022-9M", 1},
        {"2023", "2022", "2022", 1},
        {"2024-02-25..2024-02-29", "2024-02-20..2024-02-24", "2023-02-25..2023-02-28", 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct period period = read(rows[i].typed, &calendar_rule), other, periods[MOST_PERIODS_OF_YEAR];
        assert_int_equal(period_previous(&period, &calendar_rule, &other), rows[i].previous != NULL);
        if (rows[i].previous != NULL)
            assert_code(&other, rows[i].previous);
        other = period_year_earlier(&period, &calendar_rule);
        assert_code(&other, rows[i].year_earlier);
        size_t count = period_year_so_far(&period, &calendar_rule, periods);
        assert_int_equal(count, rows[i].so_far);
        assert_code(&periods[count - 1], rows[i].typed);
    }
}

static void knows_its_kinds(void **state)
{
    (void)state;
    for (enum period_kind kind = 0; kind < PERIOD_KIND_COUNT; kind++) {
        assert_int_equal(period_kind_lookup(string_of(period_kind_key(kind))), kind);
        assert_true(strlen(period_kind_name(kind)) > 0);
    }
    assert_int_equal(period_kind_lookup(STRING("week")), PERIOD_KIND_COUNT);
}

static void counts_the_deadline_in_working_days(void **state)
{
    (void)state;
    struct period period = read("2023-09", &period_rule_decree); /* 14/9/2023 is a Thursday */
    struct date deadline = period_deadline(&period, &period_rule_decree, NULL);
    assert_int_equal(deadline.day, 18);
    struct period_rule at_once = {CUT_OFF_DECREE, 0};
    assert_int_equal(period_deadline(&period, &at_once, NULL).day, 14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_is_typed),
        cmocka_unit_test(refuses_what_is_no_period),
        cmocka_unit_test(cuts_off_as_the_decree_says),
        cmocka_unit_test(cuts_off_at_other_days),
        cmocka_unit_test(follows_on_every_day),
        cmocka_unit_test(knows_neighbours),
        cmocka_unit_test(knows_its_kinds),
        cmocka_unit_test(counts_the_deadline_in_working_days),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
