/* Numbers of styles as numbers of paragraphs. */

#include "template/style_lists.h"

#include <stdio.h>

#include "template/child.h"
#include "word/format.h"
#include "word/paragraph.h"
#include "word/tree.h"

static void set_number(xmlNode *element, const char *name, int value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", value);
    tree_set_attribute(element, element->ns, name, string_of(text));
}

/* A number of its own brings the indents of its level before those of the style. */
static void keep_indents(xmlNode *properties, const struct paragraph_format *wanted,
                         const struct paragraph_format *now)
{
    bool is_same = wanted->left_twips == now->left_twips && wanted->right_twips == now->right_twips &&
                   wanted->first_line_twips == now->first_line_twips;
    if (is_same || word_child(properties, "ind"))
        return;
    bool hangs = wanted->first_line_twips < 0;
    xmlNode *indents = child_make(properties, "w:ind");
    set_number(indents, "left", wanted->left_twips);
    set_number(indents, "right", wanted->right_twips);
    set_number(indents, hangs ? "hanging" : "firstLine",
               hangs ? -wanted->first_line_twips : wanted->first_line_twips);
}

static bool has_own_number(const xmlNode *paragraph)
{
    const xmlNode *properties = word_child(paragraph, "pPr");
    const xmlNode *number = properties ? word_child(properties, "numPr") : NULL;
    return number && word_child(number, "numId");
}

static void own_number(const struct formats *formats, xmlNode *paragraph)
{
    struct paragraph_format wanted = format_of_paragraph(formats, paragraph);
    if (wanted.list_id <= 0 || has_own_number(paragraph))
        return;
    xmlNode *properties = paragraph_properties(paragraph), *number = word_child(properties, "numPr");
    if (!number)
        number = child_make(properties, "w:numPr");
    if (!word_child(number, "ilvl"))
        set_number(child_make(number, "w:ilvl"), "val", wanted.list_level);
    set_number(child_make(number, "w:numId"), "val", wanted.list_id);
    struct paragraph_format now = format_of_paragraph(formats, paragraph);
    keep_indents(properties, &wanted, &now);
}

void style_lists_own(struct compilation *compilation, struct package *package, xmlNode *root)
{
    struct arena *scratch = arena_new();
    const struct formats *formats =
        formats_read(scratch, package, compilation->limits, compilation->problems);
    for (xmlNode *node = root; formats && node; node = tree_next(node, root, tag_is_node(node)))
        if (word_is(node, "p"))
            own_number(formats, node);
    arena_free(scratch);
}
