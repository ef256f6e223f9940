/* `change:` of a form: keys of inherited fields that differ in it, so that a form need not declare them
 * again. */

#include "form/definition.h"
#include "text/unicode.h"

static const char *const changing_keys[] = {"label", "required", "hint", "example", "default", NULL};

static struct field *find_field(const struct definition *definition, const struct name *name)
{
    for (size_t i = 0; i < definition->field_count; i++) {
        if (string_equal(definition->fields[i].name->text, name->text))
            return &definition->fields[i];
    }
    return NULL;
}

static bool change_field(const struct definition_reader *reader, const struct definition *definition,
                         const struct entry *entry)
{
    struct field *field = find_field(definition, entry->name);
    if (field != NULL)
        return definition_has_only(reader, &entry->value, changing_keys) &&
               definition_field_change(reader, &entry->value, field);
    definition_report(reader, PROBLEM_FORM_INHERITED, &entry->value,
                      arena_copy(reader->arena, entry->name->text).bytes, NULL);
    return false;
}

bool definition_change(const struct definition_reader *reader, const struct definition *definition)
{
    const struct value *changed = &definition->changed;
    bool is_changed = true;
    for (size_t i = 0; changed->kind == VALUE_RECORD && i < changed->as.record->count; i++)
        is_changed &= change_field(reader, definition, &changed->as.record->entries[i]);
    return is_changed;
}
