#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"

static struct vanban_number_options options_of(const struct command_line *line)
{
    return (struct vanban_number_options){
        .key = line->values[OPTION_KEY],
        .year = is_given(line, OPTION_YEAR) ? atoi(line->values[OPTION_YEAR]) : 0,
        .series = line->values[OPTION_SERIES],
        .reason = line->values[OPTION_REASON],
        .date = line->values[OPTION_DATE],
        .table = line->values[OPTION_RECORDS],
        .by_kind = is_given(line, OPTION_BY_KIND),
        .format = is_given(line, OPTION_JSON) ? VANBAN_NUMBER_JSON : VANBAN_NUMBER_LINES,
    };
}

/* --year is four digits. */
static bool has_year(const struct session *session)
{
    const char *year = session->line->values[OPTION_YEAR];
    if (year == NULL || (strlen(year) == 4 && strspn(year, "0123456789") == 4))
        return true;
    vanban_problems_add_usage(session->problems, "usage-value", "year", year);
    return false;
}

/* With more than blanks as its value. */
static bool has_option(const struct session *session, enum option option, const char *problem)
{
    const char *value = session->line->values[option];
    if (value != NULL && value[strspn(value, " ")] != '\0')
        return true;
    vanban_problems_add_usage(session->problems, problem, NULL, NULL);
    return false;
}

bool run_number_create(const struct session *session)
{
    struct vanban_number_options asked = options_of(session->line);
    if (!has_fit_name(session, session->line->operands[0], database_endings))
        return false;
    struct vanban_data *groups = read_data(session, 1);
    bool done = groups != NULL && vanban_number_create(session->line->operands[0], groups, &asked,
                                                       &session->options, session->problems);
    vanban_data_close(groups);
    return done;
}

/* With --data the words behind the book are the table of documents, else all the data. */
static struct vanban_data *read_documents(const struct session *session, struct vanban_number_options *asked)
{
    const struct command_line *line = session->line;
    if (!is_given(line, OPTION_DATA))
        return read_data(session, 1);
    asked->records = line->operands[1];
    if (line->operand_count == 2)
        return read_common(session, &session->options);
    vanban_problems_add_usage(session->problems, "usage-extra", line->operands[2], NULL);
    return NULL;
}

bool run_number_allocate(const struct session *session)
{
    struct vanban_number_options asked = options_of(session->line);
    if (!has_option(session, OPTION_KEY, "usage-key"))
        return false;
    struct vanban_data *data = read_documents(session, &asked);
    if (data == NULL)
        return false;
    const char *output = session->line->values[OPTION_OUTPUT];
    char *text = vanban_number_allocate(session->line->operands[0], data, output, &asked, &session->options,
                                        session->problems);
    vanban_data_close(data);
    /* Data on standard output are for a program, which the numbers would disturb. */
    bool is_piped = output != NULL && strcmp(output, "-") == 0;
    return print_text(text, is_piped ? stderr : stdout);
}

/* "15/BC-UBND" behind the book, or --key. */
static bool names_document(const struct session *session, size_t operand, struct vanban_number_options *asked)
{
    *asked = options_of(session->line);
    if (session->line->operand_count > operand)
        asked->number = session->line->operands[operand];
    if (asked->number != NULL || asked->key != NULL)
        return has_year(session);
    vanban_problems_add_usage(session->problems, "usage-which-document", NULL, NULL);
    return false;
}

bool run_number_void(const struct session *session)
{
    struct vanban_number_options asked;
    return names_document(session, 1, &asked) && has_option(session, OPTION_REASON, "usage-reason") &&
           vanban_number_void(session->line->operands[0], &asked, &session->options, session->problems);
}

bool run_number_note(const struct session *session)
{
    const struct command_line *line = session->line;
    struct vanban_number_options asked;
    if (!names_document(session, 1, &asked))
        return false;
    if (line->set_count == 0) {
        vanban_problems_add_usage(session->problems, "usage-note", NULL, NULL);
        return false;
    }
    struct vanban_data *notes = read_data(session, line->operand_count);
    bool done = notes != NULL &&
                vanban_number_note(line->operands[0], notes, &asked, &session->options, session->problems);
    vanban_data_close(notes);
    return done;
}

bool run_number_history(const struct session *session)
{
    struct vanban_number_options asked;
    return names_document(session, 1, &asked) &&
           finish_text(session, vanban_number_history(session->line->operands[0], &asked, &session->options,
                                                      session->problems));
}

bool run_number_stamp(const struct session *session)
{
    const struct command_line *line = session->line;
    struct vanban_number_options asked;
    return has_output(session, (const char *const[]){".docx", NULL}) && names_document(session, 2, &asked) &&
           vanban_number_stamp(line->operands[0], line->operands[1], line->values[OPTION_OUTPUT], &asked,
                               &session->options, session->problems);
}

bool run_number_list(const struct session *session)
{
    struct vanban_number_options asked = options_of(session->line);
    return has_year(session) &&
           finish_text(session, vanban_number_list(session->line->operands[0], &asked, &session->options,
                                                   session->problems));
}

bool run_number_find(const struct session *session)
{
    struct vanban_number_options asked = options_of(session->line);
    asked.words = session->line->operands[1];
    return has_year(session) &&
           finish_text(session, vanban_number_list(session->line->operands[0], &asked, &session->options,
                                                   session->problems));
}

bool run_number_export(const struct session *session)
{
    struct vanban_number_options asked = options_of(session->line);
    const char *output = session->line->values[OPTION_OUTPUT];
    if (output != NULL && !has_output(session, (const char *const[]){".xml", ".csv", ".json", NULL}))
        return false;
    if (!is_given(session->line, OPTION_JSON))
        asked.format = output_ends_in(session, ".csv")    ? VANBAN_NUMBER_CSV
                       : output_ends_in(session, ".json") ? VANBAN_NUMBER_JSON
                                                          : VANBAN_NUMBER_XML;
    return has_year(session) &&
           finish_text(session, vanban_number_list(session->line->operands[0], &asked, &session->options,
                                                   session->problems));
}

/* What the book has, then the data files and --set over it, as the form so-van-ban-di wants it. */
static struct vanban_data *book_data(const struct session *session, const char *listed)
{
    struct vanban_data *data = vanban_data_parse(session->line->operands[0], listed, strlen(listed),
                                                 &session->options, session->problems);
    if (data == NULL || fill_data(session, 1, data))
        return data;
    vanban_data_close(data);
    return NULL;
}

static bool render_book(const struct session *session, const char *listed)
{
    struct vanban_form *form = vanban_form_open("so-van-ban-di", &session->options, session->problems);
    struct vanban_data *data = form != NULL ? book_data(session, listed) : NULL;
    bool done = data != NULL && vanban_render(form, data, session->line->values[OPTION_OUTPUT],
                                              &session->options, session->problems);
    vanban_data_close(data);
    vanban_form_close(form);
    return done;
}

bool run_number_book(const struct session *session)
{
    struct vanban_number_options asked = options_of(session->line);
    asked.format = VANBAN_NUMBER_FORM_DATA;
    if (!has_output(session, (const char *const[]){".docx", NULL}) || !has_year(session) ||
        !has_option(session, OPTION_YEAR, "usage-book-year"))
        return false;
    char *listed =
        vanban_number_list(session->line->operands[0], &asked, &session->options, session->problems);
    bool done = listed != NULL && render_book(session, listed);
    vanban_free(listed);
    return done;
}
