#ifndef TESTS_VALUE_ARENA_FIXTURE_H
#define TESTS_VALUE_ARENA_FIXTURE_H

/* An arena for all tests of a program: cmocka_run_group_tests(tests, make_arena, free_arena). */

#include "base/arena.h"

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

#endif
