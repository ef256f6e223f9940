/* A zip in memory, entry by entry, stored: also one no writer of ours would make. */

#include <string.h>
#include <zlib.h>

#include "base/buffer.h"

struct entries {
    struct buffer *zip;
    struct buffer directory;
    size_t count;
};

static void append_number(struct buffer *out, unsigned long number, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++, number >>= 8)
        buffer_append_byte(out, (char)(number & 0xFF));
}

/* Version, flags, method, time, checksum, sizes and name: what both headers of an entry have. */
static void append_entry(struct buffer *out, const char *name, struct string bytes)
{
    append_number(out, 20, 2);
    append_number(out, 0, 4);
    append_number(out, 0x00210000, 4);
    append_number(out, crc32(0, (const unsigned char *)bytes.bytes, (unsigned)bytes.length), 4);
    append_number(out, bytes.length, 4);
    append_number(out, bytes.length, 4);
    append_number(out, strlen(name), 2);
}

static void entries_add(struct entries *entries, const char *name, struct string bytes)
{
    size_t offset = entries->zip->length;
    append_number(entries->zip, 0x04034b50, 4);
    append_entry(entries->zip, name, bytes);
    append_number(entries->zip, 0, 2);
    buffer_append_text(entries->zip, name);
    if (bytes.length)
        buffer_append_string(entries->zip, bytes);
    append_number(&entries->directory, 0x02014b50, 4);
    append_number(&entries->directory, 20, 2);
    append_entry(&entries->directory, name, bytes);
    append_number(&entries->directory, 0, 12);
    append_number(&entries->directory, offset, 4);
    buffer_append_text(&entries->directory, name);
    entries->count++;
}

static void entries_end(struct entries *entries)
{
    size_t start = entries->zip->length;
    buffer_append_string(entries->zip, buffer_string(&entries->directory));
    append_number(entries->zip, 0x06054b50, 4);
    append_number(entries->zip, 0, 4);
    append_number(entries->zip, entries->count, 2);
    append_number(entries->zip, entries->count, 2);
    append_number(entries->zip, entries->directory.length, 4);
    append_number(entries->zip, start, 4);
    append_number(entries->zip, 0, 2);
    buffer_release(&entries->directory);
}
