#ifndef VANBAN_PACKAGE_DEFLATE_H
#define VANBAN_PACKAGE_DEFLATE_H

/*
 * Deflate (RFC 1951) of blocks in memory by libdeflate, level 6. Each thread
 * keeps its tables between documents. libdeflate cannot stream; a longer part
 * is deflated piece by piece, and deflate_reopen() makes the pieces one stream.
 */

#include <stdint.h>

#include "base/buffer.h"

enum { METHOD_STORED = 0, METHOD_DEFLATED = 8 };

/* Appends one whole stream. */
void deflate_append(struct buffer *out, struct string plain);
/* The same with a compressor of one's own, as other threads need one; nothing is allocated where `out` has
 * room for deflate_bound() bytes. */
struct libdeflate_compressor;
struct libdeflate_compressor *deflate_compressor_new(void);
void deflate_compressor_free(struct libdeflate_compressor *compressor);
size_t deflate_bound(struct libdeflate_compressor *compressor, size_t length);
void deflate_with(struct libdeflate_compressor *compressor, struct buffer *out, struct string plain);
/*
 * Makes the stream [from, out->length) one that the next deflate_append() continues: its last block is no
 * longer marked as last, and it ends with a whole byte.
 */
void deflate_reopen(struct buffer *out, size_t from);
/* Inflates a whole stream that gives exactly `size` bytes; false if it does not. */
bool inflate_whole(struct string stored, char *plain, size_t size);
/* CRC-32 of more bytes; begins with 0. */
uint32_t checksum_add(uint32_t checksum, struct string bytes);

#endif
