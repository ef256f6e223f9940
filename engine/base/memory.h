#ifndef VANBAN_BASE_MEMORY_H
#define VANBAN_BASE_MEMORY_H

/*
 * Allocation that never returns NULL. Running out of memory leaves the work
 * that memory_guard() began: the guard gives back every block and abandons
 * every output file opened inside it, and returns false. So no function between the
 * two tests for it, and no half result is ever written.
 */

#include <stdbool.h>
#include <stddef.h>

/* Runs `work(argument)`; false when memory ran out in it. Guards nest; each thread has its own. */
bool memory_guard(void (*work)(void *argument), void *argument);
/* Ends the innermost guarded work. Outside any guard: aborts. */
_Noreturn void memory_exhausted(void);

/* Not zeroed; size 0 is allowed. free() them with memory_free(). */
void *memory_allocate(size_t size);
void *memory_resize(void *block, size_t size);
void memory_free(void *block);
/* A block that the guard leaves alone: its owner outlives the work, or has told how to undo it. Never
 * resized. */
void *memory_allocate_owned(size_t size);
/* Makes one of a block that was allocated otherwise. */
void memory_own(void *block);

/*
 * What must be undone when the guarded work is left: `undo(subject)` runs then.
 * The owner takes it back with memory_settled() when it releases the subject itself.
 */
void memory_undo_later(void (*undo)(void *), void *subject);
void memory_settled(void (*undo)(void *), void *subject);

/* For tests: the next `count` allocations succeed, then they fail. SIZE_MAX: never fail. */
void memory_fail_after(size_t count);

#endif
