#include "cli/command.h"

bool run_unpack(const struct session *session)
{
    const struct command_line *line = session->line;
    return has_required(session, OPTION_OUTPUT) &&
           vanban_unpack(line->operands[0], line->values[OPTION_OUTPUT], &session->options,
                         session->problems);
}
