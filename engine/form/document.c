/* The fields of a .docx: the names its tags use that it does not give itself. */

#include "form/internal.h"

#include "text/unicode.h"

struct collection {
    struct arena *arena;
    struct field *fields;
    size_t count, capacity;
};

static enum field_type guess_type(enum value_kind wanted)
{
    switch (wanted) {
    case VALUE_BOOL:
        return FIELD_BOOL;
    case VALUE_NUMBER:
        return FIELD_NUMBER;
    case VALUE_DATE:
        return FIELD_DATE;
    case VALUE_LIST:
        return FIELD_TABLE;
    case VALUE_RECORD:
        return FIELD_RECORD;
    case VALUE_TEXT:
        return FIELD_TEXT;
    default:
        return FIELD_ANY;
    }
}

static struct field *add_field(struct arena *arena, struct field **fields, size_t *count,
                               const struct name *name)
{
    struct field *grown = arena_allocate(arena, (*count + 1) * sizeof *grown);
    for (size_t i = 0; i < *count; i++)
        grown[i] = (*fields)[i];
    grown[*count] = (struct field){.name = name,
                                   .label_name = name,
                                   .label = name->text,
                                   .type = FIELD_ANY,
                                   .is_required = true,
                                   .default_value = value_undefined(name->text),
                                   .example = value_undefined(name->text)};
    *fields = grown;
    return &grown[(*count)++];
}

static struct field *find_or_add(struct arena *arena, struct field **fields, size_t *count,
                                 struct string text)
{
    const struct name *name = name_new(arena, arena_copy(arena, text));
    const struct field *found = field_lookup(*fields, *count, name);
    return found != NULL ? *fields + (found - *fields) : add_field(arena, fields, count, name);
}

/* "a.b" makes a record a with a field b; what stands behind an index is left out. */
static void collect(void *context, const struct template_use *use)
{
    struct collection *collection = context;
    struct field **fields = &collection->fields, *field = NULL;
    size_t *count = &collection->count;
    if (use->is_local || string_find(use->path, STRING("["), 0) != SIZE_MAX)
        return;
    for (size_t from = 0, to; from <= use->path.length; from = to + 1) {
        to = string_find(use->path, STRING("."), from);
        to = to == SIZE_MAX ? use->path.length : to;
        if (field != NULL) {
            field->type = FIELD_RECORD;
            fields = &field->fields;
            count = &field->field_count;
        }
        field = find_or_add(collection->arena, fields, count, string_slice(use->path, from, to));
    }
    if (field->type == FIELD_ANY)
        field->type = guess_type(use->wanted);
}

void document_fields(struct arena *arena, const struct template *template, struct definition *definition)
{
    struct collection collection = {.arena = arena};
    template_visit_uses(template, collect, &collection);
    definition->fields = collection.fields;
    definition->field_count = collection.count;
}
