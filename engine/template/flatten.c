/*
 * Elements without tags are bytes. Those that may vanish become guards, the
 * containers that must end in a paragraph see to it, and the texts of a run
 * with prints become one text.
 */

#include "template/flattening.h"

#include <stdint.h>
#include <string.h>

#include "template/arrange.h"
#include "template/content.h"
#include "template/lift.h"
#include "word/paragraph.h"
#include "template/vanish.h"
#include "word/xml.h"

static bool is_code(const xmlNode *text)
{
    return text->type == XML_TEXT_NODE && word_is(text->parent, "instrText");
}

void flatten_children(struct flattening *flattening, xmlNode *from)
{
    for (xmlNode *child = from; child; child = child->next)
        flatten_node(flattening, child);
}

static void flatten_element(struct flattening *flattening, xmlNode *element)
{
    flatten_start(flattening, element);
    if (!element->children) {
        buffer_append_text(flattening_bytes(flattening), "/>");
        return;
    }
    buffer_append_byte(flattening_bytes(flattening), '>');
    flatten_children(flattening, element->children);
    xml_append_end(flattening_bytes(flattening), element);
}

/* ---- paragraphs and containers ---- */

static void flatten_guarded(struct flattening *flattening, xmlNode *element, const char *content_name)
{
    uint32_t guard = builder_open_guard(&flattening->builder);
    xmlNode *content = content_name ? word_child(element, content_name) : element;
    xmlNode *child = element->children;
    flatten_start(flattening, element);
    buffer_append_byte(flattening_bytes(flattening), '>');
    if (content != element) {
        for (; child != content; child = child->next)
            flatten_node(flattening, child);
        flatten_start(flattening, content);
        buffer_append_byte(flattening_bytes(flattening), '>');
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
        xml_append_end(flattening_bytes(flattening), content);
    xml_append_end(flattening_bytes(flattening), element);
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
    const xmlNode *properties = word_child(paragraph, "pPr");
    bool counts = flattening->restarts && properties && word_child(properties, "numPr");
    if (print && !counts && !frame_is_dynamic(properties))
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

const struct ensure *flatten_make_ensure(struct flattening *flattening, const xmlNode *container)
{
    struct arena *arena = flattening->builder.compilation->arena;
    struct ensure *ensure = arena_allocate(arena, sizeof(*ensure));
    const struct container_notes *notes = arrange_notes(container);
    struct buffer properties = {0};
    const xmlNode *last = last_paragraph(container);
    if (notes && notes->last_properties.length)
        buffer_append_string(&properties, notes->last_properties);
    else if (last && word_child(last, "pPr"))
        frame_append_clean(&properties, word_child(last, "pPr"));
    ensure->fallback = arena_format(arena, "<w:p>%.*s</w:p>", (int)properties.length,
                                    properties.bytes ? properties.bytes : "");
    buffer_release(&properties);
    return ensure;
}

/* The children from one on, with the paragraph that must be last. */
void flatten_content(struct flattening *flattening, xmlNode *container, xmlNode *from)
{
    if (!vanish_may_end_bare(container)) {
        flatten_children(flattening, from);
        return;
    }
    const struct ensure *ensure = flatten_make_ensure(flattening, container);
    for (; from && !word_is(from, "sectPr"); from = from->next)
        flatten_node(flattening, from);
    builder_ensure(&flattening->builder, ensure);
    flatten_children(flattening, from);
}

static void flatten_container(struct flattening *flattening, xmlNode *container)
{
    flatten_start(flattening, container);
    buffer_append_byte(flattening_bytes(flattening), '>');
    flatten_content(flattening, container, container->children);
    xml_append_end(flattening_bytes(flattening), container);
}

/* ---- tables ---- */

static bool changes_columns(const xmlNode *row)
{
    for (const xmlNode *child = row->children; child; child = child->next) {
        const struct container_notes *notes = word_is(child, "tc") ? arrange_notes(child) : NULL;
        if (tag_is_node(child) || (notes && (notes->span || notes->merges_across)))
            return true;
        if (word_is(child, "sdt") && word_child(child, "sdtContent") &&
            changes_columns(word_child(child, "sdtContent")))
            return true;
    }
    return false;
}

static bool needs_grid(const xmlNode *table)
{
    for (const xmlNode *row = table->children; row; row = row->next)
        if (word_is(row, "tr") && changes_columns(row))
            return true;
    return false;
}

static void flatten_table(struct flattening *flattening, xmlNode *table)
{
    uint32_t index = needs_grid(table) ? builder_open_table(&flattening->builder) : 0;
    bool is_open = needs_grid(table);
    if (vanish_may(table))
        flatten_guarded(flattening, table, NULL);
    else
        flatten_element(flattening, table);
    if (is_open)
        builder_close_guard(&flattening->builder, index);
}

/* ---- any node ---- */

static const char *const containers[] = {"body",     "tc",      "txbxContent", "hdr", "ftr",
                                         "footnote", "endnote", "comment",     NULL};

/* A content control around a paragraph that a value may take the place of. */
static bool may_be_emptied(const xmlNode *content)
{
    for (const xmlNode *child = word_is(content, "sdtContent") ? content->children : NULL; child;
         child = child->next)
        if (paragraph_is(child) && vanish_sole_print(child))
            return true;
    return false;
}

static bool is_container(const xmlNode *element)
{
    if (may_be_emptied(element))
        return true;
    if (!word_is_namespace(element->ns))
        return false;
    for (const char *const *name = containers; *name; name++)
        if (!strcmp((const char *)element->name, *name))
            return true;
    return false;
}

/* wp:docPr/@descr of a drawing, v:shape/@alt of an older one. */
static const xmlAttr *alternative_text(const xmlNode *element)
{
    bool is_shape = !strcmp((const char *)element->name, "shape");
    const xmlNode *holder = is_shape ? element : element->children;
    while (holder && !is_shape && strcmp((const char *)holder->name, "docPr") != 0)
        holder = holder->next;
    for (const xmlAttr *attribute = holder ? holder->properties : NULL; attribute;
         attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, is_shape ? "alt" : "descr"))
            return attribute;
    return NULL;
}

static const struct tag *picture_tag(const xmlNode *element)
{
    static const char *const frames[] = {"inline", "anchor", "shape", NULL};
    for (const char *const *name = frames; *name; name++)
        if (!strcmp((const char *)element->name, *name))
            return flatten_sole_tag(alternative_text(element));
    return NULL;
}

/* A newer form of the same picture would hide the one that is put there. */
static bool is_other_form(const struct flattening *flattening, const xmlNode *element)
{
    return flattening->picture && !strcmp((const char *)element->name, "extLst") &&
           !strcmp((const char *)element->parent->name, "blip");
}

static void flatten_picture(struct flattening *flattening, xmlNode *element, const struct tag *picture)
{
    flattening->picture = picture;
    ((struct tag *)(uintptr_t)picture)->names_picture = true;
    flatten_element(flattening, element);
    flattening->picture = NULL;
}

static void flatten_any_element(struct flattening *flattening, xmlNode *element)
{
    const struct tag *picture = flattening->picture ? NULL : picture_tag(element);
    if (is_other_form(flattening, element))
        return;
    if (picture) {
        flatten_picture(flattening, element, picture);
        return;
    }
    if (paragraph_is(element))
        flatten_paragraph(flattening, element);
    else if (run_is(element) && flatten_has_prints(element))
        flatten_run(flattening, element);
    else if (word_is(element, "tbl"))
        flatten_table(flattening, element);
    else if (word_is(element, "tc") && flatten_acts_on_cell(arrange_notes(element)))
        flatten_cell(flattening, element);
    else if (is_container(element))
        flatten_container(flattening, element);
    else if (vanish_may(element))
        flatten_guarded(flattening, element, word_is(element, "sdt") ? "sdtContent" : NULL);
    else
        flatten_element(flattening, element);
}

/* Among the runs of a paragraph, or the rows and cells of a table, be it in a link or a control there. */
static uint8_t place_flags(const xmlNode *node)
{
    const xmlNode *parent = node->parent;
    while (parent && content_is_transparent(parent))
        parent = parent->parent;
    if (!parent)
        return 0;
    if (paragraph_is(parent))
        return FLAG_INLINE;
    return word_is(parent, "tbl") || word_is(parent, "tr") ? FLAG_IN_TABLE : 0;
}

static void flatten_tag(struct flattening *flattening, struct tag *tag)
{
    if (tag_is(tag, STATEMENT_PRINT)) {
        builder_print(&flattening->builder, tag, PRINT_CONTENT, NULL);
        return;
    }
    builder_mark_place(&flattening->builder, place_flags(tag->node));
    builder_statement(&flattening->builder, tag);
    builder_mark_place(&flattening->builder, 0);
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

void flatten_node(struct flattening *flattening, xmlNode *node)
{
    if (node->type == XML_TEXT_NODE && node->_private)
        builder_flat(&flattening->builder, node->_private, PRINT_CONTENT);
    else if (is_code(node) && builder_repeats(&flattening->builder))
        flatten_code(flattening, string_of((const char *)node->content), xml_append_text);
    else if (node->type != XML_ELEMENT_NODE)
        xml_append_node(flattening_bytes(flattening), node);
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
    xml_append_declaration(flattening_bytes(&flattening));
    flattening.restarts = flatten_find_restart(xmlDocGetRootElement(document));
    flatten_children(&flattening, document->children);
    if (flattening.restarts && !flattening.has_lists)
        flatten_report_no_list(compilation, flattening.restarts);
    return builder_finish(&flattening.builder);
}
