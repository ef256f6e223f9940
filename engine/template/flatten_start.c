/* How an element begins: its attributes, with what their tags, the picture around and the rounds of a loop
 * make of them. */

#include "template/flattening.h"

#include <string.h>

#include "template/fields.h"
#include "template/flat.h"
#include "word/xml.h"

static enum print_place place_of_attribute(const xmlAttr *attribute)
{
    if (word_is(attribute->parent, "fldSimple"))
        return PRINT_CODE;
    bool is_target = !strcmp((const char *)attribute->name, "Target") &&
                     !strcmp((const char *)attribute->parent->name, "Relationship");
    return is_target ? PRINT_TARGET : PRINT_ATTRIBUTE;
}

const struct tag *flatten_sole_tag(const xmlAttr *attribute)
{
    const struct flat *flat = attribute ? attribute->_private : NULL;
    bool is_sole = flat && flat->count == 1 && flat->tags[0]->mark == MARK_PRINT &&
                   flat->tags[0]->from == 0 && flat->tags[0]->to == flat->text.length;
    return is_sole ? flat->tags[0] : NULL;
}

/* What the picture that a tag names has in its drawing: its file, its size (ECMA-376 20.4.2.7, 20.1.7.3). */
static const struct {
    const char *element, *attribute;
    enum print_place place;
} picture_values[] = {
    {"blip", "embed", PRINT_EMBED}, {"imagedata", "id", PRINT_EMBED}, {"extent", "cx", PRINT_WIDTH},
    {"extent", "cy", PRINT_HEIGHT}, {"ext", "cx", PRINT_WIDTH},       {"ext", "cy", PRINT_HEIGHT},
};

/* That, or the text that held the tag; PRINT_ATTRIBUTE if it is neither. */
static enum print_place place_in_picture(const struct flattening *flattening, const xmlAttr *attribute)
{
    if (!flattening->picture)
        return PRINT_ATTRIBUTE;
    if (attribute->_private)
        return flatten_sole_tag(attribute) == flattening->picture ? PRINT_ALT : PRINT_ATTRIBUTE;
    for (size_t i = 0; i < sizeof(picture_values) / sizeof(*picture_values); i++)
        if (!strcmp((const char *)attribute->parent->name, picture_values[i].element) &&
            !strcmp((const char *)attribute->name, picture_values[i].attribute))
            return picture_values[i].place;
    return PRINT_ATTRIBUTE;
}

static void flatten_tagged_value(struct flattening *flattening, const xmlAttr *attribute)
{
    buffer_append_byte(flattening_bytes(flattening), ' ');
    xml_append_attribute_name(flattening_bytes(flattening), attribute);
    buffer_append_text(flattening_bytes(flattening), "=\"");
    enum print_place place = place_in_picture(flattening, attribute);
    if (place == PRINT_ALT)
        builder_print(&flattening->builder, flattening->picture, PRINT_ALT, NULL);
    else if (place != PRINT_ATTRIBUTE)
        builder_picture(&flattening->builder, flattening->picture, place, xml_attribute_text(attribute));
    else
        builder_flat(&flattening->builder, attribute->_private, place_of_attribute(attribute));
    buffer_append_byte(flattening_bytes(flattening), '"');
}

static void flatten_identity(struct flattening *flattening, const xmlAttr *attribute, enum identity_kind kind,
                             bool refers)
{
    if (kind == IDENTITY_DROP)
        return;
    buffer_append_byte(flattening_bytes(flattening), ' ');
    xml_append_attribute_name(flattening_bytes(flattening), attribute);
    buffer_append_text(flattening_bytes(flattening), "=\"");
    builder_identity(&flattening->builder, kind, refers, xml_attribute_text(attribute));
    buffer_append_byte(flattening_bytes(flattening), '"');
}

void flatten_code(struct flattening *flattening, struct string code,
                  void (*append)(struct buffer *out, struct string text))
{
    size_t from, to;
    if (!field_names_bookmark(code, &from, &to)) {
        append(flattening_bytes(flattening), code);
        return;
    }
    append(flattening_bytes(flattening), string_slice(code, 0, from));
    builder_identity(&flattening->builder, IDENTITY_NAME, true, string_slice(code, from, to));
    append(flattening_bytes(flattening), string_slice(code, to, code.length));
}

static void flatten_code_attribute(struct flattening *flattening, const xmlAttr *attribute)
{
    buffer_append_byte(flattening_bytes(flattening), ' ');
    xml_append_attribute_name(flattening_bytes(flattening), attribute);
    buffer_append_text(flattening_bytes(flattening), "=\"");
    flatten_code(flattening, xml_attribute_text(attribute), xml_append_attribute_value);
    buffer_append_byte(flattening_bytes(flattening), '"');
}

void flatten_start(struct flattening *flattening, xmlNode *element)
{
    bool repeats = builder_repeats(&flattening->builder);
    flattening->frames.section += word_is(element, "sectPr");
    xml_append_start(flattening_bytes(flattening), element);
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        bool refers = false;
        enum identity_kind kind = repeats ? identity_of(attribute, &refers) : IDENTITY_NONE;
        if (attribute->_private || place_in_picture(flattening, attribute) != PRINT_ATTRIBUTE)
            flatten_tagged_value(flattening, attribute);
        else if (kind != IDENTITY_NONE)
            flatten_identity(flattening, attribute, kind, refers);
        else if (flattening->restarts && flatten_is_list_number(element))
            flatten_list_number(flattening, attribute);
        else if (repeats && !strcmp((const char *)attribute->name, "instr"))
            flatten_code_attribute(flattening, attribute);
        else
            xml_append_attribute(flattening_bytes(flattening), attribute);
    }
}
