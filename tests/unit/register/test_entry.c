/* A document's data as the book has it. */

#include "books.h"

#define REST "Ký hiệu: UBND-VP\nTrích yếu: một việc\n"

static const struct entry_case {
    const char *yaml;
    enum register_field field;
    const char *text;
} cases[] = {
    {REST, REGISTER_SUBJECT, "một việc"},
    {"ky_hieu: UBND-VP\ntrich_yeu: [một, việc]\n", REGISTER_SUBJECT, "một việc"},
    {REST, REGISTER_KEEPER, "VT"},
    {REST "Lưu: VT, VP\n", REGISTER_KEEPER, "VT, VP"},
    {REST "Nơi nhận: [A, \"Lưu: VT, VP (a).\"]\n", REGISTER_KEEPER, "VT, VP (a)"},
    {REST "Nơi nhận: [A, \"Lưu: VT, VP (a).\"]\n", REGISTER_RECIPIENTS, "A"},
    {REST "Nơi nhận: [\"- A;\", \"– B.\"]\n", REGISTER_RECIPIENTS, "A\nB"},
    {REST "Nơi nhận: [\"- – + A;., ;\", \"- ;\"]\n", REGISTER_RECIPIENTS, "A"},
    {REST "Nơi nhận: [Như trên, B]\nKính gửi: [\"- Sở A;\", Sở C]\n", REGISTER_RECIPIENTS, "Sở A\nSở C\nB"},
    {REST "Nơi nhận: [Như Điều 3, B]\nKính gửi: Sở A\n", REGISTER_RECIPIENTS, "Như Điều 3\nB"},
    {REST "Kính gửi: Sở A\n", REGISTER_RECIPIENTS, "Sở A"},
    {REST "Kính gửi: Sở A; Sở C\nNơi nhận: \"Như trên; Phòng B;\"\n", REGISTER_RECIPIENTS,
     "Sở A\nSở C\nPhòng B"},
    {REST "don_vi: {ten: UBND xã An Bình}\nNơi nhận: [Như trên]\n", REGISTER_RECIPIENTS, "UBND xã An Bình"},
    {REST "Quyền hạn, chức vụ: [KT. CHỦ TỊCH, PHÓ CHỦ TỊCH]\n", REGISTER_POSITION, "PHÓ CHỦ TỊCH"},
    {REST "Mức độ khẩn: Hỏa tốc\n", REGISTER_URGENCY, "Hỏa tốc"},
    {REST "muc_do_khan: Khẩn\n", REGISTER_URGENCY, "Khẩn"},
    {REST "Độ mật: Mật\n", REGISTER_SECRECY, "Mật"},
    {REST "Số bản phát hành: 300\n", REGISTER_COPIES, "300"},
    {REST "Số lượng bản: 5\n", REGISTER_COPIES, "5"},
    {REST "Hạn trả lời: 15/6/2026\n", REGISTER_DUE, "2026-06-15"},
    {REST "Hạn trả lời: 2026-06-15\n", REGISTER_DUE, "2026-06-15"},
    {REST "Ngày chuyển: hôm sau\n", REGISTER_SENT, "hôm sau"},
};

static void data_are_read(void **state)
{
    (void)state;
    struct test *test = test_new("test_entry", REGISTER_ONE_SERIES);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct register_entry entry;
        print_message("# case %zu\n", i);
        assert_true(test_read(test, cases[i].yaml, &entry));
        assert_string_equal(arena_copy(test->arena, entry.fields[cases[i].field]).bytes, cases[i].text);
    }
    test_end(test);
}

static void dates_are_whole(void **state)
{
    (void)state;
    struct test *test = test_new("test_entry", REGISTER_ONE_SERIES);
    struct register_entry entry;
    assert_true(test_read(test, REST "Ngày: 2026-05\n", &entry));
    assert_int_equal(entry.date.year, 0);
    assert_true(test_read(test, REST "Ngày: 04/5/2026\n", &entry));
    assert_int_equal(entry.date.day, 4);
    test_end(test);
}

static void symbol_and_subject_must_be_there(void **state)
{
    (void)state;
    struct test *test = test_new("test_entry", REGISTER_ONE_SERIES);
    struct register_entry entry;
    struct buffer text = {0};
    assert_false(test_read(test, "Ký hiệu: UBND-VP\n", &entry));
    problem_append_human(problems_last(test->problems), LANGUAGE_VI, &text);
    assert_string_equal(text.bytes, "lỗi: Chưa có “Trích yếu” nên chưa đăng ký được (register-field)\n"
                                    "  ở: a.yaml, dòng 1, cột 1\n"
                                    "    Ký hiệu: UBND-VP\n"
                                    "    ^^^^^^^^^^^^^^^^\n"
                                    "  gợi ý: Điền trường này vào dữ liệu rồi chạy lại.\n");
    buffer_release(&text);
    assert_false(test_read(test, "Trích yếu: một\n", &entry));
    assert_string_equal(last_code(test), "register-field");
    test_end(test);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_are_read),
        cmocka_unit_test(dates_are_whole),
        cmocka_unit_test(symbol_and_subject_must_be_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
