/* A file of JSON Lines so large that threads read parts of it: values, places and problems as of any other.
 */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "data/data.h"

enum { LINES = 12000, ODD = 9000 };

struct reading {
    struct arena *arena;
    struct limits limits;
    struct data_reader reader;
    struct buffer text;
    struct value value;
};

/* Lines of many lengths, the one numbered ODD as given, all ended by `end`. */
static void write_lines(struct buffer *text, const char *odd, const char *end)
{
    for (int i = 1; i <= LINES; i++) {
        buffer_append_format(text, "{\"tên\": \"Xã Yên Mỹ %d\", \"số\": %d, \"ghi\": \"%*s\"", i, i, i % 90,
                             "");
        buffer_append_format(text, "%s}%s", i == ODD ? odd : "", end);
    }
}

static bool read_lines(struct reading *reading, const char *odd, const char *end)
{
    *reading = (struct reading){.arena = arena_new(), .limits = limits_default()};
    reading->reader =
        (struct data_reader){reading->arena, sources_new(reading->arena), &reading->limits, problems_new()};
    write_lines(&reading->text, odd, end);
    return data_read_json_lines(&reading->reader, NULL, STRING("xã.jsonl"), buffer_string(&reading->text),
                                &reading->value);
}

static void end_reading(struct reading *reading)
{
    buffer_release(&reading->text);
    problems_free(reading->reader.problems);
    arena_free(reading->arena);
}

/* `lines_more`: how many line ends stand within the record numbered ODD. */
static void expect_all(const struct reading *reading, uint32_t lines_more)
{
    const struct list *list = record_lookup(reading->value.as.record, STRING("xã"))->as.list;
    assert_int_equal(list->count, LINES);
    for (uint32_t i = 1; i <= LINES; i++) {
        const struct value *record = &list->items[i - 1];
        const struct value *number = record_lookup(record->as.record, STRING("số"));
        uint32_t line = i + (i > ODD ? lines_more : 0);
        struct buffer shown = {0};
        buffer_append_format(&shown, "%u", i);
        struct buffer text = {0};
        value_append_json(&text, number);
        assert_string_equal(text.bytes, shown.bytes);
        assert_int_equal(record->line, line);
        assert_int_equal(record->column, 1);
        assert_int_equal(number->line, line);
        assert_int_equal(number->column, (int)sizeof "{'ten': 'Xa Yen My ', 'so': " + (int)shown.length);
        buffer_release(&shown);
        buffer_release(&text);
    }
    assert_null(problems_first(reading->reader.problems));
}

static void every_line_is_a_record_in_its_place(void **state)
{
    static const struct {
        const char *odd, *end;
        uint32_t lines_more;
    } rows[] = {
        {"", "\n", 0},
        {"", "\r\n", 0},
        /* values over several lines, which a part may end in */
        {", \"dài\": [\n1,\n2\n]", "\n", 3},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        assert_true(read_lines(&reading, rows[i].odd, rows[i].end));
        expect_all(&reading, rows[i].lines_more);
        end_reading(&reading);
    }
}

static void blank_lines_are_passed_over(void **state)
{
    (void)state;
    struct reading reading;
    assert_true(read_lines(&reading, "", "\n\n"));
    const struct list *list = record_lookup(reading.value.as.record, STRING("xã"))->as.list;
    assert_int_equal(list->count, LINES);
    assert_int_equal(list->items[LINES - 1].line, 2 * LINES - 1);
    end_reading(&reading);
}

static void what_is_wrong_is_told_once_and_in_its_place(void **state)
{
    static const struct {
        const char *odd;
        bool is_read;
        enum problem_code code;
    } rows[] = {
        {", \"sai\": 01", false, PROBLEM_JSON_LEADING_ZERO},
        {", \"số\": 2", false, PROBLEM_DATA_DUPLICATE},
        {"} {", false, PROBLEM_JSON_LINE_END},
        {", \"nơi\": \"Bình \\u0410n\"", true, PROBLEM_DATA_LOOK_ALIKE},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct reading reading;
        assert_int_equal(read_lines(&reading, rows[i].odd, "\n"), rows[i].is_read);
        const struct problem *problem = problems_first(reading.reader.problems);
        assert_non_null(problem);
        assert_int_equal(problem->code, rows[i].code);
        assert_int_equal(problem->place.line, ODD);
        assert_null(problem->next);
        end_reading(&reading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_a_record_in_its_place),
        cmocka_unit_test(blank_lines_are_passed_over),
        cmocka_unit_test(what_is_wrong_is_told_once_and_in_its_place),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
