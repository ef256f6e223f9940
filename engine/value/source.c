/* Where values came from, and paths to them for messages. */

#include "value/value.h"

struct sources {
    struct arena *arena;
    struct string *files;
    size_t count, capacity;
};

static void grow(struct sources *sources)
{
    size_t capacity = sources->capacity * 2 + 8;
    struct string *files = arena_allocate(sources->arena, capacity * sizeof *files);
    for (size_t i = 0; i < sources->count; i++)
        files[i] = sources->files[i];
    sources->files = files;
    sources->capacity = capacity;
}

struct sources *sources_new(struct arena *arena)
{
    struct sources *sources = arena_allocate(arena, sizeof *sources);
    sources->arena = arena;
    grow(sources);
    sources->count = 1;
    return sources;
}

uint16_t sources_add(struct sources *sources, struct string file)
{
    if (sources->count > UINT16_MAX)
        return 0;
    if (sources->count == sources->capacity)
        grow(sources);
    sources->files[sources->count] = arena_copy(sources->arena, file);
    return (uint16_t)sources->count++;
}

struct string sources_file(const struct sources *sources, uint16_t source)
{
    if (sources == NULL || source >= sources->count || source == 0)
        return (struct string){"", 0};
    return sources->files[source];
}

struct place value_place(const struct sources *sources, const struct value *value)
{
    return (struct place){
        .file = sources_file(sources, value->source), .line = value->line, .column = value->column};
}

void value_append_path(struct buffer *out, struct string parent, struct string name)
{
    buffer_append_string(out, parent);
    if (parent.length > 0 && !string_starts_with(name, STRING("[")))
        buffer_append_byte(out, '.');
    buffer_append_string(out, name);
}
