/*
 * Figures of SQL where binary fractions would give others: 4.35 * 100 is 434.99999999999994 in them. What is
 * wanted was computed with Python's fractions; tests/queries.sh does so for thousands more.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/memory.h"
#include "query_bench.h"
#include "statistics/query_internal.h"

static const struct query_column columns[] = {{{"x", 1}, {"Phí", sizeof "Phí" - 1}, FORMAT_BARE},
                                              {{"n", 1}, {"N", 1}, FORMAT_COUNT},
                                              {{"s", 1}, {"S", 1}, FORMAT_BARE}};

static void set_up(struct bench *bench)
{
    static const char *const cells[][3] = {{"0.1", "1", "a"},  {"0.2", "2", "b"},   {"0.3", "3", "b"},
                                           {"58.3", "7", "c"}, {"2.675", "7", "c"}, {"3", "-4", "1.5"}};
    open_bench(bench);
    struct value rows = value_list(bench->arena);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct value row = value_record(bench->arena);
        for (size_t k = 0; k < 3; k++) {
            struct value cell = value_text(string_of(cells[i][k]));
            struct number number;
            if (k < 2 && number_read(bench->arena, cell.as.text, &number, NULL))
                cell = value_number(number);
            record_set_text(row.as.record, columns[k].name, &cell);
        }
        list_append(rows.as.list, &row);
    }
    bench->table = (struct query_table){STRING("t"), STRING("Bảng"), columns, 3, rows.as.list};
}

/* The result as JSON: texts in quotes. */
static void figures_are_those_of_fractions(void **state)
{
    static const char *const cases[][2] = {
        /* operators */
        {"SELECT 0.1 + 0.2 = 0.3", "1"},
        {"SELECT x * 3 FROM t WHERE rowid = 1", "0.3"},
        {"SELECT count(*) FROM t WHERE x * 3 = 0.3", "1"},
        {"SELECT '4.35' * 100 >= 435", "1"},
        {"SELECT 1 / 3.0 * 3 = 1", "1"},
        {"SELECT 9223372036854775807 + 1", "9223372036854775808"},
        {"SELECT 4.35 * 100 % 10", "5"},
        {"SELECT 4.35 * 100 | 0", "435"},
        {"SELECT ~(4.35 * 100)", "-436"},
        {"SELECT 7 / 2", "3"},
        {"SELECT -7 / 2", "-3"},
        {"SELECT 7 / 2.0", "3.5"},
        {"SELECT 7.5 / 0", "null"},
        {"SELECT x / 2 FROM t WHERE rowid = 6", "1.5"},
        {"SELECT count(*) FROM t WHERE x IN (SELECT 0.3 - 0.2)", "1"},
        {"SELECT max(x * 3, 0.3) > 0.3 FROM t WHERE rowid = 1", "0"},
        {"SELECT CASE WHEN 4.35 * 100 >= 435 THEN 'đạt' ELSE 'chưa' END", "\"đạt\""},
        {"SELECT count(*) FROM (SELECT x FROM t UNION SELECT 0.1 * 2)", "6"},
        /* literals that SQLite misreads by one bit */
        {"SELECT 1.77973576 = 177973576 / 100000000.0", "1"},
        {"SELECT .5 + 5. + 1e-1", "5.6"},
        {"SELECT 99999999999999999999 / 3", "33333333333333333333"},
        /* casts */
        {"SELECT CAST(4.35 * 100 AS INTEGER)", "435"},
        {"SELECT CAST('4.35' AS REAL) * 100", "435"},
        {"SELECT CAST(-4.99 AS INTEGER)", "-4"},
        {"SELECT CAST(4.35 * 100 AS TEXT)", "\"435\""},
        {"SELECT CAST(0.00001 AS TEXT)", "\"0.00001\""},
        {"SELECT CAST(x AS DECIMAL(10, 2)) FROM t WHERE rowid = 4", "58.3"},
        {"SELECT CAST(7 AS REAL) / 2", "3.5"},
        {"SELECT CAST('12.5abc' AS NUMERIC)", "12.5"},
        {"SELECT CAST('1e3' AS INTEGER)", "1"},
        {"SELECT CAST('5' AS INTEGER) = '5'", "1"},
        {"SELECT CAST(4.35 AS REAL /* TEXT */) * 100", "435"},
        {"WITH y AS MATERIALIZED (SELECT CAST(x AS REAL) AS v FROM t UNION ALL SELECT n FROM t) SELECT "
         "sum(v) FROM y",
         "80.575"},
        /* functions */
        {"SELECT round(2.675, 2)", "2.68"},
        {"SELECT round(1.005, 2)", "1.01"},
        {"SELECT round(-0.5)", "-1"},
        {"SELECT round(x, 1) FROM t WHERE rowid = 5", "2.7"},
        {"SELECT abs(x - 0.3) FROM t WHERE rowid = 2", "0.1"},
        {"SELECT floor(4.35 * 100) || ceil(4.35 * 100) || trunc(-1.5)", "\"435435-1\""},
        {"SELECT sign(0.3 - 0.1 - 0.2)", "0"},
        {"SELECT sum(x) FROM t", "64.575"},
        {"SELECT sum(x * 1.1) FROM t", "71.0325"},
        {"SELECT sum(n) FROM t", "16"},
        {"SELECT sum(x) / 2 FROM t WHERE rowid IN (4, 5) OR x = 3", "31.9875"},
        {"SELECT avg(n) FROM t WHERE n < 3", "-0.3333333333333333"},
        {"SELECT typeof(sum(n)) || typeof(sum(x)) || typeof(avg(n)) FROM t", "\"integerrealreal\""},
        {"SELECT round(100.0 * sum(n) / count(*), 1) FROM t WHERE s = 'b'", "250"},
        {"SELECT group_concat(y, ';') FROM (SELECT sum(x) OVER (ORDER BY rowid ROWS 1 PRECEDING) AS y FROM "
         "t)",
         "\"0.1;0.3;0.5;58.6;60.975;5.675\""},
        /* texts */
        {"SELECT (x * 3) || '%' FROM t WHERE rowid = 1", "\"0.3%\""},
        {"SELECT group_concat(x * 3, ';') FROM t WHERE rowid < 4", "\"0.3;0.6;0.9\""},
        {"SELECT group_concat(DISTINCT v) FROM (SELECT x AS v FROM t WHERE x = 3 UNION ALL SELECT 3)",
         "\"3\""},
        {"SELECT length(x * 3) FROM t WHERE rowid = 1", "3"},
        {"SELECT substr(avg(x), 1, 7) FROM t", "\"10.7625\""},
        {"SELECT x * 3 LIKE '0.3' FROM t WHERE rowid = 1", "1"},
        {"SELECT x * 3 GLOB '0.?' FROM t WHERE rowid = 1", "1"},
        {"SELECT s LIKE '1!.%' ESCAPE '!' FROM t WHERE rowid = 6", "1"},
        {"SELECT upper('đất đai') || lower('HỘ TỊCH') || upper(x) FROM t WHERE rowid = 1",
         "\"ĐẤT ĐAIhộ tịch0.1\""},
        {"SELECT lower(NULL)", "null"},
        {"SELECT 'Đất đai' LIKE 'đ%ĐAI'", "1"},
        {"SELECT 'Đất đai' LIKE '__t %'", "1"},
        {"SELECT 'Đất' LIKE 'ĐẤ' || 't!' ESCAPE '!'", "0"},
        /* printf */
        {"SELECT printf('%d', 4.35 * 100)", "\"435\""},
        {"SELECT printf('%.2f', 2.675)", "\"2.68\""},
        {"SELECT printf('%.1f%%', 1005 / 10.0)", "\"100.5%\""},
        {"SELECT printf('%f', 1 / 3.0)", "\"0.333333\""},
        {"SELECT format('%s', x) FROM t WHERE rowid = 1", "\"0.1\""},
        {"SELECT printf('%05d|%+d|%-4d|%4s|%,d', 42, 7, 7, 'ab', -1234567)",
         "\"00042|+7|7   |  ab|-1,234,567\""},
        {"SELECT printf('%06.2f|%.0f|%*d|%.3d', -2.675, 2.5, 4, 5, 7)", "\"-02.68|3|   5|007\""},
        {"SELECT printf('%-05d|%-06.1f|%.*f', 42, 2.5, -2, 2.675)", "\"00042|2.5   |2.68\""},
        {"SELECT printf('%d|%s|%.1f', NULL, NULL)", "\"0||0.0\""},
        {"SELECT printf(NULL)", "null"},
        /* names */
        {"SELECT count(*) FROM \"Bảng\" WHERE rowid <= 2", "2"},
        {"SELECT sum(t.\"Phí\") - sum(b.x) FROM t JOIN \"Bảng\" AS b ON b.rowid = t.rowid", "0"},
        {"SELECT 2 -- hai\n; -- hết", "2"},
    };
    (void)state;
    struct bench bench;
    set_up(&bench);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct value result;
        struct buffer json = {0};
        bool is_run = run(&bench, cases[i][0], &result);
        if (is_run)
            value_append_json(&json, &result);
        if (!is_run || strcmp(json.bytes, cases[i][1]) != 0)
            print_error("%s\n", cases[i][0]);
        assert_true(is_run);
        assert_string_equal(json.bytes, cases[i][1]);
        buffer_release(&json);
    }
    tear_down(&bench);
}

static void what_cannot_be_exact_is_told(void **state)
{
    static const char *const cases[][3] = {
        {"SELECT sqrt(2)", "sql-function", "sqrt"},
        {"SELECT x -> '$' FROM t", "sql-function", "->"},
        {"SELECT exact_compute()", "sql-function", "exact_compute"},
        {"SELECT printf('%e', x) FROM t", "sql-function", "printf %e"},
        {"SELECT printf('%,.2f', x) FROM t", "sql-function", "printf %,.2f"},
        {"SELECT 'a' LIKE 'a%%' ESCAPE '%'", "sql-refused", "ESCAPE '%'"},
        {"SELECT 'a' LIKE 'a__' ESCAPE '_'", "sql-refused", "ESCAPE '_'"},
        {"SELECT count(*) FROM t WHERE \"Phi\" = 'b'", "sql", "no such column: Phi"},
        {"SELECT \"sum(x)\" FROM (SELECT sum(x) FROM t)", "sql-unread", "phép tính"},
        {"SELECT 'a' LIKE hex(hex(hex(hex(hex(hex(printf('%1000s', '')))))))", "sql",
         "LIKE or GLOB pattern too complex"},
        {"SELECT sum(s) FROM t", "sql-sum", "sum()"},
        {"SELECT avg(x) || '' FROM t WHERE rowid < 4 AND x > 0.1 OR x = 3", "sql-inexact", "||"},
        {"SELECT length(1 / 3.0)", "sql-inexact", "CAST(… AS TEXT)"},
        {"SELECT CAST(1e19 AS INTEGER)", "sql-inexact", "CAST"},
        {"SELECT 9007199254740993 * 1.5", "sql-inexact", "+ - * /"},
        {"SELECT 1e400", "sql-inexact", "1e400"},
        {"SELECT 0.1 + 1e-17 > 0.1", "sql-inexact", "+ - * /"},
        {"SELECT 12345678901234567.5", "sql-inexact", "12345678901234567.5"},
        {"WITH RECURSIVE y(i) AS (SELECT 1.1 UNION ALL SELECT i * i FROM y LIMIT 40) SELECT max(i) FROM y",
         "sql-inexact", "“*”"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench bench;
        struct value result;
        struct buffer told = {0};
        set_up(&bench);
        if (run(&bench, cases[i][0], &result))
            print_error("%s\n", cases[i][0]);
        const struct problem *problem = problems_first(bench.problems);
        assert_non_null(problem);
        assert_string_equal(problem_code_name(problem->code), cases[i][1]);
        problem_append_message(problem, LANGUAGE_VI, &told);
        if (strstr(told.bytes, cases[i][2]) == NULL)
            print_error("%s: %s\n", cases[i][0], told.bytes);
        assert_non_null(strstr(told.bytes, cases[i][2]));
        buffer_release(&told);
        tear_down(&bench);
    }
}

/* The smaller number has the smaller key, and no two have the same. */
static void keys_have_the_order_of_numbers(void **state)
{
    static const char *const ascending[] = {
        "-123456789012345678901234567890",
        "-9223372036854777856",
        "-58.3",
        "-1/3",
        "-333333333333333/1000000000000000",
        "0",
        "1/1000000000000000000000000000",
        "1/10",
        "1000000000000001/10000000000000000",
        "1/3",
        "3333333333333334/10000000000000000",
        "1",
        "123456789012345/100000000000000",
        "58",
        "583/10",
        "9007199254740991",
        "9223372036854775807",
        "36893488147419103232/3",
        "123456789012345678901234567890",
    };
    struct bench bench;
    (void)state;
    set_up(&bench);
    struct query_run query_run = {.evaluation = &bench.evaluation};
    double before = -1e300;
    for (size_t i = 0; i < sizeof ascending / sizeof *ascending; i++) {
        struct number number, again;
        double real;
        assert_true(number_read_exact(bench.arena, string_of(ascending[i]), &number));
        if (!exact_remember(&query_run, number, &real)) {
            assert_string_equal(ascending[i], "9223372036854775807"); /* its double is another integer */
            continue;
        }
        assert_true(real > before);
        assert_true(exact_lookup(&query_run, real, &again));
        assert_int_equal(number_compare(number, again), 0);
        before = real;
    }
    tear_down(&bench);
}

/* Each number is kept: what makes them without end is stopped before memory is. */
static void endless_numbers_are_stopped(void **state)
{
    struct bench bench;
    struct value result;
    (void)state;
    set_up(&bench);
    bench.limits.values[LIMIT_STEPS] = 1000000;
    assert_false(run(&bench,
                     "WITH RECURSIVE y(i, k) AS (SELECT 1.1, 0 UNION ALL SELECT k / 7919.0, k + 1 FROM y) "
                     "SELECT count(i) FROM y",
                     &result));
    assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "limit-steps");
    tear_down(&bench);
}

struct guarded {
    struct bench *bench;
    const char *sql;
    bool is_done;
};

static void run_guarded(void *argument)
{
    struct guarded *guarded = argument;
    struct value result;
    guarded->is_done = run(guarded->bench, guarded->sql, &result);
}

static void memory_may_run_out_in_functions(void **state)
{
    static const char *const queries[] = {
        "SELECT printf('%.2f %s', sum(x) / 3, s) || round(avg(x), 1) FROM t WHERE s LIKE '%'",
        "SELECT group_concat(CAST(x * 123456789.123456789 / 7 AS INTEGER)) FROM t",
    };
    (void)state;
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        struct bench bench;
        set_up(&bench);
        bool is_whole = false;
        for (size_t count = 0; !is_whole && count < 5000; count++) {
            struct guarded guarded = {&bench, queries[i], false};
            memory_fail_after(count);
            is_whole = memory_guard(run_guarded, &guarded);
            memory_fail_after(SIZE_MAX);
            assert_true(!is_whole || guarded.is_done);
        }
        assert_true(is_whole);
        tear_down(&bench);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_are_those_of_fractions),  cmocka_unit_test(what_cannot_be_exact_is_told),
        cmocka_unit_test(keys_have_the_order_of_numbers),  cmocka_unit_test(endless_numbers_are_stopped),
        cmocka_unit_test(memory_may_run_out_in_functions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
