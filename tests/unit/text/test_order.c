/* The order of Vietnamese words, lists and names of persons. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/order.h"

#include "texts.h"

typedef int compare_function(struct string a, struct string b);

static int sign(int number)
{
    return (number > 0) - (number < 0);
}

/* The texts stand in ascending order: every pair is compared, both ways. */
static void expect_ascending(compare_function *compare, const char *const *texts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < count; k++) {
            int expected = (i > k) - (i < k);
            if (sign(compare(string_of(texts[i]), string_of(texts[k]))) != expected)
                fail_msg("%s, %s", texts[i], texts[k]);
        }
}

static void orders_tones_and_letters(void **state)
{
    static const char *const tones[] = {"da", "dà", "dả", "dã", "dá", "dạ", "dz", "đa"};
    static const char *const alphabet[] = {"a", "ă", "â", "b", "c", "d", "đ", "e", "ê", "f", "g", "h",
                                           "i", "j", "k", "l", "m", "n", "o", "ô", "ơ", "p", "q", "r",
                                           "s", "t", "u", "ư", "v", "w", "x", "y", "z", "ж"};
    static const char *const spelling[] = {"hoa", "hoà", "hòa", "hoạ", "hoan", "hoàn", "hoang"};
    (void)state;
    expect_ascending(text_compare_vietnamese, tones, COUNT_OF(tones));
    expect_ascending(text_compare_vietnamese, alphabet, COUNT_OF(alphabet));
    expect_ascending(text_compare_vietnamese, spelling, COUNT_OF(spelling));
}

static void orders_syllable_by_syllable(void **state)
{
    static const char *const names[] = {"",
                                        "Ba",
                                        "Ba Nam",
                                        "Ba Tơ",
                                        "Bà Nà",
                                        "Bình Phước",
                                        "Nguyên",
                                        "Nguyên Văn Bình",
                                        "Nguyễn Văn An",
                                        "Nguyễn Văn Bình",
                                        "Tây Sơn",
                                        "Ủy ban",
                                        "Xã A"};
    (void)state;
    expect_ascending(text_compare_vietnamese, names, COUNT_OF(names));
}

static void orders_numbers_by_value(void **state)
{
    static const char *const numbers[] = {"1",
                                          "Điều 1",
                                          "Điều 2",
                                          "Điều 2a",
                                          "Điều 2b",
                                          "Điều 10",
                                          "Điều 10 khoản 2",
                                          "Điều 10 khoản 11",
                                          "Điều 99999999999999999999",
                                          "Điều 100000000000000000000",
                                          "Điều a"};
    (void)state;
    expect_ascending(text_compare_vietnamese, numbers, COUNT_OF(numbers));
}

static void ignores_case_and_punctuation_until_the_end(void **state)
{
    static const char *const rows[] = {"BA NÀ", "Bà Nà", "bà - nà", "bà nà", "bà nài"};
    static const char *const parted[] = {"UBND xã", "ubnd xã", "UBND, xã", "UBND xã B"};
    (void)state;
    assert_true(text_compare_vietnamese(string_of(rows[3]), string_of(rows[4])) < 0);
    assert_true(text_compare_vietnamese(string_of(rows[2]), string_of(rows[4])) < 0);
    assert_true(text_compare_vietnamese(string_of(parted[2]), string_of(parted[3])) < 0);
    assert_true(text_compare_vietnamese(string_of(parted[1]), string_of(parted[3])) < 0);
    assert_int_equal(text_compare_vietnamese(string_of(rows[1]), string_of(rows[1])), 0);
    assert_int_not_equal(text_compare_vietnamese(string_of(rows[1]), string_of(rows[2])), 0);
    assert_int_not_equal(text_compare_vietnamese(STRING("05"), STRING("5")), 0);
}

static void places_foreign_letters(void **state)
{
    static const char *const rows[] = {"Mu", "Mủ", "Mü", "Mưa", "Ünal", "Vũ", "Zürich", "Ελ", "Жa", "漢"};
    (void)state;
    expect_ascending(text_compare_vietnamese, rows, COUNT_OF(rows));
}

static void orders_persons_by_given_name(void **state)
{
    static const char *const persons[] = {
        "An",      "Lê Văn An",  "Nguyễn An",       "Nguyễn Thị An", "Nguyễn Văn An",
        "Trần An", "Nguyễn Ánh", "Nguyễn Văn Bình", "Trần Thị Bình", "Lê Dung",
        "Lê Đức",  "Phạm Hòa",   "Đặng Thị Yến",    "Hồ Yến",
    };
    static const char *const single[] = {"", "Trần Anh", "Bảo", "Lê Văn Bảo "};
    (void)state;
    expect_ascending(text_compare_person, persons, COUNT_OF(persons));
    expect_ascending(text_compare_person, single, COUNT_OF(single));
}

/* All texts of three units over an alphabet with everything that parts and joins: the order is total. */
static void is_transitive(void **state)
{
    static const char *const units[] = {"a", "á", "Ă", "0", "1", " ", "-", "ü", "\u0323"};
    struct arena *arena = arena_new();
    struct string texts[COUNT_OF(units) * COUNT_OF(units)];
    const size_t count = COUNT_OF(texts);
    (void)state;
    for (size_t i = 0; i < count; i++)
        texts[i] = arena_format(arena, "%s%s", units[i / COUNT_OF(units)], units[i % COUNT_OF(units)]);
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < count; j++) {
            int first = sign(text_compare_vietnamese(texts[i], texts[j]));
            assert_int_equal(first, -sign(text_compare_vietnamese(texts[j], texts[i])));
            assert_int_equal(first == 0, i == j);
            for (size_t k = 0; first < 0 && k < count; k++)
                if (text_compare_vietnamese(texts[j], texts[k]) < 0)
                    assert_true(text_compare_vietnamese(texts[i], texts[k]) < 0);
        }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_tones_and_letters),
        cmocka_unit_test(orders_syllable_by_syllable),
        cmocka_unit_test(orders_numbers_by_value),
        cmocka_unit_test(ignores_case_and_punctuation_until_the_end),
        cmocka_unit_test(places_foreign_letters),
        cmocka_unit_test(orders_persons_by_given_name),
        cmocka_unit_test(is_transitive),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
