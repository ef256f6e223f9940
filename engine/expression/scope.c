/* Names in force: a chain of scopes, each with names of its own and perhaps a record behind them. */

#include "expression/scope.h"

struct scope *scope_new(struct arena *arena, struct scope *outer)
{
    struct scope *scope = arena_allocate(arena, sizeof *scope);
    scope->outer = outer;
    scope->arena = arena;
    return scope;
}

void scope_use_record(struct scope *scope, const struct record *record)
{
    scope->record = record;
}

void scope_set(struct scope *scope, const struct name *name, const struct value *value)
{
    if (scope->own == NULL)
        scope->own = value_record(scope->arena).as.record;
    struct value *same = record_lookup_name(scope->own, name);
    if (same != NULL)
        *same = *value;
    else
        record_set(scope->own, name, value);
}

const struct value *scope_lookup(const struct scope *scope, const struct name *name)
{
    for (; scope != NULL; scope = scope->outer) {
        const struct value *value = scope->own != NULL ? record_lookup_name(scope->own, name) : NULL;
        if (value == NULL && scope->record != NULL)
            value = record_lookup_name(scope->record, name);
        if (value != NULL)
            return value;
    }
    return NULL;
}

const struct record *scope_top(const struct scope *scope)
{
    const struct record *top = NULL;
    for (; scope != NULL; scope = scope->outer)
        top = scope->record != NULL ? scope->record : top;
    return top;
}

static size_t count_names(const struct scope *scope)
{
    size_t count = 0;
    for (; scope != NULL; scope = scope->outer)
        count +=
            (scope->own != NULL ? scope->own->count : 0) + (scope->record != NULL ? scope->record->count : 0);
    return count;
}

static size_t add_names(const struct record *record, struct string *names)
{
    for (size_t i = 0; record != NULL && i < record->count; i++)
        names[i] = record->entries[i].name->text;
    return record != NULL ? record->count : 0;
}

struct string *scope_names(const struct scope *scope, struct arena *arena, size_t *count)
{
    struct string *names = arena_allocate(arena, count_names(scope) * sizeof *names);
    *count = 0;
    for (; scope != NULL; scope = scope->outer) {
        *count += add_names(scope->own, names + *count);
        *count += add_names(scope->record, names + *count);
    }
    return names;
}
