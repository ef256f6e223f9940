/* Styles by id, and the chain each is based on, read once into one layer (ECMA-376-1 17.7.4). */

#include "word/format_internal.h"

#include <stdlib.h>
#include <string.h>

static const char *const type_names[STYLE_TYPE_COUNT] = {"paragraph", "character", "table", "numbering"};

static int compare_styles(const void *a, const void *b)
{
    const struct style *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order ? order : (left->order > right->order) - (left->order < right->order);
}

static const struct style *lookup_style(const struct style_set *set, const char *id)
{
    size_t from = 0, to = set->count;
    while (id && from < to) {
        size_t middle = from + (to - from) / 2;
        if (strcmp(set->items[middle].id, id) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return id && from < set->count && !strcmp(set->items[from].id, id) ? &set->items[from] : NULL;
}

const struct style *format_style_or_usual(const struct style_set *set, const char *id)
{
    const struct style *style = lookup_style(set, id);
    return style ? style : set->usual;
}

/* The style and those it is based on, itself first. */
size_t format_find_chain(const struct style_set *set, const struct style *style, const struct style **chain)
{
    size_t count = 0;
    while (style && count < CHAIN_MOST) {
        chain[count++] = style;
        style = lookup_style(set, word_attribute(word_child(style->node, "basedOn"), "val"));
    }
    return count;
}

const xmlNode *format_level_node(const struct formats *formats, int list_id, int level)
{
    const struct list *list = format_lookup_list(&formats->lists, list_id);
    return list && level >= 0 && level < LIST_LEVELS ? list->levels[level] : NULL;
}

void format_read_list_indents(const struct formats *formats, struct paragraph_layer *layer,
                              const xmlNode *properties)
{
    struct paragraph_layer own = {0};
    if (!word_child(properties, "numPr"))
        return;
    format_read_paragraph(&own, properties);
    const struct format_value *list = &own.values[PARAGRAPH_LIST], *level = &own.values[PARAGRAPH_LIST_LEVEL];
    int list_id = list->is_set ? list->number : layer->values[PARAGRAPH_LIST].number;
    int list_level = level->is_set ? level->number : layer->values[PARAGRAPH_LIST_LEVEL].number;
    format_read_paragraph(layer, word_child(format_level_node(formats, list_id, list_level), "pPr"));
}

void format_read_properties(const struct formats *formats, struct layers *layers, const xmlNode *node)
{
    const xmlNode *paragraph = word_child(node, "pPr");
    format_read_list_indents(formats, &layers->paragraph, paragraph);
    format_read_paragraph(&layers->paragraph, paragraph);
    format_read_run(&layers->run, word_child(node, "rPr"), &formats->theme);
}

/* Kept in the style once read; the set is not constant inside. */
const struct layers *format_layers_of(const struct formats *formats, const struct style_set *set,
                                      const struct style *style)
{
    static const struct layers nothing;
    const struct style *chain[CHAIN_MOST];
    if (!style)
        return &nothing;
    if (!style->layers) {
        struct layers *layers = arena_allocate(formats->arena, sizeof *layers);
        for (size_t i = format_find_chain(set, style, chain); i > 0; i--)
            format_read_properties(formats, layers, chain[i - 1]->node);
        ((struct style *)style)->layers = layers;
    }
    return style->layers;
}

void format_read_styles(struct formats *formats, enum style_type type, const xmlNode *root)
{
    struct style_set *set = &formats->styles[type];
    size_t count = 0;
    const char *usual = NULL;
    for (const xmlNode *node = root->children; node; node = node->next)
        count += word_is(node, "style");
    set->items = arena_allocate(formats->arena, (count + 1) * sizeof *set->items);
    for (const xmlNode *node = root->children; node; node = node->next) {
        const char *id = word_is(node, "style") ? word_attribute(node, "styleId") : NULL;
        const char *of_type = id ? word_attribute(node, "type") : NULL;
        if (!id || strcmp(of_type ? of_type : "paragraph", type_names[type]))
            continue;
        const char *is_default = word_attribute(node, "default");
        if (is_default &&
            (!strcmp(is_default, "1") || !strcmp(is_default, "true") || !strcmp(is_default, "on")))
            usual = id;
        set->items[set->count] = (struct style){id, node, set->count, NULL};
        set->count++;
    }
    qsort(set->items, set->count, sizeof *set->items, compare_styles);
    /* Some writers leave w:default out. */
    set->usual = lookup_style(set, usual ? usual : type == STYLE_PARAGRAPH ? "Normal" : NULL);
}
