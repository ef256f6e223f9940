/* What an expression asks of the data, for the list of fields. */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "expression/expression.h"

static void append_use(void *context, const struct expression_use *use)
{
    static const char *const kinds[VALUE_KIND_COUNT] = {
        [VALUE_UNDEFINED] = "any", [VALUE_BOOL] = "bool",        [VALUE_NUMBER] = "number",
        [VALUE_TEXT] = "text",     [VALUE_LIST] = "list",        [VALUE_RECORD] = "record",
        [VALUE_DATE] = "date",     [VALUE_CALLABLE] = "function"};
    struct buffer *out = context;
    buffer_append_format(out, "%s%.*s:%s@%zu+%zu", out->length > 0 ? " " : "", STRING_FORMAT(use->path),
                         kinds[use->wanted], use->offset, use->length);
}

static const struct {
    const char *text, *uses;
} cases[] = {
    {"1 + 2", ""},
    {"a", "a:any@0+1"},
    {"a.b.c", "a.b.c:any@0+5"},
    {"a[\"x y\"].z", "a.x y.z:any@0+10"},
    {"a - b", "a:number@0+1 b:number@4+1"},
    {"a + 1", "a:number@0+1"},
    {"a + b", "a:any@0+1 b:any@4+1"},
    {"a > 0", "a:number@0+1"},
    {"a == 'x'", "a:text@0+1"},
    {"a | in hoa", "a:text@0+1"},
    {"a.b | phần trăm(c)", "a.b:number@0+3 c:any@19+1"},
    {"a | ngày", "a:date@0+1"},
    {"a | tổng('x')", "a:list@0+1"},
    {"a.items()", "a:record@0+1"},
    {"a.upper()", "a:text@0+1"},
    {"tỉ lệ(a, b)", "a:number@10+1 b:number@13+1"},
    {"a if b else c", "b:any@5+1 a:any@0+1 c:any@12+1"},
    {"a[0].b", "a:list@0+1"},
    {"f(a)", "f:function@0+1 a:any@2+1"},
    {"a is divisibleby b", "a:number@0+1 b:any@17+1"},
    {"not a and -b", "a:any@4+1 b:number@11+1"},
    {"[a, {'k': b}] ~ c[1:d]", "a:any@1+1 b:any@10+1 c:any@16+1 d:number@20+1"},
};

static void uses_are_told_with_their_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct arena *arena = arena_new();
        struct problems *problems = problems_new();
        struct expression_source source = {.text = string_of(cases[i].text)};
        struct buffer out = {0};
        buffer_append_text(&out, "");
        const struct expression *expression = expression_parse(arena, &source, problems);
        assert_non_null(expression);
        expression_visit_uses(expression, append_use, &out);
        assert_string_equal(out.length > 0 ? out.bytes : "", cases[i].uses);
        buffer_release(&out);
        problems_free(problems);
        arena_free(arena);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(uses_are_told_with_their_kind)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
