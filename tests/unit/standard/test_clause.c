/* Clauses in English: every word of those that the decree's rules name is known. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "standard/rule.h"

static const struct {
    const char *clause, *english;
} cases[] = {
    {"Phụ lục I, Phần I, mục II.1.a", "Appendix I, Part I, Section II.1.a"},
    {"Phụ lục I, Phần I, mục II.6.đ và mục V, chú thích 1",
     "Appendix I, Part I, Section II.6.đ and Section V, note 1"},
    {"Phụ lục III, Mẫu 1.1, 1.2", "Appendix III, Form 1.1, 1.2"},
    {"Phụ lục I, Phần I, mục V, số 7", "Appendix I, Part I, Section V, item 7"},
    {"Điều 3, khoản 3", "Article 3, Clause 3"},
    {"Nghị định số 86/2012/NĐ-CP, Phụ lục V", "Decree 86/2012/NĐ-CP, Appendix V"},
    {"Luật Ngân hàng Nhà nước Việt Nam, Điều 16", "Law on the State Bank of Vietnam, Article 16"},
    {"quy tắc soạn thảo", "the practice of drafting"},
    {"Quy chế của Sở Nội vụ, Điều 2", "Quy chế của Sở Nội vụ, Article 2"},
    {"", ""},
};

static const char *english_of(struct string both, struct string vietnamese)
{
    assert_true(string_starts_with(both, vietnamese));
    assert_int_equal(both.bytes[vietnamese.length], '\x1f');
    return both.bytes + vietnamese.length + 1;
}

static void test_clauses_are_told_in_english(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct string clause = string_of(cases[i].clause);
        assert_string_equal(english_of(clause_in_both_languages(arena, clause), clause), cases[i].english);
    }
    arena_free(arena);
}

static bool is_vietnamese_letter(const char *at)
{
    return (unsigned char)*at >= 0x80 && strncmp(at, "đ", 2) && strncmp(at, "Đ", 2);
}

/* The letters đ, Đ stand in numbers: "II.6.đ", "NĐ-CP". */
static void test_every_rule_has_an_english_clause(void **state)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    (void)state;
    struct standard *standard =
        standard_open(arena, VANBAN_SOURCE "/templates", "nd30-2020", &limits, problems);
    assert_non_null(standard);
    for (size_t i = 0; i < standard->rule_count; i++) {
        const char *at = strchr(standard->rules[i].clause.bytes, '\x1f');
        assert_non_null(at);
        for (; *at; at += 1 + ((unsigned char)*at >= 0x80))
            assert_false(is_vietnamese_letter(at));
    }
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clauses_are_told_in_english),
        cmocka_unit_test(test_every_rule_has_an_english_clause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
