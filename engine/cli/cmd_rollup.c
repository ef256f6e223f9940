#include <string.h>
#include <strings.h>

#include "cli/command.h"

static bool wants_json(const struct session *session)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    size_t length = strlen(output);
    return (length > 5 && strcmp(output + length - 5, ".json") == 0) ||
           (strcmp(output, "-") == 0 && is_given(session->line, OPTION_JSON));
}

static bool wants_workbook(const struct session *session)
{
    const char *output = session->line->values[OPTION_OUTPUT], *ending = strrchr(output, '.');
    return ending != NULL && strcasecmp(ending, ".xlsx") == 0;
}

static bool roll_up(const struct session *session, const struct vanban_form *form)
{
    const struct command_line *line = session->line;
    const char *const *paths = line->operands + 1;
    size_t count = line->operand_count - 1;
    const char *units = line->values[OPTION_UNITS];
    if (wants_workbook(session))
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
