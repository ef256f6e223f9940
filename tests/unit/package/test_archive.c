#include "packages.h"

#include "package/deflate.h"

static const struct zip_options deflated = {ZIP_CM_DEFLATE, ZIP_EM_NONE};

static void assert_refused(struct fixture *fixture, struct string zip, const char *vi, const char *en)
{
    assert_null(package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems));
    struct string english = told(fixture, LANGUAGE_EN);
    package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems);
    assert_string_equal(told(fixture, LANGUAGE_VI).bytes, vi);
    assert_string_equal(english.bytes, en);
}

static void a_file_that_is_no_zip_is_named_for_what_it_is(void **state)
{
    struct fixture *fixture = *state;
#define OLE "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define WIDE_ENCRYPTED "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"
    static const struct {
        struct string bytes;
        const char *vi, *en;
    } rows[] = {
        {{"", 0}, "file-empty: Tệp Word rỗng (0 byte)\n", "file-empty: The Word file is empty (0 bytes)\n"},
        {{"%PDF-1.7\n", 9},
         "not-docx: Tệp không phải văn bản Word (.docx)\n",
         "not-docx: The file is not a Word document (.docx)\n"},
        {{"P", 1},
         "not-docx: Tệp không phải văn bản Word (.docx)\n",
         "not-docx: The file is not a Word document (.docx)\n"},
        {{OLE "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", 32},
         "old-office-format: Tệp theo định dạng Office cũ (.doc), không phải .docx\n",
         "old-office-format: The file has the old Office format (.doc), not .docx\n"},
        {{OLE WIDE_ENCRYPTED, 8 + 32},
         "password-protected: Tệp đặt mật khẩu nên không đọc được\n",
         "password-protected: The file is protected by a password and cannot be read\n"},
        {{"PK\3\4 and then nothing", 22},
         "file-truncated: Tệp Word bị mất phần cuối\n",
         "file-truncated: The end of the Word file is missing\n"},
        {{"PK\5\6\0\0\0\0\1\0\1\0\xff\0\0\0\xff\0\0\0\0\0", 22},
         "file-damaged: Tệp Word bị hỏng\n",
         "file-damaged: The Word file is damaged\n"},
        {{"PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22},
         "no-content-types: Tệp thiếu phần [Content_Types].xml nên không phải văn bản Word\n",
         "no-content-types: The file has no [Content_Types].xml, so it is not a Word document\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_refused(fixture, rows[i].bytes, rows[i].vi, rows[i].en);
}

static void a_zip_without_content_types_is_no_document(void **state)
{
    struct fixture *fixture = *state;
    static const struct row rows[] = {{"anh.jpg", "jpeg"}, {NULL, NULL}};
    assert_refused(fixture, make_zip(fixture, rows, NULL, deflated),
                   "no-content-types: Tệp thiếu phần [Content_Types].xml nên không phải văn bản Word\n",
                   "no-content-types: The file has no [Content_Types].xml, so it is not a Word document\n");
}

/* The names take the place of a harmless one of the same length, in the headers of a finished zip. */
static void rename_in(struct string zip, const char *from, struct string to)
{
    size_t at = 0, count = 0;
    while ((at = string_find(zip, string_of(from), at)) != SIZE_MAX) {
        memcpy((char *)zip.bytes + at, to.bytes, to.length);
        count++;
    }
    assert_int_equal(count, 2);
}

static void hostile_names_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {{"word/xxxxxx", "a"}, {NULL, NULL}};
    static const struct {
        struct string name;
        const char *shown;
    } rows[] = {
        {{"../evil.xml", 11}, "../evil.xml"},        {{"word/../../", 11}, "word/../../"},
        {{"/etc/passwd", 11}, "/etc/passwd"},        {{"word\\aa.xml", 11}, "word\\aa.xml"},
        {{"C:/word.xml", 11}, "C:/word.xml"},        {{"word/\nb.xml", 11}, "word/\\x0Ab.xml"},
        {{"word//a.xml", 11}, "word//a.xml"},        {{"./a/b/c.xml", 11}, "./a/b/c.xml"},
        {{"%2e%2e/evil", 11}, "%2e%2e/evil"},        {{"a/\xc2\x9bzmb.xml", 11}, "a/\\xC2\\x9Bzmb.xml"},
        {{"word/\x7f.xmlx", 11}, "word/\\x7F.xmlx"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string zip = make_zip(fixture, letter, more, deflated);
        rename_in(zip, "word/xxxxxx", rows[i].name);
        assert_null(package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems));
        struct string expected =
            arena_format(fixture->arena, "part-name-unsafe: Tên phần %s trong tệp Word không an toàn [%s]\n",
                         rows[i].shown, rows[i].shown);
        assert_told(fixture, expected.bytes);
    }
}

static void names_that_are_not_utf8_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {{"word/xxxxxx", "a"}, {NULL, NULL}};
    struct string zip = make_zip(fixture, letter, more, deflated);
    rename_in(zip, "word/xxxxxx", STRING("word/v\xe3n.xm"));
    assert_refused(fixture, zip,
                   "part-name-not-utf8: Tên phần word/v\\xE3n.xm trong tệp Word không phải UTF-8 "
                   "[word/v\\xE3n.xm]\n",
                   "part-name-not-utf8: The part name word/v\\xE3n.xm in the Word file is not UTF-8 "
                   "[word/v\\xE3n.xm]\n");
}

static void duplicate_names_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char *const names[] = {"word/document.xml", "WORD/Document.xml", "word/d%6Fcument.xml"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        static const struct row more[] = {
            {"word/xxxxxxxx.xml", "a"}, {"word/xxxxxxxxxx.xml", "b"}, {NULL, NULL}};
        struct string zip = make_zip(fixture, letter, more, deflated);
        rename_in(zip, strlen(names[i]) == 17 ? more[0].name : more[1].name, string_of(names[i]));
        assert_null(package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems));
        struct string expected =
            arena_format(fixture->arena, "part-name-duplicate: Tệp Word có hai phần cùng tên %s [%s]\n",
                         names[i], names[i]);
        assert_told(fixture, expected.bytes);
    }
}

static void encrypted_parts_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const zip_uint16_t methods[] = {ZIP_EM_TRAD_PKWARE, ZIP_EM_AES_256};
    for (size_t i = 0; i < 2; i++) {
        struct string zip = make_zip(fixture, letter, NULL, (struct zip_options){ZIP_CM_DEFLATE, methods[i]});
        assert_refused(
            fixture, zip,
            "part-encrypted: Phần [Content_Types].xml của tệp Word bị mã hóa bằng mật khẩu "
            "[[Content_Types].xml]\n",
            "part-encrypted: The part [Content_Types].xml of the Word file is encrypted with a password "
            "[[Content_Types].xml]\n");
    }
}

static void other_compression_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, (struct zip_options){ZIP_CM_BZIP2, ZIP_EM_NONE});
    assert_refused(
        fixture, zip,
        "compression-unsupported: Phần [Content_Types].xml của tệp Word nén theo kiểu chưa hỗ trợ (số 12) "
        "[[Content_Types].xml]\n",
        "compression-unsupported: The part [Content_Types].xml of the Word file is compressed by a method "
        "that is not supported (number 12) [[Content_Types].xml]\n");
}

static void stored_parts_are_read(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, (struct zip_options){ZIP_CM_STORE, ZIP_EM_NONE});
    struct package *package =
        package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems);
    assert_non_null(package);
    assert_string_equal(read_part(fixture, package, "word/document.xml").bytes, letter[2].bytes);
    package_close(package);
}

/* The central directory's row of a part: 46 bytes, then its name. */
static char *directory_row(struct string zip, const char *name)
{
    size_t first = string_find(zip, string_of(name), 0);
    size_t second = string_find(zip, string_of(name), first + 1);
    assert_true(second != SIZE_MAX);
    return (char *)zip.bytes + second - 46;
}

enum { ROW_CRC = 16, ROW_STORED_SIZE = 20, ROW_SIZE = 24 };

static void parts_that_differ_from_their_directory_are_refused(void **state)
{
    struct fixture *fixture = *state;
    static const char vi[] = "part-damaged: Tệp Word bị hỏng ở phần _rels/.rels [_rels/.rels]\n";
    static const char en[] = "part-damaged: The Word file is damaged in its part _rels/.rels [_rels/.rels]\n";
    static const size_t fields[] = {ROW_CRC, ROW_STORED_SIZE, ROW_SIZE};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        for (int change = -1; change <= 1; change += 2) {
            struct string zip = make_zip(fixture, letter, NULL, deflated);
            directory_row(zip, "_rels/.rels")[fields[i]] += (char)change;
            assert_refused(fixture, zip, vi, en);
        }
    }
}

static void put_32(char *bytes, uint32_t value)
{
    for (size_t i = 0; i < 4; i++)
        bytes[i] = (char)(value >> 8 * i);
}

static void a_size_that_no_deflate_stream_can_have_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, deflated);
    put_32(directory_row(zip, "_rels/.rels") + ROW_SIZE, 60u << 20);
    assert_null(package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems));
    assert_told(fixture, "part-damaged: Tệp Word bị hỏng ở phần _rels/.rels [_rels/.rels]\n");
}

static void each_limit_has_its_problem(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        enum limit limit;
        uint64_t value;
        const char *told;
    } rows[] = {
        {LIMIT_PACKAGE_BYTES, 500, "limit-package-bytes: Tệp Word lớn hơn giới hạn 500 byte\n"},
        {LIMIT_PACKAGE_ENTRIES, 3, "limit-package-entries: Tệp Word có nhiều hơn 3 phần\n"},
        {LIMIT_PART_BYTES, 99999,
         "limit-part-bytes: Một phần của tệp Word khi giải nén lớn hơn 99999 byte [word/a.xml]\n"},
        {LIMIT_PACKAGE_INFLATED, 99999,
         "limit-package-inflated: Tệp Word khi giải nén lớn hơn 99999 byte [word/a.xml]\n"},
    };
    char *bytes = memset(calloc(1, 100001), ' ', 100000);
    const struct row more[] = {{"word/a.xml", bytes}, {NULL, NULL}};
    struct string zip = make_zip(fixture, letter, more, deflated);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        fixture->limits = limits_default();
        fixture->limits.values[rows[i].limit] = rows[i].value;
        assert_null(package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems));
        assert_told(fixture, rows[i].told);
    }
    free(bytes);
}

static void a_bomb_that_lies_about_its_size_is_refused(void **state)
{
    struct fixture *fixture = *state;
    char *bytes = memset(calloc(1, 100001), ' ', 100000);
    const struct row more[] = {{"word/a.xml", bytes}, {NULL, NULL}};
    struct string zip = make_zip(fixture, letter, more, deflated);
    put_32(directory_row(zip, "word/a.xml") + ROW_SIZE, 1000);
    fixture->limits.values[LIMIT_PART_BYTES] = 2000;
    assert_null(package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems));
    assert_told(fixture, "part-damaged: Tệp Word bị hỏng ở phần word/a.xml [word/a.xml]\n");
    free(bytes);
}

static void every_truncation_is_told(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, deflated);
    for (size_t length = 0; length < zip.length; length++) {
        /* A copy of just that length: reading beyond it would be seen. */
        char *bytes = malloc(length > 0 ? length : 1);
        memcpy(bytes, zip.bytes, length);
        struct problems *problems = problems_new();
        assert_null(package_open_bytes(STRING("mau.docx"), (struct string){bytes, length}, &fixture->limits,
                                       problems));
        assert_int_equal(problems_error_count(problems), 1);
        problems_free(problems);
        free(bytes);
    }
}

/* Each byte changed in four ways: a package or problems, and a package holds the parts it says. */
static void every_changed_byte_is_told_or_harmless(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, deflated);
    static const unsigned char changes[] = {0x01, 0x80, 0xff, 0x20};
    for (size_t i = 0; i < zip.length * sizeof changes; i++) {
        char *changed = (char *)zip.bytes + i / sizeof changes;
        *changed ^= (char)changes[i % sizeof changes];
        struct problems *problems = problems_new();
        struct package *package = package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, problems);
        assert_int_equal(package == NULL, problems_error_count(problems) > 0);
        if (package != NULL && package_main_document(package, problems) != NULL)
            package_check_content(package, problems);
        package_close(package);
        problems_free(problems);
        *changed ^= (char)changes[i % sizeof changes];
    }
}

/* Bit 3 of the flags: sizes and checksum follow the data, and the header before it has none. */
static void data_descriptors_are_read(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, deflated);
    char *header = (char *)zip.bytes + string_find(zip, STRING("_rels/.rels"), 0) - 30;
    header[6] |= 8;
    memset(header + 14, 0, 12);
    directory_row(zip, "_rels/.rels")[8] |= 8;
    struct package *package =
        package_open_bytes(STRING("mau.docx"), zip, &fixture->limits, fixture->problems);
    assert_told(fixture, "");
    assert_non_null(package);
    package_close(package);
}

/* The sizes of one row moved into a ZIP64 extra field, as streaming writers do. */
static void zip64_sizes_are_read(void **state)
{
    struct fixture *fixture = *state;
    struct string zip = make_zip(fixture, letter, NULL, deflated);
    size_t row = (size_t)(directory_row(zip, "word/document.xml") - zip.bytes);
    struct buffer wide = {0};
    buffer_append(&wide, zip.bytes, row + 46 + 17);
    char extra[20] = {1, 0, 16, 0};
    memcpy(extra + 4, zip.bytes + row + ROW_SIZE, 4);
    memcpy(extra + 12, zip.bytes + row + ROW_STORED_SIZE, 4);
    buffer_append(&wide, extra, sizeof extra);
    buffer_append(&wide, zip.bytes + row + 46 + 17, zip.length - row - 46 - 17);
    put_32(wide.bytes + row + ROW_SIZE, UINT32_MAX);
    put_32(wide.bytes + row + ROW_STORED_SIZE, UINT32_MAX);
    wide.bytes[row + 30] = sizeof extra;
    char *end = wide.bytes + wide.length - 22;
    put_32(end + 12,
           (uint32_t)(unsigned char)end[12] + ((uint32_t)(unsigned char)end[13] << 8) + sizeof extra);
    struct package *package =
        package_open_bytes(STRING("mau.docx"), buffer_string(&wide), &fixture->limits, fixture->problems);
    assert_told(fixture, "");
    assert_string_equal(read_part(fixture, package, "word/document.xml").bytes, letter[2].bytes);
    package_close(package);
    buffer_release(&wide);
}

static void a_missing_file_and_a_large_one_are_told(void **state)
{
    struct fixture *fixture = *state;
    const char *path = path_in(fixture, "mau.docx");
    assert_null(package_open(path, &fixture->limits, fixture->problems));
    assert_true(string_starts_with(told(fixture, LANGUAGE_EN), STRING("cannot-read: ")));
    write_file(path, make_zip(fixture, letter, NULL, deflated));
    struct package *package = package_open(path, &fixture->limits, fixture->problems);
    assert_non_null(package);
    package_close(package);
    fixture->limits.values[LIMIT_PACKAGE_BYTES] = 100;
    assert_null(package_open(path, &fixture->limits, fixture->problems));
    assert_told(fixture, "limit-package-bytes: Tệp Word lớn hơn giới hạn 100 byte\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_is_no_zip_is_named_for_what_it_is),
        TEST(a_zip_without_content_types_is_no_document),
        TEST(hostile_names_are_refused),
        TEST(names_that_are_not_utf8_are_refused),
        TEST(duplicate_names_are_refused),
        TEST(encrypted_parts_are_refused),
        TEST(other_compression_is_refused),
        TEST(stored_parts_are_read),
        TEST(parts_that_differ_from_their_directory_are_refused),
        TEST(a_size_that_no_deflate_stream_can_have_is_refused),
        TEST(each_limit_has_its_problem),
        TEST(a_bomb_that_lies_about_its_size_is_refused),
        TEST(every_truncation_is_told),
        TEST(every_changed_byte_is_told_or_harmless),
        TEST(data_descriptors_are_read),
        TEST(zip64_sizes_are_read),
        TEST(a_missing_file_and_a_large_one_are_told),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
