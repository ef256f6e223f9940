/* Deep copies and merges. */

#include "value/value.h"

static struct name *copy_name(struct arena *arena, const struct name *name)
{
    struct name *copy = arena_allocate(arena, sizeof *copy);
    copy->text = arena_copy(arena, name->text);
    copy->folded = name->folded.bytes == name->text.bytes ? copy->text : arena_copy(arena, name->folded);
    copy->hash = name->hash;
    return copy;
}

static struct value copy_list(struct arena *arena, const struct list *list)
{
    struct value copy = value_list(arena);
    for (size_t i = 0; i < list->count; i++) {
        struct value item = value_copy(arena, &list->items[i]);
        list_append(copy.as.list, &item);
    }
    return copy;
}

static struct value copy_record(struct arena *arena, const struct record *record)
{
    struct value copy = value_record_for(arena, record->count);
    copy.as.record->is_namespace = record->is_namespace;
    for (size_t i = 0; i < record->count; i++) {
        struct value value = value_copy(arena, &record->entries[i].value);
        record_add(copy.as.record, copy_name(arena, record->entries[i].name), &value);
    }
    return copy;
}

static struct number copy_number(struct arena *arena, struct number number)
{
    return number.denominator != 0 ? number : number_add(arena, number, number_of_integer(0));
}

static struct value copy_ratio(struct arena *arena, const struct ratio *ratio)
{
    struct value part = value_copy(arena, &ratio->part), whole = value_copy(arena, &ratio->whole);
    return value_ratio(arena, &part, &whole);
}

struct value value_copy(struct arena *arena, const struct value *value)
{
    struct value copy = *value, inner;
    switch ((enum value_kind)value->kind) {
    case VALUE_UNDEFINED:
    case VALUE_TEXT:
        copy.as.text = arena_copy(arena, value->as.text);
        return copy;
    case VALUE_NUMBER:
        copy.as.number = copy_number(arena, value->as.number);
        return copy;
    case VALUE_RATIO:
        inner = copy_ratio(arena, value->as.ratio);
        break;
    case VALUE_LIST:
        inner = copy_list(arena, value->as.list);
        break;
    case VALUE_RECORD:
        inner = copy_record(arena, value->as.record);
        break;
    default:
        return copy;
    }
    copy.as = inner.as;
    return copy;
}

static void lay_over(struct record *record, const struct entry *entry)
{
    struct value *own = record_lookup_name(record, entry->name);
    if (own == NULL) {
        record_add(record, entry->name, &entry->value);
        return;
    }
    bool are_records = own->kind == VALUE_RECORD && entry->value.kind == VALUE_RECORD;
    *own = are_records ? value_merged(record->arena, own, &entry->value) : entry->value;
    value_raise_depth(&record->depth, own);
}

static struct record *merge_records(struct arena *arena, const struct record *base,
                                    const struct record *later)
{
    struct record *merged = value_record_for(arena, base->count + later->count).as.record;
    for (size_t i = 0; i < base->count; i++)
        record_add(merged, base->entries[i].name, &base->entries[i].value);
    for (size_t i = 0; i < later->count; i++)
        lay_over(merged, &later->entries[i]);
    return merged;
}

struct value value_merged(struct arena *arena, const struct value *base, const struct value *later)
{
    struct value merged = *base;
    if (merged.source == 0)
        merged.source = later->source;
    if (base->as.record->count == 0)
        merged.as = later->as;
    else if (later->as.record->count > 0)
        merged.as.record = merge_records(arena, base->as.record, later->as.record);
    return merged;
}
