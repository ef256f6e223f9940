#ifndef VANBAN_DATA_DATA_H
#define VANBAN_DATA_DATA_H

/*
 * Readers of data: files become one record of values, each knowing file, line
 * and column. Strict: duplicate keys, text that is not UTF-8, control
 * characters and numbers beyond the limit are problems at their place. Text and
 * keys are normalised to NFC. Syntax errors point at the character.
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

/* One file by its ending: .json .yaml .yml; "-" is standard input, JSON if it begins with { or [, else YAML.
 */
bool data_read_file(const struct data_reader *reader, const char *path, struct value *value);
/* Files merged in order, the later wins; the top of each must be a record. */
bool data_read_files(const struct data_reader *reader, const char *const *paths, size_t count,
                     struct value *value);
/* Bytes that came from `file` (for messages); borrowed as long as the values live. */
bool data_read_json(const struct data_reader *reader, struct string file, struct string bytes,
                    struct value *value);
bool data_read_yaml(const struct data_reader *reader, struct string file, struct string bytes,
                    struct value *value);
/* --set name=value: the value reads as a YAML scalar ("05" is text, 5 a number); name may be a.b[1]. */
bool data_set(const struct data_reader *reader, struct value *record, struct string assignment);

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

#endif
