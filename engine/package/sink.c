#include "package/sink.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static bool write_at(int descriptor, const char *bytes, size_t length, uint64_t offset)
{
    while (length > 0) {
        ssize_t written = pwrite(descriptor, bytes, length, (off_t)offset);
        if (written < 0 && errno == EINTR)
            continue;
        if (written == 0)
            errno = ENOSPC;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
        offset += (uint64_t)written;
    }
    return true;
}

bool sink_flush(struct sink *sink)
{
    if (sink->descriptor < 0)
        return true;
    if (!write_at(sink->descriptor, sink->window->bytes, sink->window->length, sink->flushed))
        return false;
    sink->flushed += sink->window->length;
    buffer_truncate(sink->window, 0);
    return true;
}

static uint64_t end_of(const struct sink *sink)
{
    return sink->flushed + sink->window->length - sink->start;
}

static size_t smaller(uint64_t a, uint64_t b)
{
    return (size_t)(a < b ? a : b);
}

/* Bytes over those written already; returns how many of them were. */
static size_t overwrite(struct sink *sink, const char *bytes, size_t length)
{
    if (sink->position < sink->flushed) {
        size_t count = smaller(length, sink->flushed - sink->position);
        return write_at(sink->descriptor, bytes, count, sink->position) ? count : 0;
    }
    size_t count = smaller(length, end_of(sink) - sink->position);
    memcpy(sink->window->bytes + sink->start + (sink->position - sink->flushed), bytes, count);
    return count;
}

/* Bytes at the end; returns how many fit into the window, after making room in it. */
static size_t extend(struct sink *sink, const char *bytes, size_t length)
{
    struct buffer *window = sink->window;
    if (window->capacity - window->length <= 1 && !sink_flush(sink))
        return 0;
    size_t count = smaller(length, window->capacity - window->length - 1);
    if (count == 0) {
        errno = ENOMEM;
        return 0;
    }
    memcpy(window->bytes + window->length, bytes, count);
    window->length += count;
    window->bytes[window->length] = '\0';
    return count;
}

static zip_int64_t fail(struct sink *sink, int zip_code)
{
    zip_error_set(&sink->error, zip_code, errno);
    return -1;
}

static zip_int64_t write_bytes(struct sink *sink, const char *bytes, zip_uint64_t length)
{
    for (size_t done = 0; done < length;) {
        size_t left = length - done;
        size_t count = sink->position < end_of(sink) ? overwrite(sink, bytes + done, left)
                                                     : extend(sink, bytes + done, left);
        if (count == 0)
            return fail(sink, ZIP_ER_WRITE);
        done += count;
        sink->position += count;
    }
    return (zip_int64_t)length;
}

static zip_int64_t seek(struct sink *sink, void *data, zip_uint64_t length)
{
    zip_int64_t position =
        zip_source_seek_compute_offset(sink->position, end_of(sink), data, length, &sink->error);
    if (position < 0)
        return -1;
    sink->position = (uint64_t)position;
    return 0;
}

/* The archive does not exist until libzip has written it. */
static zip_int64_t deny_existence(struct sink *sink)
{
    errno = ENOENT;
    return fail(sink, ZIP_ER_READ);
}

static zip_int64_t supported_commands(void)
{
    return zip_source_make_command_bitmap(
        ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
        ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS, ZIP_SOURCE_BEGIN_WRITE,
        ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE,
        ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
}

static zip_int64_t obey(void *context, void *data, zip_uint64_t length, zip_source_cmd_t command)
{
    struct sink *sink = context;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return supported_commands();
    case ZIP_SOURCE_STAT:
        return deny_existence(sink);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&sink->error, data, length);
    case ZIP_SOURCE_BEGIN_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_COMMIT_WRITE:
        return sink_flush(sink) ? 0 : fail(sink, ZIP_ER_WRITE);
    case ZIP_SOURCE_WRITE:
        return write_bytes(sink, data, length);
    case ZIP_SOURCE_SEEK_WRITE:
        return seek(sink, data, length);
    case ZIP_SOURCE_TELL_WRITE:
        return (zip_int64_t)sink->position;
    default:
        errno = EINVAL;
        return fail(sink, ZIP_ER_OPNOTSUPP);
    }
}

zip_source_t *sink_open(struct sink *sink)
{
    sink->start = sink->descriptor < 0 ? sink->window->length : 0;
    zip_error_init(&sink->error);
    return zip_source_function_create(obey, sink, NULL);
}
