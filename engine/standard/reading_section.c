/* Sections: page, margins, columns, headers. */

#include <stdlib.h>
#include <string.h>

#include "standard/reading.h"

static const char *attribute_of(const xmlNode *parent, const char *child, const char *name)
{
    const xmlNode *node = parent ? word_child(parent, child) : NULL;
    return node ? word_attribute(node, name) : NULL;
}

static void read_margins(struct document_section *section, const xmlNode *node)
{
    const xmlNode *margins = node ? word_child(node, "pgMar") : NULL;
    section->top_twips = labs(story_number(margins, "top", 1440));
    section->bottom_twips = labs(story_number(margins, "bottom", 1440));
    section->left_twips = story_number(margins, "left", 1440) + story_number(margins, "gutter", 0);
    section->right_twips = story_number(margins, "right", 1440);
    section->header_twips = story_number(margins, "header", 720);
    section->footer_twips = story_number(margins, "footer", 720);
}

/* A column without w:num may still be told one by one. */
static int count_columns(const xmlNode *node)
{
    const xmlNode *columns = node ? word_child(node, "cols") : NULL;
    long count = story_number(columns, "num", 1);
    return count < 1 ? 1 : count > 100 ? 100 : (int)count;
}

static void add_section(struct reading *reading, const xmlNode *node)
{
    const xmlNode *size = node ? word_child(node, "pgSz") : NULL;
    const char *orientation = size ? word_attribute(size, "orient") : NULL;
    const char *type = attribute_of(node, "type", "val");
    const char *format = attribute_of(node, "pgNumType", "fmt");
    const xmlNode *title = node ? word_child(node, "titlePg") : NULL;
    struct document_section section = {
        .node = node,
        .width_twips = story_number(size, "w", 12240),
        .height_twips = story_number(size, "h", 15840),
        .columns = count_columns(node),
        .has_title_page = title && format_is_on(title),
        .first_page = story_number(node ? word_child(node, "pgNumType") : NULL, "start", NOT_THERE),
        .number_format = format ? format : "decimal",
        .begins_page = !type || (strcmp(type, "continuous") != 0 && strcmp(type, "nextColumn") != 0),
    };
    section.is_landscape =
        (orientation && !strcmp(orientation, "landscape")) || section.width_twips > section.height_twips;
    read_margins(&section, node);
    buffer_append(&reading->sections, (const char *)&section, sizeof section);
}

void story_section(struct reading *reading, const xmlNode *node)
{
    if (!reading->is_unseen && reading->story == 0)
        add_section(reading, node);
}

void story_add_default_section(struct reading *reading)
{
    if (reading->sections.length == 0)
        add_section(reading, NULL);
}

/* ---- headers and footers ---- */

static size_t find_story(const struct document *document, const char *id, const struct relationship *list,
                         size_t count)
{
    for (size_t i = 0; id && i < count; i++)
        for (size_t j = 0; string_is(list[i].id, id) && j < document->story_count; j++)
            if (string_equal(document->stories[j].part, list[i].part))
                return j;
    return SIZE_MAX;
}

static enum page_kind page_kind_of(const xmlNode *reference)
{
    const char *type = word_attribute(reference, "type");
    return type && !strcmp(type, "first")  ? PAGE_FIRST
           : type && !strcmp(type, "even") ? PAGE_EVEN
                                           : PAGE_DEFAULT;
}

static void link_section(struct document *document, size_t index, const struct relationship *list,
                         size_t count)
{
    struct document_section *section = &document->sections[index];
    for (int kind = 0; kind < PAGE_KIND_COUNT; kind++) {
        section->headers[kind] = index > 0 ? section[-1].headers[kind] : SIZE_MAX;
        section->footers[kind] = index > 0 ? section[-1].footers[kind] : SIZE_MAX;
    }
    for (const xmlNode *child = section->node ? section->node->children : NULL; child; child = child->next) {
        const xmlAttr *id = NULL;
        for (const xmlAttr *own = child->type == XML_ELEMENT_NODE ? child->properties : NULL; own;
             own = own->next)
            if (!strcmp((const char *)own->name, "id"))
                id = own;
        size_t story = id ? find_story(document, xml_attribute_text(id).bytes, list, count) : SIZE_MAX;
        if (word_is(child, "headerReference"))
            section->headers[page_kind_of(child)] = story;
        else if (word_is(child, "footerReference"))
            section->footers[page_kind_of(child)] = story;
    }
}

void story_link_headers(struct document *document, const struct relationship *list, size_t count)
{
    for (size_t i = 0; i < document->section_count; i++)
        link_section(document, i, list, count);
}
