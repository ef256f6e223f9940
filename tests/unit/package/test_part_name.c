#include "packages.h"

#include "package/part_name.h"

static void names_that_could_mislead_are_not_safe(void **state)
{
    (void)state;
    static const char *const safe[] = {
        "word/document.xml",
        "[Content_Types].xml",
        "_rels/.rels",
        "word/ảnh bìa.png",
        "word/media/%E1%BA%A3nh.png",
        "a",
        "word/...",
        "word/100%.xml",
        "customXml/item1.xml",
    };
    static const char *const unsafe[] = {
        "",
        "/word/document.xml",
        "../evil",
        "word/../../evil",
        "word/..",
        "./word",
        "word//a",
        "word/",
        "word\\a.xml",
        "C:/a",
        "c:a",
        "a\nb",
        "a\x7f",
        "a\xc2\x85",
        "%2e%2e/a",
        "a/%2E%2e",
        "a%2F..%2fb",
        "a%5cb",
        "%00",
        "%2Fetc",
    };
    for (size_t i = 0; i < sizeof safe / sizeof *safe; i++)
        assert_true(part_name_is_safe(string_of(safe[i])));
    for (size_t i = 0; i < sizeof unsafe / sizeof *unsafe; i++) {
        if (part_name_is_safe(string_of(unsafe[i])))
            fail_msg("taken for safe: %s", unsafe[i]);
    }
}

static void only_well_formed_utf8_is_utf8(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        bool is_utf8;
    } rows[] = {
        {"", true},
        {"Ủy ban \xf0\x9f\x93\x84", true},
        {"\xed\x9f\xbf\xee\x80\x80", true},
        {"\x80", false},
        {"\xc0\xaf", false},
        {"\xc1\xbf", false},
        {"\xe0\x9f\xbf", false},
        {"\xed\xa0\x80", false},
        {"\xf0\x8f\xbf\xbf", false},
        {"\xf4\x90\x80\x80", false},
        {"\xf5\x80\x80\x80", false},
        {"a\xe1\xba", false},
        {"\xe1\xbaz", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_int_equal(part_name_is_utf8(string_of(rows[i].bytes)), rows[i].is_utf8);
}

static void names_of_one_part_have_one_key(void **state)
{
    struct fixture *fixture = *state;
    static const char *const rows[][2] = {
        {"Word/Document.XML", "word/document.xml"},
        {"word/media/%E1%BA%A3nh%20b%C3%ACa.png", "word/media/ảnh bìa.png"},
        {"a%4", "a%4"},
        {"a%zz", "a%zz"},
        {"%2541", "%41"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string key = part_name_key(fixture->arena, string_of(rows[i][0]));
        assert_string_equal(arena_copy(fixture->arena, key).bytes, rows[i][1]);
    }
}

static void targets_resolve_from_the_part_that_has_them(void **state)
{
    struct fixture *fixture = *state;
    static const char *const rows[][3] = {
        {"word/document.xml", "styles.xml", "word/styles.xml"},
        {"word/document.xml", "media/image1.png", "word/media/image1.png"},
        {"word/document.xml", "../customXml/item1.xml", "customXml/item1.xml"},
        {"word/document.xml", "/word/styles.xml", "word/styles.xml"},
        {"word/document.xml", "./a/./../b.xml", "word/b.xml"},
        {"", "word/document.xml", "word/document.xml"},
        {"", "/word/document.xml#top", "word/document.xml"},
        {"word/document.xml", "#bookmark", ""},
        {"word/document.xml", "", ""},
        {"word/document.xml", "../../evil", ""},
        {"word/document.xml", "a\\b.xml", ""},
        {"word/document.xml", "a//b.xml", ""},
        {"word/document.xml", "%2e%2e/%2e%2e/a", ""},
        {"word/document.xml", "..", ""},
        {"a/b/c.xml", "../../d.xml", "d.xml"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string name = part_name_resolve(fixture->arena, string_of(rows[i][0]), string_of(rows[i][1]));
        assert_string_equal(arena_copy(fixture->arena, name).bytes, rows[i][2]);
    }
}

static void a_relationships_part_names_its_source(void **state)
{
    struct fixture *fixture = *state;
    static const char *const rows[][2] = {
        {"_rels/.rels", ""},
        {"word/_rels/document.xml.rels", "word/document.xml"},
        {"_rels/a.xml.rels", "a.xml"},
        {"word/_rels/a.xml", NULL},
        {"word/x_rels/a.xml.rels", NULL},
        {"a.rels", NULL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string source;
        bool is_one = part_name_of_source(fixture->arena, string_of(rows[i][0]), &source);
        assert_int_equal(is_one, rows[i][1] != NULL);
        if (is_one)
            assert_string_equal(source.bytes, rows[i][1]);
        if (is_one)
            assert_string_equal(package_relationships_name(fixture->arena, source).bytes, rows[i][0]);
    }
}

static void what_is_not_text_is_shown_as_hexadecimal(void **state)
{
    struct fixture *fixture = *state;
    assert_string_equal(part_name_shown(fixture->arena, STRING("ả\xff\n/b")).bytes, "ả\\xFF\\x0A/b");
}

static void the_extension_is_that_of_the_last_segment(void **state)
{
    (void)state;
    assert_true(string_is(part_name_extension(STRING("a.b/c.tar.gz")), "gz"));
    assert_true(string_is(part_name_extension(STRING("a.b/c")), ""));
    assert_true(string_is(part_name_extension(STRING("_rels/.rels")), "rels"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_could_mislead_are_not_safe),
        cmocka_unit_test(only_well_formed_utf8_is_utf8),
        cmocka_unit_test_setup_teardown(names_of_one_part_have_one_key, set_up, tear_down),
        cmocka_unit_test_setup_teardown(targets_resolve_from_the_part_that_has_them, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_relationships_part_names_its_source, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_text_is_shown_as_hexadecimal, set_up, tear_down),
        cmocka_unit_test(the_extension_is_that_of_the_last_segment),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
