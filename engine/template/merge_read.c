/* Reading fields: a stack of those open. Texts apart (notes, text boxes) have stacks of their own. */

#include "template/merge_read.h"

#include <string.h>

#include "base/memory.h"
#include "word/tree.h"
#include "word/xml.h"

enum { MOST_OPEN = 32 };

/* The fields open in one text. */
struct story {
    size_t open[MOST_OPEN];
    unsigned depth;
    size_t around; /* the field around a text box, index + 1; 0: none */
};

static struct word_field *innermost(struct word_fields *fields, const struct story *story)
{
    return story->depth ? &fields->fields[story->open[story->depth - 1]] : NULL;
}

static bool is_in_code(const struct word_field *field)
{
    return field && !field->is_simple && !field->separate;
}

/* Its index + 1; 0: none. */
static size_t innermost_number(const struct story *story)
{
    return story->depth ? story->open[story->depth - 1] + 1 : story->around;
}

/* NULL when too many are open. */
static struct word_field *open_field(struct word_fields *fields, struct story *story, xmlNode *begin)
{
    if (story->depth == MOST_OPEN) {
        fields->has_loose_ends = true;
        return NULL;
    }
    if (fields->count == fields->capacity) {
        fields->capacity = fields->capacity * 2 + 16;
        fields->fields = memory_resize(fields->fields, fields->capacity * sizeof(*fields->fields));
    }
    struct word_field *parent = innermost(fields, story);
    struct word_field field = {.begin = begin, .is_in_code = is_in_code(parent)};
    if (field.is_in_code)
        buffer_append_format(&parent->code, "\1%zu\2", fields->count);
    field.parent = innermost_number(story);
    story->open[story->depth++] = fields->count;
    fields->fields[fields->count] = field;
    return &fields->fields[fields->count++];
}

static void read_mark(struct word_fields *fields, struct story *story, xmlNode *mark)
{
    const char *type = word_attribute(mark, "fldCharType");
    struct word_field *field = innermost(fields, story);
    if (!type)
        return;
    if (!strcmp(type, "begin")) {
        open_field(fields, story, mark);
    } else if (!field || field->is_simple || (!strcmp(type, "separate") && field->separate)) {
        fields->has_loose_ends = true;
    } else if (!strcmp(type, "separate")) {
        field->separate = mark;
    } else {
        field->end = mark;
        story->depth--;
    }
}

static void read_code(struct word_fields *fields, const struct story *story, struct string text)
{
    struct word_field *field = innermost(fields, story);
    if (!is_in_code(field))
        return;
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] != '\1' && text.bytes[i] != '\2')
            buffer_append_byte(&field->code, text.bytes[i]);
}

static bool is_story(const xmlNode *node)
{
    static const char *const names[] = {"txbxContent", "footnote", "endnote", "comment", NULL};
    for (const char *const *name = names; *name; name++)
        if (word_is(node, *name))
            return true;
    return false;
}

static void read_children(struct word_fields *fields, struct story *story, xmlNode *element);

static void read_simple(struct word_fields *fields, struct story *story, xmlNode *element)
{
    const char *code = word_attribute(element, "instr");
    struct word_field *field = open_field(fields, story, element);
    if (field) {
        field->is_simple = true;
        buffer_append_string(&field->code, string_of(code ? code : ""));
    }
    unsigned depth = story->depth;
    read_children(fields, story, element);
    fields->has_loose_ends = fields->has_loose_ends || story->depth != depth;
    if (field && story->depth >= depth)
        story->depth = depth - 1;
}

static void close_story(struct word_fields *fields, const struct story *story)
{
    fields->has_loose_ends = fields->has_loose_ends || story->depth > 0;
}

static void read_node(struct word_fields *fields, struct story *story, xmlNode *node)
{
    if (is_story(node)) {
        struct story own = {.around = innermost_number(story)};
        read_children(fields, &own, node);
        close_story(fields, &own);
    } else if (word_is(node, "fldChar")) {
        read_mark(fields, story, node);
    } else if (word_is(node, "fldSimple")) {
        read_simple(fields, story, node);
    } else if (word_is(node, "instrText")) {
        read_code(fields, story, tree_text(node));
    } else if (word_is(node, "tab") || word_is(node, "br") || word_is(node, "cr")) {
        read_code(fields, story, word_is(node, "tab") ? STRING("\t") : STRING("\n"));
    } else if (!word_is(node, "rPr") && !word_is(node, "pPr")) {
        read_children(fields, story, node);
    }
}

static void read_children(struct word_fields *fields, struct story *story, xmlNode *element)
{
    for (xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            read_node(fields, story, child);
}

void word_fields_read(struct word_fields *fields, xmlNode *root)
{
    struct story story = {.depth = 0};
    *fields = (struct word_fields){0};
    read_children(fields, &story, root);
    close_story(fields, &story);
}

void word_fields_release(struct word_fields *fields)
{
    for (size_t i = 0; i < fields->count; i++)
        buffer_release(&fields->fields[i].code);
    memory_free(fields->fields);
}
