#include "packages.h"

#include <zlib.h>

#include "package/deflate.h"

/* Bytes that deflate in many ways: `kind` picks text, noise, or one byte over and over. */
static void fill(struct buffer *buffer, size_t length, unsigned kind, unsigned *seed)
{
    buffer_truncate(buffer, 0);
    while (buffer->length < length) {
        *seed = *seed * 1103515245 + 12345;
        unsigned random = *seed >> 16;
        if (kind == 0)
            buffer_append_format(buffer, "<w:t>%u</w:t>", random % 1000);
        else
            buffer_append_byte(buffer, kind == 1 ? (char)random : 'a');
    }
    buffer_truncate(buffer, length);
}

static void pieces_join_to_one_stream(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 2, 3, 7, 100, 5000, 70000};
    unsigned seed = 1;
    for (size_t i = 0; i < 400; i++) {
        struct buffer plain = {0}, piece = {0}, packed = {0};
        buffer_append_text(&packed, "before");
        size_t count = 1 + i % 5;
        for (size_t p = 0; p < count; p++) {
            fill(&piece, lengths[(i + p) % 8] + i % 17, (unsigned)(i / 8 + p) % 3, &seed);
            size_t from = packed.length;
            deflate_append(&packed, buffer_string(&piece));
            if (p + 1 < count)
                deflate_reopen(&packed, from);
            buffer_append_string(&plain, buffer_string(&piece));
        }
        struct string stream = string_slice(buffer_string(&packed), 6, packed.length);
        char *inflated = malloc(plain.length + 1);
        assert_true(inflate_whole(stream, inflated, plain.length));
        assert_memory_equal(inflated, plain.bytes, plain.length);
        assert_int_equal(checksum_add(0, buffer_string(&plain)),
                         crc32(0, (const Bytef *)plain.bytes, (uInt)plain.length));
        free(inflated);
        buffer_release(&plain);
        buffer_release(&piece);
        buffer_release(&packed);
    }
}

static void a_stream_of_another_size_is_refused(void **state)
{
    (void)state;
    struct buffer packed = {0};
    char plain[16];
    deflate_append(&packed, STRING("Điều 1."));
    struct string stream = buffer_string(&packed);
    assert_true(inflate_whole(stream, plain, 10));
    assert_false(inflate_whole(stream, plain, 9));
    assert_false(inflate_whole(stream, plain, 11));
    assert_false(inflate_whole(string_slice(stream, 0, stream.length - 1), plain, 10));
    buffer_append_byte(&packed, 'x');
    assert_false(inflate_whole(buffer_string(&packed), plain, 10));
    buffer_release(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_join_to_one_stream),
        cmocka_unit_test(a_stream_of_another_size_is_refused),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
