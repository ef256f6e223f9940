/* The XML around the text of a run. */

#include "template/frame.h"

#include <string.h>

#include "template/content.h"
#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

static bool is_identity(const xmlAttr *attribute)
{
    const char *name = (const char *)attribute->name;
    return !strncmp(name, "rsid", 4) || !strcmp(name, "paraId") || !strcmp(name, "textId");
}

static void append_clean_start(struct buffer *out, const xmlNode *element)
{
    xml_append_start(out, element);
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!is_identity(attribute) && !attribute->_private)
            xml_append_attribute(out, attribute);
}

static bool has_dynamic_attribute(const xmlNode *element)
{
    for (const xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (attribute->_private)
            return true;
    return false;
}

bool frame_is_dynamic(const xmlNode *element)
{
    if (!element || element->type != XML_ELEMENT_NODE)
        return false;
    bool is_dynamic = has_dynamic_attribute(element);
    for (const xmlNode *child = element->children; child && !is_dynamic; child = child->next)
        is_dynamic = frame_is_dynamic(child);
    return is_dynamic;
}

void frame_append_clean(struct buffer *out, const xmlNode *element)
{
    if (element->type != XML_ELEMENT_NODE || word_is(element, "sectPr") || word_is(element, "pPrChange") ||
        word_is(element, "rPrChange") || has_dynamic_attribute(element))
        return;
    append_clean_start(out, element);
    if (!element->children) {
        buffer_append_text(out, "/>");
        return;
    }
    buffer_append_byte(out, '>');
    for (const xmlNode *child = element->children; child; child = child->next)
        frame_append_clean(out, child);
    xml_append_end(out, element);
}

/* Properties stand first. */
static void append_child(struct buffer *out, const xmlNode *parent, const char *name)
{
    const xmlNode *child = tree_element_from(parent->children);
    if (child && word_is(child, name))
        frame_append_clean(out, child);
}

/* Containers that may be left and entered again without becoming something else. */
static bool is_repeatable(const xmlNode *container)
{
    return word_is(container, "hyperlink") || word_is(container, "smartTag") ||
           word_is(container, "customXml");
}

/* "</w:hyperlink></w:p>" and "<w:p>…<w:hyperlink>"; false when something around the run cannot be left. */
static bool append_way(struct buffer *close, struct buffer *open, const xmlNode *node)
{
    if (word_is(node, "p")) {
        buffer_append_text(close, "</w:p>");
        buffer_append_text(open, "<w:p>");
        append_child(open, node, "pPr");
        return true;
    }
    if (!node || !is_repeatable(node))
        return false;
    xml_append_end(close, node);
    if (!append_way(close, open, node->parent))
        return false;
    append_clean_start(open, node);
    buffer_append_byte(open, '>');
    return true;
}

static struct string text_of(struct arena *arena, struct buffer *buffer)
{
    struct string text = arena_copy(arena, buffer_string(buffer));
    buffer_release(buffer);
    return text;
}

static bool is_in_link(const xmlNode *node)
{
    while (node && !word_is(node, "p") && !word_is(node, "hyperlink"))
        node = node->parent;
    return node && word_is(node, "hyperlink");
}

static struct frame make_frame(struct arena *arena, const xmlNode *run)
{
    struct frame frame = {.close_run = STRING("</w:t></w:r>"), .is_in_link = is_in_link(run)};
    struct buffer open = {0}, close_paragraph = {0}, open_paragraph = {0}, properties = {0},
                  run_properties = {0};
    append_child(&run_properties, run, "rPr");
    buffer_append_format(&open, "<w:r>%.*s<w:t xml:space=\"preserve\">", (int)run_properties.length,
                         run_properties.bytes ? run_properties.bytes : "");
    const xmlNode *paragraph = paragraph_around((xmlNode *)run);
    if (paragraph)
        append_child(&properties, paragraph, "pPr");
    if (!append_way(&close_paragraph, &open_paragraph, run->parent)) {
        buffer_truncate(&close_paragraph, 0);
        buffer_truncate(&open_paragraph, 0);
    }
    frame.open_run = text_of(arena, &open);
    frame.run_properties = text_of(arena, &run_properties);
    frame.paragraph_properties = text_of(arena, &properties);
    frame.close_paragraph = text_of(arena, &close_paragraph);
    frame.open_paragraph = text_of(arena, &open_paragraph);
    return frame;
}

static bool are_alike(const struct frame *a, const struct frame *b)
{
    return a->section == b->section && a->is_in_link == b->is_in_link &&
           string_equal(a->open_run, b->open_run) && string_equal(a->open_paragraph, b->open_paragraph) &&
           string_equal(a->close_paragraph, b->close_paragraph) &&
           string_equal(a->paragraph_properties, b->paragraph_properties);
}

const struct frame *frame_of_run(struct frames *frames, const xmlNode *run)
{
    enum { KEPT = sizeof(frames->kept) / sizeof(*frames->kept) };
    struct arena *arena = frames->compilation->arena;
    struct arena_mark mark = arena_mark(arena);
    struct frame made = make_frame(arena, run);
    made.section = frames->section;
    for (unsigned i = 0; i < KEPT; i++)
        if (frames->kept[i] && are_alike(frames->kept[i], &made)) {
            arena_rewind(arena, mark);
            return frames->kept[i];
        }
    struct frame *frame = arena_allocate(arena, sizeof(*frame));
    *frame = made;
    frames->kept[frames->next++ % KEPT] = frame;
    return frame;
}
