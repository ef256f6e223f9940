#include "word/canonical.h"

#include <string.h>

#include <libxml/parser.h>

#include "word/xml.h"

enum { LINE = 110, INDENT = 1 };

bool canonical_is_xml(struct string part_name)
{
    bool is_markup =
        string_ends_with(part_name, STRING(".xml")) || string_ends_with(part_name, STRING(".rels"));
    return is_markup && !string_starts_with(part_name, STRING("customXml/"));
}

static bool is_blank_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE && xmlIsBlankNode(node);
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

static void drop_blanks(xmlNode *node)
{
    bool drops = holds_only_elements(node);
    for (xmlNode *child = node->children, *next; child != NULL; child = next) {
        next = child->next;
        if (child->type == XML_ELEMENT_NODE) {
            drop_blanks(child);
        } else if (drops && is_blank_text(child)) {
            xmlUnlinkNode(child);
            xmlFreeNode(child);
        }
    }
}

static void append_break(struct buffer *out, unsigned depth)
{
    buffer_append_byte(out, '\n');
    for (unsigned i = 0; i < depth * INDENT; i++)
        buffer_append_byte(out, ' ');
}

static void append_node(struct buffer *out, const xmlNode *node, unsigned depth);

/* The start tag is what the writer gives for the node, up to its end. */
static void append_start_tag(struct buffer *out, struct string whole)
{
    size_t end = 0;
    bool quoted = false;
    while (end < whole.length && (quoted || whole.bytes[end] != '>')) {
        quoted = quoted != (whole.bytes[end] == '"');
        end++;
    }
    buffer_append_string(out, string_slice(whole, 0, end + 1));
}

static void append_end_tag(struct buffer *out, struct string whole)
{
    size_t start = whole.length;
    while (start > 0 && whole.bytes[start - 1] != '<')
        start--;
    buffer_append_string(out, string_slice(whole, start - 1, whole.length));
}

static void append_children(struct buffer *out, const xmlNode *node, struct string whole, unsigned depth)
{
    append_start_tag(out, whole);
    for (const xmlNode *child = node->children; child != NULL; child = child->next) {
        append_break(out, depth + 1);
        append_node(out, child, depth + 1);
    }
    append_break(out, depth);
    append_end_tag(out, whole);
}

static void append_node(struct buffer *out, const xmlNode *node, unsigned depth)
{
    struct buffer whole = {0};
    xml_append_node(&whole, node);
    bool breaks = node->type == XML_ELEMENT_NODE && whole.length > LINE && !word_is(node, "p") &&
                  holds_only_elements(node);
    if (breaks)
        append_children(out, node, buffer_string(&whole), depth);
    else
        buffer_append_string(out, buffer_string(&whole));
    buffer_release(&whole);
}

bool canonical_append(struct buffer *out, struct string bytes, const struct place *where,
                      const struct limits *limits, struct problems *problems)
{
    xmlDocPtr document = xml_parse(bytes, where, limits, problems);
    if (document == NULL)
        return false;
    buffer_append_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
    xmlNode *root = xmlDocGetRootElement(document);
    drop_blanks(root);
    append_node(out, root, 0);
    buffer_append_byte(out, '\n');
    xmlFreeDoc(document);
    return true;
}
