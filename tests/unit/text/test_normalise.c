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

/* A million marks on one letter: not NFC as a whole, but nothing is lost, and it does not take minutes. */
static void bears_heaps_of_marks(void **state)
{
    struct arena *arena = arena_new();
    struct buffer given = {0};
    (void)state;
    for (size_t i = 0; i < 500000; i++)
        buffer_append_text(&given, "\u0301\u0323");
    assert_int_equal(text_normalise(arena, buffer_string(&given)).length, given.length);
    assert_false(text_is_nfc(buffer_string(&given)));
    buffer_release(&given);
    arena_free(arena);
}

/* What ICU makes of code points as a whole. */
static struct buffer ask_icu(const unsigned *code_points, size_t count)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[64], composed[192];
    struct buffer out = {0};
    int32_t length = 0;
    for (size_t i = 0; i < count; i++)
        U16_APPEND_UNSAFE(units, length, (UChar32)code_points[i]);
    length = unorm2_normalize(unorm2_getNFCInstance(&status), units, length, composed, 192, &status);
    assert_true(U_SUCCESS(status));
    for (int32_t i = 0; i < length;) {
        UChar32 code_point;
        U16_NEXT(composed, i, length, code_point);
        buffer_append_code_point(&out, (unsigned)code_point);
    }
    return out;
}

static void expect_as_icu(struct arena *arena, const unsigned *code_points, size_t count)
{
    struct buffer given = {0}, expected = ask_icu(code_points, count);
    for (size_t i = 0; i < count; i++)
        buffer_append_code_point(&given, code_points[i]);
    bool is_same = string_equal(buffer_string(&given), buffer_string(&expected));
    assert_true(string_equal(text_normalise(arena, buffer_string(&given)), buffer_string(&expected)));
    assert_int_equal(text_is_nfc(buffer_string(&given)), is_same);
    buffer_release(&given);
    buffer_release(&expected);
}

/* Each code point between letters and marks. */
static void agrees_with_icu_about_each_character(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (unsigned c = 0x80; c < 0x30000; c++) {
        const unsigned given[] = {'e', c, 0x301, 'x'};
        if (c < 0xD800 || c >= 0xE000)
            expect_as_icu(arena, given, COUNT_OF(given));
    }
    arena_free(arena);
}

static void agrees_with_icu_about_mixtures(void **state)
{
    static const unsigned units[] = {'a',    'o',    ' ',    U'ê',  U'ơ',    U'ạ',  U'ế',  0x300,
                                     0x301,  0x302,  0x303,  0x309, 0x31B,   0x323, 0x327, 0x1100,
                                     0x1161, 0x11A8, 0x212B, U'漢', 0x1D15E, U'₫'};
    struct arena *arena = arena_new();
    uint32_t random = 1;
    (void)state;
    for (size_t i = 0; i < 30000; i++) {
        unsigned given[12];
        for (size_t k = 0; k < COUNT_OF(given); k++) {
            random = random * 1664525 + 1013904223;
            given[k] = units[(random >> 16) % COUNT_OF(units)];
        }
        expect_as_icu(arena, given, COUNT_OF(given));
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
        cmocka_unit_test(bears_heaps_of_marks),
        cmocka_unit_test(agrees_with_icu_about_each_character),
        cmocka_unit_test(agrees_with_icu_about_mixtures),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
