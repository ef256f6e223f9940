/* manifest.jsonl: what stands in the folder of a batch, a line a document. */

#include "batch/batch.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

struct string manifest_name(struct arena *arena, const struct batch_shard *shard)
{
    return shard->count == 0 ? STRING("manifest.jsonl")
                             : arena_format(arena, "manifest-%u-of-%u.jsonl", shard->index, shard->count);
}

static void append_member(struct buffer *out, const char *begin, struct string text)
{
    buffer_append_text(out, begin);
    json_append_string(out, text);
}

void manifest_append(struct buffer *out, const struct batch_job *job, const struct batch_result *result)
{
    append_member(out, "{\"key\":", job->key);
    append_member(out, ",\"path\":", job->path);
    append_member(out, ",\"sha256\":", string_of(result->sha256.hex));
    buffer_append_format(out, ",\"bytes\":%llu", (unsigned long long)result->bytes);
    append_member(out, ",\"inputs\":", string_of(job->inputs.hex));
    if (result->files.length > 0) {
        buffer_append_text(out, ",\"files\":");
        buffer_append_string(out, result->files);
    }
    buffer_append_text(out, ",\"problems\":");
    buffer_append_string(out, result->problems);
    buffer_append_byte(out, '}');
}

/* ---- writing ---- */

struct raw_line {
    struct string path; /* with all behind it */
    struct string line;
};

static int compare_raw(const void *a, const void *b)
{
    const struct raw_line *first = a, *second = b;
    int order = string_compare(first->path, second->path);
    return order != 0 ? order : string_compare(first->line, second->line);
}

/* Within a key the quotes would be escaped, so the first of these words are the member. */
static struct raw_line raw_line(struct string line)
{
    size_t path = string_find(line, STRING(",\"path\":"), 0);
    return (struct raw_line){string_slice(line, path != SIZE_MAX ? path : 0, line.length), line};
}

static size_t split_lines(struct string lines, struct raw_line *list)
{
    size_t count = 0;
    for (size_t from = 0, end; from < lines.length; from = end + 1) {
        end = string_find(lines, STRING("\n"), from);
        if (end == SIZE_MAX)
            break;
        list[count++] = raw_line(string_slice(lines, from, end));
    }
    return count;
}

bool manifest_write(const char *path, struct string lines, struct problems *problems)
{
    size_t most = 1;
    for (size_t i = 0; i < lines.length; i++)
        most += lines.bytes[i] == '\n';
    struct arena *arena = arena_new();
    struct raw_line *list = arena_allocate(arena, most * sizeof *list);
    size_t count = split_lines(lines, list);
    qsort(list, count, sizeof *list, compare_raw);
    struct buffer out = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && string_equal(list[i].line, list[i - 1].line))
            continue;
        buffer_append_string(&out, list[i].line);
        buffer_append_byte(&out, '\n');
    }
    bool done = file_write(path, buffer_string(&out), true, problems);
    buffer_release(&out);
    arena_free(arena);
    return done;
}

/* ---- reading ---- */

/* Ended by a NUL, as messages want it. */
static struct string text_member(struct arena *arena, const struct record *record, const char *name)
{
    const struct value *value = record_lookup(record, string_of(name));
    bool is_text = value != NULL && value->kind == VALUE_TEXT;
    return is_text ? arena_copy(arena, value->as.text) : (struct string){"", 0};
}

static uint64_t number_member(const struct record *record, const char *name)
{
    const struct value *value = record_lookup(record, string_of(name));
    struct buffer text = {0};
    if (value != NULL)
        value_append_text(&text, value, NUMBERS_PLAIN);
    uint64_t number = strtoull(text.bytes != NULL ? text.bytes : "", NULL, 10);
    buffer_release(&text);
    return number;
}

/* A journal ends where the program was killed. */
static struct string whole_lines(struct string bytes)
{
    while (bytes.length > 0 && bytes.bytes[bytes.length - 1] != '\n')
        bytes.length--;
    return bytes;
}

static struct string list_member(struct arena *arena, const struct record *record, const char *name)
{
    const struct value *value = record_lookup(record, string_of(name));
    struct buffer json = {0};
    if (value == NULL || value->kind != VALUE_LIST)
        return STRING("[]");
    value_append_json(&json, value);
    struct string text = arena_copy(arena, buffer_string(&json));
    buffer_release(&json);
    return text;
}

static void read_lines(struct manifest *manifest, struct arena *arena, const struct list *list)
{
    manifest->lines = arena_allocate(arena, (list->count + 1) * sizeof *manifest->lines);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind != VALUE_RECORD)
            continue;
        const struct record *record = list->items[i].as.record;
        const struct value *files = record_lookup(record, STRING("files"));
        bool has_files = files != NULL && files->kind == VALUE_LIST;
        manifest->lines[manifest->count++] =
            (struct manifest_line){.key = text_member(arena, record, "key"),
                                   .path = text_member(arena, record, "path"),
                                   .sha256 = text_member(arena, record, "sha256"),
                                   .inputs = text_member(arena, record, "inputs"),
                                   .problems = list_member(arena, record, "problems"),
                                   .files = has_files ? list_member(arena, record, "files") : STRING(""),
                                   .file_list = has_files ? files->as.list : NULL,
                                   .bytes = number_member(record, "bytes"),
                                   .number = i};
    }
}

static int compare_lines(const void *a, const void *b)
{
    const struct manifest_line *first = a, *second = b;
    int order = string_compare(first->path, second->path);
    return order != 0 ? order : (first->number > second->number) - (first->number < second->number);
}

/* A document that was made again has a line for each time. */
static void keep_newest(struct manifest *manifest)
{
    size_t count = 0;
    qsort(manifest->lines, manifest->count, sizeof *manifest->lines, compare_lines);
    for (size_t i = 0; i < manifest->count; i++) {
        if (count > 0 && string_equal(manifest->lines[count - 1].path, manifest->lines[i].path))
            count--;
        manifest->lines[count++] = manifest->lines[i];
    }
    manifest->count = count;
}

bool manifest_read(struct manifest *manifest, struct arena *arena, const char *path,
                   const struct limits *limits, struct problems *problems)
{
    struct data_reader reader = {arena, sources_new(arena), limits, problems};
    struct string bytes = file_read(arena, path, limits, problems);
    struct value value;
    *manifest = (struct manifest){0};
    if (bytes.bytes == NULL)
        return false;
    bytes = whole_lines(bytes);
    if (bytes.length == 0)
        return true;
    if (!data_read_json_lines(&reader, NULL, string_of(path), bytes, &value))
        return false;
    read_lines(manifest, arena, value.as.record->entries[0].value.as.list);
    keep_newest(manifest);
    return true;
}

static int compare_paths(const void *a, const void *b)
{
    const struct manifest_line *first = a, *second = b;
    return string_compare(first->path, second->path);
}

const struct manifest_line *manifest_lookup(const struct manifest *manifest, struct string path)
{
    struct manifest_line wanted = {.path = path};
    if (manifest->count == 0)
        return NULL;
    return bsearch(&wanted, manifest->lines, manifest->count, sizeof wanted, compare_paths);
}

bool manifest_line_holds(const struct manifest_line *line, struct string folder)
{
    struct arena *arena = arena_new();
    struct stat status;
    struct digest_text sha256;
    uint64_t bytes;
    int descriptor = open(file_join(arena, folder, line->path).bytes, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    bool holds = descriptor >= 0 && fstat(descriptor, &status) == 0 &&
                 (uint64_t)status.st_size == line->bytes && digest_of_file(descriptor, &sha256, &bytes) &&
                 string_is(line->sha256, sha256.hex);
    if (descriptor >= 0)
        close(descriptor);
    arena_free(arena);
    return holds;
}
