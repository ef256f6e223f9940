/*
 * Elements without tags are bytes. Those that may vanish become guards, the
 * containers that must end in a paragraph see to it, and the texts of a run
 * with prints become one text.
 */

#include "template/flatten.h"

#include <string.h>

#include "template/arrange.h"
#include "template/content.h"
#include "template/flat.h"
#include "template/frame.h"
#include "template/lift.h"
#include "template/paragraph.h"
#include "template/vanish.h"
#include "word/xml.h"

struct flattening {
    struct builder builder;
    struct frames frames;
};

static void flatten_node(struct flattening *flattening, xmlNode *node);

static struct buffer *bytes(struct flattening *flattening)
{
    return builder_bytes(&flattening->builder);
}

static void flatten_tagged_value(struct flattening *flattening, const xmlAttr *attribute)
{
    buffer_append_byte(bytes(flattening), ' ');
    xml_append_attribute_name(bytes(flattening), attribute);
    buffer_append_text(bytes(flattening), "=\"");
    bool is_code = word_is(attribute->parent, "fldSimple");
    builder_flat(&flattening->builder, attribute->_private, is_code ? PRINT_CODE : PRINT_ATTRIBUTE);
    buffer_append_byte(bytes(flattening), '"');
}

static void flatten_identity(struct flattening *flattening, const xmlAttr *attribute, enum identity_kind kind,
                             bool refers)
{
    if (kind == IDENTITY_DROP)
        return;
    buffer_append_byte(bytes(flattening), ' ');
    xml_append_attribute_name(bytes(flattening), attribute);
    buffer_append_text(bytes(flattening), "=\"");
    builder_identity(&flattening->builder, kind, refers, xml_attribute_text(attribute));
    buffer_append_byte(bytes(flattening), '"');
}

static void flatten_start(struct flattening *flattening, xmlNode *element)
{
    bool repeats = builder_repeats(&flattening->builder);
    xml_append_start(bytes(flattening), element);
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        bool refers = false;
        enum identity_kind kind = repeats ? identity_of(attribute, &refers) : IDENTITY_NONE;
        if (attribute->_private)
            flatten_tagged_value(flattening, attribute);
        else if (kind != IDENTITY_NONE)
            flatten_identity(flattening, attribute, kind, refers);
        else
            xml_append_attribute(bytes(flattening), attribute);
    }
}

static void flatten_children(struct flattening *flattening, xmlNode *from)
{
    for (xmlNode *child = from; child; child = child->next)
        flatten_node(flattening, child);
}

static void flatten_element(struct flattening *flattening, xmlNode *element)
{
    flatten_start(flattening, element);
    if (!element->children) {
        buffer_append_text(bytes(flattening), "/>");
        return;
    }
    buffer_append_byte(bytes(flattening), '>');
    flatten_children(flattening, element->children);
    xml_append_end(bytes(flattening), element);
}

/* ---- runs ---- */

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
    struct buffer *out = bytes(writer->flattening);
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
        buffer_append_format(bytes(writer->flattening), "</%s:%s>", prefix ? prefix : "w", writer->open);
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

static bool has_prints(const xmlNode *run)
{
    for (const xmlNode *child = run->children; child; child = child->next)
        if (tag_is_node(child))
            return true;
    return false;
}

/* A run with prints; one that has nothing else goes when they print nothing. */
static void flatten_run(struct flattening *flattening, xmlNode *run)
{
    bool is_guarded = has_only_prints(run);
    struct text_writer writer = {flattening, run,
                                 word_is(run, "r") ? frame_of_run(&flattening->frames, run) : NULL, NULL};
    uint32_t guard = is_guarded ? builder_open_guard(&flattening->builder) : 0;
    xmlNode *child = run->children;
    flatten_start(flattening, run);
    buffer_append_byte(bytes(flattening), '>');
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
    xml_append_end(bytes(flattening), run);
    if (is_guarded)
        builder_close_guard(&flattening->builder, guard);
}

/* ---- paragraphs and containers ---- */

static void flatten_guarded(struct flattening *flattening, xmlNode *element, const char *content_name)
{
    uint32_t guard = builder_open_guard(&flattening->builder);
    xmlNode *content = content_name ? word_child(element, content_name) : element;
    xmlNode *child = element->children;
    flatten_start(flattening, element);
    buffer_append_byte(bytes(flattening), '>');
    if (content != element) {
        for (; child != content; child = child->next)
            flatten_node(flattening, child);
        flatten_start(flattening, content);
        buffer_append_byte(bytes(flattening), '>');
        child = content->children;
    }
    for (; child && !tag_is_node(child) && !vanish_may(child) &&
           (content_is_ignorable(child) || word_is(child, "tblPr") || word_is(child, "tblGrid"));
         child = child->next)
        flatten_node(flattening, child);
    builder_guard_body(&flattening->builder, guard);
    flatten_children(flattening, child);
    builder_guard_end(&flattening->builder, guard);
    if (content != element)
        xml_append_end(bytes(flattening), content);
    xml_append_end(bytes(flattening), element);
    builder_close_guard(&flattening->builder, guard);
}

static void flatten_named(struct flattening *flattening, xmlNode *paragraph, const char *name)
{
    for (xmlNode *child = paragraph->children; child; child = child->next)
        if (word_is(child, name))
            flatten_node(flattening, child);
}

/* Bookmarks of a paragraph that is written anew stand around it. */
static void flatten_sole_print(struct flattening *flattening, xmlNode *paragraph, xmlNode *print)
{
    const struct frame *frame = frame_of_run(&flattening->frames, print->parent);
    flatten_named(flattening, paragraph, "bookmarkStart");
    builder_print(&flattening->builder, tag_of(print), PRINT_PARAGRAPH, frame);
    flatten_named(flattening, paragraph, "bookmarkEnd");
}

static void flatten_paragraph(struct flattening *flattening, xmlNode *paragraph)
{
    xmlNode *print = vanish_sole_print(paragraph);
    if (print && !frame_is_dynamic(word_child(paragraph, "pPr")))
        flatten_sole_print(flattening, paragraph, print);
    else if (vanish_may(paragraph))
        flatten_guarded(flattening, paragraph, NULL);
    else
        flatten_element(flattening, paragraph);
}

static const xmlNode *last_paragraph(const xmlNode *container)
{
    const xmlNode *node = container->last;
    while (node && !paragraph_is(node))
        node = node->prev;
    return node;
}

static const struct ensure *make_ensure(struct flattening *flattening, const xmlNode *container)
{
    struct arena *arena = flattening->builder.compilation->arena;
    struct ensure *ensure = arena_allocate(arena, sizeof(*ensure));
    const struct string *kept = arrange_last_properties(container);
    struct buffer properties = {0};
    const xmlNode *last = last_paragraph(container);
    if (kept)
        buffer_append_string(&properties, *kept);
    else if (last && word_child(last, "pPr"))
        frame_append_clean(&properties, word_child(last, "pPr"));
    ensure->fallback = arena_format(arena, "<w:p>%.*s</w:p>", (int)properties.length,
                                    properties.bytes ? properties.bytes : "");
    buffer_release(&properties);
    return ensure;
}

static void flatten_container(struct flattening *flattening, xmlNode *container)
{
    if (!vanish_may_end_bare(container)) {
        flatten_element(flattening, container);
        return;
    }
    const struct ensure *ensure = make_ensure(flattening, container);
    flatten_start(flattening, container);
    buffer_append_byte(bytes(flattening), '>');
    xmlNode *child = container->children;
    for (; child && !word_is(child, "sectPr"); child = child->next)
        flatten_node(flattening, child);
    builder_ensure(&flattening->builder, ensure);
    flatten_children(flattening, child);
    xml_append_end(bytes(flattening), container);
}

/* ---- any node ---- */

static const char *const containers[] = {"body",     "tc",      "txbxContent", "hdr", "ftr",
                                         "footnote", "endnote", "comment",     NULL};

static bool is_container(const xmlNode *element)
{
    if (!word_is_namespace(element->ns))
        return false;
    for (const char *const *name = containers; *name; name++)
        if (!strcmp((const char *)element->name, *name))
            return true;
    return false;
}

static void flatten_any_element(struct flattening *flattening, xmlNode *element)
{
    if (paragraph_is(element))
        flatten_paragraph(flattening, element);
    else if (run_is(element) && has_prints(element))
        flatten_run(flattening, element);
    else if (is_container(element))
        flatten_container(flattening, element);
    else if (vanish_may(element))
        flatten_guarded(flattening, element, word_is(element, "sdt") ? "sdtContent" : NULL);
    else
        flatten_element(flattening, element);
}

static void flatten_tag(struct flattening *flattening, struct tag *tag)
{
    if (tag_is(tag, STATEMENT_PRINT)) {
        builder_print(&flattening->builder, tag, PRINT_CONTENT, NULL);
        return;
    }
    builder_mark_inline(&flattening->builder, paragraph_is(tag->node->parent));
    builder_statement(&flattening->builder, tag);
    builder_mark_inline(&flattening->builder, false);
}

/* Content controls in loops have no ids, comments one place. */
static void flatten_repeated(struct flattening *flattening, xmlNode *element)
{
    if (word_is(element, "id") && word_is(element->parent, "sdtPr"))
        return;
    if (!identity_is_once(element)) {
        flatten_any_element(flattening, element);
        return;
    }
    uint32_t index = builder_open_once(&flattening->builder);
    flatten_any_element(flattening, element);
    builder_close_guard(&flattening->builder, index);
}

static void flatten_node(struct flattening *flattening, xmlNode *node)
{
    if (node->type == XML_TEXT_NODE && node->_private)
        builder_flat(&flattening->builder, node->_private, PRINT_CONTENT);
    else if (node->type != XML_ELEMENT_NODE)
        xml_append_node(bytes(flattening), node);
    else if (tag_is_node(node))
        flatten_tag(flattening, tag_of(node));
    else if (builder_repeats(&flattening->builder))
        flatten_repeated(flattening, node);
    else
        flatten_any_element(flattening, node);
}

struct program flatten_part(struct compilation *compilation, xmlDoc *document)
{
    struct flattening flattening = {.frames = {.compilation = compilation}};
    builder_init(&flattening.builder, compilation);
    xml_append_declaration(bytes(&flattening));
    flatten_children(&flattening, document->children);
    return builder_finish(&flattening.builder);
}
