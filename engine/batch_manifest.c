/* Public: what a folder of documents holds, against its manifest; the manifests of parts as one. */

#include "batch/batch.h"
#include "internal.h"

struct manifest_work {
    const char *folder, *plan;
    struct vanban_options options;
    struct problems *problems;
    bool done;
};

static void verify_manifest(void *argument)
{
    struct manifest_work *work = argument;
    struct limits limits;
    work->done = api_limits(&work->options, &limits, work->problems) &&
                 manifest_verify(work->folder, work->plan, &limits, work->problems);
}

bool vanban_manifest_verify(const char *folder, const char *plan, const struct vanban_options *options,
                            struct vanban_problems *problems)
{
    struct manifest_work work = {folder, plan, api_options(options), problems->list, false};
    return api_run(verify_manifest, &work, problems) && work.done;
}

static void merge_manifests(void *argument)
{
    struct manifest_work *work = argument;
    struct limits limits;
    work->done = api_limits(&work->options, &limits, work->problems) &&
                 manifest_merge(work->folder, &limits, work->problems);
}

bool vanban_manifest_merge(const char *folder, const struct vanban_options *options,
                           struct vanban_problems *problems)
{
    struct manifest_work work = {folder, NULL, api_options(options), problems->list, false};
    return api_run(merge_manifests, &work, problems) && work.done;
}
