/* The choice of a block's extent from the places of its tags. */

#include "template/extent.h"

#include <string.h>

#include "template/columns.h"
#include "template/content.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

struct prefix_row {
    enum mark_prefix prefix;
    enum extent extent;
    const char *element;
};

static const struct prefix_row prefix_rows[] = {
    {PREFIX_PARAGRAPH, EXTENT_PARAGRAPH, "p"},
    {PREFIX_ROW, EXTENT_ROW, "tr"},
    {PREFIX_CELL, EXTENT_CELL, "tc"},
};

static xmlNode *nearest(xmlNode *node, const char *name)
{
    while (node && !(name[0] == 'p' ? paragraph_is(node) : word_is(node, name)))
        node = node->parent;
    return node;
}

enum extent extent_of_prefix(enum mark_prefix prefix)
{
    for (size_t i = 0; i < sizeof(prefix_rows) / sizeof(*prefix_rows); i++)
        if (prefix_rows[i].prefix == prefix)
            return prefix_rows[i].extent;
    return EXTENT_TEXT;
}

xmlNode *extent_unit(xmlNode *node, enum extent extent)
{
    for (size_t i = 0; i < sizeof(prefix_rows) / sizeof(*prefix_rows); i++)
        if (prefix_rows[i].extent == extent)
            return nearest(node, prefix_rows[i].element);
    return NULL;
}

/* The child of `ancestor` that contains the node. */
static xmlNode *child_around(xmlNode *node, const xmlNode *ancestor)
{
    while (node->parent != ancestor)
        node = node->parent;
    return node;
}

static bool all_in_one(const struct block *block, xmlNode *unit)
{
    for (const struct tag *tag = block->first->next; tag; tag = tag->next)
        if (tree_common(tag->node, unit) != unit)
            return false;
    return true;
}

static xmlNode *common_node(const struct block *block)
{
    xmlNode *common = block->first->node->parent;
    for (const struct tag *tag = block->first->next; tag; tag = tag->next)
        common = tree_common(common, tag->node);
    return common;
}

/* Each tag alone in a unit of the extent, all units under one parent (content controls around one aside). */
static bool all_alone(const struct block *block, xmlNode *common, enum extent extent)
{
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        xmlNode *unit = extent_unit(tag->node, extent);
        if (!unit || tree_common(unit, common) != common || unit == common)
            return false;
        xmlNode *child = child_around(unit, common);
        if ((child != unit && !word_is(child, "sdt")) || !content_is_blank(child))
            return false;
    }
    return true;
}

static bool all_paragraphs_have_one_parent(const struct block *block)
{
    xmlNode *first = paragraph_around(block->first->node);
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        xmlNode *paragraph = paragraph_around(tag->node);
        if (!paragraph || !first || paragraph->parent != first->parent)
            return false;
    }
    return true;
}

static enum extent wrap(struct block *block, xmlNode *unit)
{
    block->unit = unit;
    return EXTENT_WRAP;
}

/* A row around cells, be they in content controls. */
static xmlNode *row_at(xmlNode *node)
{
    while (node && content_is_transparent(node))
        node = node->parent;
    return word_is(node, "tr") ? node : NULL;
}

static enum extent choose_by_place(struct block *block)
{
    xmlNode *paragraph = paragraph_around(block->first->node);
    if (paragraph && all_in_one(block, paragraph))
        return EXTENT_TEXT;
    xmlNode *common = common_node(block);
    xmlNode *row = row_at(common);
    if (row && columns_are_meant(block, row))
        return EXTENT_CELL;
    if (row)
        return block->tag_count == 2 ? wrap(block, row) : EXTENT_NOWHERE;
    if (all_alone(block, common, EXTENT_PARAGRAPH))
        return EXTENT_PARAGRAPH;
    if (all_alone(block, common, EXTENT_ROW))
        return EXTENT_ROW;
    return all_paragraphs_have_one_parent(block) ? EXTENT_TEXT : EXTENT_NOWHERE;
}

/* Tags with a prefix replace their units; one without is taken along when it is alone in such a unit. */
static enum extent choose_by_prefix(struct block *block, enum extent extent)
{
    xmlNode *unit = extent_unit(block->first->node, extent);
    if (unit && all_in_one(block, unit))
        return block->tag_count == 2 ? wrap(block, unit) : EXTENT_TEXT;
    const xmlNode *parent = NULL;
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        unit = extent_unit(tag->node, extent);
        if (!unit || (parent && unit->parent != parent))
            return EXTENT_NOWHERE;
        if (tag->prefix == PREFIX_NONE && !content_is_blank(unit))
            return EXTENT_NOWHERE;
        parent = unit->parent;
    }
    return extent;
}

static enum mark_prefix block_prefix(const struct block *block)
{
    for (const struct tag *tag = block->first; tag; tag = tag->next)
        if (tag->prefix != PREFIX_NONE)
            return tag->prefix;
    return PREFIX_NONE;
}

void extent_choose(struct compilation *compilation, struct block *block)
{
    enum extent asked = extent_of_prefix(block_prefix(block));
    if (tag_is_placed(block->first)) {
        block->extent = EXTENT_TEXT;
        return;
    }
    block->extent = asked == EXTENT_TEXT ? choose_by_place(block) : choose_by_prefix(block, asked);
    if (block->extent == EXTENT_NOWHERE)
        extent_report(compilation, block);
}

static struct string place_words(struct arena *arena, const struct place *place, enum language language)
{
    struct problem problem = {.place = *place};
    struct buffer words = {0};
    problem.place.file = problem.place.part = (struct string){0};
    problem.place.near = (struct string){0};
    problem_append_place(&problem, language, &words);
    struct string copy = arena_copy(arena, buffer_string(&words));
    buffer_release(&words);
    return copy;
}

void extent_report(struct compilation *compilation, struct block *block)
{
    const struct tag *last = block->last;
    struct string vi = place_words(compilation->arena, &last->source.place, LANGUAGE_VI);
    struct string en = place_words(compilation->arena, &last->source.place, LANGUAGE_EN);
    struct string tag = arena_copy(compilation->arena, last->source.place.tag);
    struct place place = tag_place(block->first);
    problems_add(compilation->problems, PROBLEM_TEMPLATE_BLOCK_SCOPE, &place, statement_name(block->kind),
                 tag.bytes, vi.bytes, en.bytes);
}
