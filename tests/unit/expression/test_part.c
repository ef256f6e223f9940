/* The parts of statements, as the template module reads them from the front of a tag. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "expression/parse.h"

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct expression_source source;
    struct evaluation evaluation;
    struct limits limits;
    size_t offset;
};

static struct fixture begin(const char *text)
{
    struct fixture fixture = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    fixture.source.text = string_of(text);
    fixture.source.place.tag = fixture.source.text;
    fixture.evaluation = (struct evaluation){.arena = fixture.arena,
                                             .lasting = fixture.arena,
                                             .scope = scope_new(fixture.arena, NULL),
                                             .problems = fixture.problems};
    return fixture;
}

static void end(struct fixture *fixture)
{
    problems_free(fixture->problems);
    arena_free(fixture->arena);
}

static void set(struct fixture *fixture, const char *name, struct value value)
{
    scope_set(fixture->evaluation.scope, name_new(fixture->arena, string_of(name)), &value);
}

static void assert_text(struct string actual, const char *expected)
{
    assert_int_equal(actual.length, strlen(expected));
    assert_memory_equal(actual.bytes, expected, actual.length);
}

static void assert_prints(struct fixture *fixture, const struct expression *expression, const char *expected)
{
    struct value value;
    struct buffer out = {0};
    assert_non_null(expression);
    assert_true(expression_evaluate(expression, &fixture->evaluation, &value));
    buffer_append_text(&out, "");
    value_append_text(&out, &value, NUMBERS_PLAIN);
    assert_text(buffer_string(&out), expected);
    buffer_release(&out);
}

static void reads_a_for_statement(void **state)
{
    (void)state;
    static const char *const in[] = {"in", "trong", NULL};
    static const char *const behind[] = {"if", "nếu", "recursive", NULL};
    static const char *const tags[] = {"for dòng một, k in danh sách hồ sơ if x",
                                       " lặp (dòng một,k) trong danh sách hồ sơ nếu x ",
                                       "LẶP dòng một , k Trong  danh sách hồ sơ  Nếu x"};
    for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++) {
        struct fixture fixture = begin(tags[i]);
        const struct name *const *names;
        size_t count;
        struct string word;
        assert_true(expression_parse_word(&fixture.source, &fixture.offset, &word));
        assert_true(expression_parse_names(fixture.arena, &fixture.source, &fixture.offset, in, &names,
                                           &count, fixture.problems));
        assert_int_equal(count, 2);
        assert_text(names[0]->text, "dòng một");
        assert_text(names[1]->text, "k");
        assert_true(expression_accept_word(&fixture.source, &fixture.offset, "in") ||
                    expression_accept_word(&fixture.source, &fixture.offset, "trong"));
        set(&fixture, "Danh sách hồ sơ", value_integer(7));
        assert_prints(
            &fixture,
            expression_parse_part(fixture.arena, &fixture.source, &fixture.offset, behind, fixture.problems),
            "7");
        assert_true(expression_accept_word(&fixture.source, &fixture.offset, "if") ||
                    expression_accept_word(&fixture.source, &fixture.offset, "nếu"));
        assert_false(expression_at_end(&fixture.source, fixture.offset));
        assert_non_null(
            expression_parse_part(fixture.arena, &fixture.source, &fixture.offset, NULL, fixture.problems));
        assert_true(expression_parse_end(&fixture.source, fixture.offset, fixture.problems));
        end(&fixture);
    }
}

static void append_shape(struct buffer *out, const struct expression_target *target)
{
    if (target->name)
        buffer_append_string(out, target->name->text);
    for (size_t i = 0; i < target->count; i++) {
        buffer_append_byte(out, i == 0 ? '[' : '|');
        append_shape(out, &target->items[i]);
    }
    if (!target->name)
        buffer_append_byte(out, ']');
}

static void reads_what_a_value_is_shared_out_to(void **state)
{
    (void)state;
    static const char *const in[] = {"in", "trong", NULL};
    static const char *const cases[][3] = {
        {"dòng một in x", "dòng một", "1"},
        {"(a) in x", "a", "1"},
        {"a, trong x", "[a]", "1"},
        {"a,b in x", "[a|b]", "2"},
        {"(a, b,) in x", "[a|b]", "2"},
        {"a, (b c, d) in x", "[a|[b c|d]]", "3"},
        {"((a, b), c), d in x", "[[[a|b]|c]|d]", "4"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture fixture = begin(cases[i][0]);
        const struct name *const *names;
        struct buffer shape = {0};
        size_t count;
        const struct expression_target *target = expression_parse_target(
            fixture.arena, &fixture.source, &fixture.offset, in, &names, &count, fixture.problems);
        assert_non_null(target);
        append_shape(&shape, target);
        buffer_append_byte(&shape, '\0');
        assert_string_equal(shape.bytes, cases[i][1]);
        assert_int_equal(count, atoi(cases[i][2]));
        buffer_release(&shape);
        end(&fixture);
    }
}

static void stops_only_outside_brackets(void **state)
{
    (void)state;
    static const char *const stops[] = {"if", "không thì", NULL};
    struct fixture fixture = begin("(1 if true else 2) + [3 if true][0] không thì x");
    assert_prints(
        &fixture,
        expression_parse_part(fixture.arena, &fixture.source, &fixture.offset, stops, fixture.problems), "4");
    assert_true(expression_accept_word(&fixture.source, &fixture.offset, "không thì"));
    end(&fixture);
}

static void reads_a_set_statement(void **state)
{
    (void)state;
    struct fixture fixture = begin("ns.số lượng = 1, 2");
    const struct name *const *names;
    size_t count;
    assert_true(expression_parse_names(fixture.arena, &fixture.source, &fixture.offset, NULL, &names, &count,
                                       fixture.problems));
    assert_text(names[0]->text, "ns");
    assert_true(expression_accept_mark(&fixture.source, &fixture.offset, "."));
    assert_true(expression_parse_names(fixture.arena, &fixture.source, &fixture.offset, NULL, &names, &count,
                                       fixture.problems));
    assert_text(names[0]->text, "số lượng");
    assert_false(expression_accept_mark(&fixture.source, &fixture.offset, "=="));
    assert_true(expression_accept_mark(&fixture.source, &fixture.offset, "="));
    assert_prints(
        &fixture,
        expression_parse_tuple(fixture.arena, &fixture.source, &fixture.offset, NULL, fixture.problems),
        "(1, 2)");
    end(&fixture);
}

static void reads_macro_parameters(void **state)
{
    (void)state;
    struct fixture fixture = begin("nhập(tên, rộng=20 + 1, kiểu='x')");
    const struct expression_parameter *parameters;
    struct string word;
    size_t count;
    assert_true(expression_parse_word(&fixture.source, &fixture.offset, &word));
    assert_true(expression_parse_parameters(fixture.arena, &fixture.source, &fixture.offset, &parameters,
                                            &count, fixture.problems));
    assert_int_equal(count, 3);
    assert_text(parameters[1].name->text, "rộng");
    assert_null(parameters[0].default_value);
    assert_prints(&fixture, parameters[1].default_value, "21");
    assert_true(expression_at_end(&fixture.source, fixture.offset));
    end(&fixture);
}

static void applies_filters_to_a_body(void **state)
{
    (void)state;
    struct fixture fixture = begin("in hoa | replace('A', 'B')");
    const struct expression *filters =
        expression_parse_filters(fixture.arena, &fixture.source, &fixture.offset, fixture.problems);
    struct value body = value_text(STRING("abba")), result;
    assert_non_null(filters);
    assert_true(expression_apply_filters(filters, &fixture.evaluation, &body, &result));
    assert_text(result.as.text, "BBBB");
    end(&fixture);
}

static bool call_echo(const struct callable *self, struct evaluation *evaluation,
                      const struct arguments *arguments, struct value *result)
{
    (void)self, (void)evaluation;
    *result =
        arguments->keyword_count > 0 ? arguments->keyword_values[arguments->keyword_count - 1] : value_none();
    return true;
}

static void gives_a_call_its_caller(void **state)
{
    (void)state;
    struct fixture fixture = begin("echo(1, a=2)");
    struct callable echo = {.call = call_echo, .name = name_new(fixture.arena, STRING("echo"))};
    struct value caller = value_text(STRING("thân")), result;
    const struct expression *call = expression_parse(fixture.arena, &fixture.source, fixture.problems);
    set(&fixture, "echo", (struct value){.kind = VALUE_CALLABLE, .as.callable = &echo});
    assert_true(expression_is_call(call));
    assert_true(expression_evaluate_call(call, &fixture.evaluation, name_new(fixture.arena, STRING("caller")),
                                         &caller, &result));
    assert_text(result.as.text, "thân");
    assert_prints(&fixture, call, "2");
    end(&fixture);
}

static void evaluates_bare_arguments(void **state)
{
    (void)state;
    struct fixture fixture = begin("(1 + 1, *[3], k=4, **{'m': 5})");
    struct arguments evaluated;
    const struct expression_arguments *arguments =
        expression_parse_arguments(fixture.arena, &fixture.source, &fixture.offset, fixture.problems);
    assert_non_null(arguments);
    assert_true(expression_evaluate_arguments(arguments, &fixture.evaluation, &evaluated));
    assert_int_equal(evaluated.count, 2);
    assert_int_equal(evaluated.keyword_count, 2);
    assert_text(evaluated.keywords[1]->text, "m");
    end(&fixture);
}

static void sets_attributes_of_namespaces_only(void **state)
{
    (void)state;
    struct fixture fixture = begin("namespace(a=1)");
    const struct name *a = name_new(fixture.arena, STRING("a"));
    struct value object, two = value_integer(2), record = value_record(fixture.arena);
    assert_true(expression_evaluate(expression_parse(fixture.arena, &fixture.source, fixture.problems),
                                    &fixture.evaluation, &object));
    assert_true(expression_set_attribute(&fixture.source, &fixture.evaluation, &object, a, &two));
    assert_int_equal(record_lookup(object.as.record, STRING("a"))->as.number.integer_part, 2);
    assert_false(expression_set_attribute(&fixture.source, &fixture.evaluation, &record, a, &two));
    assert_string_equal(problem_code_name(problems_first(fixture.problems)->code), "set-attribute");
    end(&fixture);
}

static void iterates_lists_records_and_texts(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t count;
    } cases[] = {{"[1, 2, 3]", 3}, {"{'a': 1}", 1}, {"'ấm'", 2}, {"[]", 0}, {"''", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct fixture fixture = begin(cases[i].text);
        const struct expression *expression =
            expression_parse(fixture.arena, &fixture.source, fixture.problems);
        struct value value;
        struct list *items;
        assert_true(expression_evaluate(expression, &fixture.evaluation, &value));
        assert_true(expression_iterate(expression, &fixture.evaluation, &value, &items));
        assert_int_equal(items->count, cases[i].count);
        end(&fixture);
    }
    struct fixture fixture = begin("5");
    const struct expression *expression = expression_parse(fixture.arena, &fixture.source, fixture.problems);
    struct value five = value_integer(5);
    struct list *items;
    assert_false(expression_iterate(expression, &fixture.evaluation, &five, &items));
    assert_string_equal(problem_code_name(problems_first(fixture.problems)->code), "not-iterable");
    end(&fixture);
}

static void underlines_what_is_left(void **state)
{
    (void)state;
    struct fixture fixture = begin("  x ) y");
    fixture.source.place.tag = STRING("{{  x ) y }}");
    fixture.source.offset = 2;
    assert_non_null(
        expression_parse_part(fixture.arena, &fixture.source, &fixture.offset, NULL, fixture.problems));
    assert_false(expression_parse_end(&fixture.source, fixture.offset, fixture.problems));
    const struct place *place = &problems_first(fixture.problems)->place;
    assert_text(string_slice(place->tag, place->underline, place->underline + place->underline_length), ")");
    end(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_a_for_statement),
        cmocka_unit_test(reads_what_a_value_is_shared_out_to),
        cmocka_unit_test(stops_only_outside_brackets),
        cmocka_unit_test(reads_a_set_statement),
        cmocka_unit_test(reads_macro_parameters),
        cmocka_unit_test(applies_filters_to_a_body),
        cmocka_unit_test(gives_a_call_its_caller),
        cmocka_unit_test(evaluates_bare_arguments),
        cmocka_unit_test(sets_attributes_of_namespaces_only),
        cmocka_unit_test(iterates_lists_records_and_texts),
        cmocka_unit_test(underlines_what_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
