#ifndef VANBAN_DATA_GRID_H
#define VANBAN_DATA_GRID_H

/*
 * Cells in rows, as a sheet or a CSV file has them, and the table found in them. A grid lives in an arena of
 * its own: what becomes data is copied out, texts aside, which are the reader's.
 */

#include "data/data.h"
#include "data/names.h"

struct cell {
    struct value value; /* not none, but of a faulty one; knows its place */
    uint32_t column;    /* from 1; value.column counts characters in a text file */
    bool is_faulty;     /* could not be read, which was told; the value is none */
};

struct grid_row {
    uint32_t number;    /* from 1, blank rows counted */
    uint32_t width;     /* of a text file: how many cells it has, empty ones too */
    struct cell *cells; /* by column, the empty ones left out; at least one */
    size_t count;
    bool is_hidden;
    bool is_faulty; /* a cell of it is */
};

/* Cells drawn as one; the first holds the value. Rows and columns from 1, the last ones included. */
struct grid_area {
    uint32_t top, left, bottom, right;
};

struct grid {
    const struct data_reader *reader;
    struct arena *arena;
    uint16_t source;
    struct string name; /* of the sheet or file */
    char separator;     /* of a text file; 0: a sheet */
    struct grid_row *rows;
    size_t count, capacity;
    struct grid_area *areas;
    size_t area_count, area_capacity;
    /* the row being made */
    struct cell *cells;
    size_t cell_count, cell_capacity;
    bool is_row_faulty;
    bool keeps_faulty; /* as of tables_options */
};

/* `options` may be NULL. */
void grid_init(struct grid *grid, const struct data_reader *reader, const struct tables_options *options,
               uint16_t source);
void grid_release(struct grid *grid);
/* Cells come by column; none and texts of blanks alone are no cells. False after a problem of limits. */
bool grid_add_cell(struct grid *grid, uint32_t column, const struct value *value);
/* A cell that could not be read, at the place of a value; false if that is a failure of the whole. */
bool grid_add_faulty(struct grid *grid, uint32_t column, const struct value *value);
/* Ends the row; one without cells is dropped. False after a problem of limits. */
bool grid_end_row(struct grid *grid, uint32_t number, uint32_t width, bool is_hidden);
void grid_add_area(struct grid *grid, struct grid_area area);
/* Puts the areas in order; after the last one, before those below. */
void grid_sort_areas(struct grid *grid);
/* The merged cells that begin in a cell, or NULL. */
const struct grid_area *grid_area(const struct grid *grid, uint32_t row, uint32_t column);
/* The first cell at or behind a column, as an index. */
size_t grid_find(const struct grid_row *row, uint32_t column);
/* The cell that stands exactly there, or NULL. */
const struct cell *grid_cell(const struct grid_row *row, uint32_t column);
/* The place of a row and column of the sheet; of a text file: of the row. 0 leaves out row or column. */
struct place grid_place(const struct grid *grid, const struct grid_row *row, uint32_t column);

/* The rows that name the columns, as indices. */
struct header {
    size_t top, bottom;
};

/* False if there is none. Only rows among the first 50 can be. */
bool header_find(const struct grid *grid, const struct tables_options *options, struct header *header);

struct column {
    uint32_t number;
    const struct name *name;
    bool is_left_out;
    bool is_inside;          /* a field of a record: its name has dots that part it */
    const struct cell *cell; /* the lowest that names it */
};

/* The named columns from left to right, in grid->arena; names in the reader's, as the map has them (NULL:
 * none). */
struct column *header_columns(const struct grid *grid, const struct header *header, struct table_map *map,
                              struct names *names, size_t *count);

enum table_kind {
    TABLE_NOTHING, /* no cells, or no header: told */
    TABLE_ROWS,    /* a list of records */
    TABLE_FIELDS,  /* a record: the first two columns are headed Trường and Giá trị */
};

/* False after a problem; *kind is set in any case. */
bool table_read(const struct grid *grid, const struct tables_options *options, enum table_kind *kind,
                struct value *value);

/* Sets a field, or with dots a field inside a field; false when the name is taken, with nothing told. */
bool table_place(struct record *record, struct names *names, struct string path, const struct value *value);

/* Reports that a file holds no table. */
void table_report_empty(const struct data_reader *reader, struct string file);

#endif
