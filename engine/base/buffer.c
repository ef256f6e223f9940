#include "base/buffer.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"

char *buffer_reserve(struct buffer *buffer, size_t length)
{
    if (length > SIZE_MAX / 4 || buffer->length > SIZE_MAX / 4)
        memory_exhausted();
    size_t wanted = buffer->length + length + 1;
    if (wanted > buffer->capacity) {
        size_t capacity = buffer->capacity > 0 ? buffer->capacity : 64;
        while (capacity < wanted)
            capacity *= 2;
        buffer->bytes = memory_resize(buffer->bytes, capacity);
        buffer->capacity = capacity;
    }
    return buffer->bytes + buffer->length;
}

void buffer_append(struct buffer *buffer, const char *bytes, size_t length)
{
    char *end = buffer_reserve(buffer, length);
    if (length > 0)
        memcpy(end, bytes, length);
    end[length] = '\0';
    buffer->length += length;
}

void buffer_append_string(struct buffer *buffer, struct string s)
{
    buffer_append(buffer, s.bytes, s.length);
}

void buffer_append_text(struct buffer *buffer, const char *terminated)
{
    buffer_append(buffer, terminated, strlen(terminated));
}

void buffer_append_byte(struct buffer *buffer, char byte)
{
    char *end = buffer_reserve(buffer, 1);
    end[0] = byte;
    end[1] = '\0';
    buffer->length++;
}

void buffer_append_code_point(struct buffer *buffer, unsigned code_point)
{
    char bytes[4];
    size_t length;
    if (code_point < 0x80) {
        bytes[0] = (char)code_point;
        length = 1;
    } else if (code_point < 0x800) {
        bytes[0] = (char)(0xc0 | code_point >> 6);
        length = 2;
    } else if (code_point < 0x10000) {
        bytes[0] = (char)(0xe0 | code_point >> 12);
        length = 3;
    } else {
        bytes[0] = (char)(0xf0 | code_point >> 18);
        length = 4;
    }
    for (size_t i = 1; i < length; i++)
        bytes[i] = (char)(0x80 | (code_point >> (6 * (length - 1 - i)) & 0x3f));
    buffer_append(buffer, bytes, length);
}

void buffer_append_format(struct buffer *buffer, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, arguments);
    char *end = buffer_reserve(buffer, (size_t)length);
    vsnprintf(end, (size_t)length + 1, format, again);
    buffer->length += (size_t)length;
    va_end(again);
    va_end(arguments);
}

void buffer_truncate(struct buffer *buffer, size_t length)
{
    if (length >= buffer->length)
        return;
    buffer->length = length;
    buffer->bytes[length] = '\0';
}

void buffer_mask_controls(struct buffer *buffer, size_t from)
{
    for (size_t i = from; i < buffer->length; i++) {
        unsigned char *byte = (unsigned char *)buffer->bytes + i;
        bool is_c1 = byte[0] == 0xc2 && byte[1] >= 0x80 && byte[1] <= 0x9f;
        if (is_c1)
            byte[1] = '?';
        if (is_c1 || byte[0] == 0x7f || (byte[0] < 0x20 && byte[0] != '\n' && byte[0] != '\t'))
            byte[0] = '?';
    }
}

void buffer_release(struct buffer *buffer)
{
    memory_free(buffer->bytes);
    *buffer = (struct buffer){0};
}

struct string buffer_string(const struct buffer *buffer)
{
    return (struct string){buffer->bytes != NULL ? buffer->bytes : "", buffer->length};
}
