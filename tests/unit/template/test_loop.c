/* What a loop leaves behind: nothing. */

#include "documents.h"

static void assert_shows(const char *notation, const char *expected)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct rendering rendering;
    struct buffer body = {0}, shown = {0};
    notation_to_word(&body, string_of(notation));
    struct buffer zip = make_document(arena, buffer_string(&body), NULL, 0, problems);
    rendering_init(&rendering);
    render_zip(&rendering, buffer_string(&zip), STRING("{}"));
    assert_non_null(rendering.result);
    assert_int_equal(problems_count(rendering.problems), 0);
    const struct part *part = package_lookup(rendering.result, STRING("word/document.xml"));
    show_part(&shown, package_read(rendering.result, part, arena, rendering.problems), &rendering.limits,
              rendering.problems);
    assert_string_equal(shown.bytes, expected);
    rendering_release(&rendering);
    buffer_release(&shown);
    buffer_release(&body);
    buffer_release(&zip);
    problems_free(problems);
    arena_free(arena);
}

/* A captured body is known again by its address, and what is allocated later may come to stand there. */
static void what_a_loop_goes_through_is_forgotten(void **state)
{
    (void)state;
    char notation[2048], padding[1024] = "";
    for (size_t i = 0; i < 60; i++) {
        memset(padding, 'p', 16 * i + 1);
        snprintf(notation, sizeof notation,
                 "{%% macro m(x) %%}{{ x }}{%% endmacro %%}\n"
                 "{%% for c in m('abc') %%}{%% endfor %%}{%% set p = '%s' ~ '' %%}{{ 'xy' ~ 'z' }}\n",
                 padding);
        assert_shows(notation, "xyz\n");
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_loop_goes_through_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
