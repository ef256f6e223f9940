#ifndef VANBAN_TEMPLATE_CHILD_H
#define VANBAN_TEMPLATE_CHILD_H

/* Children of elements where the schema wants them. */

#include <libxml/tree.h>

enum { LONGEST_CHILD_NAME = 64 };

/* The name of an element or attribute as the schema's tables write it ("w:pPr"), NUL-terminated into `out`,
 * which has room for LONGEST_CHILD_NAME bytes; WordprocessingML is always w. */
void child_write_name(const xmlNs *space, const xmlChar *name, char *out);
/* A new child ("w:ind") in its place among the others; NULL when it is not known there. */
xmlNode *child_make(xmlNode *parent, const char *name);

#endif
