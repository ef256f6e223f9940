#ifndef VANBAN_EXPRESSION_ROWS_H
#define VANBAN_EXPRESSION_ROWS_H

/*
 * Queries: calls over the rows of a table, as đếm(ho_so, kênh = "trực tuyến", số ngày > 5). What stands
 * behind the table is looked at once for each row, whose columns are names there, before all others:
 *
 *     column = value   the cell equals the value, which is computed once, outside the table. Texts are equal
 * as names are: NFC, without regard to case, blanks as one. A list means any of its items, none an empty
 * cell. a condition      any expression; "==" compares exactly, as everywhere.
 *
 * A column that no row has is a problem, never a silent 0; one that some rows lack is none there.
 */

#include "expression/evaluate.h"

struct cell_condition;

struct row_query {
    const struct evaluator *evaluator;
    struct call *call;
    const struct list *rows;
    const struct record *columns; /* of all rows, each none */
    const struct node *measured;  /* what is asked of each row; NULL: nothing */
    const struct node **conditions;
    size_t condition_count;
    struct cell_condition **cells;
    size_t cell_count;
    struct scope *blank, *scope; /* the columns of all rows, behind those of the row looked at */
    struct scope *outer;
    struct arena *scratch; /* of one condition */
    struct list *found;    /* the rows that meet every condition */
    bool is_ascending;
};

/*
 * Evaluates the first argument of a call; *is_query: that is a table and the call a query over it. False
 * after a problem.
 */
bool rows_accept(const struct evaluator *evaluator, const struct node *node, const struct function_row *row,
                 struct value *first, bool *is_query);
/* Computes such a call. */
bool rows_call(const struct evaluator *evaluator, const struct node *node, const struct function_row *row,
               const struct value *table, struct value *result);

/* What query->measured gives for a row; an empty text is none. False after a problem. */
bool rows_measure(struct row_query *query, const struct value *row, struct value *value);
/*
 * Reports the first name of `node` that is no column and in force nowhere; false after that problem.
 * *is_missing: a draft goes on with *missing.
 */
bool rows_know_names(struct row_query *query, const struct node *node, struct value *missing,
                     bool *is_missing);

/* Whether the names of a part are not those of the row: a function that is called, a query of its own. */
bool rows_pass_over(const struct node *node, size_t i);

/* The queries, by the functions that are also something else (functions.c). */
bool query_count(struct call *call, struct value *result);
bool query_sum(struct call *call, struct value *result);
bool query_average(struct call *call, struct value *result);
bool query_extreme(struct call *call, int sign, struct value *result);

/* A cell that holds nothing: none, or a text of blanks. */
bool is_blank_cell(const struct value *value);

/* ---- column = value (rows_cell.c) ---- */

/*
 * The condition of a keyword, ready to be asked of many rows. False after a problem; *is_missing: its value
 * is missing and a draft goes on with it, as *missing.
 */
bool cell_condition_begin(struct row_query *query, const struct argument *argument, struct value *missing,
                          bool *is_missing);
bool cell_condition_holds(struct cell_condition *condition, const struct record *row);
/* After all rows: what could never be equal, as a text and a column of numbers, is a problem; a text that no
 * cell has but one near to it is a warning. */
bool cell_conditions_end(struct row_query *query);

#endif
