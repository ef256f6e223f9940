/*
 * How large a query becomes before it runs. SQLite copies what stands under a name of WITH to wherever the
 * name is used, so that thirty names that each use the one before twice fill any memory, in a few lines of
 * SQL and before a step of it is counted.
 */

#include "statistics/query_internal.h"

enum { MOST_CLAUSES = 500, MOST_COPIES = 1 << 30, STEPS_A_TOKEN = 2000 };

/* name [(column, …)] AS [NOT] [MATERIALIZED] (first … end) */
struct clause {
    const struct sql_token *name, *first, *end;
    uint64_t copies;
    bool is_counted;
};

struct use {
    struct clause *by; /* NULL: the query itself */
    struct clause *of;
};

struct copies {
    const struct sql_token *tokens;
    size_t count;
    const struct sql_token **ends; /* of each "(": its ")" */
    struct clause clauses[MOST_CLAUSES];
    size_t clause_count;
    struct use *uses;
    size_t use_count;
};

/* ---- reading ---- */

static void find_ends(struct copies *copies, struct arena *arena)
{
    size_t *open = arena_allocate(arena, (copies->count + 1) * sizeof *open), depth = 0;
    copies->ends = arena_allocate(arena, (copies->count + 1) * sizeof *copies->ends);
    for (size_t i = 0; i <= copies->count; i++) {
        copies->ends[i] = &copies->tokens[copies->count];
        if (sql_token_is(&copies->tokens[i], "("))
            open[depth++] = i;
        if (sql_token_is(&copies->tokens[i], ")") && depth > 0)
            copies->ends[open[--depth]] = &copies->tokens[i];
    }
}

static bool is_name(const struct sql_token *token)
{
    return token->kind == SQL_WORD || token->kind == SQL_QUOTED;
}

/* Behind the ")" of a "(". */
static const struct sql_token *behind(const struct copies *copies, const struct sql_token *open)
{
    const struct sql_token *end = copies->ends[open - copies->tokens];
    return end->kind == SQL_END ? end : end + 1;
}

static bool read_clause(const struct copies *copies, const struct sql_token *name, struct clause *clause)
{
    const struct sql_token *token = name + 1;
    if (sql_token_is(token, "("))
        token = behind(copies, token);
    if (!is_name(name) || !sql_token_is(token, "AS"))
        return false;
    token += 1 + sql_token_is(token + 1, "NOT");
    token += sql_token_is(token, "MATERIALIZED");
    *clause = (struct clause){.name = name, .first = token, .end = behind(copies, token)};
    return sql_token_is(token, "(");
}

static bool is_same_name(const struct sql_token *a, const struct sql_token *b)
{
    struct string first = sql_bare_name(a), second = sql_bare_name(b);
    return first.length == second.length &&
           sqlite3_strnicmp(first.bytes, second.bytes, (int)first.length) == 0;
}

static struct clause *clause_named(struct copies *copies, const struct sql_token *name)
{
    for (size_t i = 0; i < copies->clause_count; i++)
        if (is_same_name(copies->clauses[i].name, name))
            return &copies->clauses[i];
    return NULL;
}

/* Those of one name in several places are counted as one. */
static void find_clauses(struct copies *copies)
{
    for (size_t i = 0; i < copies->count && copies->clause_count < MOST_CLAUSES; i++)
        copies->clause_count +=
            read_clause(copies, &copies->tokens[i], &copies->clauses[copies->clause_count]);
}

/* The innermost that the token stands in; NULL: none. */
static struct clause *clause_around(struct copies *copies, const struct sql_token *token)
{
    const struct clause *found = NULL;
    for (size_t i = 0; i < copies->clause_count; i++) {
        const struct clause *clause = &copies->clauses[i];
        if (token > clause->first && token < clause->end && (found == NULL || clause->first > found->first))
            found = clause;
    }
    return found != NULL ? clause_named(copies, found->name) : NULL;
}

/* Within which parentheses a list of tables is written; SELECT a, b FROM a, b has names of columns too. */
struct lists {
    bool *are_tables;
    size_t depth;
};

static void follow_lists(struct lists *lists, const struct sql_token *token, const struct sql_token *before)
{
    static const char *const begin[] = {"FROM", "JOIN", NULL};
    static const char *const end[] = {"SELECT", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", NULL};
    static const char *const nest[] = {"FROM", "JOIN", ",", "(", NULL};
    bool *are_tables = &lists->are_tables[lists->depth];
    if (sql_token_is(token, "(")) {
        lists->depth++;
        are_tables[1] = are_tables[0] && before != NULL && sql_is_one_of(before, nest);
    } else if (sql_token_is(token, ")")) {
        lists->depth -= lists->depth > 0;
    } else if (sql_is_one_of(token, begin)) {
        *are_tables = true;
    } else if (sql_is_one_of(token, end)) {
        *are_tables = false;
    }
}

static bool is_table(const struct lists *lists, const struct sql_token *token, const struct sql_token *before)
{
    static const char *const heads[] = {"FROM", "JOIN", "IN", NULL};
    static const char *const parts[] = {",", "(", NULL};
    return before != NULL && is_name(token) && !sql_token_is(token + 1, ".") &&
           (sql_is_one_of(before, heads) ||
            (lists->are_tables[lists->depth] && sql_is_one_of(before, parts)));
}

static void find_uses(struct copies *copies, struct arena *arena)
{
    struct lists lists = {arena_allocate(arena, (copies->count + 1) * sizeof *lists.are_tables), 0};
    copies->uses = arena_allocate(arena, (copies->count + 1) * sizeof *copies->uses);
    for (size_t i = 0; i < copies->count; i++) {
        const struct sql_token *token = &copies->tokens[i], *before = i > 0 ? token - 1 : NULL;
        struct clause *clause = is_table(&lists, token, before) ? clause_named(copies, token) : NULL;
        if (clause != NULL)
            copies->uses[copies->use_count++] = (struct use){clause_around(copies, token), clause};
        follow_lists(&lists, token, before);
    }
}

/* ---- counting ---- */

/* Names that use each other in a circle have no end; one that uses itself is a recursion, not a copy. */
static uint64_t count_copies(struct copies *copies, struct clause *clause)
{
    if (clause->is_counted)
        return clause->copies;
    clause->is_counted = true;
    clause->copies = MOST_COPIES;
    uint64_t count = 0;
    for (size_t i = 0; i < copies->use_count && count < MOST_COPIES; i++) {
        const struct use *use = &copies->uses[i];
        if (use->of == clause && use->by != clause)
            count += use->by != NULL ? count_copies(copies, use->by) : 1;
    }
    return clause->copies = count < MOST_COPIES ? count : MOST_COPIES;
}

bool copies_allow(struct query_run *run)
{
    struct evaluation *evaluation = run->evaluation;
    struct copies copies = {.tokens = sql_tokens(evaluation->arena, run->query->sql)};
    while (copies.tokens[copies.count].kind != SQL_END)
        copies.count++;
    find_ends(&copies, evaluation->arena);
    find_clauses(&copies);
    find_uses(&copies, evaluation->arena);
    if (copies.clause_count == MOST_CLAUSES)
        evaluation->steps += (uint64_t)MOST_COPIES * STEPS_A_TOKEN;
    for (size_t i = 0; i < copies.clause_count && evaluation->steps >> 62 == 0; i++) {
        struct clause *clause = &copies.clauses[i];
        evaluation->steps +=
            count_copies(&copies, clause) * (uint64_t)(clause->end - clause->first) * STEPS_A_TOKEN;
    }
    return evaluation->limits == NULL || limits_allow(evaluation->limits, LIMIT_STEPS, evaluation->steps,
                                                      &run->query->place, evaluation->problems);
}
