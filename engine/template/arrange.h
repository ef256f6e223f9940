#ifndef VANBAN_TEMPLATE_ARRANGE_H
#define VANBAN_TEMPLATE_ARRANGE_H

/*
 * Puts the tags where their blocks begin and end. Afterwards the tags of each
 * block are siblings (or stand in sibling paragraphs), statements stand
 * outside runs, prints inside, and writing the tree in document order gives
 * the program.
 */

#include "template/block.h"

/*
 * `tags` are those with nodes in the tree of `root`, in document order, `blocks` what they make up. Problems
 * are reported; after an error the tree is not to be used.
 */
void arrange_tags(struct compilation *compilation, xmlNode *root, struct tag *const *tags, size_t count,
                  struct block *blocks);

/* What a container's last paragraph was like when it was taken away: its w:pPr as XML, or NULL. */
const struct string *arrange_last_properties(const xmlNode *container);

#endif
