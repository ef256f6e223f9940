#ifndef VANBAN_STATISTICS_HISTORY_INTERNAL_H
#define VANBAN_STATISTICS_HISTORY_INTERNAL_H

#include "statistics/history.h"

struct history {
    struct database *database; /* detached */
    struct problems *problems;
    bool is_empty;                   /* nothing was ever written */
    struct history_readers *readers; /* whom it is given back to; NULL: it is closed */
    struct history *next;            /* of those that are idle */
};

/* Rows of a statement, in an arena. How many there are nobody tells before: not in a file that others may
 * have changed. */
struct listing {
    struct arena *arena;
    void *items;
    size_t count, capacity, size;
};
/* Room for one item more. */
void *history_add_item(struct listing *listing);

/* Finds out whether anything was ever written; false after a problem. */
bool history_accept_version(struct history *history);
/* It is closed when guarded work of this thread is left, until history_close(). */
void history_attach(struct history *history);
/* To its readers; it belongs to no guarded work any more. */
void history_give_back(struct history *history);

/* A value as the columns kind, value, whole and format of table figure; and back. */
void figure_bind(struct statement *statement, int first, const struct value *value);
struct value figure_read(struct statement *statement, int first, struct arena *arena);

/* A day as text, 2023-09-14. */
void date_bind(struct statement *statement, int parameter, struct date date);

/* A column as a text in `arena`, empty for null. */
struct string column_copy(struct statement *statement, int column, struct arena *arena);

#endif
