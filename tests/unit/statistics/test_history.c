/* The history: figures come back exactly as they went in, changes are told, nothing is kept that was not
 * committed. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "base/threads.h"
#include "statistics/history.h"

#define COUNT_OF(rows) (sizeof(rows) / sizeof *(rows))

struct test {
    struct arena *arena;
    struct problems *problems;
    char folder[32], path[64];
    struct figure figures[8];
    struct report report;
};

static struct number number_of(struct test *test, const char *typed)
{
    struct number number;
    assert_true(number_read_exact(test->arena, string_of(typed), &number));
    return number;
}

static struct figure figure_of(const char *name, struct value value)
{
    return (struct figure){.name = string_of(name),
                           .label = string_of(name),
                           .value = value,
                           .file = STRING("tháng 9.xlsx"),
                           .sheet = STRING("Hồ sơ"),
                           .line = 3,
                           .column = 5,
                           .formula = STRING("a + b")};
}

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof *test);
    strcpy(test->folder, "/tmp/history-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof test->path, "%s/so.db", test->folder);
    test->arena = arena_new();
    test->problems = problems_new();
    struct value count = value_integer(314), third = value_number(number_of(test, "1/3"));
    struct value part = value_integer(293),
                 money = value_number(number_of(test, "123456789012345678901234567890"));
    count.format = FORMAT_COUNT;
    money.format = FORMAT_MONEY;
    struct figure figures[] = {
        figure_of("tiep_nhan", count),
        figure_of("so_lieu.mot_phan_ba", third),
        figure_of("ty_le", value_ratio(test->arena, &part, &count)),
        figure_of("tien", money),
        figure_of("loi", value_text(STRING("“Đạt”; 100%"))),
        figure_of("ngay", value_date((struct date){2023, 9, 14})),
        figure_of("co", value_bool(true)),
        figure_of("chua", value_none()),
    };
    memcpy(test->figures, figures, sizeof figures);
    test->report = (struct report){.unit = STRING("UBND xã An Bình"),
                                   .form = STRING("bao-cao"),
                                   .document = STRING("thang-9.docx"),
                                   .figures = test->figures,
                                   .figure_count = COUNT_OF(figures)};
    assert_true(period_read(STRING("2023-09"), &period_rule_decree, &test->report.period));
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    unlink(test->path);
    rmdir(test->folder);
    problems_free(test->problems);
    arena_free(test->arena);
    free(test);
    return 0;
}

static struct history *open_history(struct test *test)
{
    struct history *history = history_open(test->path, DATABASE_WRITE, test->problems);
    assert_non_null(history);
    return history;
}

static void put(struct test *test, struct history *history, const char *change)
{
    assert_true(history_begin(history));
    assert_true(history_put(history, &test->report, string_of(change)));
    assert_true(history_commit(history));
}

static struct report key_of(const struct test *test)
{
    return (struct report){
        .unit = test->report.unit, .form = test->report.form, .period = test->report.period};
}

static void gives_back_what_it_was_given(void **state)
{
    struct test *test = *state;
    struct history *history = open_history(test);
    struct report found = key_of(test);
    assert_int_equal(history_find(history, test->arena, &found), HISTORY_NONE);
    put(test, history, "");
    history_close(history);
    history = open_history(test);
    found = key_of(test);
    assert_int_equal(history_find(history, test->arena, &found), HISTORY_FOUND);
    assert_int_equal(found.figure_count, COUNT_OF(test->figures));
    for (size_t i = 0; i < found.figure_count; i++) {
        const struct figure *before = &test->figures[i], *after = &found.figures[i];
        assert_true(string_equal(before->name, after->name) && string_equal(before->label, after->label));
        assert_int_equal(before->value.kind, after->value.kind);
        assert_int_equal(before->value.format, after->value.format);
        assert_true(value_equal(&before->value, &after->value));
        assert_true(string_is(after->file, "tháng 9.xlsx") && string_is(after->sheet, "Hồ sơ"));
        assert_true(after->line == 3 && after->column == 5 && string_is(after->formula, "a + b"));
    }
    assert_true(string_is(found.document, "thang-9.docx") && found.issues == 1 && !found.is_closed);
    assert_non_null(report_figure(&found, STRING("so_lieu.mot_phan_ba")));
    assert_null(report_figure(&found, STRING("khong_co")));
    history_close(history);
}

static void keeps_of_a_try_only_what_is_wanted(void **state)
{
    struct test *test = *state;
    struct history *history = open_history(test);
    struct report first = key_of(test), second = key_of(test);
    second.unit = STRING("UBND xã Phú Lâm");
    assert_true(history_begin(history));
    assert_true(history_try(history) && history_put(history, &test->report, STRING("")));
    assert_true(history_settle(history, true));
    test->report.unit = second.unit;
    assert_true(history_try(history) && history_put(history, &test->report, STRING("")));
    assert_true(history_settle(history, false));
    assert_true(history_commit(history));
    assert_int_equal(history_find(history, test->arena, &first), HISTORY_FOUND);
    assert_int_equal(history_find(history, test->arena, &second), HISTORY_NONE);
    history_close(history);
}

static void knows_a_report_that_is_issued_again(void **state)
{
    struct test *test = *state;
    struct history *history = open_history(test);
    struct report found = key_of(test);
    put(test, history, "");
    assert_int_equal(history_find(history, test->arena, &found), HISTORY_FOUND);
    assert_true(history_is_same(&found, &test->report));
    test->report.document = STRING("khac.docx");
    assert_false(history_is_same(&found, &test->report));
    test->report.document = found.document;
    test->figures[2].line = 4;
    assert_false(history_is_same(&found, &test->report));
    test->figures[2].line = 3;
    test->figures[0].value = value_integer(315);
    assert_false(history_is_same(&found, &test->report));
    history_close(history);
}

static struct digest_text digest_between(struct history *history, const char *form, struct date first,
                                         struct date last)
{
    struct digest digest;
    digest_init(&digest);
    assert_true(history_digest(history, string_of(form), first, last, &digest));
    return digest_end(&digest);
}

static void digests_what_lies_between_days(void **state)
{
    struct test *test = *state;
    struct history *history = open_history(test);
    struct date first = {2023, 8, 15}, last = {2023, 9, 14}, before = {2023, 9, 13};
    struct digest_text none = digest_between(history, "bao-cao", first, last);
    put(test, history, "");
    struct digest_text all = digest_between(history, "bao-cao", first, last);
    assert_string_not_equal(all.hex, none.hex);
    assert_string_equal(digest_between(history, "bao-cao", first, before).hex, none.hex);
    assert_string_equal(digest_between(history, "khac", first, last).hex, none.hex);
    test->report.document = STRING("khac.docx");
    put(test, history, "");
    assert_string_equal(digest_between(history, "bao-cao", first, last).hex, all.hex);
    test->figures[0].value = value_integer(315);
    put(test, history, "");
    struct digest_text one = digest_between(history, "bao-cao", first, last);
    assert_string_not_equal(one.hex, all.hex);
    test->report.unit = STRING("UBND xã Phú Lâm");
    put(test, history, "");
    assert_string_not_equal(digest_between(history, "bao-cao", first, last).hex, one.hex);
    history_close(history);
}

static void keeps_nothing_that_was_not_committed(void **state)
{
    struct test *test = *state;
    struct history *history = open_history(test);
    assert_true(history_begin(history));
    assert_true(history_put(history, &test->report, STRING("")));
    history_rollback(history);
    struct report found = key_of(test);
    assert_int_equal(history_find(history, test->arena, &found), HISTORY_NONE);
    assert_true(history_begin(history));
    assert_true(history_put(history, &test->report, STRING("")));
    history_close(history);
    history = open_history(test);
    assert_int_equal(history_find(history, test->arena, &found), HISTORY_NONE);
    history_close(history);
}

/* What others have put in the place of a table may have other rows each time it is asked. */
static void takes_rows_as_they_come(void **state)
{
    struct test *test = *state;
    struct history *history = open_history(test);
    put(test, history, "");
    history_close(history);
    struct database *database = database_open(test->path, DATABASE_WRITE, 0, test->problems);
    assert_true(database_run(
        database,
        "ALTER TABLE figure RENAME TO kept;"
        "CREATE VIEW figure AS SELECT kept.* FROM kept, kept AS other, kept AS third WHERE random() > 0"));
    database_close(database);
    history = open_history(test);
    for (int i = 0; i < 20; i++) {
        struct report found = key_of(test);
        assert_int_equal(history_find(history, test->arena, &found), HISTORY_FOUND);
        assert_in_range(found.figure_count, 0, 512);
        for (size_t k = 0; k < found.figure_count; k++)
            assert_true(string_is(found.figures[k].file, "tháng 9.xlsx"));
    }
    history_close(history);
}

static void tells_what_differs(void **state)
{
    struct test *test = *state;
    struct report after = test->report;
    struct figure figures[3] = {test->figures[0], test->figures[2], figure_of("moi", value_integer(7))};
    struct buffer out = {0};
    const struct figure *first;
    assert_false(history_differs(&test->report, &test->report, &out, &first));
    assert_null(first);
    figures[0].value.as.number = number_of_integer(5);
    after.figures = figures;
    after.figure_count = 3;
    struct report before = test->report;
    before.figure_count = 3;
    assert_true(history_differs(&before, &after, &out, &first));
    assert_string_equal(out.bytes,
                        "tiep_nhan: 314 → 05; moi: – → 7; so_lieu.mot_phan_ba: 0,3333333333333333 → –");
    assert_ptr_equal(first, &figures[0]);
    buffer_release(&out);
}

static void keeps_what_was_done(void **state)
{
    static const char *const acts[] = {"issue", "reissue", "close", "reopen"};
    struct test *test = *state;
    struct history *history = open_history(test);
    struct report *reports;
    struct history_event *events;
    size_t count;
    put(test, history, "");
    test->report.issues = 1;
    put(test, history, "tiep_nhan: 1 → 2");
    struct history_filter all = {{"", 0}, {"", 0}, {"", 0}}, other = {STRING("xã khác"), {"", 0}, {"", 0}};
    assert_true(history_list(history, test->arena, &all, &reports, &count));
    assert_true(count == 1 && reports[0].issues == 2);
    assert_true(history_begin(history));
    assert_true(history_act(history, &reports[0], HISTORY_CLOSED, STRING("")));
    assert_true(history_act(history, &reports[0], HISTORY_REOPENED, STRING("sai")));
    assert_true(history_commit(history));
    assert_true(history_events(history, test->arena, &reports[0], &events, &count));
    assert_int_equal(count, COUNT_OF(acts));
    for (size_t i = 0; i < count; i++)
        assert_string_equal(events[i].act, acts[i]);
    assert_true(string_is(events[1].note, "tiep_nhan: 1 → 2") && string_is(events[3].note, "sai"));
    assert_true(history_list(history, test->arena, &other, &reports, &count));
    assert_int_equal(count, 0);
    history_close(history);
}

/* ---- many readers ---- */

static void lends_what_nobody_uses(void **state)
{
    struct test *test = *state;
    struct arena *arena = arena_new();
    struct history *writer = open_history(test);
    struct history_readers *readers = history_readers_new(arena, test->path);
    struct problems *others = problems_new();
    struct report found = key_of(test);
    struct history *first = history_borrow(readers, test->problems);
    assert_int_equal(history_find(first, test->arena, &found), HISTORY_NONE);
    struct history *second = history_borrow(readers, others);
    assert_true(first != NULL && second != NULL && first != second);
    history_close(first);
    history_close(second);
    put(test, writer, "");
    assert_ptr_equal(history_borrow(readers, others), second);
    assert_ptr_equal(history_borrow(readers, others), first);
    assert_int_equal(history_find(first, test->arena, &found), HISTORY_FOUND);
    assert_int_equal(history_find(second, test->arena, &found), HISTORY_FOUND);
    assert_int_equal(found.figure_count, COUNT_OF(test->figures));
    assert_false(history_begin(second));
    assert_int_equal(problems_count(others), 1);
    assert_int_equal(problems_count(test->problems), 0);
    history_close(first);
    history_close(second);
    history_close(writer);
    problems_free(others);
    arena_free(arena);
}

static void lends_nothing_that_is_not_there(void **state)
{
    struct test *test = *state;
    struct arena *arena = arena_new();
    struct history_readers *readers = history_readers_new(arena, test->path);
    assert_null(history_borrow(readers, test->problems));
    assert_int_equal(problems_first(test->problems)->code, PROBLEM_FILE_READ);
    arena_free(arena);
}

struct reader {
    struct test *test;
    struct history_readers *readers;
    bool writes, has_read;
};

static void put_often(struct test *test)
{
    struct history *history = open_history(test);
    for (int i = 0; i < 20; i++)
        put(test, history, "");
    history_close(history);
}

static void read_often(void *item)
{
    struct reader *reader = item;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    if (reader->writes)
        put_often(reader->test);
    reader->has_read = true;
    for (int i = 0; i < 100; i++) {
        struct history *history = history_borrow(reader->readers, problems);
        struct report found = key_of(reader->test), again = found;
        reader->has_read &= history != NULL && history_find(history, arena, &found) == HISTORY_FOUND &&
                            history_find(history, arena, &again) == HISTORY_FOUND &&
                            found.issues == again.issues && found.figure_count == again.figure_count;
        history_close(history);
    }
    reader->has_read &= problems_count(problems) == 0;
    problems_free(problems);
    arena_free(arena);
}

static void serves_threads_while_one_writes(void **state)
{
    struct test *test = *state;
    struct arena *arena = arena_new();
    struct reader threads[6];
    struct history_readers *readers = history_readers_new(arena, test->path);
    struct history *history = open_history(test);
    put(test, history, "");
    history_close(history);
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        threads[i] = (struct reader){test, readers, i == 0, false};
    assert_true(threads_run(read_often, threads, sizeof *threads, COUNT_OF(threads)));
    for (size_t i = 0; i < COUNT_OF(threads); i++)
        assert_true(threads[i].has_read);
    arena_free(arena);
}

/* ---- out of memory ---- */

static void borrow_history(void *argument)
{
    struct reader *reader = argument;
    struct report found = key_of(reader->test);
    struct history *history = history_borrow(reader->readers, reader->test->problems);
    reader->has_read = history_find(history, reader->test->arena, &found) == HISTORY_FOUND;
    memory_free(memory_allocate(1));
    history_close(history);
}

/* One that was borrowed when memory ran out is lost; the others are not. */
static void lends_on_without_memory(void **state)
{
    struct test *test = *state;
    bool is_done = false;
    struct arena *arena = arena_new();
    struct history *history = open_history(test);
    test->report.figure_count = 3;
    put(test, history, "");
    history_close(history);
    for (size_t count = 0; !is_done; count++) {
        struct reader reader = {.test = test, .readers = history_readers_new(arena, test->path)};
        if (count % 2 == 0)
            assert_true(memory_guard(borrow_history, &reader));
        memory_fail_after(count);
        is_done = memory_guard(borrow_history, &reader);
        memory_fail_after(SIZE_MAX);
        assert_true(memory_guard(borrow_history, &reader) && reader.has_read);
    }
    arena_free(arena);
    assert_int_equal(problems_count(test->problems), 0);
}

static void use_history(void *argument)
{
    struct test *test = argument;
    struct history *history = history_open(test->path, DATABASE_WRITE, test->problems);
    if (history != NULL && history_begin(history) && history_put(history, &test->report, STRING("")))
        history_commit(history);
    history_close(history);
}

static void has_all_or_nothing_without_memory(void **state)
{
    struct test *test = *state;
    bool is_done = false;
    for (size_t count = 0; !is_done; count += 1 + count / 4) {
        memory_fail_after(count);
        is_done = memory_guard(use_history, test);
        memory_fail_after(SIZE_MAX);
        struct history *history = open_history(test);
        struct report found = key_of(test);
        if (history_find(history, test->arena, &found) == HISTORY_FOUND)
            assert_int_equal(found.figure_count, COUNT_OF(test->figures));
        history_close(history);
    }
    assert_int_equal(problems_count(test->problems), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(gives_back_what_it_was_given, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_of_a_try_only_what_is_wanted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(knows_a_report_that_is_issued_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(digests_what_lies_between_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_nothing_that_was_not_committed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_rows_as_they_come, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_differs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_what_was_done, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lends_what_nobody_uses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lends_nothing_that_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(serves_threads_while_one_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(lends_on_without_memory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(has_all_or_nothing_without_memory, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
