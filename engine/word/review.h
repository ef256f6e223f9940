#ifndef VANBAN_WORD_REVIEW_H
#define VANBAN_WORD_REVIEW_H

/*
 * A document as a person reviews it: outline notation, one paragraph a line, in the order read.
 * Bold and italic are the effective ones (defaults, styles, table styles, direct). Cells of a table without
 * borders (layout) follow one another, each paragraph a line; a table with borders is a pipe table. Empty
 * paragraphs are left out. Headers, footers, notes and text boxes follow the body under a line "== name ==".
 */

#include "package/package.h"

/* False after a problem. */
bool review_append(struct buffer *out, struct package *package, const struct limits *limits,
                   struct problems *problems);

#endif
