/* What an opened form needs for reports of periods: which names of other periods it reads, and the days off.
 */

#include "form/internal.h"
#include "form/periodic.h"
#include "statistics/calendar.h"

static void note_read(struct reporting *reporting, const struct name *name)
{
    enum period_name which = period_name_lookup(name);
    if (which < PERIOD_NAME_COUNT)
        reporting->reads[which] = true;
}

static void note_template_use(void *context, const struct template_use *use)
{
    struct arena *arena = arena_new();
    size_t dot = string_find(use->path, STRING("."), 0);
    struct string root = string_slice(use->path, 0, dot == SIZE_MAX ? use->path.length : dot);
    note_read(context, name_new(arena, root));
    arena_free(arena);
}

static void note_use(void *context, const struct expression_use *use)
{
    note_read(context, use->name);
}

static void visit(struct reporting *reporting, const struct expression *expression)
{
    if (expression != NULL)
        expression_visit_uses(expression, note_use, reporting);
}

static void visit_fields(struct reporting *reporting, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        visit(reporting, fields[i].computed);
        visit_fields(reporting, fields[i].fields, fields[i].field_count);
    }
}

static void visit_definition(struct reporting *reporting, const struct definition *definition)
{
    visit_fields(reporting, definition->fields, definition->field_count);
    for (size_t i = 0; i < definition->derived_count; i++) {
        visit(reporting, definition->derived[i].value);
        visit(reporting, definition->derived[i].condition);
    }
    for (size_t i = 0; i < definition->check_count; i++) {
        visit(reporting, definition->checks[i].that);
        visit(reporting, definition->checks[i].condition);
    }
    for (size_t i = 0; i < definition->identity_count; i++) {
        visit(reporting, definition->identities[i].that);
        visit(reporting, definition->identities[i].condition);
    }
    for (size_t i = 0; i < definition->claim_count; i++) {
        visit(reporting, definition->claims[i].holds);
        visit(reporting, definition->claims[i].condition);
    }
}

bool form_read_periods(struct form *form, const char *forms_folder, const struct limits *limits,
                       struct problems *problems)
{
    struct data_reader reader = {form->arena, sources_new(form->arena), limits, problems};
    struct reporting *reporting = &form->definition->reporting;
    visit_definition(reporting, form->definition);
    template_visit_uses(form->template, note_template_use, reporting);
    return calendar_read_shipped(&reader, forms_folder, &form->calendar);
}
