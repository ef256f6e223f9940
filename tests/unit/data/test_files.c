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

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct data_reader reader;
    char folder[64];
};

static int start(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new();
    fixture->problems = problems_new();
    fixture->limits = limits_default();
    fixture->reader = (struct data_reader){fixture->arena, sources_new(fixture->arena), &fixture->limits,
                                           fixture->problems};
    strcpy(fixture->folder, "/tmp/vanban-files-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    *state = fixture;
    return 0;
}

static int finish(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", fixture->folder);
    int result = system(command);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    free(fixture);
    return result;
}

static const char *write_file(struct fixture *fixture, const char *name, const char *text)
{
    const char *path = arena_format(fixture->arena, "%s/%s", fixture->folder, name).bytes;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    return path;
}

static void assert_values(const struct value *value, const char *expected)
{
    struct buffer out = {0};
    value_append_json(&out, value);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void assert_told(struct fixture *fixture, const char *expected)
{
    struct buffer out = {0};
    const struct problem *problem = problems_first(fixture->problems);
    assert_non_null(problem);
    problem_append_message(problem, LANGUAGE_VI, &out);
    assert_string_equal(out.bytes, expected);
    buffer_release(&out);
}

static void the_later_file_wins(void **state)
{
    struct fixture *fixture = *state;
    const char *paths[] = {
        write_file(fixture, "a.yaml", "Năm: 2022\nSố liệu:\n  Trực tiếp: 70\n  Trực tuyến: 1\n"),
        write_file(fixture, "b.JSON", "{\"Năm\": 2023, \"Số liệu\": {\"Trực tuyến\": 219}}"),
        write_file(fixture, "c.yml", "Nơi ban hành: An Bình\n"),
    };
    struct value value;
    assert_true(data_read_files(&fixture->reader, NULL, paths, 3, &value));
    assert_values(&value, "{\"Năm\":2023,\"Số liệu\":{\"Trực tiếp\":70,\"Trực tuyến\":219},"
                          "\"Nơi ban hành\":\"An Bình\"}");
    struct place place = value_place(fixture->reader.sources, record_lookup(value.as.record, STRING("Năm")));
    assert_string_equal(place.file.bytes, paths[1]);
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 9);
}

static void an_empty_file_is_still_where_the_data_came_from(void **state)
{
    struct fixture *fixture = *state;
    struct value value;
    const char *path = write_file(fixture, "a.yaml", "");
    assert_true(data_read_files(&fixture->reader, NULL, &path, 1, &value));
    assert_string_equal(value_place(fixture->reader.sources, &value).file.bytes, path);
}

static void an_unknown_ending_names_those_that_are_read(void **state)
{
    struct fixture *fixture = *state;
    struct value value;
    const char *path = write_file(fixture, "so-lieu.doc", "");
    char expected[128];
    snprintf(expected, sizeof expected, "Không biết kiểu dữ liệu của tệp %s", path);
    assert_false(data_read_file(&fixture->reader, NULL, path, &value));
    assert_told(fixture, expected);
}

static void the_top_must_be_fields(void **state)
{
    struct fixture *fixture = *state;
    const char *paths[] = {write_file(fixture, "a.json", "[1, 2]")};
    struct value value;
    assert_false(data_read_files(&fixture->reader, NULL, paths, 1, &value));
    assert_told(fixture, "Dữ liệu phải là các trường có tên, nhưng tệp chứa […]");
}

static void a_list_of_records_is_a_table(void **state)
{
    struct fixture *fixture = *state;
    const char *path = write_file(fixture, "Hồ sơ.json", "[{\"Mã\": \"a\"}, {\"Mã\": \"b\"}]");
    struct value value;
    assert_true(data_read_files(&fixture->reader, NULL, &path, 1, &value));
    assert_values(&value, "{\"Hồ sơ\":[{\"Mã\":\"a\"},{\"Mã\":\"b\"}]}");
}

static void a_missing_file_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct value value;
    assert_false(data_read_file(&fixture->reader, NULL, "khong-co.json", &value));
    assert_false(data_read_file(&fixture->reader, NULL, "khong-co", &value));
    assert_int_equal(problems_count(fixture->problems), 2);
    assert_int_equal(problems_exit(fixture->problems), EXIT_FILES);
}

static void read_standard_input(struct fixture *fixture, const char *text, struct value *value)
{
    const char *path = write_file(fixture, "vao", text);
    assert_non_null(freopen(path, "r", stdin));
    assert_true(data_read_file(&fixture->reader, NULL, "-", value));
}

static void the_beginning_of_standard_input_tells_what_it_is(void **state)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"{\"Mã\": 1}", "{\"Mã\":1}"},
        {"\n{\n\"Mã\": {}\n}\n", "{\"Mã\":{}}"},
        {"{\"Mã\": 1}\r\n\r\n{\"Mã\": 2}\r\n", "{\"-\":[{\"Mã\":1},{\"Mã\":2}]}"},
        {"\xef\xbb\xbf[{\"Mã\": 1}]", "{\"-\":[{\"Mã\":1}]}"},
        {"Mã,Tên\r\n1,An\r\n", "{\"-\":[{\"Mã\":\"1\",\"Tên\":\"An\"}]}"},
        {"\"Mã\";\"Giờ:phút\"\n1;7:30", "{\"-\":[{\"Mã\":\"1\",\"Giờ:phút\":\"7:30\"}]}"},
        {"Mã: 1", "{\"Mã\":1}"},
        {"Quyền hạn, chức vụ: CHỦ TỊCH\nMã: 1", "{\"Quyền hạn, chức vụ\":\"CHỦ TỊCH\",\"Mã\":1}"},
        {"Quyền hạn, chức vụ:\n  - TM.\n", "{\"Quyền hạn, chức vụ\":[\"TM.\"]}"},
        {"# Mã, tên\nMã: 1\n", "{\"Mã\":1}"},
        {"- {Mã: 1, Tên: An}\n- {Mã: 2}\n", "{\"-\":[{\"Mã\":1,\"Tên\":\"An\"},{\"Mã\":2}]}"},
        {"", "{}"},
    };
    struct value value;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_standard_input(*state, cases[i].text, &value);
        assert_values(&value, cases[i].expected);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_later_file_wins, start, finish),
        cmocka_unit_test_setup_teardown(an_empty_file_is_still_where_the_data_came_from, start, finish),
        cmocka_unit_test_setup_teardown(an_unknown_ending_names_those_that_are_read, start, finish),
        cmocka_unit_test_setup_teardown(the_top_must_be_fields, start, finish),
        cmocka_unit_test_setup_teardown(a_list_of_records_is_a_table, start, finish),
        cmocka_unit_test_setup_teardown(a_missing_file_is_told, start, finish),
        cmocka_unit_test_setup_teardown(the_beginning_of_standard_input_tells_what_it_is, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
