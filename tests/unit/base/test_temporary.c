/* Temporaries, without a name and with one: the same promises. */

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/temporary.h"

/* ---- a system without what a temporary without a name needs ---- */

static bool knows_nameless = true, has_proc = true, links_descriptors = true;

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if (!knows_nameless && (flags & O_TMPFILE) == O_TMPFILE) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

int access(const char *path, int mode)
{
    if (!has_proc && strncmp(path, "/proc/", 6) == 0) {
        errno = ENOENT;
        return -1;
    }
    return (int)syscall(SYS_faccessat, AT_FDCWD, path, mode);
}

int linkat(int from, const char *path, int to, const char *name, int flags)
{
    if (!links_descriptors && (flags & AT_EMPTY_PATH) != 0) {
        errno = ENOENT;
        return -1;
    }
    return (int)syscall(SYS_linkat, from, path, to, name, flags);
}

/* ---- */

struct fixture {
    char folder[32];
    struct arena *arena;
    struct problems *problems;
    struct temporary temporary;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/vanban-temp-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    fixture->arena = arena_new();
    fixture->problems = problems_new();
    *state = fixture;
    return 0;
}

static const char *path_in(struct fixture *fixture, const char *name)
{
    return file_join(fixture->arena, string_of(fixture->folder), string_of(name)).bytes;
}

static char **list(struct fixture *fixture)
{
    return file_list(fixture->arena, fixture->folder, fixture->problems);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    for (char **names = list(fixture); *names != NULL; names++)
        unlink(path_in(fixture, *names));
    rmdir(fixture->folder);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    free(fixture);
    knows_nameless = has_proc = links_descriptors = true;
    return 0;
}

static void expect_files(struct fixture *fixture, size_t wanted)
{
    size_t count = 0;
    for (char **names = list(fixture); names[count] != NULL;)
        count++;
    assert_int_equal(count, wanted);
}

static void expect_text(struct fixture *fixture, const char *path, const char *wanted)
{
    struct limits limits = limits_default();
    assert_string_equal(file_read(fixture->arena, path, &limits, fixture->problems).bytes, wanted);
}

static void open_with(struct fixture *fixture, const char *text)
{
    const char *path = path_in(fixture, ".a.vanban-XXXXXX");
    char *name = strcpy(memory_allocate_owned(strlen(path) + 1), path);
    assert_true(temporary_open(&fixture->temporary, name, 0640));
    assert_int_equal(write(fixture->temporary.descriptor, text, strlen(text)), strlen(text));
}

static void make_file(struct fixture *fixture, const char *name, const char *text)
{
    assert_true(file_write(path_in(fixture, name), string_of(text), false, fixture->problems));
}

typedef void promise(struct fixture *fixture);

static void takes_its_place(struct fixture *fixture)
{
    struct stat status;
    open_with(fixture, "nội dung");
    expect_text(fixture, temporary_path(&fixture->temporary), "nội dung");
    assert_true(temporary_place(&fixture->temporary, path_in(fixture, "a"), false));
    temporary_close(&fixture->temporary);
    expect_text(fixture, path_in(fixture, "a"), "nội dung");
    assert_int_equal(stat(path_in(fixture, "a"), &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(status.st_nlink, 1);
    expect_files(fixture, 1);
}

static void leaves_what_is_there(struct fixture *fixture)
{
    open_with(fixture, "mới");
    make_file(fixture, "a", "cũ");
    assert_false(temporary_place(&fixture->temporary, path_in(fixture, "a"), false));
    assert_int_equal(errno, EEXIST);
    temporary_close(&fixture->temporary);
    expect_text(fixture, path_in(fixture, "a"), "cũ");
    expect_files(fixture, 1);
}

static void replaces_with_leave(struct fixture *fixture)
{
    make_file(fixture, "a", "cũ");
    open_with(fixture, "mới");
    assert_true(temporary_place(&fixture->temporary, path_in(fixture, "a"), true));
    temporary_close(&fixture->temporary);
    expect_text(fixture, path_in(fixture, "a"), "mới");
    expect_files(fixture, 1);
}

static void replaces_no_folder(struct fixture *fixture)
{
    open_with(fixture, "mới");
    assert_int_equal(mkdir(path_in(fixture, "a"), 0777), 0);
    assert_false(temporary_place(&fixture->temporary, path_in(fixture, "a"), true));
    assert_int_equal(errno, EISDIR);
    temporary_close(&fixture->temporary);
    expect_files(fixture, 1);
    rmdir(path_in(fixture, "a"));
}

static void leaves_nothing_without_a_place(struct fixture *fixture)
{
    open_with(fixture, "dở dang");
    temporary_close(&fixture->temporary);
    expect_files(fixture, 0);
}

static void is_led_to_by_descriptors_alone(struct fixture *fixture)
{
    struct stat status;
    open_with(fixture, "nội dung");
    assert_true(temporary_unlink(&fixture->temporary));
    expect_files(fixture, 0);
    assert_int_equal(fstat(fixture->temporary.descriptor, &status), 0);
    assert_int_equal(status.st_size, strlen("nội dung"));
    temporary_close(&fixture->temporary);
}

/* Only what has a name stays, for the next run to clear away. */
static void is_gone_with_the_process(struct fixture *fixture)
{
    pid_t child = fork();
    if (child == 0) {
        open_with(fixture, "dở dang");
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    open_with(fixture, "mới");
    bool has_name = fixture->temporary.has_name;
    temporary_close(&fixture->temporary);
    expect_files(fixture, has_name);
}

/* As the handler of a signal does it, after which nothing is kept any more. */
static void is_gone_when_all_are_removed(struct fixture *fixture)
{
    pid_t child = fork();
    if (child == 0) {
        open_with(fixture, "dở dang");
        file_remove_temporaries();
        open_with(fixture, "của một luồng khác");
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    expect_files(fixture, 0);
}

static const struct {
    const char *name;
    promise *promise;
} promises[] = {
    {"takes its place", takes_its_place},
    {"leaves what is there", leaves_what_is_there},
    {"replaces with leave", replaces_with_leave},
    {"replaces no folder", replaces_no_folder},
    {"leaves nothing without a place", leaves_nothing_without_a_place},
    {"is led to by descriptors alone", is_led_to_by_descriptors_alone},
    {"is gone with the process", is_gone_with_the_process},
    {"is gone when all are removed", is_gone_when_all_are_removed},
};

static void keep_all(bool knows, bool proc, bool links)
{
    for (size_t i = 0; i < sizeof promises / sizeof *promises; i++) {
        void *fixture = NULL;
        print_message("# %s\n", promises[i].name);
        assert_int_equal(set_up(&fixture), 0);
        knows_nameless = knows;
        has_proc = proc;
        links_descriptors = links;
        promises[i].promise(fixture);
        assert_int_equal(problems_count(((struct fixture *)fixture)->problems), 0);
        tear_down(&fixture);
    }
}

static void kept_where_files_need_no_name(void **state)
{
    (void)state;
    keep_all(true, true, true);
}

static void kept_before_descriptors_could_be_linked(void **state)
{
    (void)state;
    keep_all(true, true, false);
}

static void kept_where_they_need_one(void **state)
{
    (void)state;
    keep_all(false, true, true);
}

static void kept_without_proc(void **state)
{
    (void)state;
    keep_all(true, false, true);
}

static void the_lack_of_a_name_is_for_the_system_to_tell(void **state)
{
    struct fixture *fixture = *state;
    knows_nameless = false;
    open_with(fixture, "");
    assert_true(fixture->temporary.has_name);
    temporary_close(&fixture->temporary);
    char *name = strcpy(memory_allocate_owned(64), "/tmp/không có/a.vanban-XXXXXX");
    assert_false(temporary_open(&fixture->temporary, name, 0666));
    assert_int_equal(errno, ENOENT);
    temporary_close(&fixture->temporary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kept_without_proc), /* first: that it is there is asked until it is */
        cmocka_unit_test(kept_where_files_need_no_name),
        cmocka_unit_test(kept_before_descriptors_could_be_linked),
        cmocka_unit_test(kept_where_they_need_one),
        cmocka_unit_test_setup_teardown(the_lack_of_a_name_is_for_the_system_to_tell, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
