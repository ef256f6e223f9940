/* New children in the order of the schema. */

#include "template/child.h"

#include <stdio.h>
#include <string.h>

#include "word/order.h"
#include "word/tree.h"
#include "word/xml.h"

void child_write_name(const xmlNs *space, const xmlChar *name, char *out)
{
    const char *prefix = space && space->prefix ? (const char *)space->prefix : "";
    if (word_is_namespace(space))
        prefix = "w";
    snprintf(out, LONGEST_CHILD_NAME, "%s%s%s", prefix, *prefix ? ":" : "", (const char *)name);
}

xmlNode *child_make(xmlNode *parent, const char *name)
{
    char parent_name[LONGEST_CHILD_NAME], sibling_name[LONGEST_CHILD_NAME];
    child_write_name(parent->ns, parent->name, parent_name);
    unsigned rank = order_rank(parent_name, name);
    if (!rank || strncmp(name, "w:", 2) != 0)
        return NULL;
    xmlNode *child = tree_new_element(parent->doc, parent->ns, name + 2);
    for (xmlNode *sibling = parent->children; sibling; sibling = sibling->next) {
        if (sibling->type != XML_ELEMENT_NODE)
            continue;
        child_write_name(sibling->ns, sibling->name, sibling_name);
        unsigned behind = order_rank(parent_name, sibling_name);
        if (behind == 0 || behind > rank) {
            tree_put_before(sibling, child);
            return child;
        }
    }
    tree_append(parent, child);
    return child;
}
