/* One thread for each item but the first, which is the calling thread's. */

#include "base/threads.h"

#include <pthread.h>
#include <sched.h>

#include "base/memory.h"

enum { MOST_THREADS = 64 };

size_t threads_available(void)
{
    cpu_set_t processors;
    bool is_told = sched_getaffinity(0, sizeof processors, &processors) == 0;
    return is_told && CPU_COUNT(&processors) > 0 ? (size_t)CPU_COUNT(&processors) : 1;
}

struct task {
    void (*work)(void *item);
    void *item;
    pthread_t thread;
    bool has_thread, is_done;
};

static void *run(void *argument)
{
    struct task *task = argument;
    task->is_done = memory_guard(task->work, task->item);
    return NULL;
}

static void start(struct task *task)
{
    task->has_thread = pthread_create(&task->thread, NULL, run, task) == 0;
}

static void end(struct task *task)
{
    if (task->has_thread)
        pthread_join(task->thread, NULL);
    else
        run(task);
}

bool threads_run(void (*work)(void *item), void *items, size_t size, size_t count)
{
    struct task tasks[MOST_THREADS];
    bool are_done = true;
    for (size_t from = 0; from < count; from += MOST_THREADS) {
        size_t here = count - from < MOST_THREADS ? count - from : MOST_THREADS;
        for (size_t i = 0; i < here; i++)
            tasks[i] = (struct task){.work = work, .item = (char *)items + (from + i) * size};
        for (size_t i = 1; i < here; i++)
            start(&tasks[i]);
        for (size_t i = 0; i < here; i++)
            end(&tasks[i]);
        for (size_t i = 0; i < here; i++)
            are_done = are_done && tasks[i].is_done;
    }
    return are_done;
}
