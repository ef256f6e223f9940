/* What a template asks of its data. */

#include "documents.h"

struct told {
    struct buffer text;
};

static void tell(void *context, const struct template_use *use)
{
    static const char *const kinds[VALUE_KIND_COUNT] = {
        [VALUE_UNDEFINED] = "?",   [VALUE_NUMBER] = "number", [VALUE_TEXT] = "text", [VALUE_LIST] = "list",
        [VALUE_CALLABLE] = "call", [VALUE_RECORD] = "record", [VALUE_BOOL] = "bool", [VALUE_DATE] = "date"};
    struct told *told = context;
    struct place place = use->place;
    struct string underlined =
        string_slice(place.tag, place.underline, place.underline + place.underline_length);
    buffer_append_format(&told->text, "%.*s %s%s [%.*s]\n", STRING_FORMAT(use->path),
                         kinds[use->wanted] ? kinds[use->wanted] : "other", use->is_local ? " local" : "",
                         STRING_FORMAT(underlined));
}

static void expect_uses(const char *notation, const char *expected)
{
    struct rendering rendering;
    struct buffer body = {0};
    struct told told = {{0}};
    rendering_init(&rendering);
    notation_to_word(&body, string_of(notation));
    struct buffer zip = make_document(rendering.arena, buffer_string(&body), NULL, 0, rendering.problems);
    struct package *package =
        package_open_bytes(STRING("mau.docx"), buffer_string(&zip), &rendering.limits, rendering.problems);
    struct template *template = template_compile(package, &rendering.limits, rendering.problems);
    assert_non_null(template);
    template_visit_uses(template, tell, &told);
    assert_string_equal(told.text.bytes ? told.text.bytes : "", expected);
    buffer_release(&told.text);
    buffer_release(&body);
    buffer_release(&zip);
    template_free(template);
    rendering_release(&rendering);
}

static void names_are_told_in_the_order_of_tags(void **state)
{
    (void)state;
    expect_uses("Số {{ số }}/{{ cơ quan.tên | upper }}\n| {{ a + 1 }} |\n/table\n",
                "số ? [số]\ncơ quan.tên text [cơ quan.tên]\na number [a]\n");
}

static void loop_names_stand_for_items(void **state)
{
    (void)state;
    expect_uses(
        "{% for x in ds if x.a > m %}\n{{ x.b }} {{ loop.index }}\n{% for y in x.c %}{{ y }}{% endfor %}\n"
        "{% endfor %}\n{{ x }}\n",
        "ds list [ds]\nds[].a ? local [x.a]\nm ? [m]\nds[].b ? local [x.b]\nloop.index ? local [loop.index]\n"
        "ds[].c list local [x.c]\nds[].c[] ? local [y]\nx ? [x]\n");
}

static void set_with_and_macro_names_are_local(void **state)
{
    (void)state;
    expect_uses("{% set a = b %}{{ a }}{% with c = d %}{{ c }}{% endwith %}{{ c }}\n"
                "{% macro m(p, q=r) %}{{ p }}{% endmacro %}{{ m(s) }}\n",
                "b ? [b]\na ? local [a]\nd ? [d]\nc ? local [c]\nc ? [c]\nr ? [r]\np ? local [p]\n"
                "m call local [m]\ns ? [s]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_told_in_the_order_of_tags),
        cmocka_unit_test(loop_names_stand_for_items),
        cmocka_unit_test(set_with_and_macro_names_are_local),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
