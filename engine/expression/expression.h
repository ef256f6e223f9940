#ifndef VANBAN_EXPRESSION_EXPRESSION_H
#define VANBAN_EXPRESSION_EXPRESSION_H

/*
 * The expression language: Jinja's, with names of any script and with spaces.
 * An expression is parsed once into a tree that is never changed again, so
 * that many threads may evaluate it; all state of an evaluation is in
 * struct evaluation. Closed: no access to the host; bounded in steps and depth.
 */

#include "base/limits.h"
#include "value/style.h"

struct expression;
struct scope;
struct working_calendar;
struct periodic;
struct units;

/*
 * Where the source of an expression stands: `place.tag` is the whole tag as typed (its bytes contain the
 * source at `offset`), so that a problem underlines the right bytes.
 */
struct expression_source {
    struct place place;
    struct string text; /* the expression */
    size_t offset;      /* of text within place.tag */
    bool is_made; /* for what shows otherwise in the document, as a field of Word: place.tag is that, whole */
};

/* NULL after a problem. The tree and copies of all texts live in `arena`. */
const struct expression *expression_parse(struct arena *arena, const struct expression_source *source,
                                          struct problems *problems);

enum undefined_mode { UNDEFINED_ERROR, UNDEFINED_MARK, UNDEFINED_BLANK };

/* Told of each query: its text, the rows it looked at and those it found; `column`: what was asked of them,
 * or empty. */
struct query_listener {
    void (*note)(struct query_listener *listener, struct string query, struct string column,
                 const struct list *rows, const struct list *found);
};

/* Whether a text is among those a column may have, be it in no row now: then that none has it is no mistake.
 */
struct column_choices {
    bool (*offer)(const struct column_choices *choices, const struct name *column, struct string text);
};

struct evaluation {
    struct arena *arena;   /* results live here; may be rewound by the caller between rounds of a loop */
    struct arena *lasting; /* another arena, never rewound: namespaces and mutated lists copy into it */
    struct scope *scope;
    const struct sources *sources;
    const struct limits *limits;
    struct problems *problems;
    enum undefined_mode undefined;
    enum number_style numbers;
    const struct style *style;               /* of the form, for NUMBERS_VI; NULL: style_office */
    const struct working_calendar *calendar; /* NULL: Saturdays and Sundays alone are off */
    struct periodic *periodic;               /* of a report of a period, form/'s own; NULL: none */
    const struct units *units;               /* that groups of recipients are made of; NULL: none */
    struct query_listener *listener;         /* or NULL */
    const struct column_choices *choices;    /* NULL: of no column they are known */
    uint64_t steps;                          /* counts up to LIMIT_STEPS */
    unsigned depth;
    unsigned passing; /* loops and included files that are not done: what is defined now goes with them */
    /* Adds names a caller defines beyond functions.c, e.g. include or macros of a template; may be NULL. */
    const struct place *place; /* of the tag being evaluated, for problems; may be NULL */
};

/*
 * False after a problem. A missing name or attribute gives VALUE_UNDEFINED and no problem: whoever uses it
 * decides (tests "defined", filter "default" and truth, as in "if", accept it; printing or computing with it
 * reports by evaluation->undefined).
 */
bool expression_evaluate(const struct expression *expression, struct evaluation *evaluation,
                         struct value *result);
/* The style in force. */
const struct style *evaluation_style(const struct evaluation *evaluation);
/* A value as it prints in a document. */
void evaluation_append(const struct evaluation *evaluation, struct buffer *out, const struct value *value);
/*
 * Reports an undefined value by evaluation->undefined (with "did you mean" from the scope); false in
 * UNDEFINED_ERROR. A draft does not repeat what was told (VALUE_TOLD).
 */
bool expression_report_undefined(const struct expression *expression, struct evaluation *evaluation,
                                 const struct value *undefined);

/*
 * Whether a value is small enough to be printed or copied whole (see value_fits()); its size counts as steps.
 * False after a problem. Who prints a list or record without expression's help asks first.
 */
bool expression_fits(const struct expression *expression, struct evaluation *evaluation,
                     const struct value *value);

/* A chain of names. The innermost is searched first; a scope may be backed by a record (the data). */
struct scope *scope_new(struct arena *arena, struct scope *outer);
/* Searches `record` after the scope's own names; not copied. */
void scope_use_record(struct scope *scope, const struct record *record);
void scope_set(struct scope *scope, const struct name *name, const struct value *value);
/* NULL if no scope of the chain has it. */
const struct value *scope_lookup(const struct scope *scope, const struct name *name);

/* A callable value: a macro, a method bound to its object, caller(). */
struct arguments {
    const struct value *values;
    size_t count;
    const struct name *const *keywords; /* keyword arguments */
    const struct value *keyword_values;
    size_t keyword_count;
};
struct callable {
    bool (*call)(const struct callable *self, struct evaluation *evaluation,
                 const struct arguments *arguments, struct value *result);
    const struct name *name;
    const struct record *attributes; /* what "." finds in it; NULL: nothing */
    bool is_passing; /* gone when a loop or an included file is done, so that nothing may keep it */
};

/*
 * The two sides of an expression that is one comparison, as expressions of their own, and its sign ("==",
 * "in" …); false when it is none. They live as long as `expression`, in `arena`.
 */
bool expression_comparison(struct arena *arena, const struct expression *expression,
                           const struct expression **left, const struct expression **right,
                           const char **sign);
/* The source of an expression as it was typed, and where it begins in the bytes that uses count in. */
struct string expression_text(const struct expression *expression);
size_t expression_offset(const struct expression *expression);

/* What an expression reads, for `vanban fields` and checks without data: calls visit for each name path it
 * uses. */
struct expression_use {
    const struct name *name; /* the root name */
    struct string path;      /* "a.b" as typed */
    enum value_kind wanted;  /* VALUE_UNDEFINED when use does not tell */
    size_t offset, length;   /* bytes within the source text */
};
void expression_visit_uses(const struct expression *expression,
                           void (*visit)(void *context, const struct expression_use *use), void *context);
/* What a query reads of the rows of a table, for checks of a form before there is data. */
struct expression_column {
    struct string table; /* the path of the table, as "a.b" */
    const struct name *name;
    bool is_condition; /* column = value: a name of nothing else may stand there */
    struct place place;
};
void expression_visit_columns(const struct expression *expression,
                              void (*visit)(void *context, const struct expression_column *column),
                              void *context);
/* The value of an expression that is nothing but one, as "x.docx"; else NULL. */
const struct value *expression_literal(const struct expression *expression);

#endif
