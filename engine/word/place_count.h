#ifndef VANBAN_WORD_PLACE_COUNT_H
#define VANBAN_WORD_PLACE_COUNT_H

/*
 * Counting tables, rows, cells and paragraphs from 1 while a part is walked in document order, so that
 * whoever reports a place and whoever looks for it count alike. Tables are counted through the part, the rest
 * within what contains it.
 */

#include <libxml/tree.h>

#include "base/problems.h"

struct place_count {
    struct place place;
    uint32_t tables;
};

/* To be called with each element, before what it contains … */
void place_count_enter(struct place_count *count, const xmlNode *element);
/* … and behind that, with the place as it was before the element. */
void place_count_leave(struct place_count *count, const xmlNode *element, const struct place *before);

#endif
