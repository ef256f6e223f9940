#include "cli/command.h"

/* The name stands last, behind the data. */
static struct vanban_data *read_data_before_name(const struct session *session,
                                                 const struct vanban_form *form)
{
    struct command_line line = *session->line;
    struct session shorter = *session;
    line.operand_count--;
    shorter.line = &line;
    shorter.options.form = form;
    return read_data(&shorter, 1);
}

bool run_explain(const struct session *session)
{
    const struct command_line *line = session->line;
    struct vanban_options options = session->options;
    bool is_open;
    struct vanban_units *units = open_units(session, &is_open);
    options.units = units;
    struct vanban_form *form =
        is_open ? vanban_form_open(line->operands[0], &options, session->problems) : NULL;
    struct vanban_data *data = form != NULL ? read_data_before_name(session, form) : NULL;
    char *text = NULL;
    if (data != NULL)
        text = vanban_explain(form, data, line->operands[line->operand_count - 1],
                              is_given(line, OPTION_JSON), &options, session->problems);
    vanban_data_close(data);
    vanban_form_close(form);
    vanban_units_close(units);
    return finish_text(session, text);
}
