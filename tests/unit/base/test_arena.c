#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "base/arena.h"

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (size_t size = 1; size < 10000; size += 37) {
        unsigned char *bytes = arena_allocate(arena, size);
        assert_int_equal((uintptr_t)bytes % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(bytes[i], 0);
        memset(bytes, 0xff, size);
    }
    arena_free(arena);
}

static void note(void *subject)
{
    ++*(int *)subject;
}

static void rewinding_gives_back_and_cleans_up(void **state)
{
    (void)state;
    int before = 0, after = 0;
    struct arena *arena = arena_new();
    struct string kept = arena_copy(arena, STRING("được giữ"));
    arena_on_free(arena, note, &before);
    struct arena_mark mark = arena_mark(arena);
    arena_on_free(arena, note, &after);
    for (int i = 0; i < 100; i++)
        arena_allocate(arena, 100000);
    arena_rewind(arena, mark);
    assert_int_equal(before, 0);
    assert_int_equal(after, 1);
    assert_string_equal(kept.bytes, "được giữ");
    arena_free(arena);
    assert_int_equal(before, 1);
}

static void rewinding_to_the_start_leaves_a_usable_arena(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct arena_mark start = arena_mark(arena);
    for (int round = 0; round < 3; round++) {
        arena_allocate(arena, 5000);
        arena_rewind(arena, start);
    }
    struct string text = arena_format(arena, "%d hồ sơ", 5);
    assert_string_equal(text.bytes, "5 hồ sơ");
    assert_int_equal(text.length, strlen("5 hồ sơ"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(rewinding_gives_back_and_cleans_up),
        cmocka_unit_test(rewinding_to_the_start_leaves_a_usable_arena),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
