/* SQL rewritten: what computes is a call of ours, and nothing else changes. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>

#include "statistics/query_internal.h"

/* Of blanks at most one, and none at the ends or within parentheses. */
static struct string tidied(struct arena *arena, struct string sql)
{
    struct buffer tidy = {0};
    for (size_t i = 0; i < sql.length; i++) {
        bool is_blank = sql.bytes[i] == ' ';
        char before = tidy.length > 0 ? tidy.bytes[tidy.length - 1] : ' ';
        char behind = i + 1 < sql.length ? sql.bytes[i + 1] : ' ';
        if (!is_blank || (before != ' ' && before != '(' && behind != ' ' && behind != ')' && behind != ','))
            buffer_append_byte(&tidy, sql.bytes[i]);
    }
    struct string kept = arena_copy(arena, buffer_string(&tidy));
    buffer_release(&tidy);
    return kept;
}

static void assert_rewritten(const char *sql, const char *wanted)
{
    struct arena *arena = arena_new();
    struct string rewritten;
    bool is_read = sql_rewrite(arena, string_of(sql), &rewritten);
    if (is_read != (wanted != NULL))
        print_error("%s\n", sql);
    assert_int_equal(is_read, wanted != NULL);
    if (is_read)
        assert_string_equal(tidied(arena, rewritten).bytes, wanted);
    arena_free(arena);
}

static void operators_become_calls(void **state)
{
    static const char *const rows[][2] = {
        {"a", "a"},
        {"a + 1", "exact_compute(a, '+', 1)"},
        {"a+1-b", "exact_compute(a, '+', 1, '-', b)"},
        {"a - b * c", "exact_compute(a, '-', exact_compute(b, '*', c))"},
        {"(a - b) % c", "exact_compute((exact_compute(a, '-', b)), '%', c)"},
        {"a * b || c", "exact_compute(a, '*', exact_join(b, c))"},
        {"a || b || c COLLATE nocase", "exact_join(a, b, c COLLATE nocase)"},
        {"-a * b", "exact_compute(exact_compute(0, '-', a), '*', b)"},
        {"-5", "(-5)"},
        {"a--5\n -5", "exact_compute(a, '-', 5)"},
        {"+a", "(+a)"},
        {"~a & b", "exact_whole((~exact_whole(a))) & exact_whole(b)"},
        {"a << 1 + 2", "exact_whole(a) << exact_whole(exact_compute(1, '+', 2))"},
        {"1.5", "exact_number('1.5')"},
        {".5e-3 /* x * y */ * 1", "exact_compute(exact_number('.5e-3'), '*', 1)"},
        {"0x10 + 9223372036854775808", "exact_compute(0x10, '+', exact_number('9223372036854775808'))"},
        {"-9223372036854775808", "(-9223372036854775808)"},
        {"a < b + 1 AND NOT c - 1 = d", "a < exact_compute(b, '+', 1) AND NOT exact_compute(c, '-', 1) = d"},
        {"a BETWEEN b - 1 AND b + 1", "a BETWEEN exact_compute(b, '-', 1) AND exact_compute(b, '+', 1)"},
        {"CASE a WHEN 1 THEN b * 2 ELSE c END / 2",
         "exact_compute(CASE a WHEN 1 THEN exact_compute(b, '*', 2) ELSE c END, '/', 2)"},
        {"CAST(a * 2 AS INTEGER)", "CAST (exact_cast(exact_compute(a, '*', 2), 'INTEGER') AS INTEGER)"},
        {"CAST(a AS DECIMAL(10, 2))", "CAST (exact_cast(a, 'NUMERIC') AS DECIMAL (10, 2))"},
        {"CAST(a AS VARCHAR(9))", "CAST (exact_cast(a, 'TEXT') AS VARCHAR (9))"},
        {"CAST(a AS double)", "CAST (exact_cast(a, 'REAL') AS double)"},
        {"CAST(a AS REAL /* INT */)", "CAST (exact_cast(a, 'REAL') AS REAL)"},
        {"length(a)", "length (exact_text(a))"},
        {"\"Length\"(a * 2)", "\"Length\" (exact_text(exact_compute(a, '*', 2)))"},
        {"group_concat(DISTINCT a, ';')", "group_concat (DISTINCT exact_text(a), exact_text(';'))"},
        {"sum(a) FILTER (WHERE a > 1) OVER (ORDER BY a) - 1",
         "exact_compute(sum (a) FILTER (WHERE a > 1) OVER (ORDER BY a), '-', 1)"},
        {"EXISTS (SELECT 1) + 1", "exact_compute(EXISTS (SELECT 1), '+', 1)"},
        {"\"Đơn giá\" * [số lượng] + `c`.d",
         "exact_compute(exact_compute(\"Đơn giá\", '*', [số lượng]), '+', `c` . d)"},
        {"'a''+b' || x'2B'", "exact_join('a''+b', x'2B')"},
        {":tong / 2", "exact_compute(:tong, '/', 2)"},
        {"a IN (b + 1, 2)", "a IN (exact_compute(b, '+', 1), 2)"},
        {"\xEF\xBB\xBFlength(a)", "length (exact_text(a))"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_rewritten(rows[i][0], rows[i][1]);
}

static void the_rest_of_sql_stays(void **state)
{
    static const char *const rows[] = {
        "SELECT * FROM t",
        "SELECT t . *, count (*) FROM t GROUP BY a HAVING count (*) > 1 LIMIT 5 OFFSET 1",
        "WITH RECURSIVE x (a, b) AS (SELECT 1, 2 UNION ALL VALUES (1, 2)) SELECT * FROM x",
        "WITH x (a) AS NOT MATERIALIZED (SELECT 1) SELECT a FROM x",
        "SELECT a FROM t AS x LEFT JOIN u USING (a, b) WHERE x . a IS NOT NULL",
        "SELECT rank () OVER w FROM t WINDOW w AS (PARTITION BY a ORDER BY b ROWS BETWEEN 1 PRECEDING AND "
        "CURRENT ROW)",
        "SELECT DISTINCT a b FROM (SELECT 1 AS a) UNION SELECT 2 ORDER BY a COLLATE nocase",
        "SELECT a LIKE 'x%' ESCAPE '!', (a, b) = (1, 2) FROM t, u WHERE a IN (SELECT b FROM u)",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_rewritten(rows[i], rows[i]);
}

/* Windows order what they are told to; only what is seen has the order of lists. */
static void queries_are_ordered_as_lists(void **state)
{
    static const char *const rows[][2] = {
        {"SELECT a FROM t ORDER BY 2 DESC, upper(a) NULLS LAST LIMIT 1",
         "SELECT a FROM t ORDER BY (2) COLLATE vietnamese DESC, (upper (a)) COLLATE vietnamese NULLS LAST "
         "LIMIT 1"},
        {"SELECT a FROM t ORDER BY a = 'x' OR b - 1, c COLLATE nocase ASC;",
         "SELECT a FROM t ORDER BY (a = 'x' OR exact_compute(b, '-', 1)) COLLATE vietnamese, c COLLATE "
         "nocase ASC ;"},
        {"SELECT CASE WHEN a THEN (SELECT b FROM t ORDER BY a, b) END, rank() OVER (ORDER BY a) FROM t",
         "SELECT CASE WHEN a THEN (SELECT b FROM t ORDER BY (a) COLLATE vietnamese, (b) COLLATE vietnamese) "
         "END, rank () OVER (ORDER BY a) FROM t"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_rewritten(rows[i][0], rows[i][1]);
}

/* What is misread must not go on as it stands. */
static void what_is_not_understood_is_told(void **state)
{
    static const char *const rows[] = {
        "SELECT offset * 2 FROM t",
        "SELECT by / 2 FROM t",
        "SELECT a FROM t)",
        "SELECT (a FROM t",
        "SELECT CASE a FROM t",
        "SELECT CAST(a, b)",
        "SELECT sum(a) OVER (ORDER BY a RANGE BETWEEN 0.1 PRECEDING AND CURRENT ROW) FROM t",
        "SELECT count(*) OVER (ORDER BY a RANGE BETWEEN CURRENT ROW AND 1 FOLLOWING) FROM t",
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_rewritten(rows[i], NULL);
}

static void nesting_is_bounded(void **state)
{
    enum { DEPTH = 100000 };
    static const char openers[] = "(-~";
    (void)state;
    for (size_t i = 0; openers[i] != '\0'; i++) {
        struct arena *arena = arena_new();
        struct buffer sql = {0};
        struct string rewritten;
        for (size_t k = 0; k < DEPTH; k++)
            buffer_append_format(&sql, "%c ", openers[i]);
        assert_false(sql_rewrite(arena, buffer_string(&sql), &rewritten));
        buffer_release(&sql);
        arena_free(arena);
    }
}

/* Not one call within the other. */
static void long_chains_stay_flat(void **state)
{
    enum { COUNT = 190 };
    struct arena *arena = arena_new();
    struct buffer sql = {0};
    struct string rewritten;
    (void)state;
    buffer_append_text(&sql, "a");
    for (size_t i = 0; i < COUNT; i++)
        buffer_append_text(&sql, " + a");
    assert_true(sql_rewrite(arena, buffer_string(&sql), &rewritten));
    size_t calls = 0;
    for (size_t at = 0; (at = string_find(rewritten, STRING("exact_compute"), at)) != SIZE_MAX; at++)
        calls++;
    assert_int_equal(calls, 7);
    buffer_release(&sql);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(operators_become_calls),         cmocka_unit_test(the_rest_of_sql_stays),
        cmocka_unit_test(what_is_not_understood_is_told), cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(long_chains_stay_flat),          cmocka_unit_test(queries_are_ordered_as_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
