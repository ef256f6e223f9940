#ifndef VANBAN_PACKAGE_SCRATCH_H
#define VANBAN_PACKAGE_SCRATCH_H

/* A buffer that is released with an arena, also when memory runs out. */

#include "base/arena.h"
#include "base/buffer.h"

struct buffer *scratch_buffer(struct arena *arena);

#endif
