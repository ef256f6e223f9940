/* Documents to PDF by a program that stands for LibreOffice: none is left out, a hung one is ended, no folder
 * stays. */

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

enum { MOST = 64 };

/* The arguments are those of LibreOffice: the sixth is the folder of the PDFs, documents follow. */
static const char makes_all[] =
    "for f in \"${@:7}\"; do n=${f##*/}; printf '%%PDF-1.5\\n%%%%EOF\\n' >\"$6/${n%.docx}.pdf\"; done";

struct told {
    size_t count, made, stop_at;
    unsigned times[MOST];
};

static bool note(void *context, size_t index, const char *pdf)
{
    struct told *told = context;
    told->times[index]++;
    told->made += pdf != NULL;
    return ++told->count != told->stop_at;
}

static struct string write_program(struct arena *arena, const char *folder, const char *body)
{
    struct string path = arena_format(arena, "%s/program", folder);
    FILE *program = fopen(path.bytes, "w");
    assert_non_null(program);
    fprintf(program, "#!/bin/bash\n%s\n", body);
    fclose(program);
    assert_int_equal(chmod(path.bytes, 0700), 0);
    return path;
}

static size_t entries_of(struct arena *arena, const char *folder, struct problems *problems)
{
    size_t count = 0;
    for (char **names = file_list(arena, folder, problems); names[count] != NULL;)
        count++;
    return count;
}

/* Converts `count` documents; nothing but the program is in the folder afterwards. */
static struct told convert_for(unsigned seconds, const char *body, size_t count, unsigned workers,
                               size_t stop_at)
{
    char folder[] = "/tmp/vanban-convert-XXXXXX";
    struct told told = {.stop_at = stop_at};
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct string names[MOST];
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < count; i++)
        names[i] = arena_format(arena, "T%zu.docx", i);
    struct conversion conversion = {.program = write_program(arena, folder, body).bytes,
                                    .folder = folder,
                                    .temporary = ".vanban-pdf-",
                                    .names = names,
                                    .count = count,
                                    .workers = workers,
                                    .seconds = seconds,
                                    .done = note,
                                    .context = &told};
    assert_true(conversion_run(&conversion, problems));
    assert_int_equal(problems_count(problems), 0);
    assert_int_equal(entries_of(arena, folder, problems), 1);
    unlink(conversion.program);
    assert_int_equal(rmdir(folder), 0);
    problems_free(problems);
    arena_free(arena);
    return told;
}

/* For as long as it takes. */
static struct told convert(const char *body, size_t count, unsigned workers, size_t stop_at)
{
    return convert_for(600, body, count, workers, stop_at);
}

static void converts_each_once(void **state)
{
    static const unsigned workers[] = {0, 1, 3, 1000};
    static const size_t counts[] = {1, 20, 45};
    (void)state;
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++) {
        size_t count = counts[i % (sizeof counts / sizeof *counts)];
        struct told told = convert(makes_all, count, workers[i], 0);
        assert_int_equal(told.made, count);
        for (size_t k = 0; k < count; k++)
            assert_int_equal(told.times[k], 1);
    }
}

static void tells_what_is_not_made(void **state)
{
    (void)state;
    struct told told = convert("exit 1", 3, 2, 0);
    assert_int_equal(told.count, 3);
    assert_int_equal(told.made, 0);
}

static void ends_a_program_that_hangs(void **state)
{
    (void)state;
    struct told told = convert_for(1, "sleep 6000", 1, 1, 0);
    assert_int_equal(told.count, 1);
    assert_int_equal(told.made, 0);
}

/* Groups of twenty: the two that may be begun are told to their end. */
static void stops_when_told(void **state)
{
    (void)state;
    struct told told = convert(makes_all, 60, 2, 1);
    assert_true(told.count == 20 || told.count == 40);
    assert_int_equal(told.made, told.count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts_each_once),
        cmocka_unit_test(tells_what_is_not_made),
        cmocka_unit_test(ends_a_program_that_hangs),
        cmocka_unit_test(stops_when_told),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
