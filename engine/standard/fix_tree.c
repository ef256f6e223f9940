/* Changing elements in the order of the schema. */

#include <string.h>

#include "standard/fixing.h"
#include "word/order.h"
#include "word/tree.h"

static struct string part_of(const struct fixing *fixing, const xmlDoc *tree)
{
    const struct document *document = fixing->document;
    for (size_t i = 0; i < document->story_count; i++) {
        size_t first = document->stories[i].first_paragraph;
        if (first < document->stories[i].end_paragraph && document->paragraphs[first]->node->doc == tree)
            return document->stories[i].part;
    }
    struct string part = format_part_of(document->formats, tree);
    return part.length > 0 ? part : document->stories[0].part;
}

void fix_mark(struct fixing *fixing, const xmlNode *node)
{
    const struct changed_part *parts = (const struct changed_part *)(const void *)fixing->changed.bytes;
    for (size_t i = 0; i < fixing->changed.length / sizeof *parts; i++)
        if (parts[i].tree == node->doc)
            return;
    struct changed_part changed = {node->doc, part_of(fixing, node->doc)};
    buffer_append(&fixing->changed, (const char *)&changed, sizeof changed);
}

static unsigned rank_of(const xmlNode *parent, const char *name)
{
    char outer[64], inner[64];
    snprintf(outer, sizeof outer, "w:%s", (const char *)parent->name);
    snprintf(inner, sizeof inner, "w:%s", name);
    return order_rank(outer, inner);
}

xmlNode *fix_child(struct fixing *fixing, xmlNode *parent, const char *name)
{
    xmlNode *found = word_child(parent, name);
    if (found)
        return found;
    xmlNode *child = tree_new_element(parent->doc, parent->ns, name);
    unsigned rank = rank_of(parent, name);
    xmlNode *before = tree_element_from(parent->children);
    while (before && rank > 0 && rank_of(parent, (const char *)before->name) > 0 &&
           rank_of(parent, (const char *)before->name) < rank)
        before = tree_element_from(before->next);
    if (before)
        tree_put_before(before, child);
    else
        tree_append(parent, child);
    fix_mark(fixing, parent);
    return child;
}

bool fix_attribute(struct fixing *fixing, xmlNode *element, const char *name, const char *value)
{
    const char *old = word_attribute(element, name);
    if (value ? old && !strcmp(old, value) : !old)
        return false;
    if (value)
        tree_set_attribute(element, element->ns, name, string_of(value));
    else
        xmlUnsetNsProp(element, element->ns, (const xmlChar *)name);
    fix_mark(fixing, element);
    return true;
}

bool fix_number(struct fixing *fixing, xmlNode *element, const char *name, long value)
{
    char digits[32];
    snprintf(digits, sizeof digits, "%ld", value);
    return fix_attribute(fixing, element, name, digits);
}

void fix_width(struct fixing *fixing, xmlNode *element, long twips)
{
    fix_number(fixing, element, "w", twips);
    fix_attribute(fixing, element, "type", "dxa");
}

bool fix_remove_child(struct fixing *fixing, xmlNode *parent, const char *name)
{
    xmlNode *child = word_child(parent, name);
    if (!child)
        return false;
    tree_remove(child);
    fix_mark(fixing, parent);
    return true;
}

const struct document_paragraph *fix_paragraph(const struct fixing *fixing,
                                               const struct component_piece *piece)
{
    return fixing->document->paragraphs[piece->paragraph];
}

bool fix_is_stale(const struct fixing *fixing, const struct document_paragraph *paragraph)
{
    const struct document_paragraph *const *list =
        (const struct document_paragraph *const *)(const void *)fixing->stale.bytes;
    for (size_t i = 0; i < fixing->stale.length / sizeof *list; i++)
        if (list[i] == paragraph)
            return true;
    return false;
}

void fix_set_stale(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    buffer_append(&fixing->stale, (const char *)&paragraph, sizeof(const struct document_paragraph *));
}

xmlNode *fix_properties(struct fixing *fixing, const struct document_paragraph *paragraph)
{
    return fix_child(fixing, (xmlNode *)paragraph->node, "pPr");
}
