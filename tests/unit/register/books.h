#ifndef VANBAN_TESTS_REGISTER_BOOKS_H
#define VANBAN_TESTS_REGISTER_BOOKS_H

/* A book in a folder of its own, and documents for it. Included by one test program each. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/data.h"
#include "register/register.h"

struct test {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct database *book;
    char folder[64], path[96];
};

static struct test *test_new(const char *name, enum register_policy policy)
{
    struct arena *arena = arena_new();
    struct test *test = arena_allocate(arena, sizeof *test);
    *test = (struct test){.arena = arena, .problems = problems_new(), .limits = limits_default()};
    test->reader = (struct data_reader){arena, sources_new(arena), &test->limits, test->problems};
    strcpy(test->folder, "/tmp/vanban-register-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof test->path, "%s/%s.db", test->folder, name);
    assert_true(register_create(test->path, policy, NULL, test->problems));
    test->book = register_open(test->path, DATABASE_WRITE, test->problems);
    assert_non_null(test->book);
    return test;
}

static void test_end(struct test *test)
{
    database_close(test->book);
    remove(test->path);
    rmdir(test->folder);
    problems_free(test->problems);
    arena_free(test->arena);
}

/* Of YAML; false after a problem. */
static inline bool test_read(struct test *test, const char *yaml, struct register_entry *entry)
{
    struct value data;
    *entry = (struct register_entry){.key = STRING("key"), .abbreviation = STRING("")};
    assert_true(data_read_yaml(&test->reader, STRING("a.yaml"), string_of(yaml), &data));
    return register_read_entry(test->arena, test->reader.sources, &data, entry, test->problems);
}

static inline struct register_entry test_entry(struct test *test, const char *key, const char *abbreviation,
                                               struct date date)
{
    struct register_entry entry;
    assert_true(test_read(test, "{Ký hiệu: BC-UBND, Trích yếu: một việc}", &entry));
    entry.key = string_of(key);
    entry.abbreviation = string_of(abbreviation);
    entry.date = date;
    return entry;
}

static inline const char *last_code(const struct test *test)
{
    const struct problem *last = problems_last(test->problems);
    return last != NULL ? problem_code_name(last->code) : "";
}

#endif
