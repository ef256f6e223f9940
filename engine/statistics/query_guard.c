/* What a query may do: read, and compute with functions that give the same for the same. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/query_internal.h"

enum { OPERATIONS_A_CALL = 1000, MOST_TEXT = 16 << 20, MOST_SQL = 1 << 20, MOST_DEPTH = 200 };

static bool is_named(const char *name, struct string wanted)
{
    return strlen(name) == wanted.length && sqlite3_strnicmp(name, wanted.bytes, (int)wanted.length) == 0;
}

/*
 * Functions of SQLite that compute nothing but in whole numbers and texts, and those of ours. Texts of
 * fractions are ours too, so that what would make one of its own is given it.
 */
static const struct {
    const char *name;
    bool takes_texts;
} functions[] = {
    {"abs", false},        {"avg", false},         {"ceil", false},         {"ceiling", false},
    {"char", true},        {"coalesce", false},    {"count", false},        {"dense_rank", false},
    {"exact_cast", false}, {"exact_join", false},  {"exact_number", false}, {"exact_compute", false},
    {"exact_text", false}, {"exact_whole", false}, {"first_value", false},  {"floor", false},
    {"format", false},     {"glob", false},        {"group_concat", true},  {"hex", true},
    {"ifnull", false},     {"iif", false},         {"instr", true},         {"lag", false},
    {"last_value", false}, {"lead", false},        {"length", true},        {"like", false},
    {"likely", false},     {"lower", false},       {"ltrim", true},         {"max", false},
    {"min", false},        {"nth_value", false},   {"ntile", false},        {"nullif", false},
    {"printf", false},     {"rank", false},        {"replace", true},       {"round", false},
    {"row_number", false}, {"rtrim", true},        {"sign", false},         {"string_agg", true},
    {"substr", true},      {"substring", true},    {"sum", false},          {"total", false},
    {"trim", true},        {"trunc", false},       {"typeof", false},       {"unicode", true},
    {"unlikely", false},   {"upper", false},
};

static size_t find_function(struct string name)
{
    size_t i = 0;
    while (i < sizeof functions / sizeof *functions && !is_named(functions[i].name, name))
        i++;
    return i;
}

static bool is_known_function(const char *name)
{
    return find_function(string_of(name)) < sizeof functions / sizeof *functions;
}

bool guard_takes_texts(struct string function)
{
    size_t i = find_function(function);
    return i < sizeof functions / sizeof *functions && functions[i].takes_texts;
}

/* The clock, chance, files, and the state of the connection. */
static bool is_refused_function(const char *name)
{
    static const char *const names[] = {
        "random",
        "randomblob",
        "load_extension",
        "date",
        "time",
        "datetime",
        "julianday",
        "unixepoch",
        "strftime",
        "current_date",
        "current_time",
        "current_timestamp",
        "changes",
        "total_changes",
        "last_insert_rowid",
        "sqlite_version",
        "sqlite_source_id",
        "sqlite_log",
        "zeroblob",
        "sqlite_compileoption_get",
        "sqlite_compileoption_used",
        "readfile",
        "writefile",
        "edit",
        "fts3_tokenizer",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sqlite3_stricmp(names[i], name) == 0)
            return true;
    return false;
}

static int refuse_as(struct query_run *run, enum problem_code code, const char *what)
{
    if (run->refused[0] == '\0') {
        run->refused_code = code;
        snprintf(run->refused, sizeof run->refused, "%s", what);
    }
    return SQLITE_DENY;
}

static int refuse(struct query_run *run, const char *what)
{
    return refuse_as(run, PROBLEM_SQL_REFUSED, what);
}

static int authorize_function(struct query_run *run, const char *name)
{
    bool is_ours = strncmp(name, "exact_", 6) == 0;
    if (is_refused_function(name))
        return refuse(run, name);
    return is_known_function(name) && (!is_ours || run->is_accepted)
               ? SQLITE_OK
               : refuse_as(run, PROBLEM_SQL_FUNCTION, name);
}

struct reading {
    struct query_run *run;
    const char *table, *column;
};

/* A table is also read under its label; the column is empty when none of its columns is. */
static void note_read(void *argument)
{
    const struct reading *reading = argument;
    const char *name = reading->table, *column = reading->column;
    const struct query_run *run = reading->run;
    struct query_listening *listening = run->query->listening;
    for (size_t i = 0; i < run->query->table_count; i++) {
        const struct query_table *table = &run->query->tables[i];
        if (!is_named(name, table->name) && !is_named(name, table->label))
            continue;
        if (column[0] == '\0')
            listening->note(listening, table, NULL);
        for (size_t k = 0; k < table->column_count; k++)
            if (is_named(column, table->columns[k].name) || is_named(column, table->columns[k].label))
                listening->note(listening, table, &table->columns[k]);
    }
}

static int authorize_read(struct query_run *run, const char *table, const char *column)
{
    if (strncmp(table, "sqlite_", 7) == 0)
        return refuse(run, "sqlite_schema");
    struct reading reading = {run, table, column != NULL ? column : ""};
    if (run->query->listening != NULL && !run->is_accepted)
        run->is_out_of_memory |= !memory_guard(note_read, &reading);
    return run->is_out_of_memory ? SQLITE_DENY : SQLITE_OK;
}

static int authorize(void *argument, int action, const char *first, const char *second, const char *database,
                     const char *view)
{
    (void)database;
    (void)view;
    struct query_run *run = argument;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_READ:
        return authorize_read(run, first, second);
    case SQLITE_FUNCTION:
        return authorize_function(run, second);
    case SQLITE_ATTACH:
        return refuse(run, "ATTACH");
    case SQLITE_PRAGMA:
        return refuse(run, "PRAGMA");
    default:
        return refuse(run, "INSERT, UPDATE, DELETE, CREATE …");
    }
}

bool guard_spend(struct query_run *run, uint64_t steps)
{
    struct evaluation *evaluation = run->evaluation;
    evaluation->steps += steps;
    run->is_beyond_steps =
        evaluation->limits != NULL && evaluation->steps > evaluation->limits->values[LIMIT_STEPS];
    return !run->is_beyond_steps;
}

static int count_steps(void *argument)
{
    return !guard_spend(argument, OPERATIONS_A_CALL);
}

void guard_register(struct query_run *run)
{
    sqlite3 *handle = database_handle(run->database);
    sqlite3_limit(handle, SQLITE_LIMIT_LENGTH, MOST_TEXT);
    sqlite3_limit(handle, SQLITE_LIMIT_SQL_LENGTH, MOST_SQL);
    sqlite3_limit(handle, SQLITE_LIMIT_EXPR_DEPTH, MOST_DEPTH);
    sqlite3_limit(handle, SQLITE_LIMIT_ATTACHED, 0);
    /* A name in double quotes that nothing has is a mistake, not a text. */
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_progress_handler(handle, OPERATIONS_A_CALL, count_steps, run);
}

void guard_shut(struct query_run *run)
{
    sqlite3_set_authorizer(database_handle(run->database), authorize, run);
}
