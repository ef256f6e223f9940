/* Findings are the result: they go to stdout, what keeps a file from being read to stderr. */

#include "cli/command.h"

static void print_clean(const struct session *session, const char *document)
{
    static const char *const words[2] = {"%s: không có lỗi thể thức\n", "%s: nothing found\n"};
    if (!is_given(session->line, OPTION_JSON))
        printf(words[session->language], document);
}

/* True when it was read and nothing was found. */
static bool check_document(const struct session *session, const char *document)
{
    struct vanban_problems *findings = vanban_problems_new();
    const char *copy = session->line->values[OPTION_ANNOTATE];
    bool is_read = findings != NULL && vanban_check(document, session->line->values[OPTION_STANDARD],
                                                    &session->options, findings, session->problems);
    size_t count = is_read ? vanban_problems_count(findings) : 0;
    if (is_read)
        vanban_problems_print(findings, stdout, session->language, is_given(session->line, OPTION_JSON));
    if (is_read && count == 0)
        print_clean(session, document);
    if (is_read && copy != NULL)
        is_read = vanban_annotate(document, findings, copy, &session->options, session->problems);
    vanban_problems_free(findings);
    return is_read && count == 0;
}

bool run_check(const struct session *session)
{
    const struct command_line *line = session->line;
    bool is_clean = true;
    if (is_given(line, OPTION_ANNOTATE) && line->operand_count > 1) {
        vanban_problems_add_usage(session->problems, "usage-extra", line->operands[1], NULL);
        return false;
    }
    if (!may_annotate(session))
        return false;
    for (size_t i = 0; i < line->operand_count; i++)
        is_clean &= check_document(session, line->operands[i]);
    return is_clean;
}
