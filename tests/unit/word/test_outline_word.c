/* The outline as WordprocessingML: styles or direct formatting, merging in schema order, tables, what must
 * end a part. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read_cases.h"
#include "word/outline.h"
#include "text/width.h"
#include "word/xml.h"

#define XMLNS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

struct surroundings {
    struct outline_styles styles;
    struct string paragraph_properties, run_properties;
};

static struct string *style_named(struct outline_styles *styles, struct string level)
{
    static const char *const levels[] = {"text",          "part",    "part-title", "section",
                                         "section-title", "article", "roman",      "clause",
                                         "point",         "dash",    "plus"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (string_is(level, levels[i]))
            return &styles->style_ids[i];
    return string_is(level, "table")  ? &styles->table_style_id
           : string_is(level, "cell") ? &styles->table_cell_style_id
                                      : &styles->table_header_style_id;
}

static struct surroundings read_surroundings(struct string lines)
{
    struct surroundings given = {.paragraph_properties = STRING(""), .run_properties = STRING("")};
    while (lines.length > 0) {
        struct string line = take_line(&lines);
        if (string_starts_with(line, STRING("<w:pPr"))) {
            given.paragraph_properties = line;
        } else if (string_starts_with(line, STRING("<w:rPr"))) {
            given.run_properties = line;
        } else if (string_starts_with(line, STRING("width "))) {
            given.styles.text_width_twips = (unsigned)strtoul(line.bytes + 6, NULL, 10);
        } else {
            size_t cut = string_find(line, STRING(" "), 6);
            *style_named(&given.styles, string_slice(line, 6, cut)) =
                string_slice(line, cut + 1, line.length);
        }
    }
    return given;
}

static void outlines_are_written(void **state)
{
    struct arena *arena = arena_new();
    struct string rest = read_cases(arena, "outline_word.txt");
    size_t count = 0;
    (void)state;
    for (struct text_case found; next_case(&rest, &found); count++) {
        struct surroundings given = read_surroundings(found.sections[0]);
        struct outline outline = outline_parse(arena, found.sections[1]);
        struct buffer out = {0};
        outline_append_word(&out, &outline, &given.styles, given.paragraph_properties, given.run_properties);
        print_message("# %.*s\n", STRING_FORMAT(found.name));
        assert_string_equal(out.bytes, join_xml(arena, found.sections[2]).bytes);
        buffer_release(&out);
    }
    assert_true(count > 10);
    arena_free(arena);
}

/* The widths of the columns of a table, as in w:tblGrid. */
static size_t read_widths(const char *notation, unsigned text_width, unsigned *widths)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};
    size_t count = 0;
    struct outline outline = outline_parse(arena, string_of(notation));
    struct outline_styles styles = {.text_width_twips = text_width};
    outline_append_word(&out, &outline, &styles, STRING(""), STRING(""));
    for (const char *at = out.bytes; (at = strstr(at, "<w:gridCol w:w=\"")) != NULL;)
        widths[count++] = (unsigned)strtoul(at += strlen("<w:gridCol w:w=\""), NULL, 10);
    buffer_release(&out);
    arena_free(arena);
    return count;
}

static void columns_are_as_wide_as_their_content(void **state)
{
    unsigned widths[8];
    (void)state;
    assert_int_equal(
        read_widths("|STT|Một nội dung dài đến mức không thể nào đứng trên một dòng của trang giấy được, "
                    "dù chữ nhỏ đến đâu đi nữa|Số lượng|",
                    9355, widths),
        3);
    assert_true(widths[0] >= 650 && widths[0] < 1000);
    assert_true(widths[1] > 6500);
    assert_int_equal(widths[0] + widths[1] + widths[2], 9355);
    assert_int_equal(read_widths("|Nghiêng|Nghiêng|Nghiêng|Nghiêng|", 1000, widths), 4);
    assert_int_equal(widths[0] + widths[1] + widths[2] + widths[3], 1000);
    assert_int_equal(read_widths("||", 9355, widths), 1);
    assert_int_equal(widths[0], 9355);
}

/* A long remark in one row leaves the names of all rows on one line. */
static void columns_make_rows_of_few_lines(void **state)
{
    unsigned widths[8];
    (void)state;
    assert_int_equal(
        read_widths("|Đơn vị|Ghi chú|\n|---|---|\n|Ủy ban nhân dân xã An Bình|Chậm báo cáo nhiều lần, đã "
                    "nhắc nhở bằng văn bản nhưng vẫn chưa gửi báo cáo|\n|Ủy ban nhân dân xã Hòa Phú||\n"
                    "|Ủy ban nhân dân xã Phú Lâm||\n|Ủy ban nhân dân xã Tân Hòa||\n",
                    7000, widths),
        2);
    assert_int_equal(widths[0] + widths[1], 7000);
    assert_true(widths[0] > text_width_twips(STRING("Ủy ban nhân dân xã Hòa Phú"), FACE_REGULAR, 26) + 216);
    assert_true(widths[0] < 4000);
}

static void styles_are_found_by_id_and_by_name(void **state)
{
    struct arena *arena = arena_new();
    struct outline_styles found = outline_find_styles(
        arena, STRING("<w:styles " XMLNS "><w:style w:type='paragraph' w:styleId='Khoan'/>"
                      "<w:style w:type='character' w:styleId='Diem'/>"
                      "<w:style w:type='paragraph' w:styleId='ni'><w:name w:val='Điều'/></w:style>"
                      "<w:style w:type='paragraph' w:styleId='ND'><w:name w:val='Nội dung'/></w:style>"
                      "<w:style w:type='table' w:styleId='BangNoiDung'/></w:styles>"));
    (void)state;
    assert_true(string_is(found.style_ids[OUTLINE_CLAUSE], "Khoan"));
    assert_true(string_is(found.style_ids[OUTLINE_ARTICLE], "ni"));
    assert_true(string_is(found.style_ids[OUTLINE_TEXT], "ND"));
    assert_true(string_is(found.style_ids[OUTLINE_POINT], ""));
    assert_true(string_is(found.table_style_id, "BangNoiDung"));
    found = outline_find_styles(arena, STRING(""));
    assert_true(found.style_ids[OUTLINE_TEXT].length == 0);
    found = outline_find_styles(arena, STRING("<w:styles"));
    assert_true(found.style_ids[OUTLINE_TEXT].length == 0);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    xml_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outlines_are_written),
        cmocka_unit_test(columns_are_as_wide_as_their_content),
        cmocka_unit_test(columns_make_rows_of_few_lines),
        cmocka_unit_test(styles_are_found_by_id_and_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
