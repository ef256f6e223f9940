/* The formats of a package: its styles, numbering and theme, found by the relationships of the main document.
 */

#include "word/format_internal.h"
#include "word/part_tree.h"

/* True without such a part; false after a problem. */
static bool read_part(struct arena *arena, struct package *package, const struct relationship *relationships,
                      size_t count, struct string type, xmlDocPtr *document, struct string *name,
                      const struct limits *limits, struct problems *problems)
{
    for (size_t i = 0; i < count; i++) {
        const struct part *part =
            !relationships[i].is_external && string_ends_with(relationships[i].type, type)
                ? package_lookup(package, relationships[i].part)
                : NULL;
        if (!part)
            continue;
        *name = arena_copy(arena, part->name);
        *document = part_tree_read(arena, package, part, limits, problems);
        return *document != NULL;
    }
    return true;
}

struct formats *formats_read(struct arena *arena, struct package *package, const struct limits *limits,
                             struct problems *problems)
{
    const struct part *main_part = package_main_document(package, problems);
    size_t count = 0;
    const struct relationship *list =
        main_part ? package_relationships(package, main_part->name, &count, problems) : NULL;
    xmlDocPtr styles = NULL, numbering = NULL, theme = NULL;
    struct string name, numbering_part = {0};
    if (!list ||
        !read_part(arena, package, list, count, STRING("/styles"), &styles, &name, limits, problems) ||
        !read_part(arena, package, list, count, STRING("/numbering"), &numbering, &numbering_part, limits,
                   problems) ||
        !read_part(arena, package, list, count, STRING("/theme"), &theme, &name, limits, problems))
        return NULL;
    struct formats *formats = formats_new(arena, styles, numbering, theme);
    formats->numbering_part = numbering_part;
    return formats;
}
