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

static void add_fields(struct columns *columns, const struct field *fields, size_t count, bool is_in_table)
{
    for (size_t i = 0; i < count; i++) {
        if (is_in_table) {
            add(columns, fields[i].label);
            add(columns, fields[i].name->text);
        }
        add_fields(columns, fields[i].fields, fields[i].field_count,
                   is_in_table || fields[i].type == FIELD_TABLE);
    }
}

struct string *form_column_names(const struct form *form, struct arena *arena, size_t *count)
{
    const struct definition *definition = form->definition;
    struct columns columns = {0};
    add_fields(&columns, definition->fields, definition->field_count, false);
    columns.names = arena_allocate(arena, (columns.count + 1) * sizeof *columns.names);
    columns.count = 0;
    add_fields(&columns, definition->fields, definition->field_count, false);
    *count = columns.count;
    return columns.names;
}
