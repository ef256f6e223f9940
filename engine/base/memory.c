/*
 * A guard is a jump target, the list of what to undo and the ring of blocks
 * allocated in it. Leaving it early undoes the newest first and then gives back
 * every block that is still there. A block begins with its links:
 *
 *     [ previous | next | bytes for the caller … ]
 */

#include "base/memory.h"

#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

struct links {
    _Alignas(16) struct links *previous;
    struct links *next;
};

struct undo {
    void (*undo)(void *);
    void *subject;
};

struct guard {
    jmp_buf target;
    struct guard *outer;
    struct links blocks; /* the ring's head */
    struct undo *undos;
    size_t count, capacity;
};

static _Thread_local struct guard *current_guard;
static size_t allocations_left = SIZE_MAX;

/* ---- rings of blocks ---- */

static void ring_init(struct links *links)
{
    links->previous = links->next = links;
}

static void ring_insert(struct links *ring, struct links *links)
{
    links->previous = ring;
    links->next = ring->next;
    ring->next->previous = links;
    ring->next = links;
}

static void ring_remove(struct links *links)
{
    links->previous->next = links->next;
    links->next->previous = links->previous;
    ring_init(links);
}

/* Outside any guard a block is a ring of its own, so that any thread may free it. */
static void adopt(struct guard *guard, struct links *links)
{
    if (guard != NULL)
        ring_insert(&guard->blocks, links);
    else
        ring_init(links);
}

/* ---- allocation ---- */

static bool may_allocate(void)
{
    if (allocations_left == SIZE_MAX)
        return true;
    if (allocations_left == 0)
        return false;
    allocations_left--;
    return true;
}

void memory_fail_after(size_t count)
{
    allocations_left = count;
}

/* NULL leaves the old block as it was, in no ring. */
static struct links *resize_block(struct links *links, size_t size)
{
    if (size > SIZE_MAX - sizeof(struct links) || !may_allocate())
        return NULL;
    return realloc(links, sizeof(struct links) + size);
}

void *memory_resize(void *block, size_t size)
{
    struct links *links = block != NULL ? (struct links *)block - 1 : NULL;
    if (links != NULL)
        ring_remove(links);
    struct links *resized = resize_block(links, size);
    struct links *kept = resized != NULL ? resized : links;
    if (kept != NULL)
        adopt(current_guard, kept);
    if (resized == NULL)
        memory_exhausted();
    return resized + 1;
}

void *memory_allocate(size_t size)
{
    return memory_resize(NULL, size);
}

void *memory_allocate_owned(size_t size)
{
    struct links *links = resize_block(NULL, size);
    if (links == NULL)
        memory_exhausted();
    ring_init(links);
    return links + 1;
}

void memory_own(void *block)
{
    ring_remove((struct links *)block - 1);
}

void memory_free(void *block)
{
    if (block == NULL)
        return;
    struct links *links = (struct links *)block - 1;
    ring_remove(links);
    free(links);
}

/* ---- guards ---- */

static void undo_all(struct guard *guard)
{
    while (guard->count > 0) {
        struct undo last = guard->undos[--guard->count];
        last.undo(last.subject);
    }
    while (guard->blocks.next != &guard->blocks)
        memory_free(guard->blocks.next + 1);
}

static void leave_guard(struct guard *guard)
{
    current_guard = guard->outer;
    free(guard->undos);
}

/* What is still owned when the work succeeds belongs to the guard outside. */
static void pass_on(struct guard *guard)
{
    struct guard *outer = guard->outer;
    while (guard->blocks.next != &guard->blocks) {
        struct links *links = guard->blocks.next;
        ring_remove(links);
        adopt(outer, links);
    }
    for (size_t i = 0; outer != NULL && i < guard->count; i++) {
        current_guard = outer;
        memory_undo_later(guard->undos[i].undo, guard->undos[i].subject);
    }
}

bool memory_guard(void (*work)(void *argument), void *argument)
{
    struct guard guard = {.outer = current_guard};
    ring_init(&guard.blocks);
    if (setjmp(guard.target) != 0) {
        undo_all(&guard);
        leave_guard(&guard);
        return false;
    }
    current_guard = &guard;
    work(argument);
    pass_on(&guard);
    leave_guard(&guard);
    return true;
}

_Noreturn void memory_exhausted(void)
{
    if (current_guard == NULL)
        abort();
    longjmp(current_guard->target, 1);
}

void memory_undo_later(void (*undo)(void *), void *subject)
{
    struct guard *guard = current_guard;
    if (guard == NULL)
        return;
    if (guard->count == guard->capacity) {
        size_t capacity = guard->capacity > 0 ? guard->capacity * 2 : 16;
        struct undo *grown = may_allocate() ? realloc(guard->undos, capacity * sizeof *grown) : NULL;
        if (grown == NULL) {
            undo(subject);
            memory_exhausted();
        }
        guard->undos = grown;
        guard->capacity = capacity;
    }
    guard->undos[guard->count++] = (struct undo){undo, subject};
}

static bool settle_in(struct guard *guard, void (*undo)(void *), const void *subject)
{
    for (size_t i = guard->count; i-- > 0;) {
        if (guard->undos[i].undo != undo || guard->undos[i].subject != subject)
            continue;
        for (size_t j = i + 1; j < guard->count; j++)
            guard->undos[j - 1] = guard->undos[j];
        guard->count--;
        return true;
    }
    return false;
}

void memory_settled(void (*undo)(void *), void *subject)
{
    for (struct guard *guard = current_guard; guard != NULL; guard = guard->outer) {
        if (settle_in(guard, undo, subject))
            return;
    }
}
