#include "cli/command.h"

bool run_unpack(const struct session *session)
{
    const struct command_line *line = session->line;
    if (!is_given(line, OPTION_OUTPUT)) {
        vanban_problems_add_usage(session->problems, "usage-output", NULL, NULL);
        return false;
    }
    return vanban_unpack(line->operands[0], line->values[OPTION_OUTPUT], &session->options,
                         session->problems);
}
