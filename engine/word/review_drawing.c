/* Drawings: a picture is [hình: what it shows]; the text of a text box follows the document. Lines and frames
 * say nothing. */

#include "word/review_internal.h"

#include <string.h>

static const char *plain_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, name))
            return xml_attribute_text(attribute).bytes;
    return NULL;
}

struct found {
    bool has_picture;
    const char *description;
};

static void describe(struct found *found, const xmlNode *node)
{
    const char *name = (const char *)node->name;
    const char *text = NULL;
    if (!strcmp(name, "docPr") || !strcmp(name, "cNvPr"))
        text =
            plain_attribute(node, "descr") ? plain_attribute(node, "descr") : plain_attribute(node, "title");
    else if (!strcmp(name, "shape") || !strcmp(name, "imagedata"))
        text = plain_attribute(node, "alt");
    if (text && *text && !found->description)
        found->description = text;
    if (!strcmp(name, "pic") || !strcmp(name, "imagedata") || !strcmp(name, "chart") ||
        !strcmp(name, "relIds"))
        found->has_picture = true;
}

static void add_text_box(struct review *review, const xmlNode *content)
{
    struct text_box *box = arena_allocate(review->arena, sizeof *box);
    box->content = content;
    *review->last_box = box;
    review->last_box = &box->next;
}

static void search(struct review *review, const xmlNode *parent, struct found *found)
{
    for (const xmlNode *child = parent->children; child; child = child->next) {
        if (child->type != XML_ELEMENT_NODE)
            continue;
        if (word_is(child, "txbxContent")) {
            add_text_box(review, child);
        } else if (review_is_alternate(child)) {
            const xmlNode *branch = review_branch(child);
            if (branch)
                search(review, branch, found);
        } else {
            describe(found, child);
            search(review, child, found);
        }
    }
}

void review_read_drawing(struct review *review, const xmlNode *drawing, unsigned format)
{
    struct found found = {false, NULL};
    search(review, drawing, &found);
    if (!found.has_picture)
        return;
    review_add_text(review, found.description ? STRING("[hình: ") : STRING("[hình"), format);
    review_add_text(review, string_of(found.description ? found.description : ""), format);
    review_add_text(review, STRING("]"), format);
}
