/* Runs with prints: their texts become one text, and a run of nothing else goes when nothing is printed. */

#include "template/flattening.h"

#include <string.h>

#include "word/xml.h"

struct text_writer {
    struct flattening *flattening;
    const xmlNode *run;
    const struct frame *frame;
    const char *open; /* the element that is open: "t", "instrText"; NULL: none */
};

static void open_text(struct text_writer *writer, const char *name)
{
    if (writer->open && !strcmp(writer->open, name))
        return;
    struct buffer *out = flattening_bytes(writer->flattening);
    const char *prefix = (const char *)writer->run->ns->prefix;
    if (writer->open)
        buffer_append_format(out, "</%s:%s>", prefix ? prefix : "w", writer->open);
    const char *space = writer->frame ? " xml:space=\"preserve\"" : "";
    buffer_append_format(out, "<%s:%s%s>", prefix ? prefix : "w", name, space);
    writer->open = name;
}

static void close_text(struct text_writer *writer)
{
    const char *prefix = (const char *)writer->run->ns->prefix;
    if (writer->open)
        buffer_append_format(flattening_bytes(writer->flattening), "</%s:%s>", prefix ? prefix : "w",
                             writer->open);
    writer->open = NULL;
}

static void flatten_run_print(struct text_writer *writer, const struct tag *tag)
{
    open_text(writer, tag->is_code ? "instrText" : "t");
    enum print_place place = tag->is_code ? PRINT_CODE : writer->frame ? PRINT_TEXT : PRINT_OTHER_TEXT;
    builder_print(&writer->flattening->builder, tag, place, writer->frame);
}

static const char *text_element(const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE || tag_is_node(node))
        return NULL;
    if (!strcmp((const char *)node->name, "t"))
        return "t";
    return word_is(node, "instrText") ? "instrText" : NULL;
}

static void flatten_run_child(struct text_writer *writer, xmlNode *child)
{
    const char *name = text_element(child);
    if (tag_is_node(child)) {
        flatten_run_print(writer, tag_of(child));
    } else if (name) {
        open_text(writer, name);
        flatten_children(writer->flattening, child->children);
    } else {
        close_text(writer);
        flatten_node(writer->flattening, child);
    }
}

static bool is_properties(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && !strcmp((const char *)node->name, "rPr");
}

static bool has_only_prints(const xmlNode *run)
{
    for (const xmlNode *child = run->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE && !is_properties(child) && !tag_is_node(child))
            return false;
    return true;
}

bool flatten_has_prints(const xmlNode *run)
{
    for (const xmlNode *child = run->children; child; child = child->next)
        if (tag_is_node(child))
            return true;
    return false;
}

void flatten_run(struct flattening *flattening, xmlNode *run)
{
    bool is_guarded = has_only_prints(run);
    struct text_writer writer = {flattening, run,
                                 word_is(run, "r") ? frame_of_run(&flattening->frames, run) : NULL, NULL};
    uint32_t guard = is_guarded ? builder_open_guard(&flattening->builder) : 0;
    xmlNode *child = run->children;
    flatten_start(flattening, run);
    buffer_append_byte(flattening_bytes(flattening), '>');
    for (; child && (child->type != XML_ELEMENT_NODE || is_properties(child)); child = child->next)
        flatten_node(flattening, child);
    if (is_guarded) {
        open_text(&writer, tag_of(child)->is_code ? "instrText" : "t");
        builder_guard_body(&flattening->builder, guard);
    }
    for (; child; child = child->next)
        flatten_run_child(&writer, child);
    if (is_guarded)
        builder_guard_end(&flattening->builder, guard);
    close_text(&writer);
    xml_append_end(flattening_bytes(flattening), run);
    if (is_guarded)
        builder_close_guard(&flattening->builder, guard);
}
