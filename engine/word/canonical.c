#include "word/canonical.h"

#include "base/arena.h"
#include "package/scratch.h"
#include "word/part_tree.h"
#include "word/tree.h"

enum { LINE = 110, INDENT = 1 };

bool canonical_is_xml(struct string part_name)
{
    bool is_markup =
        string_ends_with(part_name, STRING(".xml")) || string_ends_with(part_name, STRING(".rels"));
    return is_markup && !string_starts_with(part_name, STRING("customXml/"));
}

static bool is_blank_text(const xmlNode *node)
{
    return (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) && xmlIsBlankNode(node);
}

/* Element children and nothing else but blanks. */
static bool holds_only_elements(const xmlNode *node)
{
    bool has_element = false;
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE)
            has_element = true;
        else if (!is_blank_text(child) && child->type != XML_PI_NODE && child->type != XML_COMMENT_NODE)
            return false;
    }
    return has_element;
}

/* And comments, which are not written. */
static void drop_blanks(xmlNode *node)
{
    bool drops = holds_only_elements(node);
    for (xmlNode *child = node->children, *next; child != NULL; child = next) {
        next = child->next;
        if (child->type == XML_ELEMENT_NODE)
            drop_blanks(child);
        else if (child->type == XML_COMMENT_NODE || (drops && is_blank_text(child)))
            tree_remove(child);
    }
}

static void append_break(struct buffer *out, unsigned depth)
{
    buffer_append_byte(out, '\n');
    for (unsigned i = 0; i < depth * INDENT; i++)
        buffer_append_byte(out, ' ');
}

static void append_start_tag(struct buffer *out, const xmlNode *element)
{
    xml_append_start(out, element);
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        xml_append_attribute(out, attribute);
    buffer_append_byte(out, '>');
}

/* As much of it, on one line, as tells whether that is too long. */
static void append_beginning(struct buffer *out, const xmlNode *node)
{
    if (node->children == NULL) {
        xml_append_node(out, node);
        return;
    }
    append_start_tag(out, node);
    for (const xmlNode *child = node->children; child != NULL && out->length <= LINE; child = child->next)
        append_beginning(out, child);
    xml_append_end(out, node);
}

struct writing {
    struct buffer *out, *line;
};

static bool is_long(struct writing *writing, const xmlNode *node)
{
    buffer_truncate(writing->line, 0);
    append_beginning(writing->line, node);
    return writing->line->length > LINE;
}

static void append_node(struct writing *writing, const xmlNode *node, unsigned depth)
{
    bool breaks = node->type == XML_ELEMENT_NODE && !word_is(node, "p") && holds_only_elements(node) &&
                  is_long(writing, node);
    if (!breaks) {
        xml_append_node(writing->out, node);
        return;
    }
    append_start_tag(writing->out, node);
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        append_break(writing->out, depth + 1);
        append_node(writing, child, depth + 1);
    }
    append_break(writing->out, depth);
    xml_append_end(writing->out, node);
}

bool canonical_append(struct buffer *out, struct string bytes, const struct place *where,
                      const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    xmlDocPtr document = part_tree_parse(arena, bytes, where, limits, problems);
    struct writing writing = {out, scratch_buffer(arena)};
    if (document != NULL) {
        xmlNode *root = xmlDocGetRootElement(document);
        buffer_append_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        drop_blanks(root);
        append_node(&writing, root, 0);
        buffer_append_byte(out, '\n');
    }
    arena_free(arena);
    return document != NULL;
}
