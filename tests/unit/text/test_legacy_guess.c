/* Guessing encodings: sentences of all lengths in every encoding, and what must not be touched. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "text/legacy_guess.h"
#include "text/unicode.h"

#include "texts.h"

static const char *const sentences[] = {
    "thôn ấp xã phường thị trấn huyện tỉnh",
    "căn cứ luật tổ chức chính quyền địa phương",
    "ủy ban nhân dân xã báo cáo kết quả thực hiện nhiệm vụ cải cách thủ tục hành chính",
    "đề nghị các thôn, khu dân cư thường xuyên hướng dẫn người dân nộp hồ sơ trực tuyến.\nkết quả gửi về "
    "trước ngày "
    "05 hàng tháng",
};

static void expect_chosen(struct string bytes, const char *name, const char *text)
{
    struct legacy_guess chosen;
    struct buffer out = {0};
    if (!legacy_choose(bytes, &chosen))
        fail_msg("not told: %s as %s", text, name);
    assert_true(legacy_apply_guess(&chosen, bytes, &out));
    if (!string_is(buffer_string(&out), text))
        fail_msg("%s: %.*s, not %s", legacy_guess_name(&chosen), STRING_FORMAT(buffer_string(&out)), text);
    buffer_release(&out);
}

/* What copying from a Word document gives: every byte a character. */
static struct string as_characters(struct arena *arena, struct string bytes)
{
    struct buffer text = {0};
    for (size_t i = 0; i < bytes.length; i++)
        buffer_append_code_point(&text, (unsigned char)bytes.bytes[i]);
    struct string copy = arena_copy(arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

static void tells_every_encoding(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT_OF(sentences); i++)
        for (int encoding = 0; encoding < LEGACY_COUNT; encoding++) {
            const char *name = legacy_name((enum legacy_encoding)encoding);
            struct buffer bytes = {0};
            size_t bad;
            assert_true(legacy_encode((enum legacy_encoding)encoding, string_of(sentences[i]), &bytes, &bad));
            expect_chosen(buffer_string(&bytes), name, sentences[i]);
            /* VPS has letters where Windows-1252 has quotes, TCVN 5712 and VISCII where controls are. */
            if (encoding == LEGACY_TCVN3 || encoding == LEGACY_VNI)
                expect_chosen(as_characters(arena, buffer_string(&bytes)), name, sentences[i]);
            buffer_release(&bytes);
        }
    arena_free(arena);
}

static void leaves_unicode_alone(void **state)
{
    static const char *const rows[] = {
        "",
        "Plain ASCII, as in English. What is to be done?",
        "Xã Hòa",
        "Café déjà vu, naïve façade",
        "Übergröße für Äpfel",
        "Cộng hòa xã hội chủ nghĩa Việt Nam",
        "Ủy ban nhân dân xã; «trích dẫn» 5 °C, § 3",
        "email@example.vn (^_^) o.k. a~b, d'd",
        "日本語のテキスト",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        expect_chosen(string_of(rows[i]), "utf-8", rows[i]);
}

static void composes_unicode(void **state)
{
    (void)state;
    expect_chosen(STRING("Vie\u0323\u0302t Nam hoà"), "utf-8", "Việt Nam hoà");
}

static void does_not_choose_by_chance(void **state)
{
    struct legacy_guess chosen;
    (void)state;
    /* One word, and as good in several encodings; bytes of no text. */
    assert_false(legacy_choose(STRING("x\xB7"), &chosen));
    assert_false(legacy_choose(STRING("\xFF\xFE\x00\x01\x02\x03\xFA\xFB"), &chosen));
}

static void orders_guesses(void **state)
{
    struct legacy_guess guesses[LEGACY_GUESSES];
    struct buffer bytes = {0};
    size_t bad;
    (void)state;
    assert_true(legacy_encode(LEGACY_VNI, string_of(sentences[2]), &bytes, &bad));
    size_t count = legacy_guess(buffer_string(&bytes), guesses);
    assert_true(count > 1);
    assert_int_equal(guesses[0].encoding, LEGACY_VNI);
    for (size_t i = 1; i < count; i++)
        assert_true(guesses[i - 1].percent >= guesses[i].percent);
    assert_string_equal(legacy_guess_name(&guesses[0]), "vni");
    buffer_release(&bytes);
}

static void decodes_words_beside_unicode(void **state)
{
    static const struct {
        enum legacy_encoding encoding;
        const char *text, *expected; /* NULL: it stays */
    } rows[] = {
        {LEGACY_TCVN3, "\u00AE\u00B6ng Ủy \u00AE\u00B6ng", "đảng Ủy đảng"},
        {LEGACY_TCVN3, "Ủy  \u00AE\u00B6ng ", "Ủy  đảng "},
        {LEGACY_TCVN3, "N\u00BA \u00AE\u00B6ng", "N\u00BA đảng"},
        {LEGACY_TCVN3, "Ủy ban nhân dân xã", NULL},
        {LEGACY_TCVN3, "Ủy ban", NULL},
        {LEGACY_VNI, "hoà s\u00F4 Đảng ủy", NULL},
        {LEGACY_VNI, "ho\u00E0 s\u00F4 nhieäm Đảng", "hồ sơ nhiệm Đảng"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        struct buffer out = {0};
        assert_int_equal(legacy_decode_words(rows[i].encoding, string_of(rows[i].text), &out),
                         rows[i].expected != NULL);
        expect_buffer(&out, rows[i].expected ? rows[i].expected : "");
    }
}

/* A text of many pages is told by its beginning, which ends between lines. */
static void looks_at_the_beginning(void **state)
{
    struct buffer text = {0};
    struct legacy_guess chosen;
    (void)state;
    for (size_t i = 0; i < 4000; i++)
        buffer_append_format(&text, "%s\n", sentences[1]);
    assert_true(legacy_choose(buffer_string(&text), &chosen));
    assert_true(chosen.is_unicode);
    buffer_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_every_encoding),
        cmocka_unit_test(leaves_unicode_alone),
        cmocka_unit_test(composes_unicode),
        cmocka_unit_test(does_not_choose_by_chance),
        cmocka_unit_test(decodes_words_beside_unicode),
        cmocka_unit_test(orders_guesses),
        cmocka_unit_test(looks_at_the_beginning),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
