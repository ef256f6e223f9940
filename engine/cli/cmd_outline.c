#include "cli/command.h"

bool run_outline(const struct session *session)
{
    return may_write_text(session) &&
           finish_words(session,
                        vanban_outline(session->line->operands[0], &session->options, session->problems),
                        true);
}
