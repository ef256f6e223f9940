/*
 * Names of fields inside fields: "Số liệu.Trực tiếp" on a sheet of fields, "Số liệu.Nhóm liên thông" as the
 * name of a sheet; as --set and messages write them. A dot before a blank or a digit parts nothing: "TM.
 * UBND", "T9.2023".
 */

#include "data/grid.h"
#include "text/unicode.h"

enum { MOST_PARTS = 8 };

/* Where the first part of a path ends: its length when it has but one. */
static size_t find_part_end(struct string path)
{
    for (size_t dot = string_find(path, STRING("."), 1); dot < path.length;
         dot = string_find(path, STRING("."), dot + 1)) {
        size_t next = dot + 1;
        bool parts =
            path.bytes[dot - 1] != ' ' && next < path.length && text_is_letter(text_next(path, &next));
        if (parts)
            return dot;
    }
    return path.length;
}

static bool place_named(struct record *record, const struct name *name, const struct value *value)
{
    const struct value *earlier = record_lookup_name(record, name);
    bool is_placed = true;
    if (earlier != NULL && (earlier->kind != VALUE_RECORD || value->kind != VALUE_RECORD))
        return false;
    if (earlier == NULL) {
        record_set(record, name, value);
        return true;
    }
    struct value merged = *earlier;
    for (size_t i = 0; i < value->as.record->count; i++) {
        const struct entry *entry = &value->as.record->entries[i];
        is_placed &= place_named(merged.as.record, entry->name, &entry->value);
    }
    *record_lookup_name(record, name) = merged;
    return is_placed;
}

static bool place_parts(struct record *record, struct names *names, struct string path,
                        const struct value *value, unsigned parts)
{
    size_t end = parts < MOST_PARTS ? find_part_end(path) : path.length;
    const struct name *name = names_intern(names, string_slice(path, 0, end));
    if (end == path.length)
        return place_named(record, name, value);
    struct value inner = value_placed(value_record(record->arena), value);
    return place_parts(inner.as.record, names, string_slice(path, end + 1, path.length), value, parts + 1) &&
           place_named(record, name, &inner);
}

bool table_place(struct record *record, struct names *names, struct string path, const struct value *value)
{
    return place_parts(record, names, path, value, 1);
}
