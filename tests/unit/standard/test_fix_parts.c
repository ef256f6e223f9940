/* Mending beyond the document itself: page numbers in footers and headers, fonts of lists;
 * what is told of layouts. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../word/make_package.h"
#include "standard/fix.h"

#define HEADER                                                                                                             \
    "<w:p><w:r><w:t>ỦY BAN NHÂN DÂN</w:t><w:tab/><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</w:t></w:r></w:p>" \
    "<w:p><w:r><w:t>XÃ HÒA PHÚ</w:t><w:tab/><w:t>Độc lập - Tự do - Hạnh phúc</w:t></w:r></w:p>"
#define TEXT(words) "<w:r><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define FIELD(code, shown)                                                                                   \
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> " code " </w:instrText></w:r>"        \
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>" TEXT(shown) "<w:r><w:fldChar "                      \
                                                                     "w:fldCharType=\"end\"/></w:r>"
#define P(properties, content) "<w:p><w:pPr>" properties "</w:pPr>" content "</w:p>"
#define REFERENCE(kind, type, id) "<w:" kind "Reference w:type=\"" type "\" r:id=\"rId" id "\"/>"
#define RELATIONS "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

struct mending {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct buffer zip;
    struct package *package;
    struct fix *fixes;
};

static void mend(struct mending *mending, const struct made_part *parts, size_t count)
{
    *mending = (struct mending){.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    mending->package = make_package(&mending->zip, parts, count, &mending->limits, mending->problems);
    assert_non_null(mending->package);
    struct standard *standard = standard_open(mending->arena, VANBAN_SOURCE "/templates", "nd30-2020",
                                              &mending->limits, mending->problems);
    assert_non_null(standard);
    assert_true(fix_document(mending->arena, standard, mending->package, &mending->limits, &mending->fixes,
                             mending->problems));
}

static void end(struct mending *mending)
{
    package_close(mending->package);
    buffer_release(&mending->zip);
    problems_free(mending->problems);
    arena_free(mending->arena);
}

static struct string part_of(struct mending *mending, const char *name)
{
    const struct part *part =
        package_lookup(mending->package, arena_format(mending->arena, "word/%s.xml", name));
    return part ? package_read(mending->package, part, mending->arena, mending->problems) : STRING("");
}

static bool holds(struct string text, const char *words)
{
    return string_find(text, string_of(words), 0) != SIZE_MAX;
}

/* ---- the number of a footer ---- */

static const struct footer_case {
    const char *name, *footer;
    bool is_moved;
    const char *told; /* what it became */
} footers[] = {
    {"alone", P("<w:jc w:val=\"right\"/>", FIELD("PAGE", "1")), true, "ở lề trên"},
    {"between dashes", P("", TEXT("- ") FIELD("PAGE", "1") TEXT(" -")), true, "ở lề trên"},
    {"with the count of pages", P("", TEXT("Trang ") FIELD("PAGE", "1") TEXT("/") FIELD("NUMPAGES", "3")),
     true, "chỉ còn số, ở lề trên"},
    {"with a count that was typed", P("", TEXT("trang số ") FIELD("PAGE", "1") TEXT(" của 3")), true,
     "chỉ còn số, ở lề trên"},
    {"in English", P("", TEXT("Page ") FIELD("PAGE", "1") TEXT(" of ") FIELD("NUMPAGES", "3")), true,
     "chỉ còn số, ở lề trên"},
    {"in a frame",
     P("<w:framePr w:wrap=\"around\" w:vAnchor=\"text\" w:hAnchor=\"margin\" w:xAlign=\"right\" w:y=\"1\"/>",
       FIELD("PAGE", "1")),
     true, "ở lề trên"},
    {"with an address", P("", TEXT("Thôn Đông, Trang ") FIELD("PAGE", "1")), false, NULL},
    {"with two other numbers", P("", TEXT("Trang ") FIELD("PAGE", "1") TEXT("/3 2024")), false, NULL},
    {"with a year", P("", TEXT("Trang ") FIELD("PAGE", "1") TEXT(" 01012024")), false, NULL},
};

static const struct fix *fix_by(const struct mending *mending, const char *rule)
{
    for (const struct fix *fix = mending->fixes; fix; fix = fix->next)
        if (string_is(fix->rule->id, rule))
            return fix;
    return NULL;
}

/* Words in both languages as those in Vietnamese. */
static bool says(struct string words, const char *expected)
{
    size_t length = string_find(words, STRING("\x1f"), 0);
    return string_is(string_slice(words, 0, length < words.length ? length : words.length), expected);
}

static void test_footers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof footers / sizeof *footers; i++) {
        struct mending mending;
        const struct footer_case *row = &footers[i];
        struct arena *arena = arena_new();
        struct made_part parts[] = {
            {"document",
             STRING("<w:document " WORD_XMLNS " " RELATIONS "><w:body>" HEADER
                    "<w:sectPr>" REFERENCE("footer", "default", "2") "</w:sectPr></w:body></w:document>")},
            {"footer1", arena_format(arena, "<w:ftr " WORD_XMLNS ">%s</w:ftr>", row->footer)}};
        mend(&mending, parts, 2);
        bool is_gone = !holds(part_of(&mending, "footer1"), "PAGE");
        bool is_there = holds(part_of(&mending, "header1"), " PAGE ");
        if (is_gone != row->is_moved || is_there != row->is_moved ||
            (is_gone && holds(part_of(&mending, "footer1"), "framePr")))
            fail_msg("%s:\n%s\n%s", row->name, part_of(&mending, "footer1").bytes,
                     part_of(&mending, "header1").bytes);
        const struct fix *fix = fix_by(&mending, "so-trang-o-le-tren");
        if (row->told ? !fix || !says(fix->to, row->told) : fix != NULL)
            fail_msg("%s: %s", row->name, fix ? fix->to.bytes : "nothing told");
        end(&mending);
        arena_free(arena);
    }
}

/* Even pages and later sections have footers and headers of their own. */
static void test_all_pages_keep_a_number(void **state)
{
    struct mending mending;
    (void)state;
    struct made_part parts[] = {
        {"document",
         STRING(
             "<w:document " WORD_XMLNS " " RELATIONS "><w:body>" HEADER
             "<w:p><w:pPr><w:sectPr>" REFERENCE("footer", "default", "2")
                 REFERENCE("footer", "even", "3") "</w:sectPr></w:pPr></w:p>" P(
                     "", TEXT("Phần sau")) "<w:sectPr>" REFERENCE("header", "default",
                                                                  "4") "</w:sectPr></w:body></w:document>")},
        {"footer1", STRING("<w:ftr " WORD_XMLNS ">" P("", TEXT("Trang ") FIELD("PAGE", "1")) "</w:ftr>")},
        {"footer2", STRING("<w:ftr " WORD_XMLNS ">" P("", FIELD("PAGE", "2")) "</w:ftr>")},
        {"header1", STRING("<w:hdr " WORD_XMLNS ">" P("", TEXT("Dự thảo")) "</w:hdr>")},
        {"settings", STRING("<w:settings " WORD_XMLNS "><w:evenAndOddHeaders/></w:settings>")}};
    mend(&mending, parts, 5);
    struct string document = part_of(&mending, "document");
    assert_false(holds(part_of(&mending, "footer1"), "PAGE"));
    assert_false(holds(part_of(&mending, "footer2"), "PAGE"));
    assert_true(holds(part_of(&mending, "header1"), " PAGE "));
    assert_true(holds(part_of(&mending, "header1"), "Dự thảo"));
    assert_true(holds(part_of(&mending, "header2"), " PAGE "));
    assert_true(holds(part_of(&mending, "header3"), " PAGE "));
    assert_true(holds(document, "<w:headerReference w:type=\"default\" r:id=\"rIdHeader\"/>"));
    assert_true(holds(document, "<w:headerReference w:type=\"even\" r:id=\"rIdHeader1\"/>"));
    end(&mending);
}

/* ---- the layout of the header ---- */

static void test_one_column(void **state)
{
    struct mending mending;
    (void)state;
    struct made_part part = {
        "document",
        STRING("<w:document " WORD_XMLNS "><w:body>" P("", TEXT("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
                   P("", TEXT("Độc lập - Tự do - Hạnh phúc")) P("", TEXT("UBND XÃ HÒA PHÚ"))
                       P("", TEXT("Số: 12/TB-UBND")) P("", TEXT("THÔNG BÁO")) "</w:body></w:document>")};
    mend(&mending, &part, 1);
    const struct fix *fix = fix_by(&mending, "bo-tri-phan-dau");
    assert_non_null(fix);
    assert_true(says(fix->from, "xếp một cột"));
    assert_true(says(fix->to, "bảng hai cột không viền"));
    end(&mending);
}

/* ---- the fonts of automatic numbers ---- */

#define FONT(name) "<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\"/>"
#define TNR                                                                                                  \
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" "      \
    "w:cs=\"Times New Roman\"/>"
#define LEVEL(index, kind, text, properties)                                                                 \
    "<w:lvl w:ilvl=\"" index "\"><w:start w:val=\"1\"/><w:numFmt w:val=\"" kind                              \
    "\"/><w:lvlText w:val=\"" text "\"/>" properties "</w:lvl>"
#define ITEM(level, mark)                                                                                    \
    P("<w:numPr><w:ilvl w:val=\"" level                                                                      \
      "\"/><w:numId w:val=\"1\"/></w:numPr><w:jc w:val=\"both\"/><w:rPr>" mark "</w:rPr>",                   \
      "<w:r><w:rPr>" FONT("Times New Roman") "</w:rPr><w:t>Các thôn báo cáo.</w:t></w:r>")

static const struct number_case {
    const char *name, *levels, *item, *level_after, *item_after, *found;
} numbers[] = {
    {"named by the list", LEVEL("0", "decimal", "%1.", "<w:rPr>" FONT("Arial") "</w:rPr>"),
     ITEM("0", FONT("Times New Roman")), "<w:rPr>" TNR "</w:rPr></w:lvl>", NULL, "Arial (số tự động)"},
    {"named by the mark", LEVEL("0", "decimal", "%1.", ""), ITEM("0", FONT("Arial")), NULL, "<w:rPr>" TNR,
     "Arial (số tự động)"},
    {"a bullet", LEVEL("0", "bullet", "o", "<w:rPr>" FONT("Courier New") "</w:rPr>"), ITEM("0", ""),
     "Courier New", NULL, NULL},
    {"a sign", LEVEL("0", "decimal", "-", "<w:rPr>" FONT("Arial") "</w:rPr>"), ITEM("0", ""), "Arial", NULL,
     NULL},
    {"as it should be", LEVEL("0", "decimal", "%1.", "<w:rPr>" FONT("Times New Roman") "</w:rPr>"),
     ITEM("0", ""), "<w:rPr>" FONT("Times New Roman") "</w:rPr></w:lvl>", NULL, NULL},
};

static void test_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct mending mending;
        const struct number_case *row = &numbers[i];
        struct arena *arena = arena_new();
        struct made_part parts[] = {
            {"document",
             arena_format(arena, "<w:document " WORD_XMLNS "><w:body>" HEADER "%s</w:body></w:document>",
                          row->item)},
            {"numbering", arena_format(arena,
                                       "<w:numbering " WORD_XMLNS "><w:abstractNum w:abstractNumId=\"0\">%s"
                                       "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/>"
                                       "</w:num></w:numbering>",
                                       row->levels)}};
        mend(&mending, parts, 2);
        struct string list = part_of(&mending, "numbering"), document = part_of(&mending, "document");
        if ((row->level_after && !holds(list, row->level_after)) ||
            (row->item_after && !holds(document, row->item_after)))
            fail_msg("%s:\n%s\n%s", row->name, list.bytes, document.bytes);
        const struct fix *fix = fix_by(&mending, "phong-chu");
        if (row->found ? !fix || !says(fix->from, row->found) : fix != NULL)
            fail_msg("%s: %s", row->name, fix ? fix->from.bytes : "nothing told");
        end(&mending);
        arena_free(arena);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_footers),
        cmocka_unit_test(test_all_pages_keep_a_number),
        cmocka_unit_test(test_one_column),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
