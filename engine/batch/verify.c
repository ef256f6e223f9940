/* Whether a folder holds what its manifest says, and all that was planned; the manifests of parts as one. */

#include "batch/batch.h"

#include <stdio.h>

#include "base/file.h"

/* ---- against the folder ---- */

static bool verify_lines(const struct manifest *manifest, struct string folder, struct problems *problems)
{
    bool holds = true;
    for (size_t i = 0; i < manifest->count; i++) {
        if (manifest_line_holds(&manifest->lines[i], folder))
            continue;
        problems_add(problems, PROBLEM_MANIFEST_CHANGED, NULL, manifest->lines[i].path.bytes);
        holds = false;
    }
    return holds;
}

/* PDFs belong to a batch that made some. */
static bool has_pdf(const struct manifest *manifest)
{
    for (size_t i = 0; i < manifest->count; i++) {
        if (string_ends_with(manifest->lines[i].path, STRING(".pdf")))
            return true;
    }
    return false;
}

static bool verify_files(const struct manifest *manifest, struct arena *arena, const char *folder,
                         struct problems *problems)
{
    char **names = file_list(arena, folder, problems);
    bool holds = names != NULL, knows_pdf = has_pdf(manifest);
    for (; names != NULL && *names != NULL; names++) {
        struct string name = string_of(*names);
        bool is_ours =
            string_ends_with(name, STRING(".docx")) || (knows_pdf && string_ends_with(name, STRING(".pdf")));
        if (!is_ours || manifest_lookup(manifest, name) != NULL)
            continue;
        problems_add(problems, PROBLEM_MANIFEST_EXTRA, NULL, *names);
        holds = false;
    }
    return holds;
}

/* ---- against the plan ---- */

static bool verify_plan(const struct manifest *manifest, struct arena *arena, const char *path,
                        const struct limits *limits, struct problems *problems)
{
    struct manifest plan;
    if (path == NULL)
        return true;
    bool holds = manifest_read(&plan, arena, path, limits, problems);
    for (size_t i = 0; holds && i < plan.count; i++) {
        const struct manifest_line *line = manifest_lookup(manifest, plan.lines[i].path);
        if (line != NULL && string_equal(line->key, plan.lines[i].key))
            continue;
        problems_add(problems, PROBLEM_MANIFEST_MISSING, NULL, plan.lines[i].key.bytes,
                     plan.lines[i].path.bytes);
        holds = false;
    }
    return holds;
}

/* How many parts there are by the name of one: manifest-2-of-5.jsonl; 0: it is none. */
static unsigned count_of(struct arena *arena, const char *name)
{
    struct batch_shard shard;
    bool is_one = sscanf(name, "manifest-%u-of-%u", &shard.index, &shard.count) == 2 && shard.index > 0 &&
                  shard.index <= shard.count && shard.count <= BATCH_MOST_SHARDS;
    return is_one && string_is(manifest_name(arena, &shard), name) ? shard.count : 0;
}

/* Reports parts that wait to be merged. */
static bool is_unmerged(struct arena *arena, const char *folder, const char *path, struct problems *problems)
{
    char **names = file_is_folder(folder) && !file_exists(path) ? file_list(arena, folder, problems) : NULL;
    for (; names != NULL && *names != NULL; names++) {
        if (count_of(arena, *names) == 0)
            continue;
        problems_add(problems, PROBLEM_MANIFEST_UNMERGED, NULL, folder);
        return true;
    }
    return false;
}

bool manifest_verify(const char *folder, const char *plan, const struct limits *limits,
                     struct problems *problems)
{
    struct arena *arena = arena_new();
    struct manifest manifest;
    struct string path = file_join(arena, string_of(folder), STRING("manifest.jsonl"));
    bool holds = !is_unmerged(arena, folder, path.bytes, problems) &&
                 manifest_read(&manifest, arena, path.bytes, limits, problems);
    if (holds) {
        holds = verify_lines(&manifest, string_of(folder), problems);
        holds = verify_files(&manifest, arena, folder, problems) && holds;
        holds = verify_plan(&manifest, arena, plan, limits, problems) && holds;
    }
    arena_free(arena);
    return holds;
}

/* ---- parts ---- */

/* 0 after a problem: there are none, or those of two batches. */
static unsigned count_parts(struct arena *arena, char **names, const char *folder, struct problems *problems)
{
    const char *first = NULL;
    unsigned count = 0;
    for (; *names != NULL; names++) {
        unsigned own = count_of(arena, *names);
        if (own == 0 || own == count)
            continue;
        if (first != NULL) {
            problems_add(problems, PROBLEM_MANIFEST_SETS, NULL, folder, first, *names);
            return 0;
        }
        first = *names;
        count = own;
    }
    if (first == NULL)
        problems_add(problems, PROBLEM_MANIFEST_NO_PARTS, NULL, folder);
    return count;
}

/* A part that is still made, or was left in the middle, may end within a line. */
static bool append_part(struct arena *arena, const char *path, const struct limits *limits,
                        struct buffer *lines, struct problems *problems)
{
    struct manifest manifest;
    struct string bytes = file_read(arena, path, limits, problems);
    if (bytes.bytes == NULL || !manifest_read(&manifest, arena, path, limits, problems))
        return false;
    buffer_append_string(lines, bytes);
    if (bytes.length == 0 || string_ends_with(bytes, STRING("\n")))
        return true;
    problems_add(problems, PROBLEM_MANIFEST_UNFINISHED, NULL, path);
    return false;
}

static bool read_parts(struct arena *arena, const char *folder, unsigned count, const struct limits *limits,
                       struct buffer *lines, struct problems *problems)
{
    bool is_whole = true;
    for (unsigned i = 1; i <= count; i++) {
        struct string name = manifest_name(arena, &(struct batch_shard){i, count});
        struct string path = file_join(arena, string_of(folder), name);
        if (file_is_missing(path.bytes)) {
            problems_add(problems, PROBLEM_MANIFEST_PART, NULL, name.bytes);
            is_whole = false;
        } else {
            is_whole = append_part(arena, path.bytes, limits, lines, problems) && is_whole;
        }
    }
    return is_whole;
}

bool manifest_merge(const char *folder, const struct limits *limits, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct buffer lines = {0};
    char **names = file_list(arena, folder, problems);
    unsigned count = names != NULL ? count_parts(arena, names, folder, problems) : 0;
    bool done = count > 0 && read_parts(arena, folder, count, limits, &lines, problems);
    struct string target =
        file_join(arena, string_of(folder), manifest_name(arena, &(struct batch_shard){0, 0}));
    done = done && manifest_write(target.bytes, buffer_string(&lines), problems);
    buffer_release(&lines);
    arena_free(arena);
    return done;
}
