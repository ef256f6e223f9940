#ifndef VANBAN_TEMPLATE_EXTENT_H
#define VANBAN_TEMPLATE_EXTENT_H

/*
 * Where a block begins and ends:
 *
 *   1. all its tags in one paragraph                the text between them
 *   2. each alone in its paragraph, one parent      the paragraphs vanish
 *   3. in two cells of one row                      the row, or the columns between them: see columns.h
 *   4. each alone in its row, one table             the rows vanish
 *   5. in the text of paragraphs of one parent      the text from one into the other, as docxtpl has it
 *   6. anything else                                a problem that names both places
 *
 * A prefix ({%p {%tr {%tc {%r) says it outright.
 */

#include "template/block.h"

/* Sets block->extent and, for EXTENT_WRAP, block->unit. */
void extent_choose(struct compilation *compilation, struct block *block);
/* Reports that the tags of a block stand where no extent fits. */
void extent_report(struct compilation *compilation, struct block *block);
/* The element that a tag with this extent replaces: its paragraph, row or cell; NULL for others. */
xmlNode *extent_unit(xmlNode *node, enum extent extent);
/* The extent that a prefix asks for. */
enum extent extent_of_prefix(enum mark_prefix prefix);

#endif
