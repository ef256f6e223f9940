#include <string.h>

#include "cli/command.h"

/* A folder is no stream of bytes. */
bool run_unpack(const struct session *session)
{
    const char *folder = session->line->values[OPTION_OUTPUT];
    if (folder == NULL)
        vanban_problems_add_usage(session->problems, "usage-output", NULL, NULL);
    else if (strcmp(folder, "-") == 0)
        vanban_problems_add_usage(session->problems, "usage-value", "output", folder);
    else
        return vanban_unpack(session->line->operands[0], folder, &session->options, session->problems);
    return false;
}
