/*
 * Merging children into w:rPr and w:pPr, which arrive as text from the tag's
 * own paragraph. The schema wants the children in one order; a child unknown
 * to the tables (an extension) counts as last.
 */

#include "word/outline_internal.h"

#include <string.h>

static const char *const run_order[] = {"w:rStyle",
                                        "w:rFonts",
                                        "w:b",
                                        "w:bCs",
                                        "w:i",
                                        "w:iCs",
                                        "w:caps",
                                        "w:smallCaps",
                                        "w:strike",
                                        "w:dstrike",
                                        "w:outline",
                                        "w:shadow",
                                        "w:emboss",
                                        "w:imprint",
                                        "w:noProof",
                                        "w:snapToGrid",
                                        "w:vanish",
                                        "w:webHidden",
                                        "w:color",
                                        "w:spacing",
                                        "w:w",
                                        "w:kern",
                                        "w:position",
                                        "w:sz",
                                        "w:szCs",
                                        "w:highlight",
                                        "w:u",
                                        "w:effect",
                                        "w:bdr",
                                        "w:shd",
                                        "w:fitText",
                                        "w:vertAlign",
                                        "w:rtl",
                                        "w:cs",
                                        "w:em",
                                        "w:lang",
                                        "w:eastAsianLayout",
                                        "w:specVanish",
                                        "w:oMath",
                                        NULL};

static const char *const paragraph_order[] = {"w:pStyle",
                                              "w:keepNext",
                                              "w:keepLines",
                                              "w:pageBreakBefore",
                                              "w:framePr",
                                              "w:widowControl",
                                              "w:numPr",
                                              "w:suppressLineNumbers",
                                              "w:pBdr",
                                              "w:shd",
                                              "w:tabs",
                                              "w:suppressAutoHyphens",
                                              "w:kinsoku",
                                              "w:wordWrap",
                                              "w:overflowPunct",
                                              "w:topLinePunct",
                                              "w:autoSpaceDE",
                                              "w:autoSpaceDN",
                                              "w:bidi",
                                              "w:adjustRightInd",
                                              "w:snapToGrid",
                                              "w:spacing",
                                              "w:ind",
                                              "w:contextualSpacing",
                                              "w:mirrorIndents",
                                              "w:suppressOverlap",
                                              "w:jc",
                                              "w:textDirection",
                                              "w:textAlignment",
                                              "w:textboxTightWrap",
                                              "w:outlineLvl",
                                              "w:divId",
                                              "w:cnfStyle",
                                              "w:rPr",
                                              "w:sectPr",
                                              "w:pPrChange",
                                              NULL};

static size_t rank(const char *const *order, struct string name)
{
    size_t i = 0;
    while (order[i] && !string_is(name, order[i]))
        i++;
    return i;
}

/* The offset behind the tag that starts at `at`; ">" may stand in an attribute's quotes. */
static size_t tag_end(struct string xml, size_t at)
{
    char quote = 0;
    for (; at < xml.length; at++) {
        char c = xml.bytes[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return at + 1;
    }
    return xml.length;
}

static struct string tag_name(struct string xml, size_t at)
{
    size_t from = at + 1, to = from;
    while (to < xml.length && !strchr(" \t\r\n/>", xml.bytes[to]))
        to++;
    return string_slice(xml, from, to);
}

/* The next child of the wrapper at or after `*at`; `*at` moves behind it. False at the end. */
static bool next_child(struct string xml, size_t *at, struct string *name, struct string *child)
{
    size_t from = string_find(xml, STRING("<"), *at), depth = 0, end;
    if (from >= xml.length || string_starts_with(string_slice(xml, from, xml.length), STRING("</")))
        return false;
    *name = tag_name(xml, from);
    *at = from;
    do {
        end = tag_end(xml, *at);
        if (xml.bytes[*at + 1] == '/')
            depth--;
        else if (xml.bytes[end - 2] != '/')
            depth++;
        *at = string_find(xml, STRING("<"), end);
    } while (depth > 0 && *at < xml.length);
    *at = end;
    *child = string_slice(xml, from, end);
    return true;
}

/* Where the children begin: behind <w:rPr>; at the end for "" and <w:rPr/>. */
static size_t first_child(struct string properties)
{
    size_t end = tag_end(properties, 0);
    return end >= 2 && properties.bytes[end - 2] != '/' ? end : properties.length;
}

struct string properties_child(struct string properties, const char *name)
{
    struct string found, child;
    for (size_t at = first_child(properties); next_child(properties, &at, &found, &child);)
        if (string_is(found, name))
            return child;
    return STRING("");
}

static bool is_changed(const struct property_change *changes, size_t count, struct string name)
{
    for (size_t i = 0; i < count; i++)
        if (string_is(name, changes[i].name))
            return true;
    return false;
}

static void append_change(struct buffer *out, const struct property_change *change)
{
    buffer_append_string(out, change->child);
    if (change->value.length > 0)
        buffer_append_format(out, "<%s w:val=\"%.*s\"/>", change->name, STRING_FORMAT(change->value));
}

void properties_append(struct buffer *out, struct string properties, const char *wrapper,
                       const struct property_change *changes, size_t count)
{
    const char *const *order = strcmp(wrapper, "w:rPr") == 0 ? run_order : paragraph_order;
    size_t start = out->length, done = 0, empty;
    struct string name, child;
    buffer_append_format(out, "<%s>", wrapper);
    empty = out->length;
    for (size_t at = first_child(properties); next_child(properties, &at, &name, &child);) {
        for (; done < count && rank(order, string_of(changes[done].name)) <= rank(order, name); done++)
            append_change(out, &changes[done]);
        if (!is_changed(changes, count, name))
            buffer_append_string(out, child);
    }
    for (; done < count; done++)
        append_change(out, &changes[done]);
    if (out->length == empty) {
        buffer_truncate(out, start);
        return;
    }
    buffer_append_format(out, "</%s>", wrapper);
}
