/*
 * Properties of the file: title, subject, company. No font tells their encoding, but Word took the title from
 * the first line, so that it is in that of the document. What is read better so was typed so.
 */

#include "text/legacy_guess.h"
#include "word/part_tree.h"
#include "word/reencode_internal.h"
#include "word/tree.h"

bool reencode_are_properties(struct string content_type)
{
    return string_ends_with(content_type, STRING("core-properties+xml")) ||
           string_ends_with(content_type, STRING("extended-properties+xml")) ||
           string_ends_with(content_type, STRING("custom-properties+xml"));
}

static const struct reencoded_font *main_font(const struct reencoding *result)
{
    const struct reencoded_font *font = NULL;
    for (size_t i = 0; i < result->count; i++)
        if (font == NULL || result->fonts[i].characters > font->characters)
            font = &result->fonts[i];
    return font;
}

bool reencode_properties(const struct reencode *reencode, xmlNode *root)
{
    const struct reencoded_font *font = main_font(reencode->result);
    bool is_changed = false;
    for (xmlNode *node = root; font && node; node = tree_next(node, root, false)) {
        struct buffer text = {0};
        bool is_leaf = node->type == XML_ELEMENT_NODE && !xmlFirstElementChild(node);
        if (is_leaf && legacy_reads_better(font->encoding, tree_text(node), &text)) {
            tree_set_text(node, buffer_string(&text));
            is_changed = true;
        }
        buffer_release(&text);
    }
    return is_changed;
}
