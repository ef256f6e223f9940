/*
 * Public: many documents of one form, or of several. Records → plan → workers, each rendering as
 * vanban_render() does → journal → manifest. Once the plan is made, records, common data and form are only
 * read.
 */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/system_error.h"
#include "base/threads.h"
#include "batch/convert.h"
#include "batch_work.h"

/* ---- telling ---- */

static void append_outcome(struct buffer *out, const struct batch_job *job, const struct batch_result *result)
{
    static const char *const names[] = {"open", "made", "kept", "failed"};
    buffer_append_text(out, "{\"outcome\":\"");
    buffer_append_text(out, names[result->outcome]);
    buffer_append_text(out, "\",\"key\":");
    json_append_string(out, job->key);
    buffer_append_text(out, ",\"path\":");
    json_append_string(out, job->path);
    buffer_append_format(out, ",\"record\":%zu", job->record + 1);
    if (result->outcome == BATCH_MADE || result->outcome == BATCH_KEPT)
        buffer_append_format(out, ",\"sha256\":\"%s\",\"bytes\":%llu", result->sha256.hex,
                             (unsigned long long)result->bytes);
    buffer_append_text(out, ",\"problems\":");
    buffer_append_string(out, result->outcome == BATCH_OPEN ? STRING("[]") : result->problems);
    buffer_append_byte(out, '}');
}

struct telling {
    struct batch_work *work;
    const struct batch_job *job;
    const struct batch_result *result;
    bool goes_on;
};

static bool tell_progress(struct batch_work *work, const struct batch_job *job,
                          const struct batch_result *result)
{
    struct buffer line = {0};
    bool is_made = result->outcome == BATCH_MADE;
    if (work->asked->progress == NULL)
        return true;
    append_outcome(&line, job, result);
    struct vanban_batch_progress progress = {.made = work->made,
                                             .kept = work->kept,
                                             .failed = work->failed,
                                             .warned = work->warned,
                                             .total = work->count,
                                             .record = job->record + 1,
                                             .path = batch_has_name(job) ? job->path.bytes : NULL,
                                             .line = line.bytes,
                                             .failure = is_made ? NULL : result->words.bytes,
                                             .warning = is_made ? result->words.bytes : NULL};
    bool goes_on = work->asked->progress(work->asked->context, &progress);
    buffer_release(&line);
    return goes_on;
}

static void tell_guarded(void *argument)
{
    struct telling *telling = argument;
    telling->goes_on = tell_progress(telling->work, telling->job, telling->result);
}

bool batch_tell(void *context, const struct batch_job *job, const struct batch_result *result)
{
    struct batch_work *work = context;
    struct telling telling = {work, job, result, false};
    work->made += result->outcome == BATCH_MADE;
    work->warned += result->outcome == BATCH_MADE && !string_is(result->problems, "[]");
    work->kept += result->outcome == BATCH_KEPT;
    work->failed += result->outcome == BATCH_FAILED;
    return memory_guard(tell_guarded, &telling) && telling.goes_on && work->journal_error == 0 &&
           !work->is_history_lost;
}

/* ---- what was made before ---- */

bool batch_is_kept(const struct batch_work *work, const struct batch_job *job, struct batch_result *result)
{
    const struct manifest_line *line = manifest_lookup(&work->before, job->path);
    if (line == NULL || !string_is(line->inputs, job->inputs.hex) ||
        !manifest_line_holds(line, work->folder) || !batch_shows_same_files(work, job, line))
        return false;
    *result = (struct batch_result){
        .outcome = BATCH_KEPT, .bytes = line->bytes, .problems = line->problems, .files = line->files};
    memcpy(result->sha256.hex, line->sha256.bytes, 64);
    return true;
}

/* Its inputs are told only now, as most batches are not gone on with. */
static bool is_kept(const struct batch_work *work, struct batch_job *job, struct batch_result *result)
{
    if (manifest_lookup(&work->before, job->path) == NULL)
        return false;
    struct arena *arena = arena_new();
    struct value merged = batch_merge_record(arena, work, job);
    job->inputs = batch_hash_inputs(work, job, &merged);
    arena_free(arena);
    return batch_has_issued(work, job) && batch_is_kept(work, job, result);
}

static bool resume(struct batch_work *work)
{
    if (file_is_missing(work->manifest.bytes))
        return true;
    if (!manifest_read(&work->before, work->arena, work->manifest.bytes, &work->limits, work->problems))
        return false;
    for (size_t i = 0; i < work->count; i++) {
        struct batch_result *result = &work->results[i];
        struct batch_job *job = &work->jobs[i];
        if (result->outcome == BATCH_OPEN && is_kept(work, job, result))
            batch_tell(work, job, result);
    }
    return true;
}

static bool is_name_of(struct string path, struct string name)
{
    return name.length > 0 && name.length < path.length && string_ends_with(path, name) &&
           path.bytes[path.length - name.length - 1] == '/';
}

/* ".name.docx.vanban-XXXXXX" of this batch or part: others may be at work in the folder. Whose one without a
 * name is, as long names have it, cannot be seen. */
static bool is_own_temporary(const struct batch_work *work, struct string name)
{
    size_t mark = string_find(name, STRING(".vanban-"), 0);
    if (name.bytes[0] != '.' || mark == SIZE_MAX || name.length != mark + strlen(".vanban-XXXXXX"))
        return false;
    struct string target = string_slice(name, 1, mark);
    for (size_t i = 0; i < work->count; i++) {
        if (string_equal(work->jobs[i].path, target))
            return true;
    }
    bool is_joined = work->joined_name.length > 0 && string_equal(work->joined_name, target);
    return is_joined || is_name_of(work->manifest, target) || is_name_of(work->failures, target);
}

/* Of workers that were killed. */
static bool remove_temporaries(struct batch_work *work)
{
    char **names = file_list(work->arena, work->folder.bytes, work->problems);
    if (names == NULL)
        return false;
    for (; *names != NULL; names++) {
        if (is_own_temporary(work, string_of(*names)))
            unlink(file_join(work->arena, work->folder, string_of(*names)).bytes);
    }
    conversion_clean(work->folder.bytes, batch_pdf_folder(work));
    return true;
}

/* ---- all of them ---- */

/* Reports what a batch made without leave to replace anything would replace. */
static bool is_there(struct batch_work *work)
{
    const char *join = work->asked->join;
    if (file_exists(work->manifest.bytes))
        problems_add(work->problems, PROBLEM_BATCH_THERE, NULL, work->folder.bytes, work->manifest.bytes);
    else if (join != NULL && file_exists(join))
        problems_add(work->problems, PROBLEM_FILE_EXISTS, NULL, join);
    else
        return false;
    return true;
}

static bool open_folder(struct batch_work *work)
{
    if (!work->asked->resume && !work->options.overwrite && is_there(work))
        return false;
    if (!file_make_folder(work->folder.bytes, work->problems) || !batch_name_joined(work))
        return false;
    if (!work->asked->resume && !work->options.overwrite)
        return true;
    bool done = remove_temporaries(work) && (!work->asked->resume || resume(work));
    work->options.overwrite = true;
    return done;
}

/* What goes on behind a line that was cut short would be lost with it. */
static bool end_journal(int journal)
{
    char last = '\n';
    off_t length = lseek(journal, 0, SEEK_END);
    while (length > 0 && pread(journal, &last, 1, length - 1) == 1 && last != '\n')
        length--;
    return length >= 0 && ftruncate(journal, length) == 0;
}

static bool open_journal(struct batch_work *work)
{
    int how = work->asked->resume ? O_APPEND : O_TRUNC;
    work->journal = open(work->manifest.bytes, O_RDWR | O_CREAT | O_CLOEXEC | how, 0666);
    file_close_later(work->journal);
    if (work->journal >= 0 && end_journal(work->journal))
        return true;
    problems_add(work->problems, PROBLEM_FILE_WRITE, NULL, work->manifest.bytes, system_error_words(errno));
    file_close(work->journal);
    return false;
}

static bool write_failures(struct batch_work *work)
{
    struct buffer out = {0};
    for (size_t i = 0; i < work->count; i++) {
        if (work->results[i].outcome != BATCH_FAILED)
            continue;
        append_outcome(&out, &work->jobs[i], &work->results[i]);
        buffer_append_byte(&out, '\n');
    }
    bool done = true;
    if (out.length > 0)
        done = file_write(work->failures.bytes, buffer_string(&out), true, work->problems);
    else
        unlink(work->failures.bytes);
    buffer_release(&out);
    return done;
}

static bool write_manifest(struct batch_work *work)
{
    struct buffer lines = {0};
    for (size_t i = 0; i < work->count; i++) {
        if (work->results[i].outcome != BATCH_MADE && work->results[i].outcome != BATCH_KEPT)
            continue;
        manifest_append(&lines, &work->jobs[i], &work->results[i]);
        buffer_append_byte(&lines, '\n');
    }
    batch_append_joined(work, &lines);
    bool done = manifest_write(work->manifest.bytes, buffer_string(&lines), work->problems);
    buffer_release(&lines);
    return done;
}

/* Exit 1 is for documents that failed and for those that were not begun. */
static bool report_end(struct batch_work *work)
{
    const char *kind = work->has_pdfs ? PROBLEM_WORDS("tệp", "files") : PROBLEM_WORDS("văn bản", "documents");
    char counts[2][24];
    size_t finished = work->made + work->kept;
    snprintf(counts[1], sizeof counts[1], "%zu", work->count);
    if (work->failed > 0) {
        snprintf(counts[0], sizeof counts[0], "%zu", work->failed);
        problems_add(work->problems, PROBLEM_BATCH_FAILED, NULL, counts[0], counts[1], work->failures.bytes,
                     kind);
    }
    if (finished + work->failed < work->count) {
        snprintf(counts[0], sizeof counts[0], "%zu", finished);
        problems_add(work->problems, PROBLEM_BATCH_STOPPED, NULL, counts[0], counts[1], kind);
    }
    return finished == work->count;
}

/* Those that have no name are told before any is made. */
static bool tell_failures(struct batch_work *work)
{
    bool goes_on = true;
    for (size_t i = 0; i < work->count && goes_on; i++)
        goes_on =
            work->results[i].outcome != BATCH_FAILED || batch_tell(work, &work->jobs[i], &work->results[i]);
    return goes_on;
}

static void make_all(struct batch_work *work)
{
    struct batch_run run = {.jobs = work->jobs,
                            .results = work->results,
                            .count = work->count,
                            .workers = work->workers,
                            .most_failures = work->asked->max_failures,
                            .make = batch_make,
                            .settle = batch_settle,
                            .done = batch_tell,
                            .context = work};
    if (tell_failures(work))
        batch_run(&run);
    if (work->asked->pdf && work->made + work->kept + work->failed == work->count)
        batch_make_pdfs(work);
    file_close(work->journal);
}

static void print_job(struct batch_work *work, const struct batch_job *job, const struct batch_result *result)
{
    struct vanban_batch_progress progress = {.total = work->count};
    struct buffer line = {0};
    append_outcome(&line, job, result);
    progress.line = line.bytes;
    work->asked->progress(work->asked->context, &progress);
    buffer_release(&line);
}

static bool report_plan(struct batch_work *work)
{
    size_t failed = 0;
    for (size_t i = 0; i < work->count; i++)
        failed += work->results[i].outcome == BATCH_FAILED;
    if (failed > 0)
        problems_add(work->problems, PROBLEM_BATCH_UNPLANNED, NULL,
                     arena_format(work->arena, "%zu", failed).bytes,
                     arena_format(work->arena, "%zu", work->count).bytes);
    return failed == 0;
}

static void print_plan(struct batch_work *work)
{
    for (size_t i = 0; i < work->count && work->asked->progress != NULL; i++) {
        print_job(work, &work->jobs[i], &work->results[i]);
        if (!work->asked->pdf || work->results[i].outcome == BATCH_FAILED)
            continue;
        struct batch_job pdf = batch_pdf_job(work->arena, &work->jobs[i]);
        print_job(work, &pdf, &work->results[i]);
    }
}

static void name_files(struct batch_work *work)
{
    struct string manifest = manifest_name(work->arena, &work->shard);
    work->folder = arena_copy(work->arena, string_of(work->asked->folder));
    work->manifest = file_join(work->arena, work->folder, manifest);
    struct string rest = string_slice(manifest, strlen("manifest"), manifest.length);
    work->failures =
        file_join(work->arena, work->folder, arena_format(work->arena, "failed%.*s", STRING_FORMAT(rest)));
}

static bool read_shard(struct batch_work *work)
{
    const char *typed = work->asked->shard;
    if (typed == NULL || batch_shard_read(string_of(typed), &work->shard))
        return true;
    problems_add(work->problems, PROBLEM_USAGE_VALUE, NULL, "shard", typed);
    return false;
}

static void run_in_arena(struct batch_work *work)
{
    if (!read_shard(work))
        return;
    name_files(work);
    batch_name_forms(work);
    if (!batch_find_converter(work) || !batch_read_records(work) || !batch_check_history(work) ||
        !batch_make_plan(work))
        return;
    if (work->asked->plan) {
        print_plan(work);
        work->done = report_plan(work);
        return;
    }
    if (!batch_open_history(work) || !open_folder(work) || !open_journal(work))
        return;
    make_all(work);
    bool is_written = write_failures(work) && write_manifest(work), is_whole = report_end(work);
    batch_tell_replaced(work);
    if (work->asked->join == NULL || !is_written)
        work->done = is_whole && is_written;
    else if (is_whole)
        work->done = batch_join(work) && (work->joined_name.length == 0 || write_manifest(work));
    else
        problems_add(work->problems, PROBLEM_BATCH_NOT_JOINED, NULL, work->asked->join);
}

static void free_results(void *subject)
{
    const struct batch_work *work = subject;
    for (size_t i = 0; i < work->count; i++)
        batch_release_result(&work->results[i]);
}

static void run(void *argument)
{
    struct batch_work *work = argument;
    if (!api_limits(&work->options, &work->limits, work->problems))
        return;
    work->arena = arena_new();
    arena_on_free(work->arena, free_results, work);
    run_in_arena(work);
    problems_free(work->told);
    arena_free(work->arena);
}

bool vanban_batch(const struct vanban_form *const *forms, size_t form_count, const char *records,
                  struct vanban_data *common, const struct vanban_batch_options *asked,
                  const struct vanban_options *options, struct vanban_problems *problems)
{
    struct batch_work work = {.forms = forms,
                              .form_count = form_count,
                              .records_path = records,
                              .common = common,
                              .asked = asked,
                              .workers = asked->jobs > 0 ? asked->jobs : (unsigned)threads_available(),
                              .options = api_options(options),
                              .problems = problems->list};
    return api_run(run, &work, problems) && work.done;
}
