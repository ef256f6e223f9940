#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/memory.h"

struct fixture {
    char root[64];
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->root, "/tmp/vanban-folder-XXXXXX");
    if (mkdtemp(fixture->root) == NULL)
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
    struct string command = arena_format(fixture->arena, "rm -r %s", fixture->root);
    int status = system(command.bytes);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    free(fixture);
    return status;
}

static const char *path_in(struct fixture *fixture, const char *name)
{
    return file_join(fixture->arena, string_of(fixture->root), string_of(name)).bytes;
}

static bool write_two(struct fixture *fixture, const char *text, bool overwrite)
{
    struct folder_output *output = folder_output_open(path_in(fixture, "mẫu/"), overwrite, fixture->problems);
    return output != NULL &&
           folder_output_write(output, STRING("a.xml"), string_of(text), fixture->problems) &&
           folder_output_write(output, STRING("word/b.xml"), string_of(text), fixture->problems) &&
           folder_output_commit(output, fixture->problems);
}

static void assert_text(struct fixture *fixture, const char *name, const char *expected)
{
    struct string bytes =
        file_read(fixture->arena, path_in(fixture, name), &fixture->limits, fixture->problems);
    assert_non_null(bytes.bytes);
    assert_string_equal(bytes.bytes, expected);
}

static void files_and_subfolders_arrive(void **state)
{
    struct fixture *fixture = *state;
    assert_true(write_two(fixture, "một", false));
    assert_text(fixture, "mẫu/a.xml", "một");
    assert_text(fixture, "mẫu/word/b.xml", "một");
    assert_null(file_list(fixture->arena, fixture->root, fixture->problems)[1]);
}

static void a_folder_has_the_rights_the_mask_gives(void **state)
{
    static const mode_t masks[] = {077, 027, 022, 002};
    static const char *const names[] = {"mẫu", "mẫu/word"};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof masks / sizeof *masks; i++) {
        mode_t mask = umask(masks[i]);
        assert_true(write_two(fixture, "một", false));
        umask(mask);
        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            struct stat status;
            assert_int_equal(stat(path_in(fixture, names[k]), &status), 0);
            assert_int_equal(status.st_mode & 07777, 0777 & ~masks[i]);
        }
        folder_remove(path_in(fixture, "mẫu"));
    }
}

static void a_name_may_be_as_long_as_names_are(void **state)
{
    enum { LONGEST = 255 };
    struct fixture *fixture = *state;
    char name[LONGEST + 1] = {0};
    memset(name, 'x', LONGEST);
    struct folder_output *output = folder_output_open(path_in(fixture, name), false, fixture->problems);
    assert_non_null(output);
    assert_true(folder_output_write(output, STRING("a"), STRING("một"), fixture->problems));
    assert_true(folder_output_commit(output, fixture->problems));
    assert_text(fixture, arena_format(fixture->arena, "%s/a", name).bytes, "một");
}

static void what_exists_is_kept_without_overwrite(void **state)
{
    struct fixture *fixture = *state;
    assert_true(write_two(fixture, "một", false));
    assert_false(write_two(fixture, "hai", false));
    assert_string_equal(problem_code_name(problems_first(fixture->problems)->code), "output-exists");
    assert_text(fixture, "mẫu/a.xml", "một");
}

static void overwriting_keeps_files_of_other_names(void **state)
{
    struct fixture *fixture = *state;
    assert_true(write_two(fixture, "một", false));
    struct file_output *file =
        file_output_open(path_in(fixture, "mẫu/word/form.yaml"), false, fixture->problems);
    assert_true(file_output_write(file, STRING("giữ"), fixture->problems));
    assert_true(file_output_commit(file, fixture->problems));
    assert_true(write_two(fixture, "hai", true));
    assert_text(fixture, "mẫu/word/b.xml", "hai");
    assert_text(fixture, "mẫu/word/form.yaml", "giữ");
    assert_null(file_list(fixture->arena, fixture->root, fixture->problems)[1]);
}

static void abandoned_folder_leaves_nothing(void **state)
{
    struct fixture *fixture = *state;
    struct folder_output *output = folder_output_open(path_in(fixture, "x"), false, fixture->problems);
    assert_true(folder_output_write(output, STRING("a/b/c"), STRING("dở dang"), fixture->problems));
    folder_output_abandon(output);
    assert_null(file_list(fixture->arena, fixture->root, fixture->problems)[0]);
}

/* ---- temporary folders ---- */

/* Several levels, more files than are listed at a time, a link that leads out. */
static char *fill_temporary(struct fixture *fixture)
{
    char *folder = folder_temporary(path_in(fixture, ".vanban-XXXXXX"));
    assert_non_null(folder);
    struct string inner = file_join(fixture->arena, string_of(folder), STRING("một/hai/ba"));
    assert_true(file_make_folder(inner.bytes, fixture->problems));
    for (int i = 0; i < 200; i++) {
        struct string path = arena_format(fixture->arena, "%s/tệp số %d", inner.bytes, i);
        assert_true(file_write(path.bytes, STRING("dở dang"), false, fixture->problems));
    }
    assert_int_equal(symlink(fixture->root, arena_format(fixture->arena, "%s/một/ra ngoài", folder).bytes),
                     0);
    return folder;
}

static void assert_only(struct fixture *fixture, const char *name)
{
    char **names = file_list(fixture->arena, fixture->root, fixture->problems);
    assert_string_equal(names[0], name);
    assert_null(names[1]);
}

static void a_temporary_folder_is_removed(void **state)
{
    struct fixture *fixture = *state;
    assert_true(file_write(path_in(fixture, "giữ"), STRING("x"), false, fixture->problems));
    folder_remove_temporary(fill_temporary(fixture));
    folder_remove_temporary(NULL);
    assert_only(fixture, "giữ");
}

static void fill_and_run_out(void *fixture)
{
    fill_temporary(fixture);
    memory_exhausted();
}

static void it_is_gone_when_memory_ends(void **state)
{
    struct fixture *fixture = *state;
    assert_true(file_write(path_in(fixture, "giữ"), STRING("x"), false, fixture->problems));
    assert_false(memory_guard(fill_and_run_out, fixture));
    assert_only(fixture, "giữ");
}

/* As the handler of a signal does it; what a folder is written into goes too. */
static void it_is_gone_when_the_process_ends(void **state)
{
    struct fixture *fixture = *state;
    assert_true(file_write(path_in(fixture, "giữ"), STRING("x"), false, fixture->problems));
    pid_t child = fork();
    if (child == 0) {
        fill_temporary(fixture);
        folder_output_open(path_in(fixture, "mẫu"), false, fixture->problems);
        file_remove_temporaries();
        folder_temporary(path_in(fixture, ".vanban-XXXXXX"));
        kill(getpid(), SIGKILL);
    }
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_only(fixture, "giữ");
}

static void where_none_can_be_there_is_none(void **state)
{
    struct fixture *fixture = *state;
    assert_null(folder_temporary(path_in(fixture, "không có/.vanban-XXXXXX")));
    assert_int_equal(errno, ENOENT);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(files_and_subfolders_arrive),
        CASE(a_folder_has_the_rights_the_mask_gives),
        CASE(a_name_may_be_as_long_as_names_are),
        CASE(what_exists_is_kept_without_overwrite),
        CASE(overwriting_keeps_files_of_other_names),
        CASE(abandoned_folder_leaves_nothing),
        CASE(a_temporary_folder_is_removed),
        CASE(it_is_gone_when_memory_ends),
        CASE(it_is_gone_when_the_process_ends),
        CASE(where_none_can_be_there_is_none),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
