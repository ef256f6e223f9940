#include "cli/command.h"

bool run_outline(const struct session *session)
{
    return finish_text(session,
                       vanban_outline(session->line->operands[0], &session->options, session->problems));
}
