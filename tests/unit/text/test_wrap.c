#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/buffer.h"
#include "text/wrap.h"

static unsigned long width_of(const char *text)
{
    return text_width_twips(string_of(text), FACE_BOLD, 26);
}

static void text_that_fits_is_one_line(void **state)
{
    (void)state;
    struct wrapping wrapping = text_wrap(STRING("ỦY BAN NHÂN DÂN"), 3685, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 1);
    assert_int_equal(wrapping.widest_twips, width_of("ỦY BAN NHÂN DÂN"));
}

static void lines_are_as_full_as_they_get(void **state)
{
    (void)state;
    unsigned long column = width_of("ỦY BAN NHÂN");
    struct wrapping wrapping = text_wrap(STRING("ỦY BAN NHÂN DÂN XÃ"), column, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, column);
}

static void even_lines_are_as_many_and_narrower(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    struct string text = STRING("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ");
    struct wrapping full = text_wrap(text, 5000, FACE_BOLD, 26);
    struct wrapping even = text_wrap_evenly(arena, text, 5000, FACE_BOLD, 26);
    assert_int_equal(full.lines, 2);
    assert_int_equal(even.lines, 2);
    assert_int_equal(even.widest_twips, width_of("HÀNH CHÍNH CÔNG XÃ"));
    assert_true(even.widest_twips < full.widest_twips);
    arena_free(arena);
}

static void even_lines_tear_no_phrase(void **state)
{
    struct arena *arena = arena_new();
    struct wrapping wrapping;
    (void)state;
    /* "hồ sơ thủ / tục hành chính" would be more even */
    wrapping = text_wrap_evenly(arena, STRING("V/v khắc phục hồ sơ thủ tục hành chính quá hạn"), 3500,
                                FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, width_of("V/v khắc phục hồ sơ thủ tục"));
    /* but no line of one word is made for it: "kết quả của các đơn vị / xã" */
    wrapping = text_wrap_evenly(arena, STRING("kết quả của các đơn vị xã"),
                                width_of("kết quả của các đơn vị"), FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, width_of("các đơn vị xã"));
    /* where the column leaves no choice, the lines are even */
    unsigned long column = width_of("khắc phục hồ sơ thủ");
    wrapping =
        text_wrap_evenly(arena, STRING("khắc phục hồ sơ thủ tục hành chính quá"), column, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, column);
    arena_free(arena);
}

/* Forms draw lines in a column wider by up to that. */
static void even_lines_break_alike_with_room(void **state)
{
    static const char *const titles[] = {
        "Kết luận của Chủ tịch Ủy ban nhân dân xã tại cuộc họp giao ban tháng 5 năm 2026",
        "Nhân rộng cách nộp hồ sơ trực tuyến bằng ứng dụng trên điện thoại thông minh",
        "Quy định mức thu phí, lệ phí đối với hoạt động cung cấp dịch vụ công trực tuyến trên địa bàn thành "
        "phố Hồ Chí Minh",
        "KẾT LUẬN CỦA CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ TẠI CUỘC HỌP GIAO BAN THÁNG 5 NĂM 2026",
    };
    static const unsigned long columns[] = {8221, 5200, 4300};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++) {
        for (size_t j = 0; j < sizeof columns / sizeof columns[0]; j++) {
            struct string title = string_of(titles[i]);
            struct wrapping even = text_wrap_evenly(arena, title, columns[j], FACE_BOLD, 28);
            struct wrapping drawn = text_wrap(title, even.widest_twips + TEXT_WRAP_ROOM, FACE_BOLD, 28);
            assert_int_equal(drawn.lines, even.lines);
            assert_int_equal(drawn.widest_twips, even.widest_twips);
        }
    }
    arena_free(arena);
}

/* Thousands of lines that are two in every column: no title, and not worth trying each column there is. */
static void texts_of_many_lines_are_tried_in_few_columns(void **state)
{
    enum { LINES = 600, WORDS = 28 };
    static const char *const words[] = {"thủ ", "tục ", "i ", "hành ", "một ", "ll ", "chính "};
    struct arena *arena = arena_new();
    struct buffer text = {0};
    (void)state;
    for (size_t i = 0; i < LINES; i++) {
        for (size_t word = 0; word < WORDS; word++)
            buffer_append_text(&text, words[(i * i + word * (i % 6 + 1)) % 7]);
        buffer_append_text(&text, "\n");
    }
    struct arena_mark before = arena_mark(arena);
    assert_true(text_wrap_evenly(arena, buffer_string(&text), 8221, FACE_BOLD, 28).lines > LINES);
    assert_ptr_equal(arena_mark(arena).block, before.block);
    assert_int_equal(arena_mark(arena).used, before.used);
    buffer_release(&text);
    arena_free(arena);
}

static void newlines_break_and_long_words_stand_alone(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_int_equal(text_wrap(STRING("một\nhai"), 9000, FACE_BOLD, 26).lines, 2);
    struct wrapping wrapping = text_wrap_evenly(arena, STRING("NGHIÊNGNGẢ a"), 100, FACE_BOLD, 26);
    assert_int_equal(wrapping.lines, 2);
    assert_int_equal(wrapping.widest_twips, width_of("NGHIÊNGNGẢ"));
    assert_int_equal(text_wrap(STRING(""), 100, FACE_BOLD, 26).lines, 1);
    assert_int_equal(text_wrap_evenly(arena, STRING(""), 100, FACE_BOLD, 26).widest_twips, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_that_fits_is_one_line),
        cmocka_unit_test(lines_are_as_full_as_they_get),
        cmocka_unit_test(even_lines_are_as_many_and_narrower),
        cmocka_unit_test(even_lines_tear_no_phrase),
        cmocka_unit_test(even_lines_break_alike_with_room),
        cmocka_unit_test(texts_of_many_lines_are_tried_in_few_columns),
        cmocka_unit_test(newlines_break_and_long_words_stand_alone),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
