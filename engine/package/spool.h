#ifndef VANBAN_PACKAGE_SPOOL_H
#define VANBAN_PACKAGE_SPOOL_H

/*
 * Bytes that wait until the zip is written: in memory while they are few, then
 * in an unlinked temporary file. Nothing of it survives the process.
 */

#include "base/buffer.h"
#include "base/temporary.h"

#include <stdint.h>

struct spool {
    struct buffer memory; /* the bytes from `flushed` on; append here, then call spool_settle() */
    uint64_t flushed;
    bool has_file;
    struct temporary file; /* without a name */
};

uint64_t spool_length(const struct spool *spool);
/*
 * Moves to the file what is too much for memory. The file is made in the folder of `beside`, or where the
 * system keeps temporary files if that is NULL. False with errno set.
 */
bool spool_settle(struct spool *spool, const char *beside);
/* Reads exactly `length` bytes; false with errno set. Never allocates. */
bool spool_read(const struct spool *spool, uint64_t offset, char *bytes, size_t length);
void spool_release(struct spool *spool);

#endif
