/* Reading “Match Fields” from the settings. */

#include "template/merge_columns.h"

#include <stdint.h>

#include <libxml/tree.h>

#include "template/made.h"
#include "text/unicode.h"
#include "word/tree.h"
#include "word/xml.h"

struct column {
    struct string field, name;
    const struct column *next;
};

struct merge_columns {
    const struct column *first;
};

static struct string value_in(const xmlNode *element, const char *name, struct arena *arena)
{
    const xmlNode *child = word_child(element, name);
    for (const xmlAttr *value = child ? child->properties : NULL; value; value = value->next)
        if (!xmlStrcmp(value->name, BAD_CAST "val"))
            return arena_copy(arena, text_normalise(arena, string_trim(xml_attribute_text(value))));
    return (struct string){"", 0};
}

static void read_map(struct merge_columns *columns, const xmlNode *map, struct arena *arena)
{
    struct column *column = arena_allocate(arena, sizeof(*column));
    column->field = value_in(map, "mappedName", arena);
    column->name = value_in(map, "name", arena);
    column->next = columns->first;
    if (column->field.length && made_may_name(column->name))
        columns->first = column;
}

static const struct merge_columns *read_maps(xmlNode *root, struct arena *arena)
{
    struct merge_columns *columns = arena_allocate(arena, sizeof(*columns));
    for (xmlNode *node = root; node; node = tree_next(node, root, false))
        if (word_is(node, "fieldMapData"))
            read_map(columns, node, arena);
    return columns;
}

static void free_document(void *document)
{
    xmlFreeDoc(document);
}

static bool is_settings(const struct part *part)
{
    bool is_of_type = string_ends_with(part->content_type, STRING("wordprocessingml.settings+xml")) &&
                      string_find(part->name, STRING("glossary/"), 0) == SIZE_MAX;
    return is_of_type || string_is(part->name, "word/settings.xml");
}

const struct merge_columns *merge_columns_read(struct package *package, struct arena *arena,
                                               const struct limits *limits)
{
    const struct merge_columns *columns = NULL;
    struct problems *silent = problems_new();
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < package_part_count(package) && !columns; i++) {
        const struct part *part = package_part_at(package, i);
        if (!is_settings(part))
            continue;
        struct place place = {.part = part->name};
        struct string bytes = package_read(package, part, scratch, silent);
        xmlDoc *document = bytes.bytes ? xml_parse(bytes, &place, limits, silent) : NULL;
        if (!document)
            continue;
        arena_on_free(scratch, free_document, document);
        columns = read_maps(xmlDocGetRootElement(document), arena);
    }
    arena_free(scratch);
    problems_free(silent);
    return columns;
}

struct string merge_columns_lookup(const struct merge_columns *columns, struct string field)
{
    for (const struct column *column = columns ? columns->first : NULL; column; column = column->next)
        if (string_equal(column->field, field))
            return column->name;
    return (struct string){"", 0};
}
