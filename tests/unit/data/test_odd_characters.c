/* What only looks like letters of Vietnamese, and what came along from a PDF, is told with its place and read
 * as it is. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "data/csv.h"
#include "data/json.h"
#include "data/yaml.h"

#define TOLD(code, letter)                                                                                   \
    "cảnh báo: Ký tự " code " trong dữ liệu trông như “" letter "” nhưng không phải (data-look-alike)\n"
#define HINT "  gợi ý: Gõ lại chữ này; nếu là tệp văn bản thì dùng vanban text --tidy để thay.\n"

#define STRAY(code, words) "cảnh báo: Ký tự " code " trong dữ liệu " words " (data-stray-character)\n"
#define STRAY_HINT "  gợi ý: Gõ lại chỗ này; nếu là tệp văn bản thì dùng vanban text --tidy để sửa.\n"

enum format { CSV, JSON, YAML };

static const struct {
    enum format format;
    const char *text, *told;
} rows[] = {
    {JSON, "{\"a\":\"xã Ðức\"}",
     TOLD("U+00D0", "Đ") "  ở: tệp, dòng 1, cột 10\n    {\"a\":\"xã Ðức\"}\n             ^\n" HINT},
    {JSON, "{\"a\":\"xã \\u00d0ức\"}",
     TOLD("U+00D0",
          "Đ") "  ở: tệp, dòng 1, cột 6\n    {\"a\":\"xã \\u00d0ức\"}\n         ^^^^^^^^^^^^^\n" HINT},
    {JSON, "{\"a\":\"Москва\",\"b\":\"xã Đức\"}", ""},
    {YAML, "a: Нà Nội\n", TOLD("U+041D", "H") "  ở: tệp, dòng 1, cột 4\n    a: Нà Nội\n       ^\n" HINT},
    {YAML, "a: \"Ðại\"\n", TOLD("U+00D0", "Đ") "  ở: tệp, dòng 1, cột 5\n    a: \"Ðại\"\n        ^\n" HINT},
    {JSON, "{\"a\":\"xã\\u200b\\nÐức\"}",
     TOLD("U+00D0",
          "Đ") "  ở: tệp, dòng 1, cột 17\n    {\"a\":\"xã\\u200b\\nÐức\"}\n                    ^\n" HINT
         STRAY("U+200B", "không nhìn thấy được") "  ở: tệp, dòng 1, cột 6\n    {\"a\":\"xã\\u200b\\nÐức\"}\n "
                                                 "        ^^^^^^^^^^^^^^^\n" STRAY_HINT},
    {YAML, "a: ﬁle\n",
     STRAY("U+FB01", "là hai chữ dính làm một") "  ở: tệp, dòng 1, cột 4\n    a: ﬁle\n       ^\n" STRAY_HINT},
    {CSV, "Tên,Số\nÐức,1\n", TOLD("U+00D0", "Đ") "  ở: tệp, dòng 2, cột 1\n    Ðức,1\n    ^\n" HINT},
};

static bool read_as(enum format format, const struct data_reader *reader, struct string bytes,
                    struct value *value)
{
    struct string file = STRING("tệp");
    if (format == CSV)
        return data_read_csv(reader, NULL, file, bytes, value);
    return format == JSON ? data_read_json(reader, file, bytes, value)
                          : data_read_yaml(reader, file, bytes, value);
}

static struct problems *problems_of(struct arena *arena, enum format format, struct string bytes)
{
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct data_reader reader = {arena, sources_new(arena), &limits, problems};
    struct value value;
    assert_true(read_as(format, &reader, bytes, &value));
    return problems;
}

static void odd_characters_are_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct arena *arena = arena_new();
        struct buffer told = {0};
        struct problems *problems = problems_of(arena, rows[i].format, string_of(rows[i].text));
        problems_append_human(problems, LANGUAGE_VI, &told);
        assert_string_equal(told.bytes ? told.bytes : "", rows[i].told);
        buffer_release(&told);
        problems_free(problems);
        arena_free(arena);
    }
}

static void many_are_told_by_some(void **state)
{
    struct arena *arena = arena_new();
    struct buffer text = {0};
    (void)state;
    buffer_append_text(&text, "Tên\n");
    for (size_t i = 0; i < 1000; i++)
        buffer_append_text(&text, "Ðức\n");
    struct problems *problems = problems_of(arena, CSV, buffer_string(&text));
    assert_int_equal(problems_count(problems), 10);
    buffer_release(&text);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_characters_are_told),
        cmocka_unit_test(many_are_told_by_some),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
