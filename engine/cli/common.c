/* Steps that several commands share. */

#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "cli/command.h"

bool print_text(char *text, FILE *stream)
{
    if (text != NULL)
        fputs(text, stream);
    vanban_free(text);
    return text != NULL;
}

bool finish_text(const struct session *session, char *text)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    bool done = text != NULL;
    if (done && output != NULL && strcmp(output, "-") != 0) {
        done = vanban_write_text(text, output, &session->options, session->problems);
    } else if (done) {
        size_t length = strlen(text);
        fwrite(text, 1, length, stdout);
        if (length > 0 && text[length - 1] != '\n')
            putchar('\n');
    }
    vanban_free(text);
    return done;
}

bool finish_words(const struct session *session, char *text, bool by_line)
{
    if (is_given(session->line, OPTION_JSON))
        text = vanban_text_json(text, by_line, session->problems);
    return finish_text(session, text);
}

bool fill_data(const struct session *session, size_t first, struct vanban_data *data)
{
    const struct command_line *line = session->line;
    bool done = true;
    for (size_t i = first; i < line->operand_count; i++)
        done = vanban_data_merge(data, line->operands[i], session->problems) && done;
    for (size_t i = 0; done && i < line->set_count; i++)
        done = vanban_data_set(data, line->sets[i], session->problems);
    return done;
}

struct vanban_data *read_data(const struct session *session, size_t first)
{
    struct vanban_data *data = vanban_data_open(NULL, &session->options, session->problems);
    if (data == NULL || fill_data(session, first, data))
        return data;
    vanban_data_close(data);
    return NULL;
}

struct vanban_data *read_common(const struct session *session, const struct vanban_options *options)
{
    const struct command_line *line = session->line;
    struct vanban_data *common = vanban_data_open(line->values[OPTION_DATA], options, session->problems);
    if (common == NULL || fill_data(session, line->operand_count, common))
        return common;
    vanban_data_close(common);
    return NULL;
}

/* Endings that promise a reader something else than what we write. */
static const char *const endings_of_others[] = {
    ".docx", ".doc", ".dotx", ".odt", ".rtf",  ".pdf", ".xlsx",   ".xls",     ".csv", ".json",
    ".yaml", ".yml", ".xml",  ".txt", ".html", ".db",  ".sqlite", ".sqlite3", NULL};

const char *const database_endings[] = {".db", ".sqlite", ".sqlite3", NULL};

static bool has_ending(const char *name, const char *const *endings)
{
    size_t length = strlen(name);
    for (; *endings != NULL; endings++) {
        size_t end = strlen(*endings);
        if (length >= end && strcasecmp(name + length - end, *endings) == 0)
            return true;
    }
    return false;
}

bool output_ends_in(const struct session *session, const char *ending)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    return output != NULL && has_ending(output, (const char *const[]){ending, NULL});
}

static bool is_fit_name(const struct session *session, const char *name, const char *const *endings)
{
    char all[128] = "";
    size_t length = 0;
    if (has_ending(name, endings) || !has_ending(name, endings_of_others))
        return true;
    for (size_t i = 0; endings[i] != NULL && length < sizeof all; i++)
        length += (size_t)snprintf(all + length, sizeof all - length, "%s%s", i > 0 ? ", " : "", endings[i]);
    vanban_problems_add_usage(session->problems, "usage-ending", name, all);
    return false;
}

bool has_fit_name(const struct session *session, const char *name, const char *const *endings)
{
    if (name == NULL || has_ending(name, endings) || !has_ending(name, endings_of_others))
        return true;
    vanban_problems_add_usage(session->problems, "usage-file-kind", name, endings[0]);
    return false;
}

bool has_fit_options(const struct session *session)
{
    const struct command_line *line = session->line;
    return has_fit_name(session, line->values[OPTION_MAP],
                        (const char *const[]){".yaml", ".yml", ".json", NULL}) &&
           has_fit_name(session, line->values[OPTION_HISTORY], database_endings);
}

bool has_output(const struct session *session, const char *const *endings)
{
    const char *output = session->line->values[OPTION_OUTPUT];
    if (output != NULL)
        return is_fit_name(session, output, endings);
    vanban_problems_add_usage(session->problems, "usage-output", NULL, NULL);
    return false;
}

bool may_write_text(const struct session *session)
{
    static const char *const endings[] = {".txt", ".md",  ".csv",  ".json", ".yaml",
                                          ".yml", ".xml", ".html", NULL};
    const char *output = session->line->values[OPTION_OUTPUT];
    return output == NULL || is_fit_name(session, output, endings);
}

static bool is_same_file(const char *a, const char *b)
{
    struct stat first, second;
    if (strcmp(a, b) == 0)
        return true;
    return stat(a, &first) == 0 && stat(b, &second) == 0 && first.st_dev == second.st_dev &&
           first.st_ino == second.st_ino;
}

/* Files that the command reads. */
static bool is_read(const struct session *session, const char *path)
{
    static const enum option readers[] = {OPTION_MAP,   OPTION_HISTORY, OPTION_UNITS, OPTION_DATA,
                                          OPTION_NAMES, OPTION_FIGURES, OPTION_TASKS};
    const struct command_line *line = session->line;
    bool is_read = false;
    if (strcmp(path, "-") == 0)
        return false;
    for (size_t i = 0; i < line->operand_count; i++)
        is_read |= is_same_file(path, line->operands[i]);
    for (size_t i = 0; i < sizeof readers / sizeof *readers; i++)
        is_read |= line->values[readers[i]] != NULL && is_same_file(path, line->values[readers[i]]);
    return is_read;
}

bool may_write_to(const struct session *session, enum option option, const char *const *endings)
{
    const char *path = session->line->values[option];
    if (path == NULL)
        return true;
    if (!is_read(session, path))
        return is_fit_name(session, path, endings);
    vanban_problems_add_usage(session->problems, "usage-same-file", path, NULL);
    return false;
}

/* Told before the document is made, that none is left behind. */
static bool is_free(const struct session *session, const char *copy)
{
    struct stat status;
    if (session->options.overwrite || stat(copy, &status) != 0)
        return true;
    vanban_problems_add_usage(session->problems, "output-exists", copy, NULL);
    return false;
}

bool may_annotate(const struct session *session)
{
    const struct command_line *line = session->line;
    const char *copy = line->values[OPTION_ANNOTATE], *output = line->values[OPTION_OUTPUT];
    if (copy == NULL)
        return true;
    if (strcmp(copy, "-") == 0) { /* where findings and problems go */
        vanban_problems_add_usage(session->problems, "usage-value", "annotate", copy);
        return false;
    }
    if (output != NULL && is_same_file(copy, output)) {
        vanban_problems_add_usage(session->problems, "usage-same-file", copy, NULL);
        return false;
    }
    return may_write_to(session, OPTION_ANNOTATE, (const char *const[]){".docx", NULL}) &&
           is_free(session, copy);
}

bool annotate_form(const struct session *session)
{
    const char *copy = session->line->values[OPTION_ANNOTATE];
    return copy == NULL || vanban_annotate(session->line->operands[0], session->problems, copy,
                                           &session->options, session->problems);
}
