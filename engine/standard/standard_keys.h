#ifndef VANBAN_STANDARD_STANDARD_KEYS_H
#define VANBAN_STANDARD_STANDARD_KEYS_H

/* Reading the files of a standard strictly. Each function returns false after a problem at its place. */

#include "standard/standard.h"

struct standard_reader {
    struct data_reader data;
    struct string folder;
    struct standard *standard;
};

/* The value of `file` in the folder: a record with the list `key`. */
bool keys_read_list(const struct standard_reader *reader, const char *file, const char *key,
                    struct list *list);
bool keys_has_only(const struct standard_reader *reader, const struct value *record, const char *const *keys);
/* The value, or NULL when it is left out. */
const struct value *keys_value(const struct value *record, const char *key);
bool keys_text(const struct standard_reader *reader, const struct value *record, const char *key,
               bool is_required, struct string *text);
bool keys_bool(const struct standard_reader *reader, const struct value *record, const char *key,
               bool *truth);
/* A number in thousandths; it stays as it is when left out. */
bool keys_number(const struct standard_reader *reader, const struct value *record, const char *key,
                 long *number);
/* The number itself. */
bool keys_thousandths(const struct standard_reader *reader, const char *key, const struct value *value,
                      long *number);
/* A list, or one value as a list of one; empty when left out. */
bool keys_list(const struct standard_reader *reader, const struct value *record, const char *key,
               struct list *list);
bool keys_texts(const struct standard_reader *reader, const struct value *record, const char *key,
                struct words *words);
bool keys_date(const struct standard_reader *reader, const struct value *record, const char *key,
               struct date *date, bool *has_date);
void keys_report(const struct standard_reader *reader, enum problem_code code, const struct value *value,
                 const char *first, const char *second, const char *third);
/* Says that `key` takes no such value. */
bool keys_refuse(const struct standard_reader *reader, const char *key, const struct value *value,
                 const char *takes);

/* rules.yaml, when all else is read. */
bool rules_read(const struct standard_reader *reader);

#endif
