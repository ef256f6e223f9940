/*
 * Taking our own comments out again: a template is corrected in the very copy that has them, and what they
 * say would read as tags.
 */

#include <stdint.h>
#include <string.h>

#include "word/annotate.h"
#include "word/annotate_comments.h"
#include "word/hash_set.h"
#include "word/part_tree.h"
#include "word/tree.h"
#include "word/xml.h"

struct clearing {
    struct package *package;
    struct arena *arena;
    const struct limits *limits;
    struct problems *problems;
    struct hash_set ids;  /* of comments that went */
    struct hash_set keys; /* by which other parts name those */
};

static xmlNode *read_root(const struct clearing *work, const struct part *part)
{
    xmlDocPtr tree = part_tree_read(work->arena, work->package, part, work->limits, work->problems);
    return tree ? xmlDocGetRootElement(tree) : NULL;
}

/* Whatever its namespace: Word has a new one for each part it adds. */
static xmlAttr *find_attribute(const xmlNode *element, const char *local_name)
{
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next)
        if (!strcmp((const char *)attribute->name, local_name))
            return attribute;
    return NULL;
}

static bool is_ours(const xmlNode *node)
{
    const char *author = word_attribute(node, "author"), *initials = word_attribute(node, "initials");
    return word_is(node, "comment") && author && initials && !strcmp(author, COMMENT_AUTHOR) &&
           !strcmp(initials, COMMENT_INITIALS);
}

static void note_comment(struct clearing *work, xmlNode *comment)
{
    const char *id = word_attribute(comment, "id");
    hash_set_add(&work->ids, string_hash(string_of(id ? id : "")));
    for (xmlNode *node = comment->children; node; node = node->next) {
        const xmlAttr *key = node->type == XML_ELEMENT_NODE ? find_attribute(node, "paraId") : NULL;
        if (key)
            hash_set_add(&work->keys, string_hash(xml_attribute_text(key)));
    }
}

static void clear_comments(struct clearing *work, xmlNode *root)
{
    for (xmlNode *node = root->children, *next; node; node = next) {
        next = node->next;
        if (!is_ours(node))
            continue;
        note_comment(work, node);
        tree_remove(node);
    }
}

static bool is_mark_of_ours(const struct clearing *work, const xmlNode *node)
{
    bool is_mark = word_is(node, "commentRangeStart") || word_is(node, "commentRangeEnd") ||
                   word_is(node, "commentReference");
    const char *id = is_mark ? word_attribute(node, "id") : NULL;
    return id && hash_set_has(&work->ids, string_hash(string_of(id)));
}

/* A mark, or the run that holds nothing else. */
static void remove_mark(xmlNode *mark)
{
    xmlNode *run = mark->parent;
    bool is_alone = true;
    for (const xmlNode *node = run->children; node; node = node->next)
        is_alone = is_alone && (node == mark || node->type != XML_ELEMENT_NODE || word_is(node, "rPr"));
    tree_remove(word_is(run, "r") && is_alone ? run : mark);
}

static void clear_marks(const struct clearing *work, xmlNode *element)
{
    for (xmlNode *node = element->children, *next; node; node = next) {
        next = node->next;
        if (node->type != XML_ELEMENT_NODE)
            continue;
        xmlNode *reference = word_is(node, "r") ? word_child(node, "commentReference") : NULL;
        if (is_mark_of_ours(work, node))
            remove_mark(node);
        else if (reference && is_mark_of_ours(work, reference))
            remove_mark(reference);
        else
            clear_marks(work, node);
    }
}

/* What a part says of comments that went; an answer to one of those stands alone. */
static bool clear_more(struct clearing *work, xmlNode *root)
{
    bool is_changed = false;
    for (xmlNode *node = tree_element_from(root->children), *next; node; node = next) {
        next = tree_element_from(node->next);
        xmlAttr *key = find_attribute(node, "paraId"), *parent = find_attribute(node, "paraIdParent");
        const xmlAttr *lasting = find_attribute(node, "durableId");
        key = key ? key : (xmlAttr *)(uintptr_t)lasting;
        if (key && hash_set_has(&work->keys, string_hash(xml_attribute_text(key)))) {
            if (lasting)
                hash_set_add(&work->keys, string_hash(xml_attribute_text(lasting)));
            tree_remove(node);
        } else if (parent && hash_set_has(&work->keys, string_hash(xml_attribute_text(parent)))) {
            xmlRemoveProp(parent);
        } else {
            continue;
        }
        is_changed = true;
    }
    return is_changed;
}

/* The parts in which newer versions of Word keep more of each comment, those that are named by others behind.
 */
static bool clear_more_parts(struct clearing *work, const struct part *owner)
{
    static const char *const types[] = {"/commentsExtended", "/commentsIds", "/commentsExtensible"};
    size_t count;
    const struct relationship *list =
        package_relationships(work->package, owner->name, &count, work->problems);
    for (size_t i = 0; list && i < sizeof types / sizeof *types; i++)
        for (size_t j = 0; j < count; j++) {
            const struct part *part = string_ends_with(list[j].type, string_of(types[i]))
                                          ? package_lookup(work->package, list[j].part)
                                          : NULL;
            xmlNode *root = part ? read_root(work, part) : NULL;
            if (part &&
                (!root || (clear_more(work, root) && !part_tree_store(work->package, part->name, STRING(""),
                                                                      root->doc, work->problems))))
                return false;
        }
    return list != NULL;
}

static bool clear_parts(struct clearing *work, const struct part *owner, const struct part *comments)
{
    xmlNode *comments_root = read_root(work, comments), *owner_root = read_root(work, owner);
    if (!comments_root || !owner_root)
        return false;
    clear_comments(work, comments_root);
    if (work->ids.count == 0)
        return true;
    clear_marks(work, owner_root);
    return part_tree_store(work->package, comments->name, STRING(""), comments_root->doc, work->problems) &&
           part_tree_store(work->package, owner->name, STRING(""), owner_root->doc, work->problems) &&
           clear_more_parts(work, owner);
}

static bool mentions_us(const struct clearing *work, const struct part *part)
{
    struct arena *arena = arena_new();
    struct string bytes = package_read(work->package, part, arena, work->problems);
    bool is_mentioned = bytes.bytes && string_find(bytes, STRING(COMMENT_AUTHOR), 0) != SIZE_MAX;
    arena_free(arena);
    return is_mentioned;
}

bool annotate_clear(struct package *package, const struct limits *limits, struct problems *problems)
{
    struct clearing work = {package, arena_new(), limits, problems, {0}, {0}};
    const struct part *owner = package_main_document(package, problems);
    const struct part *comments;
    bool done = owner && comments_find(package, owner, &comments, problems) &&
                (!comments || !mentions_us(&work, comments) || clear_parts(&work, owner, comments));
    hash_set_release(&work.ids);
    hash_set_release(&work.keys);
    arena_free(work.arena);
    return done;
}
