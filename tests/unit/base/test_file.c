#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"

struct fixture {
    char folder[64];
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/vanban-file-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    fixture->arena = arena_new();
    fixture->problems = problems_new();
    fixture->limits = limits_default();
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    char **names = file_list(fixture->arena, fixture->folder, fixture->problems);
    for (; *names != NULL; names++)
        unlink(file_join(fixture->arena, string_of(fixture->folder), string_of(*names)).bytes);
    rmdir(fixture->folder);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    free(fixture);
    return 0;
}

static const char *path_in(struct fixture *fixture, const char *name)
{
    return file_join(fixture->arena, string_of(fixture->folder), string_of(name)).bytes;
}

static size_t count_files(struct fixture *fixture)
{
    size_t count = 0;
    char **names = file_list(fixture->arena, fixture->folder, fixture->problems);
    while (names[count] != NULL)
        count++;
    return count;
}

static void assert_problem(struct fixture *fixture, const char *code)
{
    const struct problem *problem = problems_first(fixture->problems);
    assert_non_null(problem);
    assert_string_equal(problem_code_name(problem->code), code);
}

static bool write_file(struct fixture *fixture, const char *path, const char *text, bool overwrite)
{
    struct file_output *output = file_output_open(path, overwrite, fixture->problems);
    return output != NULL && file_output_write(output, string_of(text), fixture->problems) &&
           file_output_commit(output, fixture->problems);
}

static void what_is_written_is_read_back(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "báo cáo.txt");
    assert_true(write_file(fixture, path, "nội dung", false));
    struct string bytes = file_read(fixture->arena, path, &fixture->limits, fixture->problems);
    assert_string_equal(bytes.bytes, "nội dung");
    assert_int_equal(count_files(fixture), 1);
    assert_int_equal(problems_count(fixture->problems), 0);
}

static void what_exists_is_kept_without_overwrite(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "a");
    assert_true(write_file(fixture, path, "cũ", false));
    assert_false(write_file(fixture, path, "mới", false));
    assert_problem(fixture, "output-exists");
    assert_string_equal(file_read(fixture->arena, path, &fixture->limits, fixture->problems).bytes, "cũ");
    assert_true(write_file(fixture, path, "mới", true));
    assert_string_equal(file_read(fixture->arena, path, &fixture->limits, fixture->problems).bytes, "mới");
}

/* The target appears between opening and committing. */
static void what_appears_meanwhile_is_kept(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "a");
    struct file_output *output = file_output_open(path, false, fixture->problems);
    assert_true(write_file(fixture, path, "của người khác", false));
    assert_false(file_output_commit(output, fixture->problems));
    assert_problem(fixture, "output-exists");
    assert_int_equal(count_files(fixture), 1);
}

static void abandoned_output_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct file_output *output = file_output_open(path_in(fixture, "a"), false, fixture->problems);
    assert_true(file_output_write(output, STRING("dở dang"), fixture->problems));
    file_output_abandon(output);
    assert_int_equal(count_files(fixture), 0);
}

static void run_out_of_memory(void *argument)
{
    struct fixture *fixture = argument;
    file_output_open(path_in(fixture, "a"), false, fixture->problems);
    memory_exhausted();
}

static void open_and_run_out_of_memory(void *argument)
{
    int *descriptors = argument;
    descriptors[0] = open("/dev/null", O_RDONLY);
    descriptors[1] = dup(descriptors[0]);
    file_close_later(-1);
    file_close_later(descriptors[0]);
    file_close_later(descriptors[1]);
    file_close(descriptors[0]);
    descriptors[0] = dup(descriptors[1]); /* another's, of the same number */
    file_close(-1);
    memory_exhausted();
}

static void memory_ending_closes_descriptors(void **state)
{
    (void)state;
    int descriptors[2];
    assert_false(memory_guard(open_and_run_out_of_memory, descriptors));
    assert_int_equal(close(descriptors[0]), 0);
    assert_int_equal(close(descriptors[1]), -1);
}

static void memory_ending_removes_the_temporary(void **state)
{
    struct fixture *fixture = *state;
    assert_false(memory_guard(run_out_of_memory, fixture));
    assert_int_equal(count_files(fixture), 0);
}

static void folders_and_missing_folders_are_problems(void **state)
{
    struct fixture *fixture = *state;
    assert_null(file_output_open(fixture->folder, true, fixture->problems));
    assert_null(file_output_open(path_in(fixture, "no/such"), true, fixture->problems));
    assert_null(file_output_open("", true, fixture->problems));
    assert_int_equal(problems_error_count(fixture->problems), 3);
    assert_int_equal(problems_exit(fixture->problems), EXIT_FILES);
}

static void reading_beyond_the_limit_stops(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "a");
    assert_true(write_file(fixture, path, "0123456789", false));
    fixture->limits.values[LIMIT_DATA_BYTES] = 9;
    assert_null(file_read(fixture->arena, path, &fixture->limits, fixture->problems).bytes);
    assert_problem(fixture, "limit-data-bytes");
}

static void reading_what_is_missing_or_a_folder_is_a_problem(void **state)
{
    struct fixture *fixture = *state;
    assert_null(file_read(fixture->arena, path_in(fixture, "x"), &fixture->limits, fixture->problems).bytes);
    assert_null(file_read(fixture->arena, fixture->folder, &fixture->limits, fixture->problems).bytes);
    assert_problem(fixture, "cannot-read");
    assert_int_equal(problems_count(fixture->problems), 2);
}

static void assert_link(const char *path, const char *place)
{
    char found[256];
    ssize_t length = readlink(path, found, sizeof found - 1);
    assert_true(length > 0);
    found[length] = '\0';
    assert_string_equal(found, place);
}

/* "một" leads to "hai", that to the file. */
static void links_stay_and_their_file_is_replaced(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "tệp"), *link = path_in(fixture, "một"),
               *next = path_in(fixture, "hai");
    assert_int_equal(symlink("hai", link), 0);
    assert_int_equal(symlink(path, next), 0);
    assert_false(write_file(fixture, link, "mới", false));
    assert_problem(fixture, "output-exists");
    assert_true(write_file(fixture, link, "tạo", true)); /* where nothing was */
    assert_true(write_file(fixture, link, "mới", true));
    assert_string_equal(file_read(fixture->arena, path, &fixture->limits, fixture->problems).bytes, "mới");
    assert_link(link, "hai");
    assert_link(next, path);
    assert_int_equal(count_files(fixture), 3);
}

static void the_temporary_stands_beside_the_file_a_link_leads_to(void **state)
{
    struct fixture *fixture = *state;
    const char *link = path_in(fixture, "một");
    assert_int_equal(symlink("/không/có/tệp", link), 0);
    assert_null(file_output_open(link, true, fixture->problems));
    assert_problem(fixture, "cannot-write");
    unlink(link);
    assert_int_equal(symlink("một", link), 0); /* round and round */
    assert_true(write_file(fixture, link, "mới", true));
    assert_string_equal(file_read(fixture->arena, link, &fixture->limits, fixture->problems).bytes, "mới");
    assert_int_equal(count_files(fixture), 1);
}

/* Devices and pipes are written into, not replaced, with leave to overwrite or without. */
static void assert_rights(const char *path, mode_t rights)
{
    struct stat status;
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 07777, rights);
}

static void a_file_that_is_replaced_keeps_its_rights(void **state)
{
    static const struct {
        mode_t before, after;
    } cases[] = {{0600, 0600}, {0640, 0640}, {0666, 0666}, {0444, 0644}, {0, 0600}, {04755, 0755}};
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "mật"), *link = path_in(fixture, "liên kết");
    mode_t mask = umask(022);
    assert_true(write_file(fixture, path, "cũ", false));
    assert_rights(path, 0644);
    assert_int_equal(symlink("mật", link), 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (int k = 0; k < 2; k++) {
            assert_int_equal(chmod(path, cases[i].before), 0);
            assert_true(write_file(fixture, k == 0 ? path : link, "mới", true));
            assert_rights(path, cases[i].after);
        }
    }
    umask(mask);
}

/* What cannot be looked at, here for links that lead round in a circle, need not be missing. */
static void what_cannot_be_seen_may_be_there(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(symlink("vòng", path_in(fixture, "vòng")), 0);
    assert_true(write_file(fixture, path_in(fixture, "tệp"), "x", false));
    assert_false(file_is_missing(path_in(fixture, "tệp")));
    assert_false(file_is_missing(path_in(fixture, "vòng")));
    assert_false(file_is_missing(path_in(fixture, "vòng/tệp")));
    assert_true(file_is_missing(path_in(fixture, "không có")));
    assert_true(file_is_missing(path_in(fixture, "không có/tệp")));
    assert_true(file_is_missing(path_in(fixture, "tệp/tệp")));
}

static void streams_are_written_into(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "ống");
    char got[16] = "";
    assert_int_equal(mkfifo(path, 0600), 0);
    int reader = open(path, O_RDONLY | O_NONBLOCK);
    assert_true(write_file(fixture, path, "một", true));
    assert_true(write_file(fixture, path, " hai", false));
    assert_int_equal(read(reader, got, sizeof got - 1), strlen("một hai"));
    assert_string_equal(got, "một hai");
    close(reader);
    struct stat status;
    assert_true(stat(path, &status) == 0 && S_ISFIFO(status.st_mode));
    assert_int_equal(count_files(fixture), 1);
}

static void a_stream_that_takes_nothing_is_a_problem(void **state)
{
    struct fixture *fixture = *state;
    assert_false(write_file(fixture, "/dev/full", "một", true));
    assert_problem(fixture, "cannot-write");
    struct stat status;
    assert_true(stat("/dev/full", &status) == 0 && S_ISCHR(status.st_mode));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_written_is_read_back),
        CASE(what_exists_is_kept_without_overwrite),
        CASE(what_appears_meanwhile_is_kept),
        CASE(abandoned_output_leaves_nothing),
        CASE(links_stay_and_their_file_is_replaced),
        CASE(the_temporary_stands_beside_the_file_a_link_leads_to),
        CASE(memory_ending_closes_descriptors),
        CASE(memory_ending_removes_the_temporary),
        CASE(folders_and_missing_folders_are_problems),
        CASE(reading_beyond_the_limit_stops),
        CASE(reading_what_is_missing_or_a_folder_is_a_problem),
        CASE(a_file_that_is_replaced_keeps_its_rights),
        CASE(what_cannot_be_seen_may_be_there),
        CASE(streams_are_written_into),
        CASE(a_stream_that_takes_nothing_is_a_problem),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
