/* Public functions whose result is a text: fields, blank data, forms, expressions, outlines. */

#include "internal.h"
#include "word/reencode.h"
#include "word/review.h"

/* One body for all of them: it appends to `out` and says whether it could. */
struct text_work {
    bool (*append)(struct text_work *work, struct buffer *out);
    const struct vanban_form *form;
    const struct vanban_data *data;
    const char *input; /* an expression, a path */
    bool as_json;
    struct vanban_options options;
    struct problems *problems;
    char *text;
};

static void make_text(void *argument)
{
    struct text_work *work = argument;
    struct buffer out = {0};
    if (work->append(work, &out))
        work->text = api_text(&out);
    else
        buffer_release(&out);
}

static char *run_text(struct text_work work, const struct vanban_options *options,
                      struct vanban_problems *problems)
{
    work.options = api_options(options);
    work.problems = problems->list;
    return api_run(make_text, &work, problems) ? work.text : NULL;
}

static bool append_fields(struct text_work *work, struct buffer *out)
{
    if (work->as_json)
        form_append_fields_json(work->form->form, api_language(work->options.language), out);
    else
        form_append_fields(work->form->form, api_language(work->options.language), out);
    return true;
}

char *vanban_form_fields(const struct vanban_form *form, bool as_json, const struct vanban_options *options,
                         struct vanban_problems *problems)
{
    return run_text((struct text_work){.append = append_fields, .form = form, .as_json = as_json}, options,
                    problems);
}

static bool append_blank(struct text_work *work, struct buffer *out)
{
    struct arena *arena = arena_new();
    const struct form *form = form_asking(work->form->form, work->options.period, arena, work->problems);
    if (form != NULL)
        form_append_blank(form, api_language(work->options.language), out);
    arena_free(arena);
    return form != NULL;
}

char *vanban_form_blank(const struct vanban_form *form, const struct vanban_options *options,
                        struct vanban_problems *problems)
{
    return run_text((struct text_work){.append = append_blank, .form = form}, options, problems);
}

struct workbook_work {
    const struct vanban_form *form;
    const char *output;
    const struct vanban_options *options;
    struct problems *problems;
    bool done;
};

static void write_form(struct workbook_work *work, const struct form *form)
{
    struct file_output *output = file_output_open(work->output, work->options->overwrite, work->problems);
    if (output == NULL)
        return;
    enum language language = api_language(work->options->language);
    if (form_write_workbook(form, language, output, work->problems))
        work->done = file_output_commit(output, work->problems);
    else
        file_output_abandon(output);
}

static void write_workbook(void *argument)
{
    struct workbook_work *work = argument;
    struct arena *arena = arena_new();
    const struct form *form = form_asking(work->form->form, work->options->period, arena, work->problems);
    if (form != NULL)
        write_form(work, form);
    arena_free(arena);
}

bool vanban_form_workbook(const struct vanban_form *form, const char *output,
                          const struct vanban_options *options, struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct workbook_work work = {form, output, &all, problems->list, false};
    return api_run(write_workbook, &work, problems) && work.done;
}

static bool append_forms(struct text_work *work, struct buffer *out)
{
    struct limits limits;
    return api_limits(&work->options, &limits, work->problems) &&
           form_append_shipped(work->options.forms_folder, work->as_json, &limits, out, work->problems);
}

char *vanban_forms(bool as_json, const struct vanban_options *options, struct vanban_problems *problems)
{
    return run_text((struct text_work){.append = append_forms, .as_json = as_json}, options, problems);
}

/* An undefined result is reported like a tag that prints it; it prints nothing when that is allowed. */
static bool append_value(const struct expression *expression, struct evaluation *evaluation, bool as_json,
                         struct buffer *out)
{
    struct value value;
    if (!expression_evaluate(expression, evaluation, &value))
        return false;
    if (value.kind == VALUE_UNDEFINED)
        return expression_report_undefined(expression, evaluation, &value);
    if (as_json)
        value_append_json(out, &value);
    else
        evaluation_append(evaluation, out, &value);
    return true;
}

static bool evaluate_in(struct text_work *work, struct session *session, struct buffer *out)
{
    struct string text = string_of(work->input);
    struct expression_source source = {.place = {.tag = text}, .text = text};
    const struct expression *expression = expression_parse(session->lasting, &source, work->problems);
    if (work->data != NULL)
        scope_use_record(session->evaluation.scope, work->data->top.as.record);
    return expression != NULL && session_use_periods(session, &work->options) &&
           append_value(expression, &session->evaluation, work->as_json, out);
}

static bool append_evaluated(struct text_work *work, struct buffer *out)
{
    struct session session;
    if (!session_init(&session, work->data, &work->options, work->problems))
        return false;
    bool done = evaluate_in(work, &session, out);
    session_release(&session);
    return done;
}

char *vanban_evaluate(const char *expression, struct vanban_data *data, bool as_json,
                      const struct vanban_options *options, struct vanban_problems *problems)
{
    struct text_work work = {
        .append = append_evaluated, .input = expression, .data = data, .as_json = as_json};
    return run_text(work, options, problems);
}

static bool append_outline(struct text_work *work, struct buffer *out)
{
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return false;
    struct package *package = package_open(work->input, &limits, work->problems);
    if (package == NULL)
        return false;
    struct arena *arena = arena_new();
    struct reencoding read;
    bool done = reencode_if_needed(package, arena, &read, &limits, work->problems) &&
                review_append(out, package, &limits, work->problems);
    arena_free(arena);
    package_close(package);
    return done;
}

char *vanban_outline(const char *document, const struct vanban_options *options,
                     struct vanban_problems *problems)
{
    return run_text((struct text_work){.append = append_outline, .input = document}, options, problems);
}
