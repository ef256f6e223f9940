#ifndef VANBAN_WORD_ANNOTATE_INTERNAL_H
#define VANBAN_WORD_ANNOTATE_INTERNAL_H

/* What the files that put problems into a document as comments share. */

#include <libxml/tree.h>

#include "base/problems.h"

/* A stretch of the shown text of a paragraph. */
struct stretch {
    size_t from, to;
};

/* A paragraph of the document. */
struct spot {
    xmlNode *paragraph;
    xmlNode *host;      /* the one that can carry comments: itself, or that around a text box or drawing */
    struct place place; /* counts only */
    struct string text;
};

struct spots {
    struct spot *list;
    size_t count;
    size_t first; /* that carries what has no place of its own */
};

/* All paragraphs in document order; a document without any gets an empty one. */
void spots_read(struct spots *spots, struct arena *arena, xmlNode *root);

/* Where a comment goes. */
struct target {
    const struct spot *spot; /* NULL: nowhere */
    struct stretch stretch;  /* from == to: around the whole paragraph */
    bool is_there;           /* the reader sees by the range where the problem is */
};

/* Where a problem is, `repeats` others with the same place and words aside; nowhere when those have used up
 * the places. */
struct target spots_find(const struct spots *spots, const struct place *place, size_t repeats);

/*
 * The place in `text` that reads as `tag`, from `from` on: as Word's autocorrect and either normalisation may
 * have written it. With `part`, a stretch of the tag, the place of that alone. False when there is none.
 */
bool tag_find(struct string text, struct string tag, size_t from, struct stretch part, struct stretch *found);

/* Puts the marks of a comment around a stretch of a paragraph (from == to: all of it). `space` is the prefix
 * they get. */
void comment_mark(xmlNode *paragraph, struct stretch stretch, xmlNs *space, uint32_t id);

#endif
