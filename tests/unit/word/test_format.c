/* Effective formats: the order of the levels, toggles, numbering, tables, measures. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "read_cases.h"
#include "word/format.h"

#define XMLNS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

static xmlDocPtr parse(const char *bytes)
{
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    xmlDocPtr document = xml_parse(string_of(bytes), &(struct place){0}, &limits, problems);
    assert_non_null(document);
    problems_free(problems);
    return document;
}

struct fixture {
    struct arena *arena;
    xmlDocPtr styles, numbering, theme, document;
    struct formats *formats;
};

static xmlDocPtr parse_children(struct arena *arena, const char *parent, struct string lines)
{
    struct string children = join_xml(arena, lines);
    return parse(arena_format(arena, "<w:%s " XMLNS ">%s</w:%s>", parent, children.bytes, parent).bytes);
}

static struct fixture open_case(const struct text_case *found)
{
    struct fixture fixture = {.arena = arena_new()};
    fixture.styles = parse_children(fixture.arena, "styles", found->sections[0]);
    fixture.numbering = parse_children(fixture.arena, "numbering", found->sections[1]);
    fixture.document = parse_children(fixture.arena, "body", found->sections[2]);
    fixture.theme =
        parse("<a:theme xmlns:a='urn:a'><a:themeElements><a:fontScheme><a:majorFont><a:latin "
              "typeface='Cambria'/></a:majorFont><a:minorFont><a:latin typeface='Times New Roman'/>"
              "</a:minorFont></a:fontScheme></a:themeElements></a:theme>");
    fixture.formats = formats_new(fixture.arena, fixture.styles, fixture.numbering, fixture.theme);
    return fixture;
}

static struct fixture open_fixture(const char *name)
{
    struct arena *arena = arena_new();
    struct string rest = read_cases(arena, "format.txt");
    struct text_case found = {0};
    while (next_case(&rest, &found) && !string_is(found.name, name))
        ;
    assert_true(string_is(found.name, name));
    struct fixture fixture = open_case(&found);
    arena_free(arena);
    return fixture;
}

static void close_fixture(struct fixture *fixture)
{
    arena_free(fixture->arena);
    xmlFreeDoc(fixture->styles);
    xmlFreeDoc(fixture->numbering);
    xmlFreeDoc(fixture->theme);
    xmlFreeDoc(fixture->document);
}

/* The n-th element of a name, in the order of the document. */
static const xmlNode *find(const xmlNode *node, const char *name, int *skipped)
{
    for (; node; node = node->next) {
        if (word_is(node, name) && (*skipped)-- == 0)
            return node;
        const xmlNode *inside = find(node->children, name, skipped);
        if (inside)
            return inside;
    }
    return NULL;
}

static const xmlNode *nth(const struct fixture *fixture, const char *name, int index)
{
    return find(xmlDocGetRootElement(fixture->document), name, &index);
}

static struct run_format run_at(const struct fixture *fixture, int index)
{
    const xmlNode *run = nth(fixture, "r", index), *paragraph = run;
    while (!word_is(paragraph, "p"))
        paragraph = paragraph->parent;
    struct paragraph_format format = format_of_paragraph(fixture->formats, paragraph);
    return format_of_run(fixture->formats, &format, run);
}

static struct paragraph_format paragraph_at(const struct fixture *fixture, int index)
{
    return format_of_paragraph(fixture->formats, nth(fixture, "p", index));
}

static void check_toggles(const struct text_case *found)
{
    struct fixture fixture = open_case(found);
    struct buffer out = {0};
    for (int run = 0; nth(&fixture, "r", run); run++) {
        struct run_format format = run_at(&fixture, run);
        bool is_plain = !format.bold && !format.italic;
        buffer_append_format(&out, "%s%s%s%s", run > 0 ? " " : "", format.bold ? "b" : "",
                             format.italic ? "i" : "", is_plain ? "-" : "");
    }
    assert_string_equal(out.bytes, join_xml(fixture.arena, found->sections[3]).bytes);
    buffer_release(&out);
    close_fixture(&fixture);
}

static void toggles_cancel_between_styles(void **state)
{
    struct arena *arena = arena_new();
    struct string rest = read_cases(arena, "format.txt");
    size_t count = 0;
    (void)state;
    for (struct text_case found; next_case(&rest, &found);)
        if (string_starts_with(found.name, STRING("toggles"))) {
            print_message("# %.*s\n", STRING_FORMAT(found.name));
            check_toggles(&found);
            count++;
        }
    assert_true(count > 5);
    arena_free(arena);
}

static void runs_take_the_nearest_level(void **state)
{
    struct fixture fixture = open_fixture("runs");
    (void)state;
    struct run_format first = run_at(&fixture, 0), second = run_at(&fixture, 1), third = run_at(&fixture, 2);
    assert_string_equal(first.font, "Times New Roman");
    assert_string_equal(first.font_high, "Arial");
    assert_string_equal(first.color, "FF0000");
    assert_int_equal(first.size_half_points, 28);
    assert_true(first.caps && first.underline && !first.hidden);
    assert_int_equal(second.size_half_points, 26);
    assert_string_equal(second.font, "Tinos");
    assert_true(second.hidden && second.strike && second.small_caps && !second.underline);
    assert_int_equal(second.position, POSITION_SUPERSCRIPT);
    assert_int_equal(third.size_half_points, 28);
    close_fixture(&fixture);
}

static void paragraphs_take_the_nearest_level(void **state)
{
    struct fixture fixture = open_fixture("paragraphs");
    (void)state;
    struct paragraph_format first = paragraph_at(&fixture, 0), second = paragraph_at(&fixture, 1);
    assert_string_equal(first.style_id, "A");
    assert_int_equal(first.left_twips, 567);
    assert_int_equal(first.first_line_twips, -284);
    assert_int_equal(first.before_twips, 120);
    assert_int_equal(first.after_twips, 200);
    assert_int_equal(first.line, 360);
    assert_int_equal(first.line_rule, LINE_EXACT);
    assert_int_equal(first.alignment, ALIGN_JUSTIFIED);
    assert_int_equal(first.outline_level, 2);
    assert_true(first.keep_next);
    assert_int_equal(second.first_line_twips, 720);
    assert_int_equal(second.right_twips, -10);
    assert_int_equal(second.line_rule, LINE_AUTO);
    assert_int_equal(second.alignment, ALIGN_RIGHT);
    assert_int_equal(second.borders, BORDER_BOTTOM);
    assert_false(second.keep_next);
    struct paragraph_format third = paragraph_at(&fixture, 2);
    assert_string_equal(third.style_id, "");
    assert_int_equal(third.line, 276);
    assert_int_equal(third.outline_level, 9);
    close_fixture(&fixture);
}

static void lists_indent_below_what_names_them(void **state)
{
    struct fixture fixture = open_fixture("lists");
    static const struct {
        int left, list_id, level;
    } expected[] = {{800, 1, 1}, {300, 1, 0}, {700, 1, 0}, {800, 0, 0}};
    (void)state;
    for (int i = 0; i < 4; i++) {
        struct paragraph_format format = paragraph_at(&fixture, i);
        assert_int_equal(format.left_twips, expected[i].left);
        assert_int_equal(format.list_id, expected[i].list_id);
        assert_int_equal(format.list_level, expected[i].level);
    }
    struct list_level linked = format_list_level(fixture.formats, 2, 0);
    assert_non_null(linked.level);
    assert_int_equal(linked.start_override, 4);
    assert_int_equal(linked.counter, format_list_level(fixture.formats, 1, 0).counter);
    assert_null(format_list_level(fixture.formats, 3, 0).level);
    assert_null(format_list_level(fixture.formats, 1, 12).level);
    assert_null(format_list_level(fixture.formats, 77, 0).level);
    close_fixture(&fixture);
}

static void chains_of_styles_end(void **state)
{
    struct buffer styles = {0};
    (void)state;
    buffer_append_text(&styles,
                       "<w:style w:type='paragraph' w:styleId='s0'><w:basedOn w:val='s1'/><w:rPr><w:b/>"
                       "</w:rPr></w:style>");
    for (int i = 1; i < 100; i++)
        buffer_append_format(&styles,
                             "<w:style w:type='paragraph' w:styleId='s%d'><w:basedOn w:val='s%d'/><w:rPr>"
                             "<w:sz w:val='%d'/></w:rPr></w:style>",
                             i, (i + 1) % 100, i + 1);
    struct fixture fixture = open_case(
        &(struct text_case){.sections = {buffer_string(&styles), STRING(""),
                                         STRING("<w:p><w:pPr><w:pStyle w:val='s0'/></w:pPr><w:r/></w:p>"
                                                "<w:p><w:pPr><w:pStyle w:val='s99'/></w:pPr><w:r/></w:p>")}});
    assert_true(run_at(&fixture, 0).bold);
    assert_int_equal(run_at(&fixture, 0).size_half_points, 2);
    assert_true(run_at(&fixture, 1).bold);
    close_fixture(&fixture);
    buffer_release(&styles);
}

static void table_styles_know_rows_and_columns(void **state)
{
    struct fixture fixture = open_fixture("tables");
    static const bool bold[] = {true, true, false, false}, italic[] = {false, true, false, true};
    (void)state;
    for (int i = 0; i < 4; i++) {
        assert_int_equal(run_at(&fixture, i).bold, bold[i]);
        assert_int_equal(run_at(&fixture, i).italic, italic[i]);
        assert_int_equal(run_at(&fixture, i).size_half_points, 20);
    }
    unsigned borders = format_table_borders(fixture.formats, nth(&fixture, "tbl", 0));
    assert_int_equal(borders, BORDER_TOP | BORDER_INNER);
    assert_int_equal(format_cell_borders(nth(&fixture, "tc", 0), borders),
                     BORDER_TOP | BORDER_LEFT | BORDER_RIGHT);
    close_fixture(&fixture);
}

static void measures_are_read_with_units(void **state)
{
    static const struct {
        const char *text;
        int twips; /* -1: no measure */
    } cases[] = {{"567", 567},
                 {"1cm", 567},
                 {"1.27cm", 720},
                 {"12.7mm", 720},
                 {"0.5in", 720},
                 {"6pt", 120},
                 {"1pc", 240},
                 {"-0.5in", -720},
                 {"+20", 20},
                 {"0", 0},
                 {"", -1},
                 {"cm", -1},
                 {"1,5cm", -1},
                 {"1e3", -1},
                 {"12345678", -1},
                 {"9999999in", -1},
                 {"1.99999999999pt", 40}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int twips = -1;
        bool is_read = format_read_twips(cases[i].text, &twips);
        assert_int_equal(is_read, cases[i].twips != -1);
        assert_int_equal(is_read ? twips : -1, cases[i].twips);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    xml_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(toggles_cancel_between_styles),
        cmocka_unit_test(runs_take_the_nearest_level),
        cmocka_unit_test(paragraphs_take_the_nearest_level),
        cmocka_unit_test(lists_indent_below_what_names_them),
        cmocka_unit_test(chains_of_styles_end),
        cmocka_unit_test(table_styles_know_rows_and_columns),
        cmocka_unit_test(measures_are_read_with_units),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
