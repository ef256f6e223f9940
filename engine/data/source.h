#ifndef VANBAN_DATA_SOURCE_H
#define VANBAN_DATA_SOURCE_H

/* The text of a data file: decoded, free of illegal characters, and able to tell the place of each byte. */

#include "data/data.h"

struct source_text {
    const struct data_reader *reader;
    struct string file;
    struct string bytes; /* UTF-8 without byte order mark */
    uint16_t source;
    bool is_plain;    /* text_is_plain() */
    bool is_legal;    /* no character in it is illegal */
    bool is_nfc;      /* then so is every slice of it */
    bool has_returns; /* some line ends in \r */
};

/* Tests the encoding and the characters and registers the file; false after a problem. */
bool source_open(struct source_text *text, const struct data_reader *reader, struct string file,
                 struct string bytes);

/* The same, but characters are left to source_is_legal(). */
bool source_open_encoded(struct source_text *text, const struct data_reader *reader, struct string file,
                         struct string bytes);
/* No character among the bytes [from, to) is illegal; false after the problem. */
bool source_is_legal(const struct source_text *text, size_t from, size_t to);

/* The place of bytes [offset, offset + length), with the line they stand in as tag; the tag is in the arena.
 * The file alone when no more problems are kept: each place takes reading all that is before it. */
struct place source_place(const struct source_text *text, size_t offset, size_t length);
/* From now on value_place() shows the line of a value; the text must be as it was opened. */
void source_show_values(const struct source_text *text);
/* The same for a text whose values are cells between separators. */
void source_show_cells(const struct source_text *text, char separator);
/* "Hồ sơ" of "thư mục/Hồ sơ.csv". */
struct string source_base_name(struct string file);
/* A record that holds a list under a name, which may have dots; without one nothing. */
struct value source_table(const struct data_reader *reader, struct string name, const struct value *list);
/* The offset of a line and column (in characters, both from 1). */
size_t source_offset(const struct source_text *text, uint32_t line, uint32_t column);
/* Reports at a place; the arguments as those of problems_add(). */
#define source_report(text, code, offset, length, ...)                                                       \
    source_report_list((text), (code), (offset), (length), (const char *const[]){__VA_ARGS__, NULL})
void source_report_list(const struct source_text *text, enum problem_code code, size_t offset, size_t length,
                        const char *const *arguments);

/*
 * Warns of what only looks like letters of Vietnamese, and of what came along from a PDF: it is not found,
 * sorted and matched. Some of a file are told, more would say no more.
 */
void source_warn_odd_characters(const struct source_text *text);
/* The same for a text at a place of its own: the first of each kind. */
void source_warn_odd_character(const struct data_reader *reader, struct string text,
                               const struct place *place);
/* The same for what was typed at [offset, offset + length) with escapes; what stands there without was told.
 */
void source_warn_escaped_character(const struct source_text *text, struct string decoded, size_t offset,
                                   size_t length);

/*
 * A decoded text that had escapes: NFC, and no control characters but \t \n \r, \a (new paragraph) and \f
 * (new page), which templates give a meaning. False after a problem at [offset, offset + length).
 */
bool source_accept_text(const struct source_text *text, struct string *decoded, size_t offset, size_t length);

/* How many bytes of `rest` are a number in JSON's grammar, 0 if it does not begin with one. */
size_t source_number_length(struct string rest);
/* A number in JSON's grammar, exact; false after a problem of size at its place. */
bool source_read_number(const struct source_text *text, struct string typed, size_t offset,
                        struct value *value);

/*
 * Reports a key that the record has already (equal as names); `lines` are those of its keys, NULL: of its
 * values. False after the problem.
 */
bool source_is_new(const struct source_text *text, const struct record *record, const struct name *name,
                   size_t offset, size_t length, const uint32_t *lines);

#endif
