/* What an element shows a reader. A name in neither table counts as content: better an element too many than
 * text lost. */

#include "template/content.h"

#include <string.h>

#include "word/paragraph.h"
#include "text/unicode.h"
#include "word/tree.h"
#include "word/xml.h"

static const char *const holders[] = {"p",         "r",        "tr",        "tc",        "sdt", "sdtContent",
                                      "hyperlink", "smartTag", "customXml", "fldSimple", "t",   NULL};
static const char *const transparents[] = {"sdt",       "sdtContent", "hyperlink", "smartTag", "customXml",
                                           "fldSimple", "dir",        "bdo",       NULL};
static const char *const ignorables[] = {
    "pPr",           "rPr",         "tcPr",       "trPr",       "tblPrEx",
    "sdtPr",         "sdtEndPr",    "tab",        "softHyphen", "proofErr",
    "bookmarkStart", "bookmarkEnd", "permStart",  "permEnd",    "lastRenderedPageBreak",
    "endParaRPr",    "customXmlPr", "smartTagPr", NULL};

static bool is_among(const xmlNode *node, const char *const *names)
{
    for (; *names; names++)
        if (!strcmp((const char *)node->name, *names))
            return true;
    return false;
}

bool tag_shows(const struct tag *tag)
{
    return tag_is(tag, STATEMENT_PRINT);
}

bool content_ends_section(const xmlNode *paragraph)
{
    const xmlNode *properties = tree_element_from(paragraph->children);
    return properties && word_is(properties, "pPr") && word_child(properties, "sectPr");
}

bool content_is_ignorable(const xmlNode *node)
{
    return node->type != XML_ELEMENT_NODE || (!tag_is_node(node) && is_among(node, ignorables));
}

bool content_is_transparent(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && is_among(node, transparents);
}

static bool is_blank_text(const xmlNode *node)
{
    struct string text = string_of(node->content ? (const char *)node->content : "");
    for (size_t i = 0; i < text.length;)
        if (!text_is_space(text_next(text, &i)))
            return false;
    return true;
}

static bool is_soft_break(const xmlNode *node)
{
    return word_is(node, "br") && !word_attribute(node, "type");
}

static bool is_blank_element(const xmlNode *node)
{
    if (content_is_ignorable(node) || is_soft_break(node))
        return true;
    return is_among(node, holders) && content_is_blank(node);
}

bool content_is_blank(const xmlNode *element)
{
    if (paragraph_is(element) && content_ends_section(element))
        return false;
    for (const xmlNode *child = element->children; child; child = child->next) {
        const struct tag *tag = tag_of(child);
        if (tag                            ? tag_shows(tag)
            : child->type == XML_TEXT_NODE ? !is_blank_text(child)
                                           : !is_blank_element(child))
            return false;
    }
    return true;
}
