/* The documents of a batch as one, in the order of their records. Beside them it has a line in their
 * manifest, whose inputs are the documents. */

#include <string.h>

#include "batch_work.h"
#include "template/bind.h"
#include "text/unicode.h"

static bool is_document(struct string path)
{
    return string_ends_with(path, STRING(".docx"));
}

/* ---- its line ---- */

/* One that the manifest gives back as it is. */
static bool is_fit_name(struct string name)
{
    return text_find_invalid_utf8(name) == SIZE_MAX && text_is_nfc(name);
}

bool batch_name_joined(struct batch_work *work)
{
    const char *join = work->asked->join;
    if (join == NULL || strcmp(join, "-") == 0)
        return true;
    const char *slash = strrchr(join, '/'), *name = slash != NULL ? slash + 1 : join;
    const char *folder = arena_format(work->arena, "%.*s.", (int)(name - join), join).bytes;
    if (!file_is_same(folder, work->folder.bytes))
        return true;
    bool is_fit = is_fit_name(string_of(name));
    if (is_fit)
        work->joined_name = string_of(name);
    else
        problems_add(work->problems, PROBLEM_BATCH_JOIN_NAME, NULL, name);
    return is_fit;
}

static struct digest_text hash_documents(const struct batch_work *work)
{
    struct digest digest;
    digest_init(&digest);
    for (size_t i = 0; i < work->count; i++) {
        if (!is_document(work->jobs[i].path))
            continue;
        digest_add_part(&digest, work->jobs[i].path);
        digest_add_part(&digest, string_of(work->results[i].sha256.hex));
    }
    return digest_end(&digest);
}

static void append_line(struct buffer *lines, const struct batch_job *job, const struct batch_result *result)
{
    manifest_append(lines, job, result);
    buffer_append_byte(lines, '\n');
}

void batch_append_joined(const struct batch_work *work, struct buffer *lines)
{
    struct batch_job job = {.inputs = hash_documents(work)};
    bool is_made = work->joined_result.outcome == BATCH_MADE;
    job.key = job.path = work->joined_name;
    if (is_made)
        append_line(lines, &job, &work->joined_result);
    for (size_t i = 0; i < work->before.count; i++) {
        struct batch_result result;
        job.key = job.path = work->before.lines[i].path;
        if (!(is_made && string_equal(job.path, work->joined_name)) && batch_is_kept(work, &job, &result))
            append_line(lines, &job, &result);
    }
}

/* ---- the file ---- */

static bool write_joined(struct batch_work *work, struct evaluation *evaluation,
                         struct package_writer *writer)
{
    struct file_access access = {.form = work->folder.bytes, .limits = &work->limits};
    struct template_files files = files_readable(&access);
    struct string *names = arena_allocate(work->arena, (work->count + 1) * sizeof *names);
    size_t count = 0;
    for (size_t i = 0; i < work->count; i++) {
        if (is_document(work->jobs[i].path))
            names[count++] = work->jobs[i].path;
    }
    return template_bind(names, count, evaluation, &files, writer);
}

static bool write_file(struct batch_work *work, struct evaluation *evaluation)
{
    struct file_output *output = file_output_open(work->asked->join, work->options.overwrite, work->problems);
    if (output == NULL)
        return false;
    struct package_writer *writer = package_writer_open(output, &work->limits, work->problems);
    struct batch_result result = {.outcome = BATCH_MADE, .problems = STRING("[]")};
    if (writer == NULL || !write_joined(work, evaluation, writer) ||
        !batch_measure(file_output_descriptor(output), work->asked->join, &result, work->problems)) {
        file_output_abandon(output);
        return false;
    }
    if (work->joined_name.length > 0)
        work->joined_result = result;
    return file_output_commit(output, work->problems);
}

/* One of the documents must not give way to all of them. */
static bool is_free(struct batch_work *work)
{
    const char *join = work->asked->join;
    for (size_t i = 0; file_exists(join) && i < work->count; i++) {
        if (!file_is_same(join, file_join(work->arena, work->folder, work->jobs[i].path).bytes))
            continue;
        problems_add(work->problems, PROBLEM_USAGE_SAME_FILE, NULL, join);
        return false;
    }
    return true;
}

bool batch_join(struct batch_work *work)
{
    struct session session;
    if (work->count == 0) /* a part without records */
        return true;
    if (!is_free(work) || !session_init(&session, NULL, &work->options, work->problems))
        return false;
    bool done = write_file(work, &session.evaluation);
    session_release(&session);
    return done;
}
