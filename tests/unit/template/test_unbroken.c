/* Paragraphs with what lines may not tear apart; in the rows "_" stands for a blank that does not
 * break. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "template/unbroken.h"

#define T(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define P(runs) "<w:p>" runs "</w:p>"
#define FIXED "<w:tblPr><w:tblLayout w:type=\"fixed\"/></w:tblPr>"
#define TABLE(properties, width, content)                                                                    \
    "<w:tbl>" properties "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"" width "\" w:type=\"dxa\"/></w:tcPr>" content    \
    "</w:tc></w:tr></w:tbl>"
#define HYPHEN "</w:t><w:noBreakHyphen/><w:t xml:space=\"preserve\">"

static const struct {
    const char *name, *xml, *glued;
} rows[] = {
    {"words of one run", P(T("ngày 05 và 12 đồng")), P(T("ngày_05 và 12_đồng"))},
    {"a hyphen", P(T("của số 7/QĐ-TTg nay")), P(T("của số_7/QĐ" HYPHEN "TTg nay"))},
    {"a hyphen in the first word", P(T("7/QĐ-TTg nay")), P(T("7/QĐ-TTg nay"))},
    {"a hyphen on the first line of a cell", TABLE(FIXED, "3830", P(T("Số: 07/UBND-VP"))),
     TABLE(FIXED, "3830", P(T("Số: 07/UBND-VP")))},
    {"a hyphen in a cell that is too narrow", TABLE(FIXED, "2000", P(T("Số: 07/UBND-VP"))),
     TABLE(FIXED, "2000", P(T("Số: 07/UBND" HYPHEN "VP")))},
    {"a hyphen in a cell of any width", TABLE("", "3830", P(T("Số: 07/UBND-VP"))),
     TABLE("", "3830", P(T("Số: 07/UBND" HYPHEN "VP")))},
    {"a hyphen behind a tab", TABLE(FIXED, "3830", P("<w:r><w:tab/></w:r>" T("a 7/UBND-VP"))),
     TABLE(FIXED, "3830", P("<w:r><w:tab/></w:r>" T("a 7/UBND" HYPHEN "VP")))},
    {"a hyphen behind a table", TABLE(FIXED, "3830", "<w:p/>") P(T("Số: 07/UBND-VP")),
     TABLE(FIXED, "3830", "<w:p/>") P(T("Số: 07/UBND" HYPHEN "VP"))},
    {"words of two runs", P(T("ngày ") T("05 tháng") T(" 6")), P(T("ngày_") T("05 tháng") T("_6"))},
    {"a text without blanks at its ends", "<w:p><w:r><w:t>ngày 05</w:t></w:r></w:p>",
     "<w:p><w:r><w:t>ngày_05</w:t></w:r></w:p>"},
    {"words of two paragraphs", P(T("ngày ")) P(T("05")), P(T("ngày ")) P(T("05"))},
    {"a tab between", P(T("ngày ") "<w:r><w:tab/></w:r>" T("05")),
     P(T("ngày ") "<w:r><w:tab/></w:r>" T("05"))},
    {"entities", P(T("&quot;Điều 1&quot; &lt; 5 &amp; 5 ha&gt;")),
     P(T("&quot;Điều_1&quot; &lt; 5 &amp; 5 ha&gt;"))},
    {"a blank as a number is left", P(T("ngày&#32;05")), P(T("ngày&#32;05"))},
    {"a hyphen that holds already", P(T("24") "<w:r><w:noBreakHyphen/></w:r>" T("9 năm 5")),
     P(T("24") "<w:r><w:noBreakHyphen/></w:r>" T("9 năm_5"))},
    {"codes of fields", P("<w:r><w:instrText>PAGE ngày 05</w:instrText></w:r>"),
     P("<w:r><w:instrText>PAGE ngày 05</w:instrText></w:r>")},
    {"attributes", "<w:p><w:r><w:drawing><wp:docPr descr=\"ngày 05\"/></w:drawing></w:r></w:p>",
     "<w:p><w:r><w:drawing><wp:docPr descr=\"ngày 05\"/></w:drawing></w:r></w:p>"},
    {"a paragraph within another",
     P(T("ngày ") "<w:r><w:pict>" P(T("05 năm 6")) "</w:pict></w:r>" T("05 ha")),
     P(T("ngày ") "<w:r><w:pict>" P(T("05 năm_6")) "</w:pict></w:r>" T("05_ha"))},
    {"an empty text and paragraph", "<w:p/><w:p ><w:r><w:t/></w:r></w:p>",
     "<w:p/><w:p ><w:r><w:t/></w:r></w:p>"},
    {"a text that is cut off", "<w:p><w:r><w:t>ngày 05 <w:", "<w:p><w:r><w:t>ngày_05 <w:"},
    {"no XML", "ngày 05", "ngày 05"},
    {"nothing", "", ""},
};

static void expect_glued(const char *name, struct string found, const char *wanted)
{
    struct buffer out = {0};
    for (; *wanted != '\0'; wanted++)
        buffer_append_text(&out, *wanted == '_' ? "\u00A0" : (char[]){*wanted, '\0'});
    if (!string_equal(found, buffer_string(&out)))
        fail_msg("%s: %.*s", name, STRING_FORMAT(found));
    buffer_release(&out);
}

static void paragraphs_are_glued(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buffer out = {0};
        unbroken_append(&out, string_of(rows[i].xml));
        expect_glued(rows[i].name, buffer_string(&out), rows[i].glued);
        buffer_release(&out);
    }
}

static void whole_paragraphs_are_known(void **state)
{
    (void)state;
    assert_int_equal(unbroken_length(STRING("<w:p></w:p><w:p>ab")), strlen("<w:p></w:p>"));
    assert_int_equal(unbroken_length(STRING("<w:p></w:p>")), strlen("<w:p></w:p>"));
    assert_int_equal(unbroken_length(STRING("<w:p>ab")), 0);
    assert_int_equal(unbroken_length(STRING("")), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paragraphs_are_glued),
        cmocka_unit_test(whole_paragraphs_are_known),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
