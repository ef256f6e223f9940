#ifndef VANBAN_DATA_MAP_H
#define VANBAN_DATA_MAP_H

/*
 * Which sheets and columns of a file are which tables and fields of a form, when the names differ:
 *
 *     trang:                       # sheets; also CSV files and tables of a database
 *       DSHS_Export: Hồ sơ
 *       Bìa:                       # nothing: left out
 *     cột:                         # columns of all tables, or of one
 *       Mã HS: Mã hồ sơ
 *       Hồ sơ:
 *         Ghi chú:
 *
 * It remembers what it was asked for, so that a row nothing matched can be told.
 */

#include "data/data.h"

/* The name of a sheet, file or table in the form: its own when the map says nothing of it or is NULL; empty:
 * left out. */
struct string map_table(struct table_map *map, struct string name);
/* The same for a column of the sheet `table`. */
struct string map_column(struct table_map *map, struct string table, struct string column);

#endif
