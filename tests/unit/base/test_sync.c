/* Files that wait for the disk together, committed later and by another thread. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/sync.h"

enum { FILES = 5 };

struct files {
    char folder[64];
    struct arena *arena;
    struct problems *problems;
    struct file_output *outputs[FILES];
};

static const char *path_of(struct files *files, size_t index)
{
    return arena_format(files->arena, "%s/%zu", files->folder, index).bytes;
}

static void write_files(void *argument)
{
    struct files *files = argument;
    for (size_t i = 0; i < FILES; i++) {
        files->outputs[i] = file_output_open(path_of(files, i), false, files->problems);
        assert_non_null(files->outputs[i]);
        assert_true(file_output_write(files->outputs[i], STRING("nội dung"), files->problems));
        file_output_detach(files->outputs[i]);
    }
}

static void *write_in_thread(void *argument)
{
    assert_true(memory_guard(write_files, argument));
    return NULL;
}

static int set_up(void **state)
{
    struct files *files = calloc(1, sizeof *files);
    pthread_t thread;
    strcpy(files->folder, "/tmp/vanban-sync-XXXXXX");
    if (mkdtemp(files->folder) == NULL)
        return 1;
    files->arena = arena_new();
    files->problems = problems_new();
    *state = files;
    return pthread_create(&thread, NULL, write_in_thread, files) != 0 || pthread_join(thread, NULL) != 0;
}

static int tear_down(void **state)
{
    struct files *files = *state;
    char **names = file_list(files->arena, files->folder, files->problems);
    for (; *names != NULL; names++)
        unlink(file_join(files->arena, string_of(files->folder), string_of(*names)).bytes);
    rmdir(files->folder);
    problems_free(files->problems);
    arena_free(files->arena);
    free(files);
    return 0;
}

static void they_are_there_when_committed(void **state)
{
    struct files *files = *state;
    struct limits limits = limits_default();
    sync_outputs(files->outputs, 1);
    sync_outputs(files->outputs, FILES);
    sync_outputs(files->outputs, 0);
    for (size_t i = 0; i < FILES; i++) {
        assert_false(file_exists(path_of(files, i)));
        file_output_attach(files->outputs[i]);
        file_output_leave_folder(files->outputs[i]);
        assert_true(file_output_commit(files->outputs[i], files->problems));
        struct string bytes = file_read(files->arena, path_of(files, i), &limits, files->problems);
        assert_string_equal(bytes.bytes, "nội dung");
    }
}

static void exhaust(void *argument)
{
    struct files *files = argument;
    for (size_t i = 0; i < FILES; i++)
        file_output_attach(files->outputs[i]);
    memory_exhausted();
}

/* Attached, they go with the work that is left; nothing remains in the folder. */
static void they_belong_to_the_work_they_are_attached_to(void **state)
{
    struct files *files = *state;
    assert_false(memory_guard(exhaust, files));
    assert_null(*file_list(files->arena, files->folder, files->problems));
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_are_there_when_committed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(they_belong_to_the_work_they_are_attached_to, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
