/* Texts tidied, and what is left as it is; tidying again changes nothing. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/tidy.h"

#include "texts.h"

static const struct {
    const char *before, *after; /* NULL: tidy already */
} rows[] = {
    {"", NULL},
    {"\n", NULL},
    {"hồ  sơ   trực tuyến", "hồ sơ trực tuyến"},
    {"  - thụt đầu dòng", NULL},
    {"cuối dòng  \ndòng hai ", "cuối dòng\ndòng hai"},
    {"xã , phường ; thị trấn : ba .", "xã, phường; thị trấn: ba."},
    {"cải cách hành chính ./.", "cải cách hành chính./."},
    {"( Phụ lục kèm theo )", "(Phụ lục kèm theo)"},
    {"CB,CC xã;phường", "CB, CC xã; phường"},
    {"1,5 và 2.318.000đ, 12/UBND-VX, a.b@c.vn, http://a.vn", NULL},
    {"ba chấm ... và .NET, 16h30 .", "ba chấm ... và .NET, 16h30."},
    {"Độc lập – Tự do — Hạnh phúc", "Độc lập - Tự do - Hạnh phúc"},
    {"– Gạch đầu dòng", "- Gạch đầu dòng"},
    {"giai đoạn 2021–2025", "giai đoạn 2021-2025"},
    {"Bà Rịa–Vũng Tàu", NULL},
    {"gọi là \"Một cửa\" và \"Liên thông\"", "gọi là “Một cửa” và “Liên thông”"},
    {"một \" lẻ", NULL},
    {"tôn giáo, v...v..", "tôn giáo, v.v."},
    {"tôn giáo..v.v..", "tôn giáo v.v."},
    {"tôn giáo v.v", "tôn giáo v.v."},
    {"v.v. và hộ tịch v.v...", "v.v. và hộ tịch v.v."},
    {"vv.vn av.v", NULL},
    {"điểm a , khoản 1 , Điều 2", "điểm a, khoản 1, Điều 2"},
};

static void tidies(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string before = string_of(rows[i].before), after = text_tidy(arena, before);
        const char *expected = rows[i].after != NULL ? rows[i].after : rows[i].before;
        if (!string_is(after, expected))
            fail_msg("%s: %.*s", rows[i].before, STRING_FORMAT(after));
        if (rows[i].after == NULL)
            assert_ptr_equal(after.bytes, before.bytes);
        expect_text(text_tidy(arena, after), expected);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(tidies)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
