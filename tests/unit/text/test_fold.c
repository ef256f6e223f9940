/* What makes names equal, and what makes them look alike. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/unicode.h"

#include "texts.h"

static const struct {
    const char *typed, *name, *plain;
} rows[] = {
    {"", "", ""},
    {"Tên cơ quan", "tên_cơ_quan", "ten_co_quan"},
    {"tên_cơ_quan", "tên_cơ_quan", "ten_co_quan"},
    {"  TÊN\u00A0 CƠ\t_ QUAN \n", "tên_cơ_quan", "ten_co_quan"},
    {"Te\u0302n co\u031B quan", "tên_cơ_quan", "ten_co_quan"},
    {"ĐỊA DANH", "địa_danh", "dia_danh"},
    {"\u00D0ịa danh", "\u00F0ịa_danh", "dia_danh"},
    {"\u0189", "\u0256", "d"},
    {"_riêng__tư_", "_riêng_tư_", "_rieng_tu_"},
    {"__class__", "_class_", "_class_"},
    {" _x ", "_x", "_x"},
    {"_", "_", "_"},
    {"   ", "", ""},
    {"Straße", "strasse", "strasse"},
    {"\u0130", "i\u0307", "i"},
    {"\u1E9E\u0390", "ss\u0390", "ss\u03B9"},
    {"Số 12/UBND-VP", "số_12/ubnd-vp", "so_12/ubnd-vp"},
    {"漢字", "漢字", "漢字"},
};

static void folds_names(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_text(text_fold_name(arena, string_of(rows[i].typed)), rows[i].name);
    arena_free(arena);
}

static void folds_accents(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_text(text_fold_accents(arena, string_of(rows[i].typed)), rows[i].plain);
    arena_free(arena);
}

static void folds_once_for_all(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_text(text_fold_name(arena, string_of(rows[i].name)), rows[i].name);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_names),
        cmocka_unit_test(folds_accents),
        cmocka_unit_test(folds_once_for_all),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
