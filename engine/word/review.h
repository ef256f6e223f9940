#ifndef VANBAN_WORD_REVIEW_H
#define VANBAN_WORD_REVIEW_H

/*
 * A document as a person reviews it: outline notation, one paragraph a line, in the order read.
 * Bold and italic are the effective ones (defaults, styles, table styles, direct). Cells of a table without
 * borders (layout) follow one another, each paragraph a line; a table with borders is a pipe table. Empty
 * paragraphs are left out. Text boxes, headers, footers and notes follow the body under a line "== name ==".
 *
 * A tab is a blank; a line break within a paragraph is "\" at the end of the line ("<br>" in a cell of a pipe
 * table, where it also parts paragraphs); automatic numbers are text; w:caps prints capitals; deleted and
 * hidden text is left out; a field is its result, that of the page {PAGE}; a picture is [hình: its
 * description]; a note is [^2], an endnote [^e2]. What is printed reads back as the same spans
 * (outline_parse()); levels are not told: a paragraph that is plain text and begins with "1." reads back as a
 * clause.
 */

#include <libxml/tree.h>

#include "package/package.h"

struct formats;

/* A w:tbl alone; its automatic numbers begin anew. */
void review_append_table(struct buffer *out, const struct formats *formats, const xmlNode *table);

/* False after a problem. */
bool review_append(struct buffer *out, struct package *package, const struct limits *limits,
                   struct problems *problems);

#endif
