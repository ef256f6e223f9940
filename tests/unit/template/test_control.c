/* Content controls: filled again and again, and what they ask of the data. */

#include "documents.h"

#define W15 "xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\""
#define PROMPT "<w:r><w:rPr><w:rStyle w:val=\"PlaceholderText\"/></w:rPr><w:t>Nhập</w:t></w:r>"
#define CONTROL(name, kind, content)                                                                         \
    "<w:sdt><w:sdtPr><w:tag w:val=\"" name "\"/><w:id w:val=\"1\"/><w:showingPlcHdr/>" kind                  \
    "</w:sdtPr><w:sdtContent>" content "</w:sdtContent></w:sdt>"
#define TITLED(name, title, kind)                                                                            \
    "<w:sdt><w:sdtPr><w:alias w:val=\"" title "\"/><w:tag w:val=\"" name "\"/><w:showingPlcHdr/>" kind       \
    "</w:sdtPr><w:sdtContent>" PROMPT "</w:sdtContent></w:sdt>"
#define BOX                                                                                                  \
    "<w14:checkbox><w14:checked w14:val=\"0\"/><w14:checkedState w14:val=\"2612\"/><w14:uncheckedState "     \
    "w14:val=\"2610\"/></w14:checkbox>"
#define LIST                                                                                                 \
    "<w:dropDownList><w:listItem w:displayText=\"Thường\" w:value=\"T\"/><w:listItem "                    \
    "w:displayText=\"Khẩn\" "                                                                              \
    "w:value=\"K\"/></w:dropDownList>"
#define SECTION                                                                                              \
    "<w:sdt><w:sdtPr><w:tag w:val=\"ds\"/><w15:repeatingSection " W15                                        \
    "/></w:sdtPr><w:sdtContent><w:sdt><w:sdtPr><w:id w:val=\"9\"/><w15:repeatingSectionItem " W15            \
    "/></w:sdtPr><w:sdtContent><w:p>" CONTROL("tên", "<w:text/>",                                            \
                                              PROMPT) "</w:p></w:sdtContent></w:sdt></w:sdtContent></w:sdt>"
#define TITLED_SECTION                                                                                       \
    "<w:sdt><w:sdtPr><w:alias w:val=\"Danh sách\"/><w:tag w:val=\"ds\"/><w15:repeatingSection " W15          \
    "/></w:sdtPr><w:sdtContent><w:sdt><w:sdtPr><w15:repeatingSectionItem " W15                               \
    "/></w:sdtPr><w:sdtContent><w:p>" TITLED(                                                                \
        "hoten", "Họ tên", "<w:text/>") "</w:p></w:sdtContent></w:sdt></w:sdtContent></w:sdt>"

static const char body[] = "<w:p>" CONTROL("người", "<w:text/>", PROMPT) "</w:p><w:p>" CONTROL(
    "khẩn", BOX,
    PROMPT) "</w:p><w:p>" CONTROL("độ", LIST,
                                  PROMPT) "</w:p><w:p>" CONTROL("ngày", "<w:date/>",
                                                                PROMPT) "</w:p>" CONTROL("lời", "",
                                                                                         "<w:p>" PROMPT
                                                                                         "</w:p>") SECTION
    "<w:p/>";

/* Renders, and gives the document in `zip` for the next time. */
static void fill(struct arena *arena, struct buffer *zip, const char *data, const char *expected)
{
    struct rendering rendering;
    struct buffer shown = {0};
    rendering_init(&rendering);
    render_zip(&rendering, buffer_string(zip), string_of(data));
    assert_non_null(rendering.result);
    assert_int_equal(problems_count(rendering.problems), 0);
    const struct part *part = package_lookup(rendering.result, STRING("word/document.xml"));
    show_part(&shown, package_read(rendering.result, part, arena, rendering.problems), &rendering.limits,
              rendering.problems);
    assert_string_equal(shown.bytes, expected);
    buffer_truncate(zip, 0);
    buffer_append_string(zip, buffer_string(&rendering.bytes));
    buffer_release(&shown);
    rendering_release(&rendering);
}

static void a_filled_control_can_be_filled_again(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct buffer zip = make_document(arena, string_of(body), NULL, 0, problems);
    fill(arena, &zip, "{}",
         "[rStyle=PlaceholderText]Nhập\n[rStyle=PlaceholderText]Nhập\n[rStyle=PlaceholderText]Nhập\n"
         "[rStyle=PlaceholderText]Nhập\n[rStyle=PlaceholderText]Nhập\n[rStyle=PlaceholderText]Nhập\n¶\n");
    fill(arena, &zip,
         "{'người': 'An', 'khẩn': true, 'độ': 'K', 'ngày': '2023-05-04', 'lời': 'một', "
         "'ds': [{'tên': 'a'}, {'tên': 'b'}, {'tên': 'c'}]}",
         "An\n[rFonts]☒\nKhẩn\n04/05/2023\nmột\na\nb\nc\n¶\n");
    fill(arena, &zip, "{'người': '', 'khẩn': false, 'lời': ''}",
         "(empty run)\n[rFonts]☐\nKhẩn\n04/05/2023\n¶\na\nb\nc\n¶\n");
    fill(arena, &zip, "{'NGƯỜI': 'Bình', 'độ': 'Thường', 'lời': 'hai', 'ds': [{'tên': 'd'}]}",
         "Bình\n[rFonts]☐\nThường\n04/05/2023\nhai\nd\n¶\n");
    buffer_release(&zip);
    problems_free(problems);
    arena_free(arena);
}

/* What one control shows, filled with the data. */
static void assert_filled(const char *content, const char *data, const char *expected)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct buffer zip = make_document(arena, string_of(content), NULL, 0, problems);
    fill(arena, &zip, data, expected);
    buffer_release(&zip);
    problems_free(problems);
    arena_free(arena);
}

static void a_control_is_filled_by_its_title_too(void **state)
{
    (void)state;
    static const char person[] = "<w:p>" TITLED("hoten", "Họ tên", "<w:text/>") "</w:p>";
    assert_filled(person, "{'Họ tên': 'An'}", "An\n");
    assert_filled(person, "{'hoten': 'An'}", "An\n");
    assert_filled(person, "{'hoten': 'An', 'Họ tên': 'Bình'}", "An\n");
    assert_filled(person, "{'Họ': 'An'}", "[rStyle=PlaceholderText]Nhập\n");
    assert_filled("<w:p>" TITLED("k1", "Độ khẩn", LIST) "</w:p>", "{'Độ khẩn': 'K'}", "Khẩn\n");
    assert_filled("<w:p>" TITLED("k2", "Khẩn", BOX) "</w:p>", "{'Khẩn': true}", "[rFonts]☒\n");
    assert_filled("<w:p>" TITLED("k3", "Ngày ký", "<w:date/>") "</w:p>", "{'Ngày ký': '2023-05-04'}",
                  "04/05/2023\n");
    assert_filled(TITLED_SECTION, "{'Danh sách': [{'Họ tên': 'a'}, {'hoten': 'b'}]}", "a\nb\n");
}

static void nothing_of_an_item_is_left_for_the_next(void **state)
{
    (void)state;
    assert_filled(SECTION, "{'ds': ['a', {'tên': 'b'}, 'c', {'khác': 'd'}]}",
                  "a\nb\nc\n[rStyle=PlaceholderText]Nhập\n");
}

static void tell(void *context, const struct template_use *use)
{
    static const char *const kinds[VALUE_KIND_COUNT] = {
        [VALUE_TEXT] = "text", [VALUE_LIST] = "list", [VALUE_BOOL] = "bool", [VALUE_DATE] = "date"};
    struct string shown = string_slice(use->place.tag, use->place.underline,
                                       use->place.underline + use->place.underline_length);
    if (use->is_optional)
        buffer_append_format(context, "%.*s %s %.*s\n", STRING_FORMAT(use->path), kinds[use->wanted],
                             STRING_FORMAT(shown));
}

static void assert_tells(const char *content, const char *expected)
{
    struct rendering rendering;
    struct buffer told = {0};
    rendering_init(&rendering);
    struct buffer zip = make_document(rendering.arena, string_of(content), NULL, 0, rendering.problems);
    struct package *package =
        package_open_bytes(STRING("mau.docx"), buffer_string(&zip), &rendering.limits, rendering.problems);
    struct template *template = template_compile(package, &rendering.limits, rendering.problems);
    assert_non_null(template);
    template_visit_uses(template, tell, &told);
    assert_string_equal(told.bytes, expected);
    buffer_release(&told);
    buffer_release(&zip);
    template_free(template);
    rendering_release(&rendering);
}

static void controls_tell_what_they_want(void **state)
{
    (void)state;
    assert_tells(body, "người text [người]\nkhẩn bool [khẩn]\nkhẩn bool [khẩn]\n"
                       "độ text [độ]\nngày date [ngày]\nngày date [ngày]\nlời text [lời]\n"
                       "ds list [ds]\nds[].tên text [tên]\n");
}

static void a_control_of_two_names_asks_for_one(void **state)
{
    (void)state;
    assert_tells(TITLED_SECTION, "ds list [Danh sách]\nds[].hoten text [Họ tên]\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_filled_control_can_be_filled_again),
        cmocka_unit_test(a_control_is_filled_by_its_title_too),
        cmocka_unit_test(nothing_of_an_item_is_left_for_the_next),
        cmocka_unit_test(controls_tell_what_they_want),
        cmocka_unit_test(a_control_of_two_names_asks_for_one),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
