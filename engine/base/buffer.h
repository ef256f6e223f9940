#ifndef VANBAN_BASE_BUFFER_H
#define VANBAN_BASE_BUFFER_H

/*
 * A growing run of bytes. Starts as {0}; always ends with an uncounted NUL once anything was appended. Bytes
 * that were appended inside a memory_guard() are gone when that guard is left early.
 */

#include "base/string.h"

struct buffer {
    char *bytes;
    size_t length;
    size_t capacity;
};

void buffer_append(struct buffer *buffer, const char *bytes, size_t length);
void buffer_append_string(struct buffer *buffer, struct string s);
void buffer_append_text(struct buffer *buffer, const char *terminated);
void buffer_append_byte(struct buffer *buffer, char byte);
/* One code point as UTF-8. */
void buffer_append_code_point(struct buffer *buffer, unsigned code_point);
void buffer_append_format(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* Room for `length` more bytes; returns where they go. The caller adds to buffer->length. */
char *buffer_reserve(struct buffer *buffer, size_t length);
/* Cuts to `length` bytes; never grows. */
void buffer_truncate(struct buffer *buffer, size_t length);
/* From `from` on each byte of what a terminal would obey (C0, C1 and DEL, but for lines and tabs) becomes
 * "?". */
void buffer_mask_controls(struct buffer *buffer, size_t from);
void buffer_release(struct buffer *buffer);
struct string buffer_string(const struct buffer *buffer);

#endif
