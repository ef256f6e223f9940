/* Where a figure of a document came from. */

#include "internal.h"

struct explain_work {
    const struct vanban_form *form;
    const struct vanban_data *data;
    const char *name;
    bool as_json;
    struct vanban_options options;
    struct problems *problems;
    char *text;
};

static void explain(void *argument)
{
    struct explain_work *work = argument;
    struct session session;
    struct buffer out = {0};
    if (!session_init(&session, work->data, &work->options, work->problems))
        return;
    bool is_done =
        form_explain(work->form->form, &work->data->top, &session.evaluation, string_of(work->name),
                     api_language(work->options.language), work->as_json, &out);
    session_release(&session);
    if (is_done)
        work->text = api_text(&out);
    else
        buffer_release(&out);
}

char *vanban_explain(const struct vanban_form *form, struct vanban_data *data, const char *name, bool as_json,
                     const struct vanban_options *options, struct vanban_problems *problems)
{
    struct explain_work work = {.form = form,
                                .data = data,
                                .name = name,
                                .as_json = as_json,
                                .options = api_options(options),
                                .problems = problems->list};
    return api_run(explain, &work, problems) ? work.text : NULL;
}
