#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "data/data.h"

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    struct value value;
    bool is_read;
};

static void start(struct fixture *fixture)
{
    *fixture = (struct fixture){.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    fixture->reader = (struct data_reader){fixture->arena, sources_new(fixture->arena), &fixture->limits,
                                           fixture->problems};
}

static void read_text(struct fixture *fixture, struct string bytes, const struct tables_options *options)
{
    fixture->is_read =
        data_read_csv(&fixture->reader, options, STRING("thư mục/Hồ sơ.csv"), bytes, &fixture->value);
}

static void finish(struct fixture *fixture)
{
    problems_free(fixture->problems);
    arena_free(fixture->arena);
}

static void assert_values(const struct fixture *fixture, const char *expected)
{
    struct buffer out = {0};
    assert_true(fixture->is_read);
    value_append_json(&out, &fixture->value);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void assert_told(const struct fixture *fixture, const char *expected)
{
    struct buffer out = {0};
    for (const struct problem *problem = problems_first(fixture->problems); problem != NULL;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &out);
    assert_string_equal(out.length > 0 ? out.bytes : "", expected);
    buffer_release(&out);
}

#define BYTES(literal)                                                                                       \
    {                                                                                                        \
        literal, sizeof(literal) - 1                                                                         \
    }

static void every_encoding_is_read(void **state)
{
    (void)state;
    static const struct string texts[] = {
        BYTES("T\xc3\xaan;S\xe1\xbb\x91\nVi\xe1\xbb\x87t;1\n"),
        BYTES("\xef\xbb\xbfT\xc3\xaan;S\xe1\xbb\x91\nVi\xe1\xbb\x87t;1\n"),
        BYTES("\xff\xfeT\0\xea\0n\0\t\0S\0\xd1\x1e\r\0\n\0V\0i\0\xc7\x1et\0\t\0"
              "1\0\r\0\n\0"),
        BYTES("\xfe\xff\0T\0\xea\0n\0\t\0S\x1e\xd1\0\r\0\n\0V\0i\x1e\xc7\0t\0\t\0"
              "1\0\r\0\n"),
        BYTES("T\0\xea\0n\0;\0S\0\xd1\x1e\n\0V\0i\0\xc7\x1et\0;\0"
              "1\0"),
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct fixture fixture;
        start(&fixture);
        read_text(&fixture, texts[i], NULL);
        assert_told(&fixture, "");
        assert_values(&fixture, "{\"Hồ sơ\":[{\"Tên\":\"Việt\",\"Số\":\"1\"}]}");
        finish(&fixture);
    }
}

static void an_old_encoding_is_named(void **state)
{
    (void)state;
    static const struct {
        struct string text;
        const char *encoding, *values;
    } cases[] = {
        {BYTES("T\xean;S\xf4\xec\nVi\xea\xf2t;1\n"), "windows-1258", "[{\"Tên\":\"Việt\",\"Số\":\"1\"}]"},
        {BYTES("Ho\xef te\xe2n;So\xe1\nNguye\xe3n Va\xean An;1\n"), "vni",
         "[{\"Họ tên\":\"Nguyễn Văn An\",\"Số\":\"1\"}]"},
        {BYTES("H\xe4 t\xaan;S\xe8\nNguy\xd4n V\xa8n M\xad\xeai;1\n"), "tcvn3",
         "[{\"Họ tên\":\"Nguyễn Văn Mười\",\"Số\":\"1\"}]"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        start(&fixture);
        read_text(&fixture, cases[i].text, NULL);
        assert_told(
            &fixture,
            arena_format(fixture.reader.arena,
                         "cảnh báo: Tệp không phải UTF-8; đã đọc theo bảng mã %s (csv-encoding)\n"
                         "  ở: thư mục/Hồ sơ.csv\n"
                         "  gợi ý: Xem lại các chữ có dấu; nếu sai, lưu lại tệp theo kiểu CSV UTF-8.\n",
                         cases[i].encoding)
                .bytes);
        assert_values(&fixture, arena_format(fixture.reader.arena, "{\"Hồ sơ\":%s}", cases[i].values).bytes);
        finish(&fixture);
    }
}

static void bytes_of_no_encoding_are_told(void **state)
{
    (void)state;
    static const struct {
        struct string text;
        const char *told;
    } cases[] = {
        {BYTES("a;b\nAn;\xff\x8a\n"),
         "lỗi: Tệp dữ liệu không phải UTF-8: byte FF không hợp lệ (data-not-utf8)\n"
         "  ở: thư mục/Hồ sơ.csv, dòng 2, cột 4\n"
         "    An;\xef\xbf\xbd\xef\xbf\xbd\n"
         "       ^^\n"
         "  gợi ý: Lưu lại tệp với mã hóa UTF-8 (Notepad: Lưu thành, Mã hóa: UTF-8).\n"},
        {BYTES("\xff\xfe"
               "a\0b"),
         "lỗi: Tệp UTF-16 bị hỏng ở byte thứ 5 (csv-utf16-damaged)\n"
         "  ở: thư mục/Hồ sơ.csv\n"
         "  gợi ý: Lưu lại tệp theo kiểu CSV UTF-8.\n"},
        {BYTES("\xff\xfe"
               "a\0\x00\xd8"
               "b\0"),
         "lỗi: Tệp UTF-16 bị hỏng ở byte thứ 5 (csv-utf16-damaged)\n"
         "  ở: thư mục/Hồ sơ.csv\n"
         "  gợi ý: Lưu lại tệp theo kiểu CSV UTF-8.\n"},
        {BYTES("a;b\nAn;\x01\n"),
         "lỗi: Ký tự U+0001 không được có trong dữ liệu (data-character)\n"
         "  ở: thư mục/Hồ sơ.csv, dòng 2, cột 4\n"
         "    An;\xef\xbf\xbd\n"
         "       ^\n"
         "  gợi ý: Xóa ký tự này; nó thường lọt vào khi sao chép từ phần mềm khác.\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        start(&fixture);
        read_text(&fixture, cases[i].text, NULL);
        assert_false(fixture.is_read);
        assert_told(&fixture, cases[i].told);
        finish(&fixture);
    }
}

static void limits_are_held(void **state)
{
    (void)state;
    static const struct {
        const char *limit;
        uint64_t most;
        const char *told;
    } cases[] = {
        {"table-rows", 2,
         "lỗi: Bảng có nhiều hơn 2 hàng (limit-table-rows)\n"
         "  ở: thư mục/Hồ sơ.csv, dòng 3, cột 1\n"
         "    Bình;2\n"
         "    ^^^^\n"
         "  gợi ý: Chia dữ liệu thành nhiều tệp, hoặc nâng giới hạn bằng --limit table-rows=N.\n"},
        {"table-columns", 1,
         "lỗi: Bảng có nhiều hơn 1 cột (limit-table-columns)\n"
         "  ở: thư mục/Hồ sơ.csv, dòng 1, cột 5\n"
         "    Tên;Số\n"
         "        ^^\n"
         "  gợi ý: Bỏ bớt cột không dùng, hoặc nâng giới hạn bằng --limit table-columns=N.\n"},
        {"table-cells", 3,
         "lỗi: Bảng có nhiều hơn 3 ô (limit-table-cells)\n"
         "  ở: thư mục/Hồ sơ.csv\n"
         "  gợi ý: Chia dữ liệu thành nhiều tệp, hoặc nâng giới hạn bằng --limit table-cells=N.\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fixture fixture;
        start(&fixture);
        assert_true(limits_set(&fixture.limits, string_of(cases[i].limit), cases[i].most, fixture.problems));
        read_text(&fixture, STRING("Tên;Số\nAn;1\nBình;2\n"), NULL);
        assert_false(fixture.is_read);
        assert_told(&fixture, cases[i].told);
        finish(&fixture);
    }
}

static void labels_find_the_header(void **state)
{
    (void)state;
    const struct string labels[] = {STRING("Họ tên"), STRING("năm sinh")};
    const struct tables_options options = {.labels = labels, .label_count = 2};
    struct fixture fixture;
    start(&fixture);
    read_text(&fixture, STRING("Đơn vị;Thôn 1\nMẫu;số 2\nHọ  tên;Năm_sinh\nAn;1990\n"), &options);
    assert_values(&fixture, "{\"Hồ sơ\":[{\"Họ tên\":\"An\",\"Năm_sinh\":\"1990\"}]}");
    finish(&fixture);
}

static void values_know_their_place(void **state)
{
    (void)state;
    struct fixture fixture;
    start(&fixture);
    read_text(&fixture, STRING("Tên;Số\n\"Ủy ban\nxã\";05\nB;\"1;2\"\n"), NULL);
    const struct list *list = record_lookup(fixture.value.as.record, STRING("Hồ sơ"))->as.list;
    static const struct {
        size_t row;
        const char *name;
        uint32_t line, column;
        const char *underlined;
    } cases[] = {{0, "Tên", 2, 1, "\"Ủy ban"},
                 {0, "Số", 3, 5, "05"},
                 {1, "Tên", 4, 1, "B"},
                 {1, "Số", 4, 3, "\"1;2\""}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct value *value =
            record_lookup(list->items[cases[i].row].as.record, string_of(cases[i].name));
        struct place place = value_place(fixture.reader.sources, value);
        struct string underlined =
            string_slice(place.tag, place.underline, place.underline + place.underline_length);
        assert_int_equal(place.line, cases[i].line);
        assert_int_equal(place.column, cases[i].column);
        assert_string_equal(arena_copy(fixture.arena, underlined).bytes, cases[i].underlined);
    }
    finish(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_encoding_is_read),        cmocka_unit_test(an_old_encoding_is_named),
        cmocka_unit_test(bytes_of_no_encoding_are_told), cmocka_unit_test(limits_are_held),
        cmocka_unit_test(labels_find_the_header),        cmocka_unit_test(values_know_their_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
