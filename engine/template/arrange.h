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

/* What is remembered of a container whose paragraphs or tags were taken away. */
struct container_notes {
    struct string last_properties; /* the w:pPr of its last paragraph as XML; empty: none */
    const struct tag *span, *color, *merges_down, *merges_across; /* of a cell */
};

/* NULL: nothing. */
const struct container_notes *arrange_notes(const xmlNode *container);

#endif
