/* Literal XML of a program as text with marks. It comes in pieces that are cut anywhere. */

#include "inverse/pattern_maker.h"

#include <stdlib.h>
#include <string.h>

#include "inverse/sheet.h"

/* ---- elements ---- */

/* What they hold is no text of the paragraph. */
static const char *const skipped[] = {"drawing", "pict",   "object",   "instrText", "delText",
                                      "sdtPr",   "pPr",    "rPr",      "tblPr",     "trPr",
                                      "tcPr",    "sectPr", "moveFrom", "del",       NULL};

static const struct {
    const char *name, *before, *behind;
} marks[] = {{"p", "", "\n"},    {"tbl", "\x1d", "\x1c"}, {"tr", "", "\x1e"},
             {"tc", "", "\x1f"}, {"tab", " ", ""},        {"ptab", " ", ""},
             {"cr", " ", ""},    {"br", " ", ""},         {"noBreakHyphen", "-", ""}};

struct start_tag {
    char name[32];
    bool is_end, is_empty;
    struct string all;
};

static struct start_tag split_tag(const struct xml_state *xml)
{
    struct start_tag tag = {.all = {xml->tag, xml->tag_length}};
    size_t at = tag.is_end = xml->tag_length > 0 && xml->tag[0] == '/', length = 0;
    size_t end = at;
    tag.is_empty = xml->tag_length > 0 && xml->tag[xml->tag_length - 1] == '/';
    while (end < xml->tag_length && !strchr(" /\t\r\n", xml->tag[end]))
        end++;
    for (size_t i = at; i < end; i++)
        if (xml->tag[i] == ':')
            at = i + 1;
    for (; at < end && length + 1 < sizeof tag.name; at++)
        tag.name[length++] = xml->tag[at];
    return tag;
}

static bool is_skipped(const char *name)
{
    for (size_t i = 0; skipped[i] != NULL; i++)
        if (!strcmp(skipped[i], name))
            return true;
    return false;
}

/* PAGE fields give what differs from page to page. */
static void read_field(struct xml_state *xml, const struct start_tag *tag)
{
    if (!strcmp(tag->name, "fldSimple")) {
        bool is_page = string_find(tag->all, STRING("PAGE"), 0) != SIZE_MAX;
        xml->pages += is_page && !tag->is_end && !tag->is_empty;
        xml->pages -= xml->pages > 0 && tag->is_end;
    }
    if (!strcmp(tag->name, "fldChar") && string_find(tag->all, STRING("\"end\""), 0) != SIZE_MAX)
        xml->pages = 0;
}

static void read_mark(struct pattern_maker *maker, const struct start_tag *tag)
{
    bool is_page_break = !strcmp(tag->name, "br") && string_find(tag->all, STRING("page"), 0) != SIZE_MAX;
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !is_page_break; i++)
        if (!strcmp(marks[i].name, tag->name)) {
            if (!tag->is_end)
                buffer_append_text(maker->literal, marks[i].before);
            if (tag->is_end || tag->is_empty)
                buffer_append_text(maker->literal, marks[i].behind);
        }
}

struct string maker_style(struct pattern_maker *maker, struct string properties)
{
    size_t at = string_find(properties, STRING("pStyle "), 0);
    size_t from = at == SIZE_MAX ? at : string_find(properties, STRING("val=\""), at);
    size_t to = from == SIZE_MAX ? from : string_find(properties, STRING("\""), from + 5);
    return to == SIZE_MAX
               ? STRING("")
               : style_name(maker->names, arena_copy(maker->arena, string_slice(properties, from + 5, to)));
}

static void read_tag(struct pattern_maker *maker)
{
    struct xml_state *xml = &maker->xml;
    struct start_tag tag = split_tag(xml);
    if (!strcmp(tag.name, "p") && !tag.is_end)
        xml->style = STRING("");
    if (!strcmp(tag.name, "pStyle"))
        xml->style = maker_style(maker, tag.all);
    if (tag.name[0] == '?' || tag.name[0] == '!')
        return;
    if (is_skipped(tag.name)) {
        xml->skipped += !tag.is_end && !tag.is_empty;
        xml->skipped -= tag.is_end && xml->skipped > 0;
        return;
    }
    if (xml->skipped > 0)
        return;
    read_field(xml, &tag);
    if (!strcmp(tag.name, "t"))
        xml->is_text = !tag.is_end && !tag.is_empty;
    else
        read_mark(maker, &tag);
}

/* ---- text ---- */

static const struct {
    const char *name, *text;
} entities[] = {{"amp;", "&"}, {"lt;", "<"}, {"gt;", ">"}, {"quot;", "\""}, {"apos;", "'"}};

/* "&lt;" and "&#xA0;" at the beginning of `rest`, behind the "&"; bytes read. */
static size_t read_entity(struct buffer *out, struct string rest)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (string_starts_with(rest, string_of(entities[i].name))) {
            buffer_append_text(out, entities[i].text);
            return strlen(entities[i].name);
        }
    size_t end = string_find(rest, STRING(";"), 0);
    if (rest.length < 3 || rest.bytes[0] != '#' || end == SIZE_MAX || end > 9)
        return 0;
    char digits[12] = {0};
    memcpy(digits, rest.bytes + 1, end - 1);
    bool is_hexadecimal = digits[0] == 'x' || digits[0] == 'X';
    unsigned long c = strtoul(digits + is_hexadecimal, NULL, is_hexadecimal ? 16 : 10);
    buffer_append_code_point(out, (unsigned)c);
    return end + 1;
}

static size_t read_text(struct pattern_maker *maker, struct string bytes, size_t at)
{
    struct xml_state *xml = &maker->xml;
    size_t end = at;
    while (end < bytes.length && bytes.bytes[end] != '<')
        end++;
    if (xml->skipped > 0 && string_find(string_slice(bytes, at, end), STRING("PAGE"), 0) != SIZE_MAX)
        xml->pages = 1;
    if (!xml->is_text || xml->skipped > 0 || xml->pages > 0)
        return end;
    for (; at < end; at++) {
        if (bytes.bytes[at] == '&')
            at += read_entity(maker->literal, string_slice(bytes, at + 1, end));
        else
            buffer_append_byte(maker->literal, bytes.bytes[at]);
    }
    return end;
}

static void read_in_tag(struct pattern_maker *maker, char byte)
{
    struct xml_state *xml = &maker->xml;
    if (xml->quote == 0 && byte == '>') {
        xml->is_in_tag = false;
        read_tag(maker);
        return;
    }
    if (byte == '"' || byte == '\'')
        xml->quote = xml->quote == 0 ? byte : xml->quote == byte ? 0 : xml->quote;
    if (xml->tag_length < TAG_ROOM)
        xml->tag[xml->tag_length++] = byte;
    else
        xml->tag[TAG_ROOM - 1] = byte;
}

void maker_read_xml(struct pattern_maker *maker, struct string bytes)
{
    for (size_t at = 0; at < bytes.length;) {
        if (maker->xml.is_in_tag) {
            read_in_tag(maker, bytes.bytes[at++]);
        } else if (bytes.bytes[at] == '<') {
            maker->xml.is_in_tag = true;
            maker->xml.tag_length = 0;
            at++;
        } else {
            at = read_text(maker, bytes, at);
        }
    }
}
