/* Adding figures up, and finding them. */

#include "statistics/rollup.h"

const struct value *rollup_figure(const struct value *figures, struct string path)
{
    const struct value *value = figures;
    for (size_t from = 0, to; from <= path.length && value != NULL; from = to + 1) {
        to = string_find(path, STRING("."), from);
        to = to == SIZE_MAX ? path.length : to;
        value = value->kind == VALUE_RECORD ? record_lookup(value->as.record, string_slice(path, from, to))
                                            : NULL;
    }
    return value;
}

static bool is_summed(const struct value *value)
{
    return value->kind == VALUE_NUMBER && (value->format == FORMAT_COUNT || value->format == FORMAT_MONEY);
}

static void add_number(struct arena *arena, struct record *sum, const struct entry *entry)
{
    struct value *before = record_lookup(sum, entry->name->text);
    struct value total = entry->value;
    if (before != NULL && before->kind == VALUE_NUMBER)
        total.as.number = number_add(arena, before->as.number, entry->value.as.number);
    total.source = 0;
    record_set(sum, entry->name, &total);
}

static void add_ratio(struct arena *arena, struct record *sum, const struct entry *entry)
{
    struct value *before = record_lookup(sum, entry->name->text);
    struct value part = entry->value.as.ratio->part, whole = entry->value.as.ratio->whole;
    if (before != NULL && before->kind == VALUE_RATIO) {
        part.as.number = number_add(arena, before->as.ratio->part.as.number, part.as.number);
        whole.as.number = number_add(arena, before->as.ratio->whole.as.number, whole.as.number);
    }
    struct value ratio = value_ratio(arena, &part, &whole);
    record_set(sum, entry->name, &ratio);
}

static void add_record(struct arena *arena, struct record *sum, const struct entry *entry)
{
    struct value *inner = record_lookup(sum, entry->name->text);
    if (inner == NULL || inner->kind != VALUE_RECORD) {
        struct value made = value_record(arena);
        record_set(sum, entry->name, &made);
        inner = record_lookup(sum, entry->name->text);
    }
    rollup_sum(arena, inner->as.record, entry->value.as.record);
}

void rollup_zero(struct arena *arena, struct record *zero, const struct record *figures)
{
    for (size_t i = 0; i < figures->count; i++) {
        const struct entry *entry = &figures->entries[i];
        struct value nothing = value_integer(0), value = nothing;
        value.format = entry->value.format;
        if (entry->value.kind == VALUE_RATIO)
            value = value_ratio(arena, &nothing, &nothing);
        if (entry->value.kind == VALUE_RECORD) {
            value = value_record(arena);
            rollup_zero(arena, value.as.record, entry->value.as.record);
        }
        record_set(zero, entry->name, &value);
    }
}

void rollup_sum(struct arena *arena, struct record *sum, const struct record *more)
{
    for (size_t i = 0; i < more->count; i++) {
        const struct entry *entry = &more->entries[i];
        if (is_summed(&entry->value))
            add_number(arena, sum, entry);
        else if (entry->value.kind == VALUE_RATIO)
            add_ratio(arena, sum, entry);
        else if (entry->value.kind == VALUE_RECORD)
            add_record(arena, sum, entry);
    }
}
