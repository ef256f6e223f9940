/* What comes along from a PDF: found, and mended without losing a letter. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/stray.h"
#include "text/unicode.h"

#include "texts.h"

static const struct {
    const char *text, *mended;
    size_t at; /* SIZE_MAX: there is none */
    enum stray_kind kind;
} rows[] = {
    {"xã hội “trích” – 5 m²", "xã hội “trích” – 5 m²", SIZE_MAX, STRAY_HIDDEN},
    {"xa\u0303 hô\u0323i", "xã hội", SIZE_MAX, STRAY_HIDDEN},
    {"x\u0323\u0302", "x\u0323\u0302", SIZE_MAX, STRAY_HIDDEN},
    {"ho\u00ADà", "hoà", 2, STRAY_HIDDEN},
    {"a\u200B\u200C\u200Db", "ab", 1, STRAY_HIDDEN},
    {"\uFEFFa\u2060", "a", 0, STRAY_HIDDEN},
    {"\u200Ea\u202E", "a", 0, STRAY_HIDDEN},
    {"ﬁle oﬃce", "file office", 0, STRAY_LIGATURE},
    {"Việ\u0323t", "Việt", 5, STRAY_MARK},
    {"hoa \u0300 bình", "hoà bình", 4, STRAY_MARK},
    {"Vie \u0323\u0302t", "Việt", 4, STRAY_MARK},
    {"\u0300a", "\u0300a", 0, STRAY_MARK},
    {"b \u0300a", "b \u0300a", 2, STRAY_MARK},
    {"5 \u0301", "5 \u0301", 2, STRAY_MARK},
    {"", "", SIZE_MAX, STRAY_HIDDEN},
};

static void finds_the_first(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        enum stray_kind kind = STRAY_HIDDEN;
        struct string text = string_of(rows[i].text);
        size_t at = text_find_stray(text, 0, &kind);
        assert_int_equal(at, rows[i].at == SIZE_MAX ? text.length : rows[i].at);
        if (at < text.length)
            assert_int_equal(kind, rows[i].kind);
    }
}

static void mends_all(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct string text = text_normalise(arena, string_of(rows[i].text));
        struct string mended = text_mend_strays(arena, text);
        expect_text(mended, rows[i].mended);
        expect_text(text_mend_strays(arena, mended), rows[i].mended);
        assert_true(text_is_nfc(mended));
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_first),
        cmocka_unit_test(mends_all),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
