/* Distances between names, and the name a person may have meant. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/unicode.h"

#include "texts.h"

static void counts_edits(void **state)
{
    static const struct {
        const char *a, *b;
        size_t limit, distance;
    } rows[] = {
        {"", "", 3, 0},
        {"cơ quan", "cơ quan", 3, 0},
        {"", "abc", 5, 3},
        {"cơ quan", "cơ qan", 3, 1},
        {"cơ quan", "cơ quann", 3, 1},
        {"cơ quan", "cơ qaun", 3, 1},
        {"cơ quan", "co quan", 3, 1},
        {"ngày ký", "ngày kí", 3, 1},
        {"ca", "abc", 5, 3},
        {"kitten", "sitting", 9, 3},
        {"kitten", "sitting", 2, 3},
        {"kitten", "sitting", 0, 1},
        {"một", "hai ba bốn năm", 2, 3},
        {"ab", "ba", 0, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string a = string_of(rows[i].a), b = string_of(rows[i].b);
        assert_int_equal(text_distance(a, b, rows[i].limit), rows[i].distance);
        assert_int_equal(text_distance(b, a, rows[i].limit), rows[i].distance);
    }
}

static void long_texts_are_equal_or_far(void **state)
{
    char long_text[201];
    (void)state;
    memset(long_text, 'a', sizeof(long_text));
    assert_int_equal(text_distance((struct string){long_text, 200}, (struct string){long_text, 200}, 4), 0);
    assert_int_equal(text_distance((struct string){long_text, 200}, (struct string){long_text, 201}, 4), 5);
    assert_int_equal(text_distance((struct string){long_text, 128}, (struct string){long_text, 127}, 4), 1);
}

static void suggests_the_closest(void **state)
{
    static const struct string candidates[] = {
        STRING("Tên cơ quan"), STRING("Địa danh"),  STRING("số"),       STRING("so"),
        STRING("Ngày ký"),     STRING("Trích yếu"), STRING("Nơi nhận"),
    };
    static const struct {
        const char *wanted, *closest;
    } rows[] = {
        {"Tên cơ qan", "Tên cơ quan"},
        {"ten co quan", "Tên cơ quan"},
        {"dia danh", "Địa danh"},
        {"Ðịa danh", "Địa danh"},
        {"so", "so"},
        {"sồ", "số"},
        {"Ngày kí", "Ngày ký"},
        {"trich_yeu", "Trích yếu"},
        {"nơi nhân", "Nơi nhận"},
        {"Kính gửi", ""},
        {"x", ""},
        {"", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_text(text_closest(string_of(rows[i].wanted), candidates, COUNT_OF(candidates)),
                    rows[i].closest);
    expect_text(text_closest(STRING("a"), NULL, 0), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_edits),
        cmocka_unit_test(long_texts_are_equal_or_far),
        cmocka_unit_test(suggests_the_closest),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
