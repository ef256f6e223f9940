/* Paragraphs of documents back as notation, as little of it as gives the same words bold and italic. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buffer.h"
#include "word/outline.h"

enum { BOLD = OUTLINE_BOLD, ITALIC = OUTLINE_ITALIC };

static const struct {
    const char *before;
    struct {
        const char *text;
        unsigned format;
    } spans[3];
    const char *notation;
} cases[] = {
    {"", {{"Một câu.", 0}}, "Một câu."},
    {"", {{"Một câu.", BOLD}}, "**Một câu.**"},
    {"", {{"Đạt ", 0}, {"98,3%", BOLD}, {" kế hoạch", 0}}, "Đạt **98,3%** kế hoạch"},
    {"", {{"I. KẾT QUẢ", BOLD}}, "I. KẾT QUẢ"},
    {"", {{"I. Kết quả", 0}}, "\\I. Kết quả"},
    {"", {{"1. Tiêu đề", BOLD}}, "**1. Tiêu đề**"},
    {"", {{"1. Một câu", 0}}, "1. Một câu"},
    {"", {{"Điều 1. Phạm vi điều chỉnh", BOLD}}, "Điều 1. Phạm vi điều chỉnh"},
    {"", {{"Điều 1.", BOLD}, {" Thành lập Tổ công tác.", 0}}, "Điều 1. Thành lập Tổ công tác."},
    {"", {{"Điều 1. Thành lập Tổ công tác.", BOLD}}, "**Điều 1. Thành lập Tổ công tác.**"},
    {"", {{"Điều 1.", BOLD}, {" Tên ", 0}, {"nghiêng.", ITALIC}}, "**Điều 1.** Tên *nghiêng.*"},
    {"", {{"Chương II", BOLD}}, "Chương II"},
    {"Chương II", {{"QUY ĐỊNH CHUNG", BOLD}}, "QUY ĐỊNH CHUNG"},
    {"Điều 1. Tên", {{"QUY ĐỊNH CHUNG", BOLD}}, "**QUY ĐỊNH CHUNG**"},
    {"", {{"- Như trên", ITALIC}}, "*- Như trên*"},
    {"", {{"2 * 3", 0}}, "2 * 3"},
    {"", {{"Một dòng\nhai dòng", 0}}, "Một dòng\\\nhai dòng"},
};

static void restores_notation(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct outline_span spans[3];
        struct outline_cell line = {spans, 0};
        for (; line.span_count < 3 && cases[i].spans[line.span_count].text; line.span_count++)
            spans[line.span_count] = (struct outline_span){string_of(cases[i].spans[line.span_count].text),
                                                           cases[i].spans[line.span_count].format};
        struct string notation = outline_restore(arena, string_of(cases[i].before), &line);
        assert_string_equal(notation.bytes, cases[i].notation);
        arena_free(arena);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(restores_notation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
