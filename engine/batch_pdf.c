/* PDFs of the documents of a batch: jobs behind those of the documents, told and journalled like them. */

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/system_error.h"
#include "batch/convert.h"
#include "batch_work.h"

/* For starting LibreOffice, and again for each ten documents. */
enum { SECONDS = 90 };

bool batch_find_converter(struct batch_work *work)
{
    if (!work->asked->pdf || work->asked->plan)
        return true;
    work->converter = conversion_find_program(work->arena).bytes;
    if (work->converter == NULL)
        problems_add(work->problems, PROBLEM_PDF_NO_PROGRAM, NULL, NULL);
    return work->converter != NULL;
}

const char *batch_pdf_folder(const struct batch_work *work)
{
    return work->shard.count == 0
               ? ".vanban-pdf-"
               : arena_format(work->arena, ".vanban-pdf-%u-of-%u-", work->shard.index, work->shard.count)
                     .bytes;
}

struct batch_job batch_pdf_job(struct arena *arena, const struct batch_job *document)
{
    struct batch_job job = *document;
    struct string stem = string_slice(document->path, 0, document->path.length - strlen(".docx"));
    job.path = arena_format(arena, "%.*s.pdf", STRING_FORMAT(stem));
    return job;
}

/* ---- jobs ---- */

/* A PDF is right when the document it was made of is the same. */
static void add_jobs(struct batch_work *work)
{
    size_t count = work->count;
    work->has_pdfs = true;
    for (size_t i = 0; i < count; i++) {
        const struct batch_result *document = &work->results[i];
        if (document->outcome != BATCH_MADE && document->outcome != BATCH_KEPT)
            continue;
        struct batch_job *job = &work->jobs[work->count];
        *job = batch_pdf_job(work->arena, &work->jobs[i]);
        job->inputs = document->sha256;
        work->results[work->count++] = (struct batch_result){.outcome = BATCH_OPEN};
    }
    for (size_t i = count; i < work->count; i++) {
        if (batch_is_kept(work, &work->jobs[i], &work->results[i]))
            batch_tell(work, &work->jobs[i], &work->results[i]);
    }
}

/* ---- one PDF ---- */

struct moving {
    struct batch_work *work;
    size_t *indices; /* of the jobs that are converted */
    struct string *names;
    size_t index;
    const char *pdf;
    bool goes_on;
};

static bool measure_pdf(const char *path, struct batch_result *result, struct problems *problems)
{
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    file_close_later(descriptor);
    bool is_measured = batch_measure(descriptor, path, result, problems);
    file_close(descriptor);
    return is_measured;
}

static void move_pdf(struct moving *moving, struct batch_result *result, struct problems *problems)
{
    struct batch_work *work = moving->work;
    const struct batch_job *job = &work->jobs[moving->indices[moving->index]];
    struct arena *arena = arena_new();
    struct string path = file_join(arena, work->folder, job->path);
    if (moving->pdf == NULL)
        problems_add(problems, PROBLEM_PDF_FAILED, NULL, moving->names[moving->index].bytes);
    else if (!work->options.overwrite && file_exists(path.bytes))
        problems_add(problems, PROBLEM_FILE_EXISTS, NULL, path.bytes);
    else if (rename(moving->pdf, path.bytes) != 0)
        problems_add(problems, PROBLEM_FILE_WRITE, NULL, path.bytes, system_error_words(errno));
    else if (measure_pdf(path.bytes, result, problems))
        result->outcome = BATCH_MADE;
    arena_free(arena);
}

static void tell_guarded(void *argument)
{
    struct moving *moving = argument;
    struct batch_work *work = moving->work;
    size_t index = moving->indices[moving->index];
    struct problems *problems = problems_new();
    struct batch_result result = {.outcome = BATCH_FAILED};
    move_pdf(moving, &result, problems);
    batch_tell_problems(work, problems, &result);
    problems_free(problems);
    if (result.outcome == BATCH_MADE)
        batch_note(work, &work->jobs[index], &result);
    work->results[index] = result;
    moving->goes_on = batch_tell(work, &work->jobs[index], &work->results[index]);
}

static bool tell(void *context, size_t index, const char *pdf)
{
    struct moving *moving = context;
    moving->index = index;
    moving->pdf = pdf;
    return memory_guard(tell_guarded, moving) && moving->goes_on;
}

/* ---- all of them ---- */

void batch_make_pdfs(struct batch_work *work)
{
    size_t documents = work->count, count = 0;
    add_jobs(work);
    struct moving moving = {.work = work,
                            .indices = arena_allocate(work->arena, work->count * sizeof(size_t)),
                            .names = arena_allocate(work->arena, work->count * sizeof(struct string))};
    for (size_t i = documents; i < work->count; i++) {
        struct string path = work->jobs[i].path;
        if (work->results[i].outcome != BATCH_OPEN)
            continue;
        moving.indices[count] = i;
        moving.names[count++] = arena_format(
            work->arena, "%.*s.docx", STRING_FORMAT(string_slice(path, 0, path.length - strlen(".pdf"))));
    }
    struct conversion conversion = {.program = work->converter,
                                    .folder = work->folder.bytes,
                                    .temporary = batch_pdf_folder(work),
                                    .names = moving.names,
                                    .count = count,
                                    .workers = work->workers,
                                    .seconds = SECONDS,
                                    .done = tell,
                                    .context = &moving};
    if (count > 0)
        conversion_run(&conversion, work->problems);
}
