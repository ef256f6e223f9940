#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "data/data.h"

/* A JSON value, and it as YAML: block and on one line. */
static const struct {
    const char *json, *block, *line;
} cases[] = {
    {"\"An Bình\"", "An Bình", "An Bình"},
    {"\"\"", "\"\"", "\"\""},
    {"\"5\"", "\"5\"", "\"5\""},
    {"\"05\"", "05", "05"},
    {"\"true\"", "\"true\"", "\"true\""},
    {"\"No\"", "\"No\"", "\"No\""},
    {"\"~\"", "\"~\"", "\"~\""},
    {"\"Báo cáo: kết quả\"", "\"Báo cáo: kết quả\"", "\"Báo cáo: kết quả\""},
    {"\"Lưu:\"", "\"Lưu:\"", "\"Lưu:\""},
    {"\"a #b\"", "\"a #b\"", "\"a #b\""},
    {"\" a\"", "\" a\"", "\" a\""},
    {"\"- a\"", "\"- a\"", "\"- a\""},
    {"\"**đậm**\"", "\"**đậm**\"", "\"**đậm**\""},
    {"\"a, b [c]\"", "a, b [c]", "\"a, b [c]\""},
    {"\"nói \\\"vâng\\\"\"", "nói \"vâng\"", "nói \"vâng\""},
    {"\"\\\"vâng\\\"\"", "\"\\\"vâng\\\"\"", "\"\\\"vâng\\\"\""},
    {"\"C:\\\\vp\"", "C:\\vp", "C:\\vp"},
    {"\"một\\nhai\"", "|-\n  một\n  hai", "\"một\\nhai\""},
    {"\"một\\n\\nhai\\n\"", "|\n  một\n\n  hai", "\"một\\n\\nhai\\n\""},
    {"\"\\nmột\"", "\"\\nmột\"", "\"\\nmột\""},
    {"\"một\\u0007hai\\f\"", "\"một\\ahai\\f\"", "\"một\\ahai\\f\""},
    {"\"một\\nhai\\n\\n\"", "\"một\\nhai\\n\\n\"", "\"một\\nhai\\n\\n\""},
    {"5", "5", "5"},
    {"98.30", "98.3", "98.3"},
    {"null", "null", "null"},
    {"true", "true", "true"},
    {"[]", "[]", "[]"},
    {"{}", "{}", "{}"},
    {"[\"a\",\"b, c\",[1,2]]", "\n  - a\n  - b, c\n  - \n    - 1\n    - 2", "[a, \"b, c\", [1, 2]]"},
    {"{\"Số\":5,\"Ngày\":{\"a\":[\"x\"]}}", "\n  Số: 5\n  Ngày:\n    a:\n      - x",
     "{Số: 5, Ngày: {a: [x]}}"},
    {"[{\"Tên\":\"A\",\"Số\":5},{\"Tên\":\"B\"}]", "\n  - Tên: A\n    Số: 5\n  - Tên: B",
     "[{Tên: A, Số: 5}, {Tên: B}]"},
};

static void assert_reads_back(const struct data_reader *reader, const char *yaml,
                              const struct value *expected)
{
    struct value record;
    struct string bytes = arena_format(reader->arena, "x: %s\n", yaml);
    assert_true(data_read_yaml(reader, STRING("x.yaml"), bytes, &record));
    assert_true(value_equal(record_lookup(record.as.record, STRING("x")), expected));
}

static void test_case(const struct data_reader *reader, const char *json, const char *block, const char *line)
{
    struct value value;
    struct buffer out = {0};
    assert_true(data_read_json(reader, STRING("x.json"), string_of(json), &value));
    data_append_yaml(&out, &value, 2);
    assert_string_equal(out.bytes, block);
    assert_reads_back(reader, out.bytes, &value);
    buffer_truncate(&out, 0);
    data_append_yaml_line(&out, &value);
    assert_string_equal(out.bytes, line);
    assert_reads_back(reader, out.bytes, &value);
    buffer_release(&out);
}

static void values_read_back_as_they_were(void **state)
{
    (void)state;
    struct limits limits = limits_default();
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        test_case(&reader, cases[i].json, cases[i].block, cases[i].line);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_read_back_as_they_were)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
