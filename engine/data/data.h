#ifndef VANBAN_DATA_DATA_H
#define VANBAN_DATA_DATA_H

/*
 * Readers of data: files become one record of values, each knowing file, line
 * and column. Strict: duplicate keys, text that is not UTF-8, control
 * characters and numbers beyond the limit are problems at their place. Text and
 * keys are normalised to NFC. Syntax errors point at the character.
 *
 * Tables (CSV, workbooks) become records under their own names:
 *
 *     a CSV file "Hồ sơ.csv"              {"Hồ sơ": [{"STT": "1", "Lĩnh vực": "Đất đai"}, …]}
 *     a workbook, sheets "Hồ sơ" …        {"Hồ sơ": [{"STT": 1, "Lĩnh vực": "Đất đai"}, …], …}
 *     columns headed Trường and Giá trị   {"Tên cơ quan": "UBND xã An Bình", …}
 *
 * so that a table field of a form is filled by the sheet that has its label or name, column by column. The
 * first sheet headed Trường (Tên) and Giá trị gives fields of the whole document, further ones a record under
 * the sheet's name. A field inside a field is "Số liệu.Trực tiếp", as a name or as a sheet's. An empty cell
 * is none. See table_header.c for how the header is found.
 */

#include "base/limits.h"
#include "value/value.h"

/* What a reader needs; all owned by the caller. */
struct data_reader {
    struct arena *arena;
    struct sources *sources;
    const struct limits *limits;
    struct problems *problems;
};

struct table_map;

/* A hidden sheet of this name is none of the data, and nothing is told of it. */
#define WORKBOOK_LISTS "_vanban"

/* How tables are found and read; all may be left empty. */
struct tables_options {
    /* Of the columns: the row with most of them is the header. "Tỷ lệ.Tử số" is a column that is a field of a
     * record in each row; any other column may have dots in its name. */
    const struct string *labels;
    size_t label_count;
    /* Other fields a column may be mapped to: those of a document, which a record of a batch gives. */
    const struct string *fields;
    size_t field_count;
    const struct string *sheets; /* only these are read, hidden or not; none: all that are not hidden */
    size_t sheet_count;
    struct table_map *map; /* NULL: none */
    /* A row that cannot be read is no failure of the file: it stands in its table, VALUE_FAULTY, and problems
     * at places within it tell why; what is no record in a list of JSON or YAML whose other items are is left
     * there, for whoever takes the table. What is wrong elsewhere fails as ever. */
    bool keeps_faulty;
};

/*
 * One file by its ending: .json .jsonl .yaml .yml .csv .xlsx .xlsm .sqlite .sqlite3 .db; "-" is standard
 * input, JSON (or JSON Lines) if it begins with { or [, a workbook if it is a zip, CSV if its first line is
 * column names, else YAML. A JSON or YAML file that is a list of records is a table under the file's name.
 * Another stream without an ending is read as standard input is. `options` may be NULL.
 */
bool data_read_file(const struct data_reader *reader, const struct tables_options *options, const char *path,
                    struct value *value);
/* By its ending. */
bool data_is_sqlite(const char *path);
/* Files merged in order, the later wins; the top of each must be a record. */
bool data_read_files(const struct data_reader *reader, const struct tables_options *options,
                     const char *const *paths, size_t count, struct value *value);
/* Bytes that came from `file` (for messages); borrowed as long as the values live. */
bool data_read_json(const struct data_reader *reader, struct string file, struct string bytes,
                    struct value *value);
bool data_read_yaml(const struct data_reader *reader, struct string file, struct string bytes,
                    struct value *value);
/* JSON Lines: a list of the values under the file's name without folder and ending. `options` may be NULL. */
bool data_read_json_lines(const struct data_reader *reader, const struct tables_options *options,
                          struct string file, struct string bytes, struct value *value);
/*
 * Cells between commas, semicolons or tabs, whichever fits; all values are texts, for the form's types to
 * read. UTF-8, UTF-16, or windows-1258 with a warning. `options` may be NULL.
 */
bool data_read_csv(const struct data_reader *reader, const struct tables_options *options, struct string file,
                   struct string bytes, struct value *value);
/*
 * A workbook of Excel 2007 and later. Numbers are rounded half up to the 15 digits Excel keeps; a cell that
 * shows 58% is the number 0.58 with VALUE_FRACTION; 7 shown by the format 000 is the text "007"; a date with
 * a time that is not midnight is a text. Every cell of merged cells has their value. Formulas have the value
 * they were saved with. Macros, links and pictures are passed over. `options` may be NULL.
 */
bool data_read_xlsx(const struct data_reader *reader, const struct tables_options *options,
                    struct string file, struct string bytes, struct value *value);
/*
 * A SQLite file, never written to: each of its tables is a list of records, in the order of its rows. Views
 * and virtual tables are passed over: what they compute is not bounded. Integers are exact; a REAL is the
 * shortest decimal that stands for it, rounded as a workbook's; 0 and 1 of a column declared BOOLEAN are
 * truths; a BLOB is a problem. `options` may be NULL.
 */
bool data_read_sqlite(const struct data_reader *reader, const struct tables_options *options,
                      const char *path, struct value *value);
/*
 * A file that says which sheets and columns are which tables and fields (map.h), for options->map; its names
 * are labels as well. Columns must be among the labels there are, if any. False after a problem.
 */
bool data_read_map(const struct data_reader *reader, const char *path, struct tables_options *options);
/* Warns of rows of the map that nothing matched so far. NULL is fine. */
void data_report_unmapped(const struct table_map *map, struct problems *problems);
/* --set name=value: the value reads as a YAML scalar ("05" is text, 5 a number); name may be a.b[1]. */
bool data_set(const struct data_reader *reader, struct value *record, struct string assignment);

/* "Tổng cộng: 59 hồ sơ", "Cộng"; but not "Cộng đồng". */
bool data_says_total(struct arena *arena, struct string text);
/* A table without the totals that a sheet's rows end with and the few words below them, of which a note
 * tells; rows that came from elsewhere stay. The table is not changed, its rows are shared with it. */
struct value data_without_total(struct arena *arena, const struct entry *table, const struct sources *sources,
                                struct problems *problems);
/* True for a record; else the problem that the top of the data is something else. */
bool data_require_record(const struct data_reader *reader, const struct value *value);
/* A value in a few words for messages: “An Bình”, 98.3, true, […], {…}. */
void data_append_short(struct buffer *out, const struct value *value);
/*
 * A value as YAML that reads back as it is. A scalar or an empty list goes on the line; a text of several
 * lines is a block scalar, a list or record begins on a new line, all at `indent` blanks; none of them ends
 * in a newline.
 */
void data_append_yaml(struct buffer *out, const struct value *value, unsigned indent);
/* The same on one line, lists and records in brackets. */
void data_append_yaml_line(struct buffer *out, const struct value *value);
/* A cell of a CSV file, in quotes where it needs them. */
void data_append_csv_cell(struct buffer *out, struct string text);

#endif
