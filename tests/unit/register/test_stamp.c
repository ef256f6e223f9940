/* Numbers and dates in blank slots of a part, however its runs are cut. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "register/register.h"

#define HEAD "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
#define TAIL "</w:body></w:document>"
#define P(runs) "<w:p>" runs "</w:p>"
#define R(text) "<w:r><w:t xml:space=\"preserve\">" text "</w:t></w:r>"
#define TAB "<w:r><w:tab/></w:r>"
#define DATE P(R("An Bình, ngày      tháng 5 năm 2026"))
#define DATED P(R("An Bình, ngày 08 tháng 5 năm 2026"))

static const struct stamp_case {
    const char *name, *before, *after; /* the body; after NULL: refused */
    const char *code;                  /* of the problem */
} cases[] = {
    {"blanks", P(R("Số:      /BC-UBND")) DATE, P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"dots and lines", P(R("Số: …...___ /BC-UBND")) DATE, P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"runs cut anywhere", P(R("S") R("ố:") R("   ") R("  ") R("/BC") R("-UBND")) DATE,
     P(R("S") R("ố:") R(" 07") R("") R("/BC") R("-UBND")) DATED, NULL},
    {"references to characters", P(R("Số:&#160;&#xA0;&#160;/BC-UBND")) DATE, P(R("Số: 07/BC-UBND")) DATED,
     NULL},
    {"a hyphen that does not break", P(R("Số:   /BC") "<w:r><w:noBreakHyphen/></w:r>" R("UBND")) DATE,
     P(R("Số: 07/BC") "<w:r><w:noBreakHyphen/></w:r>" R("UBND")) DATED, NULL},
    {"signs that keep a symbol together", P(R("Số:   /\u2060BC-\u2060UBND")) DATE,
     P(R("Số: 07/\u2060BC-\u2060UBND")) DATED, NULL},
    {"both in one line of tabs",
     P(R("Số:    /BC-UBND") "<w:r><w:tab/></w:r>" R("An Bình, ngày    tháng 5 năm 2026")),
     P(R("Số: 07/BC-UBND") "<w:r><w:tab/></w:r>" R("An Bình, ngày 08 tháng 5 năm 2026")), NULL},
    {"blank month and year", P(R("Số:   /BC-UBND")) P(R("An Bình, ngày … tháng … năm 20…")),
     P(R("Số: 07/BC-UBND")) P(R("An Bình, ngày 08 tháng 5 năm 2026")), NULL},
    {"what is attached to it",
     P(R("Số:   /BC-UBND"))
         DATE P(R("(Kèm theo Báo cáo số     /BC-UBND ngày     tháng 5 năm 2026 của UBND xã)")),
     P(R("Số: 07/BC-UBND"))
         DATED P(R("(Kèm theo Báo cáo số 07/BC-UBND ngày 08 tháng 5 năm 2026 của UBND xã)")),
     NULL},
    {"other dates of the text stay",
     P(R("Số:   /BC-UBND")) DATE P(R("Họp ngày    tháng    năm 2026 tại xã.")),
     P(R("Số: 07/BC-UBND")) DATED P(R("Họp ngày    tháng    năm 2026 tại xã.")), NULL},
    {"other numbers of the text stay", P(R("Số:   /BC-UBND")) DATE P(R("Công văn số    /UBND-VP")),
     P(R("Số: 07/BC-UBND")) DATED P(R("Công văn số    /UBND-VP")), NULL},
    {"a text box",
     P("<w:r><w:pict><w:txbxContent>" P(R("Số:   /BC-UBND")) "</w:txbxContent></w:pict></w:r>") DATE,
     P("<w:r><w:pict><w:txbxContent>" P(R("Số: 07/BC-UBND")) "</w:txbxContent></w:pict></w:r>") DATED, NULL},
    {"stamped before", P(R("Số: 07/BC-UBND")) DATED, P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"another number", P(R("Số: 12/BC-UBND")) DATE, NULL, "stamp-other"},
    {"another month", P(R("Số:   /BC-UBND")) P(R("An Bình, ngày    tháng 4 năm 2026")), NULL, "stamp-other"},
    {"no number", P(R("Báo cáo   /BC-UBND")) DATE, NULL, "stamp-no-number"},
    {"another symbol", P(R("Số:   /QĐ-UBND")) DATE, NULL, "stamp-symbol"},
    {"brackets", P(R("Số: [  ]/BC-UBND")) P(R("An Bình, ngày [ ] tháng [ ] năm 2026")),
     P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"dots in brackets", P(R("Số: (…)/BC-UBND")) P(R("An Bình, ngày (…) tháng (…) năm 2026")),
     P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"letters and signs to write over", P(R("Số: xx/BC-UBND")) P(R("An Bình, ngày ** tháng XX năm 20xx")),
     P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"noughts", P(R("Số: 00/BC-UBND")) P(R("An Bình, ngày 00 tháng 00 năm 2026")),
     P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"a blank symbol", P(R("Số: …/…")) DATE, P(R("Số: 07/BC-UBND")) DATED, NULL},
    {"a blank symbol before the next line", P(R("Số: .../...") "<w:r><w:br/></w:r>" R("V/v lớp học")) DATE,
     P(R("Số: 07/BC-UBND") "<w:r><w:br/></w:r>" R("V/v lớp học")) DATED, NULL},
    {"a blank symbol of a document that is cited", P(R("Số:   /BC-UBND")) DATE P(R("Theo Kế hoạch số …/…")),
     P(R("Số: 07/BC-UBND")) DATED P(R("Theo Kế hoạch số …/…")), NULL},
    {"no date", P(R("Số:   /BC-UBND")), NULL, "stamp-no-date"},
    {"no blank at all", P(R("Số:/BC-UBND")) P(R("An Bình, ngày tháng năm")),
     P(R("Số: 07/BC-UBND")) P(R("An Bình, ngày 08 tháng 5 năm 2026")), NULL},
    {"tabs", P(R("Số:") TAB R("/BC-UBND")) P(R("An Bình, ngày") TAB R("tháng 5 năm 2026")),
     P(R("Số:") TAB R("07/BC-UBND")) P(R("An Bình, ngày") TAB R("08 tháng 5 năm 2026")), NULL},
    {"a document that is cited",
     P(R("Số:   /BC-UBND")) DATE P(R("Thay Báo cáo số 07/BC-UBND ngày 09 tháng 5 năm 2025 và số 12/BC-UBND")),
     P(R("Số: 07/BC-UBND"))
         DATED P(R("Thay Báo cáo số 07/BC-UBND ngày 09 tháng 5 năm 2025 và số 12/BC-UBND")),
     NULL},
    {"a date that is cited behind its number",
     P(R("Số:   /BC-UBND"))
         DATE P(R("(Kèm theo Báo cáo số    /BC-UBND thay cho văn bản ngày 01 tháng 4 năm 2025)")),
     P(R("Số: 07/BC-UBND"))
         DATED P(R("(Kèm theo Báo cáo số 07/BC-UBND thay cho văn bản ngày 01 tháng 4 năm 2025)")),
     NULL},
    {"only cited", P(R("Theo Báo cáo số 12/BC-UBND")) DATE, NULL, "stamp-no-number"},
    {"the year of a legal document", P(R("Số: …/2026/BC-UBND")) DATE, P(R("Số: 07/2026/BC-UBND")) DATED,
     NULL},
    {"blanks and a dash in the symbol", P(R("SỐ :   / BC – UBND")) DATE, P(R("SỐ : 07/ BC – UBND")) DATED,
     NULL},
    {"marks apart from their letters", P(R("Số:   /BC-UBND")) P(R("An Bình, ngày   tháng 5 năm 2026")),
     P(R("Số: 07/BC-UBND")) P(R("An Bình, ngày 08 tháng 5 năm 2026")), NULL},
    {"a date alone in its line", P(R("Số:   /BC-UBND")) P(R("Ngày   tháng 5 năm 2026")),
     P(R("Số: 07/BC-UBND")) P(R("Ngày 08 tháng 5 năm 2026")), NULL},
    {"capitals", P(R("SỐ:   /BC-UBND")) P(R("An Bình, Ngày   Tháng 5 Năm 2026")),
     P(R("SỐ: 07/BC-UBND")) P(R("An Bình, Ngày 08 Tháng 5 Năm 2026")), NULL},
    {"no comma behind the place", P(R("Số:   /BC-UBND")) P(R("An Bình ngày   tháng 5 năm 2026")),
     P(R("Số: 07/BC-UBND")) P(R("An Bình ngày 08 tháng 5 năm 2026")), NULL},
};

static const struct register_entry *seventh(void)
{
    static struct register_entry entry = {.number = 7, .year = 2026, .date = {2026, 5, 8}};
    entry.fields[REGISTER_SYMBOL] = STRING("BC-UBND");
    return &entry;
}

static void check_case(const struct stamp_case *one)
{
    char before[4096], after[4096] = "";
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    snprintf(before, sizeof before, "%s%s%s", HEAD, one->before, TAIL);
    if (one->after != NULL)
        snprintf(after, sizeof after, "%s%s%s", HEAD, one->after, TAIL);
    struct place place = {.file = STRING("a.docx"), .part = STRING("word/document.xml")};
    struct string stamped = register_stamp(string_of(before), &place, seventh(), arena, problems);
    const struct problem *problem = problems_first(problems);
    print_message("# %s\n", one->name);
    assert_string_equal(problem != NULL ? problem_code_name(problem->code) : "",
                        one->code != NULL ? one->code : "");
    assert_string_equal(stamped.bytes != NULL ? stamped.bytes : "", after);
    problems_free(problems);
    arena_free(arena);
}

static void slots_are_filled(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(&cases[i]);
}

static void other_encodings_are_told(void **state)
{
    (void)state;
    static const char utf16[] = "\xFF\xFE<\0a\0/\0>\0";
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct place place = {.file = STRING("a.docx"), .part = STRING("word/document.xml")};
    struct string part = {utf16, sizeof utf16 - 1};
    assert_null(register_stamp(part, &place, seventh(), arena, problems).bytes);
    struct buffer text = {0};
    problem_append_human(problems_first(problems), LANGUAGE_VI, &text);
    assert_string_equal(text.bytes, "lỗi: Phần chính của văn bản không phải UTF-8 (stamp-encoding)\n"
                                    "  ở: a.docx, word/document.xml\n"
                                    "  gợi ý: Mở tệp bằng Word hoặc LibreOffice và lưu lại, rồi chạy lại.\n");
    buffer_release(&text);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slots_are_filled),
        cmocka_unit_test(other_encodings_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
