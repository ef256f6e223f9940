/*
 * Lists: w:num points to w:abstractNum, which holds the levels or points to a
 * numbering style, whose own w:num holds them (ECMA-376-1 17.9). Lists of one
 * w:abstractNum count together.
 */

#include "word/format_internal.h"

#include <stdlib.h>
#include <string.h>

static int value_of(const xmlNode *node, const char *child)
{
    return format_integer(word_attribute(word_child(node, child), "val"), -1);
}

static int compare_lists(const void *a, const void *b)
{
    const struct list *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

struct abstract {
    int id;
    size_t counter;
    const xmlNode *node;
};

static int compare_abstracts(const void *a, const void *b)
{
    const struct abstract *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

struct reader {
    const xmlNode *numbering, *styles;
    struct abstract *abstracts;
    size_t count;
};

static const struct abstract *lookup_abstract(const struct reader *reader, int id)
{
    return bsearch(&(struct abstract){.id = id}, reader->abstracts, reader->count, sizeof *reader->abstracts,
                   compare_abstracts);
}

static const xmlNode *find_list(const xmlNode *numbering, int id)
{
    for (const xmlNode *node = numbering->children; node; node = node->next)
        if (word_is(node, "num") && format_integer(word_attribute(node, "numId"), -1) == id)
            return node;
    return NULL;
}

/* The w:abstractNum of the list that a numbering style names, or NULL. */
static const struct abstract *follow_style(const struct reader *reader, const char *style_id)
{
    for (const xmlNode *style = reader->styles ? reader->styles->children : NULL; style;
         style = style->next) {
        const char *id = word_is(style, "style") ? word_attribute(style, "styleId") : NULL;
        if (!id || strcmp(id, style_id))
            continue;
        const xmlNode *list = word_child(word_child(style, "pPr"), "numPr");
        const xmlNode *target = find_list(reader->numbering, value_of(list, "numId"));
        return target ? lookup_abstract(reader, value_of(target, "abstractNumId")) : NULL;
    }
    return NULL;
}

static void read_levels(struct list *list, const xmlNode *abstract)
{
    for (const xmlNode *level = abstract->children; level; level = level->next) {
        int index = word_is(level, "lvl") ? format_integer(word_attribute(level, "ilvl"), -1) : -1;
        if (index >= 0 && index < LIST_LEVELS)
            list->levels[index] = level;
    }
}

static void read_overrides(struct list *list, const xmlNode *num)
{
    for (const xmlNode *override = num->children; override; override = override->next) {
        int index =
            word_is(override, "lvlOverride") ? format_integer(word_attribute(override, "ilvl"), -1) : -1;
        if (index < 0 || index >= LIST_LEVELS)
            continue;
        list->start_overrides[index] = value_of(override, "startOverride");
        if (word_child(override, "lvl"))
            list->levels[index] = word_child(override, "lvl");
    }
}

static void read_list(const struct reader *reader, struct list *list, const xmlNode *num)
{
    const struct abstract *abstract = lookup_abstract(reader, value_of(num, "abstractNumId"));
    const xmlNode *link = abstract ? word_child(abstract->node, "numStyleLink") : NULL;
    const char *style_id = word_attribute(link, "val");
    const struct abstract *linked = style_id ? follow_style(reader, style_id) : NULL;
    abstract = linked ? linked : abstract;
    list->id = format_integer(word_attribute(num, "numId"), -1);
    for (size_t i = 0; i < LIST_LEVELS; i++)
        list->start_overrides[i] = -1;
    if (!abstract)
        return;
    list->counter = abstract->counter;
    read_levels(list, abstract->node);
    read_overrides(list, num);
}

static size_t count_children(const xmlNode *parent, const char *name)
{
    size_t count = 0;
    for (const xmlNode *child = parent->children; child; child = child->next)
        count += word_is(child, name);
    return count;
}

static void read_abstracts(struct arena *arena, struct reader *reader)
{
    reader->abstracts = arena_allocate(arena, (count_children(reader->numbering, "abstractNum") + 1) *
                                                  sizeof *reader->abstracts);
    for (const xmlNode *node = reader->numbering->children; node; node = node->next)
        if (word_is(node, "abstractNum")) {
            int id = format_integer(word_attribute(node, "abstractNumId"), -1);
            reader->abstracts[reader->count] = (struct abstract){id, reader->count, node};
            reader->count++;
        }
    qsort(reader->abstracts, reader->count, sizeof *reader->abstracts, compare_abstracts);
}

struct lists format_read_lists(struct arena *arena, const xmlNode *numbering, const xmlNode *styles)
{
    struct reader reader = {numbering, styles, NULL, 0};
    struct lists lists = {0};
    if (!numbering)
        return lists;
    read_abstracts(arena, &reader);
    lists.items = arena_allocate(arena, (count_children(numbering, "num") + 1) * sizeof *lists.items);
    for (const xmlNode *node = numbering->children; node; node = node->next)
        if (word_is(node, "num"))
            read_list(&reader, &lists.items[lists.count++], node);
    qsort(lists.items, lists.count, sizeof *lists.items, compare_lists);
    lists.counter_count = reader.count + 1;
    return lists;
}

const struct list *format_lookup_list(const struct lists *lists, int id)
{
    if (lists->count == 0)
        return NULL;
    return bsearch(&(struct list){.id = id}, lists->items, lists->count, sizeof *lists->items, compare_lists);
}
