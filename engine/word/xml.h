#ifndef VANBAN_WORD_XML_H
#define VANBAN_WORD_XML_H

/*
 * XML parts through libxml2, strictly: no DOCTYPE, no network, bounded depth,
 * any encoding the XML declaration or BOM tells. libxml2 2.9 may lose text
 * after a failed allocation and still report success, so its allocator has a
 * sticky flag that is looked at after every parse (then memory_exhausted()).
 * Writing is our own: UTF-8, attributes and namespaces in document order,
 * nothing indented, so the bytes of a part depend on its tree alone.
 */

#include <libxml/tree.h>

#include "base/limits.h"

/* Call once before other threads start; safe to call again. */
void xml_start(void);

/* For those who drive libxml2 themselves: forgets this thread's failed allocations; was there one since? */
void xml_watch_memory(void);
bool xml_memory_failed(void);

/* The caller frees with xmlFreeDoc(); NULL after a problem with line and column. Blanks are kept. */
xmlDocPtr xml_parse(struct string bytes, const struct place *where, const struct limits *limits,
                    struct problems *problems);

/* A node and what it contains; namespace declarations that stand on the node itself are written. */
void xml_append_node(struct buffer *out, const xmlNode *node);
/* The whole document with its XML declaration (standalone="yes"). */
void xml_append_document(struct buffer *out, const xmlDoc *document);
/* Its pieces, for those who write a tree in another way: "<w:p" with its namespaces, " w:val=\"…\"",
 * "</w:p>". */
void xml_append_declaration(struct buffer *out);
void xml_append_start(struct buffer *out, const xmlNode *element);
void xml_append_attribute(struct buffer *out, const xmlAttr *attribute);
void xml_append_attribute_name(struct buffer *out, const xmlAttr *attribute);
void xml_append_end(struct buffer *out, const xmlNode *element);
/* The value of an attribute; borrowed from the tree, never NULL. */
struct string xml_attribute_text(const xmlAttr *attribute);
/* Character data and attribute values, escaped; the text must be legal XML characters. */
void xml_append_text(struct buffer *out, struct string text);
void xml_append_attribute_value(struct buffer *out, struct string text);

/* True for the namespace of WordprocessingML, transitional or strict. */
bool word_is_namespace(const xmlNs *space);
/* True for an element of WordprocessingML (transitional or strict) with this local name. */
bool word_is(const xmlNode *node, const char *local_name);
/* The first child element w:local_name, or NULL. */
xmlNode *word_child(const xmlNode *node, const char *local_name);
/* The value of attribute w:local_name, or NULL; borrowed from the tree. */
const char *word_attribute(const xmlNode *node, const char *local_name);
extern const char word_namespace[]; /* transitional */
extern const char word_namespace_strict[];

#endif
