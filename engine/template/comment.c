#include "template/comment.h"

#include <stdint.h>

#include "template/content.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

static bool text_leaves_open(struct string text, bool is_open)
{
    size_t at = 0;
    while ((at = string_find(text, is_open ? STRING("#}") : STRING("{#"), at)) != SIZE_MAX) {
        is_open = !is_open;
        at += 2;
    }
    return is_open;
}

/* True if a comment is open behind the paragraph; `is_open` tells that one was before it. */
static bool leaves_open(const xmlNode *paragraph, bool is_open)
{
    struct paragraph_text text;
    paragraph_read(&text, paragraph, LAYER_SHOWN);
    is_open = text_leaves_open(buffer_string(&text.text), is_open);
    paragraph_release(&text);
    return is_open;
}

/* The paragraph that ends the comment; NULL also where the end of a section would go with it. *seen is the
 * last that was looked at then. */
static xmlNode *find_end(xmlNode *paragraph, const xmlNode **seen)
{
    for (xmlNode *next = paragraph->next; next; next = next->next) {
        *seen = next;
        if (content_ends_section(next))
            return NULL;
        if (paragraph_is(next) && !leaves_open(next, true))
            return next;
    }
    return NULL;
}

/* Marks that stand anywhere stay: their other ends may be elsewhere. */
static void remove_between(xmlNode *first, const xmlNode *last)
{
    for (xmlNode *node = first->next, *next; node != last; node = next) {
        next = node->next;
        if (!content_is_ignorable(node))
            tree_remove(node);
    }
}

/* Both ends in one paragraph: there the comment is like any other. */
static void draw_together(xmlNode *paragraph, xmlNode *end)
{
    remove_between(paragraph, end);
    for (xmlNode *child = end->children, *next; child; child = next) {
        next = child->next;
        if (!word_is(child, "pPr"))
            tree_append(paragraph, child);
    }
    tree_remove(end);
}

void comments_draw_together(xmlNode *root)
{
    const xmlNode *seen = NULL; /* up to there nothing ends a comment */
    for (xmlNode *node = root->children; node; node = node->next) {
        if (node == seen)
            seen = NULL;
        xmlNode *end = !seen && paragraph_is(node) && leaves_open(node, false) ? find_end(node, &seen) : NULL;
        if (end) {
            draw_together(node, end);
            seen = NULL;
        }
        if (node->type == XML_ELEMENT_NODE)
            comments_draw_together(node);
    }
}
