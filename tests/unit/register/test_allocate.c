/* Numbers: consecutive in each series of a year, one for one key, all of a call or none. */

#include "base/memory.h"
#include "books.h"

static const struct date may = {2026, 5, 4}, june = {2026, 6, 1}, january = {2027, 1, 4};

static bool allocate(struct test *test, struct register_entry *entries, size_t count)
{
    return register_allocate(test->book, entries, count, test->arena, test->problems);
}

static int64_t allocate_one(struct test *test, struct register_entry entry)
{
    assert_true(allocate(test, &entry, 1));
    return entry.number;
}

struct creation {
    const char *path;
    bool is_done;
};

static void create_book(void *argument)
{
    struct creation *creation = argument;
    struct problems *problems = problems_new();
    creation->is_done = register_create(creation->path, REGISTER_BY_KIND, NULL, problems);
    problems_free(problems);
}

/* The name of one that is not there whole would be taken for ever. */
static void no_book_is_left_without_memory(void **state)
{
    enum { MOST = 1000 };
    struct test *test = test_new("test_allocate", REGISTER_ONE_SERIES);
    char path[128];
    struct creation creation = {path, false};
    size_t count = 0;
    (void)state;
    snprintf(path, sizeof path, "%s/khác.db", test->folder);
    for (bool has_memory = false; !has_memory && count < MOST; count++) {
        memory_fail_after(count);
        has_memory = memory_guard(create_book, &creation);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(access(path, F_OK) == 0, has_memory);
    }
    assert_in_range(count, 2, MOST - 1);
    assert_true(creation.is_done);
    remove(path);
    test_end(test);
}

static void numbers_are_consecutive(void **state)
{
    (void)state;
    struct test *test = test_new("test_allocate", REGISTER_ONE_SERIES);
    struct register_entry three[] = {test_entry(test, "a", "BC", may), test_entry(test, "b", "QĐ", may),
                                     test_entry(test, "c", "", june)};
    assert_true(allocate(test, three, 3));
    for (int i = 0; i < 3; i++)
        assert_int_equal(three[i].number, i + 1);
    assert_int_equal(allocate_one(test, test_entry(test, "d", "BC", january)), 1);
    assert_int_equal(allocate_one(test, test_entry(test, "e", "BC", june)), 4);
    assert_int_equal(allocate_one(test, test_entry(test, "b", "QĐ", june)), 2);
    assert_int_equal(problems_count(test->problems), 0);
    test_end(test);
}

static void series_are_kept_apart(void **state)
{
    static const struct {
        const char *key, *abbreviation, *secrecy, *advisory;
        int64_t one, by_kind; /* the number under each policy */
    } rows[] = {
        {"a", "BC", "", "", 1, 1},
        {"b", "QĐ", "", "", 2, 1},
        {"c", "SY", "", "", 1, 1},
        {"d", "TrS", "", "", 2, 2},
        {"e", "BC", "Mật", "", 1, 1},
        {"f", "QĐ", "Mật", "", 2, 1},
        {"g", "BC", "", "Hội đồng Thi đua", 1, 1},
        {"h", "", "", "", 3, 1},
        {"i", "BC", "", "", 4, 2},
    };
    (void)state;
    for (int policy = 0; policy < 2; policy++) {
        struct test *test = test_new("test_allocate", policy == 0 ? REGISTER_ONE_SERIES : REGISTER_BY_KIND);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
            struct register_entry entry = test_entry(test, rows[i].key, rows[i].abbreviation, may);
            entry.fields[REGISTER_SECRECY] = string_of(rows[i].secrecy);
            entry.fields[REGISTER_ADVISORY] = string_of(rows[i].advisory);
            print_message("# %s\n", rows[i].key);
            assert_int_equal(allocate_one(test, entry), policy == 0 ? rows[i].one : rows[i].by_kind);
        }
        test_end(test);
    }
}

static void nothing_is_given_by_half(void **state)
{
    (void)state;
    struct test *test = test_new("test_allocate", REGISTER_ONE_SERIES);
    struct register_entry undated[] = {test_entry(test, "a", "BC", may),
                                       test_entry(test, "b", "BC", (struct date){0})};
    struct register_entry twice[] = {test_entry(test, "a", "BC", may), test_entry(test, "a", "BC", may)};
    assert_false(allocate(test, undated, 2));
    assert_string_equal(last_code(test), "register-date");
    assert_false(allocate(test, twice, 2));
    assert_string_equal(last_code(test), "register-key-twice");
    assert_int_equal(allocate_one(test, test_entry(test, "c", "BC", may)), 1);
    test_end(test);
}

static void what_is_odd_is_told(void **state)
{
    (void)state;
    struct test *test = test_new("test_allocate", REGISTER_ONE_SERIES);
    assert_int_equal(allocate_one(test, test_entry(test, "a", "BC", june)), 1);
    assert_int_equal(allocate_one(test, test_entry(test, "b", "BC", may)), 2);
    assert_string_equal(last_code(test), "register-order");
    struct register_entry other = test_entry(test, "a", "BC", june);
    other.fields[REGISTER_SUBJECT] = STRING("việc khác");
    assert_int_equal(allocate_one(test, other), 1);
    assert_string_equal(last_code(test), "registered-otherwise");
    struct register_entry secret = test_entry(test, "m", "BC", june);
    secret.fields[REGISTER_SECRECY] = STRING("Mật");
    assert_int_equal(allocate_one(test, secret), 1);
    assert_string_equal(last_code(test), "register-same");
    test_end(test);
}

static void later_books_are_refused(void **state)
{
    (void)state;
    struct test *test = test_new("test_allocate", REGISTER_ONE_SERIES);
    assert_true(database_set_version(test->book, 99));
    assert_null(register_open(test->path, DATABASE_READ, test->problems));
    assert_string_equal(last_code(test), "book-newer");
    test_end(test);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_book_is_left_without_memory),
        cmocka_unit_test(numbers_are_consecutive),
        cmocka_unit_test(series_are_kept_apart),
        cmocka_unit_test(nothing_is_given_by_half),
        cmocka_unit_test(what_is_odd_is_told),
        cmocka_unit_test(later_books_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
