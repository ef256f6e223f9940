/* What a template hardly means is told once, when the data was typed so. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "template/template.h"
#include "text/unicode.h"

/* A text with tags, where x is typed in the data; what comes of it, and what is told. */
static const struct {
    const char *text, *typed, *printed, *told;
} cases[] = {
    {"{% for i in [1, 2] %}{% nếu x %}có{% hết nếu %}{% endfor %}", "Không ", "cócó",
     "cảnh báo: Điều kiện này được coi là đúng, vì “Không” là chữ (text-as-truth)\n"},
    {"{% if x %}có{% elif x %}hai{% endif %}", "sai", "có",
     "cảnh báo: Điều kiện này được coi là đúng, vì “sai” là chữ (text-as-truth)\n"},
    {"{% if not x %}{% elif x %}hai{% endif %}", "no", "hai",
     "cảnh báo: Điều kiện này được coi là đúng, vì “no” là chữ (text-as-truth)\n"},
    {"{% if x %}có{% endif %}", "mật", "có", ""},
    {"{% if x == 'không' %}đúng{% endif %}", "không", "đúng", ""},
    {"{% if 'không' %}có{% endif %}", "", "có", ""},
    {"{% for i in [1, 2] %}{% for c in x %}{{ c }}.{% endfor %}{% endfor %}", "An", "A.n.A.n.",
     "cảnh báo: Vòng lặp này đi qua từng chữ cái của “An” (loop-over-text)\n"},
    {"{% for c in x %}{{ c }}{% endfor %}", "", "", ""},
    {"{% for c in 'An' %}{{ c }}.{% endfor %}", "", "A.n.", ""},
};

static void append_first_lines(struct buffer *told, const struct problems *problems)
{
    struct buffer human = {0};
    for (const struct problem *problem = problems_first(problems); problem; problem = problem->next) {
        buffer_truncate(&human, 0);
        problem_append_human(problem, LANGUAGE_VI, &human);
        struct string text = buffer_string(&human);
        buffer_append_string(told, string_slice(text, 0, string_find(text, STRING("\n"), 0) + 1));
    }
    buffer_release(&human);
}

static void test_case(const char *text, const char *typed, const char *printed, const char *told)
{
    struct arena *arena = arena_new(), *rounds = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct buffer out = {0}, heard = {0};
    struct value x = value_text(string_of(typed));
    struct sources *sources = sources_new(arena);
    x.source = sources_add(sources, STRING("data.yaml"));
    struct evaluation evaluation = {.arena = rounds,
                                    .lasting = arena,
                                    .scope = scope_new(arena, NULL),
                                    .sources = sources,
                                    .limits = &limits,
                                    .problems = problems};
    scope_set(evaluation.scope, name_new(arena, STRING("x")), &x);
    struct expression_source source = {.text = string_of(text), .place = {.tag = string_of(text)}};
    struct text_template *template = text_template_compile(arena, &source, problems);
    assert_non_null(template);
    assert_true(text_template_render(template, &evaluation, &out));
    append_first_lines(&heard, problems);
    buffer_append_text(&out, "");
    buffer_append_text(&heard, "");
    assert_string_equal(out.length ? out.bytes : "", printed);
    assert_string_equal(heard.length ? heard.bytes : "", told);
    buffer_release(&out);
    buffer_release(&heard);
    problems_free(problems);
    arena_free(rounds);
    arena_free(arena);
}

static void what_is_hardly_meant_is_told_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
        test_case(cases[i].text, cases[i].typed, cases[i].printed, cases[i].told);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_hardly_meant_is_told_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
