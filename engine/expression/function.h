#ifndef VANBAN_EXPRESSION_FUNCTION_H
#define VANBAN_EXPRESSION_FUNCTION_H

/*
 * Functions, filters, tests and methods: rows of tables. A row names its
 * parameters once, as "value, decimals=1, method='common', *rest, **options";
 * binding, defaults and argument errors follow from that. A second spelling is
 * a second row with the same function.
 */

#include "expression/tree.h"

enum {
    MOST_PARAMETERS = 8,
    ACCEPTS_UNDEFINED = 1, /* the function decides what a missing value means */
    IS_VALUE = 2,          /* its name alone is a value too, as in Jinja */
    LEAVES_BLANK = 4,      /* a missing subject that counts as blank stays a blank */
    TAKES_ROWS = 8,        /* over a table, its arguments are asked of each row: see rows.h */
    MEASURES_ROWS = 16,    /* the first of them is a value of the row, the others are conditions */
    RANKS_ROWS = 32,       /* "ascending" among them is none */
};

/* A call being computed: the arguments in the order of the row's parameters. */
struct call {
    struct evaluation *evaluation;
    const struct expression *expression;
    const struct node *node;
    const struct function_row *row;
    struct value slots[MOST_PARAMETERS]; /* VALUE_UNDEFINED with an empty name: default "?", not given */
    const struct value *rest;            /* of "*" */
    size_t rest_count;
    struct arguments options; /* keywords of "**" */
    struct row_query *query;  /* of a call over the rows of a table; NULL: an ordinary one */
};

struct function_row {
    const char *name; /* as people type it: lower case, NFC, spaces */
    const char *signature;
    bool (*compute)(struct call *call, struct value *result);
    unsigned flags;
    enum value_kind wanted; /* what the first argument should be; VALUE_UNDEFINED: anything */
};

struct function_table {
    const struct function_row *rows;
    size_t count;
};

/* The tables, each at the end of its own file. */
extern const struct function_table function_table, function_table_rows, function_table_compare,
    function_table_period, test_table;
extern const struct function_table function_table_ratios, test_table_ratios, filter_table_ratios;
extern const struct function_table filter_table_text, filter_table_number, filter_table_list,
    filter_table_select, filter_table_office, filter_table_spelling, filter_table_web, filter_table_word;
extern const struct function_table method_table_text, method_table_list, method_table_record,
    method_table_date;

/* By name, in any case, with "_" for spaces; NULL if there is none. */
const struct function_row *function_find(const struct function_table *tables, size_t count,
                                         struct string name);
const struct function_row *filter_lookup(struct string name);
const struct function_row *test_lookup(struct string name);
const struct function_row *global_lookup(struct string name);
const struct function_row *method_lookup(enum value_kind kind, struct string name);
/* The only kind that has a method of that name; VALUE_UNDEFINED if several or none have. */
enum value_kind method_kind(struct string name);
/* The row name nearest to `name`, or an empty string. */
struct string filter_suggest(struct string name);
struct string test_suggest(struct string name);
struct string method_suggest(enum value_kind kind, struct string name);
/* Functions and the names in force. */
struct string global_suggest(struct evaluation *evaluation, struct string name);

/*
 * Binds `arguments` to the parameters of call->row; `subject` (may be NULL) comes before them. False after a
 * problem. *is_missing: an argument was undefined and the mode says to go on; the result is that undefined
 * value, or a blank.
 */
bool call_bind(struct call *call, const struct value *subject, const struct arguments *arguments,
               struct value *result, bool *is_missing);
/* Binds and computes. */
bool call_run(struct call *call, const struct value *subject, const struct arguments *arguments,
              struct value *result);

/* The place of the call's bytes, for problems. */
struct place call_place(const struct call *call);
/* Adds a problem at the call; fail: always false, as a compiler sees. */
#define call_tell(call, code, ...) call_report((call), (code), (const char *const[]){__VA_ARGS__, NULL})
#define call_fail(call, code, ...) (call_tell((call), (code), __VA_ARGS__), false)
void call_report(const struct call *call, enum problem_code code, const char *const *arguments);
/* "must be {kind}": {1} row, {2} parameter, wanted and actual kind in both languages. */
#define call_fail_kind(call, slot, wanted) (call_report_kind((call), (slot), (wanted)), false)
void call_report_kind(const struct call *call, size_t slot, enum value_kind wanted);
/* The value of the parameter cannot be used; {3} is it printed. */
#define call_fail_value(call, slot) (call_report_value((call), (slot)), false)
void call_report_value(const struct call *call, size_t slot);
/* What is to be counted is no number; its place in the data is told when it is known, else the call. */
#define call_fail_figure(call, value) (call_report_figure((call), (value)), false)
void call_report_figure(const struct call *call, const struct value *value);

/* An argument as text: a text itself, anything else as it prints; too large, it is reported and empty. */
struct string call_text(const struct call *call, size_t slot);
struct string call_print(const struct call *call, const struct value *value);
/* Texts only. */
bool call_want_text(const struct call *call, size_t slot, struct string *text);
/* Numbers, ratios, true and false. */
bool call_want_number(const struct call *call, size_t slot, struct number *number);
/* The subject as a number; texts are read as an office types them: "1.234,5". */
bool call_want_figure(struct call *call, struct number *number);
/* The subject as a date; texts are read as dates. */
bool call_want_date(struct call *call, struct date *date);
bool call_want_integer(const struct call *call, size_t slot, int64_t *integer);
/* An integer from 0 to `most`. */
bool call_want_count(const struct call *call, size_t slot, uint64_t most, uint64_t *count);
/* The items of a list, the keys of a record, the characters of a text. */
bool call_want_items(const struct call *call, size_t slot, struct list **items);
bool call_is_given(const struct call *call, size_t slot);
/* Counts `more` steps; false beyond the limit. */
bool call_steps(const struct call *call, uint64_t more);

/* Where what outlives a round of a loop is kept. */
struct arena *lasting_arena(const struct evaluation *evaluation);
struct arena *call_arena(const struct call *call);
/* expression_fits() at the call. */
bool call_fits(const struct call *call, const struct value *value);
/* Copies the buffer into the arena as a text value and releases it. */
struct value call_take_text(const struct call *call, struct buffer *out);

#endif
