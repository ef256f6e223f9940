/* Names of documents, keys, and the parts of a batch. */

#include "batch/batch.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "text/stray.h"
#include "text/unicode.h"

enum { MOST_NAME_BYTES = 200 };

/* ---- one name ---- */

static bool is_unsafe(char byte)
{
    return (unsigned char)byte < 0x20 || byte == 0x7F || strchr("\"/\\:*?<>|", byte) != NULL;
}

static struct string trim_ends(struct string name)
{
    size_t from = 0, to = name.length;
    while (from < to && strchr(" .", name.bytes[from]) != NULL)
        from++;
    while (to > from && strchr(" .", name.bytes[to - 1]) != NULL)
        to--;
    return string_slice(name, from, to);
}

/* A digit from 1 on; ¹ ² ³ are such too. */
static bool is_port_number(struct string s)
{
    bool is_digit = s.length == 1 && s.bytes[0] >= '1' && s.bytes[0] <= '9';
    return is_digit || string_is(s, "¹") || string_is(s, "²") || string_is(s, "³");
}

/* Windows keeps CON, NUL, COM1 …, whatever ending follows. */
static bool is_device(struct string stem)
{
    static const char *const devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
    size_t dot = string_find(stem, STRING("."), 0);
    stem = string_trim(string_slice(stem, 0, dot == SIZE_MAX ? stem.length : dot));
    for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
        if (stem.length == strlen(devices[i]) && strncasecmp(stem.bytes, devices[i], stem.length) == 0)
            return true;
    }
    bool is_port =
        stem.length > 3 && (strncasecmp(stem.bytes, "com", 3) == 0 || strncasecmp(stem.bytes, "lpt", 3) == 0);
    return is_port && is_port_number(string_slice(stem, 3, stem.length));
}

/* Commands take what begins with "-" for an option. */
static const char *head_of(struct string stem)
{
    return is_device(stem) || stem.bytes[0] == '-' ? "_" : "";
}

static struct string without_ending(struct string name)
{
    bool ends = name.length >= 5 && strncasecmp(name.bytes + name.length - 5, ".docx", 5) == 0;
    return ends ? string_slice(name, 0, name.length - 5) : name;
}

/* The beginning of a name that is too long to be read. */
static struct string shown(struct arena *arena, struct string typed)
{
    enum { MOST_SHOWN = 60 };
    size_t end = 0;
    for (size_t count = 0; end < typed.length && count < MOST_SHOWN; count++)
        text_next(typed, &end);
    return end < typed.length ? arena_format(arena, "%.*s…", (int)end, typed.bytes) : typed;
}

bool batch_name(struct arena *arena, struct string typed, struct string *name, struct problems *problems)
{
    struct string composed = arena_copy(arena, text_mend_strays(arena, text_normalise(arena, typed)));
    char *bytes = (char *)composed.bytes;
    for (size_t i = 0; i < composed.length; i++) {
        if (is_unsafe(bytes[i]))
            bytes[i] = '-';
    }
    struct string stem = trim_ends(without_ending(trim_ends(composed)));
    if (stem.length == 0 || stem.length > MOST_NAME_BYTES) {
        problems_add(problems, PROBLEM_BATCH_NAME, NULL, arena_copy(arena, shown(arena, typed)).bytes);
        return false;
    }
    *name = arena_format(arena, "%s%.*s.docx", head_of(stem), STRING_FORMAT(stem));
    return true;
}

/* ---- all names ---- */

struct folded_name {
    struct string folded;
    const struct batch_job *job;
};

static int compare_names(const void *a, const void *b)
{
    const struct folded_name *first = a, *second = b;
    int order = string_compare(first->folded, second->folded);
    return order != 0 ? order : (first->job > second->job) - (first->job < second->job);
}

static void report_same(const struct folded_name names[2], enum problem_code code, struct problems *problems)
{
    char records[2][24];
    for (size_t i = 0; i < 2; i++)
        snprintf(records[i], sizeof records[i], "%zu", names[i].job->record + 1);
    const struct batch_job *job = names[1].job;
    problems_add(problems, code, NULL, records[0], records[1],
                 code == PROBLEM_BATCH_SAME_NAME ? job->path.bytes : job->key.bytes);
}

/* Reports the first of those that are equal. */
static bool differ(struct folded_name *names, size_t count, enum problem_code code, struct problems *problems)
{
    enum { MOST_TOLD = 10 };
    size_t found = 0;
    qsort(names, count, sizeof *names, compare_names);
    for (size_t i = 1; i < count && found < MOST_TOLD; i++) {
        if (!string_equal(names[i - 1].folded, names[i].folded))
            continue;
        report_same(&names[i - 1], code, problems);
        found++;
    }
    return found == 0;
}

bool batch_is_distinct(const struct batch_job *jobs, size_t count, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct folded_name *names = arena_allocate(arena, (count + 1) * sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = (struct folded_name){text_fold_name(arena, jobs[i].path), &jobs[i]};
    bool is_distinct = differ(names, count, PROBLEM_BATCH_SAME_NAME, problems);
    for (size_t i = 0; i < count; i++)
        names[i] = (struct folded_name){jobs[i].key, &jobs[i]};
    is_distinct = is_distinct && differ(names, count, PROBLEM_BATCH_SAME_KEY, problems);
    arena_free(arena);
    return is_distinct;
}

/* ---- parts ---- */

static bool read_number(const char **at, unsigned *number)
{
    char *end;
    if (**at < '1' || **at > '9')
        return false;
    unsigned long value = strtoul(*at, &end, 10);
    *at = end;
    *number = (unsigned)value;
    return value <= BATCH_MOST_SHARDS;
}

bool batch_shard_read(struct string typed, struct batch_shard *shard)
{
    char text[32];
    const char *at = text;
    if (typed.length >= sizeof text)
        return false;
    memcpy(text, typed.bytes, typed.length);
    text[typed.length] = '\0';
    return read_number(&at, &shard->index) && *at++ == '/' && read_number(&at, &shard->count) &&
           *at == '\0' && shard->index <= shard->count;
}

bool batch_shard_has(const struct batch_shard *shard, struct string key)
{
    if (shard->count == 0)
        return true;
    char begin[9];
    memcpy(begin, digest_of(key).hex, 8);
    begin[8] = '\0';
    return strtoul(begin, NULL, 16) % shard->count == shard->index - 1;
}
