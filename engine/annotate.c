/* The public function that puts the problems of a form into a copy of it. */

#include <string.h>

#include "base/memory.h"
#include "internal.h"
#include "word/annotate.h"

struct annotate_work {
    const char *form, *output;
    const struct problems *found;
    const struct vanban_options *options;
    struct problems *problems;
    bool done;
};

static bool is_folder_of_form(const char *form, const char *forms_folder)
{
    struct arena *arena = arena_new();
    bool is_folder = file_is_folder(form);
    if (forms_folder != NULL && strchr(form, '/') == NULL)
        is_folder |= file_is_folder(file_join(arena, string_of(forms_folder), string_of(form)).bytes);
    arena_free(arena);
    return is_folder;
}

static struct package *open_form_package(const struct annotate_work *work, const struct limits *limits,
                                         struct problems *problems)
{
    const char *forms_folder = work->options->forms_folder;
    if (!is_folder_of_form(work->form, forms_folder))
        return package_open(work->form, limits, problems);
    char *folder = files_form_folder(work->form, forms_folder);
    struct package *package = form_assemble(folder, forms_folder, limits, problems);
    if (package == NULL)
        package = form_assemble_faulty(folder, forms_folder, limits, problems);
    memory_free(folder);
    return package;
}

/* The copy in memory; NULL after a problem. What may not be passed on gets none. */
static struct package *make_copy(const struct annotate_work *work, const struct limits *limits,
                                 struct problems *problems)
{
    struct package *package = open_form_package(work, limits, problems);
    if (package == NULL)
        return NULL;
    if (package_check_content(package, problems) && package_become_document(package, problems) &&
        annotate_package(package, string_of(work->form), work->found, api_language(work->options->language),
                         limits, problems))
        return package;
    package_close(package);
    return NULL;
}

/* What opening says was told when the form was opened before; it is told again only when nothing was. */
static void report_no_copy(const struct annotate_work *work, struct problems *own)
{
    struct place place = {.file = string_of(work->form)};
    if (problems_error_count(work->found) == 0)
        problems_join(work->problems, own);
    problems_add(work->problems, PROBLEM_ANNOTATE_NO_COPY, &place, work->form);
}

static void annotate(void *argument)
{
    struct annotate_work *work = argument;
    struct limits limits;
    if (!api_limits(work->options, &limits, work->problems))
        return;
    if (file_is_same(work->form, work->output)) {
        problems_add(work->problems, PROBLEM_USAGE_SAME_FILE, NULL, work->output);
        return;
    }
    struct problems *own = problems_new();
    struct package *copy = make_copy(work, &limits, own);
    if (copy == NULL)
        report_no_copy(work, own);
    problems_free(own);
    if (copy == NULL)
        return;
    work->done = api_save_package(copy, work->output, work->options->overwrite, &limits, work->problems);
    package_close(copy);
}

bool vanban_annotate(const char *form, const struct vanban_problems *found, const char *output,
                     const struct vanban_options *options, struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct annotate_work work = {form, output, found->list, &all, problems->list, false};
    return api_run(annotate, &work, problems) && work.done;
}
