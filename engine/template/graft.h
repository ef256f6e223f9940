#ifndef VANBAN_TEMPLATE_GRAFT_H
#define VANBAN_TEMPLATE_GRAFT_H

/* The tree of a rendered part of a guest, made ours. */

#include "template/include.h"

struct graft {
    struct includes *includes;
    struct guest *guest;
    struct string host_part, guest_part; /* whose relationships are meant */
    struct buffer *numbers;              /* struct renamed: lists of this inclusion */
    struct buffer pairs;                 /* struct renamed: ids of bookmarks of this part */
    xmlNode *notes[NOTE_KIND_COUNT];     /* roots of its parts of notes, NULL: none */
    bool drops[NOTE_KIND_COUNT];
};

/* All that refers to something: ids, styles, lists, relationships, notes. */
void graft_tree(struct graft *graft, xmlNode *root);
void graft_release(struct graft *graft);
/* Warns of kinds of notes that stayed behind, once a guest. */
void graft_tell_drops(const struct graft *graft, const struct place *place);
/* A node with the namespaces it needs, so that it can stand in another part. */
void graft_append(struct buffer *out, xmlNode *node);
/* The attributes that name relationships lead from `host_part` to copies of what they led to. */
void graft_relationships(struct graft *graft, xmlNode *element);

/* The id a style of the guest has with us; it is added if need be. */
struct string graft_style(struct graft *graft, struct string id);
/* The id of the style that paragraphs have which name none; or empty. */
struct string graft_default_style(xmlDoc *styles);
/* Finds what its paragraphs that name no style shall name. */
void graft_find_default_style(struct graft *graft);
/* A list of the guest as a new one of ours. */
struct string graft_number(struct graft *graft, struct buffer *numbers, struct string id);

/* The first child element w:name whose attribute w:attribute is `value`, or NULL. */
xmlNode *graft_child(const xmlNode *parent, const char *name, const char *attribute, struct string value);

#endif
