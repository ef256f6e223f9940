/* Characters that are taken for letters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/letters.h"
#include "text/look_alike.h"

#include "texts.h"

static const struct {
    const char *before, *after; /* NULL: nothing is taken for another */
} rows[] = {
    {"", NULL},
    {"Đề nghị", NULL},
    {"\u00D0ề nghị", "Đề nghị"},
    {"\u0189ỘC LẬP", "ĐỘC LẬP"},
    {"\u00F0iều", "điều"},
    {"\u00D0", "Đ"},
    {"Nguy\u0435n", "Nguyen"},
    {"\u0421ộng \u043Dòa", "Cộng \u043Dòa"},
    {"Москва", NULL},
    {"Ελλάδα", NULL},
    {"\uFF35\uFF22\uFF2E\uFF24 số\uFF1A\uFF11\uFF12", "UBND số:12"},
    {"o\u0323\u0302 \u0435\u0323t", NULL},
};

static void replaces(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string before = string_of(rows[i].before), after = text_replace_look_alikes(arena, before);
        if (!string_is(after, rows[i].after != NULL ? rows[i].after : rows[i].before))
            fail_msg("%s: %.*s", rows[i].before, STRING_FORMAT(after));
        assert_int_equal(text_find_look_alike(after, 0), after.length);
        assert_int_equal(text_find_look_alike(before, 0) == before.length, rows[i].after == NULL);
    }
    arena_free(arena);
}

static void takes_no_letter_of_vietnamese_for_another(void **state)
{
    (void)state;
    for (unsigned code_point = 1; code_point < 0x2000; code_point++)
        if (letter_lookup(code_point).rank != 0)
            assert_int_equal(text_look_alike(code_point), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(replaces),
        cmocka_unit_test(takes_no_letter_of_vietnamese_for_another),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
