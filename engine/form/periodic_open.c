/* What an opened form needs for reports of periods: which names its template reads, and the days off. */

#include "form/internal.h"
#include "form/periodic.h"
#include "statistics/calendar.h"

static void note_name(void *context, const struct template_use *use)
{
    struct reporting *reporting = context;
    struct arena *arena = arena_new();
    size_t dot = string_find(use->path, STRING("."), 0);
    struct string root = string_slice(use->path, 0, dot == SIZE_MAX ? use->path.length : dot);
    enum period_name name = period_name_lookup(name_new(arena, root));
    if (name < PERIOD_NAME_COUNT)
        reporting->template_reads[name] = true;
    arena_free(arena);
}

bool form_read_periods(struct form *form, const char *forms_folder, const struct limits *limits,
                       struct problems *problems)
{
    struct data_reader reader = {form->arena, sources_new(form->arena), limits, problems};
    template_visit_uses(form->template, note_name, &form->definition->reporting);
    return calendar_read_shipped(&reader, forms_folder, &form->calendar);
}
