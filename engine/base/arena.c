/*
 * Blocks of growing size in a list, the newest first; an allocation moves a
 * cursor. Cleanups stand in a list of their own, in the arena itself.
 */

#include "base/arena.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/memory.h"

enum { FIRST_BLOCK = 4096, LARGEST_BLOCK = 1 << 22, ALIGNMENT = 16 };

struct block {
    struct block *older;
    size_t used, size;
    _Alignas(ALIGNMENT) char bytes[];
};

struct cleanup {
    struct cleanup *older;
    void (*release)(void *);
    void *subject;
};

struct arena {
    struct block *newest;
    struct cleanup *cleanups;
};

static void empty(void *arena)
{
    arena_rewind(arena, (struct arena_mark){NULL, 0, NULL});
}

static void free_arena(void *arena)
{
    empty(arena);
    memory_free(arena);
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_allocate_owned(sizeof *arena);
    *arena = (struct arena){0};
    memory_undo_later(free_arena, arena);
    return arena;
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    memory_settled(free_arena, arena);
    free_arena(arena);
}

void arena_detach(struct arena *arena)
{
    memory_settled(free_arena, arena);
}

/* What is that large is filled soon: memory in large pages is had more quickly. The system may refuse. */
static void ask_for_large_pages(struct block *block)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    uintptr_t from = ((uintptr_t)block + page - 1) & ~(page - 1);
    madvise((void *)from, ((uintptr_t)block->bytes + block->size - from) & ~(page - 1), MADV_HUGEPAGE);
}

static void add_block(struct arena *arena, size_t size)
{
    size_t wanted = arena->newest == NULL ? FIRST_BLOCK : arena->newest->size * 2;
    if (wanted > LARGEST_BLOCK)
        wanted = LARGEST_BLOCK;
    if (wanted < size)
        wanted = size;
    struct block *block = memory_allocate_owned(sizeof *block + wanted);
    block->older = arena->newest;
    block->used = 0;
    block->size = wanted;
    arena->newest = block;
    if (wanted >= LARGEST_BLOCK)
        ask_for_large_pages(block);
}

static void *take(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        memory_exhausted();
    size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (arena->newest == NULL || arena->newest->size - arena->newest->used < size)
        add_block(arena, size);
    void *taken = arena->newest->bytes + arena->newest->used;
    arena->newest->used += size;
    return taken;
}

void *arena_allocate(struct arena *arena, size_t size)
{
    return memset(take(arena, size), 0, size);
}

struct string arena_copy(struct arena *arena, struct string s)
{
    char *bytes = take(arena, s.length + 1);
    if (s.length > 0)
        memcpy(bytes, s.bytes, s.length);
    bytes[s.length] = '\0';
    return (struct string){bytes, s.length};
}

struct string arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *bytes = take(arena, (size_t)length + 1);
    vsnprintf(bytes, (size_t)length + 1, format, again);
    va_end(again);
    va_end(arguments);
    return (struct string){bytes, (size_t)length};
}

void arena_on_free(struct arena *arena, void (*release)(void *), void *subject)
{
    struct cleanup *cleanup = arena_allocate(arena, sizeof *cleanup);
    *cleanup = (struct cleanup){arena->cleanups, release, subject};
    arena->cleanups = cleanup;
}

struct arena *arena_new_in(struct arena *parent)
{
    struct arena *arena = arena_allocate(parent, sizeof *arena);
    arena_on_free(parent, empty, arena);
    return arena;
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->newest, arena->newest != NULL ? arena->newest->used : 0,
                               arena->cleanups};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    while (arena->cleanups != mark.cleanup) {
        struct cleanup *cleanup = arena->cleanups;
        arena->cleanups = cleanup->older;
        cleanup->release(cleanup->subject);
    }
    while (arena->newest != mark.block) {
        struct block *block = arena->newest;
        arena->newest = block->older;
        memory_free(block);
    }
    if (arena->newest != NULL)
        arena->newest->used = mark.used;
}
