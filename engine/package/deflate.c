#include "package/deflate.h"

#include <assert.h>
#include <libdeflate.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/memory.h"

enum { LEVEL = 6 };

struct tables {
    struct libdeflate_compressor *compressor;
    struct libdeflate_decompressor *decompressor;
};

static _Thread_local struct tables *thread_tables;
static pthread_key_t tables_key;
static pthread_once_t key_made = PTHREAD_ONCE_INIT;

static void free_tables(void *subject)
{
    struct tables *tables = subject;
    libdeflate_free_compressor(tables->compressor);
    libdeflate_free_decompressor(tables->decompressor);
    free(tables);
}

static void make_key(void)
{
    pthread_key_create(&tables_key, free_tables);
}

/* Kept by the thread beyond any guard, so not from memory_allocate(). */
static struct tables *tables_of_thread(void)
{
    if (thread_tables != NULL)
        return thread_tables;
    pthread_once(&key_made, make_key);
    struct tables *tables = calloc(1, sizeof *tables);
    if (tables == NULL)
        memory_exhausted();
    if (pthread_setspecific(tables_key, tables) != 0) {
        free(tables);
        memory_exhausted();
    }
    return thread_tables = tables;
}

struct libdeflate_compressor *deflate_compressor_new(void)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (compressor == NULL)
        memory_exhausted();
    return compressor;
}

void deflate_compressor_free(struct libdeflate_compressor *compressor)
{
    libdeflate_free_compressor(compressor);
}

static struct libdeflate_compressor *thread_compressor(void)
{
    struct tables *tables = tables_of_thread();
    if (tables->compressor == NULL)
        tables->compressor = deflate_compressor_new();
    return tables->compressor;
}

static struct libdeflate_decompressor *thread_decompressor(void)
{
    struct tables *tables = tables_of_thread();
    if (tables->decompressor == NULL)
        tables->decompressor = libdeflate_alloc_decompressor();
    if (tables->decompressor == NULL)
        memory_exhausted();
    return tables->decompressor;
}

size_t deflate_bound(struct libdeflate_compressor *compressor, size_t length)
{
    return libdeflate_deflate_compress_bound(compressor, length);
}

void deflate_with(struct libdeflate_compressor *compressor, struct buffer *out, struct string plain)
{
    size_t room = deflate_bound(compressor, plain.length);
    char *end = buffer_reserve(out, room);
    size_t length = libdeflate_deflate_compress(compressor, plain.bytes, plain.length, end, room);
    assert(length > 0);
    out->length += length;
    out->bytes[out->length] = '\0';
}

void deflate_append(struct buffer *out, struct string plain)
{
    deflate_with(thread_compressor(), out, plain);
}

/* Bit positions in a deflate stream, counted as RFC 1951 packs them. */
struct stream_ends {
    size_t last_block, end;
};

static void start_walk(z_stream *stream, struct string bytes)
{
    assert(bytes.length <= UINT32_MAX);
    *stream = (z_stream){.next_in = (Bytef *)bytes.bytes, .avail_in = (uInt)bytes.length};
    if (inflateInit2(stream, -MAX_WBITS) != Z_OK)
        memory_exhausted();
}

/* zlib stops at each end of a block and tells how many bits of the last byte it has not used. */
static struct stream_ends find_ends(struct string bytes)
{
    enum { UNUSED_BITS = 31, IN_LAST_BLOCK = 64, AT_BLOCK_END = 128 };
    unsigned char plain[1 << 15];
    struct stream_ends ends = {0};
    z_stream stream;
    start_walk(&stream, bytes);
    for (int result = Z_OK; result == Z_OK;) {
        stream.next_out = plain;
        stream.avail_out = sizeof plain;
        result = inflate(&stream, Z_BLOCK);
        assert(result == Z_OK || result == Z_STREAM_END);
        if (!(stream.data_type & AT_BLOCK_END))
            continue;
        ends.end = (bytes.length - stream.avail_in) * 8 - (size_t)(stream.data_type & UNUSED_BITS);
        if (stream.data_type & IN_LAST_BLOCK)
            break;
        ends.last_block = ends.end;
    }
    inflateEnd(&stream);
    return ends;
}

void deflate_reopen(struct buffer *out, size_t from)
{
    static const char empty_stored_block[] = {0x00, 0x00, 0x00, (char)0xff, (char)0xff};
    struct string stream = string_slice(buffer_string(out), from, out->length);
    struct stream_ends ends = find_ends(stream);
    out->bytes[from + ends.last_block / 8] &= (char)~(1u << ends.last_block % 8);
    size_t unused_bits = stream.length * 8 - ends.end;
    assert(unused_bits < 8);
    /* The three bits of the block's header, all 0, fit into what is left of the last byte or take the next.
     */
    if (unused_bits > 0)
        buffer_append(out, empty_stored_block + (unused_bits >= 3), 5 - (unused_bits >= 3));
}

bool inflate_whole(struct string stored, char *plain, size_t size)
{
    size_t used, length;
    enum libdeflate_result result = libdeflate_deflate_decompress_ex(
        thread_decompressor(), stored.bytes, stored.length, plain, size, &used, &length);
    return result == LIBDEFLATE_SUCCESS && used == stored.length && length == size;
}

uint32_t checksum_add(uint32_t checksum, struct string bytes)
{
    return bytes.length > 0 ? libdeflate_crc32(checksum, bytes.bytes, bytes.length) : checksum;
}
