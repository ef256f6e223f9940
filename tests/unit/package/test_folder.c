#include "packages.h"

#include <sys/stat.h>
#include <unistd.h>

/* Writes the rows as files of the fixture's folder. */
static void write_rows(struct fixture *fixture, const struct row *rows)
{
    for (; rows->name != NULL; rows++) {
        char *path = (char *)path_in(fixture, rows->name);
        char *slash = strrchr(path, '/');
        *slash = '\0';
        assert_true(file_make_folder(path, fixture->problems));
        *slash = '/';
        write_file(path, string_of(rows->bytes));
    }
}

static void a_folder_is_a_package_in_sorted_order(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {
        {"word/styles.xml", "<s/>"},          {"word/b.xml", "<b/>"}, {".git/config", "x"},
        {"word/.document.xml.swp", "editor"}, {"form.yaml", "x"},     {NULL, NULL},
    };
    static const char *const order[] = {"[Content_Types].xml", "_rels/.rels", "word/b.xml",
                                        "word/document.xml", "word/styles.xml"};
    write_rows(fixture, letter);
    write_rows(fixture, more);
    struct package *package = package_open(fixture->folder, &fixture->limits, fixture->problems);
    assert_told(fixture, "");
    assert_int_equal(package_part_count(package), 5);
    for (size_t i = 0; i < 5; i++)
        assert_true(string_is(package_part_at(package, i)->name, order[i]));
    assert_string_equal(read_part(fixture, package, "word/document.xml").bytes, letter[2].bytes);
    assert_non_null(package_main_document(package, fixture->problems));
    package_close(package);
}

static void content_types_are_made_from_names(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {
        {"docProps/core.xml", "<c/>"},   {"word/header2.xml", "<h/>"}, {"word/media/image1.jpeg", "j"},
        {"customXml/item1.xml", "<i/>"}, {"document.xml", "<d/>"},     {NULL, NULL},
    };
    write_rows(fixture, letter + 1);
    write_rows(fixture, more);
    struct package *package = package_open_folder(fixture->folder, &fixture->limits, fixture->problems);
    assert_told(fixture, "");
    assert_string_equal(read_part(fixture, package, "[Content_Types].xml").bytes,
                        CONTENT_TYPES(OVERRIDE("docProps/core.xml",
                                               "application/vnd.openxmlformats-package.core-properties+xml")
                                          MAIN_OVERRIDE OVERRIDE("word/header2.xml", WORD_TYPE "header+xml")
                                              OVERRIDE("word/media/image1.jpeg", "image/jpeg")));
    assert_int_equal(package_part_count(package), 7);
    assert_true(string_is(package_part_at(package, 0)->name, "[Content_Types].xml"));
    package_close(package);
}

static void a_file_of_unknown_type_is_told(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {{"word/ghi-chu.txt", "x"}, {NULL, NULL}};
    write_rows(fixture, letter);
    write_rows(fixture, more);
    assert_null(package_open_folder(fixture->folder, &fixture->limits, fixture->problems));
    assert_told(fixture,
                "part-type-unknown: Không biết phần word/ghi-chu.txt thuộc loại gì [word/ghi-chu.txt]\n");
}

static void a_folder_that_leads_into_itself_is_told(void **state)
{
    struct fixture *fixture = *state;
    write_rows(fixture, letter);
    assert_int_equal(symlink(".", path_in(fixture, "word/word")), 0);
    assert_null(package_open_folder(fixture->folder, &fixture->limits, fixture->problems));
    assert_int_equal(problems_error_count(fixture->problems), 1);
}

static void limits_hold_for_folders(void **state)
{
    struct fixture *fixture = *state;
    write_rows(fixture, letter);
    fixture->limits.values[LIMIT_PACKAGE_ENTRIES] = 2;
    assert_null(package_open_folder(fixture->folder, &fixture->limits, fixture->problems));
    assert_told(fixture, "limit-package-entries: Tệp Word có nhiều hơn 2 phần [word/document.xml]\n");
}

static void a_missing_folder_is_told(void **state)
{
    struct fixture *fixture = *state;
    assert_null(package_open_folder(path_in(fixture, "none"), &fixture->limits, fixture->problems));
    assert_true(string_starts_with(told(fixture, LANGUAGE_EN), STRING("cannot-read: ")));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(a_folder_is_a_package_in_sorted_order),
        TEST(content_types_are_made_from_names),
        TEST(a_file_of_unknown_type_is_told),
        TEST(a_folder_that_leads_into_itself_is_told),
        TEST(limits_hold_for_folders),
        TEST(a_missing_folder_is_told),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
