#ifndef VANBAN_STATISTICS_HISTORY_INTERNAL_H
#define VANBAN_STATISTICS_HISTORY_INTERNAL_H

#include "statistics/history.h"

struct history {
    struct database *database;
    struct problems *problems;
    bool is_empty; /* nothing was ever written */
};

/* A value as the columns kind, value, whole and format of table figure; and back. */
void figure_bind(struct statement *statement, int first, const struct value *value);
struct value figure_read(struct statement *statement, int first, struct arena *arena);

/* A day as text, 2023-09-14. */
void date_bind(struct statement *statement, int parameter, struct date date);

/* A column as a text in `arena`, empty for null. */
struct string column_copy(struct statement *statement, int column, struct arena *arena);

#endif
