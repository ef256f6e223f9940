#ifndef VANBAN_DATA_CSV_H
#define VANBAN_DATA_CSV_H

/* What the files of the CSV reader share. */

#include "data/source.h"

/* Any encoding a CSV file may have to UTF-8; false after a problem. */
bool csv_decode(const struct data_reader *reader, struct string file, struct string *bytes);

enum csv_fault { CSV_SOUND, CSV_UNCLOSED, CSV_TEXT_AFTER_QUOTE };

struct csv_cell {
    size_t from, to; /* what it holds, quotes aside */
    size_t ends;     /* where the separator, the line end or the end of the file stands */
    size_t fault_at;
    enum csv_fault fault;
    bool is_quoted, has_quotes; /* quotes inside, written twice */
};

/* Looks through the cell that begins at `at` (RFC 4180). */
struct csv_cell csv_scan(struct string bytes, size_t at, char separator);
/* The separator that cuts most rows into the same number of cells; the first line may say "sep=;". */
char csv_find_separator(struct string bytes);

#endif
