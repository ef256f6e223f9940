/*
 * What a batch issues (--history): the figures of each unit go into the history with its document, those of a
 * group in one transaction:
 *
 *   begin → of each: figures, then the name of its document, then its line → names to the disk → commit
 *
 * So there are no figures in the history whose document does not stand. Killed before the commit, documents
 * stand whose figures are not there; going on looks for the figures and makes such a document again. All
 * reports are of one period and look back only to those before it, so that none depends on another.
 */

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/sync.h"
#include "batch_work.h"

/* What was issued of a form in the period, by document. */
struct batch_issued {
    struct report *reports;
    size_t count;
};

static bool keeps_figures(const struct batch_work *work, size_t form)
{
    return work->options.history != NULL && form_keeps_figures(work->forms[form]->form);
}

struct vanban_options batch_options(const struct batch_work *work, const struct batch_job *job)
{
    struct vanban_options options = work->options;
    if (!keeps_figures(work, job->form))
        options.history = NULL;
    return options;
}

/* ---- before any is made ---- */

static bool are_options_fit(struct batch_work *work)
{
    const char *period = work->options.period;
    struct period read;
    bool keeps = false;
    for (size_t i = 0; i < work->form_count; i++)
        keeps |= keeps_figures(work, i);
    if (!keeps)
        problems_add(work->problems, PROBLEM_HISTORY_NOT_KEPT, NULL, work->form_names[0].bytes);
    else if (period == NULL)
        problems_add(work->problems, PROBLEM_PERIOD_MISSING, NULL, "2026-09");
    else if (!period_read(string_of(period), &period_rule_decree, &read))
        problems_add(work->problems, PROBLEM_PERIOD_OPTION, NULL, period);
    else
        return true;
    return false;
}

struct reporter {
    struct string unit;
    size_t form, record;
};

static int compare_reporters(const void *a, const void *b)
{
    const struct reporter *first = a, *second = b;
    int order = string_compare(first->unit, second->unit);
    if (order == 0)
        order = (first->form > second->form) - (first->form < second->form);
    return order != 0 ? order : (first->record > second->record) - (first->record < second->record);
}

/* Of all parts of a batch, as they share the history. */
static struct reporter *find_reporters(struct batch_work *work, struct evaluation *evaluation, size_t *count)
{
    size_t most = work->records->count * work->form_count;
    struct reporter *reporters = arena_allocate(work->arena, (most + 1) * sizeof *reporters);
    *count = 0;
    for (size_t i = 0; i < most; i++) {
        struct batch_job job = {.record = i / work->form_count, .form = i % work->form_count};
        if (!keeps_figures(work, job.form))
            continue;
        struct arena *arena = arena_new();
        struct value data = batch_merge_record(arena, work, &job);
        evaluation->lasting = arena;
        struct string unit = form_unit(work->forms[job.form]->form, &data, evaluation);
        if (unit.length > 0)
            reporters[(*count)++] = (struct reporter){arena_copy(work->arena, unit), job.form, job.record};
        arena_free(arena);
    }
    qsort(reporters, *count, sizeof *reporters, compare_reporters);
    return reporters;
}

static bool are_units_distinct(struct batch_work *work, struct evaluation *evaluation)
{
    size_t count;
    const struct reporter *reporters = find_reporters(work, evaluation, &count);
    bool are_distinct = true;
    for (size_t i = 1; i < count; i++) {
        char records[2][24];
        if (reporters[i].form != reporters[i - 1].form ||
            !string_equal(reporters[i].unit, reporters[i - 1].unit))
            continue;
        snprintf(records[0], sizeof records[0], "%zu", reporters[i - 1].record + 1);
        snprintf(records[1], sizeof records[1], "%zu", reporters[i].record + 1);
        problems_add(work->problems, PROBLEM_BATCH_SAME_UNIT, NULL, records[0], records[1],
                     reporters[i].unit.bytes);
        are_distinct = false;
    }
    return are_distinct;
}

bool batch_check_history(struct batch_work *work)
{
    struct session session;
    if (work->options.history == NULL)
        return true;
    if (!are_options_fit(work) || !session_init(&session, work->common, &work->options, work->problems))
        return false;
    struct evaluation evaluation = session.evaluation;
    bool done = are_units_distinct(work, &evaluation);
    session_release(&session);
    return done;
}

bool batch_digest_history(struct batch_work *work, const struct vanban_form *form, struct digest *digest)
{
    struct date first, last;
    const char *path = work->options.history;
    if (path == NULL || work->asked->plan || !form_keeps_figures(form->form) || file_is_missing(path) ||
        !form_looks_back(form->form, work->options.period, &first, &last))
        return true;
    struct history *history = history_open(path, DATABASE_WRITE, work->problems);
    bool done = history != NULL && history_digest(history, form_name(form->form), first, last, digest);
    history_close(history);
    return done;
}

/* ---- what was issued before ---- */

static int compare_documents(const void *a, const void *b)
{
    const struct report *first = a, *second = b;
    return string_compare(first->document, second->document);
}

static bool read_issued(struct batch_work *work, struct history *history, size_t form)
{
    struct batch_issued *issued = &work->issued[form];
    struct period period;
    struct buffer code = {0};
    if (!period_read(string_of(work->options.period), &period_rule_decree, &period))
        return true;
    period_append_code(&code, &period);
    struct history_filter filter = {
        .unit = {"", 0}, .form = form_name(work->forms[form]->form), .period = buffer_string(&code)};
    bool done = history_list(history, work->arena, &filter, &issued->reports, &issued->count);
    buffer_release(&code);
    if (issued->count > 0)
        qsort(issued->reports, issued->count, sizeof *issued->reports, compare_documents);
    return done;
}

/* Its tables are made now, while nobody reads. */
bool batch_open_history(struct batch_work *work)
{
    if (work->options.history == NULL)
        return true;
    work->issued = arena_allocate(work->arena, work->form_count * sizeof *work->issued);
    struct history *history = history_open(work->options.history, DATABASE_WRITE, work->problems);
    bool done = history != NULL && history_begin(history) && history_commit(history);
    for (size_t i = 0; done && i < work->form_count; i++)
        done = !keeps_figures(work, i) || read_issued(work, history, i);
    history_close(history);
    work->readers = history_readers_new(work->arena, work->options.history);
    return done;
}

bool batch_has_issued(const struct batch_work *work, const struct batch_job *job)
{
    if (!keeps_figures(work, job->form) || work->options.undefined != VANBAN_UNDEFINED_ERROR)
        return true;
    const struct batch_issued *issued = &work->issued[job->form];
    struct arena *arena = arena_new();
    struct report wanted = {.document = file_join(arena, work->folder, job->path)};
    bool is_there = issued->count > 0 && bsearch(&wanted, issued->reports, issued->count, sizeof wanted,
                                                 compare_documents) != NULL;
    arena_free(arena);
    return is_there;
}

/* ---- a group ---- */

struct issuing {
    struct batch_work *work;
    struct batch_result *const *results;
    size_t count, replaced;
    struct history *history;
};

/* False when the history cannot be worked with. */
static bool issue_one(struct issuing *issuing, struct batch_result *result)
{
    struct problems *problems = problems_new();
    struct buffer change = {0};
    enum issue_end end = ISSUE_PUT;
    if (!history_try(issuing->history))
        end = ISSUE_FAILED;
    else if (!issue_is_there(result->issue, issuing->history, &end) && end == ISSUE_PUT)
        end = issue_put(result->issue, issuing->history, &change, problems);
    if (end == ISSUE_REFUSED)
        batch_fail(issuing->work, result, problems);
    else if (end == ISSUE_PUT)
        batch_name_document(issuing->work, result);
    bool is_made = end == ISSUE_PUT && result->outcome == BATCH_MADE;
    issuing->replaced += is_made && change.length > 0;
    buffer_release(&change);
    problems_free(problems);
    return end != ISSUE_FAILED && history_settle(issuing->history, is_made);
}

static bool issue_all(struct issuing *issuing)
{
    bool done = true;
    for (size_t i = 0; i < issuing->count && done; i++) {
        struct batch_result *result = issuing->results[i];
        if (result->outcome == BATCH_MADE && result->issue != NULL)
            done = issue_one(issuing, result);
    }
    if (done)
        sync_names(issuing->work->folder.bytes);
    return done && history_commit(issuing->history);
}

/* Without its figures in the history a document is none: it is removed. */
static void fail_all(struct issuing *issuing, struct problems *problems)
{
    struct batch_work *work = issuing->work;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < issuing->count; i++) {
        struct batch_result *result = issuing->results[i];
        if (result->outcome != BATCH_MADE || result->issue == NULL)
            continue;
        if (result->output == NULL)
            unlink(file_join(arena, work->folder, work->jobs[result - work->results].path).bytes);
        batch_fail(work, result, problems);
    }
    arena_free(arena);
    work->is_history_lost = true;
}

static void name_others(struct issuing *issuing)
{
    for (size_t i = 0; i < issuing->count; i++) {
        struct batch_result *result = issuing->results[i];
        if (result->outcome == BATCH_MADE && result->issue == NULL)
            batch_name_document(issuing->work, result);
    }
}

static bool has_issues(const struct issuing *issuing)
{
    bool has_issues = false;
    for (size_t i = 0; i < issuing->count; i++)
        has_issues |= issuing->results[i]->outcome == BATCH_MADE && issuing->results[i]->issue != NULL;
    return has_issues;
}

static void issue_guarded(void *argument)
{
    struct issuing *issuing = argument;
    name_others(issuing);
    if (!has_issues(issuing))
        return;
    struct problems *problems = problems_new();
    issuing->history = history_open(issuing->work->options.history, DATABASE_WRITE, problems);
    bool done = issuing->history != NULL && history_begin(issuing->history) && issue_all(issuing);
    if (done)
        issuing->work->replaced += issuing->replaced;
    else
        fail_all(issuing, problems);
    history_close(issuing->history);
    problems_free(problems);
}

void batch_issue(struct batch_work *work, struct batch_result *const *results, size_t count)
{
    struct issuing issuing = {.work = work, .results = results, .count = count};
    bool has_memory = memory_guard(issue_guarded, &issuing);
    for (size_t i = 0; i < count; i++) {
        bool is_open = results[i]->output != NULL || results[i]->issue != NULL;
        if (!has_memory && results[i]->outcome == BATCH_MADE && is_open)
            batch_fail_without_memory(results[i]);
        issue_free(results[i]->issue);
        results[i]->issue = NULL;
    }
}

void batch_tell_replaced(struct batch_work *work)
{
    char count[24];
    snprintf(count, sizeof count, "%zu", work->replaced);
    if (work->replaced > 0)
        problems_add(work->problems, PROBLEM_BATCH_REPLACED, NULL, count, work->options.history,
                     work->options.period);
}
