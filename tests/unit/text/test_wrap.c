#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "text/wrap.h"

static unsigned long width_of(const char *text)
{
    return text_width_twips(string_of(text), FACE_BOLD, 26);
}

static void text_that_fits_is_one_line(void **state)
{
    (void)state;
    struct wrapping wrapping = text_wrap(STRING("ỦY BAN NHÂN DÂN"), 3685, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 1);
    assert_int_equal(wrapping.widest_twips, width_of("ỦY BAN NHÂN DÂN"));
}

static void lines_are_as_full_as_they_get(void **state)
{
    (void)state;
    unsigned long column = width_of("ỦY BAN NHÂN");
    struct wrapping wrapping = text_wrap(STRING("ỦY BAN NHÂN DÂN XÃ"), column, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, column);
}

static void even_lines_are_as_many_and_narrower(void **state)
{
    (void)state;
    struct string text = STRING("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ");
    struct wrapping full = text_wrap(text, 5000, FACE_BOLD, 26);
    struct wrapping even = text_wrap_evenly(text, 5000, FACE_BOLD, 26);
    assert_int_equal(full.lines, 2);
    assert_int_equal(even.lines, 2);
    assert_int_equal(even.widest_twips, width_of("HÀNH CHÍNH CÔNG XÃ"));
    assert_true(even.widest_twips < full.widest_twips);
}

static void newlines_break_and_long_words_stand_alone(void **state)
{
    (void)state;
    assert_int_equal(text_wrap(STRING("một\nhai"), 9000, FACE_BOLD, 26).lines, 2);
    struct wrapping wrapping = text_wrap_evenly(STRING("NGHIÊNGNGẢ a"), 100, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, width_of("NGHIÊNGNGẢ"));
    assert_int_equal(text_wrap(STRING(""), 100, FACE_BOLD, 26).lines, 1);
    assert_int_equal(text_wrap_evenly(STRING(""), 100, FACE_BOLD, 26).widest_twips, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_fits_is_one_line),
        cmocka_unit_test(lines_are_as_full_as_they_get),
        cmocka_unit_test(even_lines_are_as_many_and_narrower),
        cmocka_unit_test(newlines_break_and_long_words_stand_alone),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
