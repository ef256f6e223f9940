/* The hash of all that goes into a document, by which going on knows what is right already. */

#include <stdio.h>

#include "batch_work.h"
#include "statistics/calendar.h"

static bool add_file(struct batch_work *work, struct digest *digest, const char *path)
{
    struct arena *arena = arena_new();
    struct string bytes = file_read(arena, path, &work->limits, work->problems);
    if (bytes.bytes != NULL)
        digest_add_part(digest, bytes);
    arena_free(arena);
    return bytes.bytes != NULL;
}

/* Each file with its name from the folder of the form on: moved elsewhere in it, it is another. */
static bool add_folder(struct batch_work *work, struct digest *digest, const char *path, struct string within)
{
    char **names = file_list(work->arena, path, work->problems);
    bool done = names != NULL;
    for (; done && *names != NULL; names++) {
        struct string file = file_join(work->arena, string_of(path), string_of(*names));
        struct string name = file_join(work->arena, within, string_of(*names));
        if (file_is_folder(file.bytes)) {
            done = add_folder(work, digest, file.bytes, name);
        } else {
            digest_add_part(digest, name);
            done = add_file(work, digest, file.bytes);
        }
    }
    return done;
}

static bool add_holidays(struct batch_work *work, struct digest *digest)
{
    struct string path = calendar_find_shipped(work->arena, work->options.forms_folder);
    return path.bytes == NULL || add_file(work, digest, path.bytes);
}

/* Form, version, days off and options: what is the same for all documents of a form. */
static bool hash_common(struct batch_work *work, const struct vanban_form *form, struct digest_text *text)
{
    struct digest digest;
    size_t count;
    const struct string *folders = form_folders(form->form, &count);
    bool done = true;
    digest_init(&digest);
    digest_add_part(&digest, string_of(vanban_version()));
    for (size_t i = 0; done && i < count; i++)
        done = add_folder(work, &digest, folders[i].bytes, STRING(""));
    if (count == 0)
        done = add_file(work, &digest, form->name);
    done = done && add_holidays(work, &digest);
    if (done && work->options.units != NULL)
        done = add_file(work, &digest, work->options.units->path);
    char modes[64];
    snprintf(modes, sizeof modes, "%d %d", work->options.undefined, work->options.numbers);
    const char *const options[] = {modes, work->options.period, work->options.unit, work->options.history};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        digest_add_part(&digest, options[i] != NULL ? string_of(options[i]) : STRING(""));
    done = done && batch_digest_history(work, form, &digest);
    *text = digest_end(&digest);
    return done;
}

bool batch_hash_forms(struct batch_work *work)
{
    struct digest_text *hashes = arena_allocate(work->arena, work->form_count * sizeof *hashes);
    bool done = true;
    for (size_t i = 0; done && i < work->form_count; i++)
        done = hash_common(work, work->forms[i], &hashes[i]);
    work->form_hashes = hashes;
    return done;
}

struct digest_text batch_hash_inputs(const struct batch_work *work, const struct batch_job *job,
                                     const struct value *data)
{
    struct digest digest;
    struct buffer bytes = {0};
    digest_init(&digest);
    digest_add_part(&digest, string_of(work->form_hashes[job->form].hex));
    value_append_bytes(&bytes, data);
    digest_add_part(&digest, buffer_string(&bytes));
    buffer_release(&bytes);
    return digest_end(&digest);
}

static struct string text_of(const struct record *record, const char *name)
{
    const struct value *value = record_lookup(record, string_of(name));
    return value != NULL && value->kind == VALUE_TEXT ? value->as.text : (struct string){"", 0};
}

bool batch_shows_same_files(const struct batch_work *work, const struct batch_job *job,
                            const struct manifest_line *line)
{
    struct file_access access = {
        .form = work->forms[job->form]->folder, .data = work->folders, .limits = &work->limits};
    struct template_files files = files_readable(&access);
    struct arena *arena = arena_new();
    struct problems *ignored = problems_new();
    bool is_same = true;
    for (size_t i = 0; is_same && line->file_list != NULL && i < line->file_list->count; i++) {
        const struct value *file = &line->file_list->items[i];
        struct string bytes = {NULL, 0};
        if (file->kind == VALUE_RECORD)
            bytes = files.read(files.context, text_of(file->as.record, "name"), arena, ignored);
        is_same = bytes.bytes != NULL && string_is(text_of(file->as.record, "sha256"), digest_of(bytes).hex);
    }
    problems_free(ignored);
    arena_free(arena);
    return is_same;
}
