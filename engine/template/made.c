/* Tags made for what Word has of its own. */

#include "template/made.h"

#include <stdint.h>
#include <string.h>

#include "template/flat.h"
#include "text/unicode.h"

bool made_may_name(struct string name)
{
    return string_trim(name).length && !memchr(name.bytes, '`', name.length) &&
           !memchr(name.bytes, '\\', name.length);
}

/* Words with blanks between them. */
static bool is_words(struct string text)
{
    for (size_t i = 0; i < text.length;) {
        unsigned letter = text_next(text, &i);
        if (!text_is_name(letter) && letter != ' ')
            return false;
    }
    return text.length > 0 && string_trim(text).length == text.length;
}

/* a.b.c, of plain words; "Tel. No" and "1.5" are names as they are. */
static bool is_path(struct string name)
{
    size_t from = 0, count = 0;
    for (;; count++) {
        size_t to = string_find(name, STRING("."), from);
        struct string piece = string_slice(name, from, to == SIZE_MAX ? name.length : to);
        if (!is_words(piece) || (piece.bytes[0] >= '0' && piece.bytes[0] <= '9'))
            return false;
        if (to == SIZE_MAX)
            return count > 0;
        from = to + 1;
    }
}

void made_append_name(struct buffer *out, struct string name)
{
    size_t end = is_path(name) ? string_find(name, STRING("."), 0) : name.length;
    buffer_append_format(out, "`%.*s`", (int)end, name.bytes);
    while (end < name.length) {
        size_t from = end + 1;
        end = string_find(name, STRING("."), from);
        end = end == SIZE_MAX ? name.length : end;
        buffer_append_format(out, "[\"%.*s\"]", (int)(end - from), name.bytes + from);
    }
}

void made_append_condition(struct buffer *out, struct string name)
{
    bool has_parts = is_path(name);
    for (size_t end = 0; end < name.length; end++) {
        end = has_parts ? string_find(name, STRING("."), end) : name.length;
        end = end == SIZE_MAX ? name.length : end;
        made_append_name(out, string_slice(name, 0, end));
        buffer_append_text(out, end < name.length ? " is defined and " : " is defined");
    }
}

void made_append_text(struct buffer *out, struct string text)
{
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '"' || text.bytes[i] == '\\')
            buffer_append_byte(out, '\\');
        if (text.bytes[i] == '\n')
            buffer_append_text(out, "\\n");
        else
            buffer_append_byte(out, text.bytes[i]);
    }
    buffer_append_byte(out, '"');
}

struct tag *made_tag(struct compilation *compilation, enum mark_kind mark, struct string shown,
                     struct string text)
{
    struct tag *tag = arena_allocate(compilation->arena, sizeof(*tag));
    tag->index = (*compilation->tag_count)++;
    tag->mark = mark;
    tag->source.place = compilation->place;
    tag->source.place.tag = arena_copy(compilation->arena, shown);
    tag->source.text = arena_copy(compilation->arena, text);
    tag->source.is_made = true;
    return tag;
}

struct tag *made_attribute(struct compilation *compilation, xmlAttr *attribute, struct string shown,
                           struct string text)
{
    struct tag *tag = made_tag(compilation, MARK_PRINT, shown, text);
    struct tag **tags = arena_allocate(compilation->arena, sizeof(struct tag *));
    struct flat *flat = arena_allocate(compilation->arena, sizeof(*flat));
    tags[0] = tag;
    tag->to = 1;
    *flat = (struct flat){STRING("x"), tags, 1};
    tag_parse(compilation, tag);
    attribute->_private = flat;
    return tag;
}
