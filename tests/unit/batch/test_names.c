/* Names that every file system takes, names and keys that differ, parts by a hash of the key. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "batch/batch.h"

static const struct name_case {
    const char *typed, *name; /* NULL: refused */
} names[] = {
    {"T1", "T1.docx"},
    {"T1.docx", "T1.docx"},
    {"T1.DOCX", "T1.docx"},
    {"a/b\\c:d*e?f<g>h|i\"j", "a-b-c-d-e-f-g-h-i-j.docx"},
    {"  . T1 . ", "T1.docx"},
    {"CON", "_CON.docx"},
    {"Con.2026.docx", "_Con.2026.docx"},
    {"nul .a", "_nul .a.docx"},
    {"lpt9", "_lpt9.docx"},
    {"lpt0", "lpt0.docx"},
    {"console", "console.docx"},
    {"ho\xCC\x80"
     "a",
     "h\xC3\xB2"
     "a.docx"},
    {"a\tb\nc", "a-b-c.docx"},
    {"../x", "_-x.docx"},
    {"-rf", "_-rf.docx"},
    {"com\xC2\xB9.a", "_com\xC2\xB9.a.docx"},
    {"CONIN$", "_CONIN$.docx"},
    {"\xE2\x80\xAE"
     "a\xE2\x80\x8B"
     "b",
     "ab.docx"},
    {"\xEF\xAC\x81"
     "c",
     "fic.docx"},
    {"\xE2\x80\x8B", NULL},
    {"..", NULL},
    {"", NULL},
    {".docx", "docx.docx"},
};

static void names_are_made_safe(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct problems *problems = problems_new();
        struct string name = {"", 0};
        bool is_name = batch_name(arena, string_of(names[i].typed), &name, problems);
        assert_int_equal(is_name, names[i].name != NULL);
        if (is_name)
            assert_string_equal(name.bytes, names[i].name);
        else
            assert_string_equal(problem_code_name(problems_first(problems)->code), "batch-name");
        problems_free(problems);
    }
    arena_free(arena);
}

static void long_names_are_refused(void **state)
{
    (void)state;
    char text[201];
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct string name;
    memset(text, 'x', sizeof text);
    assert_true(batch_name(arena, (struct string){text, 200}, &name, problems));
    assert_false(batch_name(arena, (struct string){text, 201}, &name, problems));
    problems_free(problems);
    arena_free(arena);
}

static const struct distinct_case {
    const char *paths[2], *keys[2];
    const char *code; /* NULL: they differ */
} pairs[] = {
    {{"a.docx", "b.docx"}, {"a", "b"}, NULL},
    {{"a.docx", "A.docx"}, {"a", "b"}, "batch-same-name"},
    {{"a.docx", "b.docx"}, {"a", "a"}, "batch-same-key"},
    {{"a.docx", "b.docx"}, {"a", "A"}, NULL},
    {{"h\xC3\xB2"
      "a.docx",
      "hoa.docx"},
     {"a", "b"},
     NULL},
};

static void names_and_keys_must_differ(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct problems *problems = problems_new();
        struct batch_job jobs[2] = {
            {.path = string_of(pairs[i].paths[0]), .key = string_of(pairs[i].keys[0]), .record = 0},
            {.path = string_of(pairs[i].paths[1]), .key = string_of(pairs[i].keys[1]), .record = 1}};
        assert_int_equal(batch_is_distinct(jobs, 2, problems), pairs[i].code == NULL);
        if (pairs[i].code != NULL)
            assert_string_equal(problem_code_name(problems_first(problems)->code), pairs[i].code);
        problems_free(problems);
    }
}

static void shards_are_read(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",    "1",    "0/2",  "3/2",  "1/0", "1/2/3",
                                        "a/b", "-1/2", " 1/2", "1/ 2", "1/2 "};
    struct batch_shard shard;
    assert_true(batch_shard_read(STRING("2/5"), &shard));
    assert_int_equal(shard.index, 2);
    assert_int_equal(shard.count, 5);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(batch_shard_read(string_of(wrong[i]), &shard));
}

/* Whatever the number of parts, each key is in one of them; and always in the same. */
static void each_key_is_in_one_part(void **state)
{
    (void)state;
    char key[16];
    for (unsigned count = 1; count <= 7; count++) {
        for (int i = 0; i < 200; i++) {
            unsigned parts = 0;
            snprintf(key, sizeof key, "X%d", i);
            for (unsigned index = 1; index <= count; index++)
                parts += batch_shard_has(&(struct batch_shard){index, count}, string_of(key));
            assert_int_equal(parts, 1);
        }
    }
    assert_true(batch_shard_has(&(struct batch_shard){0, 0}, STRING("X1")));
    assert_true(batch_shard_has(&(struct batch_shard){1, 3}, STRING("T2.docx")));
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_made_safe),        cmocka_unit_test(long_names_are_refused),
        cmocka_unit_test(names_and_keys_must_differ), cmocka_unit_test(shards_are_read),
        cmocka_unit_test(each_key_is_in_one_part),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
