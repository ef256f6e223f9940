/* The mark that stands for what is missing in a draft: «name», highlighted. */

#include "template/render.h"

#include <string.h>

#include "word/xml.h"

/* What follows w:highlight in a w:rPr (ECMA-376 part 1, 17.3.2.28). */
static const char *const followers[] = {
    "w:u",     "w:effect", "w:bdr", "w:shd",  "w:fitText",         "w:vertAlign",
    "w:rtl",   "w:cs",     "w:em",  "w:lang", "w:eastAsianLayout", "w:specVanish",
    "w:oMath", NULL};

static bool is_follower(struct string tag)
{
    for (const char *const *name = followers; *name; name++) {
        size_t length = strlen(*name);
        if (tag.length > length && !memcmp(tag.bytes, *name, length) && strchr(" />", tag.bytes[length]))
            return true;
    }
    return !string_starts_with(tag, STRING("w:")) && !string_starts_with(tag, STRING("/"));
}

/* Where w:highlight belongs among the children of the properties, none of which has text. */
static size_t find_place(struct string properties)
{
    size_t at = string_find(properties, STRING("<"), 1);
    for (; at != SIZE_MAX; at = string_find(properties, STRING("<"), at + 1))
        if (is_follower(string_slice(properties, at + 1, properties.length)) ||
            string_starts_with(string_slice(properties, at, properties.length), STRING("</w:rPr>")))
            return at;
    return properties.length;
}

static void append_without_highlight(struct buffer *out, struct string xml)
{
    size_t from = string_find(xml, STRING("<w:highlight "), 0);
    size_t to = from == SIZE_MAX ? SIZE_MAX : string_find(xml, STRING(">"), from);
    if (to == SIZE_MAX) {
        buffer_append_string(out, xml);
        return;
    }
    buffer_append_string(out, string_slice(xml, 0, from));
    buffer_append_string(out, string_slice(xml, to + 1, xml.length));
}

void render_append_marked(struct buffer *out, struct string properties, struct string name)
{
    static const char highlight[] = "<w:highlight w:val=\"yellow\"/>";
    struct buffer clean = {0};
    append_without_highlight(&clean, properties);
    struct string kept = buffer_string(&clean);
    buffer_append_text(out, "<w:r>");
    if (kept.length && !string_ends_with(kept, STRING("<w:rPr/>"))) {
        size_t place = find_place(kept);
        buffer_append_string(out, string_slice(kept, 0, place));
        buffer_append_text(out, highlight);
        buffer_append_string(out, string_slice(kept, place, kept.length));
    } else {
        buffer_append_format(out, "<w:rPr>%s</w:rPr>", highlight);
    }
    buffer_append_text(out, "<w:t xml:space=\"preserve\">«");
    xml_append_text(out, name);
    buffer_append_text(out, "»</w:t></w:r>");
    buffer_release(&clean);
}
