#include "expression/objects.h"

#include <stddef.h>

/* ---- cycler ---- */

struct cycler {
    struct callable next, reset;
    struct list *items;
    struct record *record;
    const struct name *current;
    size_t position;
};

static void show_current(struct cycler *cycler)
{
    record_set(cycler->record, cycler->current, &cycler->items->items[cycler->position]);
}

static bool cycler_next(const struct callable *self, struct evaluation *evaluation,
                        const struct arguments *arguments, struct value *result)
{
    (void)evaluation, (void)arguments;
    struct cycler *cycler = (struct cycler *)((char *)(uintptr_t)self - offsetof(struct cycler, next));
    *result = cycler->items->items[cycler->position];
    cycler->position = (cycler->position + 1) % cycler->items->count;
    show_current(cycler);
    return true;
}

static bool cycler_reset(const struct callable *self, struct evaluation *evaluation,
                         const struct arguments *arguments, struct value *result)
{
    (void)evaluation, (void)arguments;
    struct cycler *cycler = (struct cycler *)((char *)(uintptr_t)self - offsetof(struct cycler, reset));
    cycler->position = 0;
    show_current(cycler);
    *result = value_none();
    return true;
}

static void set_method(struct record *record, struct callable *callable, struct string name)
{
    callable->name = name_new(record->arena, name);
    struct value value = {.kind = VALUE_CALLABLE, .as.callable = callable};
    record_set(record, callable->name, &value);
}

bool new_cycler(struct call *call, const struct value *items, size_t count, struct value *result)
{
    struct arena *lasting = lasting_arena(call->evaluation);
    struct cycler *cycler = arena_allocate(lasting, sizeof *cycler);
    *result = value_record(lasting);
    cycler->record = result->as.record;
    cycler->items = value_list(lasting).as.list;
    for (size_t i = 0; i < count; i++) {
        struct value copy;
        if (!lasting_copy(call, &items[i], &copy))
            return false;
        list_append(cycler->items, &copy);
    }
    cycler->current = name_new(lasting, STRING("current"));
    cycler->next.call = cycler_next;
    cycler->reset.call = cycler_reset;
    set_method(cycler->record, &cycler->next, STRING("next"));
    set_method(cycler->record, &cycler->reset, STRING("reset"));
    show_current(cycler);
    return true;
}

/* ---- joiner ---- */

struct joiner {
    struct callable callable;
    struct string separator;
    bool was_called;
};

static bool call_joiner(const struct callable *self, struct evaluation *evaluation,
                        const struct arguments *arguments, struct value *result)
{
    (void)evaluation, (void)arguments;
    struct joiner *joiner = (struct joiner *)(uintptr_t)self;
    *result = value_text(joiner->was_called ? joiner->separator : STRING(""));
    joiner->was_called = true;
    return true;
}

struct value new_joiner(struct evaluation *evaluation, struct string separator)
{
    struct arena *lasting = lasting_arena(evaluation);
    struct joiner *joiner = arena_allocate(lasting, sizeof *joiner);
    joiner->callable.call = call_joiner;
    joiner->callable.name = name_new(lasting, STRING("joiner"));
    joiner->separator = arena_copy(lasting, separator);
    return (struct value){.kind = VALUE_CALLABLE, .as.callable = &joiner->callable};
}

/* ---- changes ---- */

bool record_update(struct call *call, struct record *record, const struct value *entries)
{
    if (entries->kind == VALUE_RECORD) {
        for (size_t i = 0; i < entries->as.record->count; i++)
            record_set(record, entries->as.record->entries[i].name, &entries->as.record->entries[i].value);
        return true;
    }
    struct value given = *entries;
    bool is_list = given.kind == VALUE_LIST;
    for (size_t i = 0; is_list && i < given.as.list->count; i++) {
        const struct value *pair = &given.as.list->items[i];
        is_list = pair->kind == VALUE_LIST && pair->as.list->count == 2;
        if (is_list)
            record_set_text(record, call_print(call, &pair->as.list->items[0]), &pair->as.list->items[1]);
    }
    call->slots[0] = given;
    return is_list || call_fail_kind(call, 0, VALUE_RECORD);
}

bool call_may_change(struct call *call, const struct value *value)
{
    struct evaluation *evaluation = call->evaluation;
    struct arena **arena = value->kind == VALUE_LIST ? &value->as.list->arena : &value->as.record->arena;
    if (*arena != evaluation->arena && *arena != lasting_arena(evaluation))
        return call_fail(call, PROBLEM_CHANGES_DATA, call->row->name);
    *arena = lasting_arena(evaluation);
    return true;
}

bool value_is_passing(const struct value *value)
{
    bool is_passing = value->kind == VALUE_CALLABLE && value->as.callable->is_passing;
    for (size_t i = 0; value->kind == VALUE_LIST && !is_passing && i < value->as.list->count; i++)
        is_passing = value_is_passing(&value->as.list->items[i]);
    for (size_t i = 0; value->kind == VALUE_RECORD && !is_passing && i < value->as.record->count; i++)
        is_passing = value_is_passing(&value->as.record->entries[i].value);
    return is_passing;
}

bool lasting_copy(struct call *call, const struct value *value, struct value *copy)
{
    if (!call_fits(call, value))
        return false;
    if (value_is_passing(value))
        return call_fail(call, PROBLEM_VALUE_PASSES, NULL);
    *copy = value_copy(lasting_arena(call->evaluation), value);
    return true;
}
