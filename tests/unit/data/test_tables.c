/*
 * Every folder of tests/data/tables: an input, what is told about it in expected.txt and its values in
 * expected.json. Without expected.txt nothing is told; without expected.json nothing is read.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/file.h"
#include "data/data.h"

struct reading {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct string folder;
};

static struct string read_file(struct reading *reading, const char *name)
{
    struct string path = file_join(reading->arena, reading->folder, string_of(name));
    if (!file_exists(path.bytes))
        return STRING("");
    struct string bytes = file_read(reading->arena, path.bytes, &reading->limits, reading->problems);
    assert_non_null(bytes.bytes);
    return bytes;
}

static bool read_input(struct reading *reading, struct value *value)
{
    char **names = file_list(reading->arena, reading->folder.bytes, reading->problems);
    while (*names != NULL && strncmp(*names, "input.", 6) != 0)
        names++;
    assert_non_null(*names);
    bool is_csv = strcmp(*names, "input.csv") == 0;
    struct string bytes = read_file(reading, *names), file = string_of(*names);
    return is_csv ? data_read_csv(&reading->reader, NULL, file, bytes, value)
                  : data_read_json_lines(&reading->reader, NULL, file, bytes, value);
}

static void assert_same(struct reading *reading, const char *name, const struct buffer *found)
{
    struct string expected = read_file(reading, name);
    if (!string_equal(buffer_string(found), expected))
        fail_msg("%s, %s\n--- expected\n%.*s--- found\n%s", reading->folder.bytes, name,
                 STRING_FORMAT(expected), found->bytes != NULL ? found->bytes : "");
}

static void test_case(struct reading *reading)
{
    struct buffer told = {0}, values = {0};
    struct value value;
    bool is_read = read_input(reading, &value);
    for (const struct problem *problem = problems_first(reading->problems); problem != NULL;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &told);
    if (is_read) {
        value_append_json(&values, &value);
        buffer_append_byte(&values, '\n');
    }
    assert_same(reading, "expected.txt", &told);
    assert_same(reading, "expected.json", &values);
    buffer_release(&told);
    buffer_release(&values);
}

static void test_folder(const char *name)
{
    struct reading reading = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    reading.reader =
        (struct data_reader){reading.arena, sources_new(reading.arena), &reading.limits, reading.problems};
    reading.folder = file_join(reading.arena, STRING(VANBAN_SOURCE "/tests/data/tables"), string_of(name));
    test_case(&reading);
    problems_free(reading.problems);
    arena_free(reading.arena);
}

static void each_table_is_read_or_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    char **names = file_list(arena, VANBAN_SOURCE "/tests/data/tables", problems);
    assert_non_null(names);
    assert_non_null(*names);
    for (; *names != NULL; names++)
        test_folder(*names);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_table_is_read_or_told)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
