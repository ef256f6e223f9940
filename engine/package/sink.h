#ifndef VANBAN_PACKAGE_SINK_H
#define VANBAN_PACKAGE_SINK_H

/*
 * Where libzip writes an archive: a custom zip_source over a descriptor or a
 * buffer. libzip's own file source writes a temporary of its own and renames
 * it; this one writes where it is told, in few calls, and never allocates
 * inside libzip. libzip goes back to each entry's header once, so what was
 * written can be overwritten.
 */

#include <zip.h>

#include "base/buffer.h"

#include <stdint.h>

struct sink {
    int descriptor;        /* -1: all stays in `window` */
    struct buffer *window; /* the bytes from `flushed` on; room is reserved before libzip starts */
    size_t start;          /* of the archive in the window; 0 with a descriptor */
    uint64_t flushed, position;
    zip_error_t error;
};

/* The sink and what it names must live until the archive is closed or discarded. NULL: no memory. */
zip_source_t *sink_open(struct sink *sink);
/* Writes what is still in the window; false with errno set. */
bool sink_flush(struct sink *sink);

#endif
