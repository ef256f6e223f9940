#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "data/data.h"

/* A file, the path of a value by its keys, and what is underlined of its line. */
static const struct {
    const char *file, *text, *key, *underlined;
} cases[] = {
    {"x.json", "{\n  \"Số\": 12,\n  \"Tên\": \"An, Bình\"\n}", "Số", "12"},
    {"x.json", "{\n  \"Số\": 12,\n  \"Tên\": \"An, Bình\",\n  \"a\": 1\n}", "Tên", "\"An, Bình\""},
    {"x.json", "{\"Tên\": \"nói \\\"vâng\\\"\"}", "Tên", "\"nói \\\"vâng\\\"\""},
    {"x.json", "{\"a\": [1, 2]}", "a", "["},
    {"x.json", "{\"a\": {\"b\": 1}}", "a", "{"},
    {"x.json", "{\"a\": 1,\r\n\"b\":\ttrue}", "b", "true"},
    {"x.json", "{\"a\": 1,\r\"b\": null}", "b", "null"},
    {"x.yaml", "Số: 12\nTên: An, Bình # xã\n", "Tên", "An, Bình"},
    {"x.yaml", "Tên: 'An Bình' # xã\n", "Tên", "'An Bình'"},
    {"x.yaml", "a: [b, c]\n", "a", "["},
    {"x.yaml", "{a: b c, d: e}\n", "a", "b c"},
    {"x.yaml", "a: |\n  b\n", "a", "|"},
    {"x.yaml", "a:\n  b: 1\n", "a", "a:"},
    {"x.yaml",
     "\xef\xbb\xbf"
     "a: b\n",
     "a", "b"},
};

static void with_data(const char *file, struct string text,
                      void (*test)(const struct data_reader *reader, const struct value *value,
                                   const void *context),
                      const void *context)
{
    struct limits limits = limits_default();
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct value value;
    bool is_json = strcmp(file, "x.json") == 0;
    assert_true((is_json ? data_read_json : data_read_yaml)(&reader, string_of(file), text, &value));
    test(&reader, &value, context);
    problems_free(problems);
    arena_free(arena);
}

static void assert_underlined(const struct data_reader *reader, const struct value *value,
                              const char *expected)
{
    struct place place = value_place(reader->sources, value);
    struct string underlined =
        string_slice(place.tag, place.underline, place.underline + place.underline_length);
    assert_string_equal(arena_copy(reader->arena, underlined).bytes, expected);
}

static void test_case(const struct data_reader *reader, const struct value *value, const void *context)
{
    size_t i = *(const size_t *)context;
    assert_underlined(reader, record_lookup(value->as.record, string_of(cases[i].key)), cases[i].underlined);
}

static void the_value_is_underlined_in_its_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        with_data(cases[i].file, string_of(cases[i].text), test_case, &i);
}

static void test_long_line(const struct data_reader *reader, const struct value *value, const void *context)
{
    (void)context;
    for (size_t i = 0; i < value->as.list->count; i += 997) {
        const struct value *item = &value->as.list->items[i];
        struct place place = value_place(reader->sources, item);
        assert_underlined(reader, item, arena_format(reader->arena, "\"mục %zu\"", i).bytes);
        assert_int_equal(place.line, 1);
        assert_true(place.tag.length < 400);
    }
}

static void a_line_may_hold_a_whole_file(void **state)
{
    (void)state;
    struct buffer text = {0};
    for (int i = 0; i < 20000; i++)
        buffer_append_format(&text, "%s\"mục %d\"", i == 0 ? "[" : ", ", i);
    buffer_append_byte(&text, ']');
    with_data("x.json", buffer_string(&text), test_long_line, NULL);
    buffer_release(&text);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_value_is_underlined_in_its_line),
        cmocka_unit_test(a_line_may_hold_a_whole_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
