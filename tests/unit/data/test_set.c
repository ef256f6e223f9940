#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "data/data.h"

static const char base[] =
    "{\"Năm\": 2022, \"so_lieu\": {\"a\": 1}, \"Nơi nhận\": [\"Như trên\", {\"Tên\": \"x\"}]}";

/* A base, an assignment, and the record after it or the problem's human text. */
static const struct {
    const char *assignment, *expected;
} cases[] = {
    {"Số=5", "{\"Năm\":2022,\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}],\"Số\":5}"},
    {"năm=2023", "{\"Năm\":2023,\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"Năm=05", "{\"Năm\":\"05\",\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"Năm=\"5\"", "{\"Năm\":\"5\",\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"Năm=", "{\"Năm\":null,\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"Năm=Báo cáo: kết quả = tốt", "{\"Năm\":\"Báo cáo: kết quả = tốt\",\"so_lieu\":{\"a\":1},\"Nơi "
                                   "nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"Năm=[1]", "{\"Năm\":\"[1]\",\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"so_lieu.b=98.3",
     "{\"Năm\":2022,\"so_lieu\":{\"a\":1,\"b\":98.3},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}]}"},
    {"Nơi nhận[1].Tên=y", "{\"Năm\":2022,\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"y\"}]}"},
    {"Nơi nhận[2]=Lưu: VT",
     "{\"Năm\":2022,\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"},\"Lưu: VT\"]}"},
    {"mới.trong[0].sâu=true",
     "{\"Năm\":2022,\"so_lieu\":{\"a\":1},\"Nơi nhận\":[\"Như trên\",{\"Tên\":\"x\"}],"
     "\"mới\":{\"trong\":[{\"sâu\":true}]}}"},
    {"Năm", "lỗi: --set cần dạng tên=giá_trị, không phải “Năm” (set-syntax)\n"
            "  ở: --set, dòng 1, cột 1\n"
            "    Năm\n"
            "    ^^^\n"
            "  gợi ý: Ví dụ: --set \"Nơi ban hành=An Bình\"\n"},
    {"Năm.a=1", "lỗi: --set Năm.a: “Năm” là 2022, không chứa trường hay phần tử bên trong (set-target)\n"
                "  ở: --set, dòng 1, cột 5\n"
                "    Năm.a=1\n"
                "        ^\n"
                "  gợi ý: Kiểm tra tên trường.\n"},
    {"Nơi nhận[7]=1", "lỗi: --set Nơi nhận[7]: danh sách chỉ có 2 phần tử (set-index)\n"
                      "  ở: --set, dòng 1, cột 9\n"
                      "    Nơi nhận[7]=1\n"
                      "            ^^^\n"
                      "  gợi ý: Phần tử đầu tiên là [0]; chỉ thêm được vào ngay sau phần tử cuối.\n"},
    {"Nơi nhận[x]=1", "lỗi: Không hiểu tên “Nơi nhận[x]” của --set (set-path)\n"
                      "  ở: --set, dòng 1, cột 9\n"
                      "    Nơi nhận[x]=1\n"
                      "            ^\n"
                      "  gợi ý: Viết tên, a.b cho trường bên trong, a[0] cho phần tử đầu tiên.\n"},
    {"=1", "lỗi: Không hiểu tên “” của --set (set-path)\n"
           "  ở: --set, dòng 1, cột 1\n"
           "    =1\n"
           "    ^\n"
           "  gợi ý: Viết tên, a.b cho trường bên trong, a[0] cho phần tử đầu tiên.\n"},
};

static void test_case(const char *assignment, const char *expected)
{
    struct buffer out = {0};
    struct limits limits = limits_default();
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct value value;
    assert_true(data_read_json(&reader, STRING("base.json"), string_of(base), &value));
    if (data_set(&reader, &value, string_of(assignment)))
        value_append_json(&out, &value);
    else
        problem_append_human(problems_first(problems), LANGUAGE_VI, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
    problems_free(problems);
    arena_free(arena);
}

static void assignments_change_the_record_or_are_explained(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        test_case(cases[i].assignment, cases[i].expected);
}

static void what_is_made_on_the_way_knows_where_it_was_named(void **state)
{
    (void)state;
    struct limits limits = limits_default();
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct value top = value_record(arena);
    assert_true(data_set(&reader, &top, STRING("Số liệu.Kỳ.Trực tiếp=60")));
    const struct value *outer = record_lookup(top.as.record, STRING("Số liệu"));
    const struct value *inner = record_lookup(outer->as.record, STRING("Kỳ"));
    assert_string_equal(sources_file(reader.sources, outer->source).bytes, "--set");
    assert_int_equal(outer->column, 1);
    assert_int_equal(inner->column, 9);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(assignments_change_the_record_or_are_explained),
        cmocka_unit_test(what_is_made_on_the_way_knows_where_it_was_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
