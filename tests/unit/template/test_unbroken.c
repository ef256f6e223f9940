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
        struct unbroken unbroken = {0};
        unbroken_append(&unbroken, &out, string_of(rows[i].xml));
        expect_glued(rows[i].name, buffer_string(&out), rows[i].glued);
        buffer_release(&out);
    }
}

#define STYLE(name) "<w:pPr><w:pStyle w:val=\"" name "\"/></w:pPr>"
#define RUN(properties, text) "<w:r><w:rPr>" properties "</w:rPr><w:t>" text "</w:t></w:r>"

/* On a line of 2400 twips "của số 7/QĐ-TTg" has room at 14 pt, bold. */
static const struct {
    const char *name, *xml;
    bool is_plain;
} first_lines[] = {
    {"the usual style", P(RUN("", "của số 7/QĐ-TTg")), true},
    {"words behind the symbol", P(RUN("", "của số 7/QĐ-TTg ngày nay và mai sau nữa")), true},
    {"too much before it", P(RUN("", "của các số sau đây 7/QĐ-TTg")), false},
    {"a style of its own", P(STYLE("Rong") RUN("", "của các số sau đây 7/QĐ-TTg")), true},
    {"a narrow style", P(STYLE("Hep") RUN("", "của số 7/QĐ-TTg")), false},
    {"a style that was there before",
     P("<w:pPr><w:pStyle w:val=\"Hep\"/><w:pPrChange><w:pPr><w:pStyle "
       "w:val=\"Rong\"/></w:pPr></w:pPrChange></w:pPr>" RUN("", "của số 7/QĐ-TTg")),
     false},
    {"an indent", P("<w:pPr><w:ind w:left=\"900\"/></w:pPr>" RUN("", "của số 7/QĐ-TTg")), false},
    {"a small indent",
     P("<w:pPr><w:ind w:right=\"100\" w:hanging=\"500\"/></w:pPr>" RUN("", "của số 7/QĐ-TTg")), true},
    {"an indent below nothing", P("<w:pPr><w:ind w:left=\"-900\"/></w:pPr>" RUN("", "của số 7/QĐ-TTg")),
     true},
    {"an indent in characters",
     P("<w:pPr><w:ind w:firstLineChars=\"1\"/></w:pPr>" RUN("", "của số 7/QĐ-TTg")), false},
    {"a number", P("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>" RUN("", "của số 7/QĐ-TTg")),
     false},
    {"larger letters", P(RUN("<w:sz w:val=\"48\"/>", "của số 7/QĐ-TTg")), false},
    {"smaller letters", P(RUN("<w:sz w:val=\"20\"/>", "của số 7/QĐ-TTg")), true},
    {"a face", P(RUN("<w:b/><w:i/>", "của số 7/QĐ-TTg")), true},
    {"another font", P(RUN("<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\"/>", "của số 7/QĐ-TTg")), false},
    {"the same font",
     P(RUN("<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\"/>", "của số 7/QĐ-TTg")), true},
    {"a style of letters", P(RUN("<w:rStyle w:val=\"To\"/>", "của số 7/QĐ-TTg")), false},
    {"capitals", P(RUN("<w:caps/>", "của số 7/QĐ-TTg")), false},
    {"letters that stand apart", P(RUN("<w:spacing w:val=\"40\"/>", "của số 7/QĐ-TTg")), false},
    {"lines that stand apart", P("<w:pPr><w:spacing w:line=\"360\"/></w:pPr>" RUN("", "của số 7/QĐ-TTg")),
     true},
    {"a tab before it", P("<w:r><w:tab/></w:r>" RUN("", "của số 7/QĐ-TTg")), false},
    {"behind a table", "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" P(RUN("", "của số 7/QĐ-TTg")), true},
    {"within a table", "<w:tbl><w:tr><w:tc>" P(RUN("", "của số 7/QĐ-TTg")) "</w:tc></w:tr></w:tbl>", false},
    {"within a text box",
     P("<w:r><w:pict><w:txbxContent>" P(RUN("", "của số 7/QĐ-TTg")) "</w:txbxContent></w:pict></w:r>"),
     false},
    {"behind a text box",
     P("<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>" RUN("", "7/QĐ-TTg")), false},
};

static void first_lines_have_plain_hyphens(void **state)
{
    static const struct first_line styles[] = {{{"Rong", 4}, 9000, 28}, {{"Hep", 3}, 1500, 28}};
    static const struct first_lines lines = {styles, 2, {{"", 0}, 2400, 28}};
    (void)state;
    for (size_t i = 0; i < sizeof first_lines / sizeof *first_lines; i++) {
        struct buffer out = {0};
        struct unbroken unbroken = {.lines = &lines};
        unbroken_append(&unbroken, &out, string_of(first_lines[i].xml));
        bool is_plain = strstr(out.bytes, "QĐ-TTg") != NULL;
        if (is_plain != first_lines[i].is_plain)
            fail_msg("%s: %s", first_lines[i].name, out.bytes);
        assert_int_equal(unbroken.depth, 0);
        buffer_release(&out);
    }
}

/* Bytes come in pieces that end behind any paragraph. */
static void a_table_is_known_over_pieces(void **state)
{
    static const struct first_lines lines = {NULL, 0, {{"", 0}, 2400, 28}};
    struct unbroken unbroken = {.lines = &lines};
    struct buffer out = {0};
    (void)state;
    unbroken_append(&unbroken, &out, STRING("<w:tbl><w:tr><w:tc><w:p></w:p>"));
    assert_int_equal(unbroken.depth, 1);
    unbroken_append(&unbroken, &out, STRING(P(RUN("", "của số 7/QĐ-TTg"))));
    assert_null(strstr(out.bytes, "QĐ-TTg"));
    unbroken_append(&unbroken, &out, STRING("</w:tc></w:tr></w:tbl>" P(RUN("", "của số 7/QĐ-TTg"))));
    assert_non_null(strstr(out.bytes, "QĐ-TTg"));
    buffer_release(&out);
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
        cmocka_unit_test(first_lines_have_plain_hyphens),
        cmocka_unit_test(a_table_is_known_over_pieces),
        cmocka_unit_test(whole_paragraphs_are_known),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
