/* Columns or the row: told by what the cells outside the block show. */

#include "template/columns.h"

#include "template/content.h"
#include "word/tree.h"
#include "word/xml.h"

/* What the cells outside read. */
struct reading {
    const struct block *block;
    bool reads_names; /* of the block */
};

static bool is_name_of(const struct block *block, const struct name *name)
{
    const struct statement *statement = &block->first->statement;
    for (size_t i = 0; i < statement->name_count; i++)
        if (string_equal(statement->names[i]->folded, name->folded))
            return true;
    return false;
}

static bool is_in_a_loop(const struct block *block)
{
    for (block = block->parent; block; block = block->parent)
        if (block->kind == STATEMENT_FOR)
            return true;
    return false;
}

static void note_use(void *context, const struct expression_use *use)
{
    struct reading *reading = context;
    bool is_loop = string_is(use->name->folded, "loop") && reading->block->kind == STATEMENT_FOR;
    if (is_name_of(reading->block, use->name) || (is_loop && !is_in_a_loop(reading->block)))
        reading->reads_names = true;
}

static bool reads_names(const struct block *block, xmlNode *cell)
{
    struct reading reading = {.block = block};
    for (xmlNode *node = cell; node; node = tree_next(node, cell, tag_is_node(node))) {
        const struct tag *tag = tag_of(node);
        if (!tag)
            continue;
        if (tag->statement.expression)
            expression_visit_uses(tag->statement.expression, note_use, &reading);
        if (tag->statement.condition)
            expression_visit_uses(tag->statement.condition, note_use, &reading);
    }
    return reading.reads_names;
}

static bool is_cell(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && !tag_is_node(node) && word_is(node, "tc");
}

/* The tag of the block that is alone in this cell. */
static const struct tag *tag_alone_in(const struct block *block, xmlNode *cell)
{
    const struct tag *found = NULL;
    for (const struct tag *tag = block->first; tag; tag = tag->next) {
        if (tree_common(tag->node, cell) != cell)
            continue;
        if (found || !content_is_blank(cell))
            return NULL;
        found = tag;
    }
    return found;
}

bool columns_are_meant(const struct block *block, xmlNode *row)
{
    size_t alone = 0, between = 0;
    bool others_show = false;
    for (xmlNode *cell = row->children; cell; cell = cell->next) {
        if (!is_cell(cell))
            continue;
        if (tag_alone_in(block, cell)) {
            alone++;
        } else if (alone > 0 && alone < block->tag_count) {
            between++;
        } else {
            if (reads_names(block, cell))
                return false;
            others_show = others_show || !content_is_blank(cell);
        }
    }
    return alone == block->tag_count && between > 0 && others_show;
}
