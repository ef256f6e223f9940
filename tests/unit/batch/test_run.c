/* Workers: every job once, whatever their number; stops; and manifests read back as they were written. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "batch/batch.h"

enum { JOBS = 500 };

struct counts {
    atomic_int made[JOBS];
    const struct batch_job *jobs;
    size_t told, stop_at, fail_each;
    size_t settled, lose_each;
};

static void make(void *context, const struct batch_job *job, struct batch_result *result)
{
    struct counts *counts = context;
    size_t index = (size_t)(job - counts->jobs);
    atomic_fetch_add(&counts->made[index], 1);
    bool fails = counts->fail_each > 0 && index % counts->fail_each == 0;
    result->outcome = fails ? BATCH_FAILED : BATCH_MADE;
}

/* Some cannot get their names. */
static void settle(void *context, struct batch_result *const *results, size_t count)
{
    struct counts *counts = context;
    for (size_t i = 0; i < count; i++) {
        counts->settled++;
        if (counts->lose_each > 0 && counts->settled % counts->lose_each == 0)
            results[i]->outcome = BATCH_FAILED;
    }
}

static bool tell(void *context, const struct batch_job *job, const struct batch_result *result)
{
    struct counts *counts = context;
    (void)job, (void)result;
    return ++counts->told != counts->stop_at;
}

static size_t run_counted(struct counts counted, unsigned workers, size_t most_failures)
{
    static struct batch_job jobs[JOBS];
    static struct batch_result results[JOBS];
    static struct counts counts;
    counts = counted;
    counts.jobs = jobs;
    for (size_t i = 0; i < JOBS; i++)
        results[i] = (struct batch_result){.outcome = i == 7 ? BATCH_KEPT : BATCH_OPEN};
    struct batch_run run = {.jobs = jobs,
                            .results = results,
                            .count = JOBS,
                            .workers = workers,
                            .most_failures = most_failures,
                            .make = make,
                            .settle = settle,
                            .done = tell,
                            .context = &counts};
    batch_run(&run);
    for (size_t i = 0; i < JOBS; i++)
        assert_int_equal(counts.made[i],
                         results[i].outcome == BATCH_MADE || results[i].outcome == BATCH_FAILED);
    assert_int_equal(counts.made[7], 0);
    return counts.told;
}

static size_t run_with(unsigned workers, size_t stop_at, size_t fail_each, size_t most_failures)
{
    return run_counted((struct counts){.stop_at = stop_at, .fail_each = fail_each}, workers, most_failures);
}

static void every_job_is_made_once(void **state)
{
    (void)state;
    static const unsigned workers[] = {0, 1, 2, 7, 200};
    for (size_t i = 0; i < sizeof workers / sizeof *workers; i++)
        assert_int_equal(run_with(workers[i], 0, 0, 0), JOBS - 1);
}

static void it_stops_when_told_and_finishes_what_is_begun(void **state)
{
    (void)state;
    assert_in_range(run_with(1, 20, 0, 0), 20, 20 + BATCH_MOST_SETTLED);
    assert_in_range(run_with(4, 20, 0, 0), 20, 20 + BATCH_MOST_SETTLED);
    assert_int_equal(run_with(1, 0, 1, 3), 3);
    assert_int_equal(run_with(1, 0, 0, 3), JOBS - 1);
}

static void documents_without_a_name_are_failures(void **state)
{
    (void)state;
    assert_int_equal(run_counted((struct counts){.lose_each = 5}, 2, 0), JOBS - 1);
    assert_in_range(run_counted((struct counts){.lose_each = 5}, 1, 2), 10, 10 + BATCH_MOST_SETTLED);
}

/* ---- manifests ---- */

static char path[] = "/tmp/vanban-manifest-XXXXXX";

static struct string line_of(struct arena *arena, const char *name, uint64_t bytes)
{
    struct batch_job job = {.key = string_of(name), .path = string_of(name)};
    struct batch_result result = {.outcome = BATCH_MADE, .bytes = bytes, .problems = STRING("[\"a\"]")};
    struct buffer line = {0};
    manifest_append(&line, &job, &result);
    buffer_append_byte(&line, '\n');
    struct string text = arena_copy(arena, buffer_string(&line));
    buffer_release(&line);
    return text;
}

/* Written in any order, a document twice, the end cut: the newest whole lines by path. */
static void journals_are_read(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct manifest manifest;
    FILE *file = fopen(path, "w");
    fprintf(file, "%s%s%s%.20s", line_of(arena, "b \"x\",\"path\":\"y\"", 1).bytes,
            line_of(arena, "a", 2).bytes, line_of(arena, "b \"x\",\"path\":\"y\"", 3).bytes,
            line_of(arena, "c", 4).bytes);
    fclose(file);
    assert_true(manifest_read(&manifest, arena, path, &limits, problems));
    assert_int_equal(manifest.count, 2);
    assert_int_equal(manifest_lookup(&manifest, STRING("a"))->bytes, 2);
    assert_int_equal(manifest_lookup(&manifest, STRING("b \"x\",\"path\":\"y\""))->bytes, 3);
    assert_string_equal(manifest_lookup(&manifest, STRING("a"))->problems.bytes, "[\"a\"]");
    assert_string_equal(manifest_lookup(&manifest, STRING("a"))->path.bytes, "a");
    assert_null(manifest_lookup(&manifest, STRING("c")));
    problems_free(problems);
    arena_free(arena);
}

static void an_empty_journal_has_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct manifest manifest;
    fclose(fopen(path, "w"));
    assert_true(manifest_read(&manifest, arena, path, &limits, problems));
    assert_int_equal(manifest.count, 0);
    assert_null(manifest_lookup(&manifest, STRING("a")));
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    close(mkstemp(path));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_job_is_made_once),
        cmocka_unit_test(it_stops_when_told_and_finishes_what_is_begun),
        cmocka_unit_test(documents_without_a_name_are_failures),
        cmocka_unit_test(journals_are_read),
        cmocka_unit_test(an_empty_journal_has_nothing),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    unlink(path);
    return failed;
}
