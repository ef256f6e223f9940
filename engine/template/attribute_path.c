/* Paths to attributes: reading, following and writing them. */

#include "template/attribute_path.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "template/child.h"
#include "word/tree.h"
#include "word/xml.h"

/* What anchors are called in a path, the elements they stand for, and the part they lead to. */
static const struct {
    const char *word, *element, *part;
} anchors[] = {
    [ANCHOR_PARAGRAPH] = {"paragraph", "p", NULL},
    [ANCHOR_RUN] = {"run", "r", NULL},
    [ANCHOR_CELL] = {"cell", "tc", NULL},
    [ANCHOR_ROW] = {"row", "tr", NULL},
    [ANCHOR_TABLE] = {"table", "tbl", NULL},
    [ANCHOR_SECTION] = {"section", "sectPr", NULL},
    [ANCHOR_PART] = {"part", NULL, NULL},
    [ANCHOR_STYLE] = {"style", "style", "styles"},
    [ANCHOR_STYLES] = {"styles", "styles", "styles"},
    [ANCHOR_NUMBERING] = {"numbering", "numbering", "numbering"},
    [ANCHOR_SETTINGS] = {"settings", "settings", "settings"},
};

enum { ANCHOR_COUNT = sizeof(anchors) / sizeof(*anchors) };

/* A step of a path: "w:gridCol[2]", "@w:w". */
struct step {
    char name[LONGEST_CHILD_NAME]; /* with its prefix, without "@" */
    size_t number;                 /* from 1; 0: not given */
    bool is_attribute;
};

static bool is_name(struct string name)
{
    size_t colons = 0;
    for (size_t i = 0; i < name.length; i++) {
        unsigned char byte = (unsigned char)name.bytes[i];
        colons += byte == ':';
        bool is_letter = (byte | 32) >= 'a' && (byte | 32) <= 'z';
        bool is_inside = i > 0 && ((byte >= '0' && byte <= '9') || strchr(".-:", byte));
        if (!is_letter && !is_inside && byte != '_' && byte < 0x80)
            return false;
    }
    return name.length > 0 && name.length < LONGEST_CHILD_NAME && colons <= 1 &&
           name.bytes[name.length - 1] != ':';
}

/* "name[12]"; false when it is no step. */
static bool read_step(struct string text, struct step *step)
{
    *step = (struct step){.is_attribute = string_starts_with(text, STRING("@"))};
    struct string name = string_slice(text, step->is_attribute, text.length);
    size_t bracket = string_find(name, STRING("["), 0);
    if (bracket != SIZE_MAX) {
        struct string number = string_slice(name, bracket + 1, name.length - 1);
        for (size_t i = 0; i < number.length && number.length < 6; i++)
            step->number = number.bytes[i] >= '0' && number.bytes[i] <= '9'
                               ? step->number * 10 + (size_t)(number.bytes[i] - '0')
                               : 1000000;
        if (name.bytes[name.length - 1] != ']' || !step->number || step->number >= 1000000)
            return false;
        name.length = bracket;
    }
    if (!is_name(name) || (step->is_attribute && step->number))
        return false;
    memcpy(step->name, name.bytes, name.length);
    return true;
}

/* Cuts the first step off the text. */
static struct string next_step(struct string *text)
{
    size_t slash = string_find(*text, STRING("/"), 0);
    struct string step = string_slice(*text, 0, slash == SIZE_MAX ? text->length : slash);
    *text = string_slice(*text, slash == SIZE_MAX ? text->length : slash + 1, text->length);
    return step;
}

/* The anchor with its "/"; the length of what was read, or 0. */
static size_t read_anchor(struct string text, struct attribute_path *path)
{
    for (size_t i = 0; i < ANCHOR_COUNT; i++) {
        struct string word = string_of(anchors[i].word);
        if (!string_starts_with(text, word) || text.length == word.length)
            continue;
        path->anchor = (enum anchor_kind)i;
        if (text.bytes[word.length] == '/' && i != ANCHOR_STYLE)
            return word.length + 1;
        size_t end = string_find(text, STRING("]/"), word.length);
        if (text.bytes[word.length] != '[' || i != ANCHOR_STYLE || end == SIZE_MAX || end == word.length + 1)
            continue;
        path->style = string_slice(text, word.length + 1, end);
        return end + 2;
    }
    return 0;
}

bool attribute_path_read(struct string text, struct attribute_path *path, struct string *wrong)
{
    *path = (struct attribute_path){0};
    size_t length = read_anchor(text, path);
    *wrong = text;
    if (length == 0) {
        *wrong = next_step(&text);
        return false;
    }
    path->steps = string_slice(text, length, text.length);
    for (struct string rest = path->steps;;) {
        struct step step;
        *wrong = next_step(&rest);
        if (!read_step(*wrong, &step) || step.is_attribute != (rest.length == 0))
            return false;
        if (step.is_attribute)
            return path->steps.bytes[path->steps.length - 1] != '/';
    }
}

const char *attribute_path_part(const struct attribute_path *path)
{
    return anchors[path->anchor].part;
}

bool attribute_run_is_hidden(const xmlNode *run)
{
    const xmlNode *properties = word_child(run, "rPr");
    const xmlNode *vanish = properties ? word_child(properties, "vanish") : NULL;
    const char *value = vanish ? word_attribute(vanish, "val") : NULL;
    return vanish && !(value && (!strcmp(value, "0") || !strcmp(value, "false") || !strcmp(value, "off")));
}

static xmlNode *find_run(xmlNode *run)
{
    while (run && !(word_is(run, "r") && !attribute_run_is_hidden(run)))
        run = run->next;
    return run;
}

static xmlNode *find_section(xmlNode *root, xmlNode *paragraph)
{
    xmlNode *node = paragraph;
    while (node && !word_is(node, "sectPr"))
        node = tree_next(node, root, false);
    return node;
}

static xmlNode *find_style(xmlNode *root, struct string wanted)
{
    for (xmlNode *style = root->children; style; style = style->next) {
        const xmlNode *name = word_is(style, "style") ? word_child(style, "name") : NULL;
        const char *value = name ? word_attribute(name, "val") : NULL;
        if (value && string_is(wanted, value))
            return style;
    }
    return NULL;
}

xmlNode *attribute_path_anchor(const struct attribute_path *path, xmlNode *root, xmlNode *paragraph,
                               xmlNode *run)
{
    switch (path->anchor) {
    case ANCHOR_RUN:
        return find_run(run);
    case ANCHOR_SECTION:
        return find_section(root, paragraph);
    case ANCHOR_STYLE:
        return find_style(root, path->style);
    case ANCHOR_PART:
    case ANCHOR_STYLES:
    case ANCHOR_NUMBERING:
    case ANCHOR_SETTINGS:
        return root;
    default:
        while (paragraph && !word_is(paragraph, anchors[path->anchor].element))
            paragraph =
                paragraph->parent && paragraph->parent->type == XML_ELEMENT_NODE ? paragraph->parent : NULL;
        return paragraph;
    }
}

static bool is_named(const xmlNode *node, const char *wanted)
{
    char name[LONGEST_CHILD_NAME];
    if (node->type != XML_ELEMENT_NODE)
        return false;
    child_write_name(node->ns, node->name, name);
    return !strcmp(name, wanted);
}

static xmlNode *take_step(xmlNode *parent, const struct step *step)
{
    size_t left = step->number ? step->number : 1;
    for (xmlNode *child = parent->children; child; child = child->next)
        if (is_named(child, step->name) && --left == 0)
            return child;
    return step->number ? NULL : child_make(parent, step->name);
}

static bool set_attribute(xmlNode *element, const struct step *step, struct string value)
{
    const char *colon = strchr(step->name, ':');
    xmlNs *space = NULL;
    if (colon) {
        char prefix[LONGEST_CHILD_NAME] = {0};
        memcpy(prefix, step->name, (size_t)(colon - step->name));
        space = !strcmp(prefix, "w") && word_is_namespace(element->ns)
                    ? element->ns
                    : xmlSearchNs(element->doc, element, (const xmlChar *)prefix);
    }
    if (colon && !space)
        return false;
    tree_set_attribute(element, space, colon ? colon + 1 : step->name, value);
    return true;
}

bool attribute_path_set(const struct attribute_path *path, xmlNode *anchor, struct string value,
                        struct string *wrong)
{
    xmlNode *element = anchor;
    for (struct string rest = path->steps;;) {
        struct step step;
        *wrong = next_step(&rest);
        if (!read_step(*wrong, &step))
            return false;
        if (step.is_attribute)
            return set_attribute(element, &step, value);
        element = take_step(element, &step);
        if (!element)
            return false;
    }
}

xmlNode *attribute_path_find_anchor(xmlNode *element, enum anchor_kind *anchor)
{
    for (; element && element->type == XML_ELEMENT_NODE; element = element->parent)
        for (size_t i = 0; i < ANCHOR_COUNT; i++)
            if (anchors[i].element && word_is(element, anchors[i].element)) {
                *anchor = (enum anchor_kind)i;
                return element;
            }
    return NULL;
}

static size_t number_of(const xmlNode *element, const char *name)
{
    size_t number = 1;
    for (const xmlNode *before = element->prev; before; before = before->prev)
        number += is_named(before, name);
    return number;
}

static void append_steps(struct buffer *out, const xmlNode *anchor, const xmlNode *element)
{
    char name[LONGEST_CHILD_NAME];
    if (element == anchor)
        return;
    append_steps(out, anchor, element->parent);
    child_write_name(element->ns, element->name, name);
    buffer_append_format(out, "/%s", name);
    if (number_of(element, name) > 1)
        buffer_append_format(out, "[%zu]", number_of(element, name));
}

void attribute_path_append(struct buffer *out, enum anchor_kind kind, const xmlNode *anchor,
                           const xmlAttr *attribute)
{
    char name[LONGEST_CHILD_NAME];
    buffer_append_text(out, anchors[kind].word);
    if (kind == ANCHOR_STYLE) {
        const xmlNode *style = word_child(anchor, "name");
        const char *value = style ? word_attribute(style, "val") : NULL;
        buffer_append_format(out, "[%s]", value ? value : "");
    }
    append_steps(out, anchor, attribute->parent);
    child_write_name(attribute->ns, attribute->name, name);
    buffer_append_format(out, "/@%s", name);
}
