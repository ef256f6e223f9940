/* Numbers in words, with each way of saying them. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/spelling.h"

#include "texts.h"

struct row {
    const char *digits, *words;
};

static void expect_spelled(const struct row *rows, size_t count, const struct spelling *spelling)
{
    for (size_t i = 0; i < count; i++) {
        struct buffer out = {0};
        assert_true(text_append_spelled(&out, string_of(rows[i].digits), spelling));
        expect_buffer(&out, rows[i].words);
    }
}

static void spells_integers(void **state)
{
    static const struct row rows[] = {
        {"0", "không"},
        {"1", "một"},
        {"4", "bốn"},
        {"5", "năm"},
        {"10", "mười"},
        {"11", "mười một"},
        {"14", "mười bốn"},
        {"15", "mười lăm"},
        {"20", "hai mươi"},
        {"21", "hai mươi mốt"},
        {"24", "hai mươi tư"},
        {"25", "hai mươi lăm"},
        {"55", "năm mươi lăm"},
        {"91", "chín mươi mốt"},
        {"100", "một trăm"},
        {"101", "một trăm linh một"},
        {"104", "một trăm linh bốn"},
        {"105", "một trăm linh năm"},
        {"110", "một trăm mười"},
        {"111", "một trăm mười một"},
        {"115", "một trăm mười lăm"},
        {"121", "một trăm hai mươi mốt"},
        {"555", "năm trăm năm mươi lăm"},
        {"999", "chín trăm chín mươi chín"},
        {"1000", "một nghìn"},
        {"1001", "một nghìn không trăm linh một"},
        {"1005", "một nghìn không trăm linh năm"},
        {"1010", "một nghìn không trăm mười"},
        {"1100", "một nghìn một trăm"},
        {"2023", "hai nghìn không trăm hai mươi ba"},
        {"10000", "mười nghìn"},
        {"21000", "hai mươi mốt nghìn"},
        {"100005", "một trăm nghìn không trăm linh năm"},
        {"1000000", "một triệu"},
        {"1000005", "một triệu không trăm linh năm"},
        {"1005000", "một triệu không trăm linh năm nghìn"},
        {"1015015", "một triệu không trăm mười lăm nghìn không trăm mười lăm"},
        {"2318000", "hai triệu ba trăm mười tám nghìn"},
        {"1234567", "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy"},
    };
    (void)state;
    expect_spelled(rows, COUNT_OF(rows), &text_spelling_office);
}

static void spells_great_numbers(void **state)
{
    static const struct row rows[] = {
        {"1000000000", "một tỷ"},
        {"1000000005", "một tỷ không trăm linh năm"},
        {"1000005000", "một tỷ không trăm linh năm nghìn"},
        {"21000000000", "hai mươi mốt tỷ"},
        {"1000000000000", "một nghìn tỷ"},
        {"1500000000000", "một nghìn năm trăm tỷ"},
        {"1000000000000000", "một triệu tỷ"},
        {"1002000000000000", "một triệu không trăm linh hai nghìn tỷ"},
        {"1000000000000000000", "một tỷ tỷ"},
        {"2000000003000000000", "hai tỷ tỷ không trăm linh ba tỷ"},
        {"1000000000000000000000", "một nghìn tỷ tỷ"},
        {"1000000000000000000000000000", "một tỷ tỷ tỷ"},
        {"1000000000000000000000000000000000", "một triệu tỷ tỷ tỷ"},
        {"999999999999999999999999999999999999",
         "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ tỷ tỷ "
         "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ tỷ "
         "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín tỷ "
         "chín trăm chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín"},
        {"000000000000000000000000000000000000000000012", "mười hai"},
    };
    (void)state;
    expect_spelled(rows, COUNT_OF(rows), &text_spelling_office);
}

static void spells_fractions_and_signs(void **state)
{
    static const struct row rows[] = {
        {"97.42", "chín mươi bảy phẩy bốn mươi hai"},
        {"98.3", "chín mươi tám phẩy ba"},
        {"0.5", "không phẩy năm"},
        {"2.21", "hai phẩy hai mươi mốt"},
        {"2.15", "hai phẩy mười lăm"},
        {"2.50", "hai phẩy năm mươi"},
        {"2.05", "hai phẩy không năm"},
        {"2.0", "hai phẩy không"},
        {"2.125", "hai phẩy một hai năm"},
        {"3.1415", "ba phẩy một bốn một năm"},
        {"1000.75", "một nghìn phẩy bảy mươi lăm"},
        {"-2", "âm hai"},
        {"-0.5", "âm không phẩy năm"},
        {"-0", "không"},
        {"-0.00", "không phẩy không không"},
    };
    (void)state;
    expect_spelled(rows, COUNT_OF(rows), &text_spelling_office);
}

static void spells_in_other_ways(void **state)
{
    static const struct {
        struct spelling spelling;
        struct row rows[3];
    } cases[] = {
        {{.says_le = true},
         {{"105", "một trăm lẻ năm"}, {"1005", "một nghìn không trăm lẻ năm"}, {"15", "mười lăm"}}},
        {{.says_ngan = true},
         {{"1005", "một ngàn không trăm linh năm"}, {"1500000000000", "một ngàn năm trăm tỷ"}, {"7", "bảy"}}},
        {{.says_bon = true},
         {{"24", "hai mươi bốn"}, {"144", "một trăm bốn mươi bốn"}, {"0.24", "không phẩy hai mươi bốn"}}},
        {{.skips_zero_hundred = true},
         {{"1000005", "một triệu linh năm"},
          {"1015", "một nghìn mười lăm"},
          {"1105", "một nghìn một trăm linh năm"}}},
        {{true, true, true, true},
         {{"1000005", "một triệu lẻ năm"},
          {"2024", "hai ngàn hai mươi bốn"},
          {"1001000", "một triệu lẻ một ngàn"}}},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        expect_spelled(cases[i].rows, COUNT_OF(cases[i].rows), &cases[i].spelling);
}

static void writes_behind_other_text(void **state)
{
    struct buffer out = {0};
    (void)state;
    buffer_append_text(&out, "Bằng chữ: ");
    assert_true(text_append_spelled(&out, STRING("-5.25"), &text_spelling_office));
    expect_buffer(&out, "Bằng chữ: âm năm phẩy hai mươi lăm");
}

static void refuses_more_than_36_digits(void **state)
{
    struct buffer out = {0};
    (void)state;
    assert_false(
        text_append_spelled(&out, STRING("1000000000000000000000000000000000000"), &text_spelling_office));
    assert_false(
        text_append_spelled(&out, STRING("-1000000000000000000000000000000000000"), &text_spelling_office));
    assert_int_equal(out.length, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spells_integers),
        cmocka_unit_test(spells_great_numbers),
        cmocka_unit_test(spells_fractions_and_signs),
        cmocka_unit_test(spells_in_other_ways),
        cmocka_unit_test(writes_behind_other_text),
        cmocka_unit_test(refuses_more_than_36_digits),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
