/* What the columns of a form's tables are called. */

#include "form/internal.h"

struct columns {
    struct string *names; /* NULL: only counted */
    size_t count;
};

static void add(struct columns *columns, struct string name)
{
    if (columns->names != NULL)
        columns->names[columns->count] = name;
    columns->count++;
}

/* Of the fields of a record in the rows, "Tỷ lệ.Tử số" by labels and by names. */
static void add_inner(struct columns *columns, struct arena *arena, const struct field *record)
{
    for (size_t i = 0; i < record->field_count; i++) {
        const struct field *field = &record->fields[i];
        add(columns,
            arena_format(arena, "%.*s.%.*s", STRING_FORMAT(record->label), STRING_FORMAT(field->label)));
        add(columns, arena_format(arena, "%.*s.%.*s", STRING_FORMAT(record->name->text),
                                  STRING_FORMAT(field->name->text)));
    }
}

static void add_fields(struct columns *columns, struct arena *arena, const struct field *fields, size_t count,
                       bool is_in_table)
{
    for (size_t i = 0; i < count; i++) {
        if (is_in_table) {
            add(columns, fields[i].label);
            add(columns, fields[i].name->text);
        }
        if (is_in_table && fields[i].type == FIELD_RECORD)
            add_inner(columns, arena, &fields[i]);
        else
            add_fields(columns, arena, fields[i].fields, fields[i].field_count,
                       fields[i].type == FIELD_TABLE);
    }
}

struct string *form_column_names(const struct form *form, struct arena *arena, size_t *count)
{
    const struct definition *definition = form->definition;
    struct columns columns = {0};
    add_fields(&columns, arena, definition->fields, definition->field_count, false);
    columns.names = arena_allocate(arena, (columns.count + 1) * sizeof *columns.names);
    columns.count = 0;
    add_fields(&columns, arena, definition->fields, definition->field_count, false);
    *count = columns.count;
    return columns.names;
}

struct string *form_field_names(const struct form *form, struct arena *arena, size_t *count)
{
    const struct definition *definition = form->definition;
    struct string *names = arena_allocate(arena, (2 * definition->field_count + 1) * sizeof *names);
    for (size_t i = 0; i < definition->field_count; i++) {
        names[2 * i] = arena_copy(arena, definition->fields[i].label);
        names[2 * i + 1] = arena_copy(arena, definition->fields[i].name->text);
    }
    *count = 2 * definition->field_count;
    return names;
}
