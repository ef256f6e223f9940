/* SQLite through one door: files of other kinds, damaged, read-only, busy and full ones, and running out of
 * memory. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "database/database.h"

enum { KIND = 0x76620001 };

struct test {
    struct problems *problems;
    char folder[32];
    char path[64], journal[80];
};

static int set_up(void **state)
{
    struct test *test = calloc(1, sizeof *test);
    strcpy(test->folder, "/tmp/database-XXXXXX");
    assert_non_null(mkdtemp(test->folder));
    snprintf(test->path, sizeof test->path, "%s/sổ.db", test->folder);
    snprintf(test->journal, sizeof test->journal, "%s-journal", test->path);
    test->problems = problems_new();
    *state = test;
    return 0;
}

static int tear_down(void **state)
{
    struct test *test = *state;
    remove(test->journal);
    remove(test->path);
    rmdir(test->folder);
    problems_free(test->problems);
    free(test);
    return 0;
}

static void write_bytes(const char *path, const char *bytes, size_t length, long offset)
{
    FILE *file = fopen(path, offset > 0 ? "r+b" : "wb");
    assert_non_null(file);
    fseek(file, offset, SEEK_SET);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    fclose(file);
}

static struct database *open_new(struct test *test)
{
    struct database *database = database_open(test->path, DATABASE_WRITE, KIND, test->problems);
    assert_non_null(database);
    assert_true(database_run(database, "CREATE TABLE word(text TEXT, number INTEGER)"));
    return database;
}

static void assert_told(struct test *test, const char *code, const char *message)
{
    struct buffer told = {0};
    const struct problem *problem = problems_first(test->problems);
    assert_non_null(problem);
    assert_string_equal(problem_code_name(problem->code), code);
    problem_append_message(problem, LANGUAGE_VI, &told);
    char wanted[256];
    snprintf(wanted, sizeof wanted, message, test->path);
    assert_string_equal(told.bytes, wanted);
    buffer_release(&told);
}

static void keeps_what_was_committed(void **state)
{
    struct test *test = *state;
    struct database *database = open_new(test);
    assert_true(database_begin(database));
    struct statement *insert = database_prepare(database, "INSERT INTO word VALUES(?, ?)");
    statement_bind_text(insert, 1, STRING("Nguyễn"));
    statement_bind_integer(insert, 2, INT64_MIN);
    assert_true(statement_run(insert));
    statement_bind_null(insert, 1);
    assert_true(statement_run(insert));
    statement_free(insert);
    assert_true(database_commit(database));
    assert_true(database_set_version(database, 3));
    assert_true(database_begin(database));
    assert_true(database_run(database, "DELETE FROM word"));
    database_close(database);

    database = database_open(test->path, DATABASE_READ, KIND, test->problems);
    assert_non_null(database);
    assert_string_equal(database_path(database), test->path);
    assert_int_equal(database_version(database), 3);
    struct statement *select = database_prepare(database, "SELECT text, number FROM word ORDER BY rowid");
    assert_int_equal(statement_step(select), STEP_ROW);
    assert_true(string_is(statement_text(select, 0), "Nguyễn"));
    assert_true(statement_integer(select, 1) == INT64_MIN);
    assert_int_equal(statement_step(select), STEP_ROW);
    assert_true(statement_is_null(select, 0));
    assert_null(statement_text(select, 0).bytes);
    assert_int_equal(statement_step(select), STEP_DONE);
    statement_reset(select);
    assert_int_equal(statement_step(select), STEP_ROW);
    database_close(database); /* with its statements */
    assert_int_equal(problems_count(test->problems), 0);
}

static void rolls_back(void **state)
{
    struct test *test = *state;
    struct database *database = open_new(test);
    assert_true(database_begin(database));
    assert_true(database_run(database, "INSERT INTO word VALUES('a', 1)"));
    database_rollback(database);
    database_rollback(database);
    struct statement *count = database_prepare(database, "SELECT count(*) FROM word");
    assert_int_equal(statement_step(count), STEP_ROW);
    assert_int_equal(statement_integer(count, 0), 0);
    statement_free(count);
    statement_free(NULL);
    database_close(database);
    database_close(NULL);
}

static void prepares_once_what_is_asked_again(void **state)
{
    static const char sql[] = "SELECT ?1, count(*) FROM word";
    struct test *test = *state;
    struct database *database = open_new(test);
    struct statement *first = database_prepare_once(database, sql);
    statement_bind_text(first, 1, STRING("a"));
    assert_int_equal(statement_step(first), STEP_ROW);
    struct statement *second = database_prepare_once(database, sql);
    assert_ptr_not_equal(second, first);
    statement_free(first);
    struct statement *other = database_prepare_once(database, "SELECT text FROM word");
    assert_ptr_not_equal(other, first);
    assert_ptr_equal(database_prepare_once(database, sql), first);
    assert_int_equal(statement_step(first), STEP_ROW);
    assert_true(statement_is_null(first, 0));
    statement_free(first);
    statement_free(second);
    statement_free(other);
    assert_true(database_run(database, "ALTER TABLE word ADD COLUMN more TEXT"));
    assert_null(database_prepare_once(database, "SELECT * FROM absent"));
    database_close(database);
}

static int64_t count_words(struct database *database)
{
    struct statement *count = database_prepare_once(database, "SELECT count(*) FROM word");
    assert_int_equal(statement_step(count), STEP_ROW);
    int64_t words = statement_integer(count, 0);
    statement_free(count);
    return words;
}

static void reads_what_was_at_one_moment(void **state)
{
    struct test *test = *state;
    struct database *writer = open_new(test);
    struct database *reader = database_open(test->path, DATABASE_READ, KIND, test->problems);
    assert_true(database_run(writer, "PRAGMA busy_timeout = 0"));
    assert_true(database_begin(reader));
    assert_int_equal(count_words(reader), 0);
    assert_true(database_begin(writer) && database_run(writer, "INSERT INTO word VALUES('a', 1)"));
    assert_int_equal(count_words(reader), 0);
    database_rollback(reader);
    assert_true(database_commit(writer));
    assert_int_equal(count_words(reader), 1);
    assert_int_equal(problems_count(test->problems), 0);
    database_close(reader);
    database_close(writer);
}

struct lasting {
    struct test *test;
    struct database *database;
    size_t round;
};

static void use_lasting(void *argument)
{
    struct lasting *lasting = argument;
    if (lasting->round == 0) {
        lasting->database = open_new(lasting->test);
        database_detach(lasting->database);
        memory_free(memory_allocate(1));
    }
    assert_int_equal(count_words(lasting->database), 0);
    memory_exhausted();
}

/* What was prepared in work that was left is no less there. */
static void outlives_the_work_it_was_opened_in(void **state)
{
    struct test *test = *state;
    struct lasting lasting = {.test = test};
    for (; lasting.round < 3; lasting.round++)
        assert_false(memory_guard(use_lasting, &lasting));
    struct problems *others = problems_new();
    database_tell(lasting.database, others);
    assert_false(database_run(lasting.database, "SELECT * FROM absent"));
    assert_int_equal(problems_count(others), 1);
    assert_int_equal(problems_count(test->problems), 0);
    problems_free(others);
    database_close(lasting.database);
}

static void refuses_a_file_of_another_kind(void **state)
{
    struct test *test = *state;
    database_close(open_new(test));
    assert_null(database_open(test->path, DATABASE_WRITE, KIND + 1, test->problems));
    assert_told(test, "database-foreign",
                "Tệp %s không do vanban tạo ra, hoặc là tệp vanban thuộc loại khác");
}

static void takes_any_kind_when_asked(void **state)
{
    struct test *test = *state;
    database_close(open_new(test));
    struct database *database = database_open(test->path, DATABASE_READ, 0, test->problems);
    assert_non_null(database);
    database_close(database);
}

static void refuses_what_is_no_database(void **state)
{
    static const char text[] =
        "Kính gửi: Ủy ban nhân dân huyện. Đây là một bức thư, không phải là cơ sở dữ liệu.";
    struct test *test = *state;
    write_bytes(test->path, text, sizeof text, 0);
    assert_null(database_open(test->path, DATABASE_WRITE, KIND, test->problems));
    assert_told(test, "database-foreign",
                "Tệp %s không do vanban tạo ra, hoặc là tệp vanban thuộc loại khác");
}

static void tells_damage(void **state)
{
    char rubbish[4096];
    struct test *test = *state;
    struct database *database = open_new(test);
    assert_true(database_run(database, "INSERT INTO word VALUES('a', 1)"));
    database_close(database);
    memset(rubbish, 0x55, sizeof rubbish);
    write_bytes(test->path, rubbish, sizeof rubbish, 4096);
    database = database_open(test->path, DATABASE_READ, KIND, test->problems);
    assert_non_null(database);
    struct statement *select = database_prepare(database, "SELECT * FROM word");
    assert_int_equal(statement_step(select), STEP_FAILED);
    assert_told(test, "database-damaged", "Tệp %s bị hỏng");
    database_close(database);
}

static void does_not_write_where_it_reads(void **state)
{
    struct test *test = *state;
    database_close(open_new(test));
    struct database *database = database_open(test->path, DATABASE_READ, KIND, test->problems);
    assert_false(database_run(database, "INSERT INTO word VALUES('a', 1)"));
    assert_told(test, "database-read-only", "Tệp %s chỉ cho đọc");
    database_close(database);
}

static void write_and_die(struct test *test)
{
    struct database *database = database_open(test->path, DATABASE_WRITE, KIND, test->problems);
    if (database == NULL || !database_run(database, "PRAGMA cache_size = 2") || !database_begin(database))
        _exit(1);
    bool is_written = database_run(database, "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                             " WHERE i < 500) INSERT INTO word SELECT hex(zeroblob(999)), i"
                                             " FROM n");
    _exit(is_written ? 0 : 1);
}

/* Whoever reads next sees what was there before. */
static void reads_what_a_killed_writer_left(void **state)
{
    struct test *test = *state;
    int status = -1;
    struct database *database = open_new(test);
    assert_true(database_run(database, "INSERT INTO word VALUES ('một', 1)"));
    database_close(database);
    pid_t writer = fork();
    if (writer == 0)
        write_and_die(test);
    assert_int_equal(waitpid(writer, &status, 0), writer);
    assert_int_equal(status, 0);
    assert_int_equal(access(test->journal, F_OK), 0);
    database = database_open(test->path, DATABASE_READ, KIND, test->problems);
    assert_non_null(database);
    struct statement *statement = database_prepare(database, "SELECT count(*) FROM word");
    assert_non_null(statement);
    assert_int_equal(statement_step(statement), STEP_ROW);
    assert_int_equal(statement_integer(statement, 0), 1);
    database_close(database);
}

static void reads_no_file_that_is_not_there(void **state)
{
    struct test *test = *state;
    assert_null(database_open(test->path, DATABASE_READ, KIND, test->problems));
    assert_told(test, "cannot-read", "Không đọc được tệp %s: không có tệp hoặc thư mục này");
    assert_int_not_equal(access(test->path, F_OK), 0);
}

static void tells_that_another_writes(void **state)
{
    struct test *test = *state;
    struct database *first = open_new(test);
    struct database *second = database_open(test->path, DATABASE_WRITE, KIND, test->problems);
    assert_true(database_run(second, "PRAGMA busy_timeout = 5"));
    assert_true(database_begin(first));
    assert_false(database_begin(second));
    assert_told(test, "database-busy", "Tệp %s đang được chương trình khác ghi");
    assert_true(database_commit(first));
    assert_true(database_begin(second));
    database_close(first);
    database_close(second);
}

static void tells_that_there_is_no_room(void **state)
{
    struct test *test = *state;
    struct database *database = open_new(test);
    assert_true(database_run(database, "PRAGMA max_page_count = 3"));
    assert_true(database_begin(database));
    assert_false(database_run(database, "INSERT INTO word VALUES(zeroblob(100000), 1)"));
    assert_told(test, "database-full", "Không ghi được tệp %s: đĩa đã đầy");
    database_close(database);
}

static void tells_a_journal_it_cannot_open(void **state)
{
    struct test *test = *state;
    struct database *database = open_new(test);
    assert_int_equal(symlink("/nowhere/at/all", test->journal), 0);
    assert_false(database_run(database, "INSERT INTO word VALUES('a', 1)"));
    assert_told(test, "database-cannot-open", "Không mở được tệp %s");
    database_close(database);
}

static void tells_what_sqlite_says(void **state)
{
    struct test *test = *state;
    struct database *database = open_new(test);
    assert_null(database_prepare(database, "SELECT * FROM absent"));
    assert_told(test, "database-refused", "Không làm việc được với tệp %s: no such table: absent");
    database_close(database);
}

/* ---- out of memory ---- */

static void use_database(void *argument)
{
    struct test *test = argument;
    struct database *database = database_open(test->path, DATABASE_WRITE, KIND, test->problems);
    if (database == NULL)
        return;
    database_run(database, "CREATE TABLE IF NOT EXISTS word(text TEXT)");
    database_begin(database);
    struct statement *insert = database_prepare(database, "INSERT INTO word VALUES(?)");
    statement_bind_text(insert, 1, STRING("một"));
    statement_run(insert);
    memory_free(memory_allocate(1));
    statement_free(insert);
    database_commit(database);
    database_close(database);
}

static void leaves_nothing_half_done_without_memory(void **state)
{
    struct test *test = *state;
    bool is_done = false;
    for (size_t count = 0; !is_done; count++) {
        memory_fail_after(count);
        is_done = memory_guard(use_database, test);
        memory_fail_after(SIZE_MAX);
    }
    struct database *database = database_open(test->path, DATABASE_READ, KIND, test->problems);
    struct statement *select = database_prepare(database, "SELECT count(*) FROM word");
    assert_int_equal(statement_step(select), STEP_ROW);
    assert_int_equal(statement_integer(select, 0), 1);
    database_close(database);
    assert_int_equal(problems_count(test->problems), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(keeps_what_was_committed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rolls_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prepares_once_what_is_asked_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_what_was_at_one_moment, set_up, tear_down),
        cmocka_unit_test_setup_teardown(outlives_the_work_it_was_opened_in, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_a_file_of_another_kind, set_up, tear_down),
        cmocka_unit_test_setup_teardown(takes_any_kind_when_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refuses_what_is_no_database, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_damage, set_up, tear_down),
        cmocka_unit_test_setup_teardown(does_not_write_where_it_reads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_what_a_killed_writer_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_no_file_that_is_not_there, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_that_another_writes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_that_there_is_no_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_a_journal_it_cannot_open, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_sqlite_says, set_up, tear_down),
        cmocka_unit_test_setup_teardown(leaves_nothing_half_done_without_memory, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
