#include "word/hash_set.h"

#include "base/memory.h"

uint64_t hash_mix(uint64_t hash)
{
    hash = (hash ^ hash >> 31) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 29;
}

static void put(uint64_t *slots, size_t capacity, uint64_t hash)
{
    size_t slot = hash_mix(hash) & (capacity - 1);
    while (slots[slot])
        slot = (slot + 1) & (capacity - 1);
    slots[slot] = hash;
}

static void grow(struct hash_set *set)
{
    size_t capacity = set->capacity ? set->capacity * 2 : 64;
    uint64_t *slots = memory_allocate(capacity * sizeof(*slots));
    for (size_t i = 0; i < capacity; i++)
        slots[i] = 0;
    for (size_t i = 0; i < set->capacity; i++)
        if (set->slots[i])
            put(slots, capacity, set->slots[i]);
    memory_free(set->slots);
    set->slots = slots;
    set->capacity = capacity;
}

bool hash_set_has(const struct hash_set *set, uint64_t hash)
{
    hash += !hash;
    for (size_t slot = hash_mix(hash), tried = 0; tried < set->capacity; slot++, tried++) {
        uint64_t found = set->slots[slot & (set->capacity - 1)];
        if (found == hash || !found)
            return found == hash;
    }
    return false;
}

bool hash_set_add(struct hash_set *set, uint64_t hash)
{
    hash += !hash;
    if (hash_set_has(set, hash))
        return false;
    if (set->count * 2 >= set->capacity)
        grow(set);
    put(set->slots, set->capacity, hash);
    set->count++;
    return true;
}

void hash_set_release(struct hash_set *set)
{
    memory_free(set->slots);
    *set = (struct hash_set){0};
}
