#include "cli/command.h"

bool run_manifest_verify(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *plan = line->operand_count > 1 ? line->operands[1] : NULL;
    return vanban_manifest_verify(line->operands[0], plan, &session->options, session->problems);
}

bool run_manifest_merge(const struct session *session)
{
    return vanban_manifest_merge(session->line->operands[0], &session->options, session->problems);
}
