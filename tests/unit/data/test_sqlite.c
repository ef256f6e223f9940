/* SQLite files as data: each case is a file made by SQL, the values read from it, and what is told. */

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
#include "database/database.h"

#define FILE_NAME "so-lieu.db"

static const struct {
    const char *sql, *values, *told;
} files[] = {
    {"CREATE TABLE ho_so(\"Mã số\" TEXT, so INTEGER); INSERT INTO ho_so VALUES ('001', 1), (NULL, 2)",
     "{\"ho_so\":[{\"Mã số\":\"001\",\"so\":1},{\"Mã số\":null,\"so\":2}]}", ""},
    /* integers as they are, REAL as the shortest decimal of 15 digits */
    {"CREATE TABLE t(a); INSERT INTO t VALUES (9223372036854775807), (-9223372036854775808), (0.1 + 0.2), "
     "(0.57999999999999996), (1e20), (2.0), (-1.5e-7), (1/3.0)",
     "{\"t\":[{\"a\":9223372036854775807},{\"a\":-9223372036854775808},{\"a\":0.3},{\"a\":0.58},"
     "{\"a\":100000000000000000000},{\"a\":2},{\"a\":-0.00000015},{\"a\":0.333333333333333}]}",
     ""},
    /* a column declared BOOLEAN */
    {"CREATE TABLE t(a BOOLEAN, b INT); INSERT INTO t VALUES (1, 1), (0, 0), (2, 2), (-1, -1)",
     "{\"t\":[{\"a\":true,\"b\":1},{\"a\":false,\"b\":0},{\"a\":2,\"b\":2},{\"a\":-1,\"b\":-1}]}", ""},
    /* texts in NFC, whatever the encoding of the file */
    {"PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(a); INSERT INTO t VALUES ('Xa\xcc\x83')",
     "{\"t\":[{\"a\":\"Xã\"}]}", ""},
    /* in the order of the rows, views and virtual tables left out, names quoted */
    {"CREATE TABLE \"t\"\"1\"(a, b); CREATE INDEX i ON \"t\"\"1\"(a, b); INSERT INTO \"t\"\"1\" VALUES (2, "
     "1), "
     "(1, 2); CREATE VIEW v AS SELECT 1; CREATE VIRTUAL TABLE r USING rtree(id, x, y)",
     "{\"t\\\"1\":[{\"a\":2,\"b\":1},{\"a\":1,\"b\":2}]}", ""},
    {"CREATE TABLE t(a PRIMARY KEY, b) WITHOUT ROWID; INSERT INTO t VALUES ('b', 1), ('a', 2); "
     "CREATE TABLE \"Số liệu.Nhóm\"(x)",
     "{\"Số liệu\":{\"Nhóm\":[]},\"t\":[{\"a\":\"a\",\"b\":2},{\"a\":\"b\",\"b\":1}]}", ""},
    {"CREATE VIEW v AS SELECT 1", NULL,
     "lỗi: Tệp không có bảng số liệu nào (table-empty)\n  ở: so-lieu.db\n"
     "  gợi ý: Bảng cần một hàng tiêu đề ghi tên các cột, rồi mỗi hàng một mục.\n"},
    /* each column with bytes is told once */
    {"CREATE TABLE ho_so(ma, anh); INSERT INTO ho_so VALUES ('a', NULL), ('b', x'FFD8'), ('c', x'00')", NULL,
     "lỗi: Cột “anh” chứa dữ liệu nhị phân (ảnh, tệp), không phải chữ hay số (sqlite-blob)\n"
     "  ở: so-lieu.db, ho_so, hàng 2, cột 2\n"
     "  gợi ý: Bỏ cột này khỏi bảng, hoặc bỏ khi đọc bằng một tệp ánh xạ (--map).\n"},
    {"CREATE TABLE t(a, b); INSERT INTO t VALUES (1, -9e999)", NULL,
     "lỗi: Cột “b” chứa một số vô hạn (sqlite-infinite)\n  ở: so-lieu.db, t, hàng 1, cột 2\n"
     "  gợi ý: Sửa số này trong cơ sở dữ liệu.\n"},
    {"CREATE TABLE t(a); INSERT INTO t VALUES (CAST(x'41C3' AS TEXT)), ('a' || char(0) || 'b'), (char(11))",
     NULL,
     "lỗi: Tệp dữ liệu không phải UTF-8: byte C3 không hợp lệ (data-not-utf8)\n"
     "  ở: so-lieu.db, t, hàng 1, cột 1\n"
     "  gợi ý: Lưu lại tệp với mã hóa UTF-8 (Notepad: Lưu thành, Mã hóa: UTF-8).\n"
     "lỗi: Ký tự U+0000 không được có trong dữ liệu (data-character)\n  ở: so-lieu.db, t, hàng 2, cột 1\n"
     "  gợi ý: Xóa ký tự này; nó thường lọt vào khi sao chép từ phần mềm khác.\n"
     "lỗi: Ký tự U+000B không được có trong dữ liệu (data-character)\n  ở: so-lieu.db, t, hàng 3, cột 1\n"
     "  gợi ý: Xóa ký tự này; nó thường lọt vào khi sao chép từ phần mềm khác.\n"},
    {"CREATE TABLE t(\"Mã số\", mã_số)", NULL,
     "lỗi: Hai cột cùng tên “mã_số”: cột thứ 1 và cột thứ 2 (table-column-twice)\n  ở: so-lieu.db, t\n"
     "  gợi ý: Tên chỉ khác chữ hoa, chữ thường, dấu cách hoặc dấu gạch dưới là một tên; đổi tên hoặc xóa "
     "một cột.\n"},
    {"CREATE TABLE \"Hồ sơ\"(a); CREATE TABLE \"Hồ_sơ\"(a)", NULL,
     "lỗi: “Hồ_sơ” trùng với tên một trường hoặc một trang khác (table-name-taken)\n  ở: so-lieu.db, Hồ_sơ\n"
     "  gợi ý: Đổi tên, hoặc xóa một trong hai.\n"},
    /* more rows than the limit of these tests */
    {"CREATE TABLE t(a); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1001) "
     "INSERT INTO t SELECT i FROM n",
     NULL,
     "lỗi: Bảng có nhiều hơn 1000 hàng (limit-table-rows)\n  ở: so-lieu.db, t, hàng 1001\n"
     "  gợi ý: Chia dữ liệu thành nhiều tệp, hoặc nâng giới hạn bằng --limit table-rows=N.\n"},
};

struct reading {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct sources *sources;
    struct value value;
    bool is_read;
};

static struct reading read_file(void)
{
    struct reading reading = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    reading.limits.values[LIMIT_TABLE_ROWS] = 1000;
    reading.sources = sources_new(reading.arena);
    struct data_reader reader = {reading.arena, reading.sources, &reading.limits, reading.problems};
    reading.is_read = data_read_file(&reader, NULL, FILE_NAME, &reading.value);
    return reading;
}

static void release(struct reading *reading)
{
    problems_free(reading->problems);
    arena_free(reading->arena);
    unlink(FILE_NAME);
}

static void make_file(const char *sql)
{
    struct problems *problems = problems_new();
    unlink(FILE_NAME);
    struct database *database = database_open(FILE_NAME, DATABASE_WRITE, 0, problems);
    assert_non_null(database);
    assert_true(database_run(database, sql));
    database_close(database);
    problems_free(problems);
}

static void write_bytes(const char *bytes, size_t length)
{
    FILE *file = fopen(FILE_NAME, "wb");
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static void assert_told(const struct reading *reading, const char *expected)
{
    struct buffer told = {0};
    buffer_append_text(&told, "");
    for (const struct problem *problem = problems_first(reading->problems); problem != NULL;
         problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, &told);
    assert_string_equal(told.bytes, expected);
    buffer_release(&told);
}

static void each_table_is_a_list_of_records(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        make_file(files[i].sql);
        struct reading reading = read_file();
        struct buffer values = {0};
        assert_told(&reading, files[i].told);
        assert_int_equal(reading.is_read, files[i].values != NULL);
        if (reading.is_read) {
            value_append_json(&values, &reading.value);
            assert_string_equal(values.bytes, files[i].values);
        }
        buffer_release(&values);
        release(&reading);
    }
}

static void a_value_knows_table_row_and_column(void **state)
{
    (void)state;
    make_file("CREATE TABLE ho_so(ma, so); INSERT INTO ho_so VALUES ('a', 1), ('b', 2)");
    struct reading reading = read_file();
    const struct value *table = record_lookup(reading.value.as.record, STRING("ho_so"));
    const struct value *cell = record_lookup(table->as.list->items[1].as.record, STRING("so"));
    struct place place = value_place(reading.sources, cell);
    assert_string_equal(place.file.bytes, FILE_NAME);
    assert_string_equal(place.part.bytes, "ho_so");
    assert_int_equal(place.row, 2);
    assert_int_equal(place.column, 2);
    release(&reading);
}

static void what_is_no_database_is_told(void **state)
{
    (void)state;
    static const char picture[] = "\x89PNG, and enough bytes that this could be the head of a database file, "
                                  "which has a hundred bytes or more";
    write_bytes(picture, sizeof picture);
    struct reading reading = read_file();
    assert_false(reading.is_read);
    assert_told(&reading, "lỗi: Tệp không phải cơ sở dữ liệu SQLite, hoặc đã đặt mật khẩu (not-sqlite)\n"
                          "  ở: so-lieu.db\n"
                          "  gợi ý: Nhờ người quản lý phần mềm xuất lại tệp, hoặc xuất ra Excel.\n");
    release(&reading);
    write_bytes("", 0);
    reading = read_file();
    assert_false(reading.is_read);
    assert_int_equal(problems_first(reading.problems)->code, PROBLEM_TABLE_EMPTY);
    release(&reading);
}

/* Cut anywhere, and with any page overwritten: values or a problem, never a crash. */
static void a_damaged_file_is_told(void **state)
{
    (void)state;
    char bytes[64 << 10];
    make_file("PRAGMA page_size = 1024; CREATE TABLE t(a, b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
              "SELECT i + 1 FROM n LIMIT 300) INSERT INTO t SELECT i, printf('%040d', i) FROM n");
    FILE *file = fopen(FILE_NAME, "rb");
    size_t length = fread(bytes, 1, sizeof bytes, file);
    fclose(file);
    for (size_t cut = 512; cut < length; cut += 512) {
        write_bytes(bytes, cut);
        struct reading reading = read_file();
        assert_false(reading.is_read);
        assert_true(problems_error_count(reading.problems) > 0);
        if (cut == 512)
            assert_string_equal(problem_code_name(problems_first(reading.problems)->code),
                                "database-damaged");
        release(&reading);
    }
    for (size_t page = 0; page + 1024 <= length; page += 1024) {
        char damaged[sizeof bytes];
        memcpy(damaged, bytes, length);
        memset(damaged + page + 16, 0xa5, 1000);
        write_bytes(damaged, length);
        struct reading reading = read_file();
        assert_true(reading.is_read || problems_error_count(reading.problems) > 0);
        release(&reading);
    }
}

static void a_file_beyond_the_limit_is_not_opened(void **state)
{
    (void)state;
    make_file("CREATE TABLE t(a)");
    struct reading reading = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    reading.limits.values[LIMIT_DATA_BYTES] = 100;
    struct data_reader reader = {reading.arena, sources_new(reading.arena), &reading.limits,
                                 reading.problems};
    assert_false(data_read_sqlite(&reader, NULL, FILE_NAME, &reading.value));
    assert_int_equal(problems_first(reading.problems)->code, PROBLEM_LIMIT_DATA_BYTES);
    release(&reading);
}

static int enter_folder(void **state)
{
    static char folder[] = "/tmp/vanban-sqlite-XXXXXX";
    *state = mkdtemp(folder);
    return *state != NULL ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
    return chdir("/") != 0 || rmdir(*state) != 0;
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_table_is_a_list_of_records),
        cmocka_unit_test(a_value_knows_table_row_and_column),
        cmocka_unit_test(what_is_no_database_is_told),
        cmocka_unit_test(a_damaged_file_is_told),
        cmocka_unit_test(a_file_beyond_the_limit_is_not_opened),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
