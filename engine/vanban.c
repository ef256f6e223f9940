/*
 * The pipeline, top to bottom: data → values → derived values and checks → template → parts → package → file.
 * Every public function runs its body through api_run(), so that running out of memory leaves no half result.
 */

#include <string.h>

#include "base/memory.h"
#include "internal.h"

#include "template/template.h"
#include "word/verify.h"

/* ---- opening ---- */

struct form_work {
    const char *name;
    const struct vanban_options *options;
    struct problems *problems;
    struct vanban_form *form;
};

static char *copy_name(const char *name)
{
    size_t size = strlen(name) + 1;
    return memcpy(memory_allocate(size), name, size);
}

static void open_form(void *argument)
{
    struct form_work *work = argument;
    struct limits limits;
    if (!api_limits(work->options, &limits, work->problems))
        return;
    struct form *form = form_open(work->name, work->options->forms_folder, &limits, work->problems);
    if (form == NULL)
        return;
    work->form = memory_allocate(sizeof *work->form);
    work->form->form = form;
    work->form->name = copy_name(work->name);
    work->form->folder = files_form_folder(work->name, work->options->forms_folder);
    struct file_access access = {.form = work->form->folder, .limits = &limits};
    struct template_files files = files_readable(&access);
    form_read_included(form, &files, &limits);
}

struct vanban_form *vanban_form_open(const char *form, const struct vanban_options *options,
                                     struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct form_work work = {form, &all, problems->list, NULL};
    return api_run(open_form, &work, problems) ? work.form : NULL;
}

void vanban_form_close(struct vanban_form *form)
{
    if (form == NULL)
        return;
    form_free(form->form);
    memory_free(form->name);
    memory_free(form->folder);
    memory_free(form);
}

struct data_work {
    struct vanban_data *data;
    const struct vanban_options *options;
    struct problems *problems;
    const char *name;    /* a path, or the name of bytes */
    struct string bytes; /* JSON in memory; NULL: read the path */
    const char *assignment;
    bool done;
};

static struct data_reader reader_of(const struct data_work *work)
{
    return (struct data_reader){work->data->arena, work->data->sources, &work->data->limits, work->problems};
}

/* Copies behind the names there are: the form may be gone before the data. */
static void add_names(struct arena *arena, const struct string **names, size_t *count,
                      const struct string *more, size_t more_count)
{
    struct string *all = arena_allocate(arena, (*count + more_count + 1) * sizeof *all);
    for (size_t i = 0; i < *count + more_count; i++)
        all[i] = i < *count ? (*names)[i] : arena_copy(arena, more[i - *count]);
    *names = all;
    *count += more_count;
}

static void use_form(struct arena *arena, struct tables_options *tables, const struct vanban_form *form)
{
    size_t label_count, field_count;
    const struct string *labels = form_column_names(form->form, arena, &label_count);
    const struct string *fields = form_field_names(form->form, arena, &field_count);
    add_names(arena, &tables->labels, &tables->label_count, labels, label_count);
    add_names(arena, &tables->fields, &tables->field_count, fields, field_count);
}

/* The names by which headers are found. */
static bool choose_tables(struct data_work *work)
{
    struct data_reader reader = reader_of(work);
    struct tables_options *tables = &work->data->tables;
    const struct vanban_options *options = work->options;
    if (options->form != NULL)
        use_form(reader.arena, tables, options->form);
    for (size_t i = 0; i < options->other_form_count; i++)
        use_form(reader.arena, tables, options->other_forms[i]);
    return options->map == NULL || data_read_map(&reader, options->map, tables);
}

static void new_data(struct data_work *work)
{
    struct arena *arena = arena_new();
    work->data = arena_allocate(arena, sizeof *work->data);
    work->data->arena = arena;
    work->data->sources = sources_new(arena);
    work->data->top = value_record(arena);
    work->data->sets = value_record(arena);
    work->done = api_limits(work->options, &work->data->limits, work->problems) && choose_tables(work);
}

static void merge_file(void *argument)
{
    struct data_work *work = argument;
    struct data_reader reader = reader_of(work);
    struct value later;
    work->done = data_read_files(&reader, &work->data->tables, &work->name, 1, &later);
    if (work->done) {
        files_note_data(work->data, work->name);
        work->data->top = value_merged(work->data->arena, &work->data->top, &later);
    }
}

static void parse_bytes(struct data_work *work)
{
    struct data_reader reader = reader_of(work);
    struct string file = arena_copy(reader.arena, string_of(work->name));
    struct value value;
    work->done = data_read_json(&reader, file, arena_copy(reader.arena, work->bytes), &value) &&
                 data_require_record(&reader, &value);
    if (work->done)
        work->data->top = value;
}

static void open_data(void *argument)
{
    struct data_work *work = argument;
    new_data(work);
    if (!work->done)
        return;
    if (work->bytes.bytes != NULL)
        parse_bytes(work);
    else if (work->name != NULL)
        merge_file(work);
}

static struct vanban_data *run_open_data(struct data_work *work, struct vanban_problems *problems)
{
    if (!api_run(open_data, work, problems))
        return NULL;
    if (work->done)
        return work->data;
    vanban_data_close(work->data);
    return NULL;
}

struct vanban_data *vanban_data_open(const char *path, const struct vanban_options *options,
                                     struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct data_work work = {.options = &all, .problems = problems->list, .name = path};
    return run_open_data(&work, problems);
}

struct vanban_data *vanban_data_parse(const char *name, const char *json, size_t length,
                                      const struct vanban_options *options, struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct data_work work = {
        .options = &all, .problems = problems->list, .name = name, .bytes = {json, length}};
    return run_open_data(&work, problems);
}

bool vanban_data_merge(struct vanban_data *data, const char *path, struct vanban_problems *problems)
{
    struct data_work work = {.data = data, .problems = problems->list, .name = path};
    return api_run(merge_file, &work, problems) && work.done;
}

/* An item of a list is one of a list that is there, so it is set nowhere else. */
static void set_value(void *argument)
{
    struct data_work *work = argument;
    struct data_reader reader = reader_of(work);
    struct string assignment = string_of(work->assignment);
    size_t item = string_find(assignment, STRING("["), 0), sign = string_find(assignment, STRING("="), 0);
    work->done = data_set(&reader, &work->data->top, assignment) &&
                 (item < sign || data_set(&reader, &work->data->sets, assignment));
}

bool vanban_data_set(struct vanban_data *data, const char *assignment, struct vanban_problems *problems)
{
    struct data_work work = {.data = data, .problems = problems->list, .assignment = assignment};
    return api_run(set_value, &work, problems) && work.done;
}

void vanban_data_close(struct vanban_data *data)
{
    if (data != NULL)
        arena_free(data->arena);
}

/* ---- rendering ---- */

struct render_work {
    const struct form *form;
    const struct vanban_data *data;
    struct template_files files;
    const char *output;
    const struct vanban_options *options;
    struct problems *problems;
    struct api_later *later; /* NULL: the document is committed at once */
    bool done;
};

static bool write_document(const struct render_work *work, struct evaluation *evaluation,
                           struct file_output *output)
{
    struct package_writer *writer = package_writer_open(output, evaluation->limits, evaluation->problems);
    if (writer == NULL)
        return false;
    if (template_render_with(form_template(work->form), evaluation, &work->files, writer))
        return package_writer_close(writer);
    package_writer_abandon(writer);
    return false;
}

/* Our own output may be larger than what we take from others. */
static struct limits limits_of_output(void)
{
    struct limits limits = limits_default();
    limits.values[LIMIT_DATA_BYTES] = limits.values[LIMIT_PACKAGE_BYTES] = limits.values[LIMIT_OUTPUT_BYTES];
    limits.values[LIMIT_PART_BYTES] = limits.values[LIMIT_PACKAGE_INFLATED] =
        limits.values[LIMIT_OUTPUT_BYTES];
    return limits;
}

static bool verify_file(const struct render_work *work, const struct file_output *output, struct arena *arena)
{
    struct limits limits = limits_of_output();
    struct string bytes = file_read(arena, file_output_path(output), &limits, work->problems);
    struct package *finished =
        bytes.bytes != NULL ? package_open_bytes(string_of(work->output), bytes, &limits, work->problems)
                            : NULL;
    bool is_sound = finished != NULL && verify_document(finished, template_package(form_template(work->form)),
                                                        &limits, work->problems);
    package_close(finished);
    return is_sound;
}

static bool may_keep(const struct render_work *work, const struct file_output *output)
{
    if (!work->options->verify)
        return true;
    struct arena *arena = arena_new();
    bool is_sound = verify_file(work, output, arena);
    arena_free(arena);
    return is_sound;
}

static bool leave_for_later(const struct render_work *work, struct evaluation *evaluation,
                            const struct record *prepared, struct file_output *output)
{
    struct issue *issue;
    if (!periodic_take(evaluation, prepared, work->output, &issue)) {
        file_output_abandon(output);
        return false;
    }
    file_output_detach(output);
    issue_detach(issue);
    work->later->output = output;
    work->later->issue = issue;
    return true;
}

/* The figures go into the history with the document: see form/periodic.h. */
static bool write_file(const struct render_work *work, struct evaluation *evaluation,
                       const struct record *prepared)
{
    struct file_output *output = file_output_open(work->output, work->options->overwrite, work->problems);
    if (output == NULL)
        return false;
    if (work->options->unsynced)
        file_output_leave_sync(output);
    if (!write_document(work, evaluation, output) || !may_keep(work, output)) {
        file_output_abandon(output);
        return false;
    }
    if (work->later != NULL)
        return leave_for_later(work, evaluation, prepared, output);
    if (!periodic_write(evaluation, prepared, work->output)) {
        file_output_abandon(output);
        return false;
    }
    if (file_output_commit(output, work->problems))
        return periodic_commit(evaluation, work->output);
    periodic_abandon(evaluation);
    return false;
}

static bool render_prepared(const struct render_work *work, struct evaluation *evaluation)
{
    struct value prepared;
    if (!form_prepare(work->form, &work->data->top, evaluation, &prepared))
        return false;
    scope_use_record(evaluation->scope, prepared.as.record);
    return write_file(work, evaluation, prepared.as.record);
}

static void render(void *argument)
{
    struct render_work *work = argument;
    struct session session;
    if (!session_init(&session, work->data, work->options, work->problems))
        return;
    if (work->later != NULL)
        session.periodic.readers = work->later->readers;
    work->done = render_prepared(work, &session.evaluation);
    session_release(&session);
}

bool api_render(const struct vanban_form *form, const struct vanban_data *data, const char *output,
                const struct vanban_options *options, struct vanban_problems *problems,
                struct api_later *later)
{
    struct file_access access = {form->folder, data->folders, &data->limits, data->reads};
    struct render_work work = {.form = form->form,
                               .data = data,
                               .files = files_readable(&access),
                               .output = output,
                               .options = options,
                               .problems = problems->list,
                               .later = later};
    return api_run(render, &work, problems) && work.done;
}

bool vanban_render(const struct vanban_form *form, struct vanban_data *data, const char *output,
                   const struct vanban_options *options, struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    return api_render(form, data, output, &all, problems, NULL);
}
