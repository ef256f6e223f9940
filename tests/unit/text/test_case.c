/* Upper and lower case, capitals of words and sentences. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <locale.h>

#include "text/unicode.h"

#include "texts.h"

struct row {
    const char *given, *expected;
};

typedef struct string map_function(struct arena *arena, struct string s);

static void expect_mapped(map_function *map, const struct row *rows, size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        struct string found = map(arena, string_of(rows[i].given));
        expect_text(found, rows[i].expected);
        assert_true(text_is_nfc(found));
    }
    arena_free(arena);
}

static void makes_upper_case(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"Ủy ban nhân dân xã Bà Nà", "ỦY BAN NHÂN DÂN XÃ BÀ NÀ"},
        {"đường 30/4 – số 5", "ĐƯỜNG 30/4 – SỐ 5"},
        {"straße", "STRASSE"},
        {"\u01F0", "J\u030C"},
        {"\u0390", "\u03AA\u0301"},
        {"iİı", "IİI"},
        {"\u00B5 \u00FF", "\u039C \u0178"},
    };
    (void)state;
    expect_mapped(text_upper, rows, COUNT_OF(rows));
}

static void makes_lower_case(void **state)
{
    static const struct row rows[] = {
        {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "cộng hòa xã hội chủ nghĩa việt nam"},
        {"ĐƯỜNG Ỵ", "đường ỵ"},
        {"ΣΑΣ", "σας"},
        {"Iı", "iı"},
        {"\u1E9E", "ß"},
        {"I\u0307", "i\u0307"},
    };
    (void)state;
    expect_mapped(text_lower, rows, COUNT_OF(rows));
}

static void does_not_ask_the_locale(void **state)
{
    static const struct row upper[] = {{"istanbul", "ISTANBUL"}};
    static const struct row lower[] = {{"ISTANBUL", "istanbul"}, {"ISTANBUL ß", "istanbul ß"}};
    (void)state;
    setenv("LC_ALL", "tr_TR.UTF-8", 1);
    setlocale(LC_ALL, "");
    expect_mapped(text_upper, upper, COUNT_OF(upper));
    expect_mapped(text_lower, lower, COUNT_OF(lower));
}

static void capitalizes_as_python(void **state)
{
    static const struct row rows[] = {
        {"", ""},           {"ÔNG NGUYỄN", "Ông nguyễn"}, {"đ", "Đ"},
        {"“XIN”", "“xin”"}, {"5 ĐỒNG", "5 đồng"},         {"ßX", "SSx"},
    };
    (void)state;
    expect_mapped(text_capitalize, rows, COUNT_OF(rows));
}

static void begins_a_sentence(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"một triệu đồng", "Một triệu đồng"},
        {"ủy ban nhân dân Xã", "Ủy ban nhân dân Xã"},
        {"(bằng chữ: năm đồng)", "(Bằng chữ: năm đồng)"},
        {"“đ” ", "“Đ” "},
        {"5 đồng", "5 đồng"},
        {"- … -", "- … -"},
    };
    (void)state;
    expect_mapped(text_upper_first, rows, COUNT_OF(rows));
}

static void titles_as_jinja(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"nguyễn VĂN an", "Nguyễn Văn An"},
        {"bà rịa-vũng tàu (mới)", "Bà Rịa-Vũng Tàu (Mới)"},
        {"a\u00A0b\tc\nd [e {f <g", "A\u00A0B\tC\nD [E {F <G"},
        {"foo's BAR", "Foo's Bar"},
        {"“xin chào”", "“xin Chào”"},
        {"3a ßx", "3a SSx"},
    };
    (void)state;
    expect_mapped(text_title, rows, COUNT_OF(rows));
}

static void capitals_of_names(void **state)
{
    static const struct row rows[] = {
        {"", ""},
        {"nguyễn văn an", "Nguyễn Văn An"},
        {"NGUYỄN THỊ ÁNH", "Nguyễn Thị Ánh"},
        {"UBND thị xã an nhơn", "UBND Thị Xã An Nhơn"},
        {"UBND THỊ XÃ AN NHƠN", "UBND Thị Xã An Nhơn"},
        {"TP. HỒ CHÍ MINH", "TP. Hồ Chí Minh"},
        {"TP. Hồ Chí Minh", "TP. Hồ Chí Minh"},
        {"HĐND, HTX, QLDA", "HĐND, HTX, QLDA"},
        {"ThS. lê văn bình, PGS.TS trần đức", "ThS. Lê Văn Bình, PGS.TS Trần Đức"},
        {"quý IV, QUÝ II", "Quý IV, Quý II"},
        {"LÊ THỊ VI", "Lê Thị Vi"},
        {"h'hen niê, y ban", "H'Hen Niê, Y Ban"},
        {"K’BRÔI", "K’Brôi"},
        {"don't, tổ 12b (khu a)", "Don't, Tổ 12b (Khu A)"},
        {"bà rịa-vũng tàu", "Bà Rịa-Vũng Tàu"},
        {"JOHN SMITH", "John Smith"},
        {"đẶNG", "Đặng"},
        {"nguye\u0302\u0303n", "Nguyễn"},
    };
    (void)state;
    expect_mapped(text_title_names, rows, COUNT_OF(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(capitals_of_names),     cmocka_unit_test(makes_upper_case),
        cmocka_unit_test(makes_lower_case),      cmocka_unit_test(does_not_ask_the_locale),
        cmocka_unit_test(capitalizes_as_python), cmocka_unit_test(begins_a_sentence),
        cmocka_unit_test(titles_as_jinja),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
