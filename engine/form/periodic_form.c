/* What is known of a form's reports before any of them is made. */

#include "form/fields.h"
#include "form/internal.h"
#include "form/periodic_internal.h"

bool form_keeps_figures(const struct form *form)
{
    return form->definition != NULL && form->definition->reporting.keep_count > 0;
}

/* Only the field that says the unit, read as it is when the report is made. */
static void read_unit(const struct definition *definition, const struct record *data,
                      struct field_reading *reading, struct record *result)
{
    struct value given = value_record(reading->arena);
    const struct name *name = name_new(reading->arena, definition->reporting.unit_field);
    const struct field *unit = field_lookup(definition->fields, definition->field_count, name);
    for (size_t i = 0; unit != NULL && i < data->count; i++) {
        const struct entry *entry = &data->entries[i];
        if (field_lookup(definition->fields, definition->field_count, entry->name) == unit)
            record_set(given.as.record, entry->name, &entry->value);
    }
    if (unit != NULL)
        fields_read(reading, unit, 1, &given, NULL, result);
}

struct string form_unit(const struct form *form, const struct value *data,
                        const struct evaluation *evaluation)
{
    struct problems *silent = problems_new();
    struct arena *arena = evaluation->lasting;
    struct field_reading reading = {
        .arena = arena, .sources = evaluation->sources, .problems = silent, .may_miss = true};
    struct value read = value_record(arena);
    if (data->kind == VALUE_RECORD)
        read_unit(form->definition, data->as.record, &reading, read.as.record);
    struct string unit = periodic_unit(arena, evaluation->periodic, form->definition, read.as.record);
    problems_free(silent);
    return unit;
}

bool form_looks_back(const struct form *form, const char *asked, struct date *first, struct date *last)
{
    struct period_rule rule = periodic_rule(form);
    struct period period, previous;
    if (!period_read(string_of(asked), &rule, &period))
        return false;
    *first = period_year_earlier(&period, &rule).from;
    if (period_previous(&period, &rule, &previous) && date_to_days(previous.from) < date_to_days(*first))
        *first = previous.from;
    *last = date_of_days(date_to_days(period.from) - 1);
    return true;
}
