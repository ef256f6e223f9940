/* Figures by their paths. */

#include "expression/tree.h"
#include "form/kinds.h"
#include "form/periodic_internal.h"

/* Takes the first name off a path. */
static struct string take_name(struct string *path)
{
    size_t dot = string_find(*path, STRING("."), 0);
    struct string name = string_slice(*path, 0, dot == SIZE_MAX ? path->length : dot);
    *path = dot == SIZE_MAX ? (struct string){"", 0} : string_slice(*path, dot + 1, path->length);
    return name;
}

const struct value *path_lookup(const struct record *record, struct string path)
{
    while (path.length > 0) {
        const struct value *value = record_lookup(record, take_name(&path));
        if (value == NULL || path.length == 0)
            return value;
        if (value->kind != VALUE_RECORD)
            return NULL;
        record = value->as.record;
    }
    return NULL;
}

void path_set(struct record *record, struct string path, struct string label, const struct value *value)
{
    while (path.length > 0) {
        struct string name = take_name(&path);
        if (path.length == 0) {
            record_set_text(record, name, value);
            if (label.length > 0 && !string_equal(label, name))
                record_set_text(record, label, value);
            return;
        }
        const struct value *inner = record_lookup(record, name);
        if (inner == NULL || inner->kind != VALUE_RECORD) {
            struct value made = value_record(record->arena);
            record_set_text(record, name, &made);
            inner = record_lookup(record, name);
        }
        record = inner->as.record;
    }
}

static const struct field *find_field(struct arena *arena, const struct definition *definition,
                                      struct string path)
{
    const struct field *fields = definition->fields, *field = NULL;
    size_t count = definition->field_count;
    while (path.length > 0) {
        field = field_lookup(fields, count, name_new(arena, take_name(&path)));
        if (field == NULL)
            return NULL;
        fields = field->fields;
        count = field->field_count;
    }
    return field;
}

static const struct derived *find_derived(const struct definition *definition, struct string path)
{
    struct string name = take_name(&path);
    for (size_t i = 0; i < definition->derived_count; i++) {
        if (string_equal(definition->derived[i].name->text, name))
            return &definition->derived[i];
    }
    return NULL;
}

struct string figure_label(struct arena *arena, const struct definition *definition, struct string path)
{
    const struct field *field = find_field(arena, definition, path);
    const struct derived *derived = field == NULL ? find_derived(definition, path) : NULL;
    if (field != NULL)
        return field->label;
    return derived != NULL ? derived->label_name->text : path;
}

struct string figure_formula(struct arena *arena, const struct definition *definition, struct string path)
{
    const struct field *field = find_field(arena, definition, path);
    const struct derived *derived = field == NULL ? find_derived(definition, path) : NULL;
    const struct expression *expression = field != NULL ? field->computed : NULL;
    if (derived != NULL)
        expression = derived->value;
    return expression != NULL ? expression->source.text : (struct string){"", 0};
}
