/* Widths of the header block, and the table of widths itself. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/width.h"

#include "texts.h"

static const struct {
    unsigned code_point, widths[4];
} table[] = {
#define WIDTH(code_point, regular, bold, italic, bold_italic)                                                \
    {code_point, {regular, bold, italic, bold_italic}},
#include "../../../fonts/times-new-roman.def"
#undef WIDTH
};

/* The tenths of a point are as measured with the font; 20 twips are a point. */
static void measures_the_header_block(void **state)
{
    static const struct {
        const char *text;
        enum face face;
        unsigned size_half_points;
        unsigned long tenths;
    } rows[] = {
        {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", FACE_BOLD, 24, 2503},
        {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", FACE_BOLD, 26, 2712},
        {"Độc lập - Tự do - Hạnh phúc", FACE_BOLD, 26, 1591},
        {"Độc lập - Tự do - Hạnh phúc", FACE_BOLD, 28, 1714},
        {"ỦY BAN NHÂN DÂN", FACE_BOLD, 26, 1224},
        {"Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019", FACE_ITALIC, 26, 2734},
        {"Thành phố Hồ Chí Minh, ngày 29 tháng 6 năm 2019", FACE_ITALIC, 28, 2944},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        unsigned long units = text_width_units(string_of(rows[i].text), rows[i].face);
        unsigned long tenths = (units * rows[i].size_half_points * 5 + 1024) / 2048;
        assert_int_equal(tenths, rows[i].tenths);
    }
    assert_int_equal(text_width_twips(string_of(rows[1].text), FACE_BOLD, 26), 5425);
}

static void rounds_twips_up(void **state)
{
    (void)state;
    assert_int_equal(text_width_twips(STRING(""), FACE_REGULAR, 28), 0);
    assert_int_equal(text_width_twips(STRING("0"), FACE_REGULAR, 20), 100);
    assert_int_equal(text_width_twips(STRING("A"), FACE_REGULAR, 26), 188);
}

static void counts_special_characters(void **state)
{
    static const struct {
        const char *text;
        unsigned long units;
    } rows[] = {
        {"\u00A0", 512},  /* as a blank */
        {"\u2007", 1024}, /* as a digit */
        {"\u2011", 682},  /* as a hyphen */
        {"\u00AD", 0},    {"\u200B", 0}, {"e\u0323\u0302", 909},
        {"漢", 1024},     {"\t", 1024},  {"\U0001F600", 1024},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(text_width_units(string_of(rows[i].text), FACE_REGULAR), rows[i].units);
}

static void finds_every_row(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        struct buffer text = {0};
        assert_true(i == 0 || table[i - 1].code_point < table[i].code_point);
        buffer_append_code_point(&text, table[i].code_point);
        for (enum face face = FACE_REGULAR; face <= FACE_BOLD_ITALIC; face++)
            assert_int_equal(text_width_units(buffer_string(&text), face), table[i].widths[face]);
        buffer_release(&text);
    }
    for (unsigned c = ' '; c < 0x7F; c++)
        assert_int_equal(table[c - ' '].code_point, c);
}

static bool has_row(unsigned code_point)
{
    for (size_t i = 0; i < COUNT_OF(table); i++)
        if (table[i].code_point == code_point)
            return true;
    return false;
}

static void has_all_letters_of_vietnamese(void **state)
{
    static const unsigned letters[] = {
#define VOWEL(name, ...) __VA_ARGS__,
#define CONSONANT(name, ...) __VA_ARGS__,
#include "text/letters.def"
#undef VOWEL
#undef CONSONANT
    };
    static const unsigned others[] = {0x300, 0x301, 0x303, 0x309, 0x323, U'–', U'—', U'‘', U'’', U'“',
                                      U'”',  U'…',  U'•',  U'₫',  U'²',  U'³', U'½', U'×', U'°', U'≤'};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(letters); i++)
        assert_true(has_row(letters[i]));
    for (size_t i = 0; i < COUNT_OF(others); i++)
        assert_true(has_row(others[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_the_header_block),     cmocka_unit_test(rounds_twips_up),
        cmocka_unit_test(counts_special_characters),     cmocka_unit_test(finds_every_row),
        cmocka_unit_test(has_all_letters_of_vietnamese),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
