#ifndef VANBAN_BASE_ARENA_H
#define VANBAN_BASE_ARENA_H

/*
 * Memory that dies at once: template, data and render each own one arena, and
 * values, trees and texts live there. Allocation never returns NULL (see memory.h).
 */

#include "base/string.h"

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
/* An arena that is freed with its parent, and that another thread may fill meanwhile. */
struct arena *arena_new_in(struct arena *parent);

/* Zeroed, aligned for any type. */
void *arena_allocate(struct arena *arena, size_t size);
/* Copies are NUL-terminated; the NUL is not counted in the length. */
struct string arena_copy(struct arena *arena, struct string s);
struct string arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Calls release(subject) when the arena is freed or rewound past this point. */
void arena_on_free(struct arena *arena, void (*release)(void *), void *subject);

/* From now on it belongs to no guarded work: whoever has it frees it, in any thread. */
void arena_detach(struct arena *arena);

/* A place in the arena to go back to: what was allocated after the mark is given back. */
struct arena_mark {
    void *block;
    size_t used;
    void *cleanup;
};
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

#endif
