/* Numbers of lists in a part where lists begin anew. */

#include "template/flattening.h"

#include "word/tree.h"
#include "word/xml.h"

bool flatten_is_list_number(const xmlNode *element)
{
    return word_is(element, "numId") && word_is(element->parent, "numPr");
}

void flatten_list_number(struct flattening *flattening, const xmlAttr *attribute)
{
    flattening->has_lists = true;
    buffer_append_byte(flattening_bytes(flattening), ' ');
    xml_append_attribute_name(flattening_bytes(flattening), attribute);
    buffer_append_text(flattening_bytes(flattening), "=\"");
    builder_list(&flattening->builder, xml_attribute_text(attribute));
    buffer_append_byte(flattening_bytes(flattening), '"');
}

const struct tag *flatten_find_restart(xmlNode *root)
{
    for (xmlNode *node = root; node; node = tree_next(node, root, tag_is_node(node)))
        if (tag_is_node(node) && tag_is(tag_of(node), STATEMENT_RESTART))
            return tag_of(node);
    return NULL;
}

void flatten_report_no_list(struct compilation *compilation, const struct tag *tag)
{
    struct place place = tag_place(tag);
    problems_add(compilation->problems, PROBLEM_TEMPLATE_NUMBERING, &place, NULL);
}
