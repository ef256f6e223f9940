/*
 * Every folder of tests/data/forms holds a form.yaml, the data given to it (input.yaml, none when the form
 * itself is wrong) and, in expected.txt, the problems as people read them, then the prepared values when
 * there are no errors. Names that begin with "draft-" are prepared as a draft. CSV files beside it are data
 * too.
 */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/file.h"
#include "form/internal.h"

struct test {
    struct arena *arena;
    struct arena *working; /* freed before the problems are read: they must not borrow from it */
    struct problems *problems;
    struct limits limits;
    struct string folder;
    struct buffer told;
};

static struct string read_file(struct test *test, const char *name)
{
    struct string path = file_join(test->arena, test->folder, string_of(name));
    struct string bytes = file_read(test->arena, path.bytes, &test->limits, test->problems);
    assert_non_null(bytes.bytes);
    return bytes;
}

static bool has_file(struct test *test, const char *name)
{
    return file_exists(file_join(test->arena, test->folder, string_of(name)).bytes);
}

static struct definition *read_definition(struct test *test)
{
    struct definition_reader reader = {test->working, sources_new(test->working), &test->limits,
                                       test->problems};
    struct definition *definition =
        definition_parse(&reader, STRING("form.yaml"), read_file(test, "form.yaml"));
    if (definition == NULL || !definition_complete(&reader, definition, NULL))
        return NULL;
    return definition;
}

static bool is_draft(const struct test *test)
{
    return string_find(test->folder, STRING("/draft-"), 0) != SIZE_MAX;
}

static bool read_data(struct test *test, const struct data_reader *reader, struct value *data)
{
    char **names = file_list(test->arena, test->folder.bytes, test->problems);
    if (!data_read_yaml(reader, STRING("input.yaml"), read_file(test, "input.yaml"), data))
        return false;
    for (; *names != NULL; names++) {
        struct value later;
        if (!string_ends_with(string_of(*names), STRING(".csv")))
            continue;
        if (!data_read_csv(reader, NULL, string_of(*names), read_file(test, *names), &later))
            return false;
        *data = value_merged(reader->arena, data, &later);
    }
    return true;
}

static void prepare(struct test *test, const struct definition *definition)
{
    struct value data, prepared;
    struct data_reader reader = {test->working, sources_new(test->working), &test->limits, test->problems};
    if (!read_data(test, &reader, &data))
        return;
    struct evaluation evaluation = {
        .arena = arena_new(),
        .lasting = test->working,
        .scope = scope_new(test->working, NULL),
        .sources = reader.sources,
        .limits = &test->limits,
        .problems = test->problems,
        .undefined = is_draft(test) ? UNDEFINED_MARK : UNDEFINED_ERROR,
    };
    struct arena *rounds = evaluation.arena;
    bool is_prepared = definition_prepare(definition, &data, &evaluation, &prepared);
    arena_free(rounds);
    if (is_prepared) {
        value_append_json(&test->told, &prepared);
        buffer_append_byte(&test->told, '\n');
    }
}

static void append_problems(struct test *test)
{
    struct buffer problems = {0};
    for (const struct problem *problem = problems_first(test->problems); problem != NULL;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &problems);
    buffer_append_string(&problems, buffer_string(&test->told));
    buffer_release(&test->told);
    test->told = problems;
}

static void test_folder(struct string folder)
{
    struct test test = {.arena = arena_new(),
                        .working = arena_new(),
                        .problems = problems_new(),
                        .limits = limits_default(),
                        .folder = folder};
    struct definition *definition = read_definition(&test);
    if (definition != NULL && has_file(&test, "input.yaml"))
        prepare(&test, definition);
    arena_free(test.working);
    append_problems(&test);
    struct string expected = read_file(&test, "expected.txt");
    if (!string_equal(buffer_string(&test.told), expected))
        fail_msg("%s\n--- expected\n%s--- told\n%s", folder.bytes, expected.bytes, test.told.bytes);
    buffer_release(&test.told);
    problems_free(test.problems);
    arena_free(test.arena);
}

static void forms_prepare_or_explain(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    const char *path = VANBAN_SOURCE "/tests/data/forms";
    char **names = file_list(arena, path, problems);
    assert_non_null(names);
    assert_non_null(*names);
    for (; *names != NULL; names++)
        test_folder(file_join(arena, string_of(path), string_of(*names)));
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(forms_prepare_or_explain)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
