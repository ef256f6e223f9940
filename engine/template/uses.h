#ifndef VANBAN_TEMPLATE_USES_H
#define VANBAN_TEMPLATE_USES_H

#include "template/tag.h"
#include "template/template.h"

/* Visits what tags, given in document order, read. Names they define are local from there to the end of their
 * block. */
void uses_visit(struct tag *const *tags, size_t count,
                void (*visit)(void *context, const struct template_use *use), void *context);

#endif
