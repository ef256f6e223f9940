#include <string.h>

#include "cli/command.h"

static bool wants_json(const struct session *session)
{
    return output_ends_in(session, ".json") ||
           (strcmp(session->line->values[OPTION_OUTPUT], "-") == 0 && is_given(session->line, OPTION_JSON));
}

static bool roll_up(const struct session *session, const struct vanban_form *form)
{
    const struct command_line *line = session->line;
    const char *const *paths = line->operands + 1;
    size_t count = line->operand_count - 1;
    const char *units = line->values[OPTION_UNITS];
    if (output_ends_in(session, ".xlsx"))
        return vanban_rollup_workbook(form, paths, count, units, line->values[OPTION_OUTPUT],
                                      &session->options, session->problems);
    return finish_text(session, vanban_rollup(form, paths, count, units, wants_json(session),
                                              &session->options, session->problems));
}

bool run_rollup(const struct session *session)
{
    const struct command_line *line = session->line;
    static const char *const endings[] = {".yaml", ".yml", ".json", ".xlsx", NULL};
    if (!has_output(session, endings) || !may_write_to(session, OPTION_OUTPUT, endings))
        return false;
    struct vanban_form *form = vanban_form_open(line->operands[0], &session->options, session->problems);
    if (form == NULL)
        return false;
    bool done = roll_up(session, form);
    vanban_form_close(form);
    return done;
}
