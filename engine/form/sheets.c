/*
 * A lone sheet "Số liệu" of fields and values is read as fields of the whole document; when the form has a
 * record of that name, it was meant to be that record.
 */

#include "form/fields.h"

static struct string without_ending(struct string path)
{
    size_t start = path.length, end = path.length;
    while (start > 0 && path.bytes[start - 1] != '/')
        start--;
    for (size_t i = start; i < path.length; i++)
        if (path.bytes[i] == '.')
            end = i;
    return string_slice(path, start, end);
}

/* The record that the sheet of a value is named after, when it has no such field itself; or NULL. */
static const struct field *find_record(const struct field_reading *reading, const struct field *fields,
                                       size_t count, const struct entry *entry)
{
    if ((entry->value.flags & VALUE_CELL) == 0 || field_lookup(fields, count, entry->name) != NULL)
        return NULL;
    struct place place = value_place(reading->sources, &entry->value);
    struct string sheet = place.sheet.length > 0 ? place.sheet : without_ending(place.file);
    const struct field *record = field_lookup(fields, count, name_new(reading->arena, sheet));
    return record != NULL && record->type == FIELD_RECORD ? record : NULL;
}

static void copy_entries(struct record *to, const struct record *from)
{
    for (size_t i = 0; i < from->count; i++)
        record_set(to, from->entries[i].name, &from->entries[i].value);
}

/* Adds the entry to what other data gives the record, under its name or label. */
static void add_inside(struct field_reading *reading, struct record *settled, const struct field *field,
                       const struct entry *entry)
{
    bool is_named = record_lookup_name(settled, field->name) != NULL;
    const struct name *name = is_named ? field->name : field->label_name;
    const struct value *there = record_lookup_name(settled, name);
    struct value record = value_record(reading->arena);
    record.source = entry->value.source;
    if (there != NULL && there->kind != VALUE_RECORD) {
        record_set(settled, entry->name, &entry->value);
        return;
    }
    if (there != NULL)
        copy_entries(record.as.record, there->as.record);
    record_set(record.as.record, entry->name, &entry->value);
    record_set(settled, name, &record);
}

struct value fields_settle_sheets(struct field_reading *reading, const struct field *fields, size_t count,
                                  const struct value *given)
{
    struct value settled = *given;
    const struct record *entries = given->as.record;
    settled.as.record = value_record(reading->arena).as.record;
    for (size_t i = 0; i < entries->count; i++)
        if (find_record(reading, fields, count, &entries->entries[i]) == NULL)
            record_set(settled.as.record, entries->entries[i].name, &entries->entries[i].value);
    if (settled.as.record->count == entries->count)
        return *given;
    for (size_t i = 0; i < entries->count; i++) {
        const struct field *field = find_record(reading, fields, count, &entries->entries[i]);
        if (field != NULL)
            add_inside(reading, settled.as.record, field, &entries->entries[i]);
    }
    return settled;
}
