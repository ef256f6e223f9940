#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/problems.h"

static void allocate_much(void *argument)
{
    struct arena **arena = argument;
    *arena = arena_new();
    for (size_t i = 0; i < 1000; i++)
        arena_allocate(*arena, 5000);
}

static void guard_gives_arena_to_caller(void **state)
{
    (void)state;
    struct arena *arena = NULL;
    assert_true(memory_guard(allocate_much, &arena));
    assert_non_null(arena);
    arena_free(arena);
}

/* Every point at which memory may end: the leak checker sees what is not given back. */
static void guard_frees_all_when_memory_ends(void **state)
{
    (void)state;
    for (size_t count = 0; count < 12; count++) {
        struct arena *arena = NULL;
        memory_fail_after(count);
        bool done = memory_guard(allocate_much, &arena);
        memory_fail_after(SIZE_MAX);
        if (done)
            arena_free(arena);
        assert_int_equal(done, false);
    }
}

static void detach_and_fail(void *argument)
{
    struct arena **arena = argument;
    *arena = arena_new();
    arena_format(*arena, "%d hồ sơ", 5);
    arena_detach(*arena);
    memory_exhausted();
}

static void guard_leaves_a_detached_arena_alone(void **state)
{
    (void)state;
    struct arena *arena = NULL;
    assert_false(memory_guard(detach_and_fail, &arena));
    assert_string_equal(arena_copy(arena, STRING("còn dùng được")).bytes, "còn dùng được");
    arena_free(arena);
}

static void count_undo(void *subject)
{
    ++*(int *)subject;
}

static void fail_after_undo_is_set(void *argument)
{
    memory_undo_later(count_undo, argument);
    memory_exhausted();
}

static void fail_in_inner_guard(void *argument)
{
    int inner = 0;
    assert_false(memory_guard(fail_after_undo_is_set, &inner));
    assert_int_equal(inner, 1);
    memory_undo_later(count_undo, argument);
    memory_settled(count_undo, argument);
    memory_exhausted();
}

static void guards_nest_and_forget_what_is_settled(void **state)
{
    (void)state;
    int undone = 0;
    assert_false(memory_guard(fail_in_inner_guard, &undone));
    assert_int_equal(undone, 0);
}

static void out_of_memory_is_one_problem(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    memory_fail_after(0);
    problems_add_out_of_memory(problems);
    problems_add_out_of_memory(problems);
    memory_fail_after(SIZE_MAX);
    assert_int_equal(problems_count(problems), 1);
    assert_int_equal(problems_exit(problems), EXIT_LIMIT);
    assert_string_equal(problem_code_name(problems_first(problems)->code), "out-of-memory");
    problems_free(problems);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(guard_gives_arena_to_caller),
        cmocka_unit_test(guard_frees_all_when_memory_ends),
        cmocka_unit_test(guard_leaves_a_detached_arena_alone),
        cmocka_unit_test(guards_nest_and_forget_what_is_settled),
        cmocka_unit_test(out_of_memory_is_one_problem),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
