/* Finding documents in the book, declaring numbers void, noting what becomes known later. */

#include "books.h"

static struct test *book_of_three(void)
{
    struct test *test = test_new("test_listing", REGISTER_ONE_SERIES);
    struct register_entry entries[] = {test_entry(test, "a", "BC", (struct date){2025, 12, 31}),
                                       test_entry(test, "b", "BC", (struct date){2026, 5, 4}),
                                       test_entry(test, "c", "BC", (struct date){2026, 5, 5})};
    entries[2].fields[REGISTER_SUBJECT] = STRING("Kế hoạch Đề án 06");
    assert_true(register_allocate(test->book, entries, 3, test->arena, test->problems));
    return test;
}

static const struct find_case {
    struct register_reference reference;
    const char *found; /* the key, or the code of the problem */
} finds[] = {
    {{.number = STRING("01/BC-UBND"), .key = {"", 0}}, "b"},
    {{.number = STRING("1/BC-UBND"), .key = {"", 0}}, "b"},
    {{.number = STRING("001/BC-UBND"), .year = 2025, .key = {"", 0}}, "a"},
    {{.number = {"", 0}, .key = STRING("c")}, "c"},
    {{.number = STRING("01/QĐ-UBND"), .key = {"", 0}}, "register-unknown"},
    {{.number = STRING("02/BC-UBND"), .year = 2025, .key = {"", 0}}, "register-unknown"},
    {{.number = STRING("BC-UBND"), .key = {"", 0}}, "register-number"},
    {{.number = STRING("/BC-UBND"), .key = {"", 0}}, "register-number"},
    {{.number = STRING("9999999999/BC-UBND"), .key = {"", 0}}, "register-number"},
    {{.number = {"", 0}, .key = STRING("d")}, "register-key-unknown"},
};

static void documents_are_found(void **state)
{
    (void)state;
    struct test *test = book_of_three();
    for (size_t i = 0; i < sizeof finds / sizeof *finds; i++) {
        struct register_entry entry = {0};
        bool is_found = register_find(test->book, &finds[i].reference, test->arena, &entry, test->problems);
        assert_string_equal(is_found ? entry.key.bytes : last_code(test), finds[i].found);
    }
    test_end(test);
}

static void what_is_not_there_is_told_with_its_year(void **state)
{
    static const struct {
        int year;
        const char *message[2];
    } rows[] = {
        {0, {"Sổ không có văn bản 9/BC-UBND", "The book has no document 9/BC-UBND"}},
        {2025, {"Sổ không có văn bản 9/BC-UBND của năm 2025", "The book has no document 9/BC-UBND of 2025"}},
    };
    (void)state;
    struct test *test = book_of_three();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct register_reference reference = {
            .number = STRING("9/BC-UBND"), .year = rows[i].year, .key = {"", 0}};
        struct register_entry entry = {0};
        assert_false(register_find(test->book, &reference, test->arena, &entry, test->problems));
        for (enum language language = LANGUAGE_VI; language <= LANGUAGE_EN; language++) {
            struct buffer out = {0};
            problem_append_message(problems_last(test->problems), language, &out);
            assert_string_equal(out.bytes, rows[i].message[language]);
            buffer_release(&out);
        }
    }
    test_end(test);
}

static void words_are_found(void **state)
{
    static const struct {
        struct register_filter filter;
        const char *keys;
    } rows[] = {
        {{.series = {"", 0}, .words = {"", 0}}, "abc"},
        {{.year = 2026, .series = {"", 0}, .words = {"", 0}}, "bc"},
        {{.series = STRING("chung"), .words = STRING("de AN")}, "c"},
        {{.series = STRING("mật"), .words = {"", 0}}, ""},
        {{.series = {"", 0}, .words = STRING("viec 01/bc")}, "ab"},
        {{.series = {"", 0}, .words = STRING("viec kế")}, ""},
    };
    (void)state;
    struct test *test = book_of_three();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct register_entry *entries;
        size_t count;
        struct buffer keys = {0};
        assert_true(register_list(test->book, &rows[i].filter, test->arena, &entries, &count));
        for (size_t k = 0; k < count; k++)
            buffer_append_string(&keys, entries[k].key);
        assert_string_equal(keys.length > 0 ? keys.bytes : "", rows[i].keys);
        buffer_release(&keys);
    }
    test_end(test);
}

static bool note(struct test *test, const char *yaml)
{
    struct value notes;
    struct register_reference reference = {.number = {"", 0}, .key = STRING("b")};
    assert_true(data_read_yaml(&test->reader, STRING("notes.yaml"), string_of(yaml), &notes));
    return register_note(test->book, &reference, notes.as.record, test->problems);
}

static const char *field_of(struct test *test, enum register_field field)
{
    struct register_entry entry = {0};
    struct register_reference reference = {.number = {"", 0}, .key = STRING("b")};
    assert_true(register_find(test->book, &reference, test->arena, &entry, test->problems));
    return entry.fields[field].bytes;
}

static void later_facts_are_noted(void **state)
{
    (void)state;
    struct test *test = book_of_three();
    assert_true(note(test, "{Ngày chuyển: 6/5/2026, ký nhận: Lê Thị Hoa, Số trang: 3}"));
    assert_string_equal(field_of(test, REGISTER_SENT), "2026-05-06");
    assert_string_equal(field_of(test, REGISTER_PAGES), "3");
    assert_false(note(test, "{Ghi chú: một, Ngày chuyển: mai}"));
    assert_string_equal(last_code(test), "register-note-day");
    assert_false(note(test, "{Ghi chú: một, Người ký: Trần Văn B}"));
    assert_string_equal(last_code(test), "register-note");
    assert_string_equal(field_of(test, REGISTER_NOTE), "");
    assert_true(note(test, "{Ký nhận: null}"));
    assert_string_equal(field_of(test, REGISTER_RECEIPT), "");
    test_end(test);
}

/* The file itself refuses to lose or renumber what is registered. */
static void rows_stay(void **state)
{
    static const char *const statements[] = {
        "DELETE FROM document",          "UPDATE document SET number = 9",   "UPDATE document SET key = 'x'",
        "UPDATE document SET year = 1",  "UPDATE document SET series = 'x'", "DELETE FROM change",
        "UPDATE change SET before = 'x'"};
    (void)state;
    struct test *test = book_of_three();
    assert_true(note(test, "{Ghi chú: một}"));
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        print_message("# %s\n", statements[i]);
        assert_false(database_run(test->book, statements[i]));
    }
    test_end(test);
}

static void numbers_become_void_once(void **state)
{
    (void)state;
    struct test *test = book_of_three();
    struct register_reference reference = {.number = {"", 0}, .key = STRING("b")};
    struct buffer out = {0};
    assert_true(register_void(test->book, &reference, STRING("ký nhầm"), test->problems));
    assert_int_equal(problems_count(test->problems), 0);
    assert_true(register_void(test->book, &reference, STRING("lại"), test->problems));
    assert_string_equal(last_code(test), "number-is-void");
    assert_true(register_append_history(test->book, &reference, false, LANGUAGE_VI, &out, test->problems));
    assert_string_equal(out.bytes + sizeof "2026-05-04T10:20:30Z" - 1, "  Lý do hủy: “” → “ký nhầm”\n");
    buffer_release(&out);
    test_end(test);
}

static void the_year_of_a_void_number_is_told(void **state)
{
    (void)state;
    struct test *test = book_of_three();
    struct register_reference reference = {.number = STRING("1/BC-UBND"), .key = {"", 0}};
    assert_false(register_void(test->book, &reference, STRING("ký nhầm"), test->problems));
    assert_string_equal(last_code(test), "register-years");
    reference.year = 2025;
    assert_true(register_void(test->book, &reference, STRING("ký nhầm"), test->problems));
    reference = (struct register_reference){.number = STRING("02/BC-UBND"), .key = {"", 0}};
    assert_true(register_void(test->book, &reference, STRING("ký nhầm"), test->problems));
    assert_int_equal(problems_count(test->problems), 1);
    test_end(test);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(documents_are_found),
        cmocka_unit_test(what_is_not_there_is_told_with_its_year),
        cmocka_unit_test(words_are_found),
        cmocka_unit_test(later_facts_are_noted),
        cmocka_unit_test(rows_stay),
        cmocka_unit_test(numbers_become_void_once),
        cmocka_unit_test(the_year_of_a_void_number_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
