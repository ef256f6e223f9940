#include "package/package.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "package/archive.h"
#include "package/deflate.h"
#include "package/package_internal.h"
#include "package/part_name.h"
#include "package/scratch.h"

static void free_pointer(void *pointer)
{
    struct package *package = pointer;
    memory_free(package->entries);
}

struct package *package_new(struct string file, const struct limits *limits)
{
    struct arena *arena = arena_new();
    struct package *package = arena_allocate(arena, sizeof *package);
    package->arena = arena;
    package->file = arena_copy(arena, file);
    package->limits = *limits;
    arena_on_free(arena, free_pointer, package);
    return package;
}

void package_close(struct package *package)
{
    if (package != NULL)
        arena_free(package->arena);
}

struct string package_file(const struct package *package)
{
    return package->file;
}

size_t package_part_count(const struct package *package)
{
    return package->count;
}

const struct part *package_part_at(const struct package *package, size_t index)
{
    assert(index < package->count);
    return &package->entries[index]->part;
}

struct string package_first_entry(const struct package *package)
{
    return package->first_entry;
}

struct entry *package_find(const struct package *package, struct string name)
{
    struct arena *scratch = arena_new();
    struct string key = part_name_key(scratch, name);
    unsigned long long hash = string_hash(key);
    struct entry *found = NULL;
    for (size_t i = 0; found == NULL && i < package->count; i++) {
        struct entry *entry = package->entries[i];
        if (entry->hash == hash && string_equal(entry->key, key))
            found = entry;
    }
    arena_free(scratch);
    return found;
}

const struct part *package_lookup(const struct package *package, struct string name)
{
    struct entry *entry = package_find(package, name);
    return entry != NULL ? &entry->part : NULL;
}

static struct entry *add_entry(struct package *package, const struct part *part)
{
    if (package->count == package->capacity) {
        package->capacity = package->capacity > 0 ? package->capacity * 2 : 32;
        package->entries = memory_resize(package->entries, package->capacity * sizeof(struct entry *));
    }
    struct entry *entry = arena_allocate(package->arena, sizeof *entry);
    entry->part = *part;
    entry->key = part_name_key(package->arena, part->name);
    entry->hash = string_hash(entry->key);
    return package->entries[package->count++] = entry;
}

struct zip_reading {
    struct package *package;
    struct problems *problems;
    bool has_duplicate;
};

static void report_name(struct package *package, enum problem_code code, struct string name,
                        struct problems *problems)
{
    struct string shown = part_name_shown(package->arena, name);
    struct place place = {.file = package->file, .part = shown};
    problems_add(problems, code, &place, shown.bytes);
}

static void add_zip_part(void *context, const struct part *part)
{
    struct zip_reading *reading = context;
    if (package_find(reading->package, part->name) != NULL) {
        report_name(reading->package, PROBLEM_PACKAGE_NAME_DUPLICATE, part->name, reading->problems);
        reading->has_duplicate = true;
    }
    add_entry(reading->package, part);
}

static bool read_zip(struct package *package, struct string bytes, struct problems *problems)
{
    struct zip_reading reading = {.package = package, .problems = problems};
    struct archive_reading archive = {.arena = package->arena,
                                      .file = package->file,
                                      .limits = &package->limits,
                                      .add = add_zip_part,
                                      .context = &reading};
    bool done = archive_read(&archive, bytes, problems) && !reading.has_duplicate;
    package->inflated_total = archive.inflated_total;
    if (package->count > 0)
        package->first_entry = package->entries[0]->part.name;
    return done;
}

struct package *package_open_bytes(struct string file, struct string bytes, const struct limits *limits,
                                   struct problems *problems)
{
    struct package *package = package_new(file, limits);
    if (read_zip(package, bytes, problems) && package_complete(package, problems))
        return package;
    package_close(package);
    return NULL;
}

/* The size of an ordinary file is known before it is read; what else is read is counted afterwards. */
static bool check_file_size(const char *path, const struct limits *limits, struct problems *problems)
{
    struct stat status;
    struct place place = {.file = string_of(path)};
    return stat(path, &status) != 0 || !S_ISREG(status.st_mode) ||
           limits_allow(limits, LIMIT_PACKAGE_BYTES, (uint64_t)status.st_size, &place, problems);
}

struct package *package_open(const char *path, const struct limits *limits, struct problems *problems)
{
    if (file_is_folder(path))
        return package_open_folder(path, limits, problems);
    if (!check_file_size(path, limits, problems))
        return NULL;
    struct arena *arena = arena_new();
    struct string bytes = file_read(arena, path, limits, problems);
    struct package *package = NULL;
    if (bytes.bytes != NULL)
        package = package_open_bytes(string_of(path), bytes, limits, problems);
    arena_free(arena);
    return package;
}

struct string package_read(struct package *package, const struct part *part, struct arena *arena,
                           struct problems *problems)
{
    if (part->method == METHOD_STORED)
        return arena_copy(arena, part->stored);
    char *plain = arena_allocate(arena, part->size + 1);
    if (inflate_whole(part->stored, plain, part->size))
        return (struct string){plain, part->size};
    report_name(package, PROBLEM_PACKAGE_PART_DAMAGED, part->name, problems);
    return (struct string){0};
}

/* `replaced` is the part of that name, or NULL. */
static bool check_plain(struct package *package, struct string name, uint64_t size,
                        const struct part *replaced, struct problems *problems)
{
    const struct limits *limits = &package->limits;
    struct place place = {.file = package->file, .part = name};
    if (!part_name_is_utf8(name) || !part_name_is_safe(name)) {
        report_name(package, PROBLEM_PACKAGE_NAME, name, problems);
        return false;
    }
    uint64_t total = package->inflated_total + size - (replaced != NULL ? replaced->size : 0);
    if (!limits_allow(limits, LIMIT_PACKAGE_ENTRIES, package->count + (replaced == NULL), &place, problems) ||
        !limits_allow(limits, LIMIT_PART_BYTES, size, &place, problems) ||
        !limits_allow(limits, LIMIT_PACKAGE_INFLATED, total, &place, problems))
        return false;
    package->inflated_total = total;
    return true;
}

/* Adds the part or replaces its bytes; NULL after a problem. */
static struct entry *store_plain(struct package *package, struct string name, struct string bytes,
                                 struct problems *problems)
{
    struct entry *entry = package_find(package, name);
    if (!check_plain(package, name, bytes.length, entry != NULL ? &entry->part : NULL, problems))
        return NULL;
    struct part part = {.name = entry != NULL ? entry->part.name : arena_copy(package->arena, name),
                        .content_type = entry != NULL ? entry->part.content_type : STRING(""),
                        .stored = arena_copy(package->arena, bytes),
                        .size = bytes.length,
                        .crc = checksum_add(0, bytes),
                        .method = METHOD_STORED,
                        .is_plain = true};
    if (entry == NULL)
        return add_entry(package, &part);
    entry->part = part;
    entry->relationships = NULL;
    return entry;
}

bool package_add_plain(struct package *package, struct string name, struct string bytes,
                       struct problems *problems)
{
    if (package_find(package, name) == NULL)
        return store_plain(package, name, bytes, problems) != NULL;
    report_name(package, PROBLEM_PACKAGE_NAME_DUPLICATE, name, problems);
    return false;
}

static bool store_content_types(struct package *package, struct problems *problems)
{
    struct arena *scratch = arena_new();
    struct buffer *bytes = scratch_buffer(scratch);
    content_types_append(package->types, bytes);
    bool done = store_plain(package, STRING(CONTENT_TYPES_NAME), buffer_string(bytes), problems) != NULL;
    arena_free(scratch);
    return done;
}

static void apply_content_types(struct package *package)
{
    for (size_t i = 0; i < package->count; i++) {
        struct part *part = &package->entries[i]->part;
        part->content_type = content_types_lookup(package->types, part->name);
    }
}

static bool read_content_types(struct package *package, const struct part *part, struct problems *problems)
{
    struct arena *scratch = arena_new();
    struct place place = {.file = package->file, .part = part->name};
    struct string bytes = package_read(package, part, scratch, problems);
    struct content_types *types = NULL;
    if (bytes.bytes != NULL)
        types = content_types_read(package->arena, bytes, &place, problems);
    arena_free(scratch);
    if (types == NULL)
        return false;
    package->types = types;
    apply_content_types(package);
    return true;
}

static struct string known_type(const struct package *package, const struct part *part)
{
    if (part->content_type.length > 0)
        return part->content_type;
    struct string guess = content_type_guess(part->name);
    return guess.length > 0 ? guess : content_types_lookup(package->types, part->name);
}

bool package_set(struct package *package, struct string name, struct string content_type, struct string bytes,
                 struct problems *problems)
{
    struct entry *entry = store_plain(package, name, bytes, problems);
    if (entry == NULL)
        return false;
    if (entry == package_find(package, STRING(CONTENT_TYPES_NAME)))
        return read_content_types(package, &entry->part, problems);
    if (content_type.length == 0)
        content_type = known_type(package, &entry->part);
    entry->part.content_type = arena_copy(package->arena, content_type);
    if (content_type.length == 0 || !content_types_override(package->types, name, content_type))
        return true;
    return store_content_types(package, problems);
}

bool package_sweep(struct package *package, struct problems *problems)
{
    size_t kept = 0, count = package->count;
    for (size_t i = 0; i < count; i++) {
        struct entry *entry = package->entries[i];
        if (entry->is_unneeded) {
            content_types_forget(package->types, entry->part.name);
            package->inflated_total -= entry->part.size;
        } else {
            package->entries[kept++] = entry;
        }
    }
    package->count = kept;
    return kept == count || store_content_types(package, problems);
}

bool package_remove(struct package *package, const struct string *names, size_t count,
                    struct problems *problems)
{
    for (size_t i = 0; i < count; i++) {
        struct entry *entry = package_find(package, names[i]);
        if (entry != NULL)
            entry->is_unneeded = true;
    }
    return package_sweep(package, problems);
}

bool package_become_document(struct package *package, struct problems *problems)
{
    const struct part *part = package_main_document(package, problems);
    if (part == NULL)
        return false;
    if (!string_is(part->content_type, CONTENT_TYPE_TEMPLATE))
        return true;
    content_types_override(package->types, part->name, STRING(CONTENT_TYPE_DOCUMENT));
    package_find(package, part->name)->part.content_type = STRING(CONTENT_TYPE_DOCUMENT);
    return store_content_types(package, problems);
}

void package_pack(struct package *package, const struct part *part)
{
    struct entry *entry = package_find(package, part->name);
    assert(entry != NULL && &entry->part == part);
    if (!part->is_plain)
        return;
    struct arena *scratch = arena_new();
    struct buffer *packed = scratch_buffer(scratch);
    deflate_append(packed, part->stored);
    if (packed->length < part->size) {
        entry->part.stored = arena_copy(package->arena, buffer_string(packed));
        entry->part.method = METHOD_DEFLATED;
    }
    entry->part.is_plain = false;
    arena_free(scratch);
}

/* Where a part stands when the package is written: its content types first, its relationships next. */
static int rank(const struct entry *entry)
{
    if (string_is(entry->key, "[content_types].xml"))
        return 0;
    return string_is(entry->key, "_rels/.rels") ? 1 : 2;
}

static void put_in_order(struct package *package)
{
    for (size_t i = 1; i < package->count; i++) {
        struct entry *moved = package->entries[i];
        size_t to = i;
        for (; to > 0 && rank(package->entries[to - 1]) > rank(moved); to--)
            package->entries[to] = package->entries[to - 1];
        package->entries[to] = moved;
    }
}

bool package_complete(struct package *package, struct problems *problems)
{
    const struct part *part = package_lookup(package, STRING(CONTENT_TYPES_NAME));
    if (part == NULL && package->types == NULL) {
        struct place place = {.file = package->file};
        problems_add(problems, PROBLEM_PACKAGE_NO_CONTENT_TYPES, &place, NULL);
        return false;
    }
    bool done =
        part != NULL ? read_content_types(package, part, problems) : store_content_types(package, problems);
    if (done)
        put_in_order(package);
    return done;
}

void package_append_content_types(const struct package *package, const struct part *more, size_t more_count,
                                  struct buffer *out)
{
    struct arena *arena = arena_new();
    struct content_types *types = content_types_copy(arena, package->types);
    for (size_t i = 0; i < more_count; i++)
        content_types_override(types, more[i].name, more[i].content_type);
    content_types_append(types, out);
    arena_free(arena);
}
