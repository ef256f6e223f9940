#ifndef VANBAN_TEMPLATE_TAG_H
#define VANBAN_TEMPLATE_TAG_H

/*
 * A tag: as typed, where it stands, what it says. In the tree of a part it is
 * a node of its own in the place of its first character:
 *
 *   <w:r><w:rPr/><w:t>Số: {{ s</w:t></w:r><w:r><w:t>o }}/UBND</w:t></w:r>
 *   <w:r><w:rPr/><w:t>Số: </w:t>[so]</w:r><w:r><w:t>/UBND</w:t></w:r>
 */

#include <libxml/tree.h>

#include "template/statement.h"

struct block;
struct frame;
struct identity_table;

struct tag {
    struct expression_source source; /* place.tag is the tag as typed */
    enum mark_kind mark;
    enum mark_prefix prefix;
    bool joins_before, joins_after;
    bool is_broken;     /* already reported */
    bool is_code;       /* in a field code */
    bool names_picture; /* it is the alternative text of one */
    struct statement statement;
    struct block *block;       /* that it opens, divides or closes; NULL: none */
    struct tag *next;          /* of the same block */
    uint32_t index;            /* in the template, for what rendering remembers of it */
    const struct frame *frame; /* of the run it stood in, for statements that print: filter, call, include */
    size_t from, to;           /* in the text it was found in */
    xmlNode *unit;             /* the paragraph, row or cell it replaces, until it has moved there */
    xmlNode *node;             /* NULL in a text without tree */
};

/* What compiling works with: one for each part. */
struct compilation {
    struct arena *arena; /* the template's */
    const struct limits *limits;
    struct problems *problems;
    struct place place; /* file and part */
    uint32_t *tag_count;
    struct buffer *all_tags; /* struct tag *, as they are found */
    struct identity_table *identities;
};

/*
 * Makes a tag of a mark found in `text`. `where` is the place; the tag and the words around it are added.
 */
struct tag *tag_new(struct compilation *compilation, struct string text, const struct mark *mark,
                    const struct place *where);
/* Its place with the whole tag underlined. */
struct place tag_place(const struct tag *tag);
/* Parses what it says. */
void tag_parse(struct compilation *compilation, struct tag *tag);
/* Reports that the mark, a MARK_UNCLOSED, is never closed. */
void tag_report_unclosed(struct compilation *compilation, struct string text, const struct mark *mark,
                         const struct place *where);

/* Puts a tag into a tree; the node is not linked yet. */
xmlNode *tag_new_node(struct tag *tag, xmlDoc *document);
bool tag_is_node(const xmlNode *node);
/* The tag of a node, NULL for other nodes. */
struct tag *tag_of(const xmlNode *node);

static inline bool tag_is(const struct tag *tag, enum statement_kind kind)
{
    return tag->statement.kind == kind;
}

#endif
