/* From the bytes of a part to its program: parse, find tags, pair them, arrange the tree, flatten it. */

#include "template/part.h"

#include <string.h>

#include "package/scratch.h"
#include "template/arrange.h"
#include "template/comment.h"
#include "template/control.h"
#include "template/field_blocks.h"
#include "template/fields.h"
#include "template/flat.h"
#include "template/flatten.h"
#include "template/merge.h"
#include "template/ranges.h"
#include "template/recognise.h"
#include "template/revisions.h"
#include "template/style_lists.h"
#include "word/part_tree.h"
#include "word/tree.h"
#include "word/xml.h"

static bool is_xml(const struct part *part)
{
    return !string_is(part->name, "[Content_Types].xml") &&
           (string_ends_with(part->name, STRING(".xml")) || string_ends_with(part->name, STRING(".rels")) ||
            string_ends_with(part->content_type, STRING("+xml")));
}

/* Past markup between the characters of what may be a tag split into runs. */
static const char *skip_markup(const char *at, const char *end)
{
    bool is_behind_markup = false;
    while (at < end) {
        if (*at == '<') {
            const char *close = memchr(at, '>', (size_t)(end - at));
            if (!close)
                return end;
            at = close + 1;
            is_behind_markup = true;
        } else if (is_behind_markup && strchr(" \t\r\n", *at)) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

/* UTF-16, with a byte order mark or without. */
static bool is_wide(struct string bytes)
{
    return bytes.length >= 2 &&
           (bytes.bytes[0] == '\0' || bytes.bytes[1] == '\0' || (unsigned char)bytes.bytes[0] >= 0xFE);
}

/*
 * Whether a part can have tags at all, without parsing it: a brace, then, markup aside, what makes it an
 * opening or a literal one. Other encodings than UTF-8 and character references are not looked into.
 */
static bool may_have_tags(struct string bytes)
{
    const char *at = bytes.bytes, *end = bytes.bytes + bytes.length;
    if (is_wide(bytes))
        return true;
    if (string_find(bytes, STRING("&#123;"), 0) != SIZE_MAX ||
        string_find(bytes, STRING("&#x7"), 0) != SIZE_MAX)
        return true;
    while ((at = memchr(at, '{', (size_t)(end - at)))) {
        const char *next = skip_markup(++at, end);
        if (next < end && strchr("{%#_", *next))
            return true;
    }
    return string_find(bytes, STRING("_}"), 0) != SIZE_MAX ||
           string_find(bytes, STRING("%7B%"), 0) != SIZE_MAX ||
           string_find(bytes, STRING("%7b%"), 0) != SIZE_MAX;
}

/* WordprocessingML is written with the prefix w whatever the template calls it, for what is added uses it. */
static void use_prefix_w(xmlNode *element)
{
    for (xmlNs *space = element->nsDef; space; space = space->next)
        if (word_is_namespace(space) && strcmp(space->prefix ? (const char *)space->prefix : "", "w") != 0) {
            xmlFree((xmlChar *)(uintptr_t)space->prefix);
            space->prefix = xmlStrdup((const xmlChar *)"w");
        }
    for (xmlNode *child = element->children; child; child = child->next)
        if (child->type == XML_ELEMENT_NODE)
            use_prefix_w(child);
}

static void collect_tags(xmlNode *root, struct buffer *tags)
{
    for (xmlNode *node = root; node; node = tree_next(node, root, tag_is_node(node))) {
        struct tag *tag = tag_of(node);
        if (tag)
            buffer_append(tags, (const char *)&tag, sizeof(tag));
    }
}

static void collect_flat(const struct flat *flat, struct buffer *tags)
{
    for (size_t i = 0; flat && i < flat->count; i++)
        if (flat->tags[i]->mark != MARK_LITERAL)
            buffer_append(tags, (const char *)&flat->tags[i], sizeof(flat->tags[i]));
}

/* Every tag in document order, those of attributes and other texts too; true if such a text has tags. */
static bool collect_all(xmlNode *root, struct buffer *tags)
{
    bool has_flats = false;
    for (xmlNode *node = root; node; node = tree_next(node, root, tag_is_node(node))) {
        struct tag *tag = tag_of(node);
        if (tag)
            buffer_append(tags, (const char *)&tag, sizeof(tag));
        if (node->type == XML_TEXT_NODE && node->_private)
            has_flats = true, collect_flat(node->_private, tags);
        if (node->type != XML_ELEMENT_NODE)
            continue;
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (attribute->_private)
                has_flats = true, collect_flat(attribute->_private, tags);
    }
    return has_flats;
}

static void keep_tags(struct compilation *compilation, const struct buffer *found, struct part_result *result)
{
    struct tag **tags = arena_allocate(compilation->arena, found->length + 1);
    if (found->length)
        memcpy(tags, found->bytes, found->length);
    result->tags = tags;
    result->tag_count = found->length / sizeof(*tags);
}

static bool restarts_lists(const struct part_result *result)
{
    for (size_t i = 0; i < result->tag_count; i++)
        if (tag_is(result->tags[i], STATEMENT_RESTART))
            return true;
    return false;
}

/* A filled document is no main document of a mail merge any more: Word would ask for its list. */
static bool leave_merge(xmlNode *root)
{
    xmlNode *merge = word_is(root, "settings") ? word_child(root, "mailMerge") : NULL;
    if (merge)
        tree_remove(merge);
    return merge != NULL;
}

static void compile_tree(struct compilation *compilation, struct package *package, xmlDoc *document,
                         struct string bytes, struct part_result *result)
{
    xmlNode *root = xmlDocGetRootElement(document);
    size_t errors = problems_error_count(compilation->problems);
    struct buffer found = {0};
    use_prefix_w(root);
    fields_check(compilation, root);
    bool was_merge = leave_merge(root), has_merge_fields = fields_are_likely(bytes) && merge_is_in(root);
    identity_note_numbers(compilation->identities, root);
    if (may_have_tags(bytes) || has_merge_fields)
        revisions_accept(compilation, root);
    if (controls_are_likely(bytes))
        controls_prepare(compilation, root);
    if (has_merge_fields)
        merge_fields(compilation, root);
    if (string_find(bytes, STRING("#}"), 0) != SIZE_MAX)
        comments_draw_together(root);
    recognise_tags(compilation, document);
    collect_tags(root, &found);
    keep_tags(compilation, &found, result);
    buffer_release(&found);
    result->has_tags = collect_all(root, compilation->all_tags) || result->tag_count || was_merge;
    for (size_t i = 0; i < result->tag_count; i++)
        tag_parse(compilation, result->tags[i]);
    if (restarts_lists(result))
        style_lists_own(compilation, package, root);
    struct block *blocks = blocks_pair(compilation, result->tags, result->tag_count);
    arrange_tags(compilation, root, result->tags, result->tag_count, blocks);
    if (blocks && fields_are_likely(bytes))
        field_blocks_check(compilation, root);
    if (blocks && problems_error_count(compilation->problems) == errors)
        ranges_level(root);
    if (result->has_tags && problems_error_count(compilation->problems) == errors)
        result->program = flatten_part(compilation, document);
}

/* What others keep in customXml/ need not even be well-formed; every other part is read, tags or not, so that
 * nothing broken or hostile is passed on. */
static bool is_ours(const struct part *part)
{
    return !string_starts_with(part->name, STRING("customXml/"));
}

/* The bytes to look for words in: a part in UTF-16 written anew, as what is looked for is in UTF-8. */
static struct string searchable(struct arena *arena, const xmlDoc *document, struct string bytes)
{
    if (!is_wide(bytes))
        return bytes;
    struct buffer *narrow = scratch_buffer(arena);
    xml_append_document(narrow, document);
    return buffer_string(narrow);
}

bool part_compile(struct compilation *compilation, struct package *package, const struct part *part,
                  struct part_result *result)
{
    *result = (struct part_result){0};
    if (!is_xml(part))
        return true;
    struct arena *scratch = arena_new();
    struct string bytes = package_read(package, part, scratch, compilation->problems);
    bool is_read = bytes.bytes != NULL;
    if (is_read && (is_ours(part) || may_have_tags(bytes))) {
        xmlDoc *document =
            part_tree_parse(scratch, bytes, &compilation->place, compilation->limits, compilation->problems);
        is_read = document != NULL;
        if (document) {
            bytes = searchable(scratch, document, bytes);
            compile_tree(compilation, package, document, bytes, result);
        }
    }
    arena_free(scratch);
    return is_read;
}
