#include "package/scratch.h"

static void release(void *buffer)
{
    buffer_release(buffer);
}

struct buffer *scratch_buffer(struct arena *arena)
{
    struct buffer *buffer = arena_allocate(arena, sizeof *buffer);
    arena_on_free(arena, release, buffer);
    return buffer;
}
