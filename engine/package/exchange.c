/*
 * One part of a zip exchanged in the bytes of the zip (APPNOTE.TXT 4.3): what stands before and behind it is
 * copied as it is, and the directory tells where that now begins. libzip would write the headers of all
 * entries anew.
 */

#include <string.h>

#include "package/deflate.h"
#include "package/package.h"

enum {
    LOCAL_SIZE = 30,
    ENTRY_SIZE = 46,
    END_SIZE = 22,
    MOST_COMMENT = 0xFFFF,
    IS_ENCRYPTED = 1 << 0,
    SIZES_BEHIND = 1 << 3
};

static const char local_mark[] = "PK\x03\x04", entry_mark[] = "PK\x01\x02", end_mark[] = "PK\x05\x06";

/* Where things stand in the zip. */
struct exchange {
    struct string zip, name;
    size_t directory, end;
    unsigned entries;
    size_t part, behind; /* its header, and what comes next to its bytes */
};

/* ---- numbers ---- */

static uint32_t read_number(struct string zip, size_t at, unsigned length)
{
    uint32_t number = 0;
    while (length-- > 0)
        number = number << 8 | (unsigned char)zip.bytes[at + length];
    return number;
}

static uint32_t read_16(struct string zip, size_t at)
{
    return read_number(zip, at, 2);
}

static uint32_t read_32(struct string zip, size_t at)
{
    return read_number(zip, at, 4);
}

static void write_number(struct buffer *out, size_t at, uint32_t number, unsigned length)
{
    for (unsigned i = 0; i < length; i++, number >>= 8)
        out->bytes[at + i] = (char)(number & 0xFF);
}

static bool has_mark(struct string zip, size_t at, const char *mark)
{
    return at <= zip.length && zip.length - at >= 4 && memcmp(zip.bytes + at, mark, 4) == 0;
}

/* ---- reading ---- */

/* One disk, no zip64, and the directory right before its end. */
static bool find_directory(struct exchange *exchange)
{
    struct string zip = exchange->zip;
    size_t end = zip.length < END_SIZE ? 0 : zip.length - END_SIZE, comment = 0;
    while (end > 0 && comment <= MOST_COMMENT &&
           !(has_mark(zip, end, end_mark) && read_16(zip, end + 20) == comment)) {
        end--;
        comment++;
    }
    if (!has_mark(zip, end, end_mark) || comment > MOST_COMMENT)
        return false;
    exchange->end = end;
    exchange->entries = read_16(zip, end + 10);
    exchange->directory = read_32(zip, end + 16);
    return read_32(zip, end + 4) == 0 && read_16(zip, end + 8) == exchange->entries &&
           exchange->directory <= end && read_32(zip, end + 12) == end - exchange->directory;
}

/* The end of the entry of the directory that begins at `at`; 0: there is none. */
static size_t end_of_entry(const struct exchange *exchange, size_t at)
{
    struct string zip = exchange->zip;
    if (!has_mark(zip, at, entry_mark) || exchange->end - at < ENTRY_SIZE)
        return 0;
    size_t length =
        ENTRY_SIZE + read_16(zip, at + 28) + (size_t)read_16(zip, at + 30) + read_16(zip, at + 32);
    size_t local = read_32(zip, at + 42);
    bool is_sound = length <= exchange->end - at && has_mark(zip, local, local_mark) &&
                    local + LOCAL_SIZE <= exchange->directory;
    return is_sound ? at + length : 0;
}

static bool is_wanted(const struct exchange *exchange, size_t entry)
{
    struct string zip = exchange->zip;
    size_t from = entry + ENTRY_SIZE;
    return string_equal(string_slice(zip, from, from + read_16(zip, entry + 28)), exchange->name);
}

/* The one entry of the part. */
static bool find_part(struct exchange *exchange)
{
    size_t found = 0, at = exchange->directory;
    for (unsigned i = 0; i < exchange->entries; i++) {
        size_t next = end_of_entry(exchange, at);
        if (next == 0)
            return false;
        if (is_wanted(exchange, at)) {
            exchange->part = read_32(exchange->zip, at + 42);
            found++;
        }
        at = next;
    }
    return found == 1 && at == exchange->end;
}

static size_t end_of_header(const struct exchange *exchange)
{
    size_t at = exchange->part;
    return at + LOCAL_SIZE + read_16(exchange->zip, at + 26) + read_16(exchange->zip, at + 28);
}

/* The header that comes next, or the directory. */
static bool find_behind(struct exchange *exchange)
{
    exchange->behind = exchange->directory;
    for (size_t at = exchange->directory; at < exchange->end; at = end_of_entry(exchange, at)) {
        size_t local = read_32(exchange->zip, at + 42);
        if (local > exchange->part && local < exchange->behind)
            exchange->behind = local;
    }
    uint32_t flags = read_16(exchange->zip, exchange->part + 6);
    return end_of_header(exchange) <= exchange->behind && (flags & IS_ENCRYPTED) == 0;
}

/* ---- writing ---- */

/* What header and entry of the part have in common, from the flags on. */
static void describe(struct buffer *out, size_t at, struct string bytes, size_t stored_size)
{
    uint32_t flags = read_16(buffer_string(out), at) & ~(uint32_t)SIZES_BEHIND;
    write_number(out, at, flags, 2);
    write_number(out, at + 2, METHOD_DEFLATED, 2);
    write_number(out, at + 8, checksum_add(0, bytes), 4);
    write_number(out, at + 12, (uint32_t)stored_size, 4);
    write_number(out, at + 16, (uint32_t)bytes.length, 4);
}

static void append_part(const struct exchange *exchange, struct string bytes, struct buffer *out,
                        size_t *stored_size)
{
    size_t at = out->length;
    buffer_append_string(out, string_slice(exchange->zip, exchange->part, end_of_header(exchange)));
    size_t from = out->length;
    deflate_append(out, bytes);
    *stored_size = out->length - from;
    describe(out, at + 6, bytes, *stored_size);
}

/* `moved`: by how much what stood behind the part has moved; as unsigned numbers wrap, backwards too. */
static void append_directory(const struct exchange *exchange, struct string bytes, size_t stored_size,
                             uint32_t moved, struct buffer *out)
{
    for (size_t at = exchange->directory, next; at < exchange->end; at = next) {
        next = end_of_entry(exchange, at);
        size_t entry = out->length;
        uint32_t local = read_32(exchange->zip, at + 42);
        buffer_append_string(out, string_slice(exchange->zip, at, next));
        if (local > exchange->part)
            write_number(out, entry + 42, local + moved, 4);
        else if (local == exchange->part)
            describe(out, entry + 8, bytes, stored_size);
    }
    size_t end = out->length;
    buffer_append_string(out, string_slice(exchange->zip, exchange->end, exchange->zip.length));
    write_number(out, end + 16, (uint32_t)exchange->directory + moved, 4);
}

bool package_exchange(struct string zip, struct string name, struct string bytes, struct buffer *out)
{
    struct exchange exchange = {.zip = zip, .name = name};
    size_t start = out->length, stored_size;
    if (zip.length + bytes.length > INT32_MAX || !find_directory(&exchange) || !find_part(&exchange) ||
        !find_behind(&exchange))
        return false;
    buffer_append_string(out, string_slice(zip, 0, exchange.part));
    append_part(&exchange, bytes, out, &stored_size);
    uint32_t moved = (uint32_t)(out->length - start) - (uint32_t)exchange.behind;
    buffer_append_string(out, string_slice(zip, exchange.behind, exchange.directory));
    append_directory(&exchange, bytes, stored_size, moved, out);
    return true;
}
