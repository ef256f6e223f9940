/*
 * Every call into SQLite goes through here, so that each failure becomes one problem with the file's name. A
 * database that guarded work leaves open is closed with all its statements by free_database(), which
 * therefore owns every block of them.
 */

#include "database/database.h"

#include <errno.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/system_error.h"
#include "database/patience.h"

struct database {
    sqlite3 *handle;
    enum database_mode mode;
    struct problems *problems;
    struct statement *statements;
    struct patience patience;
    bool is_open_transaction, is_committing;
    char path[];
};

struct statement {
    sqlite3_stmt *handle;
    struct database *database;
    struct statement *previous, *next;
    bool is_kept, is_idle; /* idle: kept for the next time */
};

/* ---- problems ---- */

static void report(struct database *database)
{
    static const struct {
        int result;
        enum problem_code code;
    } causes[] = {
        {SQLITE_BUSY, PROBLEM_DATABASE_BUSY},       {SQLITE_LOCKED, PROBLEM_DATABASE_BUSY},
        {SQLITE_FULL, PROBLEM_DATABASE_FULL},       {SQLITE_READONLY, PROBLEM_DATABASE_READ_ONLY},
        {SQLITE_NOTADB, PROBLEM_DATABASE_FOREIGN},  {SQLITE_CORRUPT, PROBLEM_DATABASE_DAMAGED},
        {SQLITE_CANTOPEN, PROBLEM_DATABASE_CLOSED},
    };
    int result = sqlite3_errcode(database->handle);
    if (result == SQLITE_NOMEM)
        memory_exhausted();
    for (size_t i = 0; i < sizeof causes / sizeof *causes; i++) {
        if (causes[i].result == result) {
            problems_add(database->problems, causes[i].code, NULL, database->path);
            return;
        }
    }
    problems_add(database->problems, PROBLEM_DATABASE, NULL, database->path,
                 sqlite3_errmsg(database->handle));
}

static bool report_unless(struct database *database, bool is_done)
{
    if (!is_done)
        report(database);
    return is_done;
}

static int wait_for_others(void *subject, int attempts)
{
    struct database *database = subject;
    return patience_wait(&database->patience, database->path, attempts == 0, database->is_committing);
}

/* ---- opening ---- */

static void free_database(void *subject)
{
    struct database *database = subject;
    for (struct statement *next, *statement = database->statements; statement != NULL; statement = next) {
        next = statement->next;
        sqlite3_finalize(statement->handle);
        memory_free(statement);
    }
    sqlite3_close(database->handle);
    memory_free(database);
}

/* To read a file of ours, SQLite may have to roll back what a writer that was killed has left. */
static int flags_of(enum database_mode mode, uint32_t kind)
{
    static const int flags[] = {
        [DATABASE_READ] = SQLITE_OPEN_READONLY,
        [DATABASE_WRITE] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
        [DATABASE_MEMORY] = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY,
    };
    bool may_roll_back = mode == DATABASE_READ && kind != 0;
    return (may_roll_back ? SQLITE_OPEN_READWRITE : flags[mode]) | SQLITE_OPEN_NOMUTEX;
}

static int64_t read_pragma(struct database *database, const char *pragma)
{
    struct statement *statement = database_prepare(database, pragma);
    if (statement == NULL)
        return -1;
    int64_t value = statement_step(statement) == STEP_ROW ? statement_integer(statement, 0) : -1;
    statement_free(statement);
    return value;
}

static bool write_pragma(struct database *database, const char *name, int64_t value)
{
    char sql[80];
    snprintf(sql, sizeof sql, "PRAGMA %s = %lld", name, (long long)value);
    return database_run(database, sql);
}

/* A file without tables is new. */
static bool accept_kind(struct database *database, uint32_t kind)
{
    int64_t found = read_pragma(database, "PRAGMA application_id");
    if (found < 0)
        return false;
    if (kind == 0 || found == (int64_t)kind)
        return true;
    int64_t tables = read_pragma(database, "SELECT count(*) FROM sqlite_schema");
    if (tables < 0)
        return false;
    if (found == 0 && tables == 0)
        return database->mode == DATABASE_READ || write_pragma(database, "application_id", kind);
    problems_add(database->problems, PROBLEM_DATABASE_FOREIGN, NULL, database->path);
    return false;
}

/* A rolled-back journal on the disk keeps what was committed through a loss of power. */
static bool set_up(struct database *database, uint32_t kind)
{
    sqlite3_busy_handler(database->handle, wait_for_others, database);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(database->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    if (database->mode == DATABASE_WRITE && !database_run(database, "PRAGMA synchronous = FULL"))
        return false;
    if (database->mode == DATABASE_READ && !database_run(database, "PRAGMA query_only = ON"))
        return false;
    return database_run(database, "PRAGMA foreign_keys = ON") && accept_kind(database, kind);
}

static bool open_handle(struct database *database, uint32_t kind)
{
    const char *path = database->mode == DATABASE_MEMORY ? ":memory:" : database->path;
    if (path[0] == '\0') { /* to SQLite a file that vanishes when it is closed */
        problems_add(database->problems, PROBLEM_FILE_READ, NULL, "", system_error_words(ENOENT));
        return false;
    }
    errno = 0;
    int result = sqlite3_open_v2(path, &database->handle, flags_of(database->mode, kind), NULL);
    if (result == SQLITE_OK)
        return true;
    if (result == SQLITE_NOMEM || database->handle == NULL)
        memory_exhausted();
    problems_add(database->problems, database->mode == DATABASE_READ ? PROBLEM_FILE_READ : PROBLEM_FILE_WRITE,
                 NULL, database->path, system_error_words(sqlite3_system_errno(database->handle)));
    return false;
}

struct database *database_open(const char *path, enum database_mode mode, uint32_t kind,
                               struct problems *problems)
{
    struct database *database = memory_allocate_owned(sizeof *database + strlen(path) + 1);
    *database = (struct database){.mode = mode, .problems = problems};
    strcpy(database->path, path);
    memory_undo_later(free_database, database);
    if (open_handle(database, kind) && set_up(database, kind))
        return database;
    database_close(database);
    return NULL;
}

void database_close(struct database *database)
{
    if (database == NULL)
        return;
    memory_settled(free_database, database);
    free_database(database);
}

void database_detach(struct database *database)
{
    memory_settled(free_database, database);
}

void database_tell(struct database *database, struct problems *problems)
{
    database->problems = problems;
}

const char *database_path(const struct database *database)
{
    return database->path;
}

void database_bound_length(struct database *database, int bytes)
{
    sqlite3_limit(database->handle, SQLITE_LIMIT_LENGTH, bytes);
}

struct sqlite3 *database_handle(struct database *database)
{
    return database->handle;
}

/* ---- running ---- */

bool database_run(struct database *database, const char *sql)
{
    int result = sqlite3_exec(database->handle, sql, NULL, NULL, NULL);
    return report_unless(database, result == SQLITE_OK);
}

bool database_begin(struct database *database)
{
    bool is_to_read = database->mode == DATABASE_READ;
    database->is_open_transaction = database_run(database, is_to_read ? "BEGIN" : "BEGIN IMMEDIATE");
    return database->is_open_transaction;
}

bool database_commit(struct database *database)
{
    database->is_committing = true;
    bool is_done = database_run(database, "COMMIT");
    database->is_committing = false;
    if (is_done)
        database->is_open_transaction = false;
    else
        database_rollback(database);
    return is_done;
}

/* SQLite has rolled back by itself after some failures. */
void database_rollback(struct database *database)
{
    if (database->is_open_transaction && !sqlite3_get_autocommit(database->handle))
        sqlite3_exec(database->handle, "ROLLBACK", NULL, NULL, NULL);
    database->is_open_transaction = false;
}

int64_t database_version(struct database *database)
{
    return read_pragma(database, "PRAGMA user_version");
}

bool database_set_version(struct database *database, int64_t version)
{
    return write_pragma(database, "user_version", version);
}

/* ---- statements ---- */

struct statement *database_prepare(struct database *database, const char *sql)
{
    struct statement *statement = memory_allocate_owned(sizeof *statement);
    *statement = (struct statement){.database = database, .next = database->statements};
    if (sqlite3_prepare_v2(database->handle, sql, -1, &statement->handle, NULL) != SQLITE_OK) {
        memory_free(statement);
        report(database);
        return NULL;
    }
    if (statement->next != NULL)
        statement->next->previous = statement;
    database->statements = statement;
    return statement;
}

struct statement *database_prepare_once(struct database *database, const char *sql)
{
    struct statement *statement = database->statements;
    while (statement != NULL && (!statement->is_idle || strcmp(sqlite3_sql(statement->handle), sql) != 0))
        statement = statement->next;
    if (statement == NULL)
        statement = database_prepare(database, sql);
    if (statement != NULL) {
        statement->is_kept = true;
        statement->is_idle = false;
    }
    return statement;
}

void statement_free(struct statement *statement)
{
    if (statement == NULL)
        return;
    if (statement->is_kept) {
        sqlite3_reset(statement->handle);
        sqlite3_clear_bindings(statement->handle);
        statement->is_idle = true;
        return;
    }
    sqlite3_finalize(statement->handle);
    if (statement->previous != NULL)
        statement->previous->next = statement->next;
    else
        statement->database->statements = statement->next;
    if (statement->next != NULL)
        statement->next->previous = statement->previous;
    memory_free(statement);
}

struct sqlite3_stmt *statement_handle(struct statement *statement)
{
    return statement->handle;
}

static void accept_binding(int result)
{
    if (result == SQLITE_NOMEM)
        memory_exhausted();
}

void statement_bind_text(struct statement *statement, int parameter, struct string text)
{
    accept_binding(sqlite3_bind_text64(statement->handle, parameter, text.bytes != NULL ? text.bytes : "",
                                       text.length, SQLITE_TRANSIENT, SQLITE_UTF8));
}

void statement_bind_integer(struct statement *statement, int parameter, int64_t integer)
{
    accept_binding(sqlite3_bind_int64(statement->handle, parameter, integer));
}

void statement_bind_null(struct statement *statement, int parameter)
{
    accept_binding(sqlite3_bind_null(statement->handle, parameter));
}

enum statement_step statement_step(struct statement *statement)
{
    int result = sqlite3_step(statement->handle);
    if (result == SQLITE_ROW)
        return STEP_ROW;
    if (result == SQLITE_DONE)
        return STEP_DONE;
    report(statement->database);
    return STEP_FAILED;
}

bool statement_run(struct statement *statement)
{
    bool is_done = statement_step(statement) != STEP_FAILED;
    sqlite3_reset(statement->handle);
    return is_done;
}

void statement_reset(struct statement *statement)
{
    sqlite3_reset(statement->handle);
}

struct string statement_text(struct statement *statement, int column)
{
    const unsigned char *bytes = sqlite3_column_text(statement->handle, column);
    if (bytes == NULL) {
        if (sqlite3_errcode(statement->database->handle) == SQLITE_NOMEM)
            memory_exhausted();
        return (struct string){NULL, 0};
    }
    return (struct string){(const char *)bytes, (size_t)sqlite3_column_bytes(statement->handle, column)};
}

int64_t statement_integer(struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

bool statement_is_null(struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

enum cell_type statement_type(struct statement *statement, int column)
{
    static const enum cell_type types[] = {
        [SQLITE_INTEGER] = CELL_INTEGER, [SQLITE_FLOAT] = CELL_REAL, [SQLITE_TEXT] = CELL_TEXT,
        [SQLITE_BLOB] = CELL_BLOB,       [SQLITE_NULL] = CELL_NULL,
    };
    return types[sqlite3_column_type(statement->handle, column)];
}

int statement_column_count(struct statement *statement)
{
    return sqlite3_column_count(statement->handle);
}

static struct string string_of_column(const char *text)
{
    return string_of(text != NULL ? text : "");
}

struct string statement_column_name(struct statement *statement, int column)
{
    return string_of_column(sqlite3_column_name(statement->handle, column));
}

struct string statement_column_declared(struct statement *statement, int column)
{
    return string_of_column(sqlite3_column_decltype(statement->handle, column));
}

/* A locale may have printed another point. */
bool statement_append_real(struct statement *statement, int column, struct buffer *out)
{
    enum { SURE_DIGITS = 15, ALL_DIGITS = 17 };
    char text[40];
    double real = sqlite3_column_double(statement->handle, column);
    if (!isfinite(real))
        return false;
    for (int digits = SURE_DIGITS; digits <= ALL_DIGITS; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, real);
        if (strtod(text, NULL) == real)
            break;
    }
    for (const char *at = text; *at != '\0'; at++)
        buffer_append_byte(out, (*at >= '0' && *at <= '9') || strchr("+-e", *at) != NULL ? *at : '.');
    return true;
}
