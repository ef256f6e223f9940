/*
 * Taking our own comments out again: a template is corrected in the very copy that has them, and what they
 * say would read as tags.
 */

#include <string.h>

#include "word/annotate.h"
#include "word/annotate_comments.h"
#include "word/part_tree.h"
#include "word/tree.h"
#include "word/xml.h"

struct clearing {
    struct package *package;
    struct arena *arena;
    const struct limits *limits;
    struct problems *problems;
    struct buffer ids; /* of comments that went: "7\n12\n" behind a newline */
};

static xmlNode *read_root(const struct clearing *work, const struct part *part)
{
    xmlDocPtr tree = part_tree_read(work->arena, work->package, part, work->limits, work->problems);
    return tree ? xmlDocGetRootElement(tree) : NULL;
}

static bool store(const struct clearing *work, const struct part *part, const xmlNode *root)
{
    struct buffer bytes = {0};
    xml_append_document(&bytes, root->doc);
    bool done =
        package_set(work->package, part->name, (struct string){"", 0}, buffer_string(&bytes), work->problems);
    buffer_release(&bytes);
    return done;
}

static bool is_ours(const xmlNode *node)
{
    const char *author = word_attribute(node, "author"), *initials = word_attribute(node, "initials");
    return word_is(node, "comment") && author && initials && !strcmp(author, COMMENT_AUTHOR) &&
           !strcmp(initials, COMMENT_INITIALS);
}

static void clear_comments(struct clearing *work, xmlNode *root)
{
    buffer_append_byte(&work->ids, '\n');
    for (xmlNode *node = root->children, *next; node; node = next) {
        next = node->next;
        if (!is_ours(node))
            continue;
        const char *id = word_attribute(node, "id");
        buffer_append_format(&work->ids, "%s\n", id ? id : "");
        tree_remove(node);
    }
}

static bool is_mark_of_ours(const struct clearing *work, const xmlNode *node)
{
    bool is_mark = word_is(node, "commentRangeStart") || word_is(node, "commentRangeEnd") ||
                   word_is(node, "commentReference");
    const char *id = is_mark ? word_attribute(node, "id") : NULL;
    struct buffer line = {0};
    if (!id)
        return false;
    buffer_append_format(&line, "\n%s\n", id);
    bool is_found = string_find(buffer_string(&work->ids), buffer_string(&line), 0) != SIZE_MAX;
    buffer_release(&line);
    return is_found;
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

static bool clear_parts(struct clearing *work, const struct part *owner, const struct part *comments)
{
    xmlNode *comments_root = read_root(work, comments), *owner_root = read_root(work, owner);
    if (!comments_root || !owner_root)
        return false;
    clear_comments(work, comments_root);
    if (work->ids.length == 1)
        return true;
    clear_marks(work, owner_root);
    return store(work, comments, comments_root) && store(work, owner, owner_root);
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
    struct clearing work = {package, arena_new(), limits, problems, {0}};
    const struct part *owner = package_main_document(package, problems);
    const struct part *comments = owner ? comments_find(package, owner, problems) : NULL;
    bool done = owner && (!comments || !mentions_us(&work, comments) || clear_parts(&work, owner, comments));
    buffer_release(&work.ids);
    arena_free(work.arena);
    return done;
}
