#include "package/spool.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"

enum { MOST_IN_MEMORY = 4 << 20 };

uint64_t spool_length(const struct spool *spool)
{
    return spool->flushed + spool->memory.length;
}

static bool open_file(struct spool *spool, const char *beside)
{
    spool->has_file =
        temporary_open(&spool->file, temporary_name(beside), 0600) && temporary_unlink(&spool->file);
    int error = errno;
    if (!spool->has_file)
        temporary_close(&spool->file);
    errno = error;
    return spool->has_file;
}

bool spool_settle(struct spool *spool, const char *beside)
{
    if (spool->memory.length <= MOST_IN_MEMORY)
        return true;
    bool is_open = spool->has_file || open_file(spool, beside);
    if (!is_open || !file_write_all(spool->file.descriptor, buffer_string(&spool->memory)))
        return false;
    spool->flushed += spool->memory.length;
    buffer_truncate(&spool->memory, 0);
    return true;
}

static bool read_flushed(const struct spool *spool, uint64_t offset, char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t got = pread(spool->file.descriptor, bytes, length, (off_t)offset);
        if (got < 0 && errno == EINTR)
            continue;
        if (got == 0)
            errno = EIO;
        if (got <= 0)
            return false;
        bytes += got;
        length -= (size_t)got;
        offset += (uint64_t)got;
    }
    return true;
}

bool spool_read(const struct spool *spool, uint64_t offset, char *bytes, size_t length)
{
    if (offset < spool->flushed) {
        size_t left = (size_t)(spool->flushed - offset);
        size_t head = length < left ? length : left;
        if (!read_flushed(spool, offset, bytes, head))
            return false;
        bytes += head;
        length -= head;
        offset += head;
    }
    if (length > 0)
        memcpy(bytes, spool->memory.bytes + (offset - spool->flushed), length);
    return true;
}

void spool_release(struct spool *spool)
{
    buffer_release(&spool->memory);
    if (spool->has_file)
        temporary_close(&spool->file);
    spool->has_file = false;
}
