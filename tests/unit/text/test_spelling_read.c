/* Words back to numbers: what is spelled is read again, and what is no number is not. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "text/spelling.h"

#include "texts.h"

static void expect_read(struct string words, const char *digits, const char *whole, bool is_percent)
{
    struct spelled spelled;
    if (!text_read_spelled(&spelled, words))
        fail_msg("not read: %.*s", STRING_FORMAT(words));
    if (!string_is(buffer_string(&spelled.digits), digits))
        fail_msg("%.*s: %.*s, not %s", STRING_FORMAT(words), STRING_FORMAT(buffer_string(&spelled.digits)),
                 digits);
    expect_text(buffer_string(&spelled.whole), whole);
    assert_int_equal(spelled.is_percent, is_percent);
    spelled_release(&spelled);
}

static void reads_words_of_people(void **state)
{
    static const struct {
        const char *words, *digits, *whole;
        bool is_percent;
    } rows[] = {
        {"không", "0", "", false},
        {"Hai triệu ba trăm mười tám nghìn đồng chẵn", "2318000", "", false},
        {"Hai triệu ba trăm mười tám ngàn đồng.", "2318000", "", false},
        {"hai triệu, ba trăm mười tám nghìn", "2318000", "", false},
        {"một triệu không nghìn không trăm lẻ năm", "1000005", "", false},
        {"hai mươi bốn", "24", "", false},
        {"hai mươi nhăm", "25", "", false},
        {"một tỉ", "1000000000", "", false},
        {"âm hai phẩy không năm", "-2.05", "", false},
        {"chín mươi tám phẩy ba phần trăm", "98.3", "", true},
        {"ba phần tư", "3", "4", false},
        {"một phần một trăm", "1", "100", false},
        {"thứ nhất", "1", "", false},
        {"thứ hai mươi mốt", "21", "", false},
        {"BA TRĂM LINH NĂM", "305", "", false},
        {"ba  trăm\tlinh năm ", "305", "", false},
        {"ba tra\u0306m linh na\u0306m", "305", "", false},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_read(string_of(rows[i].words), rows[i].digits, rows[i].whole, rows[i].is_percent);
}

static void refuses_what_is_no_number(void **state)
{
    static const char *const rows[] = {
        "",
        "đồng",
        "xin chào",
        "một hai",
        "một nghìn năm",
        "hai mươi mươi",
        "nghìn",
        "một nghìn triệu",
        "một tỷ hai tỷ",
        "phẩy năm",
        "hai phẩy",
        "linh",
        "một mươi",
        "ba phần",
        "âm",
        "hai linh",
        "năm trăm nghìn nghìn",
        "không mươi",
        "một tỷ tỷ tỷ tỷ",
        "mười trăm",
        "không linh không",
        "một trăm linh",
        "một trăm một mươi",
        "hai trăm không mươi năm",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct spelled spelled;
        if (text_read_spelled(&spelled, string_of(rows[i])))
            fail_msg("read: %s as %.*s", rows[i], STRING_FORMAT(buffer_string(&spelled.digits)));
    }
}

static void refuses_more_words_than_a_number_has(void **state)
{
    struct spelled spelled;
    struct buffer words = {0};
    (void)state;
    buffer_append_text(&words, "không phẩy");
    for (size_t i = 0; i < 300; i++)
        buffer_append_text(&words, " ba");
    assert_false(text_read_spelled(&spelled, buffer_string(&words)));
    buffer_release(&words);
}

/* ---- there and back ---- */

static void expect_back(const char *digits, const struct spelling *spelling)
{
    struct buffer words = {0};
    assert_true(text_append_spelled(&words, string_of(digits), spelling));
    expect_read(buffer_string(&words), digits, "", false);
    buffer_release(&words);
}

static const struct spelling ways[] = {
    {0}, {.says_le = true}, {.says_ngan = true, .says_bon = true}, {.skips_zero_hundred = true}};

static void reads_all_small_numbers(void **state)
{
    char digits[16];
    (void)state;
    for (unsigned number = 0; number < 30000; number++) {
        snprintf(digits, sizeof digits, "%u", number);
        expect_back(digits, &ways[number % COUNT_OF(ways)]);
    }
}

static uint64_t next_random(uint64_t *seed)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return *seed >> 33;
}

/* Many zeros in it, for they are what is said in so many ways. */
static void reads_random_numbers(void **state)
{
    uint64_t seed = 6909;
    (void)state;
    for (size_t round = 0; round < 20000; round++) {
        char digits[48];
        size_t length = 1 + next_random(&seed) % 34;
        for (size_t i = 0; i < length; i++)
            digits[i] = (char)('0' + (next_random(&seed) % 3 ? 0 : next_random(&seed) % 10));
        digits[0] = (char)('1' + next_random(&seed) % 9);
        if (round % 4 == 0) {
            digits[length++] = '.';
            for (size_t i = next_random(&seed) % 4; i < 4; i++)
                digits[length++] = (char)('0' + next_random(&seed) % 10);
        }
        digits[length] = '\0';
        expect_back(digits, &ways[round % COUNT_OF(ways)]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_words_of_people),
        cmocka_unit_test(refuses_what_is_no_number),
        cmocka_unit_test(refuses_more_words_than_a_number_has),
        cmocka_unit_test(reads_all_small_numbers),
        cmocka_unit_test(reads_random_numbers),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
