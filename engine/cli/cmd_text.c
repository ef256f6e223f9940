#include <string.h>

#include "cli/command.h"

static enum vanban_tones choose_tones(const char *asked)
{
    if (asked == NULL || strcmp(asked, "keep") == 0)
        return VANBAN_TONES_KEEP;
    return strcmp(asked, "old") == 0 ? VANBAN_TONES_OLD : VANBAN_TONES_NEW;
}

bool run_text(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *path = line->operand_count > 0 ? line->operands[0] : "-";
    enum vanban_tones tones = choose_tones(line->values[OPTION_TONE]);
    return finish_text(session, vanban_convert(path, line->values[OPTION_FROM], tones, &session->options,
                                               session->problems));
}
