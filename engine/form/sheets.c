/*
 * A lone sheet "Số liệu" of fields and values is read as fields of the whole document; when the form has a
 * record of that name, it was meant to be that record. A list "Sheet1" that the form does not know is the
 * table whose columns it has.
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

static struct value settle_records(struct field_reading *reading, const struct field *fields, size_t count,
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

/* ---- lists by their columns ---- */

static const struct record *first_row(const struct value *value)
{
    const struct list *list = value->kind == VALUE_LIST ? value->as.list : NULL;
    bool has_rows = list != NULL && list->count > 0 && list->items[0].kind == VALUE_RECORD;
    const struct record *row = has_rows ? list->items[0].as.record : NULL;
    return row != NULL && row->count > 0 && row->entries[0].value.flags & VALUE_CELL ? row : NULL;
}

/* How many columns of a table are there: 0 unless all it must have, or where none must, most of the sheet's.
 */
static size_t count_columns_of(const struct record *row, const struct field *table)
{
    size_t known = 0, required = 0;
    for (size_t i = 0; i < table->field_count; i++) {
        const struct field *field = &table->fields[i];
        bool is_there = record_lookup_name(row, field->name) != NULL ||
                        record_lookup_name(row, field->label_name) != NULL;
        if (field->is_required && !is_there)
            return 0;
        known += is_there;
        required += field->is_required;
    }
    return known >= 2 && (required > 0 || known * 2 > row->count) ? known : 0;
}

/* The table, not given otherwise, that has most columns in common with an unknown list; NULL when two do. */
static const struct field *find_table(const struct field *fields, size_t count, const struct record *given,
                                      const struct entry *entry)
{
    const struct record *row = first_row(&entry->value);
    const struct field *found = NULL;
    size_t most = 0;
    if (row == NULL || field_lookup(fields, count, entry->name) != NULL)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        bool is_given = record_lookup_name(given, fields[i].name) != NULL ||
                        record_lookup_name(given, fields[i].label_name) != NULL;
        size_t columns = fields[i].type == FIELD_TABLE && !is_given ? count_columns_of(row, &fields[i]) : 0;
        if (columns >= most && columns > 0)
            found = columns > most ? &fields[i] : NULL;
        most = columns > most ? columns : most;
    }
    return found;
}

static bool is_claimed(const struct field *fields, size_t count, const struct record *given, size_t position,
                       const struct field *table)
{
    for (size_t i = 0; i < given->count; i++)
        if (i != position && find_table(fields, count, given, &given->entries[i]) == table)
            return true;
    return false;
}

struct value fields_settle_sheets(struct field_reading *reading, const struct field *fields, size_t count,
                                  const struct value *given)
{
    struct value settled = settle_records(reading, fields, count, given), named = settled;
    const struct record *entries = settled.as.record;
    named.as.record = value_record(reading->arena).as.record;
    for (size_t i = 0; i < entries->count; i++) {
        const struct entry *entry = &entries->entries[i];
        const struct field *table = find_table(fields, count, entries, entry);
        bool is_table = table != NULL && !is_claimed(fields, count, entries, i, table);
        record_set(named.as.record, is_table ? table->label_name : entry->name, &entry->value);
        if (is_table)
            field_report(reading, PROBLEM_SHEET_AS_TABLE, &entry->value, NULL,
                         arena_copy(reading->arena, entry->name->text).bytes, table->label.bytes, NULL, NULL);
    }
    return named;
}
