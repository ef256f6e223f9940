#ifndef VANBAN_PACKAGE_PACKAGE_INTERNAL_H
#define VANBAN_PACKAGE_PACKAGE_INTERNAL_H

/* What the files of this module share about an open package; no other module includes it. */

#include "package/content_types.h"
#include "package/package.h"

struct entry {
    struct part part;
    struct string key; /* part_name_key() of its name */
    unsigned long long hash;
    bool is_unneeded; /* goes with package_sweep() */
    /* of a relationships part, once read */
    struct relationship *relationships;
    size_t relationship_count;
};

struct package {
    struct arena *arena;
    struct string file;
    struct limits limits;
    struct entry **entries;
    size_t count, capacity;
    uint64_t inflated_total;
    struct string first_entry;   /* as it stood in the zip */
    struct content_types *types; /* NULL while a folder is being read */
};

struct package *package_new(struct string file, const struct limits *limits);
struct entry *package_find(const struct package *package, struct string name);
/* Adds a part without looking at content types; false after a problem (name, duplicate, limits). */
bool package_add_plain(struct package *package, struct string name, struct string bytes,
                       struct problems *problems);
/* Takes the parts away that are not needed; false after a problem. */
bool package_sweep(struct package *package, struct problems *problems);
/* When all parts are there: reads or makes the content types, puts the parts in order. */
bool package_complete(struct package *package, struct problems *problems);

#endif
