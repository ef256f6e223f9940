/* Metadata by Appendix VI, part II.I: names, order, what is left out, lengths. */

#include "books.h"

static const char whole[] =
    "Mã định danh cơ quan: G01.23\nNăm hình thành hồ sơ: 2026\nSố và ký hiệu hồ sơ: 12.VP\nSố thứ tự trong "
    "hồ sơ: 4\n"
    "Tên loại: Báo cáo\nKý hiệu: BC-UBND\nCơ quan ban hành: UBND XÃ A & B\nTrích yếu: một việc\nNgôn ngữ: "
    "Tiếng Việt\n"
    "Số trang: 3\nGhi chú: <gấp>\nQuyền hạn, chức vụ: CHỦ TỊCH\nNgười ký: Trần Văn Hòa\nNơi nhận: [Sở A, Sở "
    "B]\n"
    "Mức độ khẩn: Thượng khẩn\nĐộ mật: Mật\nSố bản phát hành: 12\nHạn trả lời: 2026-06-15\n";

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Documents>\n"

static const struct metadata_case {
    const char *yaml, *xml; /* xml: of the document */
} cases[] = {
    {whole,
     "  <Document><FileCode><OrganId>G01.23</OrganId><FileCatalog>2026</FileCatalog>"
     "<FileNotation>12.VP</FileNotation></FileCode><DocOrdinal>4</DocOrdinal><TypeName>Báo cáo</TypeName>"
     "<CodeNumber>07</CodeNumber><CodeNotation>BC-UBND</CodeNotation><IssuedDate>2026-05-04</IssuedDate>"
     "<OrganName>UBND XÃ A &amp; B</OrganName><Subject>một việc</Subject><Language>Tiếng Việt</Language>"
     "<PageAmount>3</PageAmount><Description>&lt;gấp&gt;</Description>"
     "<SignerInfo><Position>CHỦ TỊCH</Position><FullName>Trần Văn Hòa</FullName></SignerInfo>"
     "<To><OrganName>Sở A</OrganName></To><To><OrganName>Sở B</OrganName></To><Priority>2</Priority>"
     "<IssuedAmount>12</IssuedAmount><DueDate>2026-06-15</DueDate></Document>\n"},
    {"Ký hiệu: BC-UBND\nTrích yếu: một việc\n",
     "  <Document><CodeNumber>07</CodeNumber><CodeNotation>BC-UBND</CodeNotation>"
     "<IssuedDate>2026-05-04</IssuedDate><Subject>một việc</Subject><Priority>0</Priority></Document>\n"},
};

static struct register_entry seventh(struct test *test, const char *yaml)
{
    struct register_entry entry;
    assert_true(test_read(test, yaml, &entry));
    entry.number = 7;
    entry.date = (struct date){2026, 5, 4};
    entry.voided = STRING("");
    return entry;
}

static void elements_are_those_of_the_decree(void **state)
{
    (void)state;
    struct test *test = test_new("test_metadata", REGISTER_ONE_SERIES);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct register_entry entry = seventh(test, cases[i].yaml);
        struct buffer out = {0}, expected = {0};
        buffer_append_format(&expected, "%s%s</Documents>\n", HEAD, cases[i].xml);
        assert_true(register_append_xml(&out, &entry, 1, test->problems));
        assert_string_equal(out.bytes, expected.bytes);
        buffer_release(&out);
        buffer_release(&expected);
    }
    test_end(test);
}

static void void_numbers_have_none(void **state)
{
    (void)state;
    struct test *test = test_new("test_metadata", REGISTER_ONE_SERIES);
    struct register_entry entry = seventh(test, whole);
    struct buffer out = {0};
    entry.voided = STRING("ký nhầm");
    assert_true(register_append_xml(&out, &entry, 1, test->problems));
    assert_string_equal(out.bytes, HEAD "</Documents>\n");
    buffer_release(&out);
    test_end(test);
}

static void long_texts_are_refused(void **state)
{
    static const struct {
        enum register_field field;
        size_t length;
    } rows[] = {{REGISTER_ORGAN, 13},  {REGISTER_NOTATION, 20},    {REGISTER_KIND, 100},
                {REGISTER_SYMBOL, 30}, {REGISTER_ISSUER, 200},     {REGISTER_SUBJECT, 500},
                {REGISTER_SIGNER, 50}, {REGISTER_RECIPIENTS, 200}, {REGISTER_COPIES, 3}};
    (void)state;
    struct test *test = test_new("test_metadata", REGISTER_ONE_SERIES);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (size_t more = 0; more < 2; more++) {
            struct register_entry entry = seventh(test, whole);
            struct buffer text = {0}, out = {0};
            for (size_t k = 0; k < rows[i].length + more; k++)
                buffer_append_text(&text, "ệ");
            entry.fields[rows[i].field] = buffer_string(&text);
            assert_int_equal(register_append_xml(&out, &entry, 1, test->problems), more == 0);
            assert_string_equal(last_code(test), more == 0 && i == 0 ? "" : "metadata-length");
            buffer_release(&text);
            buffer_release(&out);
        }
    }
    test_end(test);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(elements_are_those_of_the_decree),
        cmocka_unit_test(void_numbers_have_none),
        cmocka_unit_test(long_texts_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
