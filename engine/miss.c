/*
 * The names that a document whose tags are wrong asks for and the data have not: told beside what is wrong
 * with the tags, so that people mend all at once.
 */

#include "internal.h"

struct miss_work {
    const char *form;
    struct vanban_data *data;
    struct vanban_options options;
    struct problems *problems;
};

struct missing {
    struct evaluation *evaluation;       /* its problems are those of one expression */
    struct problems *problems;           /* those told */
    const struct problem *last;          /* of those told before */
    const struct expression *expression; /* whose names are being visited */
    struct place place;                  /* of the first of them */
    bool is_whole;                       /* all of them are names of the data, whatever is wrong elsewhere */
    bool is_certain;                     /* it stands in no block, which might leave it out */
    enum value_kind wanted;
};

/* The name stands in a statement that is wrong: it might be one that it gives. */
static bool is_in_faulty_statement(const struct missing *missing, struct string name)
{
    const struct problem *problem = problems_first(missing->problems);
    for (; problem != NULL; problem = problem->next) {
        bool is_statement = string_starts_with(problem->place.tag, STRING("{%"));
        if (is_statement && string_find(problem->place.tag, name, 0) != SIZE_MAX)
            return true;
        if (problem == missing->last)
            break;
    }
    return false;
}

/* A condition may be of what is missing; what is printed or looped through may not. */
static bool must_be_there(const struct missing *missing)
{
    return missing->wanted == VALUE_LIST || string_starts_with(missing->place.tag, STRING("{{"));
}

/* In a block only what looks mistyped is told. */
static bool is_worth_telling(const struct missing *missing, const struct problems *found)
{
    const struct problem *first = problems_first(found);
    return first != NULL && (missing->is_certain || first->suggestion.length > 0);
}

static void evaluate_last(struct missing *missing)
{
    struct value value;
    if (missing->expression != NULL && missing->is_whole) {
        struct problems *found = missing->evaluation->problems = problems_new();
        if (expression_evaluate(missing->expression, missing->evaluation, &value) &&
            value.kind == VALUE_UNDEFINED && must_be_there(missing))
            expression_report_undefined(missing->expression, missing->evaluation, &value);
        if (is_worth_telling(missing, found))
            problems_join(missing->problems, found);
        problems_free(found);
    }
    missing->expression = NULL;
}

static void visit(void *context, const struct template_use *use)
{
    struct missing *missing = context;
    if (use->expression != missing->expression) {
        evaluate_last(missing);
        missing->expression = use->expression;
        missing->place = use->place;
        missing->is_whole = true;
        missing->is_certain = use->depth == 0;
        missing->wanted = use->wanted;
    }
    size_t end = string_find(use->path, STRING("."), 0);
    struct string root = string_slice(use->path, 0, end == SIZE_MAX ? use->path.length : end);
    missing->is_whole &= !use->is_local && !use->is_optional && !is_in_faulty_statement(missing, root);
}

static void find_missing(struct missing *missing, struct package *package, const struct limits *limits)
{
    struct template *template = template_read_faulty(package, limits);
    missing->last = problems_last(missing->problems);
    template_visit_uses(template, visit, missing);
    evaluate_last(missing);
    template_free(template);
}

static void miss(void *argument)
{
    struct miss_work *work = argument;
    struct session session;
    if (!session_init(&session, work->data, &work->options, work->problems))
        return;
    struct problems *silent = problems_new();
    struct package *package = package_open(work->form, &session.limits, silent);
    struct missing missing = {.evaluation = &session.evaluation, .problems = work->problems};
    scope_use_record(session.evaluation.scope, work->data->top.as.record);
    if (package != NULL)
        find_missing(&missing, package, &session.limits);
    problems_free(silent);
    session_release(&session);
}

void vanban_form_miss(const char *form, struct vanban_data *data, const struct vanban_options *options,
                      struct vanban_problems *problems)
{
    struct miss_work work = {form, data, api_options(options), problems->list};
    if (problems_error_count(problems->list) > 0)
        api_run(miss, &work, problems);
}
