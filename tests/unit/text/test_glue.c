/* What lines do not tear apart. In the rows "_" stands for a blank that does not break, "=" for such a
 * hyphen. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "text/glue.h"

#include "texts.h"

static const char *const rows[] = {
    "Quyết định số_766/QĐ=TTg ngày_23 tháng_6 năm_2022",
    "Công văn số_12/UBND=VX, số_15/UBND=kt",
    "theo Điều_1, khoản_2, điểm_a Điều_3 và điểm_đ) khoản_1",
    "Chương_II, Mục_3, Phụ lục_I, Quý_IV, quý_2",
    "Điều này, khoản mục, điểm cao, ngày mai, năm nay",
    "TM._ỦY BAN NHÂN DÂN",
    "KT._CHỦ TỊCH, TUQ._CHỦ TỊCH, Q._CHỦ TỊCH",
    "2.318.000_đồng, 22_m2, 5_ha, 1,5_triệu, 98,3_%, 05 hồ sơ",
    "14_giờ_30_phút",
    "từ 24/8_-_24/9/2023, 10_–_20, 3 - một",
    "cải cách hành chính_./.",
    "(ngày_05 tháng_01) và “Điều_1”",
    "HĐND=UBND, giai đoạn 2021=2025, Bà Rịa=Vũng Tàu, e-mail, a - b",
    "- gạch đầu dòng",
    "số\n766",
    "ngày  05",
    "ngày",
    " 05",
    "-",
    "",
    "Ngày_05, NGÀY_05",
};

static const char *const no_break = "\u00A0";

/* The row with its blanks as they are or glued, and plain hyphens. */
static struct string read_row(struct arena *arena, const char *row, const char *glue)
{
    struct buffer out = {0};
    for (; *row != '\0'; row++) {
        if (*row == '_')
            buffer_append_text(&out, glue);
        else
            buffer_append_byte(&out, *row == '=' ? '-' : *row);
    }
    struct string text = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return text;
}

static void finds_glue(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string text = read_row(arena, rows[i], " ");
        char *found = (char *)(uintptr_t)arena_copy(arena, text).bytes;
        for (size_t at = 0; (at = text_next_glue(arena, text, at)) < text.length; at++)
            found[at] = text.bytes[at] == ' ' ? '_' : '=';
        assert_string_equal(found, rows[i]);
    }
    arena_free(arena);
}

static void glues_blanks(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string glued = text_glue(arena, read_row(arena, rows[i], " "));
        if (!string_equal(glued, read_row(arena, rows[i], no_break)))
            fail_msg("%s: %.*s", rows[i], STRING_FORMAT(glued));
    }
    arena_free(arena);
}

static void unglues(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string plain = text_unglue(arena, read_row(arena, rows[i], no_break));
        if (!string_equal(plain, read_row(arena, rows[i], " ")))
            fail_msg("%s: %.*s", rows[i], STRING_FORMAT(plain));
    }
    arena_free(arena);
}

/* A run may end between the two words of a pair. */
static void unglues_parts(void **state)
{
    static const char text[] = "từ ngày\u00A005 Lê\u00A0Văn";
    struct arena *arena = arena_new();
    size_t middle = strlen("từ ngày\u00A0");
    (void)state;
    expect_text(text_unglue_part(arena, string_of(text), 0, middle), "từ ngày ");
    expect_text(text_unglue_part(arena, string_of(text), middle, strlen(text)), "05 Lê\u00A0Văn");
    arena_free(arena);
}

static void keeps_other_no_break_spaces(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    expect_text(text_unglue(arena, STRING("Lê\u00A0Văn\u00A0Tám, ngày\u00A005")),
                "Lê\u00A0Văn\u00A0Tám, ngày 05");
    expect_text(text_glue(arena, STRING("ngày\u00A005")), "ngày\u00A005");
    arena_free(arena);
}

/* However many brackets open before a word. */
static void passes_over_any_number_of_brackets(void **state)
{
    enum { BRACKETS = 300000 };
    struct arena *arena = arena_new();
    struct buffer text = {0};
    (void)state;
    for (size_t i = 0; i < BRACKETS; i++)
        buffer_append_text(&text, i % 2 == 0 ? "(" : "“");
    buffer_append_text(&text, "ngày 05");
    struct string glued = text_glue(arena, buffer_string(&text));
    assert_true(string_ends_with(glued, STRING("“ngày\u00A005")));
    buffer_release(&text);
    arena_free(arena);
}

/* A word of nothing but hyphens and letters takes as long as its letters are many, not as their square. */
static void passes_over_any_number_of_hyphens(void **state)
{
    enum { HYPHENS = 300000 };
    struct arena *arena = arena_new();
    struct buffer text = {0};
    (void)state;
    for (size_t i = 0; i < HYPHENS; i++)
        buffer_append_text(&text, "a-");
    buffer_append_text(&text, "a/b-c");
    assert_int_equal(text_next_glue(arena, buffer_string(&text), 0), 2 * HYPHENS + strlen("a/b"));
    buffer_release(&text);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_glue),
        cmocka_unit_test(glues_blanks),
        cmocka_unit_test(unglues),
        cmocka_unit_test(unglues_parts),
        cmocka_unit_test(keeps_other_no_break_spaces),
        cmocka_unit_test(passes_over_any_number_of_brackets),
        cmocka_unit_test(passes_over_any_number_of_hyphens),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
