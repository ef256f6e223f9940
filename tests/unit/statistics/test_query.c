/* SQL over tables: exact, bounded, and safe to leave when memory runs out inside SQLite. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "base/memory.h"
#include "query_bench.h"

static const struct query_column columns[] = {{{"kenh", 4}, {"Kênh", sizeof "Kênh" - 1}, FORMAT_BARE},
                                              {{"phi", 3}, {"Phí", sizeof "Phí" - 1}, FORMAT_MONEY}};

static void set_up(struct bench *bench, size_t count)
{
    open_bench(bench);
    struct value rows = value_list(bench->arena);
    const struct name *channel = name_new(bench->arena, STRING("kenh"));
    const struct name *fee = name_new(bench->arena, STRING("phi"));
    for (size_t i = 0; i < count; i++) {
        struct value row = value_record(bench->arena);
        struct value text = value_text(i % 2 == 0 ? STRING("Trực tuyến") : STRING("Trực tiếp")), tenth;
        assert_true(number_read(bench->arena, STRING("0.1"), &tenth.as.number, NULL));
        tenth = value_number(tenth.as.number);
        record_set(row.as.record, channel, &text);
        record_set(row.as.record, fee, &tenth);
        list_append(rows.as.list, &row);
    }
    bench->table = (struct query_table){STRING("ho_so"), STRING("Hồ sơ"), columns, 2, rows.as.list};
}

static void results_are_exact(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *wanted;
    } cases[] = {
        {"SELECT sum(phi) FROM ho_so", "100"},
        {"SELECT avg(phi) FROM ho_so", "0.1"},
        {"SELECT sum(phi) FROM ho_so WHERE \"Kênh\" = 'Trực tiếp'", "50"},
        {"SELECT total(phi) FROM \"Hồ sơ\" WHERE 0", "0"},
        {"SELECT sum(phi) FROM ho_so WHERE rowid <= 3", "0.3"},
        {"SELECT min(\"Phí\") FROM ho_so", "0.1"},
        {"SELECT count(*) FROM ho_so WHERE phi = 0.1", "1000"},
        {"SELECT sum(9223372036854775807) FROM ho_so WHERE rowid <= 2", "18446744073709551614"},
        {"SELECT avg(rowid) FROM ho_so WHERE rowid IN (1, 2, 4)", "2.333333333333333"},
    };
    struct bench bench;
    struct value result;
    set_up(&bench, 1000);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buffer digits = {0};
        assert_true(run(&bench, cases[i].sql, &result));
        assert_int_equal(result.kind, VALUE_NUMBER);
        number_append_digits(&digits, result.as.number);
        assert_string_equal(digits.bytes, cases[i].wanted);
        buffer_release(&digits);
    }
    tear_down(&bench);
}

/* SQLite makes texts of bytes that are none. */
static void odd_texts_are_told(void **state)
{
    static const struct {
        const char *sql, *wanted;
    } cases[] = {
        {"SELECT x''", NULL},
        {"SELECT x'61'", NULL},
        {"SELECT char(1)", "Ký tự U+0001 không được có trong dữ liệu"},
        {"SELECT x'61FF'", "Ký tự x'FF' không được có trong dữ liệu"},
        {"SELECT char(55296)", "Ký tự x'ED' không được có trong dữ liệu"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bench bench;
        struct value result;
        struct buffer told = {0};
        set_up(&bench, 1);
        assert_int_equal(run(&bench, cases[i].sql, &result), cases[i].wanted == NULL);
        if (cases[i].wanted != NULL) {
            problem_append_message(problems_first(bench.problems), LANGUAGE_VI, &told);
            assert_string_equal(told.bytes, cases[i].wanted);
        }
        buffer_release(&told);
        tear_down(&bench);
    }
}

/* What SQLite does not take is told, and not read as nothing. */
static void too_long_texts_are_told(void **state)
{
    enum { LENGTH = (16 << 20) + 1 };
    struct bench bench;
    struct value result, text;
    (void)state;
    set_up(&bench, 1);
    char *bytes = arena_allocate(bench.arena, LENGTH);
    memset(bytes, 'x', LENGTH);
    text = value_text((struct string){bytes, LENGTH});
    scope_set(bench.evaluation.scope, name_new(bench.arena, STRING("dai")), &text);
    assert_false(run(&bench, "SELECT :dai IS NULL", &result));
    assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "sql-parameter");
    record_set_text(bench.table.rows->items[0].as.record, STRING("kenh"), &text);
    assert_false(run(&bench, "SELECT count(*) FROM ho_so WHERE kenh IS NULL", &result));
    assert_string_equal(problem_code_name(problems_last(bench.problems)->code), "sql-cell");
    tear_down(&bench);
}

static void set_fee(struct bench *bench, size_t row, const char *digits)
{
    struct number fee;
    assert_true(number_read(bench->arena, string_of(digits), &fee, NULL));
    struct value value = value_number(fee);
    record_set_text(bench->table.rows->items[row].as.record, STRING("phi"), &value);
}

/* In a column of fractions no number divides as an integer, however large. */
static void large_numbers_among_fractions_stay_exact(void **state)
{
    struct bench bench;
    struct value result;
    struct buffer digits = {0};
    (void)state;
    set_up(&bench, 2);
    set_fee(&bench, 1, "1234567890123457");
    assert_true(run(&bench, "SELECT phi / 2 FROM ho_so WHERE phi > 1", &result));
    number_append_digits(&digits, result.as.number);
    assert_string_equal(digits.bytes, "617283945061728.5");
    buffer_release(&digits);
    set_fee(&bench, 1, "9007199254740993");
    assert_false(run(&bench, "SELECT phi / 2 FROM ho_so WHERE phi > 1", &result));
    assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "sql-cell");
    tear_down(&bench);
}

static void a_name_of_two_tables_is_of_none(void **state)
{
    static const struct {
        const char *sql;
        bool is_run;
    } cases[] = {{"SELECT count(*) FROM ho_so", true},
                 {"SELECT count(*) FROM don", true},
                 {"SELECT count(*) FROM \"Hồ sơ\"", false},
                 {"SELECT count(*) FROM ds", false}};
    struct bench bench;
    struct value result;
    (void)state;
    set_up(&bench, 1);
    struct query_table tables[4] = {bench.table, bench.table, bench.table, bench.table};
    tables[1].name = STRING("don");
    tables[2].name = tables[3].name = STRING("ds");
    tables[2].label = STRING("Danh sách");
    tables[3].label = STRING("DON");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query = {
            .sql = string_of(cases[i].sql), .tables = tables, .table_count = 4, .is_single = true};
        assert_int_equal(query_run(&query, &bench.evaluation, &result), cases[i].is_run);
    }
    assert_string_equal(problem_code_name(problems_last(bench.problems)->code), "sql");
    tear_down(&bench);
}

/* Only the SQL's own bytes are looked at. */
static void one_statement_is_run(void **state)
{
    static const struct {
        const char *sql;
        size_t length;
        bool is_run;
    } cases[] = {{"SELECT 1; SELECT 2", 9, true},
                 {"SELECT 1 ; \n", 12, true},
                 {"SELECT 1; SELECT 2", 18, false},
                 {"", 0, false},
                 {";", 1, false}};
    struct bench bench;
    struct value result;
    (void)state;
    set_up(&bench, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query = {.sql = {cases[i].sql, cases[i].length}, .is_single = true};
        assert_int_equal(query_run(&query, &bench.evaluation, &result), cases[i].is_run);
    }
    tear_down(&bench);
}

static void endless_queries_are_stopped(void **state)
{
    (void)state;
    struct bench bench;
    struct value result;
    set_up(&bench, 1);
    bench.limits.values[LIMIT_STEPS] = 100000;
    assert_false(run(&bench,
                     "WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x) SELECT count(*) FROM x",
                     &result));
    assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "limit-steps");
    tear_down(&bench);
}

/* It is looked at before SQLite has understood it. */
static void what_ends_in_the_middle_is_refused(void **state)
{
    static const char *const cases[] = {
        "SELECT 1 AS", "WITH a AS",        "WITH a AS NOT", "WITH a AS NOT MATERIALIZED",
        "WITH a(",     "WITH a() AS",      "WITH a AS (",   "SELECT sum(1) OVER () AS ",
        "WITH",        "SELECT CAST(1 AS", "SELECT a.",     "SELECT \"a"};
    struct bench bench;
    struct value result;
    (void)state;
    set_up(&bench, 1);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_false(run(&bench, cases[i], &result));
    assert_int_equal(problems_count(bench.problems), sizeof cases / sizeof *cases);
    tear_down(&bench);
}

/* SQLite would make two of each, and so on, before it runs anything. */
static void queries_that_grow_are_stopped(void **state)
{
    enum { COUNT = 60 };
    static const char *const bodies[] = {
        ", \"A%d\" AS (SELECT * FROM a%d UNION ALL SELECT * FROM [a%d])",
        ", a%d AS (SELECT 1 FROM a%d, a%d)",
        ", a%d AS NOT MATERIALIZED (SELECT 1 FROM (a%d AS x, a%d))",
        ", a%d(b) AS (SELECT 1 FROM ho_so JOIN a%d ON (1), a%d)",
        ", a%d AS (SELECT 1 FROM a%d window, a%d)",
        ", a%d AS (SELECT 1 IN a%d OR EXISTS (SELECT 1 FROM ho_so, a%d))",
    };
    struct bench bench;
    struct value result;
    struct buffer sql = {0};
    (void)state;
    set_up(&bench, 1);
    assert_true(
        run(&bench,
            "WITH a AS (SELECT sum(phi) AS x FROM ho_so), b(y) AS (SELECT x FROM a UNION ALL SELECT x "
            "FROM a) SELECT (SELECT sum(y) FROM b) + (SELECT x FROM a)",
            &result));
    assert_true(
        run(&bench,
            "WITH den AS (SELECT phi AS xong, 1 AS tre FROM ho_so), xong AS (SELECT count(den), max(tre) "
            "AS tre FROM (SELECT 1 AS den, 2 AS tre)), tre(xong, den) AS (SELECT 1, 2) SELECT "
            "max(den.xong, tre.den) FROM den, xong, tre",
            &result));
    tear_down(&bench);
    for (size_t k = 0; k < sizeof bodies / sizeof *bodies; k++) {
        set_up(&bench, 1);
        buffer_append_text(&sql, "WITH a0 AS (SELECT 1)");
        for (int i = 1; i < COUNT; i++)
            buffer_append_format(&sql, bodies[k], i, i - 1, i - 1);
        buffer_append_format(&sql, " SELECT count(*) FROM a%d", COUNT - 1);
        assert_false(run(&bench, sql.bytes, &result));
        assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "limit-steps");
        buffer_truncate(&sql, 0);
        tear_down(&bench);
    }
    buffer_release(&sql);
}

/* Each step could be a text of megabytes. */
static void long_texts_count_among_the_steps(void **state)
{
    static const char *const calls[] = {"length(s)", "s || i", "s LIKE '%b%c'"};
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct bench bench;
        struct value result;
        set_up(&bench, 1);
        bench.limits.values[LIMIT_STEPS] = 10000000;
        struct string sql = arena_format(bench.arena,
                                         "WITH RECURSIVE b(s) AS (SELECT 'aaaaaaaa' UNION ALL SELECT s || s "
                                         "FROM b LIMIT 16), c AS (SELECT "
                                         "s FROM b ORDER BY length(s) DESC LIMIT 1), k(i) AS (SELECT 1 UNION "
                                         "ALL SELECT i + 1 FROM k LIMIT "
                                         "200) SELECT count(%s) FROM c, k",
                                         calls[i]);
        assert_false(run(&bench, sql.bytes, &result));
        assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "limit-steps");
        tear_down(&bench);
    }
}

struct told {
    struct query_listening listening;
    struct buffer text;
};

static void note(struct query_listening *listening, const struct query_table *table,
                 const struct query_column *column)
{
    struct told *told = (struct told *)listening;
    buffer_append_format(&told->text, "%.*s.%.*s;", STRING_FORMAT(table->name),
                         STRING_FORMAT(column != NULL ? column->name : STRING("-")));
}

struct guarded {
    struct bench *bench;
    bool is_done;
};

static void run_guarded(void *argument)
{
    struct guarded *guarded = argument;
    struct value result;
    struct told told = {.listening = {note}};
    struct query query = {
        .sql = STRING("SELECT sum(phi) + 0 FROM ho_so GROUP BY kenh HAVING avg(phi) > 1"),
        .tables = &guarded->bench->table,
        .table_count = 1,
        .is_single = true,
        .listening = &told.listening,
    };
    guarded->is_done = query_run(&query, &guarded->bench->evaluation, &result);
    buffer_release(&told.text);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct bench bench;
    set_up(&bench, 8);
    bool is_whole = false;
    for (size_t count = 0; !is_whole && count < 2000; count++) {
        struct guarded guarded = {&bench, false};
        memory_fail_after(count);
        is_whole = memory_guard(run_guarded, &guarded);
        memory_fail_after(SIZE_MAX);
        assert_true(!is_whole || guarded.is_done);
    }
    assert_true(is_whole);
    tear_down(&bench);
}

static void large_tables_are_summed(void **state)
{
    (void)state;
    struct bench bench;
    struct value result;
    int64_t sum;
    set_up(&bench, 100000);
    assert_true(run(&bench, "SELECT sum(phi) FROM ho_so", &result));
    assert_true(number_to_integer(result.as.number, &sum));
    assert_int_equal(sum, 10000);
    tear_down(&bench);
}

/* A column of yes and no stays one where nothing is computed of it. */
static void truths_stay_truths(void **state)
{
    static const char *const cases[][2] = {
        {"SELECT phi FROM ho_so ORDER BY rowid", "true;false;null;"},
        {"SELECT \"Phí\" FROM \"Hồ sơ\" WHERE phi = 1", "true;"},
        {"WITH a AS (SELECT phi AS b FROM ho_so) SELECT b FROM a WHERE b = 0", "false;"},
        {"SELECT phi + 0 FROM ho_so WHERE phi", "1;"},
        {"SELECT sum(phi) FROM ho_so", "1;"},
        {"SELECT phi FROM ho_so WHERE phi = 1 UNION ALL SELECT 1", "1;1;"},
        {"SELECT 'union' AS a, 1 FROM ho_so WHERE phi", "\"union\";"},
        {"SELECT count(*) FROM ho_so WHERE phi = '1'", "0;"},
    };
    struct bench bench;
    (void)state;
    set_up(&bench, 3);
    struct value cells[] = {value_bool(true), value_bool(false), value_none()};
    for (size_t i = 0; i < 3; i++)
        record_set_text(bench.table.rows->items[i].as.record, STRING("phi"), &cells[i]);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct query query = {.sql = string_of(cases[i][0]), .tables = &bench.table, .table_count = 1};
        struct buffer found = {0};
        struct value result;
        assert_true(query_run(&query, &bench.evaluation, &result));
        for (size_t k = 0; k < result.as.list->count; k++) {
            value_append_json(&found, &result.as.list->items[k].as.record->entries[0].value);
            buffer_append_text(&found, ";");
        }
        assert_string_equal(found.bytes, cases[i][1]);
        buffer_release(&found);
    }
    tear_down(&bench);
}

/* As lists are ordered, not as bytes are: Đ stands before H. */
static void texts_have_vietnamese_order(void **state)
{
    static const char *const words[] = {"Hộ tịch", "Đất đai", "Chứng thực", "đất đai", "Ấp"};
    struct bench bench;
    struct value result;
    struct buffer found = {0};
    (void)state;
    set_up(&bench, sizeof words / sizeof *words);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct value text = value_text(string_of(words[i]));
        record_set_text(bench.table.rows->items[i].as.record, STRING("kenh"), &text);
    }
    struct query query = {
        .sql =
            STRING("SELECT \"Kênh\" AS k, count(*) AS n FROM \"Hồ sơ\" GROUP BY \"Kênh\" ORDER BY \"Kênh\""),
        .tables = &bench.table,
        .table_count = 1};
    assert_true(query_run(&query, &bench.evaluation, &result));
    for (size_t i = 0; i < result.as.list->count; i++)
        buffer_append_format(
            &found, "%.*s;",
            STRING_FORMAT(record_lookup(result.as.list->items[i].as.record, STRING("k"))->as.text));
    assert_string_equal(found.bytes, "Ấp;Chứng thực;Đất đai;đất đai;Hộ tịch;");
    query.sql = STRING("SELECT trim(kenh) AS k FROM ho_so ORDER BY coalesce(k, '') DESC, 1");
    buffer_truncate(&found, 0);
    assert_true(query_run(&query, &bench.evaluation, &result));
    for (size_t i = 0; i < result.as.list->count; i++)
        buffer_append_format(
            &found, "%.*s;",
            STRING_FORMAT(record_lookup(result.as.list->items[i].as.record, STRING("k"))->as.text));
    assert_string_equal(found.bytes, "Hộ tịch;đất đai;Đất đai;Chứng thực;Ấp;");
    buffer_release(&found);
    tear_down(&bench);
}

static void what_is_read_is_told(void **state)
{
    static const char *const rows[][2] = {
        {"SELECT sum(phi) FROM ho_so", "ho_so.phi;"},
        {"SELECT count(*) FROM ho_so", "ho_so.-;"},
        {"SELECT sum(\"Phí\") FROM \"Hồ sơ\" WHERE kenh = ''", "ho_so.phi;ho_so.kenh;"},
        {"WITH x AS (SELECT phi FROM ho_so) SELECT sum(phi) FROM x", "ho_so.phi;"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct bench bench;
        struct told told = {.listening = {note}};
        struct value result;
        set_up(&bench, 2);
        struct query query = {.sql = string_of(rows[i][0]),
                              .tables = &bench.table,
                              .table_count = 1,
                              .is_single = true,
                              .listening = &told.listening};
        assert_true(query_run(&query, &bench.evaluation, &result));
        assert_string_equal(told.text.bytes, rows[i][1]);
        buffer_release(&told.text);
        tear_down(&bench);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_are_exact),
        cmocka_unit_test(odd_texts_are_told),
        cmocka_unit_test(too_long_texts_are_told),
        cmocka_unit_test(one_statement_is_run),
        cmocka_unit_test(endless_queries_are_stopped),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(large_tables_are_summed),
        cmocka_unit_test(texts_have_vietnamese_order),
        cmocka_unit_test(what_is_read_is_told),
        cmocka_unit_test(large_numbers_among_fractions_stay_exact),
        cmocka_unit_test(a_name_of_two_tables_is_of_none),
        cmocka_unit_test(what_ends_in_the_middle_is_refused),
        cmocka_unit_test(queries_that_grow_are_stopped),
        cmocka_unit_test(truths_stay_truths),
        cmocka_unit_test(long_texts_count_among_the_steps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
