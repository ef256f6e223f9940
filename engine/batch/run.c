/* Threads that take jobs in the order of the plan. What they share is the next job and the telling of what is
 * done. */

#include <pthread.h>

#include "batch/batch.h"

enum { MOST_WORKERS = 64 };

struct shared {
    struct batch_run *run;
    pthread_mutex_t lock;
    size_t next, failures;
    bool is_stopped;
};

/* The next job to make, or NULL. */
static const struct batch_job *take_job(struct shared *shared)
{
    struct batch_run *run = shared->run;
    const struct batch_job *job = NULL;
    pthread_mutex_lock(&shared->lock);
    while (shared->next < run->count && run->results[shared->next].outcome != BATCH_OPEN)
        shared->next++;
    if (!shared->is_stopped && shared->next < run->count)
        job = &run->jobs[shared->next++];
    pthread_mutex_unlock(&shared->lock);
    return job;
}

static void tell_job(struct shared *shared, const struct batch_job *job)
{
    struct batch_run *run = shared->run;
    const struct batch_result *result = &run->results[job - run->jobs];
    pthread_mutex_lock(&shared->lock);
    shared->failures += result->outcome == BATCH_FAILED;
    if (!run->done(run->context, job, result) ||
        (run->most_failures > 0 && shared->failures >= run->most_failures))
        shared->is_stopped = true;
    pthread_mutex_unlock(&shared->lock);
}

static void *work(void *argument)
{
    struct shared *shared = argument;
    const struct batch_job *job;
    while ((job = take_job(shared)) != NULL) {
        shared->run->make(shared->run->context, job, &shared->run->results[job - shared->run->jobs]);
        tell_job(shared, job);
    }
    return NULL;
}

static size_t count_failures(const struct batch_run *run)
{
    size_t count = 0;
    for (size_t i = 0; i < run->count; i++)
        count += run->results[i].outcome == BATCH_FAILED;
    return count;
}

/* The calling thread is the first worker, so a batch is made even where no thread can be. */
void batch_run(struct batch_run *run)
{
    struct shared shared = {.run = run, .failures = count_failures(run)};
    pthread_t threads[MOST_WORKERS];
    unsigned started = 0;
    shared.is_stopped = run->most_failures > 0 && shared.failures >= run->most_failures;
    pthread_mutex_init(&shared.lock, NULL);
    while (started + 1 < run->workers && started < MOST_WORKERS &&
           pthread_create(&threads[started], NULL, work, &shared) == 0)
        started++;
    work(&shared);
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_mutex_destroy(&shared.lock);
}
