#include "package/archive.h"

#include <stdio.h>
#include <string.h>
#include <zip.h>

#include "base/memory.h"
#include "package/deflate.h"
#include "package/part_name.h"
#include "package/scratch.h"

static const char zip_start[] = "PK\x03\x04";
static const char ole_start[] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/* ASCII as the UTF-16LE that names streams in an OLE file. */
static bool has_stream(struct string bytes, const char *name)
{
    char wide[64];
    size_t length = strlen(name);
    for (size_t i = 0; i < length; i++) {
        wide[2 * i] = name[i];
        wide[2 * i + 1] = '\0';
    }
    return string_find(bytes, (struct string){wide, 2 * length}, 0) != SIZE_MAX;
}

/* Why libzip does not take the bytes for a zip. */
static enum problem_code diagnose(struct string bytes, int zip_error)
{
    if (bytes.length == 0)
        return PROBLEM_PACKAGE_EMPTY;
    if (string_starts_with(bytes, string_of(ole_start)))
        return has_stream(bytes, "EncryptedPackage") ? PROBLEM_PACKAGE_PASSWORD : PROBLEM_PACKAGE_OLD_FORMAT;
    if (!string_starts_with(bytes, string_of(zip_start)) && !string_starts_with(bytes, STRING("PK")))
        return PROBLEM_PACKAGE_NOT_ZIP;
    return zip_error == ZIP_ER_NOZIP ? PROBLEM_PACKAGE_TRUNCATED : PROBLEM_PACKAGE_DAMAGED;
}

static void report(const struct archive_reading *reading, enum problem_code code, struct string part,
                   const char *argument, struct problems *problems)
{
    struct string shown = part_name_shown(reading->arena, part);
    struct place place = {.file = reading->file, .part = shown};
    problems_add(problems, code, &place, shown.bytes, argument);
}

/* The archive, or NULL after a problem. `bytes` must live as long. */
static zip_t *open_archive(struct archive_reading *reading, struct string bytes, struct problems *problems)
{
    zip_error_t error = {0};
    zip_t *archive = NULL;
    zip_source_t *source = NULL; /* to libzip no bytes are an empty zip */
    if (bytes.length > 0)
        source = zip_source_buffer_create(bytes.bytes, bytes.length, 0, &error);
    if (source != NULL)
        archive = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (archive != NULL)
        return archive;
    zip_source_free(source);
    int code = zip_error_code_zip(&error);
    zip_error_fini(&error);
    if (code == ZIP_ER_MEMORY)
        memory_exhausted();
    struct place place = {.file = reading->file};
    problems_add(problems, diagnose(bytes, code), &place, NULL);
    return NULL;
}

static bool check_name(const struct archive_reading *reading, struct string name, struct problems *problems)
{
    if (!part_name_is_utf8(name)) {
        report(reading, PROBLEM_PACKAGE_NAME_ENCODING, name, NULL, problems);
        return false;
    }
    bool is_folder = string_ends_with(name, STRING("/"));
    if (!part_name_is_safe(string_slice(name, 0, name.length - is_folder))) {
        report(reading, PROBLEM_PACKAGE_NAME, name, NULL, problems);
        return false;
    }
    return true;
}

static bool check_method(const struct archive_reading *reading, struct string name, const zip_stat_t *entry,
                         struct problems *problems)
{
    if (entry->encryption_method != ZIP_EM_NONE) {
        report(reading, PROBLEM_PACKAGE_PART_PASSWORD, name, NULL, problems);
        return false;
    }
    if (entry->comp_method != METHOD_STORED && entry->comp_method != METHOD_DEFLATED) {
        char number[8];
        snprintf(number, sizeof number, "%u", entry->comp_method);
        report(reading, PROBLEM_PACKAGE_METHOD, name, number, problems);
        return false;
    }
    return true;
}

/* The sizes are only what the zip claims; prove_part() holds it to them, so they bound what is allocated. */
static bool check_sizes(struct archive_reading *reading, struct string name, const zip_stat_t *entry,
                        size_t archive_length, struct problems *problems)
{
    enum { LARGEST_RATIO = 1032 };
    struct place place = {.file = reading->file, .part = name};
    reading->stored_total += entry->comp_size;
    reading->inflated_total += entry->size;
    if (entry->comp_size > archive_length || reading->stored_total > archive_length ||
        entry->size / LARGEST_RATIO > entry->comp_size + 1) {
        report(reading, PROBLEM_PACKAGE_PART_DAMAGED, name, NULL, problems);
        return false;
    }
    return limits_allow(reading->limits, LIMIT_PART_BYTES, entry->size, &place, problems) &&
           limits_allow(reading->limits, LIMIT_PACKAGE_INFLATED, reading->inflated_total, &place, problems);
}

static bool read_stored(zip_t *archive, zip_uint64_t index, char *bytes, uint64_t length)
{
    zip_file_t *entry = zip_fopen_index(archive, index, ZIP_FL_COMPRESSED);
    if (entry == NULL)
        return false;
    zip_int64_t got = zip_fread(entry, bytes, length);
    zip_fclose(entry);
    return got >= 0 && (uint64_t)got == length;
}

static bool prove_part(const struct part *part)
{
    if (part->method == METHOD_STORED)
        return part->stored.length == part->size && checksum_add(0, part->stored) == part->crc;
    struct arena *scratch = arena_new();
    char *plain = buffer_reserve(scratch_buffer(scratch), part->size);
    bool is_right = inflate_whole(part->stored, plain, part->size) &&
                    checksum_add(0, (struct string){plain, part->size}) == part->crc;
    arena_free(scratch);
    return is_right;
}

static void free_bytes(void *bytes)
{
    memory_free(bytes);
}

static bool read_part(struct archive_reading *reading, zip_t *archive, const zip_stat_t *entry,
                      struct string name, struct problems *problems)
{
    char *bytes = memory_allocate(entry->comp_size);
    arena_on_free(reading->arena, free_bytes, bytes);
    struct part part = {
        .name = arena_copy(reading->arena, name),
        .stored = {bytes, entry->comp_size},
        .size = entry->size,
        .crc = entry->crc,
        .method = entry->comp_method,
    };
    if (!read_stored(archive, entry->index, bytes, entry->comp_size) || !prove_part(&part)) {
        report(reading, PROBLEM_PACKAGE_PART_DAMAGED, name, NULL, problems);
        return false;
    }
    reading->add(reading->context, &part);
    return true;
}

static bool read_entry(struct archive_reading *reading, zip_t *archive, zip_uint64_t index,
                       size_t archive_length, struct problems *problems)
{
    zip_stat_t entry;
    if (zip_stat_index(archive, index, ZIP_FL_ENC_RAW, &entry) != 0) {
        report(reading, PROBLEM_PACKAGE_DAMAGED, STRING(""), NULL, problems);
        return false;
    }
    struct string name = string_of(entry.name);
    if (!check_name(reading, name, problems))
        return false;
    bool is_folder = string_ends_with(name, STRING("/"));
    if (is_folder && entry.size == 0)
        return true;
    if (is_folder) {
        report(reading, PROBLEM_PACKAGE_NAME, name, NULL, problems);
        return false;
    }
    return check_method(reading, name, &entry, problems) &&
           check_sizes(reading, name, &entry, archive_length, problems) &&
           read_part(reading, archive, &entry, name, problems);
}

static void discard_archive(void *archive)
{
    zip_discard(archive);
}

bool archive_read(struct archive_reading *reading, struct string bytes, struct problems *problems)
{
    struct place place = {.file = reading->file};
    if (!limits_allow(reading->limits, LIMIT_PACKAGE_BYTES, bytes.length, &place, problems))
        return false;
    zip_t *archive = open_archive(reading, bytes, problems);
    if (archive == NULL)
        return false;
    memory_undo_later(discard_archive, archive);
    zip_uint64_t count = (zip_uint64_t)zip_get_num_entries(archive, 0);
    bool done = limits_allow(reading->limits, LIMIT_PACKAGE_ENTRIES, count, &place, problems);
    for (zip_uint64_t i = 0; done && i < count; i++)
        done = read_entry(reading, archive, i, bytes.length, problems);
    memory_settled(discard_archive, archive);
    zip_discard(archive);
    return done;
}
