#ifndef VANBAN_TEMPLATE_DOUBT_H
#define VANBAN_TEMPLATE_DOUBT_H

/*
 * What a template may do and hardly ever means, when data is typed by people: a warning, once for each tag.
 * Only values as the data gave them are doubted.
 */

#include "template/render.h"

/* True the first time it is asked of a tag. */
bool render_is_first(struct render *render, const struct tag *tag);
/* A condition that holds because the text "không" is no empty text. */
void doubt_condition(struct render *render, const struct tag *tag, const struct value *condition);
/* A loop over the letters of a text. */
void doubt_items(struct render *render, const struct tag *tag, const struct value *items);

#endif
