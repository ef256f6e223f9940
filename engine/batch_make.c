/* One document of a batch: made by a worker under a temporary name, then given its name with others. */

#include <errno.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/sync.h"
#include "base/system_error.h"
#include "batch_work.h"

struct making {
    struct batch_work *work;
    const struct batch_job *job;
    struct batch_result *result;
    struct vanban_problems *problems;
};

bool batch_measure(int descriptor, const char *path, struct batch_result *result, struct problems *problems)
{
    bool is_read = descriptor >= 0 && digest_of_file(descriptor, &result->sha256, &result->bytes);
    if (!is_read)
        problems_add(problems, PROBLEM_FILE_READ, NULL, path, system_error_words(errno));
    return is_read;
}

static void give_up(struct batch_result *result)
{
    file_output_abandon(result->output);
    result->output = NULL;
    issue_free(result->issue);
    result->issue = NULL;
}

static void render_record(struct making *making, struct arena *arena)
{
    struct batch_work *work = making->work;
    struct batch_result *result = making->result;
    struct vanban_data data = *work->common;
    struct buffer reads = {0};
    data.arena = arena;
    data.reads = &reads;
    data.folders = work->folders;
    struct value merged = batch_merge_record(arena, work, making->job);
    work->jobs[making->job - work->jobs].inputs = batch_hash_inputs(work, making->job, &merged);
    data.top = batch_document_data(arena, work, making->job, &merged);
    struct string path = file_join(arena, work->folder, making->job->path);
    struct vanban_options options = batch_options(work, making->job);
    struct api_later later = {.readers = work->readers};
    if (!api_render(work->forms[making->job->form], &data, path.bytes, &options, making->problems, &later)) {
        buffer_release(&reads);
        return;
    }
    result->output = later.output;
    result->issue = later.issue;
    if (reads.length > 0) {
        buffer_append_byte(&reads, ']');
        result->files = batch_own_text(&reads);
    }
    if (batch_measure(file_output_descriptor(result->output), file_output_target(result->output), result,
                      making->problems->list))
        result->outcome = BATCH_MADE;
    else
        give_up(result);
}

static void make_guarded(void *argument)
{
    struct making *making = argument;
    struct arena *arena = arena_new();
    making->result->outcome = BATCH_FAILED;
    render_record(making, arena);
    batch_tell_problems(making->work, making->problems->list, making->result);
    arena_free(arena);
}

static const char out_of_memory[] = "[{\"code\":\"out-of-memory\"}]";
static const char out_of_memory_words[] = "out-of-memory\n";

void batch_fail_without_memory(struct batch_result *result)
{
    give_up(result);
    batch_release_result(result);
    *result = (struct batch_result){.outcome = BATCH_FAILED,
                                    .problems = string_of(out_of_memory),
                                    .words = string_of(out_of_memory_words)};
}

void batch_make(void *context, const struct batch_job *job, struct batch_result *result)
{
    struct making making = {context, job, result, vanban_problems_new()};
    if (making.problems != NULL && memory_guard(make_guarded, &making)) {
        vanban_problems_free(making.problems);
        return;
    }
    batch_fail_without_memory(result);
    vanban_problems_free(making.problems);
}

/* ---- its name ---- */

void batch_fail(const struct batch_work *work, struct batch_result *result, struct problems *problems)
{
    give_up(result);
    memory_free((void *)result->problems.bytes);
    memory_free((void *)result->words.bytes);
    memory_free((void *)result->files.bytes);
    *result = (struct batch_result){.outcome = BATCH_FAILED};
    batch_tell_problems(work, problems, result);
}

/* Behind a line that was cut short nothing is written: it would be lost with it. */
static void write_line(struct batch_work *work, const struct batch_job *job,
                       const struct batch_result *result)
{
    struct buffer line = {0};
    if (work->journal_error != 0)
        return;
    manifest_append(&line, job, result);
    buffer_append_byte(&line, '\n');
    if (!file_write_all(work->journal, buffer_string(&line))) {
        work->journal_error = errno;
        problems_add(work->problems, PROBLEM_FILE_WRITE, NULL, work->manifest.bytes,
                     system_error_words(work->journal_error));
    }
    buffer_release(&line);
}

void batch_note(struct batch_work *work, const struct batch_job *job, struct batch_result *result)
{
    write_line(work, job, result);
    if (work->journal_error == 0)
        return;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    problems_add(problems, PROBLEM_FILE_WRITE, NULL, work->manifest.bytes,
                 system_error_words(work->journal_error));
    unlink(file_join(arena, work->folder, job->path).bytes);
    batch_fail(work, result, problems);
    problems_free(problems);
    arena_free(arena);
}

/* The folder is synced once for all, when the manifest is written. */
static bool name_output(struct batch_work *work, struct batch_result *result)
{
    struct problems *problems = problems_new();
    struct file_output *output = result->output;
    result->output = NULL;
    file_output_attach(output);
    file_output_leave_folder(output);
    bool has_name = file_output_commit(output, problems);
    if (!has_name)
        batch_fail(work, result, problems);
    problems_free(problems);
    return has_name;
}

void batch_name_document(struct batch_work *work, struct batch_result *result)
{
    if (name_output(work, result))
        batch_note(work, &work->jobs[result - work->results], result);
}

struct settling {
    struct batch_work *work;
    struct batch_result *result;
};

static void settle_guarded(void *argument)
{
    const struct settling *settling = argument;
    batch_name_document(settling->work, settling->result);
}

static void sync_all(struct batch_result *const *results, size_t count)
{
    struct file_output *outputs[BATCH_MOST_SETTLED];
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        if (results[i]->output != NULL)
            outputs[found++] = results[i]->output;
    }
    sync_outputs(outputs, found);
}

void batch_settle(void *context, struct batch_result *const *results, size_t count)
{
    struct batch_work *work = context;
    sync_all(results, count);
    if (work->options.history != NULL) {
        batch_issue(work, results, count);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        struct settling settling = {work, results[i]};
        if (results[i]->outcome == BATCH_MADE && !memory_guard(settle_guarded, &settling))
            batch_fail_without_memory(results[i]);
    }
}

void batch_release_result(const struct batch_result *result)
{
    bool is_own = result->outcome == BATCH_MADE || result->outcome == BATCH_FAILED;
    if (!is_own || result->problems.bytes == out_of_memory)
        return;
    memory_free((void *)result->problems.bytes);
    memory_free((void *)result->words.bytes);
    memory_free((void *)result->files.bytes);
}
