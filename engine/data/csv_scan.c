/* Cells and separators of CSV: where they are, before anything is read. */

#include <string.h>

#include "data/csv.h"

static bool ends_cell(struct string bytes, size_t at, char separator)
{
    if (at >= bytes.length)
        return true;
    char byte = bytes.bytes[at];
    return byte == separator || byte == '\n' || byte == '\r';
}

/* At the closing quote of a cell, or the end of the file. */
static size_t find_closing(struct string bytes, size_t at, bool *has_quotes)
{
    for (;;) {
        const char *quote = at < bytes.length ? memchr(bytes.bytes + at, '"', bytes.length - at) : NULL;
        if (quote == NULL)
            return bytes.length;
        at = (size_t)(quote - bytes.bytes);
        if (at + 1 >= bytes.length || bytes.bytes[at + 1] != '"')
            return at;
        *has_quotes = true;
        at += 2;
    }
}

static struct csv_cell scan_quoted(struct string bytes, size_t at, char separator)
{
    struct csv_cell cell = {.from = at + 1, .is_quoted = true};
    cell.to = cell.ends = find_closing(bytes, cell.from, &cell.has_quotes);
    if (cell.to == bytes.length) {
        cell.fault = CSV_UNCLOSED;
        cell.fault_at = at;
        return cell;
    }
    cell.ends++;
    while (!ends_cell(bytes, cell.ends, separator) && bytes.bytes[cell.ends] == ' ')
        cell.ends++;
    cell.fault_at = cell.ends;
    cell.fault = ends_cell(bytes, cell.ends, separator) ? CSV_SOUND : CSV_TEXT_AFTER_QUOTE;
    while (!ends_cell(bytes, cell.ends, separator))
        cell.ends++;
    return cell;
}

struct csv_cell csv_scan(struct string bytes, size_t at, char separator)
{
    if (at < bytes.length && bytes.bytes[at] == '"')
        return scan_quoted(bytes, at, separator);
    struct csv_cell cell = {.from = at, .ends = at};
    while (!ends_cell(bytes, cell.ends, separator))
        cell.ends++;
    cell.to = cell.ends;
    return cell;
}

/* ---- the separator ---- */

enum { SAMPLE_ROWS = 100 };

/* The cells of each of the first rows, blank ones aside; how many there are. */
static size_t count_cells(struct string bytes, char separator, size_t counts[SAMPLE_ROWS])
{
    size_t rows = 0, cells = 0;
    for (size_t at = 0; at < bytes.length && rows < SAMPLE_ROWS; at++) {
        struct csv_cell cell = csv_scan(bytes, at, separator);
        bool is_blank = cells == 0 && cell.to == cell.from;
        at = cell.ends;
        cells++;
        if (at < bytes.length && bytes.bytes[at] == separator)
            continue;
        if (!is_blank)
            counts[rows++] = cells;
        cells = 0;
    }
    return rows;
}

/* How many rows have the same number of cells, at least two. */
static size_t count_agreeing(const size_t *counts, size_t rows)
{
    size_t most = 0;
    for (size_t i = 0; i < rows; i++) {
        size_t own = 0;
        for (size_t k = i; k < rows; k++)
            own += counts[k] == counts[i];
        if (counts[i] > 1 && own > most)
            most = own;
    }
    return most;
}

static bool is_declared(struct string bytes, char *separator)
{
    if (bytes.length < 5 || !string_starts_with(bytes, STRING("sep=")))
        return false;
    *separator = bytes.bytes[4];
    return strchr(";,\t|", *separator) != NULL && ends_cell(bytes, 5, '\n');
}

char csv_find_separator(struct string bytes)
{
    static const char separators[] = {';', '\t', ','};
    size_t counts[SAMPLE_ROWS], most = 0;
    char best = ',';
    if (is_declared(bytes, &best))
        return best;
    best = ',';
    for (size_t i = 0; i < sizeof separators; i++) {
        size_t agreeing = count_agreeing(counts, count_cells(bytes, separators[i], counts));
        best = agreeing > most ? separators[i] : best;
        most = agreeing > most ? agreeing : most;
    }
    return best;
}
