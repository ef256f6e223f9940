#include "cli/command.h"

bool run_extract(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *output = line->values[OPTION_OUTPUT];
    bool as_json = is_given(line, OPTION_JSON);
    const char *const *endings =
        as_json ? (const char *const[]){".json", NULL} : (const char *const[]){".yaml", ".yml", NULL};
    if (output != NULL && !has_output(session, endings))
        return false;
    char *data = vanban_extract(line->operands[0], line->values[OPTION_STANDARD], as_json, &session->options,
                                session->problems);
    return finish_text(session, data) && vanban_problems_error_count(session->problems) == 0;
}
