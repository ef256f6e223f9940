/*
 * A large file of JSON Lines in parts, each read by a thread. A part ends at the end of a line; one that ends
 * within a value has an error then, and whatever has anything to tell is read again from the beginning, so
 * that the problems are those of the file.
 */

#include "base/threads.h"
#include "data/json.h"

#include <string.h>

enum { SMALLEST_PART = 1 << 18, MOST_PARTS = 16 };

struct part {
    struct json json;
    struct data_reader reader;
    struct value list;
    bool is_read;
};

static void read_part(void *item)
{
    struct part *part = item;
    part->json.names = names_new(part->reader.arena);
    part->list = value_list(part->reader.arena);
    json_skip_blanks(&part->json);
    part->is_read = json_read_lines(&part->json, part->list.as.list);
}

static uint32_t count_lines(const char *from, const char *to)
{
    uint32_t count = 0;
    for (; (from = memchr(from, '\n', (size_t)(to - from))) != NULL; from++)
        count++;
    return count;
}

static void begin_part(struct part *part, const struct json *json)
{
    const struct data_reader *reader = json->text.reader;
    *part = (struct part){.json = *json, .reader = *reader};
    part->reader.arena = arena_new_in(reader->arena);
    part->reader.problems = problems_new();
    part->json.text.reader = &part->reader;
}

/* How many parts there are. */
static size_t cut(struct part *parts, size_t most, const struct json *json)
{
    size_t length = (size_t)(json->end - json->at) / most, count = 0;
    struct json rest = *json;
    while (count < most && rest.at < rest.end) {
        struct part *part = &parts[count++];
        begin_part(part, &rest);
        part->json.end = count < most ? json_find_line_end(&rest, length) : rest.end;
        rest.line += count_lines(rest.at, part->json.end);
        rest.at = rest.line_start = part->json.end;
    }
    return count;
}

static bool are_read(const struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!parts[i].is_read || problems_first(parts[i].reader.problems) != NULL)
            return false;
    }
    return true;
}

static void append_all(struct list *list, const struct list *more)
{
    for (size_t i = 0; i < more->count; i++)
        list_append(list, &more->items[i]);
}

/* Lines that end in \r are counted in json.c alone. */
bool json_read_parts(const struct json *json, struct list *list)
{
    struct part parts[MOST_PARTS];
    size_t most = (size_t)(json->end - json->at) / SMALLEST_PART;
    if (most > threads_available())
        most = threads_available();
    if (most > MOST_PARTS)
        most = MOST_PARTS;
    if (most < 2 || json->text.has_returns)
        return false;
    size_t count = cut(parts, most, json);
    bool done = threads_run(read_part, parts, sizeof *parts, count) && are_read(parts, count);
    for (size_t i = 0; i < count && done; i++)
        append_all(list, parts[i].list.as.list);
    for (size_t i = 0; i < count; i++)
        problems_free(parts[i].reader.problems);
    return done;
}
