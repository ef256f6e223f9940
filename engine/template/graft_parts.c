/* Relationships of a guest's part: links stay links, parts they lead to are copied with all they lead to. */

#include "template/graft.h"

#include <string.h>

#include "word/tree.h"
#include "word/xml.h"

static struct arena *arena_of(const struct graft *graft)
{
    return graft->guest->arena;
}

static bool is_relationship_space(const xmlNs *space)
{
    static const char *const spaces[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "http://purl.oclc.org/ooxml/officeDocument/relationships"};
    for (size_t i = 0; space && i < 2; i++)
        if (!strcmp((const char *)space->href, spaces[i]))
            return true;
    return false;
}

static const struct relationship *find_relationship(struct package *package, struct string part,
                                                    struct string id, struct problems *problems)
{
    size_t count;
    const struct relationship *list = package_relationships(package, part, &count, problems);
    for (size_t i = 0; list && i < count; i++)
        if (string_equal(list[i].id, id))
            return &list[i];
    return NULL;
}

static struct string extension_of(struct string name)
{
    for (size_t i = name.length; i > 0 && name.bytes[i - 1] != '/'; i--)
        if (name.bytes[i - 1] == '.')
            return string_slice(name, i - 1, name.length);
    return (struct string){"", 0};
}

struct string includes_new_name(struct includes *includes, struct arena *arena, struct string old)
{
    for (;;) {
        struct string extension = extension_of(old);
        struct string name =
            arena_format(arena, "word/chen/phan%u%.*s", ++includes->next_part, STRING_FORMAT(extension));
        if (!package_lookup(includes->host->package, name))
            return name;
    }
}

static struct string copy_part(struct graft *graft, struct string name);

/* The relationships of a copied part, to be written as they are. */
static void copy_relationships(struct graft *graft, struct string from, struct string to)
{
    struct includes *includes = graft->includes;
    struct problems *problems = includes->evaluation->problems;
    size_t count;
    const struct relationship *list = package_relationships(graft->guest->package, from, &count, problems);
    for (size_t i = 0; list && i < count; i++) {
        struct string target = list[i].target;
        if (!list[i].is_external)
            target = copy_part(graft, list[i].part);
        if (target.length)
            media_relate(includes->media, to,
                         &(struct media_link){.id = list[i].id,
                                              .type = list[i].type,
                                              .target = target,
                                              .is_external = list[i].is_external});
    }
}

/* The name of a part's copy among ours; empty when there is no such part. */
static struct string copy_part(struct graft *graft, struct string name)
{
    struct includes *includes = graft->includes;
    struct problems *problems = includes->evaluation->problems;
    struct package *package = graft->guest->package;
    const struct renamed *known = renamed_lookup(&graft->guest->copies, name);
    const struct part *part = known ? NULL : package_lookup(package, name);
    if (known)
        return known->to;
    if (!part)
        return (struct string){"", 0};
    size_t count = 0;
    bool leads_on = package_relationships(package, name, &count, problems) && count > 0;
    struct string bytes = package_read(package, part, arena_of(graft), problems);
    struct string copy = includes_new_name(includes, arena_of(graft), part->name);
    includes->has_failed = includes->has_failed || !bytes.bytes;
    copy = includes_add_part(includes, copy, part->content_type, bytes, leads_on);
    renamed_add(&graft->guest->copies, arena_copy(arena_of(graft), name), copy);
    copy_relationships(graft, name, copy);
    return copy;
}

void graft_relationships(struct graft *graft, xmlNode *element)
{
    struct includes *includes = graft->includes;
    for (xmlAttr *attribute = element->properties; attribute; attribute = attribute->next) {
        bool is_old = !strcmp((const char *)attribute->name, "relid");
        if (!is_old && !is_relationship_space(attribute->ns))
            continue;
        const struct relationship *found =
            find_relationship(graft->guest->package, graft->guest_part, xml_attribute_text(attribute),
                              includes->evaluation->problems);
        struct string target = !found               ? (struct string){"", 0}
                               : found->is_external ? found->target
                                                    : copy_part(graft, found->part);
        if (!target.length)
            continue;
        struct media_link link = {.type = found->type, .target = target, .is_external = found->is_external};
        tree_set_attribute(element, attribute->ns, (const char *)attribute->name,
                           media_relate(includes->media, graft->host_part, &link));
    }
}
