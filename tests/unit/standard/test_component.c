/* Components found by words, place and format, however the document is laid out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../word/make_package.h"
#include "../word/read_cases.h"
#include "standard/component.h"
#include "standard/standard.h"

static void append_text(struct buffer *out, struct string text, const char *format)
{
    buffer_append_format(out, "<w:r><w:rPr>%s%s</w:rPr><w:t xml:space=\"preserve\">",
                         strchr(format, 'b') ? "<w:b/>" : "", strchr(format, 'i') ? "<w:i/>" : "");
    for (size_t i = 0; i < text.length; i++)
        if (!strncmp(text.bytes + i, "→", 3)) {
            buffer_append_text(out, "</w:t><w:tab/><w:t xml:space=\"preserve\">");
            i += 2;
        } else {
            buffer_append_byte(out, text.bytes[i]);
        }
    buffer_append_text(out, "</w:t></w:r>");
}

static void append_paragraph(struct buffer *out, struct string line)
{
    char format[8] = "";
    size_t bar = string_find(line, STRING("|"), 0);
    if (bar == SIZE_MAX || bar >= sizeof format)
        bar = 0;
    memcpy(format, line.bytes, bar);
    buffer_append_format(out, "<w:p><w:pPr>%s%s%s</w:pPr>",
                         strchr(format, 'L')   ? "<w:framePr w:w=\"4000\" w:x=\"1\"/>"
                         : strchr(format, 'R') ? "<w:framePr w:w=\"5400\" w:x=\"5400\"/>"
                                               : "",
                         strchr(format, 'f') ? "<w:ind w:firstLine=\"720\"/>" : "",
                         strchr(format, 'c')   ? "<w:jc w:val=\"center\"/>"
                         : strchr(format, 'j') ? "<w:jc w:val=\"both\"/>"
                                               : "");
    append_text(out, string_slice(line, line.length > 0 ? bar + 1 : 0, line.length), format);
    buffer_append_text(out, "</w:p>");
}

static const struct {
    const char *line, *xml;
} marks[] = {
    {"<table>", "<w:tbl><w:tblGrid><w:gridCol w:w=\"4000\"/><w:gridCol w:w=\"5355\"/></w:tblGrid><w:tr>"},
    {"</table>", "</w:tc></w:tr></w:tbl>"},
    {"<picture>", "<w:p><w:r><w:pict><v:shape><v:imagedata/></v:shape></w:pict></w:r></w:p>"},
    {"<box>", "<w:p><w:r><w:pict><v:shape style=\"width:200pt;height:60pt\"><v:textbox><w:txbxContent>"},
    {"</box>", "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"},
};

static void append_line(struct buffer *out, struct string line, bool *in_cell)
{
    if (string_is(line, "<cell>")) {
        buffer_append_text(out, *in_cell ? "</w:tc><w:tc>" : "<w:tc>");
        *in_cell = true;
        return;
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (string_is(line, marks[i].line)) {
            buffer_append_text(out, marks[i].xml);
            *in_cell = false;
            return;
        }
    append_paragraph(out, line);
}

static void make_document(struct buffer *out, struct string lines)
{
    bool in_cell = false;
    buffer_append_text(out, "<w:document " WORD_XMLNS "><w:body>");
    while (lines.length > 0)
        append_line(out, take_line(&lines), &in_cell);
    buffer_append_text(out, "</w:body></w:document>");
}

static void print_act(struct buffer *out, const struct components *components, const struct act *act)
{
    static const char *const kinds[] = {"main", "attached", "appendix", "copy"};
    buffer_append_format(out, "%s, %.*s\n", kinds[act->kind],
                         STRING_FORMAT(act->document_kind ? act->document_kind->name : STRING("-")));
    for (size_t i = 0; i < act->piece_count; i++)
        buffer_append_format(out, "%s: %.*s\n", component_name(act->pieces[i].component),
                             STRING_FORMAT(piece_text(components, &act->pieces[i])));
}

static void find_in(struct arena *arena, struct string lines, struct buffer *found)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct buffer zip = {0}, xml = {0};
    make_document(&xml, lines);
    struct made_part part = {"document", buffer_string(&xml)};
    struct package *package = make_package(&zip, &part, 1, &limits, problems);
    assert_non_null(package);
    struct standard *standard =
        standard_open(arena, VANBAN_SOURCE "/templates", "nd30-2020", &limits, problems);
    struct document *document = document_read(arena, package, &limits, problems);
    assert_non_null(standard);
    assert_non_null(document);
    struct components *components = components_find(arena, document, standard);
    for (size_t i = 0; i < components->act_count; i++)
        print_act(found, components, &components->acts[i]);
    package_close(package);
    buffer_release(&zip);
    buffer_release(&xml);
    problems_free(problems);
}

static void test_cases(void **state)
{
    (void)state;
    (void)join_xml; /* for those whose cases are XML */
    struct arena *shared = arena_new();
    struct string rest = read_cases(shared, "../standard/components.txt");
    size_t count = 0;
    for (struct text_case found; next_case(&rest, &found); count++) {
        struct arena *arena = arena_new();
        struct buffer printed = {0};
        find_in(arena, found.sections[0], &printed);
        if (!string_equal(string_trim(buffer_string(&printed)), string_trim(found.sections[1])))
            fail_msg("%.*s:\n%s", STRING_FORMAT(found.name), printed.bytes);
        buffer_release(&printed);
        arena_free(arena);
    }
    assert_true(count >= 7);
    arena_free(shared);
}

/* Names in rules.yaml lead back to their components. */
static void test_names(void **state)
{
    (void)state;
    for (int i = 0; i < COMPONENT_COUNT; i++) {
        enum component component;
        assert_true(component_lookup(string_of(component_name((enum component)i)), &component));
        assert_int_equal(component, i);
    }
    enum component component;
    assert_false(component_lookup(STRING("con-dau"), &component));
}

static void test_fold(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"ỦY BAN  NHÂN DÂN", "uy ban nhan dan"},
        {"Ðiều 1", "dieu 1"},
        {"Độc lập – Tự do", "doc lap - tu do"},
        {"Đi\u1ec1u", "dieu"},
        {"", ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct string folded = component_fold(arena, string_of(rows[i][0]));
        assert_string_equal(arena_copy(arena, folded).bytes, rows[i][1]);
    }
    arena_free(arena);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_names),
                                       cmocka_unit_test(test_fold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
