#include "cli/command.h"

bool run_pack(const struct session *session)
{
    const struct command_line *line = session->line;
    return has_output(session, (const char *const[]){".docx", NULL}) &&
           vanban_pack(line->operands[0], line->values[OPTION_OUTPUT], &session->options, session->problems);
}
