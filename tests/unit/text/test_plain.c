/* Plain text: whatever it takes for plain, no other question finds fault with. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/look_alike.h"
#include "text/stray.h"
#include "text/unicode.h"

#include "texts.h"

static const struct {
    const char *text;
    bool is_plain;
} rows[] = {
    {"", true},
    {"Ủy ban nhân dân xã Yên Mỹ; \t100%\r\n~", true},
    {"ĂăĐđĨĩŨũƠơƯưẠếỀỹÀÿ×", true},
    {"“Một cửa” – ‘tháng’ — quý…", true},
    {"\x01", false},
    {"\x7f", false},
    {"Ðông", false},
    {"e\u0323", false},
    {"a\u200Bb", false},
    {"\uFEFF", false},
    {"một\u2010hai", false},
    {"Е", false},
    {"漢", false},
    /* bytes that are no character, and characters cut short */
    {"\x80", false},
    {"\xC3", false},
    {"\xC3(", false},
    {"\xE1\xBA", false},
    {"\xE1\xBA\xC0", false},
    {"\xE1\xBC\x80", false},
    {"\xC0\x80", false},
    {"\xFF", false},
};

static void tells_plain(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(text_is_plain(string_of(rows[i].text)), rows[i].is_plain);
    assert_false(text_is_plain(STRING("a\0b")));
}

static void expect_no_fault(struct string text)
{
    enum stray_kind kind;
    assert_int_equal(text_find_invalid_utf8(text), SIZE_MAX);
    assert_int_equal(text_find_illegal(text), SIZE_MAX);
    assert_true(text_is_nfc(text));
    assert_int_equal(text_find_look_alike(text, 0), text.length);
    assert_int_equal(text_find_stray(text, 0, &kind), text.length);
}

/* In words of Vietnamese, where a look-alike is one. */
static void plain_characters_have_no_fault(void **state)
{
    size_t count = 0;
    (void)state;
    for (unsigned code_point = 1; code_point < 0x110000; code_point++) {
        struct buffer text = {0};
        buffer_append_code_point(&text, code_point);
        buffer_append_code_point(&text, code_point);
        bool is_plain = text_is_plain(buffer_string(&text));
        buffer_append_text(&text, "ạ");
        buffer_append_code_point(&text, code_point);
        assert_int_equal(text_is_plain(buffer_string(&text)), is_plain);
        if (is_plain)
            expect_no_fault(buffer_string(&text));
        count += is_plain;
        buffer_release(&text);
    }
    assert_int_equal(count, 98 + 62 + 12 + 90 + 7);
}

/* Of all texts of three bytes. */
static void no_invalid_bytes_are_plain(void **state)
{
    (void)state;
    for (unsigned bytes = 0; bytes < 1u << 24; bytes++) {
        char text[] = {(char)(bytes >> 16), (char)(bytes >> 8), (char)bytes};
        struct string string = {text, sizeof text};
        if (text_is_plain(string))
            assert_int_equal(text_find_invalid_utf8(string), SIZE_MAX);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_plain),
        cmocka_unit_test(plain_characters_have_no_fault),
        cmocka_unit_test(no_invalid_bytes_are_plain),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
