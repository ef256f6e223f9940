#include "cli/command.h"

static bool render_with(const struct session *session, const struct vanban_form *form,
                        const struct vanban_units *units)
{
    struct session reading = *session;
    struct vanban_options options = session->options;
    reading.options.form = form;
    options.units = units;
    struct vanban_data *data = read_data(&reading, 1);
    if (data == NULL)
        return false;
    const char *output = session->line->values[OPTION_OUTPUT];
    bool done = vanban_render(form, data, output, &options, session->problems);
    vanban_data_close(data);
    return done;
}

static bool render_form(const struct session *session, const struct vanban_form *form)
{
    bool is_open;
    struct vanban_units *units = open_units(session, &is_open);
    bool done = is_open && render_with(session, form, units);
    vanban_units_close(units);
    return done;
}

/* What else would be wrong once the tags are mended; what is wrong with the data themselves waits. */
static void tell_missing(const struct session *session)
{
    struct session reading = *session;
    reading.problems = vanban_problems_new();
    struct vanban_data *data = reading.problems != NULL ? read_data(&reading, 1) : NULL;
    if (data != NULL)
        vanban_form_miss(session->line->operands[0], data, &session->options, session->problems);
    vanban_data_close(data);
    vanban_problems_free(reading.problems);
}

static bool render(const struct session *session)
{
    struct vanban_form *form =
        vanban_form_open(session->line->operands[0], &session->options, session->problems);
    if (form == NULL) {
        tell_missing(session);
        return false;
    }
    bool done = render_form(session, form);
    vanban_form_close(form);
    return done;
}

bool run_render(const struct session *session)
{
    static const char *const endings[] = {".docx", NULL};
    if (!has_output(session, endings) || !may_write_to(session, OPTION_OUTPUT, endings) ||
        !may_annotate(session))
        return false;
    bool done = render(session);
    return annotate_form(session) && done;
}
