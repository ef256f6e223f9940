/*
 * A package from a folder: the walk visits names in their sorted order, so the
 * same folder gives the same package on every machine.
 */

#include <stdint.h>

#include "base/file.h"
#include "package/package_internal.h"
#include "package/part_name.h"

enum { DEEPEST_FOLDER = 32 };

struct walk {
    struct package *package;
    struct problems *problems;
    struct arena *arena;
};

static bool is_hidden(struct string name)
{
    return name.length > 0 && name.bytes[0] == '.' && !string_is(name, ".rels");
}

/* What the type of a file is; at the top only what [Content_Types].xml names is a part. */
static struct string type_of(const struct walk *walk, struct string name)
{
    if (walk->package->types != NULL)
        return content_types_lookup(walk->package->types, name);
    bool is_at_top = string_find(name, STRING("/"), 0) == SIZE_MAX;
    return is_at_top ? STRING("") : content_type_guess(name);
}

static bool add_file(struct walk *walk, struct string path, struct string name)
{
    struct arena *scratch = arena_new();
    struct string bytes = file_read(scratch, path.bytes, &walk->package->limits, walk->problems);
    bool done = bytes.bytes != NULL && package_add_plain(walk->package, name, bytes, walk->problems);
    arena_free(scratch);
    return done;
}

static bool visit_file(struct walk *walk, struct string path, struct string name)
{
    if (type_of(walk, name).length > 0)
        return add_file(walk, path, name);
    if (string_find(name, STRING("/"), 0) == SIZE_MAX)
        return true;
    struct place place = {.file = walk->package->file, .part = name};
    problems_add(walk->problems, PROBLEM_PACKAGE_UNKNOWN_TYPE, &place, name.bytes);
    return false;
}

static bool visit_folder(struct walk *walk, struct string path, struct string prefix, size_t depth);

static bool visit_name(struct walk *walk, struct string folder, struct string prefix, struct string name,
                       size_t depth)
{
    struct string path = file_join(walk->arena, folder, name);
    struct string part = arena_format(walk->arena, "%.*s%.*s", STRING_FORMAT(prefix), STRING_FORMAT(name));
    if (is_hidden(name) || string_is(part, CONTENT_TYPES_NAME))
        return true;
    if (!file_is_folder(path.bytes))
        return visit_file(walk, path, part);
    return visit_folder(walk, path, arena_format(walk->arena, "%s/", part.bytes), depth + 1);
}

/* Deeper than any package is a link that leads back into itself. */
static bool is_too_deep(struct walk *walk, struct string prefix, size_t depth)
{
    if (depth < DEEPEST_FOLDER)
        return false;
    struct place place = {.file = walk->package->file};
    problems_add(walk->problems, PROBLEM_PACKAGE_NAME, &place, prefix.bytes);
    return true;
}

static bool visit_folder(struct walk *walk, struct string path, struct string prefix, size_t depth)
{
    char **names =
        is_too_deep(walk, prefix, depth) ? NULL : file_list(walk->arena, path.bytes, walk->problems);
    bool done = names != NULL;
    for (size_t i = 0; done && names[i] != NULL; i++)
        done = visit_name(walk, path, prefix, string_of(names[i]), depth);
    return done;
}

/* The types of the parts there are, by the names Word gives them. */
static struct content_types *make_content_types(struct package *package)
{
    struct content_types *types = content_types_new(package->arena);
    for (size_t i = 0; i < package->count; i++) {
        struct string name = package->entries[i]->part.name;
        struct string type = content_type_guess(name);
        if (type.length > 0 && string_find(name, STRING("/"), 0) != SIZE_MAX)
            content_types_override(types, name, type);
    }
    return types;
}

static bool read_content_types(struct walk *walk, struct string folder)
{
    struct string path = file_join(walk->arena, folder, STRING(CONTENT_TYPES_NAME));
    if (file_is_missing(path.bytes))
        return true;
    if (!add_file(walk, path, STRING(CONTENT_TYPES_NAME)))
        return false;
    return package_complete(walk->package, walk->problems);
}

struct package *package_open_folder(const char *path, const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct package *package = package_new(string_of(path), limits);
    struct walk walk = {package, problems, arena};
    bool done =
        read_content_types(&walk, string_of(path)) && visit_folder(&walk, string_of(path), STRING(""), 0);
    if (done && package->types == NULL)
        package->types = make_content_types(package);
    done = done && package_complete(package, problems);
    arena_free(arena);
    if (done)
        return package;
    package_close(package);
    return NULL;
}
