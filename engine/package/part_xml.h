#ifndef VANBAN_PACKAGE_PART_XML_H
#define VANBAN_PACKAGE_PART_XML_H

/*
 * The strict reading of XML that is looked through once ([Content_Types].xml, .rels,
 * settings, the sheets of a workbook): namespaces, any encoding libxml2 knows, no DOCTYPE, no network.
 * Elements, attributes and text are seen one at a time; no tree is built, so
 * nothing can be lost in one when memory runs short.
 */

#include "base/problems.h"

struct xml_element {
    struct string namespace_uri, name;
    size_t depth;    /* 0 is the root */
    uint64_t begins; /* the byte of its "<" in the part; right when is_utf8 */
    bool is_utf8;
    size_t attribute_count;
    const unsigned char **attributes; /* as SAX2 gives them: five pointers each */
};

/* The value of an attribute; namespace_uri NULL is one without a prefix. bytes == NULL if there is none. */
struct string xml_element_attribute(const struct xml_element *element, const char *namespace_uri,
                                    const char *name);

/* Strings given to a visitor live only during the call. */
struct xml_visitor {
    void (*enter)(void *context, const struct xml_element *element);
    void (*leave)(void *context, uint64_t ends);     /* the byte behind its end; may be NULL */
    void (*text)(void *context, struct string text); /* in one or more pieces; may be NULL */
    void *context;
};

/* False after a problem: not well-formed, or a DOCTYPE. */
bool part_xml_visit(struct string bytes, const struct place *place, const struct xml_visitor *visitor,
                    struct problems *problems);

/* An attribute value, escaped; the text must be legal XML characters. */
void part_xml_append_value(struct buffer *out, struct string text);

#endif
