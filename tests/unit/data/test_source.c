/* Where things stand in a text. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/source.h"

/* In a file with a fault in each line the way to each place would be as long as the file. */
static void places_of_what_is_not_kept_are_not_looked_for(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct source_text text;
    assert_true(source_open(&text, &reader, STRING("tệp"), STRING("một\nhai ba\n")));
    while (problems_have_room(problems)) {
        struct place place = source_place(&text, 10, 2);
        assert_int_equal(place.line, 2);
        assert_int_equal(place.column, 5);
        assert_string_equal(place.tag.bytes, "hai ba");
        problems_add(problems, PROBLEM_DATA_NUMBER_SIZE, &place, "1");
    }
    size_t count = problems_count(problems);
    source_report(&text, PROBLEM_DATA_NUMBER_SIZE, 10, 2, "1");
    assert_int_equal(problems_count(problems), count + 1);
    struct place place = source_place(&text, 10, 2);
    assert_int_equal(place.line, 0);
    assert_string_equal(place.file.bytes, "tệp");
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(places_of_what_is_not_kept_are_not_looked_for)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
