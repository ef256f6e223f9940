#ifndef VANBAN_TEMPLATE_BIND_H
#define VANBAN_TEMPLATE_BIND_H

/*
 * Finished documents as one, for printing: each begins on a new page with page number 1 and keeps its own
 * page settings, headers, styles and lists; what looks like a tag in them is text. Settings and styles of the
 * whole are those of the first.
 */

#include "template/template.h"

/* The documents by the names that `files` knows, one in memory at a time. The writer is closed; after a
 * problem it is abandoned, and the result is false. */
bool template_bind(const struct string *names, size_t count, struct evaluation *evaluation,
                   const struct template_files *files, struct package_writer *writer);

#endif
