/*
 * Columns that queries of a form name, looked up among the fields of its tables: one typed wrong is told when
 * the form is read, also when its table will be empty. Other names of a condition may be in force outside the
 * table, where only rendering knows them: they are told when a column is near.
 */

#include "form/definition.h"
#include "text/unicode.h"

struct conditions {
    const struct definition_reader *reader;
    const struct definition *definition;
    bool are_known;
};

/* The field of type table that a path leads to, or NULL. */
static const struct field *find_table(const struct conditions *conditions, struct string path)
{
    const struct definition *definition = conditions->definition;
    const struct field *fields = definition->fields, *found = NULL;
    size_t count = definition->field_count;
    for (size_t from = 0; from <= path.length;) {
        size_t to = string_find(path, STRING("."), from);
        to = to < path.length ? to : path.length;
        found =
            field_lookup(fields, count, name_new(conditions->reader->arena, string_slice(path, from, to)));
        if (found == NULL || (found->type == FIELD_TABLE && to < path.length))
            return NULL;
        fields = found->fields;
        count = found->field_count;
        from = to + 1;
    }
    return found != NULL && found->type == FIELD_TABLE ? found : NULL;
}

static bool is_in_force(const struct definition *definition, const struct name *name)
{
    if (field_lookup(definition->fields, definition->field_count, name) != NULL ||
        field_lookup(definition->left_out, definition->left_out_count, name) != NULL)
        return true;
    for (size_t i = 0; i < definition->derived_count; i++)
        if (string_equal(definition->derived[i].name->folded, name->folded) ||
            string_equal(definition->derived[i].label_name->folded, name->folded))
            return true;
    return false;
}

static struct string *spellings_of(struct arena *arena, const struct field *table)
{
    struct string *spellings = arena_allocate(arena, (2 * table->field_count + 1) * sizeof *spellings);
    for (size_t i = 0; i < table->field_count; i++) {
        spellings[2 * i] = table->fields[i].label_name->text;
        spellings[2 * i + 1] = table->fields[i].name->text;
    }
    return spellings;
}

static void report(struct conditions *conditions, const struct expression_column *column,
                   const struct field *table, struct string near)
{
    struct buffer all = {0};
    for (size_t i = 0; i < table->field_count; i++)
        buffer_append_format(&all, "%s%.*s", i > 0 ? "; " : "",
                             STRING_FORMAT(table->fields[i].label_name->text));
    struct problem *problem =
        problems_add(conditions->reader->problems, PROBLEM_UNKNOWN_COLUMN, &column->place,
                     column->name->text.bytes, all.length > 0 ? all.bytes : "");
    if (near.length > 0)
        problems_suggest(conditions->reader->problems, problem, near);
    buffer_release(&all);
    conditions->are_known = false;
}

static void check_column(void *context, const struct expression_column *column)
{
    struct conditions *conditions = context;
    const struct field *table = find_table(conditions, column->table);
    if (table == NULL || field_lookup(table->fields, table->field_count, column->name) != NULL)
        return;
    if (!column->is_condition && is_in_force(conditions->definition, column->name))
        return;
    struct string near = text_closest(column->name->text, spellings_of(conditions->reader->arena, table),
                                      2 * table->field_count);
    if (column->is_condition || near.length > 0)
        report(conditions, column, table, near);
}

static void check(struct conditions *conditions, const struct expression *expression)
{
    if (expression != NULL)
        expression_visit_columns(expression, check_column, conditions);
}

static void check_fields(struct conditions *conditions, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        check(conditions, fields[i].computed);
        check_fields(conditions, fields[i].fields, fields[i].field_count);
    }
}

bool definition_knows_columns(const struct definition_reader *reader, const struct definition *definition)
{
    struct conditions conditions = {reader, definition, true};
    check_fields(&conditions, definition->fields, definition->field_count);
    for (size_t i = 0; i < definition->derived_count; i++) {
        check(&conditions, definition->derived[i].value);
        check(&conditions, definition->derived[i].condition);
    }
    for (size_t i = 0; i < definition->check_count; i++) {
        check(&conditions, definition->checks[i].that);
        check(&conditions, definition->checks[i].condition);
    }
    for (size_t i = 0; i < definition->identity_count; i++) {
        check(&conditions, definition->identities[i].that);
        check(&conditions, definition->identities[i].condition);
    }
    for (size_t i = 0; i < definition->claim_count; i++) {
        check(&conditions, definition->claims[i].holds);
        check(&conditions, definition->claims[i].condition);
    }
    return conditions.are_known;
}
