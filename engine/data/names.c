/* An open hash table of names by exact text; it only grows. */

#include "data/names.h"

struct names {
    struct arena *arena;
    const struct name **slots;
    size_t size; /* a power of two */
    size_t count;
};

static const struct name **new_slots(struct arena *arena, size_t size)
{
    return arena_allocate(arena, size * sizeof(const struct name *));
}

struct names *names_new(struct arena *arena)
{
    struct names *names = arena_allocate(arena, sizeof *names);
    *names = (struct names){.arena = arena, .slots = new_slots(arena, 64), .size = 64};
    return names;
}

static const struct name **find_slot(struct names *names, struct string text)
{
    size_t at = (size_t)string_hash(text) & (names->size - 1);
    while (names->slots[at] != NULL && !string_equal(names->slots[at]->text, text))
        at = (at + 1) & (names->size - 1);
    return &names->slots[at];
}

static void grow(struct names *names)
{
    const struct name **old = names->slots;
    size_t old_size = names->size;
    names->size *= 2;
    names->slots = new_slots(names->arena, names->size);
    for (size_t i = 0; i < old_size; i++) {
        if (old[i] != NULL)
            *find_slot(names, old[i]->text) = old[i];
    }
}

const struct name *names_intern(struct names *names, struct string text)
{
    const struct name **slot = find_slot(names, text);
    if (*slot != NULL)
        return *slot;
    if (names->count * 2 >= names->size) {
        grow(names);
        slot = find_slot(names, text);
    }
    names->count++;
    return *slot = name_new(names->arena, text);
}
