/* The words for what is wrong with XML. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#include "package/part_xml.h"

static void nothing(void *context, const struct xml_element *element)
{
    (void)context, (void)element;
}

/* Names of two bytes a letter, behind one of one byte. */
#define TEN "đđđđđđđđđđ"
#define SHORT "x" TEN TEN TEN TEN "đđđđđđđđđ"
#define LONG "x" TEN TEN TEN TEN TEN TEN TEN TEN
#define CUT "xđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđ"

static const struct {
    const char *xml, *vi, *en;
} rows[] = {
    {"", "không có nội dung", "Document is empty"},
    {"<a><b></a>", "thẻ b được đóng bằng thẻ a", "Opening and ending tag mismatch: b line 1 and a"},
    {"<a>", "thẻ a chưa đóng mà phần này đã hết", "Premature end of data in tag a line 1"},
    {"<a/>x", "sau thẻ đóng cuối cùng còn thừa chữ", "Extra content at the end of the document"},
    {"<a>A & B</a>", "sau dấu < hoặc & thiếu tên (trong lời văn viết là &lt; và &amp;)",
     "xmlParseEntityRef: no name"},
    {"<a>A&B</a>", "sau dấu & thiếu dấu ; (dấu & trong lời văn viết là &amp;)", "EntityRef: expecting ';'"},
    {"<a>&b;</a>", "không có ký hiệu &b;", "Entity 'b' not defined"},
    {"<a b=\"<\"/>", "trong giá trị của thuộc tính, dấu < phải viết là &lt;",
     "Unescaped '<' not allowed in attributes values"},
    {"<a b=1/>", "giá trị của thuộc tính phải đứng trong dấu nháy", "AttValue: \" or ' expected"},
    {"<a b/>", "thuộc tính b không có giá trị", "Specification mandates value for attribute b"},
    {"<a b=\"1\" b=\"2\"/>", "thuộc tính b được ghi hai lần trong một thẻ", "Attribute b redefined"},
    {"<a b=\"1\"c=\"2\"/>", "giữa hai thuộc tính thiếu dấu cách", "attributes construct error"},
    {"<a><!-- </a>", "một chú thích <!-- chưa đóng bằng -->", "Comment not terminated"},
    {"<" LONG "></b>", "thẻ " SHORT " được đóng bằng thẻ b",
     "Opening and ending tag mismatch: " LONG " line 1 and b"},
    {"<" LONG LONG "></b>", "thẻ " SHORT " được đóng bằng thẻ b",
     "Opening and ending tag mismatch: " LONG CUT},
    {"<a>\x01</a>", "có ký tự không được phép trong XML", "PCDATA invalid Char value 1"},
};

static void usual_mistakes_have_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct problems *problems = problems_new();
        struct place place = {.file = STRING("x")};
        struct buffer vi = {0}, en = {0};
        assert_false(part_xml_visit(string_of(rows[i].xml), &place, &(struct xml_visitor){.enter = nothing},
                                    problems));
        problem_append_message(problems_first(problems), LANGUAGE_VI, &vi);
        problem_append_message(problems_first(problems), LANGUAGE_EN, &en);
        buffer_append_byte(&vi, '\0');
        buffer_append_byte(&en, '\0');
        assert_string_equal(vi.bytes + strlen("Phần này của tệp Word bị hỏng, không phải XML hợp lệ: "),
                            rows[i].vi);
        assert_string_equal(en.bytes +
                                strlen("This part of the Word file is damaged and is not well-formed XML: "),
                            rows[i].en);
        buffer_release(&vi);
        buffer_release(&en);
        problems_free(problems);
    }
}

/* Elements with 999 … 1001 attributes, in UTF-8 and UTF-16. */
static void too_many_attributes_are_told_at_once(void **state)
{
    (void)state;
    for (int width = 1; width <= 2; width++)
        for (unsigned count = 999; count <= 1001; count++) {
            struct problems *problems = problems_new();
            struct buffer narrow = {0}, bytes = {0};
            struct place place = {.file = STRING("x")};
            buffer_append_text(&narrow, "<a b='=>'><!-- = -->");
            buffer_append_text(&narrow, "<c");
            for (unsigned i = 0; i < count; i++)
                buffer_append_format(&narrow, " a%u='=>'", i);
            buffer_append_text(&narrow, "/></a>");
            buffer_append(&bytes, "\xFF\xFE", width == 2 ? 2 : 0);
            for (size_t i = 0; i < narrow.length; i++)
                buffer_append(&bytes, (const char[]){narrow.bytes[i], '\0'}, (size_t)width);
            bool is_read = part_xml_visit(buffer_string(&bytes), &place,
                                          &(struct xml_visitor){.enter = nothing}, problems);
            assert_int_equal(is_read, count <= 1000);
            assert_int_equal(problems_error_count(problems), count > 1000);
            buffer_release(&narrow);
            buffer_release(&bytes);
            problems_free(problems);
        }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(usual_mistakes_have_words),
        cmocka_unit_test(too_many_attributes_are_told_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
