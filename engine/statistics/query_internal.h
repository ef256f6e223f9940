#ifndef VANBAN_STATISTICS_QUERY_INTERNAL_H
#define VANBAN_STATISTICS_QUERY_INTERNAL_H

/* What the files of queries share. */

#include <sqlite3.h>

#include "database/database.h"
#include "statistics/query.h"

/* Which exact number a REAL of this query stands for. */
struct exact_slot {
    uint64_t bits;
    struct number number;
    bool is_used;
};

struct query_run {
    const struct query *query;
    struct evaluation *evaluation;
    struct database *database;
    struct exact_slot *exact;
    size_t exact_count, exact_used;
    struct string *names;           /* of the result's columns */
    enum problem_code refused_code; /* of what was refused first, by the authorizer or a function */
    char refused[64];               /* what that was; empty: nothing */
    bool is_beyond_steps;
    bool is_out_of_memory; /* while SQLite reads the SQL, through which it must not leave */
    bool is_accepted;      /* the query as written; what follows is ours */
    bool has_one_select;   /* none is joined by UNION and the like */
};

/* ---- numbers ---- */

enum { EXACT_MOST_BITS = 1 << 12 }; /* of a result; larger ones are refused */

/* The REAL that stands for the number from here on; false when another number has it or SQLite would take it
 * for one. */
bool exact_remember(struct query_run *run, struct number number, double *real);
/* False when no number is known for the REAL. */
bool exact_lookup(const struct query_run *run, double real, struct number *number);
/* Counts what a result takes to keep among the steps. */
void exact_charge(struct query_run *run, struct number number);
/* A decimal of at most 15 digits is the only one of its REAL. */
bool exact_fits(struct number number);
/* All its digits; false when there is no end to them. */
bool exact_append(struct buffer *out, struct number number);

/* ---- functions ---- */

/* One call by SQLite. What it computes runs in a guard of its own: running out of memory must not leave
 * through SQLite. */
struct exact_call {
    sqlite3_context *context;
    struct query_run *run;
    const char *name;
    sqlite3_value **values;
    int count;
    struct exact_sum *sum; /* of an aggregate */
};

/* What SQLite keeps with a function of ours. */
struct exact_function {
    struct query_run *run;
    const char *name;
    void (*compute)(void *call); /* a struct exact_call */
};

/* An argument as a number. A text is the number it begins with, as everywhere in SQLite. */
struct operand {
    bool is_none;  /* NULL */
    bool is_real;  /* computes as a fraction even when it is whole */
    bool is_whole; /* nothing but a number: false for what remains of a text */
    struct number number;
};

/* Ends the call with a problem; `what` for its text. */
void exact_fail(const struct exact_call *call, enum problem_code code, const char *what);
/* False after exact_fail(). */
bool exact_operand(const struct exact_call *call, int position, struct operand *operand);
/* The same cut to an integer of 64 bits; NULL is not one. */
bool exact_integer(const struct exact_call *call, int position, int64_t *integer);
/* Appends what a value is as text; a fraction with all its digits. False after exact_fail(). */
bool exact_append_text(const struct exact_call *call, int position, struct buffer *out);
/* An integer when it is one and is not to be REAL. */
void exact_give(const struct exact_call *call, struct number number, bool is_real);
void exact_give_text(const struct exact_call *call, struct string text);
void exact_run(struct exact_call *call, void (*compute)(void *call));

/* Registers what computes: operators as rewritten SQL calls them, and SQLite's functions of numbers. */
void functions_register(struct query_run *run);
void sums_register(struct query_run *run);
/* printf() and format(). */
void exact_printf(void *call);

/* ---- SQL ---- */

enum sql_token_kind { SQL_END, SQL_WORD, SQL_QUOTED, SQL_TEXT, SQL_NUMBER, SQL_PARAMETER, SQL_SIGN };
struct sql_token {
    enum sql_token_kind kind;
    struct string text;
};
/* Ends with SQL_END. */
struct sql_token *sql_tokens(struct arena *arena, struct string sql);
/* A word, in any case, or a sign. */
bool sql_token_is(const struct sql_token *token, const char *wanted);
/* A name without its quotes. */
struct string sql_bare_name(const struct sql_token *token);
/* `words` end with NULL. */
bool sql_is_one_of(const struct sql_token *token, const char *const *words);
/* Words behind which something begins: not the name of an operand. */
bool sql_is_structure(const struct sql_token *token);
bool sql_begins_operand(const struct sql_token *token);
bool sql_begins_query(const struct sql_token *token);
/* Behind what a query is ordered by. */
bool sql_ends_term(const struct sql_token *token);
/* What means the same rewritten, where no operand is. */
bool sql_stays(const struct sql_token *token);
/* From behind a "(": what follows its ")". */
const struct sql_token *sql_behind_group(const struct sql_token *token);
/* WITH name(column, …) AS (: looks like a call. */
bool sql_is_header(const struct sql_token *name);
/* RANGE BETWEEN 0.1 PRECEDING …: SQLite itself adds to what the rows are ordered by. */
bool sql_has_distances(const struct sql_token *token);
/* A 64-bit integer is SQLite's own; anything else would be a binary fraction. */
bool sql_is_integer(struct string text, const char *most);
/* As SQLite finds the affinity of a type's name. */
const char *sql_affinity(struct string type);
/* `sql` is what SQLite has understood; see query_rewrite.c. False when it was not understood here. */
bool sql_rewrite(struct arena *arena, struct string sql, struct string *rewritten);

/* ---- tables ---- */

/* The type of a column of yes and no, which a column of the result has that is read as it stands; with BLOB
 * in it SQLite converts nothing. */
#define TRUTH_TYPE "truth_blob"
/* The tables that the SQL names, copied into the database; false after a problem. */
bool tables_fill(struct query_run *run);
/* A REAL also for whole numbers, or only for the others; false when SQLite has no exact value for it, or the
 * text is too long. */
bool query_bind(struct query_run *run, sqlite3_stmt *statement, int position, const struct value *value,
                bool is_real);

/* ---- what is allowed ---- */

/* False after a problem: SQLite would make too much of the SQL before it runs. Counts as steps. */
bool copies_allow(struct query_run *run);

/* Only reading is allowed, and only so many steps. */
void guard_register(struct query_run *run);
/* False when these steps are beyond the limit: then the query ends with that problem. */
bool guard_spend(struct query_run *run, uint64_t steps);
/* Shuts what is allowed while tables are filled. */
void guard_shut(struct query_run *run);
/* Whether a function of SQLite makes texts of what it is given. */
bool guard_takes_texts(struct string function);

#endif
