#ifndef VANBAN_STATISTICS_QUERY_INTERNAL_H
#define VANBAN_STATISTICS_QUERY_INTERNAL_H

/* What the files of queries share. */

#include <sqlite3.h>

#include "database/database.h"
#include "statistics/query.h"

/* Which exact number a REAL of this query stands for; two numbers for one REAL stand for none. */
struct exact_slot {
    uint64_t bits;
    struct number number;
    bool is_used, is_ambiguous;
};

struct query_run {
    const struct query *query;
    struct evaluation *evaluation;
    struct database *database;
    struct exact_slot *exact;
    size_t exact_count, exact_used;
    char refused[64]; /* what the authorizer refused first; empty: nothing */
    bool is_beyond_steps;
};

/* The REAL for a number that is no 64-bit integer, remembered. */
double exact_remember(struct query_run *run, struct number number);
/* False when no number is known for the REAL, or more than one. */
bool exact_lookup(const struct query_run *run, double real, struct number *number);
/* A decimal of at most 15 digits is the only one of its REAL. */
bool exact_fits(struct number number);
/* sum, total and avg that add exact numbers. */
void exact_register(struct query_run *run);

/* The tables that the SQL names, copied into the database; false after a problem. */
bool tables_fill(struct query_run *run);
/* False when SQLite has no exact value for it, or the text is too long. */
bool query_bind(struct query_run *run, sqlite3_stmt *statement, int position, const struct value *value);

/* Only reading is allowed, and only so many steps. */
void guard_register(struct query_run *run);
/* Shuts what is allowed while tables are filled. */
void guard_shut(struct query_run *run);

#endif
