/* What a blank data file says although it need not: the period of a report. */

#include "form/internal.h"
#include "form/periodic.h"

#include <string.h>

/* The field at the top that says the period; NULL: none does. */
static const struct field *period_field(const struct definition *definition)
{
    struct string named = definition->reporting.period_field;
    for (size_t i = 0; named.length > 0 && i < definition->field_count; i++) {
        if (string_equal(definition->fields[i].name->text, named))
            return &definition->fields[i];
    }
    return NULL;
}

bool field_is_asked(const struct definition *definition, const struct field *field)
{
    return field->is_required || field == period_field(definition);
}

/* Copies down to the one field. */
static const struct form *with_example(const struct form *form, const struct field *field,
                                       struct string period, struct arena *arena)
{
    struct form *asking = arena_allocate(arena, sizeof *asking);
    struct definition *definition = arena_allocate(arena, sizeof *definition);
    struct field *fields = arena_allocate(arena, form->definition->field_count * sizeof *fields);
    *asking = *form;
    *definition = *form->definition;
    memcpy(fields, form->definition->fields, definition->field_count * sizeof *fields);
    fields[field - form->definition->fields].example = value_text(arena_copy(arena, period));
    definition->fields = fields;
    asking->definition = definition;
    return asking;
}

const struct form *form_asking(const struct form *form, const char *period, struct arena *arena,
                               struct problems *problems)
{
    struct period_rule rule = periodic_rule(form);
    struct period found;
    if (period == NULL)
        return form;
    if (!period_read(string_of(period), &rule, &found)) {
        problems_add(problems, PROBLEM_PERIOD_OPTION, NULL, period);
        return NULL;
    }
    const struct field *field = period_field(form->definition);
    if (field != NULL)
        return with_example(form, field, string_of(period), arena);
    problems_add(problems, PROBLEM_PERIOD_NO_FIELD, NULL, arena_copy(arena, form_name(form)).bytes);
    return form;
}
