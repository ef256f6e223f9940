/* Where values came from, and paths to them for messages. */

#include "value/value.h"

struct noted_name {
    const struct name *name;
    uint32_t line, column;
    const struct noted_name *next;
};

struct source {
    struct string file;
    const struct noted_name *names;
    const struct source_locator *locator; /* or NULL */
};

struct sources {
    struct arena *arena;
    struct source *list;
    size_t count, capacity;
};

static void grow(struct sources *sources)
{
    size_t capacity = sources->capacity * 2 + 8;
    struct source *list = arena_allocate(sources->arena, capacity * sizeof *list);
    for (size_t i = 0; i < sources->count; i++)
        list[i] = sources->list[i];
    sources->list = list;
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
    sources->list[sources->count].file = arena_copy(sources->arena, file);
    return (uint16_t)sources->count++;
}

struct string sources_file(const struct sources *sources, uint16_t source)
{
    if (sources == NULL || source >= sources->count || source == 0)
        return (struct string){"", 0};
    return sources->list[source].file;
}

void sources_locate_with(struct sources *sources, uint16_t source, const struct source_locator *locator)
{
    if (source > 0 && source < sources->count)
        sources->list[source].locator = locator;
}

void sources_note_name(struct sources *sources, uint16_t source, const struct name *name, uint32_t line,
                       uint32_t column)
{
    if (source == 0 || source >= sources->count)
        return;
    struct noted_name *noted = arena_allocate(sources->arena, sizeof *noted);
    *noted = (struct noted_name){name, line, column, sources->list[source].names};
    sources->list[source].names = noted;
}

bool value_name_place(const struct sources *sources, const struct value *value, const struct name *name,
                      struct place *place)
{
    bool is_known = sources != NULL && value->source > 0 && value->source < sources->count;
    const struct noted_name *noted = is_known ? sources->list[value->source].names : NULL;
    while (noted != NULL && !string_equal(noted->name->folded, name->folded))
        noted = noted->next;
    if (noted == NULL)
        return false;
    struct value there = {.source = value->source, .line = noted->line, .column = noted->column};
    *place = value_place(sources, &there);
    return true;
}

struct place value_place(const struct sources *sources, const struct value *value)
{
    struct place place = {.line = value->line, .column = value->column};
    bool is_known = sources != NULL && value->source > 0 && value->source < sources->count;
    const struct source_locator *locator = is_known ? sources->list[value->source].locator : NULL;
    if (locator != NULL && value->line > 0)
        place = locator->locate(locator, value->line, value->column);
    place.file = sources_file(sources, value->source);
    return place;
}

void value_append_path(struct buffer *out, struct string parent, struct string name)
{
    buffer_append_string(out, parent);
    if (parent.length > 0 && !string_starts_with(name, STRING("[")))
        buffer_append_byte(out, '.');
    buffer_append_string(out, name);
}
