#include "value/value.h"

#include <string.h>

enum { FIRST_CAPACITY = 4 };

struct value value_list(struct arena *arena)
{
    struct list *list = arena_allocate(arena, sizeof *list);
    list->arena = arena;
    list->depth = 1;
    return (struct value){.kind = VALUE_LIST, .as.list = list};
}

static void grow(struct list *list)
{
    size_t capacity = list->capacity == 0 ? FIRST_CAPACITY : list->capacity * 2;
    struct value *items = arena_allocate(list->arena, capacity * sizeof *items);
    if (list->count > 0)
        memcpy(items, list->items, list->count * sizeof *items);
    list->items = items;
    list->capacity = capacity;
}

void list_append(struct list *list, const struct value *item)
{
    struct value copy = *item; /* `item` may stand in the list itself */
    if (list->count == list->capacity)
        grow(list);
    list->items[list->count++] = copy;
    value_raise_depth(&list->depth, &copy);
}
