/* Waiting for others: who waited for more of them asks more often, and waits as long as they write. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "database/patience.h"

static void naps_grow_shorter_with_every_turn(void **state)
{
    (void)state;
    static const struct {
        int64_t turns, nap;
    } naps[] = {{0, 50000}, {1, 39505}, {8, 12500}, {24, 3125}, {64, 1000}, {5000, 1000}};
    struct patience patience;
    int64_t turns = 0;
    patience_begin(&patience, 0, turns);
    for (size_t i = 0; i < sizeof naps / sizeof *naps; i++) {
        while (turns < naps[i].turns) {
            turns++;
            patience_nap(&patience, turns, turns);
        }
        assert_int_equal(patience_nap(&patience, turns, turns), naps[i].nap);
    }
}

/* However long they hold the file: another disk is slower. */
static void time_alone_changes_no_nap(void **state)
{
    (void)state;
    struct patience patience;
    patience_begin(&patience, 7, 1);
    assert_int_equal(patience_nap(&patience, 7, 1), patience_nap(&patience, 20000, 1));
}

static void patience_lasts_while_others_write(void **state)
{
    (void)state;
    struct patience patience;
    int64_t now = 1000;
    patience_begin(&patience, now, 0);
    for (int64_t seen = 1; seen < 100; seen++) {
        now += 29999;
        assert_true(patience_nap(&patience, now, seen) > 0);
    }
    assert_true(patience_nap(&patience, now + 29999, 99) > 0);
    assert_int_equal(patience_nap(&patience, now + 30000, 99), 0);
}

static void it_begins_anew_each_time(void **state)
{
    (void)state;
    struct patience patience;
    patience_begin(&patience, 0, 0);
    assert_int_equal(patience_nap(&patience, 30000, 0), 0);
    patience_begin(&patience, 30000, 0);
    assert_int_equal(patience_nap(&patience, 30001, 0), 50000);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(naps_grow_shorter_with_every_turn),
        cmocka_unit_test(time_alone_changes_no_nap),
        cmocka_unit_test(patience_lasts_while_others_write),
        cmocka_unit_test(it_begins_anew_each_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
