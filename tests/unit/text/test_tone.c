/* Old and new places of tones. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/tone.h"

#include "texts.h"

/* Texts in both spellings. */
static const struct {
    const char *old_text, *new_text;
} rows[] = {
    {"", ""},
    {"hòa", "hoà"},
    {"Cộng hòa xã hội chủ nghĩa", "Cộng hoà xã hội chủ nghĩa"},
    {"CỘNG HÒA", "CỘNG HOÀ"},
    {"Ủy ban; ủy quyền, ỦY BAN", "Uỷ ban; uỷ quyền, UỶ BAN"},
    {"thủy lợi, thúy, tùy, lũy, lụy", "thuỷ lợi, thuý, tuỳ, luỹ, luỵ"},
    {"sức khỏe, lóe, xòe", "sức khoẻ, loé, xoè"},
    {"xóa, hóa, khóa, tỏa, đọa, ngõa", "xoá, hoá, khoá, toả, đoạ, ngoã"},
    {"òa khóc", "oà khóc"},
    {"TT-Hóa/ủy.", "TT-Hoá/uỷ."},
    {"1.hòa2", "1.hoà2"},
};

/* These have one spelling alone. */
static const char *const fixed[] = {
    "quý", "Quỳnh", "QUỸ", "hoàn toàn", "ngoài", "khuỷu", "huyện", "toán", "xoắn",
    "của", "mía",   "giá", "gìn",       "khuya", "tuần",  "Huế",   "thuở", "loa",
    "uy",  "quạ",   "hòá", "oái",       "tuổi",  "ngoẻo", "ý",     "á",
};

static void moves_tones(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string old_text = string_of(rows[i].old_text), new_text = string_of(rows[i].new_text);
        expect_text(text_place_tones(arena, old_text, TONE_NEW), rows[i].new_text);
        expect_text(text_place_tones(arena, new_text, TONE_OLD), rows[i].old_text);
        assert_ptr_equal(text_place_tones(arena, old_text, TONE_OLD).bytes, old_text.bytes);
        assert_ptr_equal(text_place_tones(arena, new_text, TONE_NEW).bytes, new_text.bytes);
    }
    arena_free(arena);
}

static void keeps_what_has_one_spelling(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(fixed); i++) {
        expect_text(text_place_tones(arena, string_of(fixed[i]), TONE_OLD), fixed[i]);
        expect_text(text_place_tones(arena, string_of(fixed[i]), TONE_NEW), fixed[i]);
    }
    arena_free(arena);
}

static void keeps_all_when_asked(void **state)
{
    struct arena *arena = arena_new();
    struct string mixed = STRING("hòa hoà");
    (void)state;
    assert_ptr_equal(text_place_tones(arena, mixed, TONE_KEEP).bytes, mixed.bytes);
    expect_text(text_place_tones(arena, mixed, TONE_OLD), "hòa hòa");
    expect_text(text_place_tones(arena, mixed, TONE_NEW), "hoà hoà");
    arena_free(arena);
}

static void keeps_names(void **state)
{
    const struct string names[] = {STRING("Lê Thị Hoà"), STRING("Hoà"), STRING("Lê Thị Hoà Bình")};
    static const struct {
        const char *before, *after;
    } cases[] = {
        {"hoà bình, Lê Thị Hoà", "hòa bình, Lê Thị Hoà"},
        {"Hoà, hoà và Hoàng uỷ", "Hoà, hòa và Hoàng ủy"},
        {"Lê Thị Hoà Bình hoà", "Lê Thị Hoà Bình hòa"},
        {"ThịHoà, xHoà", "ThịHòa, xHòa"},
        {"", ""},
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(cases); i++)
        expect_text(text_place_tones_beside(arena, string_of(cases[i].before), TONE_OLD, names, 3),
                    cases[i].after);
    expect_text(text_place_tones_beside(arena, STRING("Hoà hoà"), TONE_KEEP, names, 3), "Hoà hoà");
    expect_text(text_place_tones_beside(arena, STRING("Hoà hoà"), TONE_OLD, NULL, 0), "Hòa hòa");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_names),
        cmocka_unit_test(moves_tones),
        cmocka_unit_test(keeps_what_has_one_spelling),
        cmocka_unit_test(keeps_all_when_asked),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
