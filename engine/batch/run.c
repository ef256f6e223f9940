/*
 * Threads that take jobs in the order of the plan, and the calling thread, which gives what they have made
 * its names: many documents at a time, so that the disk is waited for once, while others are being made.
 *
 *   take_job ─► make ─► waiting ─► settle ─► done
 *   └─────── workers ───────┘     └ the caller ┘
 */

#include <pthread.h>
#include <time.h>

#include "batch/batch.h"

enum {
    MOST_WORKERS = 64,
    GROUP = 32,                          /* worth waiting for the disk */
    MOST_UNSETTLED = BATCH_MOST_SETTLED, /* begun and not told yet; each holds a file open */
    LONGEST_WAIT = 100,                  /* of a document for others, in milliseconds */
};

struct shared {
    struct batch_run *run;
    pthread_mutex_t lock;
    pthread_cond_t is_made, has_room;
    size_t next, failures, unsettled;
    struct batch_result *waiting[MOST_UNSETTLED];
    size_t waiting_count;
    unsigned at_work;
    bool is_stopped;
};

/* ---- workers ---- */

/* The next job to make, or NULL. */
static const struct batch_job *take_job(struct shared *shared)
{
    struct batch_run *run = shared->run;
    const struct batch_job *job = NULL;
    pthread_mutex_lock(&shared->lock);
    while (!shared->is_stopped && shared->unsettled == MOST_UNSETTLED)
        pthread_cond_wait(&shared->has_room, &shared->lock);
    while (shared->next < run->count && run->results[shared->next].outcome != BATCH_OPEN)
        shared->next++;
    if (!shared->is_stopped && shared->next < run->count) {
        job = &run->jobs[shared->next++];
        shared->unsettled++;
    }
    pthread_mutex_unlock(&shared->lock);
    return job;
}

/* To be called with the lock held. */
static void stop(struct shared *shared)
{
    shared->is_stopped = true;
    pthread_cond_broadcast(&shared->has_room);
}

static void count_failure(struct shared *shared)
{
    shared->failures++;
    if (shared->run->most_failures > 0 && shared->failures >= shared->run->most_failures)
        stop(shared);
}

static void hand_over(struct shared *shared, struct batch_result *result)
{
    pthread_mutex_lock(&shared->lock);
    shared->waiting[shared->waiting_count++] = result;
    if (result->outcome == BATCH_FAILED)
        count_failure(shared);
    if (shared->waiting_count == 1 || shared->waiting_count == GROUP)
        pthread_cond_signal(&shared->is_made);
    pthread_mutex_unlock(&shared->lock);
}

static bool make_one(struct shared *shared)
{
    struct batch_run *run = shared->run;
    const struct batch_job *job = take_job(shared);
    if (job == NULL)
        return false;
    struct batch_result *result = &run->results[job - run->jobs];
    run->make(run->context, job, result);
    hand_over(shared, result);
    return true;
}

static void *work(void *argument)
{
    struct shared *shared = argument;
    while (make_one(shared))
        ;
    pthread_mutex_lock(&shared->lock);
    shared->at_work--;
    pthread_cond_signal(&shared->is_made);
    pthread_mutex_unlock(&shared->lock);
    return NULL;
}

/* ---- the calling thread ---- */

static struct timespec end_of_wait(void)
{
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &end);
    end.tv_nsec += LONGEST_WAIT * 1000000L;
    end.tv_sec += end.tv_nsec / 1000000000L;
    end.tv_nsec %= 1000000000L;
    return end;
}

/* Waits for documents that are made, for some time for so many that they are a group; 0: there are no more.
 */
static size_t take_group(struct shared *shared, struct batch_result **group)
{
    pthread_mutex_lock(&shared->lock);
    while (shared->waiting_count == 0 && shared->at_work > 0)
        pthread_cond_wait(&shared->is_made, &shared->lock);
    struct timespec end = end_of_wait();
    while (shared->waiting_count < GROUP && shared->at_work > 0 &&
           pthread_cond_timedwait(&shared->is_made, &shared->lock, &end) == 0)
        ;
    size_t count = shared->waiting_count;
    for (size_t i = 0; i < count; i++)
        group[i] = shared->waiting[i];
    shared->waiting_count = 0;
    pthread_mutex_unlock(&shared->lock);
    return count;
}

/* `has_failed`: only now, when it was to get its name. */
static void tell(struct shared *shared, const struct batch_result *result, bool has_failed)
{
    struct batch_run *run = shared->run;
    bool goes_on = run->done(run->context, &run->jobs[result - run->results], result);
    pthread_mutex_lock(&shared->lock);
    shared->unsettled--;
    pthread_cond_signal(&shared->has_room);
    if (has_failed)
        count_failure(shared);
    if (!goes_on)
        stop(shared);
    pthread_mutex_unlock(&shared->lock);
}

static bool settle_group(struct shared *shared)
{
    struct batch_run *run = shared->run;
    struct batch_result *group[MOST_UNSETTLED];
    bool was_made[MOST_UNSETTLED];
    size_t count = take_group(shared, group);
    for (size_t i = 0; i < count; i++)
        was_made[i] = group[i]->outcome == BATCH_MADE;
    if (count > 0)
        run->settle(run->context, group, count);
    for (size_t i = 0; i < count; i++)
        tell(shared, group[i], was_made[i] && group[i]->outcome == BATCH_FAILED);
    return count > 0;
}

/* ---- all of them ---- */

static void init(struct shared *shared, struct batch_run *run)
{
    pthread_condattr_t monotonic;
    *shared = (struct shared){.run = run};
    pthread_mutex_init(&shared->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&shared->is_made, &monotonic);
    pthread_cond_init(&shared->has_room, NULL);
    pthread_condattr_destroy(&monotonic);
    for (size_t i = 0; i < run->count; i++)
        shared->failures += run->results[i].outcome == BATCH_FAILED;
    shared->is_stopped = run->most_failures > 0 && shared->failures >= run->most_failures;
}

static unsigned start_workers(struct shared *shared, pthread_t *threads)
{
    unsigned wanted = shared->run->workers > 0 ? shared->run->workers : 1, started = 0;
    pthread_mutex_lock(&shared->lock);
    while (started < wanted && started < MOST_WORKERS &&
           pthread_create(&threads[started], NULL, work, shared) == 0)
        started++;
    shared->at_work = started;
    pthread_mutex_unlock(&shared->lock);
    return started;
}

/* Where no thread can be, the calling one does it all. */
void batch_run(struct batch_run *run)
{
    struct shared shared;
    pthread_t threads[MOST_WORKERS];
    init(&shared, run);
    unsigned started = start_workers(&shared, threads);
    while (started > 0 ? settle_group(&shared) : make_one(&shared) && settle_group(&shared))
        ;
    for (unsigned i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    pthread_cond_destroy(&shared.has_room);
    pthread_cond_destroy(&shared.is_made);
    pthread_mutex_destroy(&shared.lock);
}
