/* Which files data and templates may name: those below their own folders. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "internal.h"

static char root[64];

static void write_file(const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/*
 * root/secret.txt  root/form/logo.png  root/data/anh/a.png
 * root/data/out.png → ../secret.txt    root/data/in.png → anh/a.png
 */
static int set_up(void **state)
{
    char path[256];
    static const char *const folders[] = {"form", "data", "data/anh"};
    (void)state;
    strcpy(root, "/tmp/vanban-files-XXXXXX");
    if (mkdtemp(root) == NULL)
        return 1;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        snprintf(path, sizeof path, "%s/%s", root, folders[i]);
        mkdir(path, 0700);
    }
    write_file("secret.txt", "secret");
    write_file("form/logo.png", "logo");
    write_file("data/anh/a.png", "a");
    snprintf(path, sizeof path, "%s/data/out.png", root);
    int status = symlink("../secret.txt", path);
    snprintf(path, sizeof path, "%s/data/in.png", root);
    return status + symlink("anh/a.png", path);
}

static int tear_down(void **state)
{
    static const char *const names[] = {"secret.txt",  "form/logo.png", "data/anh/a.png", "data/out.png",
                                        "data/in.png", "data/anh",      "data",           "form"};
    char path[256];
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        snprintf(path, sizeof path, "%s/%s", root, names[i]);
        remove(path);
    }
    return rmdir(root);
}

struct row {
    const char *name;
    const char *read; /* NULL: not found */
};

static const struct row rows[] = {
    {"logo.png", "logo"},
    {"anh/a.png", "a"},
    {"./anh/a.png", "a"},
    {"in.png", "a"},
    {"out.png", NULL},
    {"../secret.txt", NULL},
    {"anh/../../secret.txt", NULL},
    {"anh/../anh/a.png", NULL},
    {"/etc/hostname", NULL},
    {"anh", NULL},
    {".", NULL},
    {"..", NULL},
    {"", NULL},
    {"khong-co.png", NULL},
};

static void only_files_below_the_folders_are_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct data_folder data = {arena_format(arena, "%s/data", root).bytes, NULL};
    struct file_access access = {arena_format(arena, "%s/form", root).bytes, &data, &limits, NULL};
    struct template_files files = files_readable(&access);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string bytes = files.read(files.context, string_of(rows[i].name), arena, problems);
        if (rows[i].read)
            assert_true(string_is(bytes, rows[i].read));
        else
            assert_null(bytes.bytes);
    }
    assert_int_equal(problems_count(problems), 0);
    problems_free(problems);
    arena_free(arena);
}

static void a_file_beyond_the_limit_of_a_part_is_a_problem(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct file_access access = {arena_format(arena, "%s/form", root).bytes, NULL, &limits, NULL};
    limits.values[LIMIT_PART_BYTES] = 3;
    struct template_files files = files_readable(&access);
    assert_null(files.read(files.context, STRING("logo.png"), arena, problems).bytes);
    assert_int_equal(problems_count(problems), 1);
    problems_free(problems);
    arena_free(arena);
}

static void the_folder_of_a_form_is_where_its_files_are(void **state)
{
    static const char *const cases[][2] = {
        {"cong-van", VANBAN_SOURCE "/templates/cong-van"},
        {"mau.docx", "."},
        {"a/mau.docx", "a"},
        {"/mau.docx", "/"},
        {VANBAN_SOURCE "/templates/cong-van", VANBAN_SOURCE "/templates/cong-van"}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *folder = files_form_folder(cases[i][0], VANBAN_SOURCE "/templates");
        assert_string_equal(folder, cases[i][1]);
        memory_free(folder);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_files_below_the_folders_are_read),
        cmocka_unit_test(a_file_beyond_the_limit_of_a_part_is_a_problem),
        cmocka_unit_test(the_folder_of_a_form_is_where_its_files_are),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
