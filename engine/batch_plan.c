/* The plan of a batch: a job for each record, made by one thread before anything is written. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "batch_work.h"
#include "form/kinds.h"
#include "text/unicode.h"

/* ---- records ---- */

static bool is_table(const struct value *value)
{
    return value->kind == VALUE_LIST && value->as.list->count > 0 &&
           value->as.list->items[0].kind == VALUE_RECORD;
}

/* The table named by --records, or the only one. */
static const struct list *choose_table(struct batch_work *work, const struct record *data)
{
    const struct entry *first = NULL;
    for (size_t i = 0; i < data->count; i++) {
        const struct entry *entry = &data->entries[i];
        if (!is_table(&entry->value) || work->asked->records != NULL)
            continue;
        if (first != NULL) {
            problems_add(work->problems, PROBLEM_BATCH_TABLES, NULL, first->name->text.bytes,
                         entry->name->text.bytes);
            return NULL;
        }
        first = entry;
    }
    const struct value *named =
        work->asked->records != NULL ? record_lookup(data, string_of(work->asked->records)) : NULL;
    if (work->asked->records != NULL && (named == NULL || !is_table(named)))
        problems_add(work->problems, PROBLEM_BATCH_NO_TABLE, NULL, work->asked->records);
    else if (work->asked->records == NULL && first == NULL)
        problems_add(work->problems, PROBLEM_BATCH_NO_RECORDS, NULL, work->records_path);
    const struct value *table = named != NULL ? named : first != NULL ? &first->value : NULL;
    return table != NULL && is_table(table) ? table->as.list : NULL;
}

bool batch_read_records(struct batch_work *work)
{
    struct data_reader reader = {work->common->arena, work->common->sources, &work->limits, work->problems};
    struct value data;
    if (!data_read_files(&reader, &work->common->tables, &work->records_path, 1, &data))
        return false;
    files_note_data(work->common, work->records_path);
    work->folders = work->common->folders;
    work->records = choose_table(work, data.as.record);
    return work->records != NULL;
}

/* The common data with the record over it; the common data may be shared, so it is copied. */
struct value batch_merge_record(struct arena *arena, const struct batch_work *work, size_t record)
{
    struct value merged = value_copy(arena, &work->common->top);
    value_merge(&merged, &work->records->items[record]);
    return merged;
}

static bool is_in_pattern(struct string folded_pattern, const struct name *name)
{
    return string_find(folded_pattern, name->folded, 0) != SIZE_MAX;
}

static bool is_for_names_only(const struct batch_work *work, const struct name *name)
{
    size_t count;
    const struct field *fields = form_fields(work->form->form, &count);
    return (is_in_pattern(work->folded_name, name) || is_in_pattern(work->folded_key, name)) &&
           field_lookup(fields, count, name) == NULL;
}

struct value batch_document_data(struct arena *arena, const struct batch_work *work, size_t record)
{
    struct value merged = batch_merge_record(arena, work, record), data = value_record(arena);
    for (size_t i = 0; i < merged.as.record->count; i++) {
        const struct entry *entry = &merged.as.record->entries[i];
        if (!is_for_names_only(work, entry->name))
            record_set(data.as.record, entry->name, &entry->value);
    }
    return data;
}

/* ---- hashes of what goes in ---- */

static bool add_file(struct batch_work *work, struct digest *digest, const char *path)
{
    struct arena *arena = arena_new();
    struct string bytes = file_read(arena, path, &work->limits, work->problems);
    if (bytes.bytes != NULL)
        digest_add_part(digest, bytes);
    arena_free(arena);
    return bytes.bytes != NULL;
}

static bool add_folder(struct batch_work *work, struct digest *digest, const char *path)
{
    char **names = file_list(work->arena, path, work->problems);
    bool done = names != NULL;
    for (; done && *names != NULL; names++) {
        struct string inner = file_join(work->arena, string_of(path), string_of(*names));
        digest_add_part(digest, string_of(*names));
        done = file_is_folder(inner.bytes) ? add_folder(work, digest, inner.bytes)
                                           : add_file(work, digest, inner.bytes);
    }
    return done;
}

/* Form, version and options: what is the same for all documents. */
static bool hash_common(struct batch_work *work, struct digest_text *text)
{
    struct digest digest;
    size_t count;
    const struct string *folders = form_folders(work->form->form, &count);
    bool done = true;
    digest_init(&digest);
    digest_add_part(&digest, string_of(vanban_version()));
    for (size_t i = 0; done && i < count; i++)
        done = add_folder(work, &digest, folders[i].bytes);
    if (count == 0)
        done = add_file(work, &digest, work->asked->form);
    if (done && work->options.units != NULL)
        done = add_file(work, &digest, work->options.units->path);
    char modes[64];
    snprintf(modes, sizeof modes, "%d %d", work->options.undefined, work->options.numbers);
    const char *const options[] = {modes, work->options.period, work->options.unit, work->options.history};
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        digest_add_part(&digest, options[i] != NULL ? string_of(options[i]) : STRING(""));
    *text = digest_end(&digest);
    return done;
}

static struct digest_text hash_inputs(const struct digest_text *common, const struct value *data)
{
    struct digest digest;
    struct buffer json = {0};
    digest_init(&digest);
    digest_add_part(&digest, string_of(common->hex));
    value_append_json(&json, data);
    digest_add_part(&digest, buffer_string(&json));
    buffer_release(&json);
    return digest_end(&digest);
}

/* ---- plan ---- */

struct patterns {
    const struct text_template *name, *key; /* key NULL: the name is the key */
    struct session session;
    struct digest_text common;
};

static const struct text_template *compile_pattern(struct batch_work *work, const char *pattern)
{
    struct string text = string_of(pattern);
    struct expression_source source = {.place = {.tag = text}, .text = text};
    return text_template_compile(work->arena, &source, work->problems);
}

static bool fill(struct batch_work *work, struct patterns *patterns, const struct text_template *pattern,
                 const struct value *data, size_t record, struct problems *problems, struct string *text)
{
    struct arena *scratch = data->as.record->arena;
    struct evaluation evaluation = patterns->session.evaluation;
    struct value number = value_integer((int64_t)record + 1);
    struct buffer out = {0};
    evaluation.problems = problems;
    evaluation.arena = evaluation.lasting = scratch;
    evaluation.scope = scope_new(scratch, NULL);
    scope_use_record(evaluation.scope, data->as.record);
    scope_set(evaluation.scope, name_new(scratch, STRING("stt")), &number);
    bool done = text_template_render(pattern, &evaluation, &out);
    *text = arena_copy(work->arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return done;
}

/* A copy for memory_free(), whatever thread made it. */
static struct string own_text(struct buffer *text)
{
    struct string from = buffer_string(text);
    char *bytes = memcpy(memory_allocate_owned(from.length + 1), from.bytes, from.length);
    bytes[from.length] = '\0';
    buffer_release(text);
    return (struct string){bytes, from.length};
}

void batch_tell_problems(const struct batch_work *work, struct problems *problems,
                         struct batch_result *result)
{
    bool is_whole = result->outcome == BATCH_FAILED;
    struct buffer json = {0}, words = {0};
    buffer_append_byte(&json, '[');
    for (const struct problem *problem = problems_first(problems); problem != NULL; problem = problem->next) {
        if (json.length > 1)
            buffer_append_byte(&json, ',');
        if (is_whole)
            problem_append_json(problem, LANGUAGE_VI, &json);
        else
            json_append_string(&json, string_of(problem_code_name(problem->code)));
    }
    buffer_append_byte(&json, ']');
    result->problems = own_text(&json);
    if (!is_whole)
        return;
    problems_append_human(problems, api_language(work->options.language), &words);
    result->words = own_text(&words);
}

bool batch_has_name(const struct batch_job *job)
{
    return job->path.bytes[0] != '#';
}

/* A record whose name cannot be told fails alone, as one that cannot be printed does. */
static void plan_record(struct batch_work *work, struct patterns *patterns, size_t record,
                        struct batch_job *job, struct batch_result *result)
{
    struct problems *problems = problems_new();
    struct arena *scratch = arena_new();
    struct string typed;
    struct value data = batch_merge_record(scratch, work, record);
    *job = (struct batch_job){.record = record};
    bool done = fill(work, patterns, patterns->name, &data, record, problems, &typed) &&
                batch_name(work->arena, typed, &job->path, problems);
    job->key = job->path;
    if (done && patterns->key != NULL)
        done = fill(work, patterns, patterns->key, &data, record, problems, &job->key);
    if (done) {
        job->inputs = hash_inputs(&patterns->common, &data);
    } else {
        job->key = job->path = arena_format(work->arena, "#%zu", record + 1);
        *result = (struct batch_result){.outcome = BATCH_FAILED};
        batch_tell_problems(work, problems, result);
    }
    problems_free(problems);
    arena_free(scratch);
}

static void plan_records(struct batch_work *work, struct patterns *patterns)
{
    size_t most = work->records->count * (work->asked->pdf ? 2 : 1);
    work->jobs = arena_allocate(work->arena, most * sizeof *work->jobs);
    work->results = arena_allocate(work->arena, most * sizeof *work->results);
    for (size_t i = 0; i < work->records->count; i++) {
        struct batch_job job;
        struct batch_result result = {0};
        plan_record(work, patterns, i, &job, &result);
        if (!batch_shard_has(&work->shard, job.key)) {
            memory_free((void *)result.problems.bytes);
            memory_free((void *)result.words.bytes);
            continue;
        }
        work->jobs[work->count] = job;
        work->results[work->count++] = result;
    }
}

/* No document may take the place of the form or of the records. */
static bool writes_over_nothing(struct batch_work *work)
{
    for (size_t i = 0; i < work->count; i++) {
        struct string path = file_join(work->arena, string_of(work->asked->folder), work->jobs[i].path);
        if (!file_is_same(path.bytes, work->asked->form) && !file_is_same(path.bytes, work->records_path))
            continue;
        problems_add(work->problems, PROBLEM_USAGE_SAME_FILE, NULL, path.bytes);
        return false;
    }
    return true;
}

bool batch_make_plan(struct batch_work *work)
{
    struct patterns patterns = {.name = compile_pattern(work, work->asked->name)};
    work->folded_name = text_fold_name(work->arena, string_of(work->asked->name));
    bool has_patterns = patterns.name != NULL;
    if (work->asked->key != NULL) {
        patterns.key = compile_pattern(work, work->asked->key);
        work->folded_key = text_fold_name(work->arena, string_of(work->asked->key));
        has_patterns &= patterns.key != NULL;
    }
    if (!has_patterns || !hash_common(work, &patterns.common) ||
        !session_init(&patterns.session, work->common, &work->options, work->problems))
        return false;
    plan_records(work, &patterns);
    session_release(&patterns.session);
    return batch_is_distinct(work->jobs, work->count, work->problems) && writes_over_nothing(work);
}
