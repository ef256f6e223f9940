#ifndef VANBAN_EXPRESSION_SELECT_H
#define VANBAN_EXPRESSION_SELECT_H

/* What filters over lists share: attributes of items by path, order, sums. False after a problem. */

#include "expression/function.h"

/*
 * The value at `path` ("a.b", "0", a number) of an item; undefined when it has none. An attribute of an
 * undefined one is undefined too.
 */
void select_path(struct call *call, const struct value *item, const struct value *path, struct value *result);
/* The list itself when slot `attribute` is none, else what stands at that path of each item. */
bool select_attributes(struct call *call, struct list *items, size_t attribute, struct list **selected);
/* The same for sorting: "a,b" gives the list of both, their texts in lower case unless `is_case_sensitive`.
 */
bool sort_keys(struct call *call, struct list *items, size_t attribute, bool is_case_sensitive,
               struct list **keys);

/* -1, 0, 1; false after PROBLEM_NO_ORDER. Texts in lower case unless `is_case_sensitive`; those in lists as
 * they are. */
bool compare_values(struct call *call, const struct value *a, const struct value *b, bool is_case_sensitive,
                    int *order);

enum sort_order { SORT_PYTHON, SORT_VIETNAMESE, SORT_PERSON };
/* A stable sort of items by keys (same count). */
bool sort_by(struct call *call, struct value *keys, struct value *items, size_t count, enum sort_order order,
             bool is_case_sensitive, bool is_reversed);

/* start + values; counts and moneys keep their format. */
bool sum_values(struct call *call, const struct value *values, size_t count, const struct value *start,
                struct value *result);
/* The smallest (-1) or largest (1) by key; undefined for none at all. */
bool find_extreme(struct call *call, const struct value *keys, const struct value *items, size_t count,
                  int sign, bool is_case_sensitive, struct value *result);
/* The filters min and max: slots value, case_sensitive, attribute. */
bool extreme_filter(struct call *call, int sign, struct value *result);
/* Undefined, named like the call; that of an item, because the list is empty. */
struct value undefined_call(const struct call *call);
struct value undefined_item(const struct call *call);

#endif
