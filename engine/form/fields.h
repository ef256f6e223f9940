#ifndef VANBAN_FORM_FIELDS_H
#define VANBAN_FORM_FIELDS_H

/* Data by the fields of a form: labels become names, values get their types, what does not fit is reported.
 */

#include "form/kinds.h"

/* A text that was told to be no choice of a field. */
struct refused_choice {
    const struct field *field;
    struct string text;
    const struct refused_choice *next;
};

struct field_reading {
    struct arena *arena; /* of the result */
    const struct sources *sources;
    struct problems *problems;
    bool may_miss; /* a missing required field is a warning */
    const struct refused_choice *refused;
    bool is_incomplete; /* something required is missing or was refused; it is not in the result */
};

/* Where a field stands in the data, inside out; on the stack while reading. */
struct field_path {
    const struct field_path *outer;
    const struct field *field;
    size_t row; /* from 1 in a table, else 0 */
};

/*
 * Every field that was given or has a default, none for what may be left out, under name and label. Fields
 * that are computed are none until then. What is missing is told and stands as an undefined value of that
 * label, so that a draft marks it. `given` is a record.
 */
void fields_read(struct field_reading *reading, const struct field *fields, size_t count,
                 const struct value *given, const struct field_path *outer, struct record *result);
/* `given`, the fields of a sheet that is named after a record moved into that record, and a sheet of another
 * name that has the columns of one table under the name of that. */
struct value fields_settle_sheets(struct field_reading *reading, const struct field *fields, size_t count,
                                  const struct value *given);
/* One value by the type of its field; false after a problem. */
bool field_read(struct field_reading *reading, const struct field *field, const struct value *given,
                const struct field_path *outer, struct value *result);
/* Reports one required field that nothing gave and sets it undefined. */
void field_report_missing(struct field_reading *reading, const struct field *field, struct record *record);
/* Sets a field under its name and its label. */
void field_set(struct record *record, const struct field *field, const struct value *value);
/* Moves the underline from a value to its key, when that stands before it in the same line. */
void field_point_at_key(struct place *place, struct string key);
/* "Ngày trả" for "Ngày trả kết quả", and the other way round: the label of the first such field, or empty. */
struct string field_find_longer(struct arena *arena, const struct field *fields, size_t count,
                                struct string wanted);
/* The label of "Quá hạn" for "Đã giải quyết / Quá hạn", of a header in two rows; or empty. */
struct string field_find_last_part(struct arena *arena, const struct field *fields, size_t count,
                                   struct string wanted);
/* None, a text of blanks alone, or a list of nothing else: as if it were not given. */
bool field_is_blank(const struct value *value);
/* The file the data came from, as a value without line; of data that are a row of a table (VALUE_CELL), the
 * row. */
struct value field_whole_file(const struct value *top);

/* What the files that read fields share. */

/* The row that a path goes through, from 1; 0: none. */
size_t field_path_row(const struct field_path *path);
/* Tells the names of `given` that no field has; an unknown column of a table at its first row. */
void fields_report_unknown(struct field_reading *reading, const struct field *fields, size_t count,
                           const struct record *given, const struct field_path *outer);
/* Reports a value that does not fit its field; false. */
bool field_refuse(struct field_reading *reading, const struct field_path *path, const struct value *given);
/* A record by the fields inside; false after a problem. */
bool field_read_record(struct field_reading *reading, const struct field_path *path,
                       const struct value *given, struct value *result);
/* A list of records; what stands below the rows of a sheet is passed over. False after a problem. */
bool field_read_table(struct field_reading *reading, const struct field_path *path, const struct value *given,
                      struct value *result);

/* The value by a type that has no fields inside, no problem reported; false when it does not fit. */
bool field_coerce(struct arena *arena, const struct field *field, const struct value *given,
                  struct value *result);
/* A day as people and programs write it, beside date_read(); the time of day is dropped. */
bool field_read_date(struct arena *arena, struct string typed, struct date *date);
/* NULL when there are so many problems that no more are kept. */
struct problem *field_report(struct field_reading *reading, enum problem_code code, const struct value *value,
                             const struct field_path *path, const char *first, const char *second,
                             const char *third, const char *fourth);
/*
 * A line of a list field as it was typed where YAML read a record, since it holds a colon:
 * - VPUB: CVP, PCVP. False when the file does not show all of it.
 */
bool field_read_line(const struct field_reading *reading, const struct value *item, struct value *line);
/* "Số liệu.Trực tiếp" */
struct string field_path_words(struct arena *arena, const struct field_path *path);

#endif
