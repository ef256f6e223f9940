#ifndef VANBAN_NUMBER_WORK_H
#define VANBAN_NUMBER_WORK_H

/* What the public functions of the number book share. */

#include "internal.h"
#include "register/register.h"

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

#endif
