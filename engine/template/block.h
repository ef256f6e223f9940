#ifndef VANBAN_TEMPLATE_BLOCK_H
#define VANBAN_TEMPLATE_BLOCK_H

/* Blocks: a tag that opens, those that divide, the one that closes. Pairs never depend on where tags stand.
 */

#include "template/tag.h"

/* Where the tags of a block stand in the end, and so what it repeats or leaves out. */
enum extent {
    EXTENT_TEXT,      /* within one paragraph, or from one paragraph into another */
    EXTENT_PARAGRAPH, /* their paragraphs vanish */
    EXTENT_ROW,       /* their rows vanish */
    EXTENT_CELL,      /* their cells vanish */
    EXTENT_WRAP,      /* the one element they stand in, as a row */
    EXTENT_NOWHERE,   /* reported */
};

struct block {
    enum statement_kind kind; /* of the tag that opens */
    struct tag *first, *last; /* a list by tag->next; `last` closes */
    size_t tag_count;
    struct block *parent;
    unsigned depth; /* 1: in no other block */
    enum extent extent;
    xmlNode *unit;              /* for EXTENT_WRAP */
    const struct block *around; /* the one open around it in the arranged tree */
    struct block *next;         /* in the order they open */
};

/*
 * Pairs tags given in document order; all that is unexpected, mismatched, unclosed or too deep is reported.
 * Returns the closed blocks in the order they open. Tags without a pair have no block.
 */
struct block *blocks_pair(struct compilation *compilation, struct tag *const *tags, size_t count);

#endif
