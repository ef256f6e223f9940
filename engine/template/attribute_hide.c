/*
 * Attributes with tags, made plain: <w:ind w:left="{{ lui }}"/> becomes <w:ind w:left="567"/> and a statement
 * in hidden text. The values come from a document rendered from the same package, where each attribute stands
 * between marks with its number: U+F8F1 12 U+F8F2 567 U+F8F3.
 */

#include "template/attribute.h"

#include <stdlib.h>
#include <string.h>

#include "template/attribute_path.h"
#include "template/mark.h"
#include "word/paragraph.h"
#include "word/part_tree.h"
#include "word/tree.h"

static const char mark_open[] = "\xEF\xA3\xB1", mark_middle[] = "\xEF\xA3\xB2", mark_close[] = "\xEF\xA3\xB3";

/* Attributes that are texts: Word takes a tag in them as it is. */
static const char *const texts[] = {"descr", "title", "alt", "instr", "tooltip", NULL};
/* Elements whose w:val is a text. */
static const char *const text_elements[] = {"tblCaption", "tblDescription", "alias", "tag", NULL};

/* Parts whose attributes are made plain, by the end of their content type, and where their statements stand:
 * in them, or, for these anchors, in the main document. */
static const struct {
    const char *type;
    enum anchor_kind anchor;
    bool is_story;
} kinds[] = {
    {"document.main+xml", ANCHOR_PART, true},   {"template.main+xml", ANCHOR_PART, true},
    {"header+xml", ANCHOR_PART, true},          {"footer+xml", ANCHOR_PART, true},
    {"footnotes+xml", ANCHOR_PART, true},       {"endnotes+xml", ANCHOR_PART, true},
    {"comments+xml", ANCHOR_PART, true},        {"styles+xml", ANCHOR_STYLES, false},
    {"numbering+xml", ANCHOR_NUMBERING, false}, {"settings+xml", ANCHOR_SETTINGS, false},
};

/* One walk over all such attributes of a package. */
struct walk {
    struct package *package;
    struct tagged_attributes *attributes;
    const struct limits *limits;
    struct problems *problems;
    bool (*visit)(struct walk *walk, xmlAttr *attribute); /* true: the part changed */
    struct place place;
    xmlDoc *main;     /* of attributes_hide(), for statements about other parts */
    xmlDoc *document; /* the part */
    enum anchor_kind anchor;
    size_t index; /* of the next attribute */
};

static bool is_listed(const char *name, const char *const *list)
{
    while (*list && strcmp(*list, name) != 0)
        list++;
    return *list != NULL;
}

static bool has_tags(const xmlAttr *attribute)
{
    size_t offset = 0;
    struct string value = xml_attribute_text(attribute);
    bool is_text = is_listed((const char *)attribute->name, texts) ||
                   (is_listed((const char *)attribute->parent->name, text_elements) &&
                    !strcmp((const char *)attribute->name, "val"));
    return !is_text && mark_is_likely(value) && mark_next(value, &offset).kind != MARK_NONE;
}

static bool walk_element(struct walk *walk, xmlNode *element)
{
    bool is_changed = false;
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (has_tags(attribute)) {
            is_changed |= walk->visit(walk, attribute);
            walk->index++;
        }
    for (xmlNode *child = element->children, *next; child; child = next) {
        next = child->next;
        if (child->type == XML_ELEMENT_NODE)
            is_changed |= walk_element(walk, child);
    }
    return is_changed;
}

static bool walk_part(struct walk *walk, const struct part *part)
{
    size_t kind = 0, count = sizeof(kinds) / sizeof(*kinds);
    while (kind < count && !string_ends_with(part->content_type, string_of(kinds[kind].type)))
        kind++;
    if (kind == count)
        return true;
    struct arena *arena = arena_new();
    walk->place = (struct place){.file = package_file(walk->package), .part = part->name};
    walk->anchor = kinds[kind].anchor;
    walk->document = part_tree_read(arena, walk->package, part, walk->limits, walk->problems);
    bool is_done = walk->document != NULL;
    if (is_done && walk_element(walk, xmlDocGetRootElement(walk->document)))
        is_done = part_tree_store(walk->package, part->name, STRING(""), walk->document, walk->problems);
    arena_free(arena);
    return is_done;
}

static bool walk_parts(struct walk *walk)
{
    bool is_done = true;
    for (size_t i = 0; i < package_part_count(walk->package); i++)
        is_done &= walk_part(walk, package_part_at(walk->package, i));
    return is_done;
}

/* ---- marking ---- */

static void add_attribute(struct walk *walk, struct string text)
{
    struct tagged_attributes *attributes = walk->attributes;
    if ((attributes->count & (attributes->count - 1)) == 0) {
        size_t room = attributes->count ? attributes->count * 2 : 1;
        struct tagged_attribute *list = arena_allocate(attributes->arena, room * sizeof *list);
        if (attributes->count)
            memcpy(list, attributes->list, attributes->count * sizeof *list);
        attributes->list = list;
    }
    struct place place = walk->place;
    place.file = arena_copy(attributes->arena, place.file);
    place.part = arena_copy(attributes->arena, place.part);
    place.tag = arena_copy(attributes->arena, text);
    place.underline_length = (uint32_t)text.length;
    attributes->list[attributes->count++] = (struct tagged_attribute){.text = place.tag, .place = place};
}

static bool mark_attribute(struct walk *walk, xmlAttr *attribute)
{
    struct buffer marked = {0};
    add_attribute(walk, xml_attribute_text(attribute));
    struct string text = walk->attributes->list[walk->attributes->count - 1].text;
    buffer_append_format(&marked, "%s%zu%s%.*s%s", mark_open, walk->index, mark_middle, STRING_FORMAT(text),
                         mark_close);
    tree_set_attribute(attribute->parent, attribute->ns, (const char *)attribute->name,
                       buffer_string(&marked));
    buffer_release(&marked);
    return true;
}

bool attributes_mark(struct package *package, struct tagged_attributes *attributes,
                     const struct limits *limits, struct problems *problems)
{
    struct walk walk = {.package = package,
                        .attributes = attributes,
                        .limits = limits,
                        .problems = problems,
                        .visit = mark_attribute};
    return walk_parts(&walk);
}

static void find_value(const struct walk *walk, struct string value)
{
    struct string open = string_of(mark_open), middle = string_of(mark_middle);
    size_t from = string_find(value, middle, 0), to = string_find(value, string_of(mark_close), 0);
    if (!string_starts_with(value, open) || from == SIZE_MAX || to == SIZE_MAX)
        return;
    size_t index = (size_t)strtoul(value.bytes + open.length, NULL, 10);
    struct tagged_attribute *found = index < walk->attributes->count ? &walk->attributes->list[index] : NULL;
    if (found && !found->value.bytes)
        found->value = arena_copy(walk->attributes->arena, string_slice(value, from + middle.length, to));
}

bool attributes_find_values(struct package *rendered, struct tagged_attributes *attributes,
                            const struct limits *limits, struct problems *problems)
{
    struct walk walk = {.attributes = attributes};
    bool is_done = true;
    for (size_t i = 0; i < package_part_count(rendered); i++) {
        const struct part *part = package_part_at(rendered, i);
        if (string_find(part->content_type, STRING("wordprocessingml"), 0) == SIZE_MAX)
            continue;
        struct arena *arena = arena_new();
        xmlDoc *document = part_tree_read(arena, rendered, part, limits, problems);
        xmlNode *root = document ? xmlDocGetRootElement(document) : NULL;
        is_done &= document != NULL;
        for (xmlNode *node = root; node; node = tree_next(node, root, false))
            for (xmlAttr *attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute;
                 attribute = attribute->next)
                find_value(&walk, xml_attribute_text(attribute));
        arena_free(arena);
    }
    return is_done;
}

/* ---- hiding ---- */

/* The first paragraph whose nearest anchor of this kind is the element. */
static xmlNode *first_paragraph(xmlNode *anchor)
{
    for (xmlNode *node = anchor; node; node = tree_next(node, anchor, false)) {
        if (!word_is(node, "p"))
            continue;
        const xmlNode *around = node;
        while (around != anchor && strcmp((const char *)around->name, (const char *)anchor->name) != 0)
            around = around->parent;
        if (around == anchor)
            return node;
    }
    return NULL;
}

/* The last paragraph of the text itself: where a table ends it, Word lets nobody delete that one. */
static xmlNode *last_paragraph(xmlDoc *document)
{
    xmlNode *root = xmlDocGetRootElement(document), *last = NULL;
    xmlNode *body = word_child(root, "body");
    for (xmlNode *node = body ? body->children : NULL; node; node = node->next)
        last = word_is(node, "p") ? node : last;
    for (xmlNode *node = root; node && !last; node = tree_next(node, root, false))
        last = word_is(node, "p") ? node : NULL;
    return last;
}

static xmlNode *paragraph_before(xmlNode *section)
{
    xmlNode *around = paragraph_around(section), *root = xmlDocGetRootElement(section->doc), *last = NULL;
    for (xmlNode *node = root; node && node != section && !around; node = tree_next(node, root, false))
        last = word_is(node, "p") ? node : last;
    return around ? around : last;
}

static xmlNode *new_run(xmlNode *paragraph, struct string text)
{
    xmlNode *run = tree_new_element(paragraph->doc, paragraph->ns, "r");
    xmlNode *shown = tree_new_element(paragraph->doc, paragraph->ns, "t");
    tree_set_text(shown, text);
    tree_append(run, shown);
    return run;
}

static xmlNode *new_statement(xmlNode *paragraph, struct string text)
{
    xmlNode *run = new_run(paragraph, text);
    xmlNode *properties = tree_new_element(paragraph->doc, paragraph->ns, "rPr");
    tree_append(properties, tree_new_element(paragraph->doc, paragraph->ns, "noProof"));
    tree_append(properties, tree_new_element(paragraph->doc, paragraph->ns, "vanish"));
    tree_put_before(run->children, properties);
    return run;
}

/* Behind the properties and the statements that stand there already. */
static void put_first(xmlNode *paragraph, xmlNode *run)
{
    xmlNode *child = tree_element_from(paragraph->children);
    while (child && (word_is(child, "pPr") || (word_is(child, "r") && attribute_run_is_hidden(child))))
        child = tree_element_from(child->next);
    if (child) {
        tree_put_before(child, run);
        return;
    }
    tree_append(paragraph, run);
    tree_append(paragraph, new_run(paragraph, STRING(ATTRIBUTE_KEEPER)));
}

static xmlNode *carrier_of(const struct walk *walk, enum anchor_kind kind, xmlNode *anchor)
{
    switch (kind) {
    case ANCHOR_PARAGRAPH:
        return anchor;
    case ANCHOR_RUN:
        return paragraph_around(anchor);
    case ANCHOR_SECTION:
        return paragraph_before(anchor);
    case ANCHOR_CELL:
    case ANCHOR_ROW:
    case ANCHOR_TABLE:
        return first_paragraph(anchor);
    case ANCHOR_PART:
        return last_paragraph(walk->document);
    default:
        return last_paragraph(walk->main);
    }
}

static bool hide_attribute(struct walk *walk, xmlAttr *attribute)
{
    const struct tagged_attribute *known = &walk->attributes->list[walk->index];
    enum anchor_kind kind = walk->anchor;
    xmlNode *anchor = attribute_path_find_anchor(attribute->parent, &kind);
    if (!anchor)
        anchor = xmlDocGetRootElement(walk->document);
    xmlNode *paragraph = carrier_of(walk, kind, anchor);
    if (!paragraph)
        return false;
    struct buffer text = {0};
    buffer_append_text(&text, "{% attribute \"");
    attribute_path_append(&text, kind, anchor, attribute);
    buffer_append_format(&text, "\" %%}%.*s{%% endattribute %%}", STRING_FORMAT(known->text));
    xmlNode *run = new_statement(paragraph, buffer_string(&text));
    buffer_release(&text);
    if (kind == ANCHOR_RUN)
        tree_put_before(anchor, run);
    else
        put_first(paragraph, run);
    tree_set_attribute(attribute->parent, attribute->ns, (const char *)attribute->name, known->value);
    return true;
}

/* Statements about other parts go into the main document, so that is written after them, from one tree. */
static bool hide_parts(struct walk *walk, const struct part *main)
{
    bool is_done = true;
    for (size_t i = 0; i < package_part_count(walk->package); i++) {
        const struct part *part = package_part_at(walk->package, i);
        if (part != main) {
            is_done &= walk_part(walk, part);
            continue;
        }
        walk->document = walk->main;
        walk->anchor = ANCHOR_PART;
        walk_element(walk, xmlDocGetRootElement(walk->main));
    }
    return is_done && part_tree_store(walk->package, main->name, STRING(""), walk->main, walk->problems);
}

bool attributes_hide(struct package *package, const struct tagged_attributes *attributes,
                     const struct limits *limits, struct problems *problems)
{
    struct tagged_attributes known = *attributes;
    struct arena *arena = arena_new();
    struct walk walk = {.package = package,
                        .attributes = &known,
                        .limits = limits,
                        .problems = problems,
                        .visit = hide_attribute};
    const struct part *main = package_main_document(package, problems);
    walk.main = main ? part_tree_read(arena, package, main, limits, problems) : NULL;
    bool is_done = walk.main && hide_parts(&walk, main);
    arena_free(arena);
    return is_done;
}
