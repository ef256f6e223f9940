/* The plan of a batch: a job for each record, made by one thread before anything is written. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "batch_work.h"
#include "form/kinds.h"
#include "text/unicode.h"

/* ---- plan ---- */

/* What a pattern says for the name of the form, as names are folded. */
static const char *const form_words[] = {"mẫu", "mau"};
enum { FORM_WORDS = sizeof form_words / sizeof *form_words };

struct patterns {
    const struct text_template *name, *key; /* key NULL: the name is the key */
    struct session session;
};

static const struct text_template *compile_pattern(struct batch_work *work, const char *pattern)
{
    struct string text = string_of(pattern);
    struct expression_source source = {.place = {.tag = text}, .text = text};
    return text_template_compile(work->arena, &source, work->problems);
}

static bool fill(struct batch_work *work, struct patterns *patterns, const struct text_template *pattern,
                 const struct value *data, const struct batch_job *job, struct arena *scratch,
                 struct problems *problems, struct string *text)
{
    struct evaluation evaluation = patterns->session.evaluation;
    struct value number = value_integer((int64_t)job->record + 1);
    struct value form = value_text(work->form_names[job->form]);
    struct buffer out = {0};
    evaluation.problems = problems;
    evaluation.arena = evaluation.lasting = scratch;
    evaluation.scope = scope_new(scratch, NULL);
    scope_use_record(evaluation.scope, data->as.record);
    scope_set(evaluation.scope, name_new(scratch, STRING("stt")), &number);
    for (size_t i = 0; work->form_count > 1 && i < FORM_WORDS; i++)
        scope_set(evaluation.scope, name_new(scratch, string_of(form_words[i])), &form);
    bool done = text_template_render(pattern, &evaluation, &out);
    *text = arena_copy(work->arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return done;
}

struct string batch_own_text(struct buffer *text)
{
    struct string from = buffer_string(text);
    char *bytes = memcpy(memory_allocate_owned(from.length + 1), from.bytes, from.length);
    bytes[from.length] = '\0';
    buffer_release(text);
    return (struct string){bytes, from.length};
}

/* So many documents have the words of their warnings; the rest is counted. */
enum { MOST_WARNINGS_TOLD = 3 };

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
    result->problems = batch_own_text(&json);
    if (!is_whole &&
        (problems_count(problems) == 0 || atomic_fetch_add(work->warnings_told, 1) >= MOST_WARNINGS_TOLD))
        return;
    problems_append_human(problems, api_language(work->options.language), &words);
    result->words = batch_own_text(&words);
}

bool batch_has_name(const struct batch_job *job)
{
    return job->path.bytes[0] != '#';
}

static bool name_document(struct batch_work *work, struct patterns *patterns, struct batch_job *job,
                          struct arena *scratch, struct problems *problems)
{
    struct string typed;
    struct value data = batch_merge_record(scratch, work, job);
    bool done = fill(work, patterns, patterns->name, &data, job, scratch, problems, &typed) &&
                batch_name(work->arena, typed, &job->path, problems);
    job->key = job->path;
    return done && (patterns->key == NULL ||
                    fill(work, patterns, patterns->key, &data, job, scratch, problems, &job->key));
}

/* A record that could not be read, or whose name cannot be told, fails alone, as one that cannot be printed
 * does. */
static void plan_document(struct batch_work *work, struct patterns *patterns, struct batch_job *job,
                          struct batch_result *result)
{
    struct problems *problems = problems_new();
    struct arena *scratch = arena_new();
    if (batch_add_faults(work, job, problems) || !name_document(work, patterns, job, scratch, problems)) {
        job->key = job->path = arena_format(work->arena, "#%zu", job->record + 1);
        *result = (struct batch_result){.outcome = BATCH_FAILED};
        batch_tell_problems(work, problems, result);
    }
    problems_free(problems);
    arena_free(scratch);
}

static void plan_documents(struct batch_work *work, struct patterns *patterns)
{
    size_t documents = work->records->count * work->form_count, most = documents * (work->asked->pdf ? 2 : 1);
    work->jobs = arena_allocate(work->arena, most * sizeof *work->jobs);
    work->results = arena_allocate(work->arena, most * sizeof *work->results);
    work->count = documents;
    for (size_t i = 0; i < documents; i++) {
        work->jobs[i] = (struct batch_job){.record = i / work->form_count, .form = i % work->form_count};
        plan_document(work, patterns, &work->jobs[i], &work->results[i]);
    }
}

/* Those of other parts are planned too: their names must be others. */
static void leave_part(struct batch_work *work)
{
    size_t count = 0;
    for (size_t i = 0; i < work->count; i++) {
        struct batch_result result = work->results[i];
        if (batch_shard_has(&work->shard, work->jobs[i].key)) {
            work->jobs[count] = work->jobs[i];
            work->results[count++] = result;
        } else {
            memory_free((void *)result.problems.bytes);
            memory_free((void *)result.words.bytes);
        }
    }
    work->count = count;
}

static bool is_read(const struct batch_work *work, struct string path)
{
    bool is_read = file_is_same(path.bytes, work->records_path);
    for (size_t i = 0; i < work->form_count; i++)
        is_read |= file_is_same(path.bytes, work->forms[i]->name);
    return is_read;
}

static bool is_empty(struct batch_work *work)
{
    struct problems *ignored = problems_new();
    char **names = file_list(work->arena, work->asked->folder, ignored);
    problems_free(ignored);
    return names != NULL && names[0] == NULL;
}

/* No document may take the place of a form or of the records. */
static bool writes_over_nothing(struct batch_work *work)
{
    if (!file_is_folder(work->asked->folder) || is_empty(work))
        return true;
    for (size_t i = 0; i < work->count; i++) {
        struct string path = file_join(work->arena, string_of(work->asked->folder), work->jobs[i].path);
        if (!file_exists(path.bytes) || !is_read(work, path))
            continue;
        problems_add(work->problems, PROBLEM_USAGE_SAME_FILE, NULL, path.bytes);
        return false;
    }
    return true;
}

static bool names_form(struct string folded_pattern)
{
    bool names_form = false;
    for (size_t i = 0; i < FORM_WORDS; i++)
        names_form |= string_find(folded_pattern, string_of(form_words[i]), 0) != SIZE_MAX;
    return names_form;
}

/* Documents of several forms for one record differ by the form alone. */
static bool tells_forms_apart(struct batch_work *work)
{
    bool is_in_name = names_form(work->folded_name);
    if (work->form_count == 1 || (is_in_name && (work->asked->key == NULL || names_form(work->folded_key))))
        return true;
    problems_add(work->problems, PROBLEM_USAGE_BATCH_FORMS, NULL, is_in_name ? "key" : "name");
    return false;
}

bool batch_make_plan(struct batch_work *work)
{
    struct patterns patterns = {.name = compile_pattern(work, work->asked->name)};
    work->warnings_told = arena_allocate(work->arena, sizeof *work->warnings_told);
    atomic_init(work->warnings_told, 0);
    work->folded_name = text_fold_name(work->arena, string_of(work->asked->name));
    bool has_patterns = patterns.name != NULL;
    if (work->asked->key != NULL) {
        patterns.key = compile_pattern(work, work->asked->key);
        work->folded_key = text_fold_name(work->arena, string_of(work->asked->key));
        has_patterns &= patterns.key != NULL;
    }
    if (!has_patterns || !tells_forms_apart(work) || !batch_hash_forms(work) ||
        !session_init(&patterns.session, work->common, &work->options, work->problems))
        return false;
    batch_find_unread(work);
    plan_documents(work, &patterns);
    session_release(&patterns.session);
    bool is_distinct = batch_is_distinct(work->jobs, work->count, work->problems);
    leave_part(work);
    return is_distinct && writes_over_nothing(work);
}
