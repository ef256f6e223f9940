/* SQL of form.yaml over the tables of the form: its fields of type table, also those inside records. */

#include "form/prepare.h"

enum { MOST_TABLES = 64 };

struct tables {
    struct arena *arena;
    struct query_table list[MOST_TABLES];
    size_t count;
};

static const struct query_column *columns_of(struct arena *arena, const struct field *table)
{
    struct query_column *columns = arena_allocate(arena, (table->field_count + 1) * sizeof *columns);
    for (size_t i = 0; i < table->field_count; i++)
        columns[i] = (struct query_column){table->fields[i].name->text, table->fields[i].label,
                                           field_kinds[table->fields[i].type].format};
    return columns;
}

static void add_tables(struct tables *tables, const struct field *fields, size_t count,
                       const struct record *record)
{
    for (size_t i = 0; i < count; i++) {
        const struct field *field = &fields[i];
        const struct value *value = record != NULL ? record_lookup_name(record, field->name) : NULL;
        bool is_record = value != NULL && value->kind == VALUE_RECORD;
        bool is_list = value != NULL && value->kind == VALUE_LIST;
        if (field->type == FIELD_RECORD)
            add_tables(tables, field->fields, field->field_count, is_record ? value->as.record : NULL);
        if (field->type != FIELD_TABLE || tables->count == MOST_TABLES)
            continue;
        tables->list[tables->count++] = (struct query_table){.name = field->name->text,
                                                             .label = field->label,
                                                             .columns = columns_of(tables->arena, field),
                                                             .column_count = field->field_count,
                                                             .rows = is_list ? value->as.list : NULL};
    }
}

bool query_derived_told(struct preparation *preparation, const struct derived *derived,
                        struct query_listening *listening, struct value *value)
{
    struct evaluation *evaluation = preparation->evaluation;
    const struct definition *definition = preparation->definition;
    struct tables tables = {.arena = evaluation->lasting};
    add_tables(&tables, definition->fields, definition->field_count, preparation->prepared);
    struct query query = {.sql = derived->sql,
                          .place = derived->sql_place,
                          .tables = tables.list,
                          .table_count = tables.count,
                          .is_single = derived->has_type,
                          .listening = listening};
    return query_run(&query, evaluation, value);
}

bool query_derived(struct preparation *preparation, const struct derived *derived, struct value *value)
{
    return query_derived_told(preparation, derived, NULL, value);
}
