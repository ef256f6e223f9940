#ifndef VANBAN_DATA_JSON_H
#define VANBAN_DATA_JSON_H

/* What the files of the JSON reader share. */

#include "data/names.h"
#include "data/source.h"

struct json {
    struct source_text text;
    struct names *names;
    const char *at, *end;
    /* for columns: where the line began, and the bytes since that begin no character */
    const char *line_start;
    size_t continuations;
    uint32_t line;
    unsigned depth;
    size_t last_counts[8]; /* the fields of the last record of a depth: the next has mostly as many */
    bool has_problem;      /* one that reading goes on after */
};

size_t json_offset(const struct json *json);
void json_skip_blanks(struct json *json);
/* Reads the string that begins at the quote; false after a problem. */
bool json_read_string(struct json *json, struct string *string);

/* At the first thing in a file that is no blank. */
struct json json_open(const struct source_text *text);
/* The end of the line that holds the byte so far behind the present place, its \n included. */
const char *json_find_line_end(const struct json *json, size_t length);

/* Reads the lines of a file, or what is left of them, a value each, into a list; false after a problem. */
bool json_read_lines(struct json *json, struct list *list);
/*
 * The same for all lines of a large file, by as many threads as there are processors. False, with nothing in
 * the list and nothing told, if the file is not worth it or something is to be told of it: then it is to be
 * read at once.
 */
bool json_read_parts(const struct json *json, struct list *list);

/* What could have stood where reading stopped. */
enum json_wanted {
    JSON_WANT_VALUE,
    JSON_WANT_FIRST_ITEM, /* or the end of the list */
    JSON_WANT_FIRST_KEY,  /* or the end of the record */
    JSON_WANT_KEY,        /* after a comma */
    JSON_WANT_ITEM,       /* after a comma */
    JSON_WANT_COLON,
    JSON_WANT_SEPARATOR_IN_LIST,
    JSON_WANT_SEPARATOR_IN_RECORD,
    JSON_WANT_END
};

/* Reads a value; `opened` is the innermost bracket's offset or SIZE_MAX. False after a problem. */
bool json_read_value(struct json *json, enum json_wanted wanted, size_t opened, struct value *value);
/* Finds out what a person meant at the present place and reports it. */
void json_explain(struct json *json, enum json_wanted wanted, size_t opened);

#endif
