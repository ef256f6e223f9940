#ifndef VANBAN_EXPRESSION_OBJECTS_H
#define VANBAN_EXPRESSION_OBJECTS_H

/* Values with a state of their own, and changes to lists and records. They live in evaluation->lasting. */

#include "expression/function.h"

/* Jinja's cycler(): a record with next(), reset() and current. False after a problem: an item is passing. */
bool new_cycler(struct call *call, const struct value *items, size_t count, struct value *result);
/* Jinja's joiner(): nothing when first called, then the separator. */
struct value new_joiner(struct evaluation *evaluation, struct string separator);

/* Sets the entries of a record, or of a list of pairs; false after a problem. */
bool record_update(struct call *call, struct record *record, const struct value *entries);
/* False after a problem: what came from data may not be changed. Makes the list or record grow in `lasting`.
 */
bool call_may_change(struct call *call, const struct value *value);
/* True of a callable that is gone when a loop or an included file is done, and of what holds one. */
bool value_is_passing(const struct value *value);
/* A copy that lives as long as what it is put into; false after a problem: it is too large, or passing. */
bool lasting_copy(struct call *call, const struct value *value, struct value *copy);

#endif
