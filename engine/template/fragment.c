/* Reads XML that the program itself has written, so its forms are few. */

#include "template/fragment.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "word/xml.h"

struct element_row {
    const char *name;
    char reads;
};

static const struct element_row empty_elements[] = {
    {"w:br", '\n'}, {"w:cr", '\n'}, {"w:tab", '\t'}, {"w:noBreakHyphen", '-'}, {"a:br", '\n'}};

static bool names_element(struct string tag, const char *name)
{
    size_t length = strlen(name);
    return tag.length > length && !memcmp(tag.bytes, name, length) && strchr(" />", tag.bytes[length]);
}

static void append_entity(struct buffer *out, struct string name)
{
    static const struct element_row entities[] = {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}};
    for (size_t i = 0; i < sizeof(entities) / sizeof(*entities); i++)
        if (string_is(name, entities[i].name))
            buffer_append_byte(out, entities[i].reads);
    if (name.length > 1 && name.bytes[0] == '#')
        buffer_append_code_point(out, (unsigned)strtoul(name.bytes + 1, NULL, 10));
}

static void append_unescaped(struct buffer *out, struct string text)
{
    for (size_t i = 0; i < text.length;) {
        size_t ampersand = string_find(text, STRING("&"), i);
        size_t end = ampersand == SIZE_MAX ? SIZE_MAX : string_find(text, STRING(";"), ampersand);
        if (end == SIZE_MAX) {
            buffer_append_string(out, string_slice(text, i, text.length));
            return;
        }
        buffer_append_string(out, string_slice(text, i, ampersand));
        append_entity(out, string_slice(text, ampersand + 1, end));
        i = end + 1;
    }
}

static bool begins_text(struct string tag)
{
    return names_element(tag, "w:t") && tag.bytes[tag.length - 2] != '/';
}

static void append_empty_element(struct buffer *out, struct string tag)
{
    for (size_t i = 0; i < sizeof(empty_elements) / sizeof(*empty_elements); i++)
        if (names_element(tag, empty_elements[i].name))
            buffer_append_byte(
                out, string_find(tag, STRING("\"page\""), 0) == SIZE_MAX ? empty_elements[i].reads : '\f');
}

void fragment_append_text(struct buffer *out, struct string xml)
{
    bool is_text = false, ends_paragraph = false;
    for (size_t i = 0; i < xml.length;) {
        size_t start = string_find(xml, STRING("<"), i);
        size_t end = start == SIZE_MAX ? SIZE_MAX : string_find(xml, STRING(">"), start);
        if (is_text)
            append_unescaped(out, string_slice(xml, i, start == SIZE_MAX ? xml.length : start));
        if (end == SIZE_MAX)
            return;
        struct string tag = string_slice(xml, start + 1, end + 1);
        if (ends_paragraph && (names_element(tag, "w:p") || names_element(tag, "w:tbl"))) {
            buffer_append_byte(out, '\a');
            ends_paragraph = false;
        }
        is_text = begins_text(tag);
        ends_paragraph = ends_paragraph || names_element(tag, "/w:p");
        append_empty_element(out, tag);
        i = end + 1;
    }
}

static bool has_breaks(struct string text)
{
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] < ' ')
            return true;
    return false;
}

static bool append_mapped_text(struct buffer *out, struct string text, const struct fragment_map *map)
{
    struct buffer plain = {0};
    struct string mapped;
    append_unescaped(&plain, text);
    bool is_done = map->map(map->context, buffer_string(&plain), &mapped) && !has_breaks(mapped);
    if (is_done)
        xml_append_text(out, mapped);
    buffer_release(&plain);
    return is_done;
}

bool fragment_append_mapped(struct buffer *out, struct string xml, const struct fragment_map *map)
{
    bool is_text = false;
    for (size_t i = 0; i < xml.length;) {
        size_t start = string_find(xml, STRING("<"), i);
        size_t end = start == SIZE_MAX ? SIZE_MAX : string_find(xml, STRING(">"), start);
        if (end == SIZE_MAX)
            start = end = xml.length;
        struct string before = string_slice(xml, i, start);
        if (!is_text || !before.length)
            buffer_append_string(out, before);
        else if (!append_mapped_text(out, before, map))
            return false;
        if (start == xml.length)
            break;
        struct string tag = string_slice(xml, start + 1, end + 1);
        is_text = begins_text(tag);
        buffer_append_string(out, string_slice(xml, start, end + 1));
        i = end + 1;
    }
    return true;
}

/* What is around all of it, a bookmark or a content control, tells nothing. */
bool fragment_is_of_table(struct string xml)
{
    for (size_t at = 0; (at = string_find(xml, STRING("<w:"), at)) != SIZE_MAX; at++) {
        struct string tag = string_slice(xml, at + 1, xml.length);
        if (names_element(tag, "w:tr") || names_element(tag, "w:tc"))
            return true;
        if (names_element(tag, "w:p") || names_element(tag, "w:tbl"))
            return false;
    }
    return false;
}
