#include <string.h>

#include "cli/command.h"

static bool may_write(const struct session *session)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    return output == NULL || strcmp(output, "-") == 0 ||
           has_output(session, (const char *const[]){".yaml", ".yml", NULL});
}

bool run_new(const struct session *session)
{
    if (!may_write(session))
        return false;
    struct vanban_form *form =
        vanban_form_open(session->line->operands[0], &session->options, session->problems);
    if (form == NULL)
        return false;
    char *text = vanban_form_blank(form, &session->options, session->problems);
    vanban_form_close(form);
    return finish_text(session, text);
}
