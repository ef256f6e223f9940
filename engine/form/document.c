/* The fields of a .docx: the names its tags use that it does not give itself. */

#include "form/internal.h"

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

/* One name of a path: "ds[]" is the rows of ds. */
static struct field *step(struct collection *collection, struct field *outer, struct string name)
{
    bool is_item = string_ends_with(name, STRING("[]"));
    struct string plain = string_slice(name, 0, name.length - (is_item ? 2 : 0));
    struct field **fields = outer != NULL ? &outer->fields : &collection->fields;
    size_t *count = outer != NULL ? &outer->field_count : &collection->count;
    if (outer != NULL && outer->type != FIELD_TABLE)
        outer->type = FIELD_RECORD;
    struct field *field = find_or_add(collection->arena, fields, count, plain);
    if (is_item)
        field->type = FIELD_TABLE;
    return field;
}

/* Without blanks and the bar of a filter. */
static struct string skip_signs(struct string text)
{
    size_t at = 0;
    while (at < text.length && (text.bytes[at] == ' ' || text.bytes[at] == '|' || text.bytes[at] == '\t'))
        at++;
    return string_slice(text, at, text.length);
}

/* The use allows that nothing is there: it asks for it, or says what stands instead. */
static bool is_tested(const struct template_use *use)
{
    static const char *const behind[] = {"default",        "d(",           "mặc định", "is defined",
                                         "is not defined", "is undefined", "là đã có"};
    static const char *const before[] = {" if", " elif", " nếu", " if not", " elif not"};
    struct string tag = use->place.tag;
    if (use->is_optional)
        return true;
    struct string rest =
        skip_signs(string_slice(tag, use->place.underline + use->place.underline_length, tag.length));
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        if (string_starts_with(rest, string_of(behind[i])))
            return true;
    }
    struct string start = string_trim(string_slice(tag, 0, use->place.underline));
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        if (string_starts_with(tag, STRING("{%")) && string_ends_with(start, string_of(before[i])))
            return true;
    }
    return false;
}

/* "a.b" makes a record a with a field b, "ds[].b" a table ds; a loop's name of something computed is no
 * field. */
static void collect(void *context, const struct template_use *use)
{
    struct collection *collection = context;
    struct field *field = NULL;
    if (use->is_local && string_find(use->path, STRING("[]"), 0) == SIZE_MAX)
        return;
    for (size_t from = 0, to; from <= use->path.length; from = to + 1) {
        to = string_find(use->path, STRING("."), from);
        to = to == SIZE_MAX ? use->path.length : to;
        field = step(collection, field, string_slice(use->path, from, to));
    }
    if (field->type == FIELD_ANY)
        field->type = guess_type(use->wanted);
    if (is_tested(use))
        field->is_required = false;
}

/* A list whose items have no fields is one of texts. */
static void settle_lists(struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        settle_lists(fields[i].fields, fields[i].field_count);
        if (fields[i].type == FIELD_TABLE && fields[i].field_count == 0)
            fields[i].type = FIELD_LINES;
    }
}

void document_fields(struct arena *arena, const struct template *template, struct definition *definition)
{
    struct collection collection = {.arena = arena};
    template_visit_uses(template, collect, &collection);
    settle_lists(collection.fields, collection.count);
    definition->fields = collection.fields;
    definition->field_count = collection.count;
}
