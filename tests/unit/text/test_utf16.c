/* UTF-16 as programs save it, and what is none. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/utf16.h"

#include "texts.h"

#define BYTES(literal)                                                                                       \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }

static void decodes_what_is_whole(void **state)
{
    static const struct {
        struct string bytes;
        const char *text;
    } rows[] = {
        {BYTES("\xff\xfe\xd1\x1e"), "\uFEFFố"},
        {BYTES("\xfe\xff\x1e\xd1"), "\uFEFFố"},
        {BYTES("a\0\xd1\x1e"), "aố"},
        {BYTES("\0a\x1e\xd1"), "aố"},
        {BYTES("a\0\x3d\xd8\x00\xde"), "a\U0001F600"},
        {BYTES("\0a\xd8\x3d\xde\x00"), "a\U0001F600"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer out = {0};
        bool is_big;
        size_t bad;
        assert_true(text_is_utf16(rows[i].bytes, &is_big));
        assert_true(text_decode_utf16(rows[i].bytes, is_big, &out, &bad));
        expect_buffer(&out, rows[i].text);
    }
}

static void appends_nothing_for_half_of_a_character(void **state)
{
    static const struct {
        struct string bytes;
        size_t bad_offset;
    } rows[] = {
        {BYTES("a\0b"), 2},
        {BYTES("a\0\x3d\xd8"), 2},
        {BYTES("a\0\x3d\xd8z\0"), 2},
        {BYTES("a\0\x00\xde"), 2},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer out = {0};
        size_t bad = SIZE_MAX;
        buffer_append_text(&out, "as it was");
        assert_false(text_decode_utf16(rows[i].bytes, false, &out, &bad));
        assert_int_equal(bad, rows[i].bad_offset);
        expect_buffer(&out, "as it was");
    }
}

static void takes_nothing_else_for_it(void **state)
{
    static const struct string rows[] = {BYTES(""),
                                         BYTES("a"),
                                         BYTES("ab"),
                                         BYTES("\0\0a\0"),
                                         BYTES("\xef\xbb\xbf"
                                               "a"),
                                         BYTES("x\xb7")};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        bool is_big;
        assert_false(text_is_utf16(rows[i], &is_big));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(decodes_what_is_whole),
        cmocka_unit_test(appends_nothing_for_half_of_a_character),
        cmocka_unit_test(takes_nothing_else_for_it),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
