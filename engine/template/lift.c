/* Moving tags up in the tree. */

#include "template/lift.h"

#include <string.h>

#include "template/content.h"
#include "word/tree.h"
#include "word/xml.h"

bool run_is(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->name[0] == 'r' && !node->name[1] && node->ns;
}

static bool is_properties(const xmlNode *node)
{
    size_t length = node->type == XML_ELEMENT_NODE ? strlen((const char *)node->name) : 0;
    return length > 2 && !strcmp((const char *)node->name + length - 2, "Pr");
}

/* A container like `original` with its properties, which stand first, to take what stood behind a tag. */
static xmlNode *new_part(xmlNode *original)
{
    xmlNode *part = tree_copy_shallow(original);
    for (xmlNode *child = tree_element_from(original->children); child && is_properties(child);
         child = tree_element_from(child->next))
        tree_append(part, tree_copy(child));
    return part;
}

static void remove_if_empty(xmlNode *element)
{
    for (const xmlNode *child = element->children; child; child = child->next)
        if (!is_properties(child))
            return;
    tree_remove(element);
}

void lift_out_of_run(xmlNode *run)
{
    xmlNode *part = run;
    for (xmlNode *child = run->children, *next; child; child = next) {
        next = child->next;
        struct tag *tag = tag_of(child);
        if (tag && !tag_is(tag, STATEMENT_PRINT)) {
            tree_put_after(part, child);
            xmlNode *behind = new_part(run);
            tree_put_after(child, behind);
            if (part != run)
                remove_if_empty(part);
            part = behind;
        } else if (part != run) {
            tree_append(part, child);
        }
    }
    if (part != run)
        remove_if_empty(part);
    remove_if_empty(run);
}

/* The text of a content control stays where it is, without the control. */
static void dissolve_control(xmlNode *content)
{
    xmlNode *control = content->parent;
    for (xmlNode *child = control->children, *next; child; child = next) {
        next = child->next;
        if (child != content)
            tree_remove(child);
    }
    tree_unwrap(content);
    tree_unwrap(control);
}

static void split_container(xmlNode *container, xmlNode *tag)
{
    xmlNode *behind = new_part(container);
    while (tag->next)
        tree_append(behind, tag->next);
    tree_put_after(container, tag);
    tree_put_after(tag, behind);
    remove_if_empty(behind);
    remove_if_empty(container);
}

void lift_to(struct tag *tag, const xmlNode *ancestor)
{
    while (tag->node->parent != ancestor && tag->node->parent->parent) {
        if (word_is(tag->node->parent, "sdtContent"))
            dissolve_control(tag->node->parent);
        else
            split_container(tag->node->parent, tag->node);
    }
}

void lift_all(xmlNode *element)
{
    for (xmlNode *node = element->children, *next; node; node = next) {
        next = tree_next(node, element, tag_is_node(node));
        struct tag *tag = tag_of(node);
        if (!tag)
            continue;
        tag->unit = NULL;
        if (tag_is(tag, STATEMENT_PRINT))
            tag->node = NULL;
        else
            tree_put_before(element, node);
    }
    tree_remove(element);
}
