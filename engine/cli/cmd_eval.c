#include "cli/command.h"

bool run_eval(const struct session *session)
{
    struct vanban_data *data = read_data(session, 1);
    if (data == NULL)
        return false;
    bool as_json = is_given(session->line, OPTION_JSON);
    const char *expression = session->line->operands[0];
    char *text = vanban_evaluate(expression, data, as_json, &session->options, session->problems);
    vanban_data_close(data);
    return finish_text(session, text);
}
