#include "cli/command.h"

bool run_forms(const struct session *session)
{
    bool as_json = is_given(session->line, OPTION_JSON);
    return finish_text(session, vanban_forms(as_json, &session->options, session->problems));
}
