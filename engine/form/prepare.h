#ifndef VANBAN_FORM_PREPARE_H
#define VANBAN_FORM_PREPARE_H

/* What the steps of definition_prepare() share. */

#include "form/fields.h"
#include "form/internal.h"
#include "statistics/query.h"

struct preparation {
    const struct definition *definition;
    struct evaluation *evaluation;
    struct field_reading reading;
    const struct value *data;
    struct record *prepared;
    struct record *strangers; /* names that neither fields nor derived values have, told once */
};

/* What an expression reads of a form. */
struct reads {
    const struct preparation *preparation;
    bool misses;     /* a field or derived value that should be there and is not; it was told */
    bool finds_none; /* one that was not given */
};

/* Lines "@group" of fields of lines become the units of the group. */
void expand_groups(struct preparation *preparation);

struct reads preparation_reads(const struct preparation *preparation, const struct expression *expression);
/* The value a path of names leads to, as far as it goes through records; NULL if a name is not there. */
const struct value *preparation_follow(const struct record *record, struct string path);
/* False when there is nothing to say: something is missing, or the evaluation failed. */
bool preparation_evaluate(struct preparation *preparation, const struct expression *expression,
                          const struct place *place, struct value *result);
/* True when there is no condition; *is_told is false when it could not be evaluated. */
bool preparation_holds(struct preparation *preparation, const struct expression *condition,
                       const struct place *place, bool *is_told);

/*
 * A figure that an expression reads: its label, its value, and where it came from, as "dòng 3, cột 5" or
 * "tính từ a + b".
 */
struct told_figure {
    struct string label;
    const struct value *value;
    const struct derived *derived; /* that it was computed by; NULL: it was given, or is a default */
    bool is_issued;                /* in an earlier period, by the history */
};
/* `row`: of a table, whose columns come first, or NULL. False when the path leads to none. */
bool figure_find(const struct preparation *preparation, const struct expression_use *use,
                 const struct field *table, const struct record *row, struct told_figure *figure);
/* An expression with labels for the names of figures. */
void figure_append_formula(const struct preparation *preparation, const struct expression *expression,
                           const struct field *table, const struct record *row, struct buffer *out);
/* "Quá hạn = 5 (dòng 3, cột 5)"; the file is named unless it is `file`. */
void figure_append(const struct preparation *preparation, const struct told_figure *figure,
                   struct string file, enum language language, struct buffer *out);
/* The first value the data gave among what the expression reads, also through derived values; or NULL. */
const struct value *figure_first_given(const struct preparation *preparation,
                                       const struct expression *expression, const struct field *table,
                                       const struct record *row);
/* Where that stands, or else the file of the data. */
struct place figure_place(const struct preparation *preparation, const struct value *given);

/* What the columns of the form's tables may have; lives in `arena`. */
const struct column_choices *choices_of_form(struct arena *arena, const struct definition *definition);

/* What SQL over the tables of the form gives; false after a problem. */
bool query_derived(struct preparation *preparation, const struct derived *derived, struct value *value);
/* The same, telling what is read. */
bool query_derived_told(struct preparation *preparation, const struct derived *derived,
                        struct query_listening *listening, struct value *value);

/* As definition_prepare(); `then` (or NULL) is called while the names of the form are still in force. */
bool definition_prepare_then(const struct definition *definition, const struct value *data,
                             struct evaluation *evaluation, struct value *prepared,
                             void (*then)(struct preparation *preparation, void *argument), void *argument);

/* Each identity of the form, and a note on those that differ by the same. */
void check_identities(struct preparation *preparation);
/* Each claim that the texts make. */
void check_claims(struct preparation *preparation);

#endif
