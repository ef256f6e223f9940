/* White space control in a tree. */

#include "template/join.h"

#include <string.h>

#include "template/content.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

enum direction { BEFORE, BEHIND };

static xmlNode *sibling(const xmlNode *node, enum direction direction)
{
    return direction == BEFORE ? node->prev : node->next;
}

static xmlNode *first_child(const xmlNode *node, enum direction direction)
{
    return direction == BEFORE ? node->last : node->children;
}

/* The next node away from `node` within the paragraph, in document order. */
static xmlNode *next_away(xmlNode *node, const xmlNode *paragraph, enum direction direction)
{
    if (node->type == XML_ELEMENT_NODE && !content_is_ignorable(node) && first_child(node, direction))
        return first_child(node, direction);
    while (node != paragraph && !sibling(node, direction))
        node = node->parent;
    return node == paragraph ? NULL : sibling(node, direction);
}

/* An element that was emptied of its tag, or one end of a range: nothing is shown. */
static bool takes_no_room(const xmlNode *node)
{
    return content_is_ignorable(node) || content_is_transparent(node) || word_is(node, "r") ||
           strstr((const char *)node->name, "Range");
}

/* The first thing beside the tag that is shown: a text element, another tag, a drawing; NULL when there is
 * none. */
static xmlNode *neighbour(xmlNode *tag, const xmlNode *paragraph, enum direction direction)
{
    xmlNode *node = tag;
    while ((node = next_away(node, paragraph, direction))) {
        if (tag_is_node(node) || (node->type == XML_TEXT_NODE && node->content && *node->content))
            return node;
        if (node->type == XML_ELEMENT_NODE && !node->children && !takes_no_room(node))
            return node;
    }
    return NULL;
}

/* A run without anything in it, not even a tag that shows nothing. */
static bool is_empty_run(const xmlNode *run)
{
    const xmlNode *child = tree_element_from(run->children);
    if (child && word_is(child, "rPr"))
        child = tree_element_from(child->next);
    return !child && word_is(run, "r");
}

static void strip(xmlNode *text, enum direction direction)
{
    struct string typed = string_of((const char *)text->content);
    size_t from = 0, to = typed.length;
    if (direction == BEFORE)
        while (to > 0 && strchr(" \t\r\n", typed.bytes[to - 1]))
            to--;
    else
        while (from < to && strchr(" \t\r\n", typed.bytes[from]))
            from++;
    xmlNode *element = text->parent;
    if (from < to) {
        tree_set_text(element, string_slice(typed, from, to));
        return;
    }
    xmlNode *run = element->parent;
    tree_remove(element);
    if (is_empty_run(run))
        tree_remove(run);
}

static xmlNode *paragraph_beside(xmlNode *paragraph, enum direction direction)
{
    xmlNode *node = sibling(paragraph, direction);
    while (node && (content_is_ignorable(node)))
        node = sibling(node, direction);
    return node && paragraph_is(node) && !content_ends_section(node) && !content_ends_section(paragraph)
               ? node
               : NULL;
}

/* The first of two adjacent paragraphs takes what the second has, and its own properties stay. */
static void join_paragraphs(xmlNode *first, xmlNode *second)
{
    for (xmlNode *node = second->children, *next; node; node = next) {
        next = node->next;
        if (!word_is(node, "pPr"))
            tree_append(first, node);
    }
    tree_remove(second);
}

static void join_towards(struct tag *tag, enum direction direction)
{
    xmlNode *paragraph = paragraph_around(tag->node);
    if (!paragraph)
        return;
    xmlNode *near = neighbour(tag->node, paragraph, direction);
    if (near) {
        if (near->type == XML_TEXT_NODE && word_is(near->parent, "t"))
            strip(near, direction);
        return;
    }
    xmlNode *beside = paragraph_beside(paragraph, direction);
    if (!beside || tag->mark != MARK_STATEMENT)
        return;
    if (direction == BEFORE)
        join_paragraphs(beside, paragraph);
    else
        join_paragraphs(paragraph, beside);
}

void join_tag(struct tag *tag)
{
    if (tag->joins_before)
        join_towards(tag, BEFORE);
    if (tag->joins_after)
        join_towards(tag, BEHIND);
}
