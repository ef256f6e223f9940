/* The fields of a form.yaml, nested ones too. Defaults and examples are read by the type of their field. */

#include <string.h>

#include "form/definition.h"
#include "form/fields.h"

static const char *const field_keys[] = {"name",    "label",     "type",          "required", "hint",
                                         "example", "default",   "default_value", "choices",  "fields",
                                         "before",  "spellings", "other_columns", "split_at", NULL};

static bool read_type(const struct definition_reader *reader, const struct value *record, struct field *field)
{
    struct string type = STRING("text");
    if (!definition_text(reader, record, "type", false, &type))
        return false;
    if (field_type_lookup(type, &field->type))
        return true;
    struct buffer all = {0};
    for (size_t i = 0; i <= FIELD_ANY; i++)
        buffer_append_format(&all, "%s%s", i > 0 ? ", " : "", field_kinds[i].name);
    definition_report(reader, PROBLEM_FORM_TYPE, definition_key(record, "type"), type.bytes, all.bytes);
    buffer_release(&all);
    return false;
}

static bool read_required(const struct definition_reader *reader, const struct value *record,
                          struct field *field)
{
    const struct value *value = definition_key(record, "required");
    if (value == NULL || value->kind == VALUE_BOOL) {
        field->is_required = value != NULL && value->as.truth;
        return true;
    }
    struct buffer shown = {0};
    data_append_short(&shown, value);
    definition_report(reader, PROBLEM_FORM_WANTS_BOOL, value, "required", shown.bytes);
    buffer_release(&shown);
    return false;
}

static bool read_choices(const struct definition_reader *reader, const struct value *record,
                         struct field *field)
{
    struct list list;
    if (!definition_list(reader, record, "choices", &list))
        return false;
    field->choices = arena_allocate(reader->arena, list.count * sizeof *field->choices);
    for (size_t i = 0; i < list.count; i++) {
        struct buffer typed = {0};
        value_append_text(&typed, &list.items[i], NUMBERS_PLAIN);
        field->choices[field->choice_count++] = arena_copy(reader->arena, buffer_string(&typed));
        buffer_release(&typed);
    }
    if (field->type != FIELD_CHOICE || field->choice_count > 0)
        return true;
    definition_report(reader, PROBLEM_FORM_WANTS_CHOICES, record, field->name->text.bytes, NULL);
    return false;
}

/* {Nộp trực tuyến: Trực tuyến}: what others write for a choice. */
static bool read_spellings(const struct definition_reader *reader, const struct value *record,
                           struct field *field)
{
    const struct value *given = definition_key(record, "spellings");
    if (given == NULL)
        return true;
    if (given->kind != VALUE_RECORD) {
        definition_report(reader, PROBLEM_FORM_WANTS_RECORD, given, "spellings", NULL);
        return false;
    }
    field->spellings = arena_allocate(reader->arena, 2 * given->as.record->count * sizeof *field->spellings);
    for (size_t i = 0; i < given->as.record->count; i++) {
        const struct entry *entry = &given->as.record->entries[i];
        struct value choice;
        if (!field_coerce(reader->arena, field, &entry->value, &choice)) {
            struct buffer shown = {0};
            data_append_short(&shown, &entry->value);
            definition_report(reader, PROBLEM_FORM_SPELLING, &entry->value, shown.bytes,
                              field->name->text.bytes);
            buffer_release(&shown);
            return false;
        }
        field->spellings[2 * i] = arena_copy(reader->arena, entry->name->text);
        field->spellings[2 * i + 1] = choice.as.text;
    }
    field->spelling_count = given->as.record->count;
    return true;
}

/* other_columns: ignored */
static bool read_other_columns(const struct definition_reader *reader, const struct value *record,
                               struct field *field)
{
    struct string typed = {0};
    if (!definition_text(reader, record, "other_columns", false, &typed))
        return false;
    field->ignores_columns = string_is(typed, "ignored");
    if (typed.length == 0 || (field->ignores_columns && field->type == FIELD_TABLE))
        return true;
    definition_report(reader, PROBLEM_FORM_OTHER_COLUMNS, definition_key(record, "other_columns"),
                      typed.bytes, NULL);
    return false;
}

static size_t find_named(const struct field *fields, size_t count, struct string name)
{
    size_t at = 0;
    while (at < count && (fields[at].name == NULL || !string_equal(fields[at].name->text, name)))
        at++;
    return at;
}

/* A field stands before its neighbour that it names; where both are declared they could stand so as well. */
static bool place_nested(const struct definition_reader *reader, struct field *fields, size_t count)
{
    bool are_placed = true;
    for (size_t i = 0; i < count; i++) {
        struct field moved = fields[i];
        size_t to = moved.before.length > 0 ? find_named(fields, count, moved.before) : i;
        if (to == count) {
            problems_add(reader->problems, PROBLEM_FORM_INHERITED, &moved.place, moved.before.bytes);
            are_placed = false;
        } else if (to < i) {
            memmove(&fields[to + 1], &fields[to], (i - to) * sizeof *fields);
            fields[to] = moved;
        } else if (to > i + 1) {
            memmove(&fields[i], &fields[i + 1], (to - i - 1) * sizeof *fields);
            fields[to - 1] = moved;
            fields[to - 1].before = (struct string){"", 0};
            i--;
        }
    }
    return are_placed;
}

static bool read_nested(const struct definition_reader *reader, const struct value *record,
                        struct field *field)
{
    if (!definition_fields(reader, record, &field->fields, &field->field_count) ||
        !place_nested(reader, field->fields, field->field_count))
        return false;
    if (!field_has_fields(field->type) || field->field_count > 0)
        return true;
    definition_report(reader, PROBLEM_FORM_WANTS_FIELDS, record, field->name->text.bytes, NULL);
    return false;
}

/* A sample is no data: it must not be taken for a value of the first data file. */
static void forget_source(struct value *value)
{
    value->source = 0;
    value->line = value->column = 0;
    if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->as.list->count; i++)
            forget_source(&value->as.list->items[i]);
    } else if (value->kind == VALUE_RECORD) {
        for (size_t i = 0; i < value->as.record->count; i++)
            forget_source(&value->as.record->entries[i].value);
    }
}

/* A default or example: must read as data would. */
static bool read_sample(const struct definition_reader *reader, const struct value *record, const char *key,
                        const struct field *field, struct value *sample)
{
    const struct value *value = definition_key(record, key);
    *sample = value_undefined(field->name->text);
    if (value == NULL)
        return true;
    struct problems *problems = problems_new();
    struct field_reading reading = {.arena = reader->arena, .sources = reader->sources, .problems = problems};
    struct value read;
    bool fits = field_read(&reading, field, value, NULL, &read) && problems_error_count(problems) == 0;
    if (!fits) {
        definition_report(reader, PROBLEM_FORM_DEFAULT, value, key, field->name->text.bytes);
        problems_join(reader->problems, problems);
    }
    problems_free(problems);
    if (fits) {
        *sample = value_copy(reader->arena, value);
        forget_source(sample);
    }
    return fits;
}

static bool read_split(const struct definition_reader *reader, const struct value *record,
                       struct field *field)
{
    if (!definition_text(reader, record, "split_at", false, &field->split_at))
        return false;
    if (field->split_at.length == 0 || (field->type == FIELD_LINES && field->split_at.length == 1))
        return true;
    definition_report(reader, PROBLEM_FORM_SPLIT, definition_key(record, "split_at"), field->name->text.bytes,
                      NULL);
    return false;
}

static bool read_field(const struct definition_reader *reader, const struct value *record,
                       struct field *field)
{
    *field = (struct field){.place = value_place(reader->sources, record)};
    bool is_read = definition_has_only(reader, record, field_keys);
    is_read &= definition_name(reader, record, &field->name);
    is_read &= definition_text(reader, record, "label", false, &field->label);
    is_read &= definition_text(reader, record, "hint", false, &field->hint);
    is_read &= definition_text(reader, record, "before", false, &field->before);
    is_read &= read_type(reader, record, field);
    is_read &= read_required(reader, record, field);
    is_read &= definition_expression(reader, record, "default_value", false, &field->computed);
    if (field->name == NULL)
        return false;
    if (field->label.length == 0)
        field->label = field->name->text;
    field->label_name = name_new(reader->arena, field->label);
    is_read &= read_choices(reader, record, field) && read_spellings(reader, record, field);
    is_read &= read_other_columns(reader, record, field) && read_split(reader, record, field);
    is_read &= read_nested(reader, record, field);
    return is_read && read_sample(reader, record, "default", field, &field->default_value) &&
           read_sample(reader, record, "example", field, &field->example);
}

bool definition_field_change(const struct definition_reader *reader, const struct value *record,
                             struct field *field)
{
    struct field changed = *field;
    bool is_read = definition_text(reader, record, "label", false, &changed.label);
    is_read &= definition_text(reader, record, "hint", false, &changed.hint);
    if (definition_key(record, "required") != NULL)
        is_read &= read_required(reader, record, &changed);
    if (definition_key(record, "default") != NULL)
        is_read &= read_sample(reader, record, "default", &changed, &changed.default_value);
    if (definition_key(record, "example") != NULL)
        is_read &= read_sample(reader, record, "example", &changed, &changed.example);
    changed.label_name = name_new(reader->arena, changed.label);
    if (is_read)
        *field = changed;
    return is_read;
}

bool definition_fields(const struct definition_reader *reader, const struct value *record,
                       struct field **fields, size_t *count)
{
    struct list list;
    if (!definition_list(reader, record, "fields", &list))
        return false;
    bool is_read = true;
    *fields = arena_allocate(reader->arena, list.count * sizeof **fields);
    *count = list.count;
    for (size_t i = 0; i < list.count; i++)
        is_read &= read_field(reader, &list.items[i], &(*fields)[i]);
    return is_read;
}
