/*
 * The moves, in an order in which none undoes another: joins of paragraphs,
 * the choice of extents (on the tree as typed), tags around rows, outermost
 * block first; then the paragraphs, rows and cells that tags replace; at last
 * everything still in a run.
 */

#include "template/arrange.h"

#include <string.h>

#include "template/content.h"
#include "template/extent.h"
#include "template/frame.h"
#include "template/join.h"
#include "template/lift.h"
#include "template/vanish.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

struct arranging {
    struct compilation *compilation;
    struct tag *const *tags;
    size_t count;
    struct block *blocks;
};

const struct container_notes *arrange_notes(const xmlNode *container)
{
    return tag_is_node(container) ? NULL : container->_private;
}

static struct container_notes *notes_of(struct compilation *compilation, xmlNode *container)
{
    if (!container->_private)
        container->_private = arena_allocate(compilation->arena, sizeof(struct container_notes));
    return container->_private;
}

static bool is_last_paragraph(xmlNode *paragraph)
{
    for (xmlNode *node = paragraph->next; node; node = node->next)
        if (paragraph_is(node))
            return false;
    return true;
}

static void remember_properties(struct compilation *compilation, xmlNode *paragraph)
{
    xmlNode *properties = word_child(paragraph, "pPr");
    if (!properties || !is_last_paragraph(paragraph))
        return;
    struct buffer xml = {0};
    xml_append_node(&xml, properties);
    notes_of(compilation, paragraph->parent)->last_properties =
        arena_copy(compilation->arena, buffer_string(&xml));
    buffer_release(&xml);
}

/* Bookmarks may stand between paragraphs too; their other ends may be elsewhere. */
static void save_bookmarks(xmlNode *unit)
{
    for (xmlNode *node = unit->children, *next; node; node = next) {
        bool is_bookmark = word_is(node, "bookmarkStart") || word_is(node, "bookmarkEnd");
        next = tree_next(node, unit, is_bookmark || tag_is_node(node));
        if (is_bookmark && paragraph_is(unit))
            tree_put_before(unit, node);
    }
}

static bool is_emptied_control(const xmlNode *content)
{
    if (!word_is(content, "sdtContent"))
        return false;
    for (const xmlNode *child = content->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !tag_is_node(child))
            return false;
    return true;
}

static void dissolve(struct compilation *compilation, xmlNode *unit)
{
    xmlNode *parent = unit->parent;
    if (paragraph_is(unit))
        remember_properties(compilation, unit);
    save_bookmarks(unit);
    lift_all(unit);
    if (is_emptied_control(parent))
        lift_all(parent->parent);
}

static void report_lost_text(struct compilation *compilation, const struct tag *tag)
{
    struct place place = tag_place(tag);
    if (!content_is_blank(tag->unit))
        problems_add(compilation->problems, PROBLEM_TEMPLATE_PREFIX_DROPS, &place, NULL);
}

static bool prints(const struct tag *tag)
{
    return tag_is(tag, STATEMENT_FILTER) || tag_is(tag, STATEMENT_CALL);
}

/* Statements that print do so in the format of the run they were typed in. */
static void keep_frames(struct arranging *arranging)
{
    struct frames frames = {.compilation = arranging->compilation};
    for (size_t i = 0; i < arranging->count; i++) {
        struct tag *tag = arranging->tags[i];
        if (prints(tag) && word_is(tag->node->parent, "r"))
            tag->frame = frame_of_run(&frames, tag->node->parent);
    }
}

static void wrap_units(struct arranging *arranging)
{
    for (struct block *block = arranging->blocks; block; block = block->next) {
        if (block->extent != EXTENT_WRAP)
            continue;
        tree_put_before(block->unit, block->first->node);
        tree_put_after(block->unit, block->last->node);
    }
}

/* The units are found while every tag stands where it was typed; a tag that moves along with another's loses
 * its own. */
static void find_unit(struct tag *tag)
{
    enum extent extent = tag->block ? tag->block->extent : extent_of_prefix(tag->prefix);
    if (!tag_shows(tag))
        tag->unit = extent_unit(tag->node, extent);
}

static void dissolve_units(struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++)
        if (arranging->tags[i]->node)
            find_unit(arranging->tags[i]);
    for (size_t i = 0; i < arranging->count; i++) {
        struct tag *tag = arranging->tags[i];
        if (!tag->node || !tag->unit)
            continue;
        report_lost_text(arranging->compilation, tag);
        dissolve(arranging->compilation, tag->unit);
    }
}

/* True if the tags of a paragraph neither show anything nor belong to blocks. */
static bool only_stands(xmlNode *paragraph)
{
    for (xmlNode *node = paragraph->children; node; node = tree_next(node, paragraph, tag_is_node(node)))
        if (tag_is_node(node) && statement_role(tag_of(node)->statement.kind) != STATEMENT_STANDS)
            return false;
    return content_is_blank(paragraph);
}

/* A paragraph of nothing but {% set … %} or a comment goes. */
static void dissolve_silent_paragraphs(struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++) {
        const struct tag *tag = arranging->tags[i];
        if (!tag->node || tag_shows(tag) || statement_role(tag->statement.kind) != STATEMENT_STANDS)
            continue;
        xmlNode *paragraph = run_is(tag->node->parent) ? paragraph_around(tag->node) : NULL;
        if (paragraph && only_stands(paragraph))
            dissolve(arranging->compilation, paragraph);
    }
}

static void lift_out_of_runs(struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++) {
        struct tag *tag = arranging->tags[i];
        if (tag->node && !tag_is(tag, STATEMENT_PRINT) && run_is(tag->node->parent))
            lift_out_of_run(tag->node->parent);
    }
}

/* Lists that begin anew in a paragraph do so before its own number. */
static void move_restarts(struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++) {
        struct tag *tag = arranging->tags[i];
        xmlNode *paragraph = tag->node && tag_is(tag, STATEMENT_RESTART) ? paragraph_around(tag->node) : NULL;
        if (paragraph)
            tree_put_before(paragraph, tag->node);
    }
}

static const struct tag **note_for(struct container_notes *notes, enum statement_kind kind)
{
    switch (kind) {
    case STATEMENT_COLSPAN:
        return &notes->span;
    case STATEMENT_CELLBG:
        return &notes->color;
    case STATEMENT_VM:
        return &notes->merges_down;
    case STATEMENT_HM:
        return &notes->merges_across;
    default:
        return NULL;
    }
}

static bool acts_on_cell(const struct tag *tag)
{
    struct container_notes notes;
    return note_for(&notes, tag->statement.kind) != NULL;
}

/* {% colspan %} and the like are noted with their cell; nothing of them stays in its text. */
static void note_cells(struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++) {
        struct tag *tag = arranging->tags[i];
        if (!tag->node || !acts_on_cell(tag))
            continue;
        xmlNode *cell = extent_unit(tag->node, EXTENT_CELL);
        struct place place = tag_place(tag);
        if (cell)
            *note_for(notes_of(arranging->compilation, cell), tag->statement.kind) = tag;
        else
            problems_add(arranging->compilation->problems, PROBLEM_TEMPLATE_NOT_IN_CELL, &place,
                         statement_name(tag->statement.kind));
        tree_remove(tag->node);
        tag->node = NULL;
    }
}

/* Statements beside {{p x}} stand before and behind its paragraph; other prints go. */
static void move_statements_out(struct tag *kept, xmlNode *paragraph)
{
    xmlNode *behind = paragraph;
    bool is_behind = false;
    for (xmlNode *node = paragraph->children, *next; node; node = next) {
        next = tree_next(node, paragraph, tag_is_node(node));
        struct tag *tag = tag_of(node);
        if (tag == kept)
            is_behind = true;
        else if (tag && tag_shows(tag))
            tag->node = NULL;
        else if (tag && is_behind)
            tree_put_after(behind, node), behind = node;
        else if (tag)
            tree_put_before(paragraph, node);
    }
}

static bool remove_others(xmlNode *parent, const xmlNode *kept)
{
    bool drops = false;
    for (xmlNode *node = parent->children, *next; node; node = next) {
        next = node->next;
        if (node == kept || word_is(node, "pPr") || word_is(node, "rPr"))
            continue;
        drops = drops || (!content_is_ignorable(node) && (tag_is_node(node) || !content_is_blank(node)));
        tree_remove(node);
    }
    return drops;
}

/* {{p x}} is all that its paragraph shows. */
static void clear_paragraph(struct compilation *compilation, struct tag *tag)
{
    xmlNode *paragraph = paragraph_around(tag->node), *run = tag->node->parent;
    struct place place = tag_place(tag);
    if (!paragraph || !run_is(run))
        return;
    move_statements_out(tag, paragraph);
    tree_append(paragraph, run);
    bool drops = remove_others(paragraph, run);
    drops = remove_others(run, tag->node) || drops;
    if (drops)
        problems_add(compilation->problems, PROBLEM_TEMPLATE_PREFIX_DROPS, &place, NULL);
}

static void clear_paragraphs(struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++) {
        struct tag *tag = arranging->tags[i];
        if (tag->node && tag->prefix == PREFIX_PARAGRAPH && tag_is(tag, STATEMENT_PRINT))
            clear_paragraph(arranging->compilation, tag);
    }
}

static void level_block(struct block *block)
{
    xmlNode *common = block->first->node->parent;
    bool is_one_paragraph = true;
    for (const struct tag *tag = block->first->next; tag; tag = tag->next) {
        is_one_paragraph =
            is_one_paragraph && paragraph_around(tag->node) == paragraph_around(block->first->node);
        common = tree_common(common, tag->node->parent);
    }
    for (struct tag *tag = block->first; tag; tag = tag->next)
        lift_to(tag, is_one_paragraph ? common : paragraph_around(tag->node));
}

static void level_blocks(struct arranging *arranging)
{
    for (struct block *block = arranging->blocks; block; block = block->next)
        if (block->extent == EXTENT_TEXT && paragraph_around(block->first->node))
            level_block(block);
}

static bool is_level(const struct block *block)
{
    const xmlNode *first = block->first->node->parent;
    for (const struct tag *tag = block->first->next; tag; tag = tag->next) {
        const xmlNode *parent = tag->node->parent;
        bool are_paragraphs = paragraph_is(parent) && paragraph_is(first) && parent->parent == first->parent;
        if (parent != first && !are_paragraphs)
            return false;
    }
    return true;
}

/* The last word: what does not nest or is not level was typed in a way no rule foresees. */
static void check_nesting(struct arranging *arranging, xmlNode *root)
{
    const struct block *open = NULL;
    for (xmlNode *node = root; node; node = tree_next(node, root, tag_is_node(node))) {
        struct tag *tag = tag_of(node);
        struct block *block = tag ? tag->block : NULL;
        if (!block || block->extent == EXTENT_NOWHERE)
            continue;
        bool fits = tag == block->first ? is_level(block) : open == block;
        if (!fits) {
            extent_report(arranging->compilation, block);
            block->extent = EXTENT_NOWHERE;
        } else if (tag == block->first) {
            block->around = open;
            open = block;
        } else if (tag == block->last) {
            open = block->around;
        }
    }
}

/* A document stands before the end of the section whose last paragraph has its tag, and nothing beside. */
static void put_before_end(const struct tag *tag)
{
    xmlNode *paragraph = paragraph_around(tag->node);
    xmlNode *properties = paragraph ? word_child(paragraph, "pPr") : NULL;
    xmlNode *section = properties ? word_child(properties, "sectPr") : NULL;
    if (!section)
        return;
    xmlUnlinkNode(section);
    if (vanish_sole_print(paragraph) != tag->node) {
        tree_append(properties, section);
        return;
    }
    xmlNode *end = tree_new_element(paragraph->doc, paragraph->ns, "p");
    xmlNode *inner = tree_new_element(paragraph->doc, paragraph->ns, "pPr");
    tree_append(inner, section);
    tree_append(end, inner);
    tree_put_after(paragraph, end);
}

static void put_before_ends(const struct arranging *arranging)
{
    for (size_t i = 0; i < arranging->count; i++)
        if (arranging->tags[i]->node && arranging->tags[i]->statement.is_include)
            put_before_end(arranging->tags[i]);
}

void arrange_tags(struct compilation *compilation, xmlNode *root, struct tag *const *tags, size_t count,
                  struct block *blocks)
{
    struct arranging arranging = {compilation, tags, count, blocks};
    for (size_t i = 0; i < count; i++)
        join_tag(tags[i]);
    size_t errors = problems_error_count(compilation->problems);
    for (struct block *block = blocks; block; block = block->next)
        extent_choose(compilation, block);
    if (problems_error_count(compilation->problems) > errors)
        return;
    keep_frames(&arranging);
    wrap_units(&arranging);
    dissolve_units(&arranging);
    dissolve_silent_paragraphs(&arranging);
    clear_paragraphs(&arranging);
    lift_out_of_runs(&arranging);
    move_restarts(&arranging);
    note_cells(&arranging);
    level_blocks(&arranging);
    put_before_ends(&arranging);
    check_nesting(&arranging, root);
}
