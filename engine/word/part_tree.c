#include "word/part_tree.h"

#include "package/scratch.h"

struct holder {
    xmlDocPtr tree;
};

static void free_held(void *subject)
{
    struct holder *holder = subject;
    xmlFreeDoc(holder->tree);
}

/* The arena knows the holder before there is a tree to lose. */
xmlDocPtr part_tree_parse(struct arena *arena, struct string bytes, const struct place *where,
                          const struct limits *limits, struct problems *problems)
{
    struct holder *holder = arena_allocate(arena, sizeof *holder);
    arena_on_free(arena, free_held, holder);
    holder->tree = xml_parse(bytes, where, limits, problems);
    return holder->tree;
}

xmlDocPtr part_tree_read(struct arena *arena, struct package *package, const struct part *part,
                         const struct limits *limits, struct problems *problems)
{
    struct place place = {.file = package_file(package), .part = part->name};
    struct arena *scratch = arena_new();
    struct string bytes = package_read(package, part, scratch, problems);
    xmlDocPtr tree = bytes.bytes ? part_tree_parse(arena, bytes, &place, limits, problems) : NULL;
    arena_free(scratch);
    return tree;
}

bool part_tree_store(struct package *package, struct string name, struct string content_type,
                     const xmlDoc *tree, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct buffer *bytes = scratch_buffer(arena);
    xml_append_document(bytes, tree);
    bool is_stored = package_set(package, name, content_type, buffer_string(bytes), problems);
    arena_free(arena);
    return is_stored;
}
