#include <string.h>

#include "cli/command.h"

struct vanban_units *open_units(const struct session *session, bool *is_open)
{
    const char *path = session->line->values[OPTION_UNITS];
    struct vanban_units *units =
        path != NULL ? vanban_units_open(path, &session->options, session->problems) : NULL;
    *is_open = path == NULL || units != NULL;
    return units;
}

static struct vanban_units_options options_of(const struct session *session)
{
    const struct command_line *line = session->line;
    return (struct vanban_units_options){.group = line->values[OPTION_GROUP],
                                         .date = line->values[OPTION_DATE],
                                         .figures = line->values[OPTION_FIGURES],
                                         .tasks = line->values[OPTION_TASKS],
                                         .as_json = is_given(line, OPTION_JSON)};
}

static bool run_with(const struct session *session, const struct vanban_units_options *asked,
                     char *(*run)(const struct vanban_units *units, const struct vanban_units_options *asked,
                                  const struct vanban_options *options, struct vanban_problems *problems))
{
    struct vanban_units *units =
        vanban_units_open(session->line->operands[0], &session->options, session->problems);
    bool done =
        units != NULL && finish_text(session, run(units, asked, &session->options, session->problems));
    vanban_units_close(units);
    return done;
}

bool run_units_list(const struct session *session)
{
    struct vanban_units_options asked = options_of(session);
    if (session->line->operand_count > 1)
        asked.group = session->line->operands[1];
    return run_with(session, &asked, vanban_units_list);
}

bool run_units_join(const struct session *session)
{
    struct vanban_units_options asked = options_of(session);
    return has_output(session, (const char *const[]){".jsonl", NULL}) &&
           run_with(session, &asked, vanban_units_join);
}

/* ---- who has to answer by when ---- */

static bool render_sheet(const struct session *session, const char *rows, struct vanban_form *form)
{
    const struct command_line *line = session->line;
    struct vanban_data *data =
        vanban_data_parse(line->operands[0], rows, strlen(rows), &session->options, session->problems);
    bool done = data != NULL && fill_data(session, line->operand_count, data) &&
                vanban_render(form, data, line->values[OPTION_OUTPUT], &session->options, session->problems);
    vanban_data_close(data);
    return done;
}

static bool render_rows(const struct session *session, char *rows)
{
    struct vanban_form *form =
        rows != NULL ? vanban_form_open("theo-doi", &session->options, session->problems) : NULL;
    bool done = form != NULL && render_sheet(session, rows, form);
    vanban_form_close(form);
    vanban_free(rows);
    return done;
}

static bool track(const struct session *session, struct vanban_data *common)
{
    const struct command_line *line = session->line;
    const char *records = line->operands[0], *table = line->values[OPTION_RECORDS];
    if (output_ends_in(session, ".xlsx"))
        return vanban_units_track_workbook(records, table, common, line->values[OPTION_OUTPUT],
                                           &session->options, session->problems);
    bool is_document = output_ends_in(session, ".docx");
    char *rows =
        vanban_units_track(records, table, common, is_document, &session->options, session->problems);
    return is_document ? render_rows(session, rows) : finish_text(session, rows);
}

bool run_units_track(const struct session *session)
{
    if (!has_output(session, (const char *const[]){".docx", ".xlsx", ".csv", NULL}))
        return false;
    struct vanban_data *common = read_common(session, &session->options);
    if (common == NULL)
        return false;
    bool done = track(session, common);
    vanban_data_close(common);
    return done;
}
