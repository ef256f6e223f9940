#ifndef VANBAN_REGISTER_BOOK_H
#define VANBAN_REGISTER_BOOK_H

/* What the files of the number book share. */

#include "register/register.h"

/* The column of a field in the table "document". */
const char *book_column(enum register_field field);
/* ", prefix column suffix" of each field in order. */
void book_append_columns(struct buffer *sql, const char *prefix, const char *suffix);
/* Sets entry->series by the policy; false after a problem. */
bool book_choose_series(struct database *book, struct register_entry *entry, struct arena *arena);

enum { BOOK_FIRST_FIELD = 6, BOOK_ROW_COLUMN = BOOK_FIRST_FIELD + REGISTER_FIELD_COUNT };

/* Changes a column of a document, and keeps what it was; false after a problem. */
bool book_change(struct database *book, struct string key, const char *column, struct string before,
                 struct string after);

/* SELECT of whole entries, to be followed by WHERE …; read a row with book_read_row(). */
void book_append_select(struct buffer *sql);
void book_read_row(struct statement *row, struct arena *arena, struct register_entry *entry);

#endif
