/* Changing an XML tree, with libxml2's failures turned into memory_exhausted(). */

#include "word/tree.h"

#include <stdint.h>
#include <string.h>

#include "base/memory.h"

static void *never_null(void *node)
{
    if (!node)
        memory_exhausted();
    return node;
}

xmlNode *tree_new_element(xmlDoc *document, xmlNs *space, const char *name)
{
    return never_null(xmlNewDocNode(document, space, (const xmlChar *)name, NULL));
}

xmlNode *tree_new_text(xmlDoc *document, struct string text)
{
    return never_null(
        xmlNewDocTextLen(document, (const xmlChar *)(text.bytes ? text.bytes : ""), (int)text.length));
}

/* Attributes keep their namespaces, which are declared further up for the copy too. */
static void copy_attributes(const xmlNode *from, xmlNode *to)
{
    for (const xmlAttr *source = from->properties; source; source = source->next) {
        xmlAttr *target = never_null(xmlNewNsProp(to, source->ns, source->name, NULL));
        const xmlNode *text = source->children;
        struct string value = string_of(text && text->content ? (const char *)text->content : "");
        target->children = target->last = tree_new_text(to->doc, value);
        target->children->parent = (xmlNode *)target;
        target->_private = source->_private;
    }
}

xmlNode *tree_copy_shallow(xmlNode *element)
{
    if (element->nsDef)
        return never_null(xmlDocCopyNode(element, element->doc, 2));
    xmlNode *copy = tree_new_element(element->doc, element->ns, (const char *)element->name);
    copy_attributes(element, copy);
    return copy;
}

xmlNode *tree_copy(xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || node->nsDef)
        return never_null(xmlDocCopyNode(node, node->doc, 1));
    xmlNode *copy = tree_copy_shallow(node);
    for (xmlNode *child = node->children; child; child = child->next)
        tree_append(copy, tree_copy(child));
    return copy;
}

/* libxml2's own functions join adjacent texts and free one; these keep every node. */
void tree_append(xmlNode *parent, xmlNode *child)
{
    xmlUnlinkNode(child);
    child->parent = parent;
    child->prev = parent->last;
    if (parent->last)
        parent->last->next = child;
    else
        parent->children = child;
    parent->last = child;
}

void tree_put_before(xmlNode *sibling, xmlNode *node)
{
    xmlUnlinkNode(node);
    node->parent = sibling->parent;
    node->prev = sibling->prev;
    node->next = sibling;
    if (sibling->prev)
        sibling->prev->next = node;
    else
        sibling->parent->children = node;
    sibling->prev = node;
}

void tree_put_first(xmlNode *parent, xmlNode *child)
{
    if (parent->children)
        tree_put_before(parent->children, child);
    else
        tree_append(parent, child);
}

void tree_put_after(xmlNode *sibling, xmlNode *node)
{
    if (sibling->next)
        tree_put_before(sibling->next, node);
    else
        tree_append(sibling->parent, node);
}

void tree_remove(xmlNode *node)
{
    xmlUnlinkNode(node);
    xmlFreeNode(node);
}

void tree_unwrap(xmlNode *node)
{
    while (node->children)
        tree_put_before(node, node->children);
    tree_remove(node);
}

void tree_set_attribute(xmlNode *element, xmlNs *space, const char *name, struct string value)
{
    xmlAttr *attribute = never_null(xmlSetNsProp(element, space, (const xmlChar *)name, NULL));
    if (attribute->children)
        xmlFreeNodeList(attribute->children);
    attribute->children = attribute->last = tree_new_text(element->doc, value);
    attribute->children->parent = (xmlNode *)attribute;
}

void tree_set_text(xmlNode *element, struct string text)
{
    xmlNode *node = tree_new_text(element->doc, text);
    while (element->children)
        tree_remove(element->children);
    tree_append(element, node);
}

xmlNode *tree_element_from(xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

xmlNode *tree_element_back(xmlNode *node)
{
    while (node && node->type != XML_ELEMENT_NODE)
        node = node->prev;
    return node;
}

xmlNode *tree_next(xmlNode *node, const xmlNode *root, bool skips_inside)
{
    if (!skips_inside && node->type == XML_ELEMENT_NODE && node->children)
        return node->children;
    while (node != root && !node->next)
        node = node->parent;
    return node == root ? NULL : node->next;
}

size_t tree_depth(const xmlNode *node)
{
    size_t depth = 0;
    for (; node; node = node->parent)
        depth++;
    return depth;
}

xmlNode *tree_common(xmlNode *a, xmlNode *b)
{
    size_t depth_a = tree_depth(a), depth_b = tree_depth(b);
    for (; depth_a > depth_b; depth_a--)
        a = a->parent;
    for (; depth_b > depth_a; depth_b--)
        b = b->parent;
    while (a != b) {
        a = a->parent;
        b = b->parent;
    }
    return a;
}

struct string tree_text(const xmlNode *element)
{
    for (const xmlNode *child = element ? element->children : NULL; child; child = child->next)
        if (child->type == XML_TEXT_NODE && child->content)
            return string_of((const char *)child->content);
    return (struct string){"", 0};
}

static void free_tree(void *document)
{
    xmlFreeDoc(document);
}

xmlDoc *tree_hold(xmlDoc *document)
{
    if (document)
        memory_undo_later(free_tree, document);
    return document;
}

void tree_release(xmlDoc *document)
{
    if (document)
        memory_settled(free_tree, document);
    xmlFreeDoc(document);
}
