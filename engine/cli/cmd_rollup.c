#include <string.h>

#include "cli/command.h"

static bool wants_json(const struct session *session)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    size_t length = strlen(output);
    return (length > 5 && strcmp(output + length - 5, ".json") == 0) ||
           (strcmp(output, "-") == 0 && is_given(session->line, OPTION_JSON));
}

bool run_rollup(const struct session *session)
{
    const struct command_line *line = session->line;
    static const char *const endings[] = {".yaml", ".yml", ".json", NULL};
    if (!has_output(session, endings) || !may_write_to(session, OPTION_OUTPUT, endings))
        return false;
    struct vanban_form *form = vanban_form_open(line->operands[0], &session->options, session->problems);
    if (form == NULL)
        return false;
    char *text = vanban_rollup(form, line->operands + 1, line->operand_count - 1, line->values[OPTION_UNITS],
                               wants_json(session), &session->options, session->problems);
    vanban_form_close(form);
    return finish_text(session, text);
}
