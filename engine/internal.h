#ifndef VANBAN_INTERNAL_H
#define VANBAN_INTERNAL_H

/* What the files of the public interface share: the objects behind vanban.h and the way every call is run. */

#include "data/data.h"
#include "form/form.h"
#include "vanban.h"

struct vanban_problems {
    struct problems *list;
};

struct vanban_form {
    struct form *form;
};

struct vanban_data {
    struct arena *arena;
    struct sources *sources;
    struct limits limits;
    struct value top; /* a record */
};

/* One arena pair and scope for one evaluation. */
struct session {
    struct limits limits;
    struct arena *arena, *lasting;
    struct evaluation evaluation;
};

/* Runs the body of a public function; false when memory ran out, which is then a problem. */
bool api_run(void (*work)(void *), void *argument, struct vanban_problems *problems);
/* The options with defaults for NULL. */
struct vanban_options api_options(const struct vanban_options *options);
/* False after a problem: no limit of that name. */
bool api_limits(const struct vanban_options *options, struct limits *limits, struct problems *problems);
enum language api_language(enum vanban_language language);
/* A text for the caller to free with vanban_free(). */
char *api_text(struct buffer *buffer);

/* `data` may be NULL. */
bool session_init(struct session *session, const struct vanban_data *data,
                  const struct vanban_options *options, struct problems *problems);
void session_release(struct session *session);

#endif
