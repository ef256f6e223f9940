/* Texts with tags, without Word: what they give, and what is told when they are wrong. */

#include "documents.h"

struct row {
    const char *text, *data, *result;
};

static char *render_text(struct rendering *rendering, const char *text, const char *data)
{
    struct expression_source source = {.text = string_of(text)};
    struct text_template *template = text_template_compile(rendering->arena, &source, rendering->problems);
    if (!template)
        return NULL;
    struct value record = read_data(rendering, string_of(data));
    struct evaluation evaluation = {.arena = rendering->arena,
                                    .lasting = rendering->arena,
                                    .limits = &rendering->limits,
                                    .problems = rendering->problems};
    evaluation.scope = scope_new(rendering->arena, NULL);
    scope_use_record(evaluation.scope, record.as.record);
    struct buffer out = {0};
    bool is_done = text_template_render(template, &evaluation, &out);
    char *text_out =
        is_done ? (char *)(uintptr_t)arena_copy(rendering->arena, buffer_string(&out)).bytes : NULL;
    buffer_release(&out);
    return text_out;
}

static void texts_have_statements_too(void **state)
{
    static const struct row rows[] = {
        {"không có thẻ", "{}", "không có thẻ"},
        {"lệch {{ a - b }} & <x>", "{\"a\": 5, \"b\": 3}", "lệch 2 & <x>"},
        {"{% if a > 3 %}lớn{% else %}nhỏ{% endif %}", "{\"a\": 5}", "lớn"},
        {"{% for x in ds %}{{ x }}{{ \";\" if not loop.last }}{% endfor %}", "{\"ds\": [1, 2]}", "1;2"},
        {"{% set a = 2 %}{{ a }}{# bỏ #}{% raw %}{{ a }}{% endraw %}{_{", "{}", "2{{ a }}{{"},
        {"{% macro m(a) %}<{{ a }}>{% endmacro %}{{ m(1) ~ m(2) }}", "{}", "<1><2>"},
        {"{% filter upper %}đ{% endfilter %}{% set x %}a{{ 1 }}{% endset %}{{ x }}", "{}", "Đa1"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct rendering rendering;
        rendering_init(&rendering);
        char *result = render_text(&rendering, rows[i].text, rows[i].data);
        assert_non_null(result);
        assert_string_equal(result, rows[i].result);
        assert_int_equal(problems_count(rendering.problems), 0);
        rendering_release(&rendering);
    }
}

static void what_is_wrong_gives_no_text(void **state)
{
    static const struct row rows[] = {
        {"{{ a", "{}", "tag-unclosed"},
        {"{% if a %}", "{}", "block-unclosed"},
        {"{% raw %}", "{}", "block-unclosed"},
        {"{{ a }}", "{}", "unknown-name"},
        {"{% for a, b in [1] %}{% endfor %}", "{}", "cannot-unpack"},
        {"{% macro m() %}{% endmacro %}{{ m(1) }}", "{}", "macro-arguments"},
        {"{% macro m(a) %}{{ m(a) }}{% endmacro %}{{ m(1) }}", "{}", "limit-template-depth"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct rendering rendering;
        rendering_init(&rendering);
        assert_null(render_text(&rendering, rows[i].text, rows[i].data));
        assert_int_not_equal(problems_count(rendering.problems), 0);
        assert_string_equal(problem_code_name(problems_first(rendering.problems)->code), rows[i].result);
        rendering_release(&rendering);
    }
}

static void endless_loops_end_at_the_limit(void **state)
{
    struct rendering rendering;
    (void)state;
    rendering_init(&rendering);
    rendering.limits.values[LIMIT_STEPS] = 10000;
    assert_null(render_text(
        &rendering, "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}", "{}"));
    assert_string_equal(problem_code_name(problems_first(rendering.problems)->code), "limit-steps");
    rendering_release(&rendering);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_have_statements_too),
        cmocka_unit_test(what_is_wrong_gives_no_text),
        cmocka_unit_test(endless_loops_end_at_the_limit),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
