#include "cli/command.h"

/* The form that --form names; with *is_open false after a problem. */
static struct vanban_form *open_form(const struct session *session, bool *is_open)
{
    const char *name = session->line->values[OPTION_FORM];
    struct vanban_form *form = name ? vanban_form_open(name, &session->options, session->problems) : NULL;
    *is_open = name == NULL || form != NULL;
    return form;
}

bool run_extract(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *output = line->values[OPTION_OUTPUT];
    bool as_json = is_given(line, OPTION_JSON);
    const char *const *endings =
        as_json ? (const char *const[]){".json", NULL} : (const char *const[]){".yaml", ".yml", NULL};
    if (output != NULL && !has_output(session, endings))
        return false;
    bool is_open;
    struct vanban_options options = session->options;
    struct vanban_form *form = open_form(session, &is_open);
    if (!is_open)
        return false;
    options.form = form;
    char *data = vanban_extract(line->operands[0], line->values[OPTION_STANDARD], as_json, &options,
                                session->problems);
    vanban_form_close(form);
    return finish_text(session, data) && vanban_problems_error_count(session->problems) == 0;
}
