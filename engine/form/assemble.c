/*
 * A form folder as a package: the parts of its own folder over those it extends, document.xml as
 * word/document.xml. What is for people or for us (form.yaml, example.yaml, fragments) is left out.
 */

#include <stdlib.h>

#include "base/file.h"
#include "form/fragments.h"
#include "text/unicode.h"

struct source_part {
    struct string name, path;
};

struct parts {
    struct arena *arena;
    struct problems *problems;
    struct source_part *list;
    size_t count, capacity;
};

static bool has_part(const struct parts *parts, struct string name)
{
    for (size_t i = 0; i < parts->count; i++) {
        if (string_equal(parts->list[i].name, name))
            return true;
    }
    return false;
}

static void add_part(struct parts *parts, struct string name, struct string path)
{
    if (has_part(parts, name))
        return;
    if (parts->count == parts->capacity) {
        size_t capacity = parts->capacity * 2 + 32;
        struct source_part *list = arena_allocate(parts->arena, capacity * sizeof *list);
        for (size_t i = 0; i < parts->count; i++)
            list[i] = parts->list[i];
        parts->list = list;
        parts->capacity = capacity;
    }
    parts->list[parts->count++] = (struct source_part){name, path};
}

static bool is_left_out(struct string prefix, struct string name, bool is_folder)
{
    bool is_hidden = name.bytes[0] == '.' && !string_is(name, ".rels");
    bool is_at_top = prefix.length == 0;
    if (is_folder)
        return is_hidden || (is_at_top && string_is(name, "fragments"));
    return is_hidden ||
           (is_at_top && !string_is(name, "[Content_Types].xml") && !string_is(name, "document.xml"));
}

static struct string part_name(struct arena *arena, struct string prefix, struct string name)
{
    if (prefix.length == 0)
        return string_is(name, "document.xml") ? STRING("word/document.xml") : name;
    return file_join(arena, prefix, name);
}

static bool add_folder(struct parts *parts, struct string folder, struct string prefix, unsigned depth)
{
    char **names = depth < 8 ? file_list(parts->arena, folder.bytes, parts->problems) : NULL;
    for (; names != NULL && *names != NULL; names++) {
        struct string name = string_of(*names), path = file_join(parts->arena, folder, name);
        bool is_folder = file_is_folder(path.bytes);
        if (is_left_out(prefix, name, is_folder))
            continue;
        if (!is_folder)
            add_part(parts, part_name(parts->arena, prefix, name), path);
        else if (!add_folder(parts, path, part_name(parts->arena, prefix, name), depth + 1))
            return false;
    }
    return names != NULL;
}

static int rank(struct string name)
{
    return string_is(name, "[Content_Types].xml") ? 0 : string_is(name, "_rels/.rels") ? 1 : 2;
}

static int compare_parts(const void *a, const void *b)
{
    const struct source_part *first = a, *second = b;
    int difference = rank(first->name) - rank(second->name);
    return difference != 0 ? difference : string_compare(first->name, second->name);
}

static bool write_part(const struct layers *layers, const struct source_part *part,
                       struct package_writer *writer, const struct limits *limits, struct problems *problems)
{
    struct string bytes = file_read(layers->arena, part->path.bytes, limits, problems);
    if (bytes.bytes != NULL &&
        (string_ends_with(part->name, STRING(".xml")) || string_ends_with(part->name, STRING(".rels"))))
        bytes = fragments_expand(layers, part->name, bytes, limits, problems);
    return bytes.bytes != NULL && package_writer_begin(writer, part->name) &&
           package_writer_write(writer, bytes.bytes, bytes.length) && package_writer_end(writer);
}

static bool write_parts(const struct layers *layers, const struct parts *parts, struct buffer *zip,
                        const struct limits *limits, struct problems *problems)
{
    struct package_writer *writer = package_writer_open_memory(zip, limits, problems);
    bool is_written = writer != NULL;
    for (size_t i = 0; writer != NULL && i < parts->count; i++)
        is_written &= write_part(layers, &parts->list[i], writer, limits, problems);
    if (is_written)
        return package_writer_close(writer);
    package_writer_abandon(writer);
    return false;
}

struct package *layers_assemble(const struct layers *layers, const struct limits *limits,
                                struct problems *problems)
{
    struct parts parts = {.arena = layers->arena, .problems = problems};
    for (size_t i = 0; i < layers->count; i++) {
        if (!add_folder(&parts, layers->folders[i], (struct string){"", 0}, 0))
            return NULL;
    }
    if (!has_part(&parts, STRING("word/document.xml"))) {
        struct place place = {.file = layers->name};
        problems_add(problems, PROBLEM_FORM_NO_DOCUMENT, &place, layers->name.bytes);
        return NULL;
    }
    qsort(parts.list, parts.count, sizeof *parts.list, compare_parts);
    struct buffer zip = {0};
    struct package *package = NULL;
    if (write_parts(layers, &parts, &zip, limits, problems))
        package = package_open_bytes(layers->name, buffer_string(&zip), limits, problems);
    buffer_release(&zip);
    return package;
}

static bool report_no_folder(struct arena *arena, const char *path, const char *forms_folder,
                             struct problems *problems)
{
    struct place place = {.file = string_of(path)};
    if (file_exists(path)) {
        problems_add(problems, PROBLEM_PACK_FILE, &place, path);
        return false;
    }
    struct string *names;
    size_t count = list_shipped(arena, forms_folder, &names);
    struct problem *problem = problems_add(problems, PROBLEM_PACK_MISSING, &place, path);
    if (text_find_invalid_utf8(place.file) == SIZE_MAX)
        problems_suggest(problems, problem, text_closest(place.file, names, count));
    return false;
}

/* Where the folder is; false after a problem. */
static bool find_folder(struct arena *arena, const char *folder, const char *forms_folder,
                        struct string *path, struct problems *problems)
{
    *path = arena_copy(arena, string_of(folder));
    if (file_is_folder(folder))
        return true;
    *path = find_shipped(arena, *path, forms_folder);
    return path->length > 0 || report_no_folder(arena, folder, forms_folder, problems);
}

static struct package *assemble(const char *folder, const char *forms_folder, bool is_faulty,
                                const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct layers layers;
    struct limits own = limits_for_forms(limits);
    struct definition_reader reader = {arena, sources_new(arena), &own, problems};
    const struct definition *definition;
    struct package *package = NULL;
    struct string name = arena_copy(arena, string_of(folder)), path;
    bool is_found = find_folder(arena, folder, forms_folder, &path, problems);
    if (is_found && folder_is_unzipped(arena, path))
        package = package_open(folder, limits, problems);
    else if (is_found &&
             (definition = definition_read_all(&reader, path, name, forms_folder, &layers)) != NULL)
        package = layers_pack(&layers, definition, &reader, is_faulty);
    arena_free(arena);
    return package;
}

struct package *form_assemble(const char *folder, const char *forms_folder, const struct limits *limits,
                              struct problems *problems)
{
    return assemble(folder, forms_folder, false, limits, problems);
}

struct package *form_assemble_faulty(const char *folder, const char *forms_folder,
                                     const struct limits *limits, struct problems *problems)
{
    return assemble(folder, forms_folder, true, limits, problems);
}
