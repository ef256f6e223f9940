/* Parts in UTF-16, as some programs write them, are templates like others. */

#include "documents.h"

#define MAIN "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* UTF-16 with a byte order mark; letters of the basic plane only. */
static struct string utf16(struct arena *arena, const char *text, bool is_big)
{
    struct buffer out = {0};
    buffer_append_text(&out, is_big ? "\xFE\xFF" : "\xFF\xFE");
    for (const unsigned char *at = (const unsigned char *)text; *at;) {
        unsigned point = *at;
        unsigned more = point < 0x80 ? 0 : point < 0xE0 ? 1 : 2;
        point = more == 0 ? point : more == 1 ? point & 0x1F : point & 0x0F;
        for (at++; more > 0; more--)
            point = point << 6 | (*at++ & 0x3F);
        buffer_append_byte(&out, (char)(is_big ? point >> 8 : point & 0xFF));
        buffer_append_byte(&out, (char)(is_big ? point & 0xFF : point >> 8));
    }
    struct string bytes = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return bytes;
}

/* A header in UTF-16, styles in UTF-16 that an included list does not lose, and so the relationships. */
static void check(bool is_big)
{
    struct rendering rendering;
    struct buffer shown = {0};
    rendering_init(&rendering);
    struct package_part parts[] = {
        {STRING("word/header1.xml"),
         utf16(rendering.arena,
               "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:hdr " MAIN
               "><w:p><w:r><w:t>Số {{ số }} của {{ tên }}</w:t></w:r></w:p></w:hdr>",
               is_big)},
        {STRING("word/numbering.xml"),
         utf16(rendering.arena,
               "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:numbering " MAIN
               "><w:abstractNum w:abstractNumId=\"0\"/><w:num w:numId=\"1\"><w:abstractNumId "
               "w:val=\"0\"/></w:num></w:numbering>",
               is_big)},
        {STRING("word/_rels/document.xml.rels"),
         STRING("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                "<Relationship Id=\"rId1\" Type=\"" RELATION
                "numbering\" Target=\"numbering.xml\"/></Relationships>")},
    };
    struct buffer zip = make_document(
        rendering.arena,
        STRING("<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>{% restart_numbering "
               "%}x</w:t></w:r></w:p>"),
        parts, 3, rendering.problems);
    render_zip(&rendering, buffer_string(&zip), STRING("{\"số\": 5, \"tên\": \"UBND xã Ấp & Bến\"}"));
    assert_non_null(rendering.result);
    assert_int_equal(problems_count(rendering.problems), 0);
    struct string header =
        package_read(rendering.result, package_lookup(rendering.result, STRING("word/header1.xml")),
                     rendering.arena, rendering.problems);
    show_part(&shown, header, &rendering.limits, rendering.problems);
    assert_string_equal(shown.bytes, "Số 5 của UBND xã Ấp & Bến\n");
    struct string numbering =
        package_read(rendering.result, package_lookup(rendering.result, STRING("word/numbering.xml")),
                     rendering.arena, rendering.problems);
    assert_non_null(strstr(numbering.bytes, "w:numId=\"1\""));
    assert_non_null(strstr(numbering.bytes, "w:numId=\"2\""));
    buffer_release(&shown);
    buffer_release(&zip);
    rendering_release(&rendering);
}

static void parts_in_utf16_are_templates_like_others(void **state)
{
    (void)state;
    check(false);
    check(true);
}

/* What Word has of its own is found in them too, and comments over paragraphs. */
static void words_own_things_are_found_in_utf16(void **state)
{
    (void)state;
    struct rendering rendering;
    struct buffer shown = {0};
    rendering_init(&rendering);
    struct package_part header = {
        STRING("word/header1.xml"),
        utf16(
            rendering.arena,
            "<?xml version=\"1.0\" encoding=\"UTF-16\"?><w:hdr " MAIN
            "><w:p><w:fldSimple w:instr=\" MERGEFIELD tên \"><w:r><w:t>«tên»</w:t></w:r></w:fldSimple></w:p>"
            "<w:p><w:sdt><w:sdtPr><w:tag w:val=\"số\"/></w:sdtPr><w:sdtContent><w:r><w:t>…</w:t></w:r>"
            "</w:sdtContent></w:sdt></w:p><w:p><w:r><w:t>a{# b</w:t></w:r></w:p>"
            "<w:p><w:r><w:t>c #}d</w:t></w:r></w:p></w:hdr>",
            false)};
    struct buffer zip = make_document(rendering.arena, STRING("<w:p/>"), &header, 1, rendering.problems);
    render_zip(&rendering, buffer_string(&zip), STRING("{\"số\": 5, \"tên\": \"An\"}"));
    assert_non_null(rendering.result);
    show_part(&shown,
              package_read(rendering.result, package_lookup(rendering.result, STRING("word/header1.xml")),
                           rendering.arena, rendering.problems),
              &rendering.limits, rendering.problems);
    assert_string_equal(shown.bytes, "An\n5\nad\n");
    buffer_release(&shown);
    buffer_release(&zip);
    rendering_release(&rendering);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(parts_in_utf16_are_templates_like_others),
                                       cmocka_unit_test(words_own_things_are_found_in_utf16)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
