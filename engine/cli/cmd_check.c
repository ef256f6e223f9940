/* Findings are the result: they go to stdout, what keeps a file from being read to stderr. */

#include <string.h>

#include "cli/command.h"

static void print(const struct session *session, const struct vanban_problems *findings,
                  enum vanban_findings kind, const char *document)
{
    if (is_given(session->line, OPTION_JSON))
        vanban_problems_print(findings, stdout, session->language, true);
    else
        vanban_findings_print(findings, kind, document, stdout, session->language);
}

/* True when it was read and nothing was found. */
static bool check_document(const struct session *session, const char *document, enum vanban_findings kind)
{
    struct vanban_problems *findings = vanban_problems_new();
    const char *copy = session->line->values[OPTION_ANNOTATE];
    bool is_read = findings != NULL && vanban_check(document, session->line->values[OPTION_STANDARD],
                                                    &session->options, findings, session->problems);
    size_t count = is_read ? vanban_problems_count(findings) : 0;
    if (is_read)
        print(session, findings, kind, document);
    if (is_read && copy != NULL)
        is_read = vanban_annotate(document, findings, copy, &session->options, session->problems);
    vanban_problems_free(findings);
    return is_read && count == 0;
}

/* What was mended, then what is left in the copy. */
static bool fix_document(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *output = line->values[OPTION_OUTPUT];
    struct vanban_problems *fixes = vanban_problems_new();
    bool is_done = fixes != NULL && vanban_fix(line->operands[0], line->values[OPTION_STANDARD], output,
                                               &session->options, fixes, session->problems);
    if (is_done)
        print(session, fixes, VANBAN_MENDED, line->operands[0]);
    vanban_problems_free(fixes);
    return is_done && check_document(session, output, VANBAN_LEFT);
}

/* One document, or a message says which one is too many. */
static bool is_alone(const struct session *session)
{
    if (session->line->operand_count > 1)
        vanban_problems_add_usage(session->problems, "usage-extra", session->line->operands[1], NULL);
    return session->line->operand_count == 1;
}

/* Standard output is for what was found. */
static bool has_output_file(const struct session *session)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    static const char *const endings[] = {".docx", NULL};
    if (output == NULL || strcmp(output, "-") != 0)
        return has_output(session, endings) && may_write_to(session, OPTION_OUTPUT, endings);
    vanban_problems_add_usage(session->problems, "usage-value", "output", output);
    return false;
}

bool run_check(const struct session *session)
{
    const struct command_line *line = session->line;
    bool is_clean = true, is_fixed = is_given(line, OPTION_FIX);
    if ((is_fixed || is_given(line, OPTION_ANNOTATE)) && !is_alone(session))
        return false;
    if (!may_annotate(session))
        return false;
    if (is_fixed)
        return has_output_file(session) && fix_document(session);
    if (is_given(line, OPTION_OUTPUT)) {
        vanban_problems_add_usage(session->problems, "usage-only-with", "-o", "--fix");
        return false;
    }
    for (size_t i = 0; i < line->operand_count; i++)
        is_clean &= check_document(session, line->operands[i], VANBAN_FOUND);
    return is_clean;
}
