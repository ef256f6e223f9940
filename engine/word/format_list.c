/*
 * Lists: w:num points to w:abstractNum, which holds the levels or points to a
 * numbering style, whose own w:num holds them (ECMA-376-1 17.9). Lists of one
 * w:abstractNum count together.
 */

#include "word/format_internal.h"

#include <stdlib.h>
#include <string.h>

static int id_of(const xmlNode *node, const char *child)
{
    return format_id(word_attribute(word_child(node, child), "val"));
}

/* w:num or w:abstractNum, by id, the first in the part before others. */
struct numbered {
    int id;
    size_t order;
    const xmlNode *node;
};
struct numbered_set {
    struct numbered *items;
    size_t count;
};

struct reader {
    struct numbered_set abstracts, nums;
    const struct style_set *styles; /* of numbering */
};

static int compare_numbered(const void *a, const void *b)
{
    const struct numbered *left = a, *right = b;
    int order = (left->id > right->id) - (left->id < right->id);
    return order ? order : (left->order > right->order) - (left->order < right->order);
}

static struct numbered_set read_set(struct arena *arena, const xmlNode *parent, const char *name,
                                    const char *id_name)
{
    struct numbered_set set = {NULL, 0};
    size_t count = 0;
    for (const xmlNode *child = parent->children; child; child = child->next)
        count += word_is(child, name);
    set.items = arena_allocate(arena, (count + 1) * sizeof *set.items);
    for (const xmlNode *child = parent->children; child; child = child->next)
        if (word_is(child, name)) {
            set.items[set.count] =
                (struct numbered){format_id(word_attribute(child, id_name)), set.count, child};
            set.count++;
        }
    qsort(set.items, set.count, sizeof *set.items, compare_numbered);
    return set;
}

static const struct numbered *lookup(const struct numbered_set *set, int id)
{
    size_t from = 0, to = set->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (set->items[middle].id < id)
            from = middle + 1;
        else
            to = middle;
    }
    return from < set->count && set->items[from].id == id ? &set->items[from] : NULL;
}

/* The w:abstractNum of the list that a numbering style names, or NULL. */
static const struct numbered *follow_style(const struct reader *reader, const char *style_id)
{
    const struct style *style = format_style_or_usual(reader->styles, style_id);
    const xmlNode *list = style ? word_child(word_child(style->node, "pPr"), "numPr") : NULL;
    const struct numbered *target = list ? lookup(&reader->nums, id_of(list, "numId")) : NULL;
    return target ? lookup(&reader->abstracts, id_of(target->node, "abstractNumId")) : NULL;
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
        list->start_overrides[index] =
            format_integer(word_attribute(word_child(override, "startOverride"), "val"), -1);
        if (word_child(override, "lvl"))
            list->levels[index] = word_child(override, "lvl");
    }
}

static void read_list(const struct reader *reader, struct list *list, const struct numbered *num)
{
    const struct numbered *abstract = lookup(&reader->abstracts, id_of(num->node, "abstractNumId"));
    const xmlNode *link = abstract ? word_child(abstract->node, "numStyleLink") : NULL;
    const char *style_id = word_attribute(link, "val");
    const struct numbered *linked = style_id ? follow_style(reader, style_id) : NULL;
    abstract = linked ? linked : abstract;
    list->id = num->id;
    for (size_t i = 0; i < LIST_LEVELS; i++)
        list->start_overrides[i] = -1;
    if (!abstract)
        return;
    list->counter = abstract->order;
    read_levels(list, abstract->node);
    read_overrides(list, num->node);
}

struct lists format_read_lists(struct arena *arena, const xmlNode *numbering, const struct style_set *styles)
{
    struct reader reader = {.styles = styles};
    struct lists lists = {0};
    if (!numbering)
        return lists;
    reader.abstracts = read_set(arena, numbering, "abstractNum", "abstractNumId");
    reader.nums = read_set(arena, numbering, "num", "numId");
    lists.items = arena_allocate(arena, (reader.nums.count + 1) * sizeof *lists.items);
    for (size_t i = 0; i < reader.nums.count; i++)
        if (i == 0 || reader.nums.items[i].id != reader.nums.items[i - 1].id)
            read_list(&reader, &lists.items[lists.count++], &reader.nums.items[i]);
    lists.counter_count = reader.abstracts.count + 1;
    return lists;
}

static int compare_lists(const void *a, const void *b)
{
    const struct list *left = a, *right = b;
    return (left->id > right->id) - (left->id < right->id);
}

const struct list *format_lookup_list(const struct lists *lists, int id)
{
    if (lists->count == 0)
        return NULL;
    return bsearch(&(struct list){.id = id}, lists->items, lists->count, sizeof *lists->items, compare_lists);
}
