/* References in a grafted tree: styles, lists, notes, ids; what cannot come along is taken out. */

#include "template/graft.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "word/paragraph.h"
#include "word/tree.h"
#include "word/xml.h"

/* ---- namespaces ---- */

static bool is_declared(const xmlNode *node, const xmlNode *top, const xmlChar *prefix)
{
    for (;; node = node->parent) {
        for (const xmlNs *space = node->nsDef; space; space = space->next)
            if (xmlStrEqual(space->prefix, prefix))
                return true;
        if (node == top)
            return false;
    }
}

static void declare(xmlNode *node, xmlNode *top, const xmlNs *space)
{
    if (space && space->href && !xmlStrEqual(space->prefix, (const xmlChar *)"xml") &&
        !is_declared(node, top, space->prefix))
        xmlNewNs(top, space->href, space->prefix);
}

/* mc:Choice names namespaces by their prefixes. */
static void declare_required(xmlNode *node, xmlNode *top)
{
    xmlChar *required = xmlGetNoNsProp(node, (const xmlChar *)"Requires");
    struct string words = string_of(required ? (const char *)required : "");
    for (size_t at = 0; at < words.length;) {
        size_t end = string_find(words, STRING(" "), at);
        end = end == SIZE_MAX ? words.length : end;
        char prefix[32];
        snprintf(prefix, sizeof(prefix), "%.*s", (int)(end - at), words.bytes + at);
        declare(node, top, xmlSearchNs(node->doc, node, (const xmlChar *)prefix));
        at = end + 1;
    }
    xmlFree(required);
}

void graft_append(struct buffer *out, xmlNode *node)
{
    for (xmlNode *inner = node; inner; inner = tree_next(inner, node, false)) {
        if (inner->type != XML_ELEMENT_NODE)
            continue;
        declare(inner, node, inner->ns);
        for (const xmlAttr *attribute = inner->properties; attribute; attribute = attribute->next)
            declare(inner, node, attribute->ns);
        if (!strcmp((const char *)inner->name, "Choice"))
            declare_required(inner, node);
    }
    xml_append_node(out, node);
}

/* ---- what refers ---- */

xmlNode *graft_child(const xmlNode *parent, const char *name, const char *attribute, struct string value)
{
    for (xmlNode *child = parent ? parent->children : NULL; child; child = child->next) {
        const char *own = word_is(child, name) ? word_attribute(child, attribute) : NULL;
        if (own && string_equal(string_of(own), value))
            return child;
    }
    return NULL;
}

static void set_value(xmlNode *element, const char *name, struct string value)
{
    tree_set_attribute(element, element->ns, name, value);
}

static struct arena *arena_of(const struct graft *graft)
{
    return graft->guest->arena;
}

/* A note of the guest, or a comment, among ours. */
static void add_note(struct graft *graft, xmlNode *note, enum note_kind kind, struct string number)
{
    struct includes *includes = graft->includes;
    xmlNode *copy = tree_copy(note);
    struct graft inner = *graft;
    inner.pairs = (struct buffer){0};
    inner.host_part = includes_note_part(includes, kind);
    inner.guest_part = graft->guest->notes[kind];
    set_value(copy, "id", number);
    graft_tree(&inner, copy);
    graft_append(&includes->notes[kind].memory, copy);
    graft_release(&inner);
    xmlFreeNode(copy);
}

struct note_row {
    const char *note;
    const char *references[3];
};

static const struct note_row note_rows[NOTE_KIND_COUNT] = {
    [NOTE_FOOT] = {"footnote", {"footnoteReference"}},
    [NOTE_END] = {"endnote", {"endnoteReference"}},
    [NOTE_COMMENT] = {"comment", {"commentRangeStart", "commentRangeEnd", "commentReference"}},
};

/* What it refers to; NOTE_KIND_COUNT: no note. */
static enum note_kind note_kind_of(const xmlNode *node)
{
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT; kind++)
        for (size_t i = 0; i < 3 && note_rows[kind].references[i]; i++)
            if (word_is(node, note_rows[kind].references[i]))
                return kind;
    return NOTE_KIND_COUNT;
}

/* The range of a comment and its mark refer to one comment; each mark of another note to a note of its own.
 */
static void graft_note(struct graft *graft, xmlNode *reference, enum note_kind kind)
{
    struct includes *includes = graft->includes;
    const char *id = word_attribute(reference, "id");
    xmlNode *note = graft_child(graft->notes[kind], note_rows[kind].note, "id", string_of(id ? id : ""));
    if (!note || !string_equal(graft->host_part, includes->document)) {
        graft->drops[kind] = true;
        tree_remove(reference);
        return;
    }
    struct string key = arena_format(arena_of(graft), "%s %s", note_rows[kind].note, id);
    const struct renamed *known = kind == NOTE_COMMENT ? renamed_lookup(&graft->pairs, key) : NULL;
    struct string number =
        known ? known->to : arena_format(arena_of(graft), "%u", includes->next_note[kind]++);
    if (!known) {
        renamed_add(&graft->pairs, key, number);
        add_note(graft, note, kind, number);
    }
    set_value(reference, "id", number);
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    for (; *names; names++)
        if (word_is(node, *names))
            return true;
    return false;
}

static bool is_left_out(const xmlNode *node)
{
    return word_is(node, "id") && word_is(node->parent, "sdtPr");
}

static void name_style(struct graft *graft, xmlNode *paragraph)
{
    xmlNode *properties = paragraph_properties(paragraph);
    if (word_child(properties, "pStyle"))
        return;
    xmlNode *style = tree_new_element(paragraph->doc, paragraph->ns, "pStyle");
    set_value(style, "val", graft->guest->default_style);
    tree_put_first(properties, style);
}

static void graft_references(struct graft *graft, xmlNode *node)
{
    static const char *const styles[] = {"pStyle", "rStyle", "tblStyle", NULL};
    const char *value = word_attribute(node, "val");
    if (is_one_of(node, styles) && value)
        set_value(node, "val", graft_style(graft, string_of(value)));
    else if (word_is(node, "numId") && value)
        set_value(node, "val", graft_number(graft, graft->numbers, string_of(value)));
    else if (word_is(node, "p") && graft->guest->default_style.length)
        name_style(graft, node);
}

/* ---- ids and names ---- */

static bool is_name_taken(const struct includes *includes, struct string name)
{
    char needle[300];
    snprintf(needle, sizeof(needle), "=\"%.*s\"", (int)(name.length < 280 ? name.length : 280), name.bytes);
    return renamed_lookup(&includes->names, name) ||
           string_find(includes->document_bytes, string_of(needle), 0) != SIZE_MAX;
}

/* A name of the guest: its own when it is free, else a new one for the whole inclusion. */
static struct string graft_name(struct graft *graft, struct string name, bool refers)
{
    const struct renamed *known = renamed_lookup(&graft->pairs, name);
    if (known)
        return known->to;
    struct string mine = arena_copy(arena_of(graft), name);
    struct string unique = mine;
    for (unsigned number = 2; is_name_taken(graft->includes, unique); number++)
        unique = arena_format(arena_of(graft), "%.*s_c%u", (int)(mine.length < 32 ? mine.length : 32),
                              mine.bytes, number);
    renamed_add(&graft->pairs, mine, unique);
    if (!refers) {
        struct string taken = arena_copy(graft->includes->evaluation->lasting, unique);
        renamed_add(&graft->includes->names, taken, taken);
    }
    return unique;
}

static struct string graft_pair(struct graft *graft, struct string id)
{
    struct string key = arena_format(arena_of(graft), "#%.*s", STRING_FORMAT(id));
    const struct renamed *known = renamed_lookup(&graft->pairs, key);
    if (known)
        return known->to;
    struct string number = arena_format(arena_of(graft), "%u", ++graft->includes->identities->next);
    renamed_add(&graft->pairs, key, number);
    return number;
}

static void graft_identities(struct graft *graft, xmlNode *element)
{
    for (xmlAttr *attribute = element->properties, *next; attribute; attribute = next) {
        bool refers = false;
        enum identity_kind kind = identity_of(attribute, &refers);
        struct string text = xml_attribute_text(attribute), value = text;
        next = attribute->next;
        if (kind == IDENTITY_DROP)
            xmlRemoveProp(attribute);
        else if (kind == IDENTITY_NUMBER)
            value = arena_format(arena_of(graft), "%u", ++graft->includes->identities->next);
        else if (kind == IDENTITY_PAIRED)
            value = graft_pair(graft, text);
        else if (kind == IDENTITY_NAME)
            value = graft_name(graft, text, refers);
        if (kind != IDENTITY_DROP && value.bytes != text.bytes)
            tree_set_attribute(element, attribute->ns, (const char *)attribute->name, value);
    }
}

/* ---- the tree ---- */

/* What a document included by the guest has brought is ours already. */
static bool is_grafted(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && !node->ns && !strcmp((const char *)node->name, "vanban-grafted");
}

static void graft_element(struct graft *graft, xmlNode *node)
{
    graft_identities(graft, node);
    graft_relationships(graft, node);
    graft_references(graft, node);
    if (note_kind_of(node) != NOTE_KIND_COUNT)
        graft_note(graft, node, note_kind_of(node));
}

void graft_tree(struct graft *graft, xmlNode *root)
{
    for (xmlNode *node = root, *next; node; node = next) {
        bool is_ours = is_grafted(node);
        bool goes = node != root && node->type == XML_ELEMENT_NODE && !is_ours && is_left_out(node);
        next = tree_next(node, root, is_ours || goes || note_kind_of(node) != NOTE_KIND_COUNT);
        if (goes)
            tree_remove(node);
        else if (is_ours)
            tree_unwrap(node);
        else if (node->type == XML_ELEMENT_NODE)
            graft_element(graft, node);
    }
}

void graft_release(struct graft *graft)
{
    buffer_release(&graft->pairs);
}

void graft_tell_drops(const struct graft *graft, const struct place *place)
{
    static const char *const words[NOTE_KIND_COUNT][2] = {
        [NOTE_FOOT] = {"chú thích cuối trang", "footnotes"},
        [NOTE_END] = {"chú thích cuối văn bản", "endnotes"},
        [NOTE_COMMENT] = {"nhận xét", "comments"},
    };
    bool is_told = false;
    for (enum note_kind kind = 0; kind < NOTE_KIND_COUNT && !graft->guest->has_told; kind++)
        if (graft->drops[kind]) {
            is_told = true;
            problems_add(graft->includes->evaluation->problems, PROBLEM_TEMPLATE_INCLUDE_DROPS, place,
                         graft->guest->name.bytes, words[kind][0], words[kind][1]);
        }
    graft->guest->has_told |= is_told;
}
