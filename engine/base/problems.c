/* The list of problems of one piece of work, and the table of their kinds. How they read is in report.c. */

#include "base/problems.h"

#include <assert.h>

#include "base/problem_kinds.h"

enum { MOST_KEPT = 1000 };

struct problems {
    struct arena *arena;
    struct problem *first, *last;
    size_t count, error_count;
    struct problem out_of_memory; /* ready, for when nothing can be allocated */
};

const struct problem_kind problem_kinds[PROBLEM_COUNT] = {
#define PROBLEM(code, name, severity, exit, vi, en, vi_hint, en_hint)                                        \
    {name, SEVERITY_##severity, EXIT_##exit, {vi, en}, {vi_hint, en_hint}},
#include "base/problems.def"
#undef PROBLEM
};

struct problems *problems_new(void)
{
    struct arena *arena = arena_new();
    struct problems *problems = arena_allocate(arena, sizeof *problems);
    problems->arena = arena;
    return problems;
}

void problems_free(struct problems *problems)
{
    if (problems != NULL)
        arena_free(problems->arena);
}

static struct place copy_place(struct arena *arena, const struct place *place)
{
    struct place copy = *place;
    copy.file = arena_copy(arena, place->file);
    copy.part = arena_copy(arena, place->part);
    copy.sheet = arena_copy(arena, place->sheet);
    copy.near = arena_copy(arena, place->near);
    copy.tag = arena_copy(arena, place->tag);
    return copy;
}

static void copy_arguments(struct arena *arena, struct problem *problem, const char *const *arguments)
{
    size_t count = 0;
    while (arguments[count] != NULL)
        count++;
    struct string *copies = arena_allocate(arena, count * sizeof *copies);
    for (size_t i = 0; i < count; i++)
        copies[i] = arena_copy(arena, string_of(arguments[i]));
    problem->arguments = copies;
    problem->argument_count = count;
}

static void append(struct problems *problems, struct problem *problem)
{
    if (problems->last != NULL)
        problems->last->next = problem;
    else
        problems->first = problem;
    problems->last = problem;
}

struct problem *problems_add_list(struct problems *problems, enum problem_code code,
                                  const struct place *place, const char *const *arguments)
{
    problems->count++;
    if (problem_kinds[code].severity == SEVERITY_ERROR)
        problems->error_count++;
    if (problems->count > MOST_KEPT)
        return problems->last;
    struct problem *problem = arena_allocate(problems->arena, sizeof *problem);
    problem->code = code;
    problem->severity = problem_kinds[code].severity;
    if (place != NULL)
        problem->place = copy_place(problems->arena, place);
    copy_arguments(problems->arena, problem, arguments);
    append(problems, problem);
    return problem;
}

void problems_add_copy(struct problems *problems, const struct problem *problem)
{
    size_t count = problem->argument_count;
    const char **arguments = arena_allocate(problems->arena, (count + 1) * sizeof *arguments);
    for (size_t i = 0; i < count; i++)
        arguments[i] = problem->arguments[i].bytes;
    struct problem *copy = problems_add_list(problems, problem->code, &problem->place, arguments);
    problems_set_severity(problems, copy, problem->severity);
    problems_suggest(problems, copy, problem->suggestion);
}

static bool is_same_place(const struct place *a, const struct place *b)
{
    return a->line == b->line && a->column == b->column && a->table == b->table && a->row == b->row &&
           a->cell == b->cell && a->paragraph == b->paragraph && a->underline == b->underline &&
           a->underline_length == b->underline_length && string_equal(a->tag, b->tag) &&
           string_equal(a->part, b->part) && string_equal(a->file, b->file) &&
           string_equal(a->sheet, b->sheet) && string_equal(a->near, b->near);
}

static bool has_only(const struct problem *problem, const char *argument)
{
    return argument == NULL || (problem->argument_count == 1 && string_is(problem->arguments[0], argument));
}

bool problems_have(const struct problems *problems, enum problem_code code, const struct place *place,
                   const char *argument)
{
    for (const struct problem *problem = problems->first; problem != NULL; problem = problem->next) {
        if (problem->code == code &&
            (place == NULL || (is_same_place(&problem->place, place) && has_only(problem, argument))))
            return true;
    }
    return false;
}

void problems_add_out_of_memory(struct problems *problems)
{
    if (problems->last == &problems->out_of_memory)
        return;
    problems->out_of_memory = (struct problem){.code = PROBLEM_MEMORY, .severity = SEVERITY_ERROR};
    problems->count++;
    problems->error_count++;
    append(problems, &problems->out_of_memory);
}

void problems_set_severity(struct problems *problems, struct problem *problem, enum problem_severity severity)
{
    problems->error_count -= problem->severity == SEVERITY_ERROR;
    problems->error_count += severity == SEVERITY_ERROR;
    problem->severity = severity;
}

void problems_suggest(struct problems *problems, struct problem *problem, struct string suggestion)
{
    problem->suggestion = arena_copy(problems->arena, suggestion);
}

void problems_set_rule(struct problems *problems, struct problem *problem, struct string rule, size_t count)
{
    problem->rule = arena_copy(problems->arena, rule);
    problem->count = count;
}

static const char *const *argument_list(struct arena *arena, const struct problem *problem)
{
    const char **list = arena_allocate(arena, (problem->argument_count + 1) * sizeof *list);
    for (size_t i = 0; i < problem->argument_count; i++)
        list[i] = problem->arguments[i].bytes;
    return list;
}

void problems_join(struct problems *problems, struct problems *from)
{
    for (const struct problem *problem = from->first; problem != NULL; problem = problem->next) {
        struct problem *copy = problems_add_list(problems, problem->code, &problem->place,
                                                 argument_list(problems->arena, problem));
        problems_set_severity(problems, copy, problem->severity);
        problems_suggest(problems, copy, problem->suggestion);
        problems_set_rule(problems, copy, problem->rule, problem->count);
    }
    from->first = from->last = NULL;
    from->count = from->error_count = 0;
}

size_t problems_count(const struct problems *problems)
{
    return problems->count;
}

bool problems_have_room(const struct problems *problems)
{
    return problems->count < MOST_KEPT;
}

size_t problems_error_count(const struct problems *problems)
{
    return problems->error_count;
}

const struct problem *problems_first(const struct problems *problems)
{
    return problems->first;
}

struct problem *problems_last(struct problems *problems)
{
    return problems->last;
}

/* What the machine or we did wrong is told before what the data did. */
static int exit_rank(enum problem_exit exit)
{
    switch (exit) {
    case EXIT_BUG:
        return 4;
    case EXIT_LIMIT:
        return 3;
    case EXIT_FILES:
        return 2;
    case EXIT_DONE:
        return 0;
    default:
        return 1;
    }
}

enum problem_exit problems_exit(const struct problems *problems)
{
    enum problem_exit exit = EXIT_DONE;
    for (const struct problem *problem = problems->first; problem != NULL; problem = problem->next) {
        enum problem_exit own = problem_kinds[problem->code].exit;
        if (problem->severity == SEVERITY_ERROR && exit_rank(own) > exit_rank(exit))
            exit = own;
    }
    return exit;
}

const char *problem_code_name(enum problem_code code)
{
    return problem_kinds[code].name;
}

enum problem_exit problem_code_exit(enum problem_code code)
{
    return problem_kinds[code].exit;
}
