/* Tags: what is typed, where, and their nodes in a tree. */

#include "template/tag.h"

#include <string.h>

#include "template/program.h"
#include "text/unicode.h"
#include "word/paragraph.h"
#include "word/tree.h"

/* A name no XML file can have. */
static const char node_name[] = "\1tag";

struct tag *tag_new(struct compilation *compilation, struct string text, const struct mark *mark,
                    const struct place *where)
{
    struct tag *tag = arena_allocate(compilation->arena, sizeof(*tag));
    struct string typed = string_slice(text, mark->from, mark->to);
    struct string inside = string_slice(text, mark->inside_from, mark->inside_to);
    struct string plain = mark_plain(compilation->arena, inside);
    tag->index = (*compilation->tag_count)++;
    tag->mark = mark->kind;
    tag->prefix = mark->prefix;
    tag->joins_before = mark->joins_before;
    tag->joins_after = mark->joins_after;
    tag->from = mark->from;
    tag->to = mark->to;
    tag->source.place = *where;
    tag->source.offset = mark->inside_from - mark->from;
    if (plain.bytes == inside.bytes)
        tag->source.place.tag = arena_copy(compilation->arena, typed);
    else
        tag->source.place.tag = arena_format(
            compilation->arena, "%.*s%.*s%.*s", (int)(mark->inside_from - mark->from), typed.bytes,
            STRING_FORMAT(plain), (int)(mark->to - mark->inside_to), text.bytes + mark->inside_to);
    tag->source.text =
        string_slice(tag->source.place.tag, tag->source.offset, tag->source.offset + plain.length);
    tag->source.place.near =
        arena_copy(compilation->arena, paragraph_words_around(text, mark->from, mark->to));
    return tag;
}

struct place tag_place(const struct tag *tag)
{
    struct place place = tag->source.place;
    place.underline = 0;
    place.underline_length = (uint32_t)place.tag.length;
    return place;
}

void tag_parse(struct compilation *compilation, struct tag *tag)
{
    if (tag->is_broken)
        return;
    tag->is_broken =
        !statement_parse(compilation->arena, &tag->source, tag->mark, &tag->statement, compilation->problems);
}

void tag_report_unclosed(struct compilation *compilation, struct string text, const struct mark *mark,
                         const struct place *where)
{
    static const char *const closings[] = {
        [MARK_PRINT] = "}}", [MARK_STATEMENT] = "%}", [MARK_COMMENT] = "#}"};
    char second = mark->from + 1 < text.length ? text.bytes[mark->from + 1] : '{';
    enum mark_kind kind = second == '%' ? MARK_STATEMENT : second == '#' ? MARK_COMMENT : MARK_PRINT;
    struct place place = *where;
    size_t shown = mark->to - mark->from > 60 ? text_character_start(text, mark->from + 60) : mark->to;
    place.tag = string_trim(string_slice(text, mark->from, shown));
    place.underline_length = 2;
    place.near = paragraph_words_around(text, mark->from, shown);
    problems_add(compilation->problems, PROBLEM_TEMPLATE_TAG_UNCLOSED, &place, closings[kind]);
}

xmlNode *tag_new_node(struct tag *tag, xmlDoc *document)
{
    tag->node = tree_new_element(document, NULL, node_name);
    tag->node->_private = tag;
    return tag->node;
}

bool tag_is_node(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && node->name[0] == (xmlChar)node_name[0];
}

struct tag *tag_of(const xmlNode *node)
{
    return tag_is_node(node) ? node->_private : NULL;
}

struct tag *tag_derive(struct compilation *compilation, const struct tag *tag, enum statement_kind kind,
                       struct string text)
{
    struct tag *derived = arena_allocate(compilation->arena, sizeof(*derived));
    derived->index = (*compilation->tag_count)++;
    derived->source.place = tag->source.place;
    derived->source.text = arena_copy(compilation->arena, text);
    derived->statement.kind = kind;
    derived->statement.expression =
        expression_parse(compilation->arena, &derived->source, compilation->problems);
    return derived->statement.expression ? derived : NULL;
}
