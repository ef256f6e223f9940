/*
 * The marks of a comment in a paragraph (ECMA-376 part 1, 17.13.4.2 to 17.13.4.5):
 *
 *   <w:commentRangeStart w:id="3"/> the runs <w:commentRangeEnd w:id="3"/>
 *   <w:r><w:commentReference w:id="3"/></w:r>
 */

#include <stdio.h>
#include <string.h>

#include "word/annotate_internal.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

/* Between a paragraph and its runs; in these marks may stand. */
static bool may_hold_marks(const xmlNode *node)
{
    static const char *const names[] = {"hyperlink",  "ins",       "moveTo",    "smartTag", "sdt",
                                        "sdtContent", "fldSimple", "customXml", "dir",      "bdo"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
        if (word_is(node, names[i]))
            return true;
    return false;
}

/* The run of a text element, or what around it cannot be entered. */
static xmlNode *find_carrier(const xmlNode *paragraph, xmlNode *element)
{
    xmlNode *carrier = element;
    for (xmlNode *node = element; node != paragraph; node = node->parent)
        if (!may_hold_marks(node))
            carrier = node;
    return carrier;
}

static xmlNode *new_mark(xmlNode *paragraph, xmlNs *space, const char *name, uint32_t id)
{
    char digits[16];
    snprintf(digits, sizeof(digits), "%u", (unsigned)id);
    xmlNode *mark = tree_new_element(paragraph->doc, space, name);
    tree_set_attribute(mark, space, "id", string_of(digits));
    return mark;
}

static xmlNode *new_reference(xmlNode *paragraph, xmlNs *space, uint32_t id)
{
    xmlNode *run = tree_new_element(paragraph->doc, space, "r");
    tree_append(run, new_mark(paragraph, space, "commentReference", id));
    return run;
}

static bool is_end_mark(const xmlNode *node)
{
    return word_is(node, "commentRangeEnd") || (word_is(node, "r") && word_child(node, "commentReference"));
}

/* Comments that end at the same place stay in their order. */
static void put_end(xmlNode *last, xmlNode *paragraph, xmlNs *space, uint32_t id)
{
    while (last->next && is_end_mark(last->next))
        last = last->next;
    tree_put_after(last, new_reference(paragraph, space, id));
    tree_put_after(last, new_mark(paragraph, space, "commentRangeEnd", id));
}

static void mark_paragraph(xmlNode *paragraph, xmlNs *space, uint32_t id)
{
    xmlNode *start = new_mark(paragraph, space, "commentRangeStart", id);
    xmlNode *properties = word_child(paragraph, "pPr");
    if (properties)
        tree_put_after(properties, start);
    else
        tree_put_first(paragraph, start);
    put_end(paragraph->last, paragraph, space, id);
}

void comment_mark(xmlNode *paragraph, struct stretch stretch, xmlNs *space, uint32_t id)
{
    struct paragraph_text text;
    xmlNode *first = NULL, *last = NULL;
    paragraph_split(paragraph, stretch.to);
    paragraph_split(paragraph, stretch.from);
    paragraph_read(&text, paragraph, LAYER_SHOWN);
    for (size_t i = 0; i < paragraph_piece_count(&text); i++) {
        const struct piece *piece = paragraph_piece(&text, i);
        if (piece->from >= stretch.to || piece->to <= stretch.from || piece->from == piece->to)
            continue;
        first = first ? first : piece->element;
        last = piece->element;
    }
    paragraph_release(&text);
    if (!first) {
        mark_paragraph(paragraph, space, id);
        return;
    }
    xmlNode *end = find_carrier(paragraph, last);
    tree_put_before(find_carrier(paragraph, first), new_mark(paragraph, space, "commentRangeStart", id));
    put_end(end, paragraph, space, id);
}
