/* The notation: markers, spans, tables, and back to notation. Spans are shown as text, {b bold}, {i italic},
 * {bi both}. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/buffer.h"
#include "word/outline.h"

static const char *const level_names[OUTLINE_LEVEL_COUNT] = {
    "text",  "part",   "part-title", "section", "section-title", "article",
    "roman", "clause", "point",      "dash",    "plus",          "table"};

static void show_spans(struct buffer *out, const struct outline_span *spans, size_t count)
{
    static const char *const opening[] = {"", "{b ", "{i ", "{bi "};
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(out, opening[spans[i].format]);
        buffer_append_string(out, spans[i].text);
        buffer_append_text(out, spans[i].format ? "}" : "");
    }
}

static void show_table(struct buffer *out, const struct outline_table *table)
{
    buffer_append_format(out, "%zux%zu %s %.*s", table->rows, table->columns,
                         table->has_header ? "header" : "plain", (int)table->columns, table->alignments);
    for (size_t i = 0; i < table->rows * table->columns; i++) {
        buffer_append_text(out, i % table->columns == 0 ? " / " : " | ");
        show_spans(out, table->cells[i].spans, table->cells[i].span_count);
    }
}

static void show_outline(struct buffer *out, const struct outline *outline)
{
    for (size_t i = 0; i < outline->count; i++) {
        const struct outline_paragraph *paragraph = &outline->paragraphs[i];
        buffer_append_format(out, "%s%s: ", i ? "\n" : "", level_names[paragraph->level]);
        if (paragraph->table)
            show_table(out, paragraph->table);
        else
            show_spans(out, paragraph->spans, paragraph->span_count);
    }
}

struct example {
    const char *notation, *expected;
};

static void check_outlines(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        struct buffer out = {0};
        struct outline outline = outline_parse(arena, string_of(examples[i].notation));
        buffer_append_text(&out, "");
        show_outline(&out, &outline);
        assert_string_equal(out.bytes ? out.bytes : "", examples[i].expected);
        buffer_release(&out);
        arena_free(arena);
    }
}

static void reads_markers(void **state)
{
    static const struct example examples[] = {
        {"Nội dung", "text: Nội dung"},
        {"Phần I", "part: Phần I"},
        {"PHẦN THỨ NHẤT", "part: PHẦN THỨ NHẤT"},
        {"Phần thứ mười hai:", "part: Phần thứ mười hai:"},
        {"Phần lớn công dân chưa có tài khoản", "text: Phần lớn công dân chưa có tài khoản"},
        {"Phần thứ hai của báo cáo", "text: Phần thứ hai của báo cáo"},
        {"Phần I của Kế hoạch", "text: Phần I của Kế hoạch"},
        {"Chương II\nQUY ĐỊNH CHUNG\nNội dung",
         "part: Chương II\npart-title: QUY ĐỊNH CHUNG\ntext: Nội dung"},
        {"Chương II\n\nĐiều 1. Phạm vi", "part: Chương II\narticle: Điều 1. Phạm vi"},
        {"Chương II. QUY ĐỊNH\nNội dung", "part: Chương II. QUY ĐỊNH\ntext: Nội dung"},
        {"Chương III: TỔ CHỨC", "part: Chương III: TỔ CHỨC"},
        {"Chương III\\\nTỔ CHỨC", "part: Chương III\nTỔ CHỨC"},
        {"Chương IVa", "text: Chương IVa"},
        {"Chương trình số 1", "text: Chương trình số 1"},
        {"Mục 1\nTÊN MỤC", "section: Mục 1\nsection-title: TÊN MỤC"},
        {"Tiểu mục 2.\nTÊN", "section: Tiểu mục 2.\nsection-title: TÊN"},
        {"Mục tiêu: 30%", "text: Mục tiêu: 30%"},
        {"Mục 1.2 của Kế hoạch", "text: Mục 1.2 của Kế hoạch"},
        {"Điều 1. Ban hành", "article: Điều 1. Ban hành"},
        {"Điều 12a: Tên", "article: Điều 12a: Tên"},
        {"Điều 2. Quyết định này có hiệu lực.", "article: {b Điều 2.} Quyết định này có hiệu lực."},
        {"Điều 2. Quyết định này có *hiệu lực*.", "article: Điều 2. Quyết định này có {i hiệu lực}."},
        {"Điều 2.", "article: Điều 2."},
        {"ĐIỀU 3", "article: ĐIỀU 3"},
        {"Điều 5 Luật Đất đai", "text: Điều 5 Luật Đất đai"},
        {"Điều 1, 2 và 3", "text: Điều 1, 2 và 3"},
        {"I. ĐÁNH GIÁ", "roman: I. ĐÁNH GIÁ"},
        {"XIV/ ĐÁNH GIÁ", "roman: XIV/ ĐÁNH GIÁ"},
        {"V/v tham gia góp ý", "text: V/v tham gia góp ý"},
        {"V.I. Lê-nin", "text: V.I. Lê-nin"},
        {"C. Mác", "text: C. Mác"},
        {"Im lặng.", "text: Im lặng."},
        {"1. Công tác", "clause: 1. Công tác"},
        {"3/ Đánh giá chung:", "clause: 3/ Đánh giá chung:"},
        {"3/Đánh giá chung", "clause: 3/Đánh giá chung"},
        {"1) Một", "clause: 1) Một"},
        {"1.1. Hai", "clause: 1.1. Hai"},
        {"1.1 Hai", "clause: 1.1 Hai"},
        {"II.3. Hai", "clause: II.3. Hai"},
        {"1.Dính liền", "clause: 1.Dính liền"},
        {"1.234.567 đồng", "text: 1.234.567 đồng"},
        {"2.318.000đ", "text: 2.318.000đ"},
        {"3/4 số hộ", "text: 3/4 số hộ"},
        {"05/BC-UBND", "text: 05/BC-UBND"},
        {"10.5.2023 là ngày", "text: 10.5.2023 là ngày"},
        {"100% hồ sơ", "text: 100% hồ sơ"},
        {"2023. Năm", "text: 2023. Năm"},
        {"a) Ưu điểm", "point: a) Ưu điểm"},
        {"đ)Ưu điểm", "point: đ)Ưu điểm"},
        {"a1) Ưu điểm", "point: a1) Ưu điểm"},
        {"a. Ưu điểm", "point: a. Ưu điểm"},
        {"(i) Chỉ số, (ii) Chỉ số", "text: (i) Chỉ số, (ii) Chỉ số"},
        {"- Như trên;", "dash: - Như trên;"},
        {"-Như trên;", "dash: -Như trên;"},
        {"– Như trên;", "dash: – Như trên;"},
        {"-----", "text: -----"},
        {"-> chuyển", "text: -> chuyển"},
        {"+ Tổng hồ sơ", "plus: + Tổng hồ sơ"},
        {"+Tổng hồ sơ", "plus: +Tổng hồ sơ"},
        {"**1. Tiêu đề**", "clause: {b 1. Tiêu đề}"},
        {"**Điều 1.** Ban hành", "article: {b Điều 1.} Ban hành"},
        {"\\1. Không phải khoản", "text: 1. Không phải khoản"},
        {"\\- Không phải gạch", "text: - Không phải gạch"},
        {"\\sách", "text: \\sách"},
        {"  a) \r\n\r\n\t- b  \r\rc", "point: a)\ndash: - b\ntext: c"},
        {"", ""},
        {"\n \n", ""},
    };
    (void)state;
    check_outlines(examples, sizeof examples / sizeof *examples);
}

static void reads_spans(void **state)
{
    static const struct example examples[] = {
        {"x **đậm** y", "text: x {b đậm} y"},
        {"x *nghiêng* y", "text: x {i nghiêng} y"},
        {"***Cả hai.***", "text: {bi Cả hai.}"},
        {"**a *b* c**", "text: {b a }{bi b}{b  c}"},
        {"**a *b***", "text: {b a }{bi b}"},
        {"***a** b*", "text: {bi a}{i  b}"},
        {"***a* b**", "text: {bi a}{b  b}"},
        {"**a***b*", "text: {b a}{i b}"},
        {"**a*b**c*", "text: {b a}{bi b}{i c}"},
        {"**Tỷ lệ:**đạt", "text: {b Tỷ lệ:}đạt"},
        {"UBND huyện (*b/cáo*);", "text: UBND huyện ({i b/cáo});"},
        {"2 * 3 * 4", "text: 2 * 3 * 4"},
        {"60*60*20 cm", "text: 60*60*20 cm"},
        {"(*) Ghi chú (*)", "text: (*) Ghi chú (*)"},
        {"dấu “*” và “*”", "text: dấu “*” và “*”"},
        {"*****", "text: *****"},
        {"**không đóng", "text: **không đóng"},
        {"không mở**", "text: không mở**"},
        {"***đóng hai** sao", "text: *{b đóng hai} sao"},
        {"**đóng ba***", "text: {b đóng ba}*"},
        {"**a **b**", "text: **a {b b}"},
        {"* mục *", "text: * mục *"},
        {"tệp *.xlsx và *.docx", "text: tệp *.xlsx và *.docx"},
        {"\\*không nghiêng\\*", "text: *không nghiêng*"},
        {"*a\\*b*", "text: {i a*b}"},
        {"\\\\ và \\| và \\n", "text: \\ và | và \\n"},
        {"*1*\\2", "text: {i 1}2"},
        {"(**\\)**", "text: ({b )}"},
        {"một\\\nhai", "text: một\nhai"},
        {"**một\\\n  hai**", "text: {b một\nhai}"},
        {"một\\\\\nhai", "text: một\\\ntext: hai"},
        {"một\\", "text: một\\"},
        {"**một\nhai**", "text: **một\ntext: hai**"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        check_outlines(&examples[i], 1);
}

/* Text inside a paragraph: nothing of it is lost, whatever lines it has. */
static void reads_one_line_with_breaks(void **state)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};
    (void)state;
    struct outline_cell line = outline_parse_line(arena, STRING("1. **a**\\\n| b |\n- c\n"));
    show_spans(&out, line.spans, line.span_count);
    assert_string_equal(out.bytes, "1. {b a}\n| b |\n- c");
    buffer_release(&out);
    arena_free(arena);
}

static void reads_tables(void **state)
{
    static const struct example examples[] = {
        {"| a | b |\n| c | d |", "table: 2x2 plain ll / a | b / c | d"},
        {"|STT|Tên|Số|\n|---|:-:|--:|\n|1|x|2|", "table: 2x3 header lcr / STT | Tên | Số / 1 | x | 2"},
        {"| a |\n| b | c | d |", "table: 2x3 plain lll / a |  |  / b | c | d"},
        {"| a | b", "table: 1x2 plain ll / a | b"},
        {"| a \\| b | **c** |", "table: 1x2 plain ll / a | b | {b c}"},
        {"| một<br>hai | \\<br> |", "table: 1x2 plain ll / một\nhai | <br>"},
        {"|  | b |", "table: 1x2 plain ll /  | b"},
        {"| a | b |\n\n| c | d |", "table: 1x2 plain ll / a | b\ntable: 1x2 plain ll / c | d"},
        {"Bảng:\n| a | b |\nHết", "text: Bảng:\ntable: 1x2 plain ll / a | b\ntext: Hết"},
        {"| một gạch đứng", "text: | một gạch đứng"},
        {"\\| a | b |", "text: | a | b |"},
    };
    (void)state;
    check_outlines(examples, sizeof examples / sizeof *examples);
}

/* Word opens no table of 64 columns. */
static void keeps_wide_rows_as_text(void **state)
{
    struct arena *arena = arena_new();
    struct buffer row = {0};
    (void)state;
    for (size_t i = 0; i < 65; i++)
        buffer_append_text(&row, "|a");
    struct outline outline = outline_parse(arena, buffer_string(&row));
    assert_int_equal(outline.count, 1);
    assert_int_equal(outline.paragraphs[0].level, OUTLINE_TEXT);
    outline = outline_parse(arena, string_slice(buffer_string(&row), 0, 63 * 2 + 1));
    assert_int_equal(outline.paragraphs[0].level, OUTLINE_TABLE);
    buffer_release(&row);
    arena_free(arena);
}

static void writes_notation(void **state)
{
    static const struct {
        struct outline_span spans[4];
        const char *expected, *in_cell;
    } cases[] = {
        {{{STRING("a "), OUTLINE_BOLD}, {STRING("b"), 0}}, "**a** b", "**a** b"},
        {{{STRING("a"), OUTLINE_BOLD}, {STRING(" "), 0}, {STRING("b"), OUTLINE_BOLD}}, "**a b**", "**a b**"},
        {{{STRING("a"), OUTLINE_BOLD}, {STRING(" b"), OUTLINE_ITALIC}}, "**a** *b*", "**a** *b*"},
        {{{STRING("a"), OUTLINE_BOLD}, {STRING("b"), OUTLINE_ITALIC}}, "**a***b*", "**a***b*"},
        {{{STRING("a "), OUTLINE_BOLD},
          {STRING("b"), OUTLINE_BOLD | OUTLINE_ITALIC},
          {STRING(" c"), OUTLINE_ITALIC}},
         "**a *b** c*",
         "**a *b** c*"},
        {{{STRING("1"), OUTLINE_ITALIC}, {STRING("2"), 0}}, "*1*\\2", "*1*\\2"},
        {{{STRING("("), 0}, {STRING(")"), OUTLINE_BOLD}}, "(**\\)**", "(**\\)**"},
        {{{STRING("*a* 2 * 3 (*) *****"), 0}}, "\\*a\\* 2 * 3 (*) *****", "\\*a\\* 2 * 3 (*) *****"},
        {{{STRING("*"), OUTLINE_BOLD}}, "**\\***", "**\\***"},
        {{{STRING("|a|\\"), 0}}, "\\|a|\\\\", "\\|a\\|\\\\"},
        {{{STRING("a \n b<br>"), OUTLINE_BOLD}}, "**a\\\nb<br>**", "**a<br>b\\<br>**"},
        {{{STRING("  "), OUTLINE_BOLD}}, "", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        struct buffer out = {0};
        struct outline_cell line = {(struct outline_span *)cases[i].spans, 4};
        outline_append_notation(&out, arena, &line, false);
        assert_string_equal(out.bytes ? out.bytes : "", cases[i].expected);
        buffer_truncate(&out, 0);
        outline_append_notation(&out, arena, &line, true);
        assert_string_equal(out.bytes && out.length ? out.bytes : "", cases[i].in_cell);
        buffer_release(&out);
        arena_free(arena);
    }
}

static unsigned seed = 20201;

static unsigned roll(unsigned sides)
{
    seed = seed * 1103515245u + 12345u;
    return (seed >> 16) % sides;
}

/* What is written reads as what was meant: write(read(write(spans))) is write(spans), with the same spans. */
static void random_spans_come_back(void **state)
{
    static const char *const pieces[] = {"a", " ",  "*",    "**", "1", "2", "(",  ")",        "\\", "|",
                                         "đ", "\n", "<br>", "“",  "”", "-", ". ", "\xC2\xA0", ":",  "I"};
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct arena *arena = arena_new();
        struct buffer texts[6] = {{0}}, first = {0}, second = {0};
        struct outline_span spans[6];
        size_t count = 1 + roll(6);
        bool in_cell = roll(2);
        for (size_t j = 0; j < count; j++) {
            for (unsigned k = 1 + roll(3); k > 0; k--)
                buffer_append_text(&texts[j], pieces[roll(sizeof pieces / sizeof *pieces)]);
            spans[j] = (struct outline_span){buffer_string(&texts[j]), roll(4)};
        }
        outline_append_notation(&first, arena, &(struct outline_cell){spans, count}, in_cell);
        struct buffer document = {0};
        buffer_append_format(&document, in_cell ? "|x|%.*s|" : "%.*s", STRING_FORMAT(buffer_string(&first)));
        struct outline outline = outline_parse(arena, buffer_string(&document));
        assert_true(outline.count <= 1);
        if (outline.count == 1 && in_cell) {
            assert_int_equal(outline.paragraphs[0].table->columns, 2);
            outline_append_notation(&second, arena, &outline.paragraphs[0].table->cells[1], true);
        } else if (outline.count == 1) {
            struct outline_cell line = {outline.paragraphs[0].spans, outline.paragraphs[0].span_count};
            outline_append_notation(&second, arena, &line, false);
        }
        buffer_append_text(&first, "");
        buffer_append_text(&second, "");
        if (first.length != second.length ||
            memcmp(first.bytes ? first.bytes : "", second.bytes ? second.bytes : "", first.length) != 0) {
            fail_msg("%.*s\n reads as\n%.*s", STRING_FORMAT(buffer_string(&first)),
                     STRING_FORMAT(buffer_string(&second)));
        }
        for (size_t j = 0; j < count; j++)
            buffer_release(&texts[j]);
        buffer_release(&first);
        buffer_release(&second);
        buffer_release(&document);
        arena_free(arena);
    }
}

/* Plain text that the spans mean must come back too, not only a fixed point. */
static void random_texts_come_back(void **state)
{
    static const char *const pieces[] = {"a", "*", "**", "1", "(", ")", "\\", "|", "đ", "“", "”", "x y", ":"};
    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct arena *arena = arena_new();
        struct buffer text = {0}, notation = {0};
        for (unsigned k = 1 + roll(8); k > 0; k--)
            buffer_append_text(&text, pieces[roll(sizeof pieces / sizeof *pieces)]);
        unsigned format = roll(4);
        struct outline_span span = {buffer_string(&text), format};
        outline_append_notation(&notation, arena, &(struct outline_cell){&span, 1}, false);
        struct outline_cell line = outline_parse_line(arena, buffer_string(&notation));
        assert_int_equal(line.span_count, 1);
        if (line.spans[0].format != format || !string_equal(line.spans[0].text, span.text))
            fail_msg("%s reads as %.*s", text.bytes, STRING_FORMAT(line.spans[0].text));
        buffer_release(&text);
        buffer_release(&notation);
        arena_free(arena);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_markers),
        cmocka_unit_test(reads_spans),
        cmocka_unit_test(reads_one_line_with_breaks),
        cmocka_unit_test(reads_tables),
        cmocka_unit_test(keeps_wide_rows_as_text),
        cmocka_unit_test(writes_notation),
        cmocka_unit_test(random_spans_come_back),
        cmocka_unit_test(random_texts_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
