#ifndef VANBAN_TEMPLATE_IDENTITY_H
#define VANBAN_TEMPLATE_IDENTITY_H

/*
 * What must be unique in a document though it stands in a loop: ids of
 * drawings, bookmarks and shapes, names of bookmarks. The first round writes
 * what the template says; later ones write new ones. Paragraph ids and the ids
 * of content controls are left out of loops; Word gives new ones.
 */

#include <libxml/tree.h>

#include "base/arena.h"
#include "base/buffer.h"

enum identity_kind {
    IDENTITY_NONE,
    IDENTITY_NUMBER, /* of a drawing: every one is its own */
    IDENTITY_PAIRED, /* of a bookmark: the start takes a new one, the end has the same */
    IDENTITY_NAME,   /* of a bookmark or shape: a suffix makes it new */
    IDENTITY_DROP,   /* left out */
};

struct unique_identity {
    uint32_t slot;
    enum identity_kind kind;
    bool refers;        /* to what another attribute of the slot has taken */
    struct string text; /* as the template says */
};

/* Those of a template. */
struct identity_table {
    struct buffer slots; /* struct unique_identity: the first of each slot */
    struct buffer index; /* of identity.c */
    uint32_t most;       /* the greatest number in use */
};

/* What an attribute is. */
enum identity_kind identity_of(const xmlAttr *attribute, bool *refers);
/* True for elements that may stand once only, though they are in a loop: the anchors of a comment, a kind of
 * shape. */
bool identity_is_once(const xmlNode *element);
/* Gives the attribute its slot. */
struct unique_identity identity_add(struct identity_table *table, enum identity_kind kind, bool refers,
                                    struct string text);
/* Notes the numbers of a tree, so that new ones differ from them. */
void identity_note_numbers(struct identity_table *table, xmlNode *root);

/* Those of a rendering. */
struct identity_state {
    uint32_t *uses;    /* by slot */
    uint32_t *current; /* by slot: the number or suffix in force; 0: as the template says */
    uint32_t next;
};

void identity_begin(struct identity_state *state, const struct identity_table *table, struct arena *arena);
void identity_append(struct identity_state *state, const struct unique_identity *identity,
                     struct buffer *out);
/* True the first time for a slot. */
bool identity_is_first(struct identity_state *state, uint32_t slot);

#endif
