/* Syllables of Vietnamese, and what is none. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/syllable.h"

#include "texts.h"

static void knows_syllables(void **state)
{
    static const char *const rows[] = {
        "a",      "ở",     "Ủy",     "ỦY",    "hòa",   "hoà",  "nghiệp", "Nguyễn", "giường", "gì",
        "giết",   "quốc",  "quyết",  "khuỷu", "khuya", "gìn",  "kỷ",     "ghế",    "thuở",   "ngoằn",
        "ngoèo",  "xoong", "đường",  "ươm",   "ỷ",     "yêu",  "huỳnh",  "quỵ",    "quýt",   "tuyết",
        "ngoách", "boóng", "trường", "CỘNG",  "Độc",   "phúc", "hươu",   "rượu",   "bưu",    "khoèo",
        "quăng",  "quân",  "huơ",    "thìa",  "nghĩa", "iếc",  "uỷ",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (!text_is_syllable(string_of(rows[i])))
            fail_msg("no syllable: %s", rows[i]);
}

static void knows_what_is_none(void **state)
{
    static const char *const rows[] = {
        "",     "ViÖt",    "Céng", "hoµ",   "f",    "zalo", "wifi", "caên", "Luaät",
        "đạt̀",  "bc",      "UBND", "café ", "tốt1", "mạt'", "cat",  "tốc̀",  "nghiêp",
        "thuế́", "ngiêng ", "ÔN Ô", "nGa",   "hồò",  "vũừ",  "ñ",    "ü",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (text_is_syllable(string_of(rows[i])))
            fail_msg("a syllable: %s", rows[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_syllables),
        cmocka_unit_test(knows_what_is_none),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
