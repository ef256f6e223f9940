/*
 * Accepting tracked changes (ECMA-376 part 1, 17.13.5): what was inserted or
 * moved here stays, what was deleted or moved away goes, the records of old
 * properties go.
 */

#include "template/revisions.h"

#include <string.h>

#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

enum revision { REVISION_NONE, REVISION_UNWRAP, REVISION_REMOVE };

struct revision_row {
    const char *name;
    enum revision revision;
};

static const struct revision_row rows[] = {
    {"ins", REVISION_UNWRAP},
    {"moveTo", REVISION_UNWRAP},
    {"del", REVISION_REMOVE},
    {"moveFrom", REVISION_REMOVE},
    {"rPrChange", REVISION_REMOVE},
    {"pPrChange", REVISION_REMOVE},
    {"sectPrChange", REVISION_REMOVE},
    {"tblPrChange", REVISION_REMOVE},
    {"tblGridChange", REVISION_REMOVE},
    {"trPrChange", REVISION_REMOVE},
    {"tcPrChange", REVISION_REMOVE},
    {"tblPrExChange", REVISION_REMOVE},
    {"numberingChange", REVISION_REMOVE},
    {"cellIns", REVISION_REMOVE},
    {"moveFromRangeStart", REVISION_REMOVE},
    {"moveFromRangeEnd", REVISION_REMOVE},
    {"moveToRangeStart", REVISION_REMOVE},
    {"moveToRangeEnd", REVISION_REMOVE},
};

static enum revision revision_of(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || !word_is_namespace(node->ns))
        return REVISION_NONE;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
        if (!strcmp((const char *)node->name, rows[i].name))
            return rows[i].revision;
    return REVISION_NONE;
}

static bool is_in_properties(const xmlNode *node)
{
    return word_is(node->parent, "rPr") || word_is(node->parent, "trPr");
}

/* A deleted row, or a paragraph whose mark was deleted: it joins the next one. */
static void accept_deleted_mark(xmlNode *mark)
{
    xmlNode *unit = mark->parent->parent;
    if (word_is(unit, "tr")) {
        tree_remove(unit);
        return;
    }
    xmlNode *paragraph = word_is(unit, "pPr") ? unit->parent : NULL;
    tree_remove(mark);
    xmlNode *next = paragraph ? tree_element_from(paragraph->next) : NULL;
    if (!next || !word_is(next, "p"))
        return;
    xmlNode *first = next->children;
    if (first && word_is(first, "pPr"))
        first = first->next;
    for (xmlNode *child = paragraph->children, *behind; child; child = behind) {
        behind = child->next;
        if (word_is(child, "pPr"))
            continue;
        if (first)
            tree_put_before(first, child);
        else
            tree_append(next, child);
    }
    tree_remove(paragraph);
}

static void accept(xmlNode *node, enum revision revision)
{
    if (is_in_properties(node) && (word_is(node, "del") || word_is(node, "moveFrom")))
        accept_deleted_mark(node);
    else if (revision == REVISION_UNWRAP)
        tree_unwrap(node);
    else
        tree_remove(node);
}

static void collect(xmlNode *root, struct buffer *found)
{
    for (xmlNode *node = root; node; node = tree_next(node, root, false))
        if (revision_of(node) != REVISION_NONE)
            buffer_append(found, (const char *)&node, sizeof(node));
}

static void warn(struct compilation *compilation, xmlNode *first)
{
    struct place place = compilation->place;
    struct paragraph_text text;
    xmlNode *paragraph = paragraph_around(first);
    if (!paragraph) {
        problems_add(compilation->problems, PROBLEM_TEMPLATE_TRACKED_CHANGES, &place, NULL);
        return;
    }
    paragraph_read(&text, paragraph, LAYER_SHOWN);
    place.near = string_slice(buffer_string(&text.text), 0, text.text.length < 60 ? text.text.length : 0);
    problems_add(compilation->problems, PROBLEM_TEMPLATE_TRACKED_CHANGES, &place, NULL);
    paragraph_release(&text);
}

/* From the last to the first: what a change contains, and what follows it, is settled before. */
void revisions_accept(struct compilation *compilation, xmlNode *root)
{
    struct buffer found = {0};
    collect(root, &found);
    xmlNode **nodes = (xmlNode **)(void *)found.bytes;
    size_t count = found.length / sizeof(*nodes);
    if (count)
        warn(compilation, nodes[0]);
    for (size_t i = count; i-- > 0;)
        accept(nodes[i], revision_of(nodes[i]));
    buffer_release(&found);
}
