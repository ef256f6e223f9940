#include "cli/command.h"

bool run_new(const struct session *session)
{
    struct vanban_form *form =
        vanban_form_open(session->line->operands[0], &session->options, session->problems);
    if (form == NULL)
        return false;
    char *text = vanban_form_blank(form, &session->options, session->problems);
    vanban_form_close(form);
    return finish_text(session, text);
}
