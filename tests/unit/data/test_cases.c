/*
 * Every folder of tests/data: invalid/<name> holds an input and, in expected.txt, the problems as people read
 * them; valid/<name> an input and its values in expected.json.
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
    struct value value;
    bool is_read;
};

static struct string read_file(struct reading *reading, struct string folder, const char *name)
{
    struct string path = file_join(reading->arena, folder, string_of(name));
    struct string bytes = file_read(reading->arena, path.bytes, &reading->limits, reading->problems);
    assert_non_null(bytes.bytes);
    return bytes;
}

static bool is_input(const char *name)
{
    return strncmp(name, "input.", 6) == 0;
}

static void read_input(struct reading *reading, struct string folder)
{
    char **names = file_list(reading->arena, folder.bytes, reading->problems);
    while (*names != NULL && !is_input(*names))
        names++;
    assert_non_null(*names);
    struct data_reader reader = {reading->arena, sources_new(reading->arena), &reading->limits,
                                 reading->problems};
    struct string bytes = read_file(reading, folder, *names);
    bool is_json = strcmp(*names, "input.json") == 0;
    reading->is_read =
        (is_json ? data_read_json : data_read_yaml)(&reader, string_of(*names), bytes, &reading->value);
}

static struct reading start(struct string folder)
{
    struct reading reading = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    read_input(&reading, folder);
    return reading;
}

static void finish(struct reading *reading)
{
    problems_free(reading->problems);
    arena_free(reading->arena);
}

static void test_invalid(struct string folder)
{
    struct buffer told = {0};
    struct reading reading = start(folder);
    if (reading.is_read)
        fail_msg("%s is read without a problem", folder.bytes);
    for (const struct problem *problem = problems_first(reading.problems); problem != NULL;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &told);
    struct string expected = read_file(&reading, folder, "expected.txt");
    if (!string_equal(buffer_string(&told), expected))
        fail_msg("%s\n--- expected\n%s--- told\n%s", folder.bytes, expected.bytes, told.bytes);
    buffer_release(&told);
    finish(&reading);
}

static void test_valid(struct string folder)
{
    struct buffer values = {0};
    struct reading reading = start(folder);
    if (!reading.is_read)
        fail_msg("%s has problems", folder.bytes);
    value_append_json(&values, &reading.value);
    buffer_append_byte(&values, '\n');
    struct string expected = read_file(&reading, folder, "expected.json");
    if (!string_equal(buffer_string(&values), expected))
        fail_msg("%s\n--- expected\n%s--- read\n%s", folder.bytes, expected.bytes, values.bytes);
    buffer_release(&values);
    finish(&reading);
}

static void test_folders(const char *path, void (*test)(struct string folder))
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    char **names = file_list(arena, path, problems);
    assert_non_null(names);
    assert_non_null(*names);
    for (; *names != NULL; names++)
        test(file_join(arena, string_of(path), string_of(*names)));
    problems_free(problems);
    arena_free(arena);
}

static void each_mistake_is_told_at_its_place(void **state)
{
    (void)state;
    test_folders(VANBAN_SOURCE "/tests/data/invalid", test_invalid);
}

static void each_file_gives_its_values(void **state)
{
    (void)state;
    test_folders(VANBAN_SOURCE "/tests/data/valid", test_valid);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_mistake_is_told_at_its_place),
        cmocka_unit_test(each_file_gives_its_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
