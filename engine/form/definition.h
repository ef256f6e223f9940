#ifndef VANBAN_FORM_DEFINITION_H
#define VANBAN_FORM_DEFINITION_H

/* What form.yaml says, read and checked; one for each form folder, then one for a form with all it extends.
 */

#include "form/kinds.h"
#include "form/reporting.h"

struct derived {
    const struct name *name, *label_name;
    const struct expression *value;     /* NULL: sql */
    const struct expression *condition; /* NULL: always */
    struct string sql;                  /* empty: value */
    struct place sql_place;
    bool has_type; /* of sql: one value is wanted, not a table */
    enum value_format format;
    struct place place;
};

struct check {
    struct string name;
    const struct expression *that;
    const struct expression *condition; /* NULL: always */
    struct text_template *message;
    struct text_template *quote; /* words of the field that is to blame; NULL: none */
    struct string hint;          /* or empty */
    enum problem_severity severity;
    struct string *fields; /* paths; the problem points at the first that holds the quote, or was given */
    size_t field_count;
    struct place place;
};

/* A comparison of figures that must hold; what it says of them is told without a message of its own. */
struct identity {
    struct string name;
    const struct expression *that;
    const struct expression *condition; /* NULL: always */
    struct string each;                 /* path of a table, for each row of it; or empty */
    struct string hint;                 /* or empty */
    enum problem_severity severity;
    struct place place;
};

/* One of these words, in lower case, then one of the next step in the same sentence. */
struct claim_step {
    struct string *words;
    size_t count;
};

/* Words of the texts that may only stand there when the figures are so. */
struct claim {
    struct string name;
    struct claim_step *steps;
    size_t step_count;
    const struct expression *holds;
    const struct expression *condition; /* NULL: always */
    struct text_template *message;      /* what the figures say instead; NULL: the figures themselves */
    struct string hint;                 /* or empty */
    enum problem_severity severity;
    struct string *fields; /* paths of the texts; none: every text of the form */
    size_t field_count;
    struct place place;
};

struct definition {
    struct string name, title, extends;
    struct place name_place, extends_place;
    struct field *fields;
    size_t field_count;
    struct derived *derived;
    size_t derived_count;
    struct check *checks;
    size_t check_count;
    struct identity *identities;
    size_t identity_count;
    struct claim *claims;
    size_t claim_count;
    struct value omitted;   /* a list of texts, or none */
    struct value required;  /* inherited fields that this form requires: a list of texts, or none */
    struct value own_style; /* what form.yaml says under "style": a record, or none */
    struct style style;     /* with what is inherited */
    struct reporting reporting;
    struct value changed;   /* keys of inherited fields that are others here: a record by field, or none */
    struct field *left_out; /* inherited fields that were omitted: their names stand for none */
    size_t left_out_count;
};

/* All that lives as long as the form does. */
struct definition_reader {
    struct arena *arena;
    struct sources *sources;
    const struct limits *limits;
    struct problems *problems;
};

/* That of an opened form. */
const struct definition *form_definition(const struct form *form);

/* Reads the form.yaml of a folder; NULL after a problem. All mistakes are reported. */
struct definition *definition_read(const struct definition_reader *reader, struct string folder);
/* From bytes, for tests; `file` is for messages. */
struct definition *definition_parse(const struct definition_reader *reader, struct string file,
                                    struct string bytes);

/* What the files that read definitions share. */

/* A key of a record in form.yaml, by exact text; NULL if it is not given or null. */
const struct value *definition_key(const struct value *record, const char *key);
void definition_report(const struct definition_reader *reader, enum problem_code code,
                       const struct value *value, const char *first, const char *second);
/* Reports keys that are not among `keys`. */
bool definition_has_only(const struct definition_reader *reader, const struct value *record,
                         const char *const *keys);
/* False after a problem: not text (numbers and truths count as text), or missing though required. */
bool definition_text(const struct definition_reader *reader, const struct value *record, const char *key,
                     bool is_required, struct string *text);
/* A list under a key; an empty one when it is not given. False after a problem. */
bool definition_list(const struct definition_reader *reader, const struct value *record, const char *key,
                     struct list *list);
/* An expression under a key; NULL when not given. False after a problem. */
bool definition_expression(const struct definition_reader *reader, const struct value *record,
                           const char *key, bool is_required, const struct expression **expression);
bool definition_name(const struct definition_reader *reader, const struct value *record,
                     const struct name **name);
/* The fields under the key "fields"; false after a problem. */
bool definition_fields(const struct definition_reader *reader, const struct value *record,
                       struct field **fields, size_t *count);

/* A text with tags under a key; NULL when not given. False after a problem. */
bool definition_template(const struct definition_reader *reader, const struct value *record, const char *key,
                         bool is_required, struct text_template **template);
/* "error" (also when not given) or "warning"; false after a problem. */
bool definition_severity(const struct definition_reader *reader, const struct value *record,
                         enum problem_severity *severity);
/* The texts of a list under a key; false after a problem. */
bool definition_texts(const struct definition_reader *reader, const struct value *record, const char *key,
                      struct string **texts, size_t *count);
/* The lists under "identities" and "claims"; false after a problem. */
bool definition_identities(const struct definition_reader *reader, const struct value *top,
                           struct definition *definition);
bool definition_claims(const struct definition_reader *reader, const struct value *top,
                       struct definition *definition);
/* Those of `base` that are not declared again, then its own; and what they name must be there. */
void inherit_identities(struct arena *arena, struct definition *own, const struct definition *base);
void inherit_claims(struct arena *arena, struct definition *own, const struct definition *base);
/* Columns of tables that queries of a complete definition name are there; false after a problem. */
bool definition_knows_columns(const struct definition_reader *reader, const struct definition *definition);
bool has_fields_of_identities(const struct definition_reader *reader, const struct definition *definition);
/* A path of names joined by dots leads to a field, also one left out, or begins with a derived value. */
bool definition_leads_to_field(struct arena *arena, const struct definition *definition, struct string path);

/* Sets what the record `given` (or none) says under "style"; false after a problem. */
bool definition_style(const struct definition_reader *reader, const struct value *given, struct style *style);
/* The keys given in `record` over those of a field; its type stays. False after a problem. */
bool definition_field_change(const struct definition_reader *reader, const struct value *record,
                             struct field *field);
/* Carries out `changed` on the fields of a complete definition; false after a problem. */
bool definition_change(const struct definition_reader *reader, const struct definition *definition);

/* Names and labels of the fields of one level; false after the problem of one given twice. */
bool definition_names_differ(const struct definition_reader *reader, const struct field *fields,
                             size_t count);
/*
 * `base` (complete, or NULL) under `own`: what is declared again replaces in place, omitted fields are left
 * out. Then what only the whole can tell: names given twice, fields of checks that are not there. False after
 * a problem.
 */
bool definition_complete(const struct definition_reader *reader, struct definition *own,
                         const struct definition *base);

#endif
