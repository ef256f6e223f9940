/* Queries over rows: what a data case cannot show, as warnings, places in files, and large tables. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "expression/expression.h"

struct bench {
    struct arena *arena;
    struct limits limits;
    struct problems *problems;
    struct sources *sources;
    struct evaluation evaluation;
    struct record *data;
};

static void set_up(struct bench *bench, enum undefined_mode undefined)
{
    *bench = (struct bench){.arena = arena_new(), .limits = limits_default(), .problems = problems_new()};
    bench->sources = sources_new(bench->arena);
    bench->data = value_record(bench->arena).as.record;
    bench->evaluation = (struct evaluation){.arena = bench->arena,
                                            .lasting = bench->arena,
                                            .scope = scope_new(bench->arena, NULL),
                                            .sources = bench->sources,
                                            .limits = &bench->limits,
                                            .problems = bench->problems,
                                            .undefined = undefined};
    scope_use_record(bench->evaluation.scope, bench->data);
}

static void tear_down(struct bench *bench)
{
    problems_free(bench->problems);
    arena_free(bench->arena);
}

static bool evaluate(struct bench *bench, const char *typed, struct value *result)
{
    struct expression_source source = {.text = string_of(typed), .place = {.tag = string_of(typed)}};
    const struct expression *expression = expression_parse(bench->arena, &source, bench->problems);
    return expression != NULL && expression_evaluate(expression, &bench->evaluation, result);
}

/* A table "ds" of `count` rows: n counts from 1, kênh alternates. */
static void add_table(struct bench *bench, size_t count)
{
    struct value rows = value_list(bench->arena);
    const struct name *n = name_new(bench->arena, STRING("n"));
    const struct name *channel = name_new(bench->arena, STRING("kênh"));
    uint16_t source = sources_add(bench->sources, STRING("ho-so.csv"));
    for (size_t i = 0; i < count; i++) {
        struct value row = value_record(bench->arena), number = value_integer((int64_t)i + 1);
        struct value text = value_text(i % 2 == 0 ? STRING("Trực tuyến") : STRING("Trực tiếp"));
        number.source = text.source = source;
        number.line = text.line = (uint32_t)i + 2;
        number.column = 1;
        text.column = 9;
        record_set(row.as.record, n, &number);
        record_set(row.as.record, channel, &text);
        list_append(rows.as.list, &row);
    }
    record_set_text(bench->data, STRING("ds"), &rows);
}

static void a_near_text_is_a_warning(void **state)
{
    (void)state;
    struct bench bench;
    struct value result;
    set_up(&bench, UNDEFINED_ERROR);
    add_table(&bench, 4);
    assert_true(evaluate(&bench, "đếm(ds, kênh = 'trực tuyên')", &result));
    assert_int_equal(result.as.number.integer_part, 0);
    assert_int_equal(problems_error_count(bench.problems), 0);
    const struct problem *problem = problems_first(bench.problems);
    assert_non_null(problem);
    assert_string_equal(problem_code_name(problem->code), "no-such-cell");
    assert_int_equal(problem->severity, SEVERITY_WARNING);
    assert_true(string_is(problem->suggestion, "Trực tuyến"));
    assert_true(evaluate(&bench, "đếm(ds, kênh = 'Bưu điện')", &result));
    assert_int_equal(problems_count(bench.problems), 1);
    tear_down(&bench);
}

static void a_text_among_figures_is_told_with_its_cell(void **state)
{
    (void)state;
    struct bench bench;
    struct value result;
    set_up(&bench, UNDEFINED_ERROR);
    add_table(&bench, 4);
    assert_false(evaluate(&bench, "tổng(ds, kênh, n > 2)", &result));
    const struct problem *problem = problems_first(bench.problems);
    assert_string_equal(problem_code_name(problem->code), "row-not-number");
    assert_true(string_is(problem->place.file, "ho-so.csv"));
    assert_int_equal(problem->place.line, 4);
    tear_down(&bench);
}

static void a_draft_goes_on_without_a_column(void **state)
{
    (void)state;
    struct bench bench;
    struct value result;
    set_up(&bench, UNDEFINED_MARK);
    add_table(&bench, 4);
    assert_true(evaluate(&bench, "đếm(ds, m > 2)", &result));
    assert_int_equal(result.kind, VALUE_UNDEFINED);
    assert_int_equal(problems_error_count(bench.problems), 0);
    assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "missing-name");
    tear_down(&bench);
}

static void steps_are_bounded(void **state)
{
    (void)state;
    struct bench bench;
    struct value result;
    set_up(&bench, UNDEFINED_ERROR);
    add_table(&bench, 1000);
    bench.limits.values[LIMIT_STEPS] = 500;
    assert_false(evaluate(&bench, "đếm(ds, kênh = 'x')", &result));
    assert_string_equal(problem_code_name(problems_first(bench.problems)->code), "limit-steps");
    tear_down(&bench);
}

static void large_tables_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *typed;
        int64_t wanted;
    } cases[] = {
        {"đếm(ds, kênh = 'trực tuyến')", 50000},
        {"đếm(ds, n > 99000 and kênh != 'x')", 1000},
        {"tổng(ds, n, kênh = 'trực tiếp')", 2500050000},
        {"nhóm theo(ds, kênh) | count", 2},
        {"nhóm theo(ds, n) | count", 100000},
        {"xếp hạng(ds, n)[0].n", 100000},
    };
    struct bench bench;
    struct value result;
    set_up(&bench, UNDEFINED_ERROR);
    add_table(&bench, 100000);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t number;
        assert_true(evaluate(&bench, cases[i].typed, &result));
        assert_true(number_to_integer(result.as.number, &number));
        assert_int_equal(number, cases[i].wanted);
    }
    tear_down(&bench);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_near_text_is_a_warning),
        cmocka_unit_test(a_text_among_figures_is_told_with_its_cell),
        cmocka_unit_test(a_draft_goes_on_without_a_column),
        cmocka_unit_test(steps_are_bounded),
        cmocka_unit_test(large_tables_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
