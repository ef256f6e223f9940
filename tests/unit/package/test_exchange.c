/* One part of a zip exchanged: all else of it stays to the byte. */

#include "packages.h"

static const struct row mixed[] = {
    {"word/styles.xml", "<w:styles/>"},
    {"word/document.xml", "<w:document>before</w:document>"},
    {"[Content_Types].xml", "<Types/>"},
    {NULL, NULL},
};

static struct string zip_of(struct fixture *fixture, zip_int32_t method)
{
    return arena_copy(fixture->arena,
                      make_zip(fixture, mixed, NULL, (struct zip_options){method, ZIP_EM_NONE}));
}

/* Every byte the zip has for an entry: header, name, stored bytes. */
static struct string bytes_of_entry(struct string zip, const char *name)
{
    size_t named = string_find(zip, string_of(name), 0), next = string_find(zip, STRING("PK\3\4"), named);
    size_t directory = string_find(zip, STRING("PK\1\2"), named);
    return string_slice(zip, named - 30, next < directory ? next : directory);
}

static struct string inflated(struct fixture *fixture, struct string zip, size_t index, const char *name)
{
    zip_source_t *source = zip_source_buffer_create(zip.bytes, zip.length, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    assert_non_null(archive);
    assert_string_equal(zip_get_name(archive, index, 0), name);
    zip_stat_t stat;
    assert_int_equal(zip_stat_index(archive, index, 0, &stat), 0);
    char *plain = arena_allocate(fixture->arena, stat.size + 1);
    zip_file_t *file = zip_fopen_index(archive, index, 0);
    assert_int_equal(zip_fread(file, plain, stat.size), stat.size);
    zip_fclose(file);
    zip_discard(archive);
    return (struct string){plain, stat.size};
}

/* Each part in turn becomes longer, shorter, empty. */
static void one_part_changes(void **state)
{
    struct fixture *fixture = *state;
    static const char longer[] = "<w:document>0123456789 abcdefghijklmnopqrstuvwxyz and more</w:document>";
    static const char *const bytes[] = {longer, "<a/>", ""};
    struct string zip = zip_of(fixture, ZIP_CM_DEFLATE);
    for (size_t i = 0; i < 9; i++) {
        struct buffer out = {0};
        buffer_append_text(&out, "before");
        assert_true(package_exchange(zip, string_of(mixed[i / 3].name), string_of(bytes[i % 3]), &out));
        struct string exchanged = string_slice(buffer_string(&out), 6, out.length);
        for (size_t k = 0; k < 3; k++) {
            const char *wanted = k == i / 3 ? bytes[i % 3] : mixed[k].bytes;
            assert_true(string_is(inflated(fixture, exchanged, k, mixed[k].name), wanted));
            if (k != i / 3)
                assert_true(string_equal(bytes_of_entry(zip, mixed[k].name),
                                         bytes_of_entry(exchanged, mixed[k].name)));
        }
        buffer_release(&out);
    }
}

static void a_stored_part_is_deflated(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    assert_true(
        package_exchange(zip_of(fixture, ZIP_CM_STORE), STRING("word/document.xml"), STRING("<new/>"), &out));
    assert_true(string_is(inflated(fixture, buffer_string(&out), 1, "word/document.xml"), "<new/>"));
    buffer_release(&out);
}

static void date_and_comment_stay(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = zip_of(fixture, ZIP_CM_DEFLATE);
    struct buffer with_comment = {0}, out = {0};
    buffer_append_string(&with_comment, zip);
    buffer_append_text(&with_comment, "ghi chu");
    with_comment.bytes[zip.length - 2] = 7;
    assert_true(
        package_exchange(buffer_string(&with_comment), STRING("word/document.xml"), STRING("<new/>"), &out));
    assert_true(string_ends_with(buffer_string(&out), STRING("ghi chu")));
    struct string before = bytes_of_entry(zip, "word/document.xml");
    struct string after = bytes_of_entry(buffer_string(&out), "word/document.xml");
    assert_memory_equal(before.bytes + 10, after.bytes + 10, 4);
    buffer_release(&with_comment);
    buffer_release(&out);
}

/* A byte of the zip, from its end (negative) or its beginning, is another one. */
static void what_it_cannot_do_is_left(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *name;
        long at;
        char byte;
    } rows[] = {
        {"word/document.xml", -18, 1},   /* another disk */
        {"word/document.xml", -14, 9},   /* more entries on it than there are */
        {"word/document.xml", -6, 0x7F}, /* the directory elsewhere */
        {"word/document.xml", -22, 'X'}, /* no end */
        {"word/none.xml", 0, 'P'},       /* no such part */
        {"word/document.xml", 0, 'X'},   /* a header that is none */
    };
    struct string zip = zip_of(fixture, ZIP_CM_DEFLATE);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer spoilt = {0}, out = {0};
        buffer_append_string(&spoilt, zip);
        spoilt.bytes[rows[i].at < 0 ? (long)zip.length + rows[i].at : rows[i].at] = rows[i].byte;
        assert_false(
            package_exchange(buffer_string(&spoilt), string_of(rows[i].name), STRING("<new/>"), &out));
        assert_int_equal(out.length, 0);
        buffer_release(&spoilt);
    }
    for (size_t length = 0; length < zip.length; length++) {
        struct buffer out = {0};
        assert_false(package_exchange(string_slice(zip, 0, length), STRING("word/document.xml"),
                                      STRING("<new/>"), &out));
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(one_part_changes),
        TEST(a_stored_part_is_deflated),
        TEST(date_and_comment_stay),
        TEST(what_it_cannot_do_is_left),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
