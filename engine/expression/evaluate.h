#ifndef VANBAN_EXPRESSION_EVALUATE_H
#define VANBAN_EXPRESSION_EVALUATE_H

/* What the files of the evaluator share. */

#include "expression/function.h"
#include "expression/parse.h"
#include "expression/tree.h"

/* One evaluation of one expression. */
struct evaluator {
    struct evaluation *evaluation;
    const struct expression *expression;
    const struct value *input;          /* of NODE_INPUT */
    const struct node *call_with_extra; /* the call that gets one keyword more, and that keyword */
    const struct name *extra_keyword;
    const struct value *extra_value;
};

bool evaluate(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_binary(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_unary(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_comparison(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_attribute(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_item(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_slice(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_call(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_apply(const struct evaluator *evaluator, const struct node *node, struct value *result);
bool evaluate_argument_list(const struct evaluator *evaluator, const struct node *node,
                            const struct argument_list *list, struct arguments *arguments);

/* The place of a node; NULL: of the whole expression. */
struct place place_of(const struct evaluation *evaluation, const struct expression *expression,
                      const struct node *node);
#define evaluator_fail(evaluator, node, code, ...)                                                           \
    evaluator_fail_list((evaluator), (node), (code), (const char *const[]){__VA_ARGS__, NULL})
bool evaluator_fail_list(const struct evaluator *evaluator, const struct node *node, enum problem_code code,
                         const char *const *arguments);
/* The node as typed, NUL-terminated. */
const char *typed_text(const struct evaluator *evaluator, const struct node *node);
struct value undefined_of(const struct evaluator *evaluator, const struct node *node);

/* How a missing value may be used. */
enum missing_use {
    MISSING_IS_BLANK, /* as text or a list it is empty where the mode is UNDEFINED_BLANK */
    MISSING_IS_WRONG, /* Jinja refuses too: arithmetic, attributes of it, calling it */
};
/*
 * Looks at a value that is about to be used. False after a problem. *is_missing: it is undefined and a draft
 * goes on; the result of the operation is then that value. A blank one becomes an empty text.
 */
bool use_value(struct evaluation *evaluation, const struct expression *expression, struct value *value,
               enum missing_use use, bool *is_missing);
bool report_ratio(const struct evaluator *evaluator, const struct node *node, const struct value *value);

/*
 * A function or method as a value; `self` is the object of a method, or NULL. Such a value may be kept
 * anywhere, so it and a copy of `self` live in evaluation->lasting.
 */
struct value builtin_value(struct evaluation *evaluation, const struct function_row *row,
                           const struct value *self);
/* An attribute: of a record a key first, then a method; VALUE_UNDEFINED when there is none. */
bool lookup_attribute(struct evaluation *evaluation, const struct value *object, const struct name *name,
                      struct value *result);
/* The item of a list, record or text; false when there is none. */
bool lookup_item(struct evaluation *evaluation, const struct value *object, const struct value *index,
                 struct value *result);
struct value slice_value(struct arena *arena, const struct value *value, const int64_t *from,
                         const int64_t *to, int64_t step);
/* Text as a key of a record: a text itself, anything else as plain style prints it. */
struct string key_text(struct arena *arena, const struct value *key);
/* Items of a list, keys of a record, characters of a text; NULL for other kinds. */
struct list *iterate_value(struct arena *arena, const struct value *value);
bool value_contains(const struct value *container, const struct value *item, bool *contains);
/*
 * Before the rest and the keywords of a call are formatted: missing values among them become what use_value()
 * makes of them. False after a problem; *is_missing: the result is then that value.
 */
bool format_take_values(struct call *call, struct value *result, bool *is_missing);
/* Python's "%" on texts; false when the values do not fit. */
bool format_percent(struct evaluation *evaluation, struct string format, const struct value *values,
                    struct buffer *out);
/* Python's str.format(); false when the values do not fit. */
bool format_braces(struct evaluation *evaluation, struct string format, const struct value *values,
                   size_t count, const struct arguments *named, struct buffer *out);
/* Python's strftime(), as far as dates go; false for a directive it does not know. Blank parts print blank.
 */
bool format_date(struct date date, struct string format, struct buffer *out);
/* True if both are numbers (true and false count); arena for quotients of ratios. */
bool is_numeric(const struct value *value);
struct number numeric(struct arena *arena, const struct value *value);

enum { MOST_RANGE = 1000000, MOST_TEXT = 16 << 20, MOST_NUMBER_BITS = 1 << 16, MOST_VALUE_DEPTH = 256 };

#endif
