/* Styles and lists of a guest: shared when we have the same, else added under ids of their own. */

#include "template/graft.h"

#include <stdint.h>
#include <string.h>

#include "word/tree.h"
#include "word/xml.h"

static struct arena *arena_of(const struct graft *graft)
{
    return graft->guest->arena;
}

static xmlNode *root_of(xmlDoc *document)
{
    return document ? xmlDocGetRootElement(document) : NULL;
}

/* ---- styles ---- */

static void remove_children(xmlNode *element, const char *const *names)
{
    for (xmlNode *child = element->children, *next; child; child = next) {
        next = child->next;
        for (const char *const *name = names; *name; name++)
            if (word_is(child, *name)) {
                tree_remove(child);
                break;
            }
    }
}

/* What a style says, without the traces of editing. */
static struct string style_text(struct graft *graft, xmlNode *style)
{
    static const char *const traces[] = {"rsid", NULL};
    struct buffer xml = {0};
    xmlNode *copy = tree_copy(style);
    remove_children(copy, traces);
    xml_append_node(&xml, copy);
    xmlFreeNode(copy);
    struct string text = arena_copy(arena_of(graft), buffer_string(&xml));
    buffer_release(&xml);
    return text;
}

static xmlNode *host_style(const struct graft *graft, struct string id)
{
    return graft_child(root_of(graft->includes->host_styles), "style", "styleId", id);
}

static bool has_name(const struct graft *graft, const char *name)
{
    const xmlNode *root = root_of(graft->includes->host_styles);
    for (const xmlNode *style = root ? root->children : NULL; style; style = style->next) {
        const char *own = word_attribute(word_child(style, "name"), "val");
        if (own && xmlStrcasecmp((const xmlChar *)own, (const xmlChar *)name) == 0)
            return true;
    }
    return false;
}

/* Children of a style that name others. */
static void graft_style_references(struct graft *graft, xmlNode *style)
{
    static const char *const names[] = {"basedOn", "next", "link"};
    for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
        xmlNode *child = word_child(style, names[i]);
        const char *value = child ? word_attribute(child, "val") : NULL;
        if (value)
            tree_set_attribute(child, child->ns, "val", graft_style(graft, string_of(value)));
    }
    for (xmlNode *node = style; node; node = tree_next(node, style, false)) {
        const char *value = word_is(node, "numId") ? word_attribute(node, "val") : NULL;
        if (value)
            tree_set_attribute(node, node->ns, "val",
                               graft_number(graft, &graft->guest->style_numbers, string_of(value)));
    }
}

static void add_style(struct graft *graft, xmlNode *style, struct string id)
{
    static const char *const traces[] = {"rsid", NULL};
    xmlNode *copy = tree_copy(style), *name = word_child(copy, "name");
    const char *own = name ? word_attribute(name, "val") : NULL;
    remove_children(copy, traces);
    tree_set_attribute(copy, copy->ns, "styleId", id);
    xmlUnsetNsProp(copy, copy->ns, (const xmlChar *)"default");
    if (own && has_name(graft, own))
        tree_set_attribute(name, name->ns, "val",
                           arena_format(arena_of(graft), "%s (%.*s)", own, STRING_FORMAT(id)));
    graft_style_references(graft, copy);
    graft_append(&graft->includes->styles.memory, copy);
    xmlFreeNode(copy);
}

/* True if the id is free, or what has it says the same. */
static bool may_have(const struct graft *graft, struct string id, struct string text, bool *is_there)
{
    xmlNode *ours = host_style(graft, id);
    const struct renamed *added = renamed_lookup(&graft->includes->style_list, id);
    *is_there = ours || added;
    if (ours)
        return string_equal(style_text((struct graft *)(uintptr_t)graft, ours), text);
    return !added || string_equal(added->to, text);
}

struct string graft_style(struct graft *graft, struct string id)
{
    struct guest *guest = graft->guest;
    const struct renamed *known = renamed_lookup(&guest->style_ids, id);
    if (known)
        return known->to;
    struct string old = arena_copy(arena_of(graft), id), new = old;
    xmlNode *style = graft_child(root_of(guest->styles), "style", "styleId", old);
    if (!style)
        return id;
    struct string text = style_text(graft, style);
    bool is_there;
    for (unsigned number = 2; !may_have(graft, new, text, &is_there); number++)
        new = arena_format(arena_of(graft), "%.*sChen%u", STRING_FORMAT(old), number);
    renamed_add(&guest->style_ids, old, new);
    if (is_there)
        return new;
    struct arena *lasting = graft->includes->evaluation->lasting;
    renamed_add(&graft->includes->style_list, arena_copy(lasting, new), arena_copy(lasting, text));
    add_style(graft, style, new);
    return new;
}

struct string graft_default_style(xmlDoc *styles)
{
    xmlNode *root = root_of(styles);
    for (xmlNode *style = root ? root->children : NULL; style; style = style->next) {
        const char *type = word_is(style, "style") ? word_attribute(style, "type") : NULL;
        const char *is_default = type ? word_attribute(style, "default") : NULL;
        const char *id = type ? word_attribute(style, "styleId") : NULL;
        if (id && is_default && !strcmp(type, "paragraph") &&
            (!strcmp(is_default, "1") || !strcmp(is_default, "true") || !strcmp(is_default, "on")))
            return string_of(id);
    }
    return (struct string){"", 0};
}

void graft_find_default_style(struct graft *graft)
{
    struct string id = graft_default_style(graft->guest->styles);
    struct string mapped = id.length ? graft_style(graft, id) : id;
    if (id.length && !string_equal(mapped, graft->includes->host_default_style))
        graft->guest->default_style = mapped;
}

/* ---- lists ---- */

/* A list of levels, new, so that counting begins anew. */
static struct string add_abstract(struct graft *graft, xmlNode *abstract)
{
    static const char *const identities[] = {"nsid", "tmpl", NULL};
    struct includes *includes = graft->includes;
    struct string id = arena_format(arena_of(graft), "%u", includes->next_abstract++);
    xmlNode *copy = tree_copy(abstract);
    remove_children(copy, identities);
    tree_set_attribute(copy, copy->ns, "abstractNumId", id);
    for (xmlNode *node = copy, *next; node; node = next) {
        bool names_style =
            word_is(node, "pStyle") || word_is(node, "styleLink") || word_is(node, "numStyleLink");
        const char *value = names_style ? word_attribute(node, "val") : NULL;
        bool goes = word_is(node, "lvlPicBulletId");
        next = tree_next(node, copy, goes);
        if (value)
            tree_set_attribute(node, node->ns, "val", graft_style(graft, string_of(value)));
        if (goes)
            tree_remove(node);
    }
    graft_append(&includes->abstract_numbers.memory, copy);
    xmlFreeNode(copy);
    return id;
}

struct string graft_number(struct graft *graft, struct buffer *numbers, struct string id)
{
    const struct renamed *known = renamed_lookup(numbers, id);
    if (known)
        return known->to;
    xmlNode *root = root_of(graft->guest->numbering);
    struct string old = arena_copy(arena_of(graft), id);
    xmlNode *number = graft_child(root, "num", "numId", old);
    xmlNode *link = number ? word_child(number, "abstractNumId") : NULL;
    const char *value = link ? word_attribute(link, "val") : NULL;
    xmlNode *abstract = graft_child(root, "abstractNum", "abstractNumId", string_of(value ? value : ""));
    if (!abstract)
        return STRING("0"); /* no list (17.9.18) */
    struct string new = arena_format(arena_of(graft), "%u", graft->includes->next_number++);
    renamed_add(numbers, old, new);
    struct string levels = add_abstract(graft, abstract);
    xmlNode *copy = tree_copy(number);
    tree_set_attribute(copy, copy->ns, "numId", new);
    tree_set_attribute(word_child(copy, "abstractNumId"), copy->ns, "val", levels);
    graft_append(&graft->includes->numbers.memory, copy);
    xmlFreeNode(copy);
    return new;
}
