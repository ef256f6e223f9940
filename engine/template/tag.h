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
struct merge_columns;

struct tag {
    struct expression_source source; /* place.tag is the tag as typed */
    enum mark_kind mark;
    enum mark_prefix prefix;
    bool joins_before, joins_after;
    bool is_broken;               /* already reported */
    bool is_code;                 /* in a field code */
    bool names_picture;           /* it is the alternative text of one */
    bool leaves_no_line;          /* alone in its paragraph it takes that away when it is blank */
    bool opens_record;            /* of a for: the names of the item are in force, in front of those around */
    const struct name *item_name; /* of such a for: what an item is called that is no record */
    bool is_optional;             /* what it reads need not be there */
    const struct string *choices; /* that it lets choose from */
    size_t choice_count;          /* 0: anything */
    enum value_kind wanted;       /* of what it reads; VALUE_UNDEFINED: as its expression tells */
    struct string other_name;     /* that it reads when the first is not there: the same to a person */
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
    struct buffer *all_tags; /* struct tag *, those of a part in document order */
    struct identity_table *identities;
    const struct merge_columns *merge_columns; /* NULL: none */
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

/* True for statements that are made, and so stand already where their block begins or ends. */
static inline bool tag_is_placed(const struct tag *tag)
{
    return tag->source.is_made && tag->mark == MARK_STATEMENT;
}

static inline bool tag_is(const struct tag *tag, enum statement_kind kind)
{
    return tag->statement.kind == kind;
}

#endif
