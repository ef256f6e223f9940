/* The documents of a batch as one, in the order of their records. */

#include "batch_work.h"
#include "template/bind.h"

static bool is_document(struct string path)
{
    return string_ends_with(path, STRING(".docx"));
}

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
    if (writer != NULL && write_joined(work, evaluation, writer))
        return file_output_commit(output, work->problems);
    file_output_abandon(output);
    return false;
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
