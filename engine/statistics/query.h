#ifndef VANBAN_STATISTICS_QUERY_H
#define VANBAN_STATISTICS_QUERY_H

/*
 * SQL over the tables of a form, in a database in memory that can only be read: no ATTACH, no PRAGMA, no
 * function that knows the time, chance or files; bounded in steps and size.
 *
 * Tables and columns have their names and their labels: SELECT linh_vuc, SELECT "Lĩnh vực" FROM "Hồ sơ". What
 * stands in double quotes is a name, never a text; one that two tables have is a name of neither. Texts are
 * ordered as Vietnamese lists are, whatever a query is ordered by; LIKE, upper() and lower() know all
 * letters. An empty cell is NULL; dates are texts as 2023-05-04; yes and no are 1 and 0, and yes and no
 * again in a column of the result that is read as it stands, of one SELECT. :name is a value in scope.
 *
 * Numbers are exact. What has a fraction is REAL, and so are the other numbers of its column; but operators,
 * casts, sum(), avg(), total(), round(), abs(), floor(), ceil(), trunc(), sign(), printf() with %d %f %s and
 * the texts of numbers are computed here, from the numbers themselves, with SQLite's meaning otherwise: whole
 * numbers divide to whole numbers, division by 0 is NULL. A REAL that is whole has a text without ".0".
 * Functions and numbers that cannot be exact to the last digit are refused. Only a text that is compared with
 * a CAST is read by SQLite itself, which is sure of six digits; it is never printed.
 */

#include "expression/expression.h"

struct query_column {
    struct string name, label;
    enum value_format format;
};

struct query_table {
    struct string name, label;
    const struct query_column *columns;
    size_t column_count;
    const struct list *rows; /* records with the names of the columns */
};

/* Told of each column that is read, for who explains; `column`: NULL when rows are only counted. It may be
 * told twice. */
struct query_listening {
    void (*note)(struct query_listening *listening, const struct query_table *table,
                 const struct query_column *column);
};

struct query {
    struct string sql;
    struct place place; /* of the SQL; its tag is the text, so that a mistake can be underlined */
    const struct query_table *tables;
    size_t table_count;
    bool is_single;                    /* one value is wanted; none when there is no row */
    struct query_listening *listening; /* or NULL */
};

/*
 * The rows of the result as a list of records, or the one value. Texts live in evaluation->arena. False after
 * a problem; none is told when a :name is missing that was told already.
 */
bool query_run(const struct query *query, struct evaluation *evaluation, struct value *result);

#endif
