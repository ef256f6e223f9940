/*
 * Writing of XML: UTF-8, attributes and namespaces in document order, nothing
 * indented, so that the bytes depend on the tree alone.
 */

#include "word/xml.h"

#include <string.h>

enum { ESCAPE_IN_TEXT = 1, ESCAPE_IN_ATTRIBUTE = 2 };

/* Which characters cannot stand as they are. */
static const unsigned char escapes[256] = {
    ['&'] = ESCAPE_IN_TEXT | ESCAPE_IN_ATTRIBUTE,
    ['<'] = ESCAPE_IN_TEXT | ESCAPE_IN_ATTRIBUTE,
    ['>'] = ESCAPE_IN_TEXT | ESCAPE_IN_ATTRIBUTE,
    ['\r'] = ESCAPE_IN_TEXT | ESCAPE_IN_ATTRIBUTE,
    ['"'] = ESCAPE_IN_ATTRIBUTE,
    ['\t'] = ESCAPE_IN_ATTRIBUTE,
    ['\n'] = ESCAPE_IN_ATTRIBUTE,
};

static const char *escaped(char byte)
{
    switch (byte) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    default:
        return "&#13;";
    }
}

static void append_escaped(struct buffer *out, struct string text, unsigned where)
{
    size_t from = 0;
    for (size_t i = 0; i < text.length; i++) {
        if (!(escapes[(unsigned char)text.bytes[i]] & where))
            continue;
        buffer_append(out, text.bytes + from, i - from);
        buffer_append_text(out, escaped(text.bytes[i]));
        from = i + 1;
    }
    buffer_append(out, text.bytes + from, text.length - from);
}

void xml_append_text(struct buffer *out, struct string text)
{
    append_escaped(out, text, ESCAPE_IN_TEXT);
}

void xml_append_attribute_value(struct buffer *out, struct string text)
{
    append_escaped(out, text, ESCAPE_IN_ATTRIBUTE);
}

static void append_name(struct buffer *out, const xmlNs *space, const xmlChar *name)
{
    if (space && space->prefix) {
        buffer_append_text(out, (const char *)space->prefix);
        buffer_append_byte(out, ':');
    }
    buffer_append_text(out, (const char *)name);
}

static void append_namespaces(struct buffer *out, const xmlNs *space)
{
    for (; space; space = space->next) {
        buffer_append_text(out, space->prefix ? " xmlns:" : " xmlns");
        if (space->prefix)
            buffer_append_text(out, (const char *)space->prefix);
        buffer_append_text(out, "=\"");
        xml_append_attribute_value(out, string_of(space->href ? (const char *)space->href : ""));
        buffer_append_byte(out, '"');
    }
}

void xml_append_attribute_name(struct buffer *out, const xmlAttr *attribute)
{
    append_name(out, attribute->ns, attribute->name);
}

struct string xml_attribute_text(const xmlAttr *attribute)
{
    const xmlNode *text = attribute->children;
    return string_of(text && text->content ? (const char *)text->content : "");
}

void xml_append_start(struct buffer *out, const xmlNode *element)
{
    buffer_append_byte(out, '<');
    append_name(out, element->ns, element->name);
    append_namespaces(out, element->nsDef);
}

void xml_append_attribute(struct buffer *out, const xmlAttr *attribute)
{
    buffer_append_byte(out, ' ');
    xml_append_attribute_name(out, attribute);
    buffer_append_text(out, "=\"");
    xml_append_attribute_value(out, xml_attribute_text(attribute));
    buffer_append_byte(out, '"');
}

void xml_append_end(struct buffer *out, const xmlNode *element)
{
    buffer_append_text(out, "</");
    append_name(out, element->ns, element->name);
    buffer_append_byte(out, '>');
}

static void append_element(struct buffer *out, const xmlNode *element)
{
    xml_append_start(out, element);
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        xml_append_attribute(out, attribute);
    if (!element->children) {
        buffer_append_text(out, "/>");
        return;
    }
    buffer_append_byte(out, '>');
    for (const xmlNode *child = element->children; child; child = child->next)
        xml_append_node(out, child);
    xml_append_end(out, element);
}

static void append_instruction(struct buffer *out, const xmlNode *node)
{
    buffer_append_text(out, "<?");
    buffer_append_text(out, (const char *)node->name);
    if (node->content) {
        buffer_append_byte(out, ' ');
        buffer_append_text(out, (const char *)node->content);
    }
    buffer_append_text(out, "?>");
}

void xml_append_node(struct buffer *out, const xmlNode *node)
{
    switch (node->type) {
    case XML_ELEMENT_NODE:
        append_element(out, node);
        break;
    case XML_TEXT_NODE:
    case XML_CDATA_SECTION_NODE:
        xml_append_text(out, string_of(node->content ? (const char *)node->content : ""));
        break;
    case XML_PI_NODE:
        append_instruction(out, node);
        break;
    default: /* comments say nothing to Word */
        break;
    }
}

void xml_append_declaration(struct buffer *out)
{
    buffer_append_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
}

void xml_append_document(struct buffer *out, const xmlDoc *document)
{
    xml_append_declaration(out);
    for (const xmlNode *node = document->children; node; node = node->next)
        xml_append_node(out, node);
}
