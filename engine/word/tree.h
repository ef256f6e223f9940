#ifndef VANBAN_WORD_TREE_H
#define VANBAN_WORD_TREE_H

/* Changing an XML tree. Nothing here returns NULL: memory_exhausted() is called instead. */

#include <libxml/tree.h>

#include "base/string.h"

/* A document that goes also when memory ends, until it is released. NULL stays NULL. */
xmlDoc *tree_hold(xmlDoc *document);
void tree_release(xmlDoc *document);

/* A new element, not yet in the tree. `space` may be NULL. */
xmlNode *tree_new_element(xmlDoc *document, xmlNs *space, const char *name);
xmlNode *tree_new_text(xmlDoc *document, struct string text);
/* A copy with all it contains, for the same document; the `_private` of attributes is copied too. */
xmlNode *tree_copy(xmlNode *node);
/* A copy of an element with its attributes and namespaces, without what it contains. */
xmlNode *tree_copy_shallow(xmlNode *element);

/* Moving: the node is taken from where it is first. */
void tree_append(xmlNode *parent, xmlNode *child);
void tree_put_first(xmlNode *parent, xmlNode *child);
void tree_put_before(xmlNode *sibling, xmlNode *node);
void tree_put_after(xmlNode *sibling, xmlNode *node);
/* Takes a node with all it contains from the tree and frees it. */
void tree_remove(xmlNode *node);
/* Its children take the place of a node. */
void tree_unwrap(xmlNode *node);
void tree_set_attribute(xmlNode *element, xmlNs *space, const char *name, struct string value);
void tree_set_text(xmlNode *element, struct string text);

/* The first sibling from `node` on (itself included) that is an element, or NULL; and backwards. */
xmlNode *tree_element_from(xmlNode *node);
xmlNode *tree_element_back(xmlNode *node);
/* The next node in document order within `root`, or NULL; `skips_inside` goes past what the node contains. */
xmlNode *tree_next(xmlNode *node, const xmlNode *root, bool skips_inside);
/* The deepest node that contains both (or is one of them); NULL when they are in different trees. */
xmlNode *tree_common(xmlNode *a, xmlNode *b);
size_t tree_depth(const xmlNode *node);
/* The text of an element's first text node; borrowed. */
struct string tree_text(const xmlNode *element);

#endif
