/* Helpers of the text tests. Include last. */

#ifndef VANBAN_TESTS_TEXT_H
#define VANBAN_TESTS_TEXT_H

#include "base/arena.h"
#include "base/buffer.h"

#define COUNT_OF(table) (sizeof(table) / sizeof((table)[0]))

static inline void expect_text(struct string found, const char *expected)
{
    assert_int_equal(found.length, strlen(expected));
    assert_memory_equal(found.bytes, expected, found.length);
}

/* The buffer's text, which is then released. */
static inline void expect_buffer(struct buffer *found, const char *expected)
{
    expect_text(buffer_string(found), expected);
    buffer_release(found);
}

#endif
