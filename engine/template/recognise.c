/*
 * Walks a part in document order, counting tables, rows, cells and paragraphs
 * from 1, and finds the tags of each paragraph's whole text, so that it does
 * not matter into how many runs Word has split them.
 */

#include "template/recognise.h"

#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "template/flat.h"
#include "text/unicode.h"
#include "word/paragraph.h"
#include "word/place_count.h"
#include "word/tree.h"
#include "word/xml.h"

struct recogniser {
    struct scanner scanner;
    xmlDoc *document;
    struct place_count count;
};

static void read_layer(struct recogniser *recogniser, xmlNode *paragraph, enum paragraph_layer layer);

/* Proofing marks would only stand between the pieces. */
static void remove_proofing(xmlNode *paragraph)
{
    for (xmlNode *node = paragraph->children, *next; node; node = next) {
        next = node->next;
        if (word_is(node, "proofErr"))
            tree_remove(node);
    }
}

static void cut_tags(struct recogniser *recogniser, const struct paragraph_text *text, struct buffer *found,
                     bool is_code)
{
    struct tag **tags = (struct tag **)(void *)found->bytes;
    size_t count = found->length / sizeof(*tags);
    struct buffer cuts = {0};
    for (size_t i = 0; i < count; i++) {
        struct cut cut = {tags[i]->from, tags[i]->to, NULL};
        if (tags[i]->mark != MARK_LITERAL)
            cut.node = tag_new_node(tags[i], recogniser->document);
        tags[i]->is_code = is_code;
        buffer_append(&cuts, (const char *)&cut, sizeof(cut));
    }
    paragraph_cut(text, (const struct cut *)(void *)cuts.bytes, count);
    buffer_release(&cuts);
}

static void read_layer(struct recogniser *recogniser, xmlNode *paragraph, enum paragraph_layer layer)
{
    struct paragraph_text text;
    struct buffer found = {0};
    bool has_other = paragraph_read(&text, paragraph, layer);
    scanner_scan(&recogniser->scanner, buffer_string(&text.text), &recogniser->count.place, &found);
    if (found.length) {
        cut_tags(recogniser, &text, &found, layer == LAYER_CODE);
        remove_proofing(paragraph);
    }
    buffer_release(&found);
    paragraph_release(&text);
    if (has_other && layer == LAYER_SHOWN)
        read_layer(recogniser, paragraph, LAYER_CODE);
}

static bool is_escaped(struct string text, size_t at, const char *hexadecimal)
{
    return at + 3 <= text.length && text.bytes[at] == '%' &&
           !strncasecmp(text.bytes + at + 1, hexadecimal, 2);
}

/* Behind the tag whose braces Word wrote as %7B%7B … %7D%7D; `at` itself when there is none. *ends are the
 * braces that were found last, as none are before them. */
static size_t skip_escaped_tag(struct string text, size_t at, size_t ends[2])
{
    bool is_statement = is_escaped(text, at + 3, "25");
    if (!is_escaped(text, at, "7B") || (!is_statement && !is_escaped(text, at + 3, "7B")))
        return at;
    size_t end = ends[is_statement] > at + 6 ? ends[is_statement] : at + 6;
    while (end < text.length &&
           !(is_escaped(text, end, is_statement ? "25" : "7D") && is_escaped(text, end + 3, "7D")))
        end++;
    ends[is_statement] = end;
    return end < text.length ? end + 6 : at;
}

static void append_unescaped(struct buffer *out, struct string text)
{
    for (size_t i = 0; i < text.length; i++) {
        char digits[3] = {0};
        bool is_code = text.bytes[i] == '%' && i + 2 < text.length &&
                       isxdigit((unsigned char)text.bytes[i + 1]) &&
                       isxdigit((unsigned char)text.bytes[i + 2]);
        if (is_code) {
            memcpy(digits, text.bytes + i + 1, 2);
            i += 2;
        }
        buffer_append_byte(out, is_code ? (char)strtoul(digits, NULL, 16) : text.bytes[i]);
    }
}

/* The target of a link, where Word has escaped what was typed. */
static struct string read_target(struct recogniser *recogniser, struct string typed)
{
    struct buffer read = {0};
    size_t ends[2] = {0, 0};
    for (size_t i = 0; i < typed.length;) {
        size_t behind = skip_escaped_tag(typed, i, ends);
        if (behind > i)
            append_unescaped(&read, string_slice(typed, i, behind));
        else
            buffer_append_byte(&read, typed.bytes[i++]);
        i = behind > i ? behind : i;
    }
    struct string target = arena_copy(recogniser->scanner.compilation->arena, buffer_string(&read));
    buffer_release(&read);
    return text_find_invalid_utf8(target) == SIZE_MAX ? target : typed;
}

static void read_attributes(struct recogniser *recogniser, xmlNode *element)
{
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        struct string value = xml_attribute_text(attribute);
        if (!strcmp((const char *)attribute->name, "Target") &&
            string_find(value, STRING("%7"), 0) != SIZE_MAX)
            value = read_target(recogniser, value);
        if (!recogniser->scanner.raw && !attribute->_private && mark_is_likely(value))
            attribute->_private = flat_read(recogniser->scanner.compilation, value, &recogniser->count.place);
    }
}

static void read_text(struct recogniser *recogniser, xmlNode *text)
{
    struct string value = string_of(text->content ? (const char *)text->content : "");
    if (mark_is_likely(value) && !paragraph_around(text))
        text->_private = flat_read(recogniser->scanner.compilation, value, &recogniser->count.place);
}

/* Of what is made for a content control and what it is made from one only will stand there: both count
 * alike. */
static void place_made_tag(struct recogniser *recogniser, struct tag *tag, struct recogniser *at_if)
{
    struct place place = recogniser->count.place;
    place.tag = tag->source.place.tag;
    tag->source.place = place;
    if (tag_is_placed(tag) && string_starts_with(tag->source.text, STRING("if ")))
        *at_if = *recogniser;
    else if (tag_is_placed(tag) && string_is(tag->source.text, "else"))
        recogniser->count = at_if->count;
}

static void walk_element(struct recogniser *recogniser, xmlNode *element)
{
    struct place before = recogniser->count.place;
    struct recogniser at_if = *recogniser;
    place_count_enter(&recogniser->count, element);
    read_attributes(recogniser, element);
    if (paragraph_is(element))
        read_layer(recogniser, element, LAYER_SHOWN);
    for (xmlNode *child = element->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            read_text(recogniser, child);
        else if (child->type == XML_ELEMENT_NODE && !tag_is_node(child))
            walk_element(recogniser, child);
        else if (tag_is_node(child) && tag_of(child)->source.is_made)
            place_made_tag(recogniser, tag_of(child), &at_if);
    }
    place_count_leave(&recogniser->count, element, &before);
}

void recognise_tags(struct compilation *compilation, xmlDoc *document)
{
    struct recogniser recogniser = {
        .scanner = {compilation, NULL}, .document = document, .count = {.place = compilation->place}};
    walk_element(&recogniser, xmlDocGetRootElement(document));
    scanner_finish(&recogniser.scanner);
}
