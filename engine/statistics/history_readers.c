/*
 * A history that many read at once. What is idle belongs to no guarded work; what is borrowed belongs to that
 * of the borrower, so that one which it leaves in the middle of a statement is closed and never given back.
 */

#include <pthread.h>
#include <string.h>

#include "statistics/history_internal.h"

struct history_readers {
    pthread_mutex_t lock;
    struct history *idle;
    char path[];
};

static void free_readers(void *subject)
{
    struct history_readers *readers = subject;
    for (struct history *next, *history = readers->idle; history != NULL; history = next) {
        next = history->next;
        history->readers = NULL;
        history_close(history);
    }
    pthread_mutex_destroy(&readers->lock);
}

struct history_readers *history_readers_new(struct arena *arena, const char *path)
{
    struct history_readers *readers = arena_allocate(arena, sizeof *readers + strlen(path) + 1);
    pthread_mutex_init(&readers->lock, NULL);
    strcpy(readers->path, path);
    arena_on_free(arena, free_readers, readers);
    return readers;
}

static struct history *take_idle(struct history_readers *readers)
{
    pthread_mutex_lock(&readers->lock);
    struct history *history = readers->idle;
    if (history != NULL)
        readers->idle = history->next;
    pthread_mutex_unlock(&readers->lock);
    return history;
}

static struct history *take_or_open(struct history_readers *readers, struct problems *problems)
{
    struct history *history = take_idle(readers);
    if (history == NULL) {
        history = history_open(readers->path, DATABASE_READ, problems);
        if (history != NULL)
            history->readers = readers;
        return history;
    }
    history->problems = problems;
    database_tell(history->database, problems);
    history_attach(history);
    return history;
}

struct history *history_borrow(struct history_readers *readers, struct problems *problems)
{
    struct history *history = take_or_open(readers, problems);
    if (history == NULL)
        return NULL;
    if (database_begin(history->database) && (!history->is_empty || history_accept_version(history)))
        return history;
    history_close(history);
    return NULL;
}

void history_give_back(struct history *history)
{
    struct history_readers *readers = history->readers;
    database_rollback(history->database);
    pthread_mutex_lock(&readers->lock);
    history->next = readers->idle;
    readers->idle = history;
    pthread_mutex_unlock(&readers->lock);
}
