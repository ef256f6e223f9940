#ifndef VANBAN_TEMPLATE_USES_H
#define VANBAN_TEMPLATE_USES_H

#include "template/tag.h"
#include "template/template.h"

/* How to read what a template includes. */
struct uses_files {
    const struct template_files *files; /* NULL: nothing is read */
    const struct limits *limits;
    const struct open_name *open; /* documents being visited, the innermost first */
};

struct open_name {
    struct string name;
    const struct open_name *outer;
};

/* Visits what tags, given in document order, read. Names they define are local from there to the end of their
 * block. */
void uses_visit(struct tag *const *tags, size_t count, const struct uses_files *files,
                void (*visit)(void *context, const struct template_use *use), void *context);

#endif
