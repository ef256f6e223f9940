#ifndef VANBAN_TEMPLATE_VANISH_H
#define VANBAN_TEMPLATE_VANISH_H

/*
 * What goes altogether when the blocks in it leave nothing: a paragraph of one
 * false if, a table whose rows are all in a loop, a content control around
 * them. Such an element has block tags among its children and nothing beside.
 */

#include <stdbool.h>

#include <libxml/tree.h>

bool vanish_may(const xmlNode *element);
/* True if the container may end without the paragraph that must be last in it. */
bool vanish_may_end_bare(const xmlNode *container);
/* The only tag of a paragraph that shows nothing else, when it is a print in a run of the paragraph; or NULL.
 */
xmlNode *vanish_sole_print(const xmlNode *paragraph);

#endif
