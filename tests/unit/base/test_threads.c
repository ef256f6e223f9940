/* Work in many threads: all of it is done, whatever memory does in one of them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/memory.h"
#include "base/threads.h"

enum { ITEMS = 150 };

static void count_up(void *item)
{
    ++*(int *)item;
}

static void each_item_is_done_once(void **state)
{
    (void)state;
    for (size_t count = 0; count <= ITEMS; count++) {
        int items[ITEMS] = {0};
        assert_true(threads_run(count_up, items, sizeof *items, count));
        for (size_t i = 0; i < ITEMS; i++)
            assert_int_equal(items[i], i < count);
    }
}

struct filling {
    struct arena *arena;
    struct string text;
};

static void fill(void *item)
{
    struct filling *filling = item;
    for (int i = 0; i < 1000; i++)
        filling->text = arena_format(filling->arena, "dòng %d", i);
}

static void arenas_of_threads_live_with_their_parent(void **state)
{
    (void)state;
    struct filling fillings[8];
    struct arena *parent = arena_new();
    for (size_t i = 0; i < 8; i++)
        fillings[i] = (struct filling){.arena = arena_new_in(parent)};
    assert_true(threads_run(fill, fillings, sizeof *fillings, 8));
    for (size_t i = 0; i < 8; i++)
        assert_string_equal(fillings[i].text.bytes, "dòng 999");
    arena_free(parent);
}

static void run_out(void *item)
{
    if (*(int *)item == 3)
        memory_exhausted();
    count_up(item);
}

static void memory_that_runs_out_in_one_is_told(void **state)
{
    (void)state;
    int items[] = {0, 1, 2, 3, 4};
    assert_false(threads_run(run_out, items, sizeof *items, 5));
    for (int i = 0; i < 5; i++)
        assert_int_equal(items[i], i == 3 ? 3 : i + 1);
    assert_true(threads_run(run_out, items, sizeof *items, 2));
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(threads_available() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_item_is_done_once),
        cmocka_unit_test(arenas_of_threads_live_with_their_parent),
        cmocka_unit_test(memory_that_runs_out_in_one_is_told),
        cmocka_unit_test(there_is_a_processor),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
