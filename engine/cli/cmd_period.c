#include "cli/command.h"

static const char *find_history(const struct session *session)
{
    const char *history = session->line->values[OPTION_HISTORY];
    if (history == NULL)
        vanban_problems_add_usage(session->problems, "usage-history", NULL, NULL);
    return history;
}

bool run_period_list(const struct session *session)
{
    const char *history = find_history(session);
    bool as_json = is_given(session->line, OPTION_JSON);
    return history != NULL &&
           finish_text(session, vanban_period_list(history, as_json, &session->options, session->problems));
}

bool run_period_close(const struct session *session)
{
    const char *history = find_history(session);
    return history != NULL && vanban_period_close(history, &session->options, session->problems);
}

bool run_period_reopen(const struct session *session)
{
    const char *history = find_history(session);
    return history != NULL && vanban_period_reopen(history, session->line->values[OPTION_REASON],
                                                   &session->options, session->problems);
}
