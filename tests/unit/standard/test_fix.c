/* Mending: runs cut where they hold words of two components, what is written, what is left. */

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
    "<w:p><w:r><w:t xml:space=\"preserve\">XÃ HÒA PHÚ          Độc lập - Tự do - Hạnh "                        \
    "phúc</w:t></w:r></w:p>"
#define COMMENTED_HEADER                                                                                     \
    "<w:p><w:r><w:t>ỦY BAN NHÂN DÂN</w:t><w:tab/><w:t>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT "        \
    "NAM</w:t></w:r></w:p><w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t xml:space=\"preserve\">XÃ "       \
    "HÒA PHÚ          Độc lập - Tự do - Hạnh phúc</w:t></w:r></w:p>"
#define BODY(runs) "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr>" runs "</w:p>"
#define RUN(words) "<w:r><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define END                                                                                                  \
    "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"850\" "                \
    "w:bottom=\"1134\" w:left=\"1701\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"

static const struct {
    const char *body, *expected[3]; /* pieces of what comes out */
} cases[] =
    {
        /* one run, two components; a comment keeps them from becoming a table */
        {COMMENTED_HEADER,
         {"<w:r><w:rPr><w:b/><w:bCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/></w:rPr><w:t>ỦY BAN NHÂN "
          "DÂN</w:t>",
          "<w:t xml:space=\"preserve\">XÃ HÒA PHÚ          </w:t></w:r>",
          "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/></w:rPr><w:t xml:space=\"preserve\">Độc lập - Tự do - "
          "Hạnh "
          "phúc"}},
        /* the direct format of a run, in the order of the schema */
        {HEADER "<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr><w:r><w:rPr><w:color w:val=\"FF0000\"/><w:lang "
                "w:val=\"vi-VN\"/></w:rPr><w:t>THÔNG BÁO</w:t></w:r></w:p>",
         {"<w:rPr><w:b/><w:bCs/><w:color w:val=\"000000\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang "
          "w:val=\"vi-VN\"/></w:rPr><w:t>THÔNG BÁO"}},
        /* two columns by tabs and blanks */
        {HEADER "<w:p>" RUN("Số: 12/UBND-VP") "<w:r><w:tab/></w:r>" RUN(
             "Hòa Phú, ngày 12 tháng 10 năm 2023") "</w:p>",
         {"<w:tblGrid><w:gridCol w:w=\"3930\"/><w:gridCol "
          "w:w=\"5425\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW "
          "w:w=\"3930\" w:type=\"dxa\"/></w:tcPr><w:p><w:pPr><w:ind w:left=\"0\" w:right=\"0\" "
          "w:firstLine=\"0\"/><w:jc w:val=\"center\"/></w:pPr><w:r>",
          "<w:t xml:space=\"preserve\">XÃ HÒA PHÚ</w:t></w:r></w:p><w:p><w:pPr><w:pBdr>",
          "<w:t xml:space=\"preserve\">Hòa Phú, ngày 12 tháng 10 năm "
          "2023</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"}},
        /* one line below the other */
        {"<w:p>" RUN("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") "</w:p><w:p>" RUN("Độc lập - Tự do - Hạnh phúc") "</w:p><w:p/><w:p>" RUN(
             "UBND XÃ HÒA PHÚ") "</w:p><w:p>" RUN("____") "</w:p><w:p>" RUN("Số: 12/TB-UBND") "</"
                                                                                              "w:p><w:p><w:"
                                                                                              "pPr><w:jc "
                                                                                              "w:val="
                                                                                              "\"right\"/></"
                                                                                              "w:pPr>" RUN(
                                                                                                  "H"
                                                                                                  "ò"
                                                                                                  "a"
                                                                                                  " "
                                                                                                  "P"
                                                                                                  "h"
                                                                                                  "ú"
                                                                                                  ","
                                                                                                  " "
                                                                                                  "n"
                                                                                                  "g"
                                                                                                  "à"
                                                                                                  "y"
                                                                                                  " "
                                                                                                  "1"
                                                                                                  "2"
                                                                                                  " "
                                                                                                  "t"
                                                                                                  "h"
                                                                                                  "á"
                                                                                                  "n"
                                                                                                  "g"
                                                                                                  " "
                                                                                                  "1"
                                                                                                  "0"
                                                                                                  " "
                                                                                                  "n"
                                                                                                  "ă"
                                                                                                  "m"
                                                                                                  " "
                                                                                                  "2"
                                                                                                  "0"
                                                                                                  "2"
                                                                                                  "3") "</"
                                                                                                       "w:p><"
                                                                                                       "w:"
                                                                                                       "p"
                                                                                                       ">" RUN(
                                                                                                           "T"
                                                                                                           "H"
                                                                                                           "Ô"
                                                                                                           "N"
                                                                                                           "G"
                                                                                                           " "
                                                                                                           "B"
                                                                                                           "Á"
                                                                                                           "O") "</w:p>",
         {"</w:tblPr><w:tblGrid>",
          "<w:t xml:space=\"preserve\">Số: 12/TB-UBND</w:t></w:r></w:p></w:tc><w:tc>",
          "Hòa Phú, ngày 12 tháng 10 năm 2023</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"}},
        /* words between its lines keep it in one column */
        {"<w:p>" RUN("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") "</w:p><w:p>" RUN("Độc lập - Tự do - Hạnh phúc") "</w:p><w:p>" RUN(
             "UBND XÃ HÒA PHÚ") "</w:p><w:p>" RUN("Lưu hành nội bộ") "</w:p><w:p>" RUN("Số: 12/TB-UBND") "</"
                                                                                                         "w:"
                                                                                                         "p>",
         {"Lưu hành nội bộ</w:t></w:r></w:p><w:p>"}},
        /* a mark in a run of its own */
        {HEADER BODY(RUN("Xã đã mở lớp tập huấn cho công chức va") RUN("\u0300 người dân các thôn.")),
         {"công chức và</w:t>", "> người dân các thôn.</w:t>"}},
        /* blanks that stand in two runs, no blank behind a comma, one before it */
        {HEADER BODY(RUN("Xã đã mở lớp tập huấn ") RUN(" cho công chức ,người dân các thôn.")),
         {"tập huấn </w:t>", ">cho công chức, người dân các thôn.</w:t>"}},
        /* letters of other alphabets, characters that are not seen */
        {HEADER BODY(RUN("Xã đã mở lớp tập huấn cho người dân \u00d0ồng\u200b Tâm.")),
         {"người dân Đồng Tâm.</w:t>"}},
        /* an indent by a tab */
        {HEADER
         "<w:p><w:pPr><w:ind w:firstLine=\"100\"/><w:jc w:val=\"both\"/></w:pPr><w:r><w:t>     Xã đã mở lớp "
         "tập huấn cho người dân các thôn.</w:t></w:r></w:p>",
         {"w:firstLine=\"566\"/>", ">Xã đã mở lớp"}},
        /* a page that lies, with a table too wide for it when it stands */
        {HEADER BODY(
             RUN("Xã đã mở lớp tập huấn cho người dân các thôn.")) "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol "
                                                                   "w:w=\"5000\"/><w:gridCol "
                                                                   "w:w=\"5000\"/></"
                                                                   "w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW "
                                                                   "w:w=\"5000\" "
                                                                   "w:type=\"dxa\"/></w:tcPr><w:p/></"
                                                                   "w:tc><w:tc><w:p/"
                                                                   "></w:tc></w:tr></w:tbl><w:p/"
                                                                   "><w:sectPr><w:pgSz "
                                                                   "w:w=\"16838\" w:h=\"11906\" "
                                                                   "w:orient=\"landscape\"/><w:pgMar "
                                                                   "w:top=\"1134\" "
                                                                   "w:right=\"850\" "
                                                                   "w:bottom=\"1134\" w:left=\"1701\" "
                                                                   "w:header=\"567\" w:footer=\"567\" "
                                                                   "w:gutter=\"0\"/></w:sectPr>",
         {"<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", "<w:gridCol w:w=\"4677\"/><w:gridCol w:w=\"4677\"/>",
          "<w:tcW w:w=\"4677\""}},
        /* a page without margins of its own */
        {HEADER "<w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/></w:sectPr>",
         {"<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar ", "w:left=\"1701\"", "w:gutter=\"0\""}},
};

struct mended {
    struct buffer xml;
    size_t fixes;
};

static struct string document_of(struct arena *arena, const char *body)
{
    bool has_section = strstr(body, "sectPr") != NULL;
    return arena_format(arena, "<w:document " WORD_XMLNS "><w:body>%s%s</w:body></w:document>", body,
                        has_section ? "" : END);
}

/* Mends a document until nothing changes, and gives its main part. */
static struct string mend(struct arena *arena, struct string xml, size_t *count)
{
    struct buffer zip = {0};
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct made_part part = {"document", xml};
    struct package *package = make_package(&zip, &part, 1, &limits, problems);
    struct standard *standard =
        standard_open(arena, VANBAN_SOURCE "/templates", "nd30-2020", &limits, problems);
    struct fix *fixes = NULL;
    assert_non_null(package);
    assert_non_null(standard);
    assert_true(fix_document(arena, standard, package, &limits, &fixes, problems));
    *count = 0;
    for (struct fix *fix = fixes; fix; fix = fix->next)
        *count += fix->count;
    struct string mended =
        package_read(package, package_lookup(package, STRING("word/document.xml")), arena, problems);
    package_close(package);
    buffer_release(&zip);
    problems_free(problems);
    return mended;
}

static void mends_runs_and_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        size_t count;
        struct string mended = mend(arena, document_of(arena, cases[i].body), &count);
        assert_true(count > 0);
        for (size_t k = 0; k < 3 && cases[i].expected[k]; k++)
            if (string_find(mended, string_of(cases[i].expected[k]), 0) == SIZE_MAX)
                fail_msg("%s is not in\n%.*s", cases[i].expected[k], STRING_FORMAT(mended));
        arena_free(arena);
    }
}

/* What was mended is not mended again, and its bytes stay. */
static void mends_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct arena *arena = arena_new();
        size_t count;
        struct string first = mend(arena, document_of(arena, cases[i].body), &count);
        struct string second = mend(arena, first, &count);
        assert_int_equal(count, 0);
        assert_true(string_equal(first, second));
        arena_free(arena);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mends_runs_and_pages),
        cmocka_unit_test(mends_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
