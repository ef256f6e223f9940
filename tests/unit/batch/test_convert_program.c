/*
 * What the program that makes PDFs, here a script, is given and what becomes of it: groups and their
 * profiles, documents that hang it, crash it or leave half a PDF; and where it is found.
 */

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

#include "base/file.h"
#include "batch/convert.h"

enum { MOST = 45 };

struct fixture {
    char folder[64];
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct string names[MOST];
    unsigned told[MOST], made[MOST]; /* how often, and with a PDF */
};

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/vanban-convert-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    fixture->arena = arena_new();
    fixture->problems = problems_new();
    fixture->limits = limits_default();
    for (unsigned i = 0; i < MOST; i++)
        fixture->names[i] = arena_format(fixture->arena, "T%u.docx", i);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    struct string command = arena_format(fixture->arena, "rm -r %s", fixture->folder);
    int status = system(command.bytes);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    free(fixture);
    return status;
}

static const char *path_in(struct fixture *fixture, const char *name)
{
    return file_join(fixture->arena, string_of(fixture->folder), string_of(name)).bytes;
}

/* A program that notes its profile and how many documents it got, then does `special` for each, where "$1" is
 * the document and "$pdf" what is to be made of it. */
static const char *write_program(struct fixture *fixture, const char *special)
{
    const char *path = path_in(fixture, "program");
    FILE *file = fopen(path, "w");
    fprintf(file,
            "#!/bin/sh\n"
            "cd '%s' || exit 1\n"
            "[ \"$2 $3 $4 $5\" = '--headless --convert-to pdf:writer_pdf_Export --outdir' ] || exit 1\n"
            "echo \"$1 $(($# - 6))\" >>runs\n"
            "home=${1#*file://} count=$(($# - 6)) out=$6\n"
            "shift 6\n"
            "for document; do\n"
            "    pdf=$out/$(basename \"$document\" .docx).pdf\n"
            "    set -- \"$document\"\n"
            "    %s\n"
            "    printf '%%%%PDF-1.5\\n%%%%%%%%EOF\\n' >\"$pdf\"\n"
            "done\n",
            fixture->folder, special);
    fclose(file);
    assert_int_equal(chmod(path, 0755), 0);
    return path;
}

static bool is_told(void *context, size_t index, const char *pdf)
{
    struct fixture *fixture = context;
    fixture->told[index]++;
    fixture->made[index] += pdf != NULL && file_exists(pdf);
    return true;
}

static void run_for(unsigned seconds, struct fixture *fixture, const char *program, size_t count,
                    unsigned workers)
{
    struct conversion conversion = {.program = program,
                                    .folder = fixture->folder,
                                    .temporary = ".pdf-",
                                    .names = fixture->names,
                                    .count = count,
                                    .workers = workers,
                                    .seconds = seconds,
                                    .done = is_told,
                                    .context = fixture};
    assert_true(conversion_run(&conversion, fixture->problems));
    assert_int_equal(problems_count(fixture->problems), 0);
    char **left = file_list(fixture->arena, fixture->folder, fixture->problems);
    for (; *left != NULL; left++)
        assert_false(string_starts_with(string_of(*left), STRING(".pdf-")));
}

/* For as long as it takes. */
static void run(struct fixture *fixture, const char *program, size_t count, unsigned workers)
{
    run_for(600, fixture, program, count, workers);
}

/* Each document is told once; of all but `without` there is a PDF. */
static void assert_made(struct fixture *fixture, size_t count, size_t without)
{
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(fixture->told[i], 1);
        assert_int_equal(fixture->made[i], i != without);
    }
}

static struct string runs_of(struct fixture *fixture)
{
    struct string runs =
        file_read(fixture->arena, path_in(fixture, "runs"), &fixture->limits, fixture->problems);
    assert_non_null(runs.bytes);
    return runs;
}

/* Whoever is first waits for the other. */
static void each_worker_has_a_profile_and_takes_groups(void **state)
{
    struct fixture *fixture = *state;
    unsigned counts[8], runs = 0, sum = 0;
    char profiles[8][256];
    run(fixture,
        write_program(fixture, "until [ $(cut -d' ' -f1 runs | sort -u | wc -l) = 2 ]; do sleep 0.01; done"),
        MOST, 2);
    assert_made(fixture, MOST, MOST);
    for (const char *at = runs_of(fixture).bytes; *at != '\0'; at = strchr(at, '\n') + 1, runs++) {
        assert_in_range(runs, 0, 7);
        assert_int_equal(sscanf(at, "%255s %u\n", profiles[runs], &counts[runs]), 2);
        assert_true(string_starts_with(string_of(profiles[runs]), STRING("-env:UserInstallation=file:///")));
        assert_in_range(counts[runs], 1, 20);
        sum += counts[runs];
    }
    assert_int_equal(runs, 3);
    assert_int_equal(sum, MOST);
    assert_string_not_equal(profiles[0], profiles[1]);
}

static bool is_asleep(const char *process)
{
    char line[8] = "";
    FILE *file = fopen(process, "r");
    bool is_there = file != NULL && fgets(line, sizeof line, file) != NULL;
    if (file != NULL)
        fclose(file);
    return is_there && strcmp(line, "sleep") == 0;
}

/* What is killed may take its time to die. */
static void what_hangs_it_is_ended_with_all_it_started(void **state)
{
    struct fixture *fixture = *state;
    run_for(3, fixture,
            write_program(fixture, "case $1 in */T1.docx) sleep 6000 & echo $! >asleep; wait ;; esac"), 4, 1);
    assert_made(fixture, 4, 1);
    struct string process =
        file_read(fixture->arena, path_in(fixture, "asleep"), &fixture->limits, fixture->problems);
    const char *path = arena_format(fixture->arena, "/proc/%d/cmdline", atoi(process.bytes)).bytes;
    for (unsigned pauses = 0; is_asleep(path); pauses++) {
        assert_in_range(pauses, 0, 6000);
        usleep(10000);
    }
}

static void what_crashes_it_is_tried_alone_in_a_new_profile(void **state)
{
    struct fixture *fixture = *state;
    run(fixture,
        write_program(fixture, "[ ! -e \"$home/damaged\" ] || exit 1\n"
                               "    case $1 in */T2.docx) [ \"$count\" = 1 ] || {\n"
                               "        mkdir -p \"$home\" && touch \"$home/damaged\" && kill -SEGV $$\n"
                               "    } ;; esac"),
        4, 1);
    assert_made(fixture, 4, MOST);
    assert_non_null(strstr(runs_of(fixture).bytes, "/profile 4\n"));
    assert_non_null(strstr(runs_of(fixture).bytes, "/profile 1\n"));
}

static void half_a_pdf_is_none(void **state)
{
    struct fixture *fixture = *state;
    run(fixture,
        write_program(fixture, "case $1 in */T0.docx) printf '%%PDF-1.5\\n' >\"$pdf\"; continue ;; esac"), 3,
        1);
    assert_made(fixture, 3, 0);
}

static void the_program_is_found_in_the_path(void **state)
{
    static const struct {
        const char *path, *found;
    } rows[] = {
        {"a:b:c", "c/soffice"},
        {":b::", "b/libreoffice"},
        {"a", NULL},
        {"", NULL},
    };
    struct fixture *fixture = *state;
    struct string before = arena_copy(fixture->arena, string_of(getenv("PATH")));
    struct string command =
        arena_format(fixture->arena,
                     "cd %s && mkdir -p a/soffice b c && touch a/libreoffice b/libreoffice "
                     "c/soffice && chmod +x b/libreoffice c/soffice",
                     fixture->folder);
    assert_int_equal(system(command.bytes), 0);
    assert_int_equal(chdir(fixture->folder), 0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        setenv("PATH", rows[i].path, 1);
        struct string found = conversion_find_program(fixture->arena);
        if (rows[i].found == NULL)
            assert_null(found.bytes);
        else
            assert_string_equal(found.bytes, rows[i].found);
    }
    setenv("PATH", before.bytes, 1);
    assert_int_equal(chdir("/"), 0);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_worker_has_a_profile_and_takes_groups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_hangs_it_is_ended_with_all_it_started, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_crashes_it_is_tried_alone_in_a_new_profile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(half_a_pdf_is_none, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_program_is_found_in_the_path, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
