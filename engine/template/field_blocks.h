#ifndef VANBAN_TEMPLATE_FIELD_BLOCKS_H
#define VANBAN_TEMPLATE_FIELD_BLOCKS_H

/*
 * A block repeats or leaves out whole fields of Word, or stands within one
 * half of a field, its code or its result:
 *
 *   {% if x %} begin HYPERLINK … separate liên kết {% endif %} end     half a field would be left
 */

#include "template/block.h"

/* Reports blocks that have half of a field. To be called when the tags stand where their blocks begin and
 * end; fields without an end are no affair of it. */
void field_blocks_check(struct compilation *compilation, xmlNode *root);

#endif
