/*
 * Ordered maps. Up to eight entries are searched one after another; larger
 * records have a hash index over folded keys, so that one chain of probes
 * finds both the key of exactly that text and the first that is the same name.
 */

#include "value/value.h"

#include <string.h>

#include "text/unicode.h"

enum { FIRST_CAPACITY = 8, LARGEST_WITHOUT_INDEX = 8 };

struct value value_record(struct arena *arena)
{
    struct record *record = arena_allocate(arena, sizeof *record);
    record->arena = arena;
    record->depth = 1;
    return (struct value){.kind = VALUE_RECORD, .as.record = record};
}

/* Whether folding leaves the text as it is: the usual key, known without asking Unicode. */
static bool is_folded(struct string text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '_';
        if (!is_plain || (byte == '_' && i > 0 && text.bytes[i - 1] == '_'))
            return false;
    }
    return true;
}

struct name *name_new(struct arena *arena, struct string text)
{
    struct name *name = arena_allocate(arena, sizeof *name);
    name->text = arena_copy(arena, text_normalise(arena, text));
    name->folded = is_folded(name->text) ? name->text : text_fold_name(arena, name->text);
    name->hash = string_hash(name->folded);
    return name;
}

static void index_entry(struct record *record, uint32_t position)
{
    size_t mask = record->index_size - 1, slot = record->entries[position].name->hash & mask;
    while (record->index[slot] != 0)
        slot = (slot + 1) & mask;
    record->index[slot] = position + 1;
}

static void build_index(struct record *record)
{
    record->index_size = LARGEST_WITHOUT_INDEX;
    while (record->index_size < record->capacity * 2)
        record->index_size *= 2;
    record->index = arena_allocate(record->arena, record->index_size * sizeof *record->index);
    for (size_t i = 0; i < record->count; i++)
        index_entry(record, (uint32_t)i);
}

static void make_room(struct record *record, size_t capacity)
{
    struct entry *entries = arena_allocate(record->arena, capacity * sizeof *entries);
    if (record->count > 0)
        memcpy(entries, record->entries, record->count * sizeof *entries);
    record->entries = entries;
    record->capacity = capacity;
    if (capacity > LARGEST_WITHOUT_INDEX)
        build_index(record);
}

struct value value_record_for(struct arena *arena, size_t count)
{
    struct value value = value_record(arena);
    if (count > 0)
        make_room(value.as.record, count);
    return value;
}

/* How well an entry matches so far; an exact one ends the search. */
struct match {
    struct entry *folded;
    struct entry *exact;
};

static bool matches_exactly(struct entry *entry, const struct name *name, struct match *match)
{
    if (entry->name != name && entry->name->hash != name->hash)
        return false;
    if (entry->name == name || string_equal(entry->name->text, name->text)) {
        match->exact = entry;
        return true;
    }
    if (string_equal(entry->name->folded, name->folded) && (match->folded == NULL || entry < match->folded))
        match->folded = entry;
    return false;
}

static struct match find(const struct record *record, const struct name *name)
{
    struct match match = {0};
    if (record->index == NULL) {
        for (size_t i = 0; i < record->count; i++)
            if (matches_exactly(&record->entries[i], name, &match))
                break;
        return match;
    }
    size_t mask = record->index_size - 1;
    for (size_t slot = name->hash & mask; record->index[slot] != 0; slot = (slot + 1) & mask)
        if (matches_exactly(&record->entries[record->index[slot] - 1], name, &match))
            break;
    return match;
}

void record_add(struct record *record, const struct name *name, const struct value *value)
{
    struct value copy = *value; /* `value` may stand in the record itself */
    value_raise_depth(&record->depth, &copy);
    if (record->count == record->capacity)
        make_room(record, record->capacity == 0 ? FIRST_CAPACITY : record->capacity * 2);
    record->entries[record->count] = (struct entry){name, copy};
    if (record->index != NULL)
        index_entry(record, (uint32_t)record->count);
    record->count++;
}

void record_set(struct record *record, const struct name *name, const struct value *value)
{
    struct entry *entry = find(record, name).exact;
    if (entry == NULL) {
        record_add(record, name, value);
        return;
    }
    entry->value = *value;
    value_raise_depth(&record->depth, &entry->value);
}

void record_set_text(struct record *record, struct string key, const struct value *value)
{
    record_set(record, name_new(record->arena, key), value);
}

struct value *record_lookup_name(const struct record *record, const struct name *name)
{
    struct match match = find(record, name);
    struct entry *entry = match.exact != NULL ? match.exact : match.folded;
    return entry != NULL ? &entry->value : NULL;
}

struct value *record_lookup(const struct record *record, struct string key)
{
    if (is_folded(key))
        return record_lookup_name(record, &(struct name){key, key, string_hash(key)});
    struct arena *arena = arena_new();
    struct value *value = record_lookup_name(record, name_new(arena, key));
    arena_free(arena);
    return value;
}
