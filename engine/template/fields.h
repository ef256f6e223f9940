#ifndef VANBAN_TEMPLATE_FIELDS_H
#define VANBAN_TEMPLATE_FIELDS_H

/*
 * Field codes of a template. Those that run or fetch something (DDE, INCLUDE…,
 * LINK, DATABASE) are refused, and so is a code that begins with a tag: data
 * may fill a field, never choose what it does.
 */

#include "template/tag.h"

/* True if a part in these bytes may have fields. */
bool fields_are_likely(struct string bytes);
/* True if a code refers to a bookmark (REF, PAGEREF, NOTEREF, HYPERLINK \l), whose name is at [from, to). */
bool field_names_bookmark(struct string code, size_t *from, size_t *to);
/* Reports what is refused. To be called while tags are still text. */
void fields_check(struct compilation *compilation, xmlNode *root);

#endif
