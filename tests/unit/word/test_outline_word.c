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

enum { COLUMNS = 63, MARGIN = 108 };

static unsigned long least_room(const char *word, unsigned size, unsigned margin)
{
    return text_width_twips(string_of(word), FACE_REGULAR, size) + 2 * margin;
}

/* The first size among the runs of a table; 0: none is said. */
static unsigned read_size(const char *notation, unsigned text_width)
{
    struct arena *arena = arena_new();
    struct buffer out = {0};
    struct outline outline = outline_parse(arena, string_of(notation));
    struct outline_styles styles = {.text_width_twips = text_width};
    outline_append_word(&out, &outline, &styles, STRING(""), STRING(""));
    const char *size = strstr(out.bytes, "<w:sz w:val=\"");
    unsigned half_points = size != NULL ? (unsigned)strtoul(size + strlen("<w:sz w:val=\""), NULL, 10) : 0;
    assert_true((half_points == 0) == (strstr(out.bytes, "<w:szCs") == NULL));
    buffer_release(&out);
    arena_free(arena);
    return half_points;
}

#define BIG "123.456.789.012.345"

/* Numbers are not torn as long as smaller letters make room for them. */
static void letters_are_smaller_before_words_are_broken(void **state)
{
    static const char table[] = "|STT|Đơn vị|Một|Hai|Ba|Bốn|\n|---|---|---|---|---|---|\n"
                                "|1|UBND xã|" BIG "|" BIG "|" BIG "|" BIG "|\n";
    unsigned widths[COLUMNS], size = read_size(table, 9355);
    (void)state;
    assert_int_equal(size, 20);
    assert_int_equal(read_widths(table, 9355, widths), 6);
    assert_true(widths[0] >= least_room("STT", size, 40));
    assert_true(widths[1] >= least_room("UBND", size, 40));
    for (size_t i = 2; i < 6; i++)
        assert_true(widths[i] >= least_room(BIG, size, 40));
    assert_int_equal(read_size("|1|UBND xã|" BIG "|\n|2|UBND xã|" BIG "|\n", 9355), 0);
    /* where the page may lie, it is not thought to before letters are a little smaller */
    assert_int_equal(read_size("|STT|" BIG "|" BIG "|" BIG "|" BIG "|\n|1|2|3|4|5|\n", 0), 22);
    assert_int_equal(read_size(table, 0), 0);
}

/* Where the page is not known but the room on it is, columns are shared out in that, in parts of the whole.
 */
static void columns_have_the_room_that_is_said(void **state)
{
    static const char table[] = "|STT|" BIG "|" BIG "|" BIG "|" BIG "|\n|1|2|3|4|5|\n";
    struct arena *arena = arena_new();
    struct buffer out = {0};
    struct outline outline = outline_parse(arena, STRING(table));
    struct outline_styles styles = {.room_twips = 14200};
    (void)state;
    outline_append_word(&out, &outline, &styles, STRING(""), STRING(""));
    assert_non_null(strstr(out.bytes, "<w:tblW w:w=\"5000\" w:type=\"pct\"/>"));
    assert_null(strstr(out.bytes, "w:type=\"dxa\"/><w:vAlign"));
    assert_null(strstr(out.bytes, "<w:sz w:val"));
    unsigned together = 0;
    for (const char *at = out.bytes; (at = strstr(at, "<w:gridCol w:w=\"")) != NULL;)
        together += (unsigned)strtoul(at += strlen("<w:gridCol w:w=\""), NULL, 10);
    assert_int_equal(together, 14200);
    buffer_release(&out);
    arena_free(arena);
}

/* One endless word takes no room from the words of others. */
static void narrow_columns_keep_their_words(void **state)
{
    char table[4096] = "|STT|Địa chỉ|Ghi chú|\n|---|---|---|\n|1|";
    unsigned widths[COLUMNS];
    (void)state;
    for (size_t i = 0; i < 400; i++)
        strcat(table, "chữ");
    strcat(table, "|Không|\n");
    assert_int_equal(read_widths(table, 9355, widths), 3);
    assert_int_equal(read_size(table, 9355), 16);
    assert_true(widths[0] >= least_room("STT", 16, 40) && widths[0] < 1000);
    assert_true(widths[2] >= least_room("Không", 16, 40) && widths[2] < 1000);
    assert_int_equal(widths[0] + widths[1] + widths[2], 9355);
}

static void many_columns_have_room_each(void **state)
{
    char table[4096] = "";
    unsigned widths[COLUMNS], together = 0;
    (void)state;
    for (size_t row = 0; row < 3; row++) {
        for (size_t i = 0; i < COLUMNS; i++)
            strcat(table, row == 1 ? "|---" : i % 9 == 0 ? "|" BIG : "|7");
        strcat(table, "|\n");
    }
    assert_int_equal(read_widths(table, 9355, widths), COLUMNS);
    for (size_t i = 0; i < COLUMNS; i++) {
        assert_true(widths[i] >= 9355 / COLUMNS - 1);
        together += widths[i];
    }
    assert_int_equal(together, 9355);
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
        cmocka_unit_test(letters_are_smaller_before_words_are_broken),
        cmocka_unit_test(columns_have_the_room_that_is_said),
        cmocka_unit_test(narrow_columns_keep_their_words),
        cmocka_unit_test(many_columns_have_room_each),
        cmocka_unit_test(styles_are_found_by_id_and_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
