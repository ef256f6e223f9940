#include <string.h>

#include "cli/command.h"

static bool may_write(const struct session *session)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    return output == NULL || strcmp(output, "-") == 0 ||
           has_output(session, (const char *const[]){".yaml", ".yml", ".xlsx", NULL});
}

static bool write_blank(const struct session *session, const struct vanban_form *form)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    if (output_ends_in(session, ".xlsx"))
        return vanban_form_workbook(form, output, &session->options, session->problems);
    char *blank = vanban_form_blank(form, &session->options, session->problems);
    return output == NULL ? finish_words(session, blank, false) : finish_text(session, blank);
}

bool run_new(const struct session *session)
{
    if (!may_write(session))
        return false;
    struct vanban_form *form =
        vanban_form_open(session->line->operands[0], &session->options, session->problems);
    if (form == NULL)
        return false;
    bool done = write_blank(session, form);
    vanban_form_close(form);
    return done;
}
