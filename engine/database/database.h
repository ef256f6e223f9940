#ifndef VANBAN_DATABASE_DATABASE_H
#define VANBAN_DATABASE_DATABASE_H

/*
 * SQLite, for all that is kept between runs (history, number book) or asked in SQL; no other module includes
 * sqlite3.h but statistics, for functions of its own. A database and its statements are given back when
 * guarded work is left (base/memory.h). What SQLite refuses is a problem that names the file.
 */

#include "base/problems.h"

struct database;
struct statement;

enum database_mode {
    DATABASE_READ,   /* an existing file, which no statement changes */
    DATABASE_WRITE,  /* an existing file or a new one */
    DATABASE_MEMORY, /* in memory; `path` is what problems call it */
};

/*
 * `kind` is the file's kind in its header (PRAGMA application_id), 0: any. A new file gets it; a file of
 * another kind is refused. In DATABASE_WRITE changes are synced before a commit returns, and waiting for
 * others ends when they hold the file for 30 s and write nothing. NULL after a problem.
 */
struct database *database_open(const char *path, enum database_mode mode, uint32_t kind,
                               struct problems *problems);
void database_close(struct database *database); /* rolls back what was not committed */
/* From now on it belongs to no guarded work: whoever has it closes it. Threads may use it one after the
 * other.
 */
void database_detach(struct database *database);
/* Its problems are told there from now on. */
void database_tell(struct database *database, struct problems *problems);
const char *database_path(const struct database *database);
/* No text or row may be longer; for files of others. */
void database_bound_length(struct database *database, int bytes);
/* The sqlite3 handle, for functions, authorizers and limits. */
struct sqlite3 *database_handle(struct database *database);

/* Statements without results, one or several; false after a problem. */
bool database_run(struct database *database, const char *sql);
/* Takes the lock for writing at once, so that no other process changes what is read from here on; in
 * DATABASE_READ what is read from here on is of one moment. */
bool database_begin(struct database *database);
bool database_commit(struct database *database);
void database_rollback(struct database *database);
/* PRAGMA user_version: the version of the tables in it. */
int64_t database_version(struct database *database);
bool database_set_version(struct database *database, int64_t version);

/* One statement; NULL after a problem. */
struct statement *database_prepare(struct database *database, const char *sql);
/* The same for what is asked again and again: statement_free() keeps it for the next time. */
struct statement *database_prepare_once(struct database *database, const char *sql);
void statement_free(struct statement *statement);
struct sqlite3_stmt *statement_handle(struct statement *statement);
/* Parameters from 1; texts are copied. */
void statement_bind_text(struct statement *statement, int parameter, struct string text);
void statement_bind_integer(struct statement *statement, int parameter, int64_t integer);
void statement_bind_null(struct statement *statement, int parameter);

enum statement_step { STEP_ROW, STEP_DONE, STEP_FAILED };
/* STEP_FAILED after a problem. */
enum statement_step statement_step(struct statement *statement);
/* Runs a statement without results and makes it ready for the next time; false after a problem. */
bool statement_run(struct statement *statement);
/* Ready for the next time; parameters keep their values. */
void statement_reset(struct statement *statement);
/* Columns from 0; a text is borrowed until the next step. Null: an empty string with bytes == NULL. */
struct string statement_text(struct statement *statement, int column);
int64_t statement_integer(struct statement *statement, int column);
bool statement_is_null(struct statement *statement, int column);
/* What a cell is, the names of the columns of the result, and the type a column was declared with or "". */
enum cell_type { CELL_NULL, CELL_INTEGER, CELL_REAL, CELL_TEXT, CELL_BLOB };
enum cell_type statement_type(struct statement *statement, int column);
int statement_column_count(struct statement *statement);
struct string statement_column_name(struct statement *statement, int column);
struct string statement_column_declared(struct statement *statement, int column);
/* A REAL as the shortest decimal that stands for it, in JSON's grammar; false when it is not finite. */
bool statement_append_real(struct statement *statement, int column, struct buffer *out);

#endif
