/* Questions about elements of WordprocessingML, transitional and strict alike. */

#include "word/xml.h"

#include <string.h>

bool word_is_namespace(const xmlNs *space)
{
    const char *href = space ? (const char *)space->href : NULL;
    return href && (!strcmp(href, word_namespace) || !strcmp(href, word_namespace_strict));
}

bool word_is(const xmlNode *node, const char *local_name)
{
    return node && node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, local_name) &&
           word_is_namespace(node->ns);
}

xmlNode *word_child(const xmlNode *node, const char *local_name)
{
    for (xmlNode *child = node ? node->children : NULL; child; child = child->next)
        if (word_is(child, local_name))
            return child;
    return NULL;
}

const char *word_attribute(const xmlNode *node, const char *local_name)
{
    if (!node || node->type != XML_ELEMENT_NODE)
        return NULL;
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, local_name) && word_is_namespace(attribute->ns))
            return xml_attribute_text(attribute).bytes;
    return NULL;
}
