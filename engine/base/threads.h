#ifndef VANBAN_BASE_THREADS_H
#define VANBAN_BASE_THREADS_H

#include <stdbool.h>
#include <stddef.h>

/* How many processors this process may use; at least 1. */
size_t threads_available(void);
/*
 * Calls work(item) for each of `count` items of `size` bytes, each in a thread and a memory guard of its own,
 * and waits for all. The calling thread does its share, and everything where no thread can be. False if
 * memory ran out in one of them.
 */
bool threads_run(void (*work)(void *item), void *items, size_t size, size_t count);

#endif
