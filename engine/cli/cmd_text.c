#include <string.h>
#include <strings.h>

#include "cli/command.h"

static enum vanban_tones choose_tones(const char *asked)
{
    if (asked == NULL || strcmp(asked, "keep") == 0)
        return VANBAN_TONES_KEEP;
    return strcmp(asked, "old") == 0 ? VANBAN_TONES_OLD : VANBAN_TONES_NEW;
}

static bool is_document(const char *path)
{
    size_t length = strlen(path);
    return length > 5 &&
           (strcasecmp(path + length - 5, ".docx") == 0 || strcasecmp(path + length - 5, ".dotx") == 0);
}

/* What was done is the result, unless the document itself goes to standard output. */
static bool convert_document(const struct session *session, const char *path, enum vanban_tones tones)
{
    const struct command_line *line = session->line;
    if (!has_output(session, (const char *const[]){".docx", ".dotx", NULL}))
        return false;
    const char *output = line->values[OPTION_OUTPUT];
    char *report = vanban_convert_document(path, output, tones, is_given(line, OPTION_JSON),
                                           &session->options, session->problems);
    return print_text(report, strcmp(output, "-") == 0 ? stderr : stdout);
}

bool run_text(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *path = line->operand_count > 0 ? line->operands[0] : "-";
    enum vanban_tones tones = choose_tones(line->values[OPTION_TONE]);
    if (is_document(path))
        return convert_document(session, path, tones);
    if (!may_write_text(session))
        return false;
    const char *encoding = line->values[OPTION_FROM];
    if (encoding != NULL && strcasecmp(encoding, "auto") == 0 && !is_given(line, OPTION_YES))
        return finish_text(session, vanban_guess_encoding(path, is_given(line, OPTION_JSON),
                                                          &session->options, session->problems));
    struct vanban_conversion conversion = {.encoding = encoding,
                                           .tones = tones,
                                           .names = line->values[OPTION_NAMES],
                                           .tidy = is_given(line, OPTION_TIDY)};
    return finish_words(session, vanban_convert(path, &conversion, &session->options, session->problems),
                        false);
}
