/* UTF-8 and the classes of characters. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/unicode.h"

#include "texts.h"

static void finds_the_first_byte_that_is_not_utf8(void **state)
{
    static const struct {
        struct string bytes;
        size_t offset;
    } rows[] = {
        {STRING(""), SIZE_MAX},
        {STRING("Độc lập - Tự do - Hạnh phúc"), SIZE_MAX},
        {STRING("12345678\xF0\x9F\x98\x80"), SIZE_MAX},
        {STRING("\x80"), 0},
        {STRING("abcdefghij\xC3"), 10},
        {STRING("ab\xC0\xAF"), 2},
        {STRING("a\xED\xA0\x80"), 1},
        {STRING("a\xE1\xBA"), 1},
        {STRING("\xF4\x90\x80\x80"), 0},
        {STRING("H\xE0 N\xE9i"), 1},
        {STRING("a\xFF"), 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(text_find_invalid_utf8(rows[i].bytes), rows[i].offset);
}

static void finds_characters_that_xml_forbids(void **state)
{
    static const struct {
        struct string text;
        size_t offset;
    } rows[] = {
        {STRING("một\thai\nba\r"), SIZE_MAX},
        {STRING("a\0b"), 1},
        {STRING("ab\x0B"), 2},
        {STRING("ă\x1F"), 2},
        {STRING("x\uFFFE"), 1},
        {STRING("\uFFFF"), 0},
        {STRING("\uFFFD \uFF5E \x7F"), SIZE_MAX},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(text_find_illegal(rows[i].text), rows[i].offset);
}

static void decodes_code_points(void **state)
{
    static const unsigned expected[] = {'a', 0x1ED9, 0x1F600, 0xFFFD, 'b'};
    struct string s = STRING("aộ😀\xFF"
                             "b");
    size_t offset = 0;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(expected); i++)
        assert_int_equal(text_next(s, &offset), expected[i]);
    assert_int_equal(offset, s.length);
    assert_int_equal(text_next(s, &offset), 0xFFFD);
    assert_int_equal(offset, s.length);
}

static void counts_code_points(void **state)
{
    (void)state;
    assert_int_equal(text_length(STRING("")), 0);
    assert_int_equal(text_length(STRING("Số: 05/UBND")), 11);
    assert_int_equal(text_offset(STRING("Số: 05"), 2), 4);
    assert_int_equal(text_offset(STRING("Số"), 9), 4);
    assert_int_equal(text_offset(STRING("Số"), 0), 0);
}

static void knows_the_classes(void **state)
{
    static const struct {
        unsigned code_point;
        const char *classes; /* l letter, u upper, s small, d digit, _ space, n name */
    } rows[] = {
        {'a', "lsn"}, {'Z', "lun"}, {U'đ', "lsn"}, {U'Ộ', "lun"},  {'7', "dn"},
        {'_', "n"},   {' ', "_"},   {0xA0, "_"},   {0x202F, "_"},  {'\n', "_"},
        {'-', ""},    {'.', ""},    {0x323, "n"},  {U'漢', "ln"},  {0x0669, "dn"},
        {U'₫', ""},   {0xAD, ""},   {0x200B, ""},  {0x10FFFF, ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        unsigned c = rows[i].code_point;
        assert_int_equal(text_is_letter(c), strchr(rows[i].classes, 'l') != NULL);
        assert_int_equal(text_is_upper(c), strchr(rows[i].classes, 'u') != NULL);
        assert_int_equal(text_is_lower(c), strchr(rows[i].classes, 's') != NULL);
        assert_int_equal(text_is_digit(c), strchr(rows[i].classes, 'd') != NULL);
        assert_int_equal(text_is_space(c), strchr(rows[i].classes, '_') != NULL);
        assert_int_equal(text_is_name(c), strchr(rows[i].classes, 'n') != NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_first_byte_that_is_not_utf8),
        cmocka_unit_test(finds_characters_that_xml_forbids),
        cmocka_unit_test(decodes_code_points),
        cmocka_unit_test(counts_code_points),
        cmocka_unit_test(knows_the_classes),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
