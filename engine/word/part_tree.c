#include "word/part_tree.h"

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
