/* What goes altogether when the blocks in it leave nothing. */

#include "template/vanish.h"

#include <string.h>

#include "template/block.h"
#include "template/content.h"
#include "template/lift.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

/* Children of tables and rows that are neither rows nor cells. */
static bool is_frame(const xmlNode *node)
{
    return content_is_ignorable(node) || word_is(node, "tblPr") || word_is(node, "tblGrid");
}

static bool shows_always(const xmlNode *parent, const xmlNode *child)
{
    if (is_frame(child))
        return false;
    if (paragraph_is(parent))
        return !content_is_blank(child);
    return !vanish_may(child);
}

/* +1 and -1 for tags that open and close a block. */
static int depth_change(const struct tag *tag)
{
    if (!tag->block)
        return 0;
    return (tag == tag->block->first) - (tag == tag->block->last);
}

/* True if blocks begin and end among the children, and all that shows is in them. */
static bool all_in_blocks(const xmlNode *element)
{
    int depth = 0;
    bool has_block = false;
    for (const xmlNode *child = element->children; child; child = child->next) {
        const struct tag *tag = tag_of(child);
        if (tag && !tag_shows(tag)) {
            has_block = has_block || tag->block;
            depth += depth_change(tag);
        } else if (depth == 0 && (tag || shows_always(element, child))) {
            return false;
        }
        if (depth < 0)
            return false;
    }
    return depth == 0 && (has_block || !paragraph_is(element));
}

static bool has_tags(const xmlNode *element)
{
    for (const xmlNode *child = element->children; child; child = child->next)
        if (tag_is_node(child) || vanish_may(child))
            return true;
    return false;
}

bool vanish_may(const xmlNode *element)
{
    if (element->type != XML_ELEMENT_NODE || tag_is_node(element))
        return false;
    if (word_is(element, "sdt"))
        return word_child(element, "sdtContent") && vanish_may(word_child(element, "sdtContent"));
    if (paragraph_is(element))
        return !content_ends_section(element) && all_in_blocks(element);
    if (word_is(element, "tbl") || word_is(element, "tr") || word_is(element, "sdtContent"))
        return has_tags(element) && all_in_blocks(element);
    return false;
}

static const xmlNode *last_shown(const xmlNode *container)
{
    const xmlNode *node = container->last;
    while (node && (content_is_ignorable(node) || word_is(node, "sectPr")))
        node = node->prev;
    return node;
}

/* A paragraph that a value may take the place of; an empty one leaves nothing. */
static bool is_open_print(const xmlNode *node)
{
    return paragraph_is(node) && vanish_sole_print(node) != NULL;
}

bool vanish_may_end_bare(const xmlNode *container)
{
    int depth = 0;
    bool has_changes = false;
    for (const xmlNode *child = container->children; child; child = child->next) {
        const struct tag *tag = tag_of(child);
        depth += tag ? depth_change(tag) : 0;
        has_changes = has_changes || tag || vanish_may(child) || is_open_print(child);
    }
    const xmlNode *last = last_shown(container);
    bool may_be_last = last && (paragraph_is(last) || (word_is(container, "body") && word_is(last, "tbl")));
    if (may_be_last && !vanish_may(last) && !is_open_print(last))
        return false;
    return has_changes || !last;
}

/* Nothing a reader could see, not even a blank: properties, and the marks that stand anywhere. */
static bool is_mark(const xmlNode *node)
{
    return content_is_ignorable(node) && !word_is(node, "tab");
}

static bool has_only_marks(const xmlNode *element)
{
    for (const xmlNode *child = element->children; child; child = child->next)
        if (!is_mark(child))
            return false;
    return true;
}

xmlNode *vanish_sole_print(const xmlNode *paragraph)
{
    xmlNode *print = NULL;
    for (xmlNode *child = paragraph->children; child; child = child->next) {
        if (is_mark(child) || (run_is(child) && has_only_marks(child)))
            continue;
        if (print || !run_is(child))
            return NULL;
        print = child;
    }
    xmlNode *tag = NULL;
    for (xmlNode *child = print ? print->children : NULL; child; child = child->next) {
        if (is_mark(child))
            continue;
        if (tag || !tag_is_node(child) || tag_of(child)->is_code)
            return NULL;
        tag = child;
    }
    return tag && word_is(paragraph, "p") && !content_ends_section(paragraph) ? tag : NULL;
}
