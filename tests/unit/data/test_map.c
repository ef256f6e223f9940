/* Maps: which columns and files of data are which fields and tables. Each case is a map, a CSV file
 * "Export.csv" and the labels of a form; what is read from it, and what is told. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "data/data.h"

static const struct {
    const char *map, *labels[4], *table, *values, *told;
} maps[] = {
    {"trang:\n  Export: Hồ sơ\ncột:\n  Mã HS: Mã hồ sơ\n  Ghi chú:\n",
     {"Mã hồ sơ", "ma"},
     "Mã HS,Ghi chú,Lĩnh vực\n1,x,Đất đai\n",
     "{\"Hồ sơ\":[{\"Mã hồ sơ\":\"1\",\"Lĩnh vực\":\"Đất đai\"}]}",
     ""},
    /* one table before all, by the name in the file or in the form; English keys */
    {"sheets:\n  export: hs\ncolumns:\n  A: a của tất cả\n  B: b của tất cả\n  Export: {a: a của một}\n"
     "  hs: {b: b của một}\n",
     {NULL},
     "A,B\n1,2\n",
     "{\"hs\":[{\"a của một\":\"1\",\"b của một\":\"2\"}]}",
     ""},
    {"trang: {Export: Số liệu.Nhóm}\n",
     {NULL},
     "a,b\n1,2\n",
     "{\"Số liệu\":{\"Nhóm\":[{\"a\":\"1\",\"b\":\"2\"}]}}",
     ""},
    /* a column that a form has inside a record; other dots part nothing */
    {"cột: {Tu: Tỷ lệ.Tử số}\n",
     {"Tỷ lệ.Tử số", "S.T.T"},
     "S.Đ.T,Tu,Tỷ lệ.Mẫu số\n1,2,3\n",
     "{\"Export\":[{\"S.Đ.T\":\"1\",\"Tỷ lệ\":{\"Tử số\":\"2\"},\"Tỷ lệ.Mẫu số\":\"3\"}]}",
     ""},
    {"trang: {Export: }\n", {NULL}, "a,b\n1,2\n", "{}", ""},
    {"trang: {Exprot: Hồ sơ}\ncột: {Mã SH: Mã, \"2023\": 2024}\n",
     {NULL},
     "Mã HS,2023\n1,5\n",
     "{\"Export\":[{\"Mã HS\":\"1\",\"2024\":\"5\"}]}",
     "cảnh báo: Dữ liệu không có trang, tệp hay bảng nào tên “Exprot” (map-sheet-unused)\n"
     "  ở: map.yaml, dòng 1, cột 17\n    trang: {Exprot: Hồ sơ}\n                    ^^^^^\n"
     "  gợi ý: có phải “Export”? Sửa tên, hoặc xóa dòng này khỏi tệp ánh xạ.\n"
     "cảnh báo: Dữ liệu không có cột nào tên “Mã SH” (map-column-unused)\n  ở: map.yaml, dòng 2, cột 14\n"
     "    cột: {Mã SH: Mã, \"2023\": 2024}\n                 ^^\n"
     "  gợi ý: có phải “Mã HS”? Sửa tên, hoặc xóa dòng này khỏi tệp ánh xạ.\n"},
    /* the name in the file finds the header, however odd the sheet */
    {"cột: {m: Mã, s: Số}\n",
     {"Mã", "Số", "Lĩnh vực"},
     "Người lập,Trần Văn An,Thôn 1\nNgày,Nơi,Số trang\nm,s,\n01,2,\n",
     "{\"Export\":[{\"Mã\":\"01\",\"Số\":\"2\"}]}",
     ""},
    {"cột: {a: Mã, b: Mã}\n",
     {NULL},
     "a,b\n1,2\n",
     NULL,
     "lỗi: Hai cột cùng tên “Mã”: cột thứ 1 và cột thứ 2 (table-column-twice)\n  ở: Export.csv, dòng 1, cột "
     "3\n"
     "    a,b\n      ^\n"
     "  gợi ý: Tên chỉ khác chữ hoa, chữ thường, dấu cách hoặc dấu gạch dưới là một tên; đổi tên hoặc xóa "
     "một cột.\n"},
    {"cột: {a: Mã hồ xơ}\n",
     {"Mã hồ sơ", "Lĩnh vực"},
     "a\n1\n",
     NULL,
     "lỗi: Không bảng nào của mẫu có cột “Mã hồ xơ” (map-field)\n  ở: map.yaml, dòng 1, cột 10\n"
     "    cột: {a: Mã hồ xơ}\n             ^^^^^^^^\n"
     "  gợi ý: có phải “Mã hồ sơ”? Xem tên các cột bằng lệnh vanban fields.\n"},
    {"cot: {a: b}\n",
     {NULL},
     "a\n1\n",
     NULL,
     "lỗi: Tệp ánh xạ không có mục “cot” (map-key)\n  ở: map.yaml, dòng 1, cột 6\n    cot: {a: b}\n         "
     "^\n"
     "  gợi ý: có phải “cột”? Các mục là trang (tên trang: tên bảng) và cột (tên cột trong tệp: tên "
     "trường).\n"},
    {"cột: Mã hồ sơ\n",
     {NULL},
     "a\n1\n",
     NULL,
     "lỗi: Mục “cột” của tệp ánh xạ phải gồm các dòng “tên trong tệp: tên trong mẫu” (map-section)\n"
     "  ở: map.yaml, dòng 1, cột 6\n    cột: Mã hồ sơ\n         ^^^^^^^^\n"
     "  gợi ý: Viết mỗi tên một dòng, thụt vào hai dấu cách.\n"},
    {"trang: {a: [b]}\n",
     {NULL},
     "a\n1\n",
     NULL,
     "lỗi: Sau “a” phải là một tên, hoặc để trống (map-value)\n  ở: map.yaml, dòng 1, cột 12\n"
     "    trang: {a: [b]}\n               ^\n  gợi ý: Để trống thì trang hay cột ấy không được đọc.\n"},
};

static void write_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "w");
    fputs(text, file);
    fclose(file);
}

static void assert_told(const struct problems *problems, const char *expected)
{
    struct buffer told = {0};
    buffer_append_text(&told, "");
    for (const struct problem *problem = problems_first(problems); problem != NULL; problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &told);
    assert_string_equal(told.bytes, expected);
    buffer_release(&told);
}

static void test_map(size_t i)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct arena *arena = arena_new();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct string labels[4];
    struct tables_options options = {.labels = labels};
    struct value value;
    for (; maps[i].labels[options.label_count] != NULL; options.label_count++)
        labels[options.label_count] = string_of(maps[i].labels[options.label_count]);
    write_file("map.yaml", maps[i].map);
    write_file("Export.csv", maps[i].table);
    bool is_read = data_read_map(&reader, "map.yaml", &options) &&
                   data_read_file(&reader, &options, "Export.csv", &value);
    if (is_read)
        data_report_unmapped(options.map, problems);
    assert_told(problems, maps[i].told);
    assert_int_equal(is_read, maps[i].values != NULL);
    struct buffer values = {0};
    if (is_read) {
        value_append_json(&values, &value);
        assert_string_equal(values.bytes, maps[i].values);
    }
    buffer_release(&values);
    arena_free(arena);
    problems_free(problems);
}

static void names_of_a_file_become_those_of_the_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof maps / sizeof *maps; i++)
        test_map(i);
}

static int enter_folder(void **state)
{
    static char folder[] = "/tmp/vanban-map-XXXXXX";
    *state = mkdtemp(folder);
    return *state != NULL ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
    unlink("map.yaml");
    unlink("Export.csv");
    return chdir("/") != 0 || rmdir(*state) != 0;
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(names_of_a_file_become_those_of_the_form)};
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
