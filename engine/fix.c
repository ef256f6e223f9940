/* The public function that mends a copy of a document. */

#include "standard/fix.h"
#include "internal.h"

struct fix_work {
    const char *document, *standard, *output;
    struct vanban_options options;
    struct problems *fixes, *problems;
    bool done;
};

static bool fix_package(struct fix_work *work, struct arena *arena, struct package *package,
                        const struct limits *limits)
{
    struct fix *fixes = NULL;
    struct standard *standard =
        standard_open(arena, work->options.forms_folder, work->standard, limits, work->problems);
    if (standard == NULL || !package_check_content(package, work->problems) ||
        !package_become_document(package, work->problems) ||
        !fix_document(arena, standard, package, limits, &fixes, work->problems))
        return false;
    /* Before the file is there: nothing may fail behind that. */
    fix_report(fixes, work->fixes);
    return api_save_package(package, work->output, work->options.overwrite, limits, work->problems);
}

static void fix(void *argument)
{
    struct fix_work *work = argument;
    struct limits limits;
    if (!api_limits(&work->options, &limits, work->problems))
        return;
    struct package *package = package_open(work->document, &limits, work->problems);
    if (package == NULL)
        return;
    struct arena *arena = arena_new();
    work->done = fix_package(work, arena, package, &limits);
    arena_free(arena);
    package_close(package);
}

bool vanban_fix(const char *document, const char *standard, const char *output,
                const struct vanban_options *options, struct vanban_problems *fixes,
                struct vanban_problems *problems)
{
    struct fix_work work = {.document = document,
                            .standard = standard != NULL ? standard : "nd30-2020",
                            .output = output,
                            .options = api_options(options),
                            .fixes = fixes->list,
                            .problems = problems->list};
    return api_run(fix, &work, problems) && work.done;
}
