/* Hashes: of bytes and of files alike. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/file.h"

static void bytes_have_the_hash_of_the_standard(void **state)
{
    (void)state;
    assert_string_equal(digest_of(STRING("abc")).hex,
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void parts_differ_by_where_they_end(void **state)
{
    struct digest first, second;
    (void)state;
    digest_init(&first);
    digest_init(&second);
    digest_add_part(&first, STRING("ab"));
    digest_add_part(&first, STRING("c"));
    digest_add_part(&second, STRING("a"));
    digest_add_part(&second, STRING("bc"));
    assert_string_not_equal(digest_end(&first).hex, digest_end(&second).hex);
}

static void a_part_begins_with_its_length(void **state)
{
    struct digest digest;
    (void)state;
    digest_init(&digest);
    digest_add_part(&digest, STRING(""));
    digest_add_part(&digest, STRING("abcdefghij"));
    digest_add_part(&digest, STRING("7 chữ"));
    assert_string_equal(digest_end(&digest).hex, digest_of(STRING("0:10:abcdefghij7:7 chữ")).hex);
}

static void a_file_has_the_hash_of_its_bytes(void **state)
{
    static const size_t lengths[] = {0, 1, 16383, 16384, 16385, 100000};
    static char bytes[100000];
    char path[] = "/tmp/vanban-digest-XXXXXX";
    int descriptor = mkstemp(path);
    (void)state;
    assert_true(descriptor >= 0 && unlink(path) == 0);
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 7);
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct string all = {bytes, lengths[i]};
        struct digest_text text;
        uint64_t length;
        assert_true(lseek(descriptor, 0, SEEK_SET) == 0 && file_write_all(descriptor, all));
        assert_true(digest_of_file(descriptor, &text, &length));
        assert_int_equal(length, lengths[i]);
        assert_string_equal(text.hex, digest_of(all).hex);
    }
    close(descriptor);
}

static void what_cannot_be_read_has_none(void **state)
{
    struct digest_text text;
    uint64_t length;
    (void)state;
    assert_false(digest_of_file(-1, &text, &length));
    assert_int_equal(errno, EBADF);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_have_the_hash_of_the_standard),
        cmocka_unit_test(parts_differ_by_where_they_end),
        cmocka_unit_test(a_part_begins_with_its_length),
        cmocka_unit_test(a_file_has_the_hash_of_its_bytes),
        cmocka_unit_test(what_cannot_be_read_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
