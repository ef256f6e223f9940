/* The comments of a document: those it has stay, with their ids; ours are added behind. */

#include "word/annotate_comments.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "word/part_tree.h"
#include "word/tree.h"
#include "word/xml.h"

#define COMMENTS_TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"

static bool is_strict(const xmlNode *root)
{
    return !strcmp((const char *)root->ns->href, word_namespace_strict);
}

xmlNs *comment_space(xmlNode *root)
{
    for (xmlNs *space = root->nsDef; space; space = space->next)
        if (space->prefix && xmlStrEqual(space->href, root->ns->href))
            return space;
    xmlNs *space = xmlNewNs(root, root->ns->href, (const xmlChar *)"w");
    if (!space) /* the prefix stands for something else here */
        space = xmlNewNs(root, root->ns->href, (const xmlChar *)"vanban");
    if (!space)
        memory_exhausted();
    return space;
}

/* Ids beyond any that are in use; those of marks without a comment count too. */
static void note_ids(struct comments *comments, const xmlNode *root)
{
    for (xmlNode *node = (xmlNode *)(uintptr_t)root; node; node = tree_next(node, root, false)) {
        bool is_ours = word_is(node, "comment") || word_is(node, "commentReference") ||
                       word_is(node, "commentRangeStart") || word_is(node, "commentRangeEnd");
        const char *text = is_ours ? word_attribute(node, "id") : NULL;
        unsigned long id = text ? strtoul(text, NULL, 10) : 0;
        if (text && id < INT32_MAX / 2 && id >= comments->next_id)
            comments->next_id = (uint32_t)id + 1;
    }
}

bool comments_find(struct package *package, const struct part *owner, const struct part **part,
                   struct problems *problems)
{
    size_t count;
    const struct relationship *list = package_relationships(package, owner->name, &count, problems);
    *part = NULL;
    for (size_t i = 0; list && i < count && !*part; i++)
        if (!list[i].is_external && relationship_is(&list[i], "comments"))
            *part = package_lookup(package, list[i].part);
    return list != NULL;
}

static size_t folder_length(struct string name)
{
    size_t length = name.length;
    while (length > 0 && name.bytes[length - 1] != '/')
        length--;
    return length;
}

/* Beside the main document, under a name no part has. */
static struct string free_name(struct arena *arena, const struct comments *comments)
{
    struct string owner = comments->owner->name;
    struct string name = arena_format(arena, "%.*scomments.xml", (int)folder_length(owner), owner.bytes);
    for (unsigned i = 1; package_lookup(comments->package, name); i++)
        name = arena_format(arena, "%.*scomments%u.xml", (int)folder_length(owner), owner.bytes, i);
    return name;
}

static xmlDocPtr new_part(struct arena *arena, struct comments *comments, const xmlNode *document,
                          const struct limits *limits, struct problems *problems)
{
    struct place place = {.file = package_file(comments->package)};
    comments->is_new = true;
    comments->name = place.part = free_name(arena, comments);
    struct string empty = arena_format(arena, "<w:comments xmlns:w=\"%s\"/>",
                                       is_strict(document) ? word_namespace_strict : word_namespace);
    return part_tree_parse(arena, empty, &place, limits, problems);
}

bool comments_open(struct comments *comments, struct arena *arena, struct package *package,
                   const struct part *owner, const xmlNode *document, const struct limits *limits,
                   struct problems *problems)
{
    *comments = (struct comments){.package = package, .owner = owner};
    const struct part *part;
    if (!comments_find(package, owner, &part, problems))
        return false;
    xmlDocPtr tree = part ? part_tree_read(arena, package, part, limits, problems)
                          : new_part(arena, comments, document, limits, problems);
    if (!tree)
        return false;
    if (part)
        comments->name = part->name;
    comments->root = xmlDocGetRootElement(tree);
    if (!word_is(comments->root, "comments")) {
        struct place place = {.file = package_file(package), .part = comments->name};
        problems_add(problems, PROBLEM_ANNOTATE_NO_DOCUMENT, &place, NULL);
        return false;
    }
    comments->space = comment_space(comments->root);
    note_ids(comments, comments->root);
    note_ids(comments, document);
    return true;
}

static void append_mark(xmlNode *comment, xmlNs *space)
{
    xmlNode *paragraph = word_child(comment, "p");
    xmlNode *run = tree_new_element(comment->doc, space, "r");
    tree_append(run, tree_new_element(comment->doc, space, "annotationRef"));
    tree_put_after(word_child(paragraph, "pPr"), run);
}

uint32_t comments_add(struct comments *comments, const struct remark *remark, enum language language)
{
    struct buffer id = {0};
    xmlNs *space = comments->space;
    xmlNode *comment = tree_new_element(comments->root->doc, space, "comment");
    buffer_append_format(&id, "%u", (unsigned)comments->next_id);
    tree_append(comments->root, comment);
    tree_set_attribute(comment, space, "id", buffer_string(&id));
    tree_set_attribute(comment, space, "author", STRING(COMMENT_AUTHOR));
    tree_set_attribute(comment, space, "initials", STRING(COMMENT_INITIALS));
    comment_append_text(comment, space, remark, language);
    append_mark(comment, space);
    buffer_release(&id);
    return comments->next_id++;
}

static bool has_id(const struct relationship *list, size_t count, struct string id)
{
    for (size_t i = 0; i < count; i++)
        if (string_equal(list[i].id, id))
            return true;
    return false;
}

static bool store_relationship(struct arena *arena, struct comments *comments, struct problems *problems)
{
    size_t count;
    const struct relationship *list =
        package_relationships(comments->package, comments->owner->name, &count, problems);
    if (!list)
        return false;
    struct relationship *all = arena_allocate(arena, (count + 1) * sizeof(*all));
    struct string name = comments->name, id = STRING("rIdComments");
    if (count)
        memcpy(all, list, count * sizeof(*all));
    for (unsigned i = 1; has_id(list, count, id); i++)
        id = arena_format(arena, "rIdComments%u", i);
    all[count] = (struct relationship){
        .id = id,
        .type = is_strict(comments->root)
                    ? STRING("http://purl.oclc.org/ooxml/officeDocument/relationships/comments")
                    : STRING("http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"),
        .target = string_slice(name, folder_length(name), name.length)};
    struct buffer bytes = {0};
    package_append_relationships(all, count + 1, &bytes);
    bool done = package_set(comments->package, package_relationships_name(arena, comments->owner->name),
                            (struct string){"", 0}, buffer_string(&bytes), problems);
    buffer_release(&bytes);
    return done;
}

bool comments_store(struct comments *comments, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct string type = comments->is_new ? STRING(COMMENTS_TYPE) : STRING("");
    bool done = part_tree_store(comments->package, comments->name, type, comments->root->doc, problems) &&
                (!comments->is_new || store_relationship(arena, comments, problems));
    arena_free(arena);
    return done;
}
