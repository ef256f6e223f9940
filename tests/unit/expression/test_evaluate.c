/* What examples in text cannot show: formats that last, data that may not change, limits, arenas that rewind.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "expression/parse.h"

struct fixture {
    struct arena *data, *arena, *lasting;
    struct problems *problems;
    struct limits limits;
    struct evaluation evaluation;
    struct record *record;
};

static struct fixture *begin(void)
{
    struct arena *data = arena_new();
    struct fixture *fixture = arena_allocate(data, sizeof *fixture);
    fixture->data = data;
    fixture->arena = arena_new();
    fixture->lasting = arena_new();
    fixture->problems = problems_new();
    fixture->limits = limits_default();
    fixture->record = value_record(data).as.record;
    fixture->evaluation = (struct evaluation){.arena = fixture->arena,
                                              .lasting = fixture->lasting,
                                              .scope = scope_new(fixture->lasting, NULL),
                                              .limits = &fixture->limits,
                                              .problems = fixture->problems};
    scope_use_record(fixture->evaluation.scope, fixture->record);
    return fixture;
}

static void end(struct fixture *fixture)
{
    problems_free(fixture->problems);
    arena_free(fixture->lasting);
    arena_free(fixture->arena);
    arena_free(fixture->data);
}

static void give(struct fixture *fixture, const char *name, struct value value, enum value_format format)
{
    value.format = (uint8_t)format;
    record_set_text(fixture->record, string_of(name), &value);
}

static bool evaluate(struct fixture *fixture, const char *text, struct value *result)
{
    struct expression_source source = {.text = string_of(text), .place = {.tag = string_of(text)}};
    const struct expression *expression = expression_parse(fixture->lasting, &source, fixture->problems);
    return expression != NULL && expression_evaluate(expression, &fixture->evaluation, result);
}

static void assert_prints(struct fixture *fixture, const char *text, const char *expected)
{
    struct value value;
    struct buffer out = {0};
    assert_true(evaluate(fixture, text, &value));
    buffer_append_text(&out, "");
    value_append_text(&out, &value, NUMBERS_VI);
    assert_string_equal(out.length > 0 ? out.bytes : "", expected);
    buffer_release(&out);
}

static void assert_fails(struct fixture *fixture, const char *text, const char *code)
{
    struct value value;
    assert_false(evaluate(fixture, text, &value));
    const struct problem *last = problems_first(fixture->problems);
    while (last->next != NULL)
        last = last->next;
    assert_string_equal(problem_code_name(last->code), code);
}

static void sums_of_one_kind_keep_its_format(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    give(fixture, "a", value_integer(3), FORMAT_COUNT);
    give(fixture, "b", value_integer(4), FORMAT_COUNT);
    give(fixture, "m", value_integer(2318000), FORMAT_MONEY);
    give(fixture, "n", value_integer(5), FORMAT_BARE);
    assert_prints(fixture, "a", "03");
    assert_prints(fixture, "a + b", "07");
    assert_prints(fixture, "b - a", "01");
    assert_prints(fixture, "[a, b] | sum", "07");
    assert_prints(fixture, "tổng(a, b)", "07");
    assert_prints(fixture, "lớn nhất(a, b)", "04");
    assert_prints(fixture, "m + m", "4.636.000đ");
    assert_prints(fixture, "a + n", "8");
    assert_prints(fixture, "a + m", "2318003");
    assert_prints(fixture, "a * 2", "6");
    assert_prints(fixture, "a ~ '/' ~ b", "03/04");
    assert_prints(fixture, "tỉ lệ(a, b)", "03/04");
    assert_prints(fixture, "tỉ lệ(a, b) | phần trăm", "75%");
    end(fixture);
}

static void percent_fields_are_percents_already(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct number number;
    assert_true(number_read(fixture->data, STRING("98.345"), &number, NULL));
    give(fixture, "p", value_number(number), FORMAT_PERCENT);
    assert_prints(fixture, "p", "98,345%");
    assert_prints(fixture, "p | phần trăm(1)", "98,3%");
    end(fixture);
}

static void markup_sets_the_outline_format(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct value value;
    assert_true(evaluate(fixture, "'**a**' | markup", &value));
    assert_int_equal(value.format, FORMAT_OUTLINE);
    assert_true(evaluate(fixture, "'**a**' | đề cương", &value));
    assert_int_equal(value.format, FORMAT_OUTLINE);
    end(fixture);
}

static void data_is_never_changed(void **state)
{
    (void)state;
    static const char *const changes[] = {"ds.append(1)",  "ds.extend([1])",   "ds.insert(0, 1)", "ds.pop()",
                                          "ds.remove(1)",  "ds.clear()",       "ds.reverse()",    "ds.sort()",
                                          "r.update(a=1)", "r.setdefault('x')"};
    struct fixture *fixture = begin();
    struct value list = value_list(fixture->data), one = value_integer(1);
    list_append(list.as.list, &one);
    give(fixture, "ds", list, FORMAT_BARE);
    give(fixture, "r", value_record(fixture->data), FORMAT_BARE);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++)
        assert_fails(fixture, changes[i], "changes-data");
    assert_int_equal(list.as.list->count, 1);
    end(fixture);
}

static void changed_lists_outlive_a_round(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct value list, ignored, x;
    assert_true(evaluate(fixture, "[]", &list));
    scope_set(fixture->evaluation.scope, name_new(fixture->lasting, STRING("ds")), &list);
    for (int i = 0; i < 100; i++) {
        struct arena_mark mark = arena_mark(fixture->arena);
        x = value_text(arena_format(fixture->arena, "dòng %d", i));
        scope_set(fixture->evaluation.scope, name_new(fixture->lasting, STRING("x")), &x);
        assert_true(evaluate(fixture, "ds.append([x, 2 ** 100])", &ignored));
        arena_rewind(fixture->arena, mark);
    }
    assert_prints(fixture, "ds | length", "100");
    assert_prints(fixture, "ds[99][0]", "dòng 99");
    assert_prints(fixture, "ds[0][1]", "1267650600228229401496703205376");
    end(fixture);
}

static void namespaces_and_cyclers_keep_state(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct value cycler, joiner;
    assert_true(evaluate(fixture, "cycler('a', 'b')", &cycler));
    scope_set(fixture->evaluation.scope, name_new(fixture->lasting, STRING("c")), &cycler);
    assert_prints(fixture, "c.next() ~ c.next() ~ c.next() ~ c.current", "abab");
    assert_prints(fixture, "[c.reset(), c.next()] | last", "a");
    assert_true(evaluate(fixture, "joiner('; ')", &joiner));
    scope_set(fixture->evaluation.scope, name_new(fixture->lasting, STRING("j")), &joiner);
    assert_prints(fixture, "j() ~ 'a' ~ j() ~ 'b' ~ j() ~ 'c'", "a; b; c");
    end(fixture);
}

static void methods_kept_as_values_outlive_a_round(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct value list, ignored;
    assert_true(evaluate(fixture, "[]", &list));
    scope_set(fixture->evaluation.scope, name_new(fixture->lasting, STRING("ds")), &list);
    struct arena_mark mark = arena_mark(fixture->arena);
    assert_true(evaluate(fixture, "ds.append(('a' ~ 'b').upper)", &ignored));
    arena_rewind(fixture->arena, mark);
    assert_true(evaluate(fixture, "'x' * 100", &ignored));
    assert_prints(fixture, "ds[0]()", "AB");
    end(fixture);
}

static void steps_are_bounded(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    fixture->limits.values[LIMIT_STEPS] = 1000;
    assert_fails(fixture, "range(2000) | sum", "limit-steps");
    fixture->evaluation.steps = 0;
    assert_prints(fixture, "range(100) | sum", "4950");
    end(fixture);
}

static void dates_answer_with_their_parts(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    give(fixture, "d", value_date((struct date){2023, 5, 4}), FORMAT_BARE);
    give(fixture, "blank", value_date((struct date){2023, 5, 0}), FORMAT_BARE);
    give(fixture, "sunday", value_date((struct date){2023, 5, 7}), FORMAT_BARE);
    assert_prints(fixture, "d", "04/5/2023");
    assert_prints(fixture, "d.year ~ '-' ~ d.tháng ~ '-' ~ d.day", "2023-5-4");
    assert_prints(fixture, "d.strftime('%d/%m/%Y')", "04/05/2023");
    assert_prints(fixture, "d.strftime('%-d tháng %-m, %A')", "4 tháng 5, Thứ Năm");
    assert_prints(fixture, "sunday.strftime('%u %w')", "7 0");
    assert_prints(fixture, "d.weekday()", "3");
    assert_prints(fixture, "d.isoformat()", "2023-05-04");
    assert_prints(fixture, "'{:%d.%m}'.format(d)", "04.05");
    assert_prints(fixture, "d | ngày", "ngày 04 tháng 5 năm 2023");
    assert_prints(fixture, "blank | ngày(blank='....')", "ngày....tháng 5 năm 2023");
    assert_prints(fixture, "blank.day is none", "có");
    assert_prints(fixture, "d > blank", "có");
    assert_prints(fixture, "d is date", "có");
    end(fixture);
}

static void safe_texts_are_marked(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    assert_prints(fixture, "'<b>' | safe is escaped", "có");
    assert_prints(fixture, "'A & B' | e", "A & B");
    end(fixture);
}

static void deep_values_are_refused(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct value value = value_integer(1);
    bool is_refused = false;
    for (int i = 0; i < 1000 && !is_refused; i++) {
        scope_set(fixture->evaluation.scope, name_new(fixture->lasting, STRING("x")), &value);
        is_refused = !evaluate(fixture, "[x]", &value);
    }
    assert_true(is_refused);
    assert_string_equal(problem_code_name(problems_first(fixture->problems)->code), "call-depth");
    end(fixture);
}

static void suggestions_come_from_what_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *text, *suggestion;
    } cases[] = {{"Ten co quan", "Tên cơ quan"},
                 {"nhóm.sô lượng", "Số lượng"},
                 {"'a' | uper", "upper"},
                 {"'a' | in hoá", "in hoa"},
                 {"1 is evn", "even"},
                 {"rang(3)", "range"},
                 {"'a'.uper()", "upper"},
                 {"5 | phần trăm(decimal=1)", "decimals"},
                 {"Tên cơ quan và x", "Tên cơ quan and x"},
                 {"không nhóm", "not nhóm"},
                 {"nhóm là x", "nhóm is x"},
                 {"ông và bà", ""}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture *fixture = begin();
        struct value group = value_record(fixture->data), one = value_integer(1), value;
        record_set_text(group.as.record, STRING("Số lượng"), &one);
        give(fixture, "Tên cơ quan", one, FORMAT_BARE);
        give(fixture, "nhóm", group, FORMAT_BARE);
        struct expression_source source = {.text = string_of(cases[i].text)};
        source.place.tag = source.text;
        const struct expression *expression = expression_parse(fixture->lasting, &source, fixture->problems);
        if (expression != NULL && expression_evaluate(expression, &fixture->evaluation, &value))
            assert_false(expression_report_undefined(expression, &fixture->evaluation, &value));
        const struct problem *problem = problems_first(fixture->problems);
        assert_non_null(problem);
        assert_int_equal(problem->suggestion.length, strlen(cases[i].suggestion));
        assert_memory_equal(problem->suggestion.bytes, cases[i].suggestion, problem->suggestion.length);
        end(fixture);
    }
}

/* A tag in a loop, and a name asked for by several parts of one tag. */
static void drafts_tell_each_tag_once(void **state)
{
    static const char *const tags[] = {"a.b.c", "a | upper", "a + 1", "1 ~ a"};
    (void)state;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        struct fixture *fixture = begin();
        fixture->evaluation.undefined = UNDEFINED_MARK;
        struct expression_source source = {.text = string_of(tags[i]), .place = {.tag = string_of(tags[i])}};
        const struct expression *expression = expression_parse(fixture->lasting, &source, fixture->problems);
        for (size_t round = 0; round < 3; round++) {
            struct value value;
            assert_true(expression_evaluate(expression, &fixture->evaluation, &value));
            if (value.kind == VALUE_UNDEFINED)
                assert_true(expression_report_undefined(expression, &fixture->evaluation, &value));
        }
        assert_int_equal(problems_count(fixture->problems), 1);
        end(fixture);
    }
}

static void the_limit_of_steps_is_told_once(void **state)
{
    (void)state;
    struct fixture *fixture = begin();
    struct value value;
    fixture->limits.values[LIMIT_STEPS] = 2;
    assert_false(evaluate(fixture, "1 + 2 + 3", &value));
    assert_false(evaluate(fixture, "4 + 5", &value));
    assert_int_equal(problems_count(fixture->problems), 1);
    assert_string_equal(problem_code_name(problems_first(fixture->problems)->code), "limit-steps");
    end(fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_of_one_kind_keep_its_format),
        cmocka_unit_test(percent_fields_are_percents_already),
        cmocka_unit_test(markup_sets_the_outline_format),
        cmocka_unit_test(data_is_never_changed),
        cmocka_unit_test(changed_lists_outlive_a_round),
        cmocka_unit_test(namespaces_and_cyclers_keep_state),
        cmocka_unit_test(methods_kept_as_values_outlive_a_round),
        cmocka_unit_test(steps_are_bounded),
        cmocka_unit_test(the_limit_of_steps_is_told_once),
        cmocka_unit_test(drafts_tell_each_tag_once),
        cmocka_unit_test(dates_answer_with_their_parts),
        cmocka_unit_test(safe_texts_are_marked),
        cmocka_unit_test(deep_values_are_refused),
        cmocka_unit_test(suggestions_come_from_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
