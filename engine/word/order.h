#ifndef VANBAN_WORD_ORDER_H
#define VANBAN_WORD_ORDER_H

/* The order in which the schema wants the children of an element. */

/*
 * The rank of a child among the children of its parent, from 1, both by their usual names ("w:pPr", "w:ind");
 * 0 when that parent is not known to have it.
 */
unsigned order_rank(const char *parent, const char *child);

#endif
