/*
 * A guard is a jump target with the list of what to undo. The list is a stack:
 * leaving the guard undoes the newest first.
 */

#include "base/memory.h"

#include <assert.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>

struct undo {
    void (*undo)(void *);
    void *subject;
};

struct guard {
    jmp_buf target;
    struct guard *outer;
    struct undo *undos;
    size_t count, capacity;
};

static _Thread_local struct guard *current_guard;
static size_t allocations_left = SIZE_MAX;

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

static void undo_all(struct guard *guard)
{
    while (guard->count > 0) {
        struct undo last = guard->undos[--guard->count];
        last.undo(last.subject);
    }
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
    for (size_t i = 0; outer != NULL && i < guard->count; i++) {
        current_guard = outer;
        memory_undo_later(guard->undos[i].undo, guard->undos[i].subject);
    }
}

bool memory_guard(void (*work)(void *argument), void *argument)
{
    struct guard guard = {.outer = current_guard};
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

void *memory_resize(void *block, size_t size)
{
    void *resized = may_allocate() ? realloc(block, size > 0 ? size : 1) : NULL;
    if (resized == NULL)
        memory_exhausted();
    return resized;
}

void *memory_allocate(size_t size)
{
    return memory_resize(NULL, size);
}

void memory_free(void *block)
{
    free(block);
}

void memory_undo_later(void (*undo)(void *), void *subject)
{
    struct guard *guard = current_guard;
    if (guard == NULL)
        return;
    if (guard->count == guard->capacity) {
        size_t capacity = guard->capacity > 0 ? guard->capacity * 2 : 16;
        struct undo *grown = realloc(guard->undos, capacity * sizeof *grown);
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
