#include "package/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"

enum { MOST_IN_MEMORY = 4 << 20 };

uint64_t spool_length(const struct spool *spool)
{
    return spool->flushed + spool->memory.length;
}

/* Where the file system cannot make a file without a name, one is made and unlinked at once. */
static int open_unlinked(const char *folder)
{
    int descriptor = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor >= 0)
        return descriptor;
    struct arena *scratch = arena_new();
    char *name = (char *)arena_format(scratch, "%s/.vanban-XXXXXX", folder).bytes;
    descriptor = mkostemp(name, O_CLOEXEC);
    if (descriptor >= 0)
        unlink(name);
    arena_free(scratch);
    return descriptor;
}

static int open_beside(const char *path)
{
    const char *system_folder = getenv("TMPDIR");
    if (path == NULL)
        return open_unlinked(system_folder != NULL ? system_folder : "/tmp");
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return open_unlinked(".");
    struct arena *scratch = arena_new();
    struct string folder = arena_copy(scratch, (struct string){path, (size_t)(slash - path) + 1});
    int descriptor = open_unlinked(folder.bytes);
    arena_free(scratch);
    return descriptor;
}

static bool write_all(int descriptor, const char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

bool spool_settle(struct spool *spool, const char *beside)
{
    if (spool->memory.length <= MOST_IN_MEMORY)
        return true;
    if (!spool->has_file)
        spool->descriptor = open_beside(beside);
    spool->has_file = spool->descriptor >= 0;
    if (!spool->has_file || !write_all(spool->descriptor, spool->memory.bytes, spool->memory.length))
        return false;
    spool->flushed += spool->memory.length;
    buffer_truncate(&spool->memory, 0);
    return true;
}

static bool read_flushed(const struct spool *spool, uint64_t offset, char *bytes, size_t length)
{
    while (length > 0) {
        ssize_t got = pread(spool->descriptor, bytes, length, (off_t)offset);
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
        close(spool->descriptor);
    spool->has_file = false;
}
