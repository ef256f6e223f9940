/* Text set in fonts of before Unicode: each case is a part before and after. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "make_package.h"
#include "word/reencode.h"

#define START "<w:document " WORD_XMLNS "><w:body>"
#define END "</w:body></w:document>"
#define TNR                                                                                                  \
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" "      \
    "w:cs=\"Times New Roman\"/>"
#define FONTS(name) "<w:rFonts w:ascii=\"" name "\" w:hAnsi=\"" name "\"/>"
#define RUN(properties, content) "<w:r><w:rPr>" properties "</w:rPr>" content "</w:r>"
#define P(content) "<w:p>" content "</w:p>"
#define A(font, text) "<a:r><a:rPr><a:latin typeface=\"" font "\"/></a:rPr><a:t>" text "</a:t></a:r>"
#define T(text) "<w:t>" text "</w:t>"

/* Old is a style in .VnTimeH; Normal is in VNI-Times; the character style Khac in Arial. */
static const char styles[] =
    "<w:styles " WORD_XMLNS
    "><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:rPr>" FONTS(
        "VNI-Times") "</w:rPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"Old\"><w:basedOn "
                     "w:val=\"Normal\"/><w:rPr>" FONTS(".VnTimeH") "</w:rPr></w:style><w:style "
                                                                   "w:type=\"character\" w:styleId=\"Khac\">"
                                                                   "<w:rPr>" FONTS(
                                                                       "Arial") "</w:rPr></w:style>"
                                                                                "</w:styles>";

static const struct body_case {
    const char *name, *before, *after; /* NULL: nothing changes */
} body_cases[] = {
    {"a run in .VnTime", P(RUN(FONTS(".VnTime"), T("\u00A7\u00D2 \u00ACn"))), P(RUN(TNR, T("Đề ơn")))},
    {"capitals drawn by the font", P(RUN(FONTS(".VnTimeH"), T("\u00F1y ban"))), P(RUN(TNR, T("ỦY BAN")))},
    {"tags of a template",
     P(RUN(FONTS(".VnTimeH"), T("{{ H\u00E4 t\u00AAn }} l\u00B5 {% if a %}b{% endif %}"))),
     P(RUN(TNR, T("{{ Họ tên }} LÀ {% if a %}B{% endif %}")))},
    {"the font of a style", P("<w:pPr><w:pStyle w:val=\"Old\"/></w:pPr><w:r>" T("x\u00B7") "</w:r>"),
     P("<w:pPr><w:pStyle w:val=\"Old\"/></w:pPr><w:r>" T("XÃ") "</w:r>")},
    {"the font of the usual style", P("<w:r>" T("ho\u00E0 s\u00F4") "</w:r>"),
     P("<w:r>" T("hồ sơ") "</w:r>")},
    {"a character style in another font", P(RUN("<w:rStyle w:val=\"Khac\"/>", T("caf\u00E9"))), NULL},
    {"the soft hyphen as a character", P(RUN(FONTS(".VnTime"), T("t\u00ADng"))), P(RUN(TNR, T("tưng")))},
    {"the soft hyphen as an element", P(RUN(FONTS(".VnTime"), T("t") "<w:softHyphen/>" T("\u00EDng "))),
     P(RUN(TNR, "<w:t xml:space=\"preserve\">tướng </w:t>"))},
    {"a soft hyphen that is one", P(RUN(FONTS("Arial"), T("a") "<w:softHyphen/>" T("b"))), NULL},
    {"a soft hyphen of VNI", P(RUN(FONTS("VNI-Times"), T("a") "<w:softHyphen/>" T("b"))),
     P(RUN(TNR, T("a") "<w:softHyphen/>" T("b")))},
    {"a hyphen that does not break", P(RUN(FONTS(".VnTime"), T("a") "<w:noBreakHyphen/>" T("\u00AE"))),
     P(RUN(TNR, T("a") "<w:noBreakHyphen/>" T("đ")))},
    {"a symbol", P(RUN(FONTS("Arial"), T("c\u00F3") "<w:sym w:font=\".VnTime\" w:char=\"F0B5\"/>")),
     P(RUN(FONTS("Arial"), T("c\u00F3à")))},
    {"a symbol of another font", P(RUN(FONTS("Arial"), "<w:sym w:font=\"Wingdings\" w:char=\"F0B5\"/>")),
     NULL},
    {"bytes of a symbol font", P(RUN(FONTS(".VnTime"), T("\uF0AE\uF061"))), P(RUN(TNR, T("đa")))},
    {"a mark in the next run", P("<w:r>" T("Quye") "</w:r>" RUN("<w:b/>", T("\u00E1t"))),
     P("<w:r>" T("Quyế") "</w:r>" RUN("<w:b/>", T("t")))},
    {"a mark behind a tab", P("<w:r>" T("e") "<w:tab/>" T("\u00E1") "</w:r>"),
     P("<w:r>" T("e") "<w:tab/>" T("\u00E1") "</w:r>")},
    {"letters that two runs have", P("<w:r>" T("\u00F1a") "</w:r><w:r>" T("\u00EE") "</w:r>"),
     P("<w:r>" T("đa") "</w:r><w:r>" T("ỵ") "</w:r>")},
    {"Unicode in an old font", P(RUN(FONTS(".VnTime"), T("đã gõ lại"))), P(RUN(TNR, T("đã gõ lại")))},
    {"Unicode of letters that Latin-1 has, beside one that it has not",
     P(RUN(FONTS(".VnTime"), T("Ủy ban nhân dân xã"))), P(RUN(TNR, T("Ủy ban nhân dân xã")))},
    {"a word of Unicode in an old run",
     P(RUN(FONTS(".VnTime"), T("\u00AE\u00AD\u00EAng l\u00E8i Ủy ban nh\u00A9n d\u00A9n"))),
     P(RUN(TNR, T("đường lối Ủy ban nhân dân")))},
    {"a word of Unicode among capitals",
     P(RUN(FONTS(".VnTimeH"), T("x\u00B7 Ủy \u00AE\u00B6ng {{ t\u00AAn }}"))),
     P(RUN(TNR, T("XÃ ỦY ĐẢNG {{ tên }}")))},
    {"the name of a merged field",
     P("<w:r><w:rPr>" FONTS(
         ".VnTimeH") "</w:rPr><w:fldChar w:fldCharType=\"begin\"/><w:instrText> MERGEFIELD "
                     "\"h\u00E4 </w:instrText><w:instrText>t\u00AAn\" </w:instrText></w:r>"),
     P("<w:r><w:rPr>" TNR
       "</w:rPr><w:fldChar w:fldCharType=\"begin\"/><w:instrText xml:space=\"preserve\"> MERGEFIELD \"họ "
       "</w:instrText><w:instrText xml:space=\"preserve\">tên\" </w:instrText></w:r>")},
    {"the name of a simple field",
     P("<w:fldSimple w:instr=\" MERGEFIELD h\u00E4_t\u00AAn \">" RUN(
         FONTS(".VnTime"), T("h\u00E4")) "</w:fldSimple><w:fldSimple w:instr=\" MERGEFIELD "
                                         "h\u00E4 \"/>"),
     P("<w:fldSimple w:instr=\" MERGEFIELD họ_tên \">" RUN(
         TNR, T("họ")) "</w:fldSimple><w:fldSimple w:instr=\" MERGEFIELD h\u00E4 \"/>")},
    {"the code of another field", P(RUN(FONTS(".VnTime"), "<w:instrText> TOC \\t h\u00E4 </w:instrText>")),
     P(RUN(TNR, "<w:instrText> TOC \\t h\u00E4 </w:instrText>"))},
    {"only the fonts of a mark", P("<w:pPr><w:rPr>" FONTS(".VnTime") "</w:rPr></w:pPr>"),
     P("<w:pPr><w:rPr>" TNR "</w:rPr></w:pPr>")},
    {"deleted text",
     "<w:p><w:del w:id=\"1\" w:author=\"A\">" RUN(FONTS(".VnTime"),
                                                  "<w:delText>\u00AE</w:delText>") "</w:del></w:p>",
     "<w:p><w:del w:id=\"1\" w:author=\"A\">" RUN(TNR, "<w:delText>đ</w:delText>") "</w:del></w:p>"},
    {"a text box in a run",
     P(RUN(FONTS(".VnTime"),
           T("\u00AE") "<w:pict><v:shape><v:textbox><w:txbxContent>" P(
               RUN(FONTS("VNI-Times"),
                   T("\u00F1"))) "</w:txbxContent></v:textbox></v:shape></w:pict>" T("\u00AE"))),
     P(RUN(TNR, T("đ") "<w:pict><v:shape><v:textbox><w:txbxContent>" P(
                    RUN(TNR, T("đ"))) "</w:txbxContent></v:textbox></v:shape></w:pict>" T("đ")))},
    {"letters along a line",
     P("<w:r><w:pict><v:shape><v:textpath style=\"font-family:&quot;.VnTimeH&quot;;font-size:36pt\" "
       "string=\"m\u00C9u\"/></v:shape></w:pict></w:r>"),
     P("<w:r><w:pict><v:shape><v:textpath style=\"font-family:&quot;Times New Roman&quot;;font-size:36pt\" "
       "string=\"MẪU\"/></v:shape></w:pict></w:r>")},
    {"text of a drawing",
     P("<w:r><a:p><a:r><a:rPr><a:latin typeface=\".VnArial\"/></a:rPr><a:t>\u00AE</a:t></a:r></a:p></w:r>"),
     P("<w:r><a:p><a:r><a:rPr><a:latin typeface=\"Times New "
       "Roman\"/></a:rPr><a:t>đ</a:t></a:r></a:p></w:r>")},
    {"a mark in the next run of a drawing",
     P("<w:r><a:p>" A("VNI-Times", "e") A("VNI-Times", "\u00E1t") "</a:p></w:r>"),
     P("<w:r><a:p>" A("Times New Roman", "ế") A("Times New Roman", "t") "</a:p></w:r>")},
    {"fonts of four scripts",
     P(RUN("<w:rFonts w:ascii=\".VnTime\" w:hAnsi=\".VnTime\" w:eastAsia=\"SimSun\" w:cs=\".VnTime\" "
           "w:hint=\"eastAsia\"/>",
           T("\u00AE"))),
     P(RUN("<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"SimSun\" "
           "w:cs=\"Times New Roman\" w:hint=\"eastAsia\"/>",
           T("đ")))},
    {"the language of the text",
     P(RUN(FONTS(".VnTime") "<w:lang w:val=\"en-US\"/>", T("\u00AE"))
           RUN(FONTS("Arial") "<w:lang w:val=\"en-US\"/>", T("a"))),
     P(RUN(TNR "<w:lang w:val=\"vi-VN\"/>", T("đ")) RUN(FONTS("Arial") "<w:lang w:val=\"en-US\"/>", T("a")))},
    {"names written small", P(RUN(FONTS(".vntimeh"), T("\u00F1y"))), P(RUN(TNR, T("ỦY")))},
};

static struct string changed_part(struct arena *arena, const struct made_part *parts, size_t count,
                                  const char *name, enum tone_style tones, struct reencoding *result,
                                  struct problems *problems)
{
    struct buffer zip = {0};
    struct limits limits = limits_default();
    struct package *package = make_package(&zip, parts, count, &limits, problems);
    assert_non_null(package);
    assert_true(reencode_document(package, tones, arena, result, &limits, problems));
    const struct part *part = package_lookup(package, arena_format(arena, "word/%s.xml", name));
    struct string bytes = package_read(package, part, arena, problems);
    package_close(package);
    buffer_release(&zip);
    return bytes;
}

static struct string body_of(struct arena *arena, const char *body, struct reencoding *result,
                             struct problems *problems)
{
    struct made_part parts[] = {{"document", arena_format(arena, START "%s" END, body)},
                                {"styles", string_of(styles)}};
    struct string bytes = changed_part(arena, parts, 2, "document", TONE_KEEP, result, problems);
    size_t start = string_find(bytes, STRING("<w:body>"), 0) + 8;
    return string_slice(bytes, start, string_find(bytes, STRING("</w:body>"), 0));
}

static void converts_text_of_old_fonts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof body_cases / sizeof *body_cases; i++) {
        const struct body_case *found = &body_cases[i];
        struct arena *arena = arena_new();
        struct problems *problems = problems_new();
        struct reencoding result;
        const char *expected = found->after ? found->after : found->before;
        struct string body = body_of(arena, found->before, &result, problems);
        if (!string_is(body, expected))
            fail_msg("%s\n%.*s\nnot\n%s", found->name, STRING_FORMAT(body), expected);
        assert_int_equal(problems_error_count(problems), 0);
        problems_free(problems);
        arena_free(arena);
    }
}

static const struct part_case {
    const char *name, *part, *before, *after;
} part_cases[] = {
    {"levels of lists", "numbering",
     "<w:numbering " WORD_XMLNS
     "><w:abstractNum><w:lvl><w:lvlText w:val=\"\u00A7i\u00D2u %1.\"/><w:rPr>" FONTS(
         ".VnTime") "</w:rPr></w:lvl>"
                    "<w:lvl><w:lvlText w:val=\"\u00F1ieåm %2)\"/></w:lvl>"
                    "<w:lvl><w:pStyle w:val=\"Old\"/><w:lvlText w:val=\"m\u00F4c %3\"/></w:lvl>"
                    "<w:lvl><w:lvlText w:val=\"\uF0B7\"/><w:rPr>" FONTS(
                        "Symbol") "</w:rPr></w:lvl></w:abstractNum></w:numbering>",
     "<w:numbering " WORD_XMLNS "><w:abstractNum><w:lvl><w:lvlText w:val=\"Điều %1.\"/><w:rPr>" TNR
     "</w:rPr></w:lvl>"
     "<w:lvl><w:lvlText w:val=\"điểm %2)\"/></w:lvl>"
     "<w:lvl><w:pStyle w:val=\"Old\"/><w:lvlText w:val=\"MỤC %3\"/></w:lvl>"
     "<w:lvl><w:lvlText w:val=\"\uF0B7\"/><w:rPr>" FONTS(
         "Symbol") "</w:rPr></w:lvl></w:abstractNum></w:numbering>"},
    {"a header", "header1", "<w:hdr " WORD_XMLNS ">" P("<w:r>" T("\u00F1") "</w:r>") "</w:hdr>",
     "<w:hdr " WORD_XMLNS ">" P("<w:r>" T("đ") "</w:r>") "</w:hdr>"},
    {"a comment", "comments",
     "<w:comments " WORD_XMLNS
     "><w:comment w:id=\"1\" w:author=\"A\">" P("<w:r>" T("\u00F1") "</w:r>") "</w:comment></w:comments>",
     "<w:comments " WORD_XMLNS
     "><w:comment w:id=\"1\" w:author=\"A\">" P("<w:r>" T("đ") "</w:r>") "</w:comment></w:comments>"},
    {"the table of fonts", "fontTable",
     "<w:fonts " WORD_XMLNS
     "><w:font w:name=\".VnTime\"><w:charset w:val=\"00\"/></w:font><w:font w:name=\"Arial\"/></w:fonts>",
     "<w:fonts " WORD_XMLNS "><w:font w:name=\"Arial\"/></w:fonts>"},
};

static void converts_other_parts(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof part_cases / sizeof *part_cases; i++) {
        const struct part_case *found = &part_cases[i];
        struct arena *arena = arena_new();
        struct problems *problems = problems_new();
        struct reencoding result;
        struct made_part parts[] = {{"document", string_of(START P("") END)},
                                    {"styles", string_of(styles)},
                                    {found->part, string_of(found->before)}};
        struct string bytes = changed_part(arena, parts, 3, found->part, TONE_KEEP, &result, problems);
        size_t start = string_find(bytes, STRING("?>\n"), 0) + 3;
        bytes = string_slice(bytes, start, bytes.length);
        if (!string_is(string_trim(bytes), found->after))
            fail_msg("%s\n%.*s\nnot\n%s", found->name, STRING_FORMAT(bytes), found->after);
        problems_free(problems);
        arena_free(arena);
    }
}

/* A part in which nothing changes keeps its bytes, its single quotes and blanks too. */
static void leaves_other_parts_as_they_are(void **state)
{
    static const char unchanged[] =
        "<?xml version='1.0'?>\r\n<w:document " WORD_XMLNS ">\n <w:body><w:p><w:r><w:rPr>"
        "<w:rFonts w:ascii='Arial' w:hAnsi='Arial'/></w:rPr><w:t>caf\u00E9</w:t></w:r>"
        "</w:p></w:body></w:document>";
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct reencoding result;
    struct made_part parts[] = {{"document", string_of(unchanged)}, {"styles", string_of(styles)}};
    (void)state;
    struct string bytes = changed_part(arena, parts, 2, "document", TONE_KEEP, &result, problems);
    assert_true(string_is(bytes, unchanged));
    assert_int_equal(result.count, 0);
    problems_free(problems);
    arena_free(arena);
}

static void counts_by_font(void **state)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct reencoding result;
    (void)state;
    body_of(arena,
            P(RUN(FONTS(".VnTime"), T("\u00A7\u00D2")) RUN(FONTS(".vntime"), T("đã gõ"))
                  RUN(FONTS(".VnTime"), T("x\xC2\x81"))) P("<w:r>" T("ho\u00E0") "</w:r>"),
            &result, problems);
    assert_int_equal(result.count, 2);
    assert_true(string_is(result.fonts[0].name, ".VnTime"));
    assert_int_equal(result.fonts[0].encoding, LEGACY_TCVN3);
    assert_int_equal(result.fonts[0].characters, 2);
    assert_int_equal(result.fonts[0].places, 1);
    assert_int_equal(result.fonts[0].unicode_places, 1);
    assert_int_equal(result.fonts[0].foreign_places, 1);
    assert_true(string_is(result.fonts[1].name, "VNI-Times"));
    assert_int_equal(result.fonts[1].characters, 2);
    problems_free(problems);
    arena_free(arena);
}

/* Each word for itself: one that means nothing leaves the others. */
static void leaves_single_words(void **state)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct reencoding result;
    (void)state;
    struct string body =
        body_of(arena, P(RUN(FONTS(".VnTime"), T("x\u00B7 N\u00BA12 \u00AE\u00B6ng"))), &result, problems);
    assert_true(string_is(body, P(RUN(TNR, T("xã N\u00BA12 đảng")))));
    assert_int_equal(problems_count(problems), 1);
    assert_int_equal(result.fonts[0].places, 1);
    assert_int_equal(result.fonts[0].foreign_places, 1);
    problems_free(problems);
    arena_free(arena);
}

static void tells_what_is_of_no_encoding(void **state)
{
    static const char expected[] =
        "cảnh báo: Chữ ở đây gõ bằng phông .VnTime nhưng không thuộc bảng mã tcvn3, nên để nguyên "
        "(text-not-of-font)\n";
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct reencoding result;
    struct buffer told = {0};
    (void)state;
    struct string body = body_of(arena, P(RUN(FONTS(".VnTime"), T("x\xC2\x81"))), &result, problems);
    assert_true(string_is(body, P(RUN(TNR, T("x\xC2\x81")))));
    problem_append_human(problems_first(problems), LANGUAGE_VI, &told);
    assert_true(string_starts_with(buffer_string(&told), string_of(expected)));
    buffer_release(&told);
    problems_free(problems);
    arena_free(arena);
}

static void places_tones_when_asked(void **state)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct reencoding result;
    struct made_part parts[] = {{"document", string_of(START P(RUN(FONTS(".VnTime"), T("ho\u00B5")))
                                                           P(RUN(FONTS("Arial"), T("hoà"))) END)}};
    (void)state;
    struct string bytes = changed_part(arena, parts, 1, "document", TONE_OLD, &result, problems);
    assert_true(string_find(bytes, STRING(T("hòa")), 0) != SIZE_MAX);
    assert_true(string_find(bytes, STRING(T("hoà")), 0) != SIZE_MAX);
    problems_free(problems);
    arena_free(arena);
}

static bool is_needed(const char *body)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct buffer zip = {0};
    struct made_part parts[] = {{"document", arena_format(arena, START "%s" END, body)}};
    struct package *package = make_package(&zip, parts, 1, &limits, problems);
    bool needed = reencode_is_needed(package, problems);
    package_close(package);
    buffer_release(&zip);
    problems_free(problems);
    arena_free(arena);
    return needed;
}

static void looks_for_old_fonts(void **state)
{
    (void)state;
    assert_true(is_needed(P(RUN(FONTS(".VnTime"), ""))));
    assert_true(is_needed(P(RUN("<w:rFonts w:cs='vni-times'/>", ""))));
    assert_false(is_needed(P(RUN(FONTS("Arial"), T(".VnTime")))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(converts_text_of_old_fonts),
        cmocka_unit_test(converts_other_parts),
        cmocka_unit_test(leaves_other_parts_as_they_are),
        cmocka_unit_test(counts_by_font),
        cmocka_unit_test(looks_for_old_fonts),
        cmocka_unit_test(leaves_single_words),
        cmocka_unit_test(tells_what_is_of_no_encoding),
        cmocka_unit_test(places_tones_when_asked),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    xml_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
