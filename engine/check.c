/* The public function that holds a document against a standard. */

#include "standard/check.h"
#include "internal.h"

struct check_work {
    const char *document, *standard;
    const struct vanban_options *options;
    struct problems *findings, *problems;
    bool done;
};

static bool check_package(const struct check_work *work, struct arena *arena, struct package *package,
                          const struct limits *limits)
{
    struct standard *standard =
        standard_open(arena, work->options->forms_folder, work->standard, limits, work->problems);
    struct document *document = standard ? document_read(arena, package, limits, work->problems) : NULL;
    if (document == NULL)
        return false;
    struct components *components = components_find(arena, document, standard);
    check_report(check_document(arena, standard, components), work->findings);
    return true;
}

static void check(void *argument)
{
    struct check_work *work = argument;
    struct limits limits;
    if (!api_limits(work->options, &limits, work->problems))
        return;
    struct package *package = package_open(work->document, &limits, work->problems);
    if (package == NULL)
        return;
    struct arena *arena = arena_new();
    work->done = check_package(work, arena, package, &limits);
    arena_free(arena);
    package_close(package);
}

bool vanban_check(const char *document, const char *standard, const struct vanban_options *options,
                  struct vanban_problems *findings, struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct check_work work = {
        document, standard != NULL ? standard : "nd30-2020", &all, findings->list, problems->list, false};
    return api_run(check, &work, problems) && work.done;
}
