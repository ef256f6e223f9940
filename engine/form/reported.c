/* The figures of a filled form: what a superior adds up. */

#include "form/internal.h"
#include "form/periodic.h"
#include "form/periodic_internal.h"

static bool is_figure(const struct value *value)
{
    return value != NULL && (value->kind == VALUE_NUMBER || value->kind == VALUE_RATIO);
}

static void add_fields(struct record *figures, const struct field *fields, size_t count,
                       const struct record *prepared)
{
    for (size_t i = 0; i < count; i++) {
        const struct value *value = record_lookup_name(prepared, fields[i].name);
        if (is_figure(value)) {
            record_set(figures, fields[i].name, value);
        } else if (value != NULL && value->kind == VALUE_RECORD && fields[i].type == FIELD_RECORD) {
            struct value inner = value_record(figures->arena);
            add_fields(inner.as.record, fields[i].fields, fields[i].field_count, value->as.record);
            if (inner.as.record->count > 0)
                record_set(figures, fields[i].name, &inner);
        }
    }
}

static struct string name_in(const struct record *prepared, struct string field, struct arena *arena)
{
    const struct value *value = field.length > 0 ? record_lookup(prepared, field) : NULL;
    struct buffer out = {0};
    if (value != NULL && value->kind == VALUE_TEXT)
        buffer_append_string(&out, value->as.text);
    for (size_t i = 0; value != NULL && value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        buffer_append_text(&out, i > 0 ? " " : "");
        value_append_text(&out, &value->as.list->items[i], NUMBERS_VI);
    }
    struct string unit = arena_copy(arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return unit;
}

/* By the field of rollup; when that says nothing, by the one of history. */
static struct string unit_of(const struct form *form, const struct record *prepared, struct arena *arena)
{
    const struct reporting *reporting = &form->definition->reporting;
    struct string unit = name_in(prepared, reporting->rollup_unit, arena);
    return unit.length > 0 ? unit : name_in(prepared, reporting->unit_field, arena);
}

/* Derived numbers without a type measure the page, not the unit. */
static void add_all(struct record *figures, const struct definition *definition,
                    const struct record *prepared)
{
    add_fields(figures, definition->fields, definition->field_count, prepared);
    for (size_t i = 0; i < definition->derived_count; i++) {
        const struct value *value = record_lookup_name(prepared, definition->derived[i].name);
        if (is_figure(value) && (value->kind == VALUE_RATIO || value->format != FORMAT_BARE))
            record_set(figures, definition->derived[i].name, value);
    }
}

static void add_chosen(struct record *figures, const struct reporting *reporting,
                       const struct record *prepared)
{
    for (size_t i = 0; i < reporting->figure_count; i++) {
        struct string path = reporting->figures[i];
        const struct value *value = path_lookup(prepared, path);
        for (size_t dot; (dot = string_find(path, STRING("."), 0)) != SIZE_MAX;)
            path = string_slice(path, dot + 1, path.length);
        if (is_figure(value))
            record_set_text(figures, path, value);
    }
}

const struct definition *form_definition(const struct form *form)
{
    return form->definition;
}

struct value form_figures(const struct form *form, const struct value *prepared, struct arena *arena,
                          struct string *unit)
{
    const struct definition *definition = form->definition;
    struct value figures = value_record(arena);
    if (definition->reporting.figure_count > 0)
        add_chosen(figures.as.record, &definition->reporting, prepared->as.record);
    else
        add_all(figures.as.record, definition, prepared->as.record);
    *unit = unit_of(form, prepared->as.record, arena);
    return value_copy(arena, &figures);
}

void form_ranking(const struct form *form, struct string *rank, bool *ranks_upwards)
{
    *rank = form->definition->reporting.rank;
    *ranks_upwards = form->definition->reporting.ranks_upwards;
}

struct period_rule periodic_rule(const struct form *form)
{
    const struct reporting *reporting = &form->definition->reporting;
    return reporting->has_period ? reporting->rule : period_rule_decree;
}
