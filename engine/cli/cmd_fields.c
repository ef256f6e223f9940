#include "cli/command.h"

static bool print_fields(const struct session *session)
{
    struct vanban_form *form =
        vanban_form_open(session->line->operands[0], &session->options, session->problems);
    if (form == NULL)
        return false;
    bool as_json = is_given(session->line, OPTION_JSON);
    char *text = vanban_form_fields(form, as_json, &session->options, session->problems);
    vanban_form_close(form);
    return finish_text(session, text);
}

bool run_fields(const struct session *session)
{
    if (!may_annotate(session))
        return false;
    bool done = print_fields(session);
    return annotate_form(session) && done;
}
