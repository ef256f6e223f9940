#ifndef VANBAN_NUMBER_WORK_H
#define VANBAN_NUMBER_WORK_H

/* What the public functions of the number book share. */

#include "internal.h"
#include "register/register.h"
#include "standard/standard.h"

/* One body for all calls: it appends to `out` and says whether it could. */
struct number_work {
    bool (*run)(struct number_work *work, struct buffer *out);
    const char *book, *document, *output;
    struct vanban_data *data;
    const struct vanban_number_options *asked;
    struct vanban_options options;
    struct limits limits;
    struct arena *arena;
    struct problems *problems;
    char *text;
};

/* The text that `run` made, to be freed with vanban_free(); NULL after a problem. */
char *number_run(struct number_work work, const struct vanban_number_options *asked,
                 const struct vanban_options *options, struct vanban_problems *problems);
/* Empty for NULL. */
struct string number_text(const char *text);

/* The standard that names the kinds of documents; NULL after a problem. */
const struct standard *number_open_standard(struct number_work *work);
/* The groups of series of the call's data, if any: "kind: series", into `groups`: "abbreviation: series".
 * False after a problem: there is no such kind, it has a series of its own, or it is named twice. */
bool number_read_groups(struct number_work *work, struct record *groups);
/*
 * The kind by the abbreviation that the symbol begins with: BC-UBND. A công văn has none: UBND-VP. False
 * after a problem: it is one but for its marks or the case of its letters, and the document does not tell its
 * kind.
 */
bool number_set_kind(struct number_work *work, const struct standard *standard, const struct value *document,
                     struct register_entry *entry);

#endif
