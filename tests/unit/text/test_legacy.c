/*
 * Legacy encodings. The C library knows three of them and is asked about every
 * letter; the others are held by samples and by going there and back.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include <iconv.h>

#include "text/legacy.h"
#include "text/unicode.h"

#include "texts.h"

static const unsigned letters[] = {
#define VOWEL(name, ...) __VA_ARGS__,
#define CONSONANT(name, ...) __VA_ARGS__,
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
};

static const struct {
    enum legacy_encoding encoding;
    const char *name;
} oracles[] = {
    {LEGACY_TCVN5712, "TCVN5712-1"},
    {LEGACY_VISCII, "VISCII"},
    {LEGACY_WINDOWS_1258, "CP1258"},
};

/* What the C library makes of a text; empty when it cannot. */
static struct string ask(const char *to, const char *from, struct string text, char room[64])
{
    iconv_t conversion = iconv_open(to, from);
    char *source = (char *)text.bytes, *target = room;
    size_t source_left = text.length, target_left = 64;
    assert_true(conversion != (iconv_t)-1);
    size_t failed = iconv(conversion, &source, &source_left, &target, &target_left);
    if (failed != (size_t)-1)
        failed = iconv(conversion, NULL, NULL, &target, &target_left);
    iconv_close(conversion);
    return (struct string){room, failed == (size_t)-1 ? 0 : (size_t)(target - room)};
}

static void expect_decoded(enum legacy_encoding encoding, struct string bytes, struct string expected)
{
    struct buffer found = {0};
    size_t bad;
    assert_true(legacy_decode(encoding, bytes, &found, &bad));
    if (!string_equal(buffer_string(&found), expected))
        fail_msg("%s: \"%.*s\", not \"%.*s\"", legacy_name(encoding), STRING_FORMAT(buffer_string(&found)),
                 STRING_FORMAT(expected));
    buffer_release(&found);
}

static void converts_letters_as_the_c_library(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(oracles); i++)
        for (size_t k = 0; k < COUNT_OF(letters); k++) {
            struct buffer letter = {0}, bytes = {0};
            char room[64];
            size_t bad;
            buffer_append_code_point(&letter, letters[k]);
            assert_true(legacy_encode(oracles[i].encoding, buffer_string(&letter), &bytes, &bad));
            struct string back = ask("UTF-8", oracles[i].name, buffer_string(&bytes), room);
            assert_true(string_equal(back, buffer_string(&letter)));
            struct string expected = ask(oracles[i].name, "UTF-8", buffer_string(&letter), room);
            assert_true(string_equal(buffer_string(&bytes), expected));
            expect_decoded(oracles[i].encoding, expected, buffer_string(&letter));
            buffer_release(&letter);
            buffer_release(&bytes);
        }
}

static void decodes_bytes_as_the_c_library(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(oracles); i++)
        for (unsigned byte = 0x20; byte < 0x100; byte++) {
            char bytes[] = {(char)byte, 'x'}, room[64];
            struct buffer found = {0};
            size_t bad;
            struct string expected = ask("UTF-8", oracles[i].name, (struct string){bytes, 2}, room);
            if (expected.length > 0)
                expect_decoded(oracles[i].encoding, (struct string){bytes, 2}, expected);
            else
                assert_false(legacy_decode(oracles[i].encoding, (struct string){bytes, 2}, &found, &bad));
            assert_int_equal(found.length, 0);
        }
}

/* Every encoding has the small letters; TCVN3 leaves most capitals to its fonts. */
static void goes_there_and_back(void **state)
{
    (void)state;
    for (enum legacy_encoding encoding = 0; encoding < LEGACY_COUNT; encoding++) {
        struct buffer text = {0}, bytes = {0};
        size_t bad;
        for (size_t k = 0; k < COUNT_OF(letters); k++) {
            if (encoding != LEGACY_TCVN3 || text_is_lower(letters[k]))
                buffer_append_code_point(&text, letters[k]);
        }
        assert_true(legacy_encode(encoding, buffer_string(&text), &bytes, &bad));
        expect_decoded(encoding, buffer_string(&bytes), buffer_string(&text));
        buffer_release(&text);
        buffer_release(&bytes);
    }
}

static void decodes_samples(void **state)
{
    static const struct {
        enum legacy_encoding encoding;
        const char *bytes, *text;
    } rows[] = {
        {LEGACY_TCVN3, "", ""},
        {LEGACY_TCVN3, "Vi\xD6t Nam \xA7\xE9\x63 l\xCBp \x96 T\xF9 do", "Việt Nam Độc lập – Tự do"},
        {LEGACY_TCVN3, "\xAD\xEDng\xA0\xB0", "ướng\u00A0°"},
        {LEGACY_TCVN3, "\xA7\xDB", NULL},
        {LEGACY_TCVN5712, "e\xB4\t\x8C\n", "ẹ\tỆ\n"},
        {LEGACY_VNI, "Vie\xE4t Nam \xD1o\xE4\x63 la\xE4p \x93\x85\x94", "Việt Nam Độc lập “…”"},
        {LEGACY_VNI, "CO\xC4NG HO\xD8\x41 X\xC3", NULL},
        {LEGACY_VNI, "CO\xC4NG HO\xD8\x41 XA\xD5 HO\xC4I CHU\xDB NGH\xD3\x41", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA"},
        {LEGACY_VNI, "O\xE4 b\xF6\xF9\x63 n\xF4\xF8 M\xFF", NULL},
        {LEGACY_VNI, "O\xE4 b\xF6\xF9\x63 n\xF4\xF8 k\xEE", "Ộ bức nờ kỵ"},
        {LEGACY_VISCII, "Vi\xAEt Nam \x02\x14", "Việt Nam ẲỶ"},
        {LEGACY_VISCII, "a\x01", NULL},
        {LEGACY_VPS, "Vi\x8Ct Nam \x91\xF1\x92", "Việt Nam ‘Đ’"},
        {LEGACY_WINDOWS_1258, "Vi\xEA\xF2t Nam \xFE", "Việt Nam ₫"},
        {LEGACY_WINDOWS_1258, "a\x81", NULL},
        {LEGACY_VIQR, "Co^.ng ho`a xa~ ho^.i chu? nghi~a Vie^.t Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"},
        {LEGACY_VIQR, "DDo^.c la^.p - Tu+. do - Dda(ng ky'", "Độc lập - Tự do - Đăng ký"},
        {LEGACY_VIQR, "u*o*'ng n(a^)", "ướng n(â)"},
        {LEGACY_VIQR, "Ha\\. xo\\? d\\d c:\\\\ \\", "Ha. xo? dd c:\\ \\"},
        {LEGACY_VIQR, "a\xE2", NULL},
        {LEGACY_VIQR, "a\x01", NULL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer found = {0};
        size_t bad = 0;
        if (rows[i].text != NULL) {
            expect_decoded(rows[i].encoding, string_of(rows[i].bytes), string_of(rows[i].text));
            continue;
        }
        assert_false(legacy_decode(rows[i].encoding, string_of(rows[i].bytes), &found, &bad));
        assert_int_equal(bad, rows[i].encoding == LEGACY_VNI ? strcspn(rows[i].bytes, "\xC3\xFF") : 1);
        assert_int_equal(found.length, 0);
    }
}

static void decodes_runs_of_word(void **state)
{
    static const struct {
        const char *font, *run, *text;
    } rows[] = {
        {".VnTime", "ViÖt Nam – §éc lËp", "Việt Nam – Độc lập"},
        {".VnTime", "\u00ADíng dÉn", "ướng dẫn"},
        {".VnTimeH", "tù do", "tự do"},
        {"VNI-Times", "Vieät Nam “Ñoäc laäp”", "Việt Nam “Độc lập”"},
        {"VPS Times", "ViŒt Nam", "Việt Nam"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        enum legacy_encoding encoding;
        bool draws_capitals;
        struct buffer found = {0};
        size_t bad;
        assert_true(legacy_of_font(string_of(rows[i].font), &encoding, &draws_capitals));
        assert_true(legacy_decode_run(encoding, string_of(rows[i].run), &found, &bad));
        expect_buffer(&found, rows[i].text);
    }
}

static void knows_marks_of_another_run(void **state)
{
    static const struct {
        enum legacy_encoding encoding;
        const char *before, *text;
        bool is_mark;
    } rows[] = {
        {LEGACY_VNI, "Quye", "át", true}, {LEGACY_VNI, "bö", "ùc", true},
        {LEGACY_VNI, "NGÖ", "Ô", false},  {LEGACY_VNI, "Ô", "Ø", true},
        {LEGACY_VNI, "eá", "á", false},   {LEGACY_VNI, "b", "á", false},
        {LEGACY_VNI, "e ", "á", false},   {LEGACY_VNI, "\uF065", "á", true},
        {LEGACY_VNI, "ế", "á", false},    {LEGACY_VNI, "e", "\u0301", false},
        {LEGACY_VNI, "", "á", false},     {LEGACY_VNI, "e", "", false},
        {LEGACY_TCVN3, "e", "á", false},  {LEGACY_VPS, "e", "á", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (legacy_begins_with_mark(rows[i].encoding, string_of(rows[i].before), string_of(rows[i].text)) !=
            rows[i].is_mark)
            fail_msg("row %zu", i);
}

static void tells_where_a_run_is_bad(void **state)
{
    struct buffer found = {0};
    size_t bad = 0;
    (void)state;
    assert_false(legacy_decode_run(LEGACY_TCVN3, STRING("ViÖt Việt"), &found, &bad));
    assert_int_equal(bad, 8);
    assert_false(legacy_decode_run(LEGACY_VNI, STRING("Vieät b\u00E4"), &found, &bad));
    assert_int_equal(bad, 8);
    assert_int_equal(found.length, 0);
}

static void tells_what_cannot_be_encoded(void **state)
{
    static const struct {
        enum legacy_encoding encoding;
        const char *text;
        size_t bad;
    } rows[] = {
        {LEGACY_TCVN3, "ĐỒNG", 2},           {LEGACY_TCVN3, "đÁ", 2},
        {LEGACY_TCVN5712, "ộ漢", 3},         {LEGACY_VNI, "aÇ", 1},
        {LEGACY_VISCII, "Việt\u00A0", 6},    {LEGACY_VPS, "ộ₫", 3},
        {LEGACY_WINDOWS_1258, "b\u2265", 1}, {LEGACY_VIQR, "“", 0},
        {LEGACY_VIQR, "ạ\x01", 3},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer out = {0};
        size_t bad = SIZE_MAX;
        buffer_append_text(&out, "before");
        assert_false(legacy_encode(rows[i].encoding, string_of(rows[i].text), &out, &bad));
        assert_int_equal(bad, rows[i].bad);
        expect_buffer(&out, "before");
    }
}

/* Whatever ASCII stands behind whatever letter, VIQR brings it back. */
static void escapes_in_viqr(void **state)
{
    static const unsigned units[] = {'a', 'd', 'D',  'o', 'y',  '.',  '\'', '(', '^',
                                     '+', '*', '\\', ' ', U'đ', U'ơ', U'ộ', U'ẻ'};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(units) * COUNT_OF(units) * COUNT_OF(units) * COUNT_OF(units); i++) {
        struct buffer text = {0}, bytes = {0};
        size_t bad, rest = i;
        for (unsigned k = 0; k < 4; k++, rest /= COUNT_OF(units))
            buffer_append_code_point(&text, units[rest % COUNT_OF(units)]);
        assert_true(legacy_encode(LEGACY_VIQR, buffer_string(&text), &bytes, &bad));
        expect_decoded(LEGACY_VIQR, buffer_string(&bytes), buffer_string(&text));
        buffer_release(&text);
        buffer_release(&bytes);
    }
}

static void knows_names_and_fonts(void **state)
{
    static const struct {
        const char *font;
        bool is_legacy, draws_capitals;
        enum legacy_encoding encoding;
    } fonts[] = {
        {".VnTime", true, false, LEGACY_TCVN3},
        {".VnTimeH", true, true, LEGACY_TCVN3},
        {".vnarial", true, false, LEGACY_TCVN3},
        {"VNI-Times", true, false, LEGACY_VNI},
        {"VNI-AptimaH", true, false, LEGACY_VNI},
        {"VPS Times", true, false, LEGACY_VPS},
        {"Times New Roman", false, false, 0},
        {".Vn", false, false, 0},
        {"", false, false, 0},
    };
    enum legacy_encoding encoding;
    bool draws_capitals;
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fonts); i++) {
        assert_int_equal(legacy_of_font(string_of(fonts[i].font), &encoding, &draws_capitals),
                         fonts[i].is_legacy);
        if (fonts[i].is_legacy) {
            assert_int_equal(encoding, fonts[i].encoding);
            assert_int_equal(draws_capitals, fonts[i].draws_capitals);
        }
    }
    for (enum legacy_encoding known = 0; known < LEGACY_COUNT; known++) {
        assert_true(legacy_find(string_of(legacy_name(known)), &encoding));
        assert_int_equal(encoding, known);
    }
    assert_true(legacy_find(STRING("ABC"), &encoding) && encoding == LEGACY_TCVN3);
    assert_true(legacy_find(STRING("CP1258"), &encoding) && encoding == LEGACY_WINDOWS_1258);
    assert_false(legacy_find(STRING("utf-8"), &encoding));
    assert_false(legacy_find(STRING(""), &encoding));
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Texts of letters and signs of ASCII at random: whatever can be encoded decodes to itself. */
static void decodes_what_it_encodes(void **state)
{
    uint64_t seed = 5712;
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        enum legacy_encoding encoding = (enum legacy_encoding)(round % LEGACY_COUNT);
        struct buffer text = {0}, bytes = {0};
        size_t bad;
        for (size_t length = next_random(&seed) % 12; length > 0; length--) {
            unsigned letter = letters[next_random(&seed) % COUNT_OF(letters)];
            bool is_sign = next_random(&seed) % 3 == 0;
            if (is_sign || (encoding == LEGACY_TCVN3 && !text_is_lower(letter)))
                letter = ' ' + (unsigned)(next_random(&seed) % 95);
            buffer_append_code_point(&text, letter);
        }
        assert_true(legacy_encode(encoding, buffer_string(&text), &bytes, &bad));
        expect_decoded(encoding, buffer_string(&bytes), buffer_string(&text));
        buffer_release(&text);
        buffer_release(&bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts_letters_as_the_c_library),
        cmocka_unit_test(decodes_bytes_as_the_c_library),
        cmocka_unit_test(goes_there_and_back),
        cmocka_unit_test(decodes_what_it_encodes),
        cmocka_unit_test(decodes_samples),
        cmocka_unit_test(decodes_runs_of_word),
        cmocka_unit_test(knows_marks_of_another_run),
        cmocka_unit_test(tells_where_a_run_is_bad),
        cmocka_unit_test(tells_what_cannot_be_encoded),
        cmocka_unit_test(escapes_in_viqr),
        cmocka_unit_test(knows_names_and_fonts),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
