/* NFC: what is given in any form comes out composed, and what is NFC already comes out itself. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "text/unicode.h"

#include "texts.h"

static const struct {
    const char *given, *nfc;
} rows[] = {
    {"", ""},
    {"Cộng hòa xã hội chủ nghĩa Việt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"},
    /* NFD, and the hybrid that Windows-1258 input leaves */
    {"Vie\u0323\u0302t Nam", "Việt Nam"},
    {"Vi\u00EA\u0323t Nam", "Việt Nam"},
    {"\u1EB9\u0302", "ệ"},
    {"U\u031B\u0309ng Ho\u0300a", "Ửng Hòa"},
    {"e\u0323\u0302", "ệ"},
    {"e\u0302\u0323e\u0302\u0323", "ệệ"},
    /* a mark with nothing before it, and marks that stay */
    {"\u0323a", "\u0323a"},
    {"q\u0323 b\u0301", "q\u0323 b\u0301"},
    {"\u1EA1\u0323", "\u1EA1\u0323"},
    /* singletons and other scripts */
    {"5 \u212B", "5 \u00C5"},
    {"\u2126", "\u03A9"},
    {"\u1100\u1161\u11A8", "\uAC01"},
    {"漢字 \uF900", "漢字 \u8C48"},
    {"\U0001D15E", "\U0001D157\U0001D165"},
    /* the dot below stands behind the accent */
    {"o\u0302\u0309\u0323", "\u1ED9\u0309"},
    {"đ₫ – “x” …", "đ₫ – “x” …"},
};

static void composes(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_text(text_normalise(arena, string_of(rows[i].given)), rows[i].nfc);
    arena_free(arena);
}

static void tells_nfc(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(text_is_nfc(string_of(rows[i].given)), strcmp(rows[i].given, rows[i].nfc) == 0);
        assert_true(text_is_nfc(string_of(rows[i].nfc)));
    }
}

static void returns_nfc_text_itself(void **state)
{
    struct arena *arena = arena_new();
    struct string text = STRING("Ủy ban nhân dân xã b\u0301");
    (void)state;
    assert_ptr_equal(text_normalise(arena, text).bytes, text.bytes);
    arena_free(arena);
}

/* Texts longer than the buffers inside: of one letter with many marks, and of a script that is never calm. */
static void composes_long_texts(void **state)
{
    struct arena *arena = arena_new();
    struct buffer given = {0}, expected = {0};
    (void)state;
    for (size_t i = 0; i < 50000; i++) {
        buffer_append_text(&given, i % 1000 == 0 ? "o\u0302\u0323" : "\u0439");
        buffer_append_text(&expected, i % 1000 == 0 ? "ộ" : "\u0439");
    }
    struct string found = text_normalise(arena, buffer_string(&given));
    assert_true(string_equal(found, buffer_string(&expected)));
    buffer_release(&given);
    buffer_release(&expected);
    arena_free(arena);
}

/* The text of a code point between letters that take marks, both ways. */
static void agrees_with_icu_about_each_character(void **state)
{
    struct arena *arena = arena_new();
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
    (void)state;
    for (unsigned c = 0x80; c < 0x30000; c++) {
        if (c >= 0xD800 && c < 0xE000)
            continue;
        struct buffer given = {0}, expected = {0};
        UChar units[16] = {'e', 0}, composed[48];
        int32_t length = 1;
        U16_APPEND_UNSAFE(units, length, (UChar32)c);
        units[length++] = 0x301;
        units[length++] = 'x';
        length = unorm2_normalize(nfc, units, length, composed, 48, &status);
        buffer_append_byte(&given, 'e');
        buffer_append_code_point(&given, c);
        buffer_append_text(&given, "\u0301x");
        for (int32_t i = 0; i < length;) {
            UChar32 code_point;
            U16_NEXT(composed, i, length, code_point);
            buffer_append_code_point(&expected, (unsigned)code_point);
        }
        assert_true(string_equal(text_normalise(arena, buffer_string(&given)), buffer_string(&expected)));
        assert_int_equal(text_is_nfc(buffer_string(&given)),
                         string_equal(buffer_string(&given), buffer_string(&expected)));
        buffer_release(&given);
        buffer_release(&expected);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(composes),
        cmocka_unit_test(tells_nfc),
        cmocka_unit_test(returns_nfc_text_itself),
        cmocka_unit_test(composes_long_texts),
        cmocka_unit_test(agrees_with_icu_about_each_character),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
