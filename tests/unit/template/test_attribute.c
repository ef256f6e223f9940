/* Tags of attributes in hidden text: what stands there, and what the attributes have when it is taken out. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "package/package.h"
#include "template/attribute.h"
#include "template/template.h"

#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define RELATIONSHIPS "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define WORD "application/vnd.openxmlformats-officedocument.wordprocessingml."
#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define BEFORE "<w:document " W "><w:body>"
#define BEHIND "</w:body></w:document>"
#define STYLES "<w:styles " W ">"
#define NORMAL "<w:style w:styleId=\"a\"><w:name w:val=\"Nội dung\"/><w:rPr><w:b/></w:rPr></w:style>"

/* A statement as vanban writes it, and only its text. */
#define SAYS(path, value) "{% attribute \"" path "\" %}" value "{% endattribute %}"
#define HIDDEN(text) "<w:r><w:rPr><w:noProof/><w:vanish/></w:rPr><w:t>" text "</w:t></w:r>"
#define QUOTED(path, value) HIDDEN("{% attribute &quot;" path "&quot; %}" value "{% endattribute %}")

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct package *package;
};

static void add(struct package_writer *writer, const char *name, const char *bytes)
{
    assert_true(package_writer_begin(writer, string_of(name)) &&
                package_writer_write(writer, bytes, strlen(bytes)) && package_writer_end(writer));
}

static struct package *build(struct fixture *fixture, const char *body, const char *styles)
{
    struct buffer zip = {0};
    struct package_writer *writer = package_writer_open_memory(&zip, &fixture->limits, fixture->problems);
    add(writer, "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD "document.main+xml\"/>"
        "<Override PartName=\"/word/styles.xml\" ContentType=\"" WORD "styles+xml\"/></Types>");
    add(writer, "_rels/.rels",
        RELATIONSHIPS "<Relationship Id=\"r1\" Type=\"" OFFICE
                      "officeDocument\" Target=\"word/document.xml\"/></Relationships>");
    add(writer, "word/_rels/document.xml.rels",
        RELATIONSHIPS "<Relationship Id=\"r1\" Type=\"" OFFICE
                      "styles\" Target=\"styles.xml\"/></Relationships>");
    add(writer, "word/styles.xml", arena_format(fixture->arena, STYLES "%s</w:styles>", styles).bytes);
    add(writer, "word/document.xml", arena_format(fixture->arena, BEFORE "%s" BEHIND, body).bytes);
    assert_true(package_writer_close(writer));
    struct package *package =
        package_open_bytes(STRING("mau.docx"), buffer_string(&zip), &fixture->limits, fixture->problems);
    buffer_release(&zip);
    assert_non_null(package);
    return package;
}

static struct fixture start(const char *body, const char *styles)
{
    struct fixture fixture = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    fixture.package = build(&fixture, body, styles);
    return fixture;
}

static void finish(struct fixture *fixture)
{
    package_close(fixture->package);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
}

/* What stands in a part between its declaration with the root element and the end of that. */
static void assert_inside(struct fixture *fixture, const char *name, const char *open, const char *inside,
                          const char *close)
{
    const struct part *part = package_lookup(fixture->package, string_of(name));
    struct string bytes = package_read(fixture->package, part, fixture->arena, fixture->problems);
    size_t from = string_find(bytes, string_of(open), 0);
    struct string found = string_slice(bytes, from + strlen(open), bytes.length - strlen(close));
    assert_string_equal(arena_copy(fixture->arena, found).bytes, inside);
}

/* Body with statements, body without. */
static const struct {
    const char *name, *before, *behind;
} restored[] = {
    {"a paragraph's indent",
     "<w:p><w:pPr><w:ind w:left=\"9\"/></w:pPr>" QUOTED("paragraph/w:pPr/w:ind/@w:left",
                                                        "{{ lui }}") "<w:r><w:t>A</w:t></w:r></w:p>",
     "<w:p><w:pPr><w:ind w:left=\"{{ lui }}\"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>"},
    {"what Word dropped is made again in its place",
     "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:jc w:val=\"left\"/></w:pPr>" QUOTED(
         "paragraph/w:pPr/w:ind/@w:left", "{{ lui }}") "</w:p>",
     "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:ind w:left=\"{{ lui }}\"/><w:jc w:val=\"left\"/></w:pPr></w:p>"},
    {"properties that are not there",
     "<w:p>" QUOTED("paragraph/w:pPr/w:ind/@w:left", "{{ lui }}") "<w:r><w:t>A</w:t></w:r></w:p>",
     "<w:p><w:pPr><w:ind w:left=\"{{ lui }}\"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>"},
    {"Vietnamese, typographic quotes, split by Word, in sight",
     "<w:p><w:pPr><w:ind/></w:pPr><w:r><w:t>A{% thuộc</w:t></w:r><w:proofErr "
     "w:type=\"spellStart\"/><w:r><w:t "
     "xml:space=\"preserve\"> tính “paragraph/w:pPr/w:ind/@w:left” %}{{ a }}{% hết thuộc tính "
     "%}B</w:t></w:r></w:p>",
     "<w:p><w:pPr><w:ind w:left=\"{{ a }}\"/></w:pPr><w:r><w:t>A</w:t></w:r><w:proofErr "
     "w:type=\"spellStart\"/><w:r><w:t xml:space=\"preserve\">B</w:t></w:r></w:p>"},
    {"two in one run, with what keeps them in sight",
     "<w:p><w:pPr><w:ind/></w:pPr>" HIDDEN(SAYS("paragraph/w:pPr/w:ind/@w:left", "{{ a }}") SAYS(
         "paragraph/w:pPr/w:ind/@w:right", "{{ b }}")) "<w:r><w:t>\xE2\x80\x8B</w:t></w:r></w:p>",
     "<w:p><w:pPr><w:ind w:left=\"{{ a }}\" w:right=\"{{ b }}\"/></w:pPr></w:p>"},
    {"cell, row, table",
     "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"1\"/><w:gridCol w:w=\"2\"/></w:tblGrid><w:tr><w:trPr/>"
     "<w:tc><w:tcPr><w:tcW w:w=\"1\"/></w:tcPr><w:p>" QUOTED("table/w:tblGrid/w:gridCol[2]/@w:w", "{{ c }}")
         QUOTED("cell/w:tcPr/w:tcW/@w:w", "{{ a }}")
             QUOTED("row/w:trPr/w:trHeight/@w:val", "{{ r }}") "</w:p></w:tc></w:tr></w:tbl>",
     "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w=\"1\"/><w:gridCol w:w=\"{{ c }}\"/></w:tblGrid><w:tr>"
     "<w:trPr><w:trHeight w:val=\"{{ r }}\"/></w:trPr><w:tc><w:tcPr><w:tcW w:w=\"{{ a }}\"/></w:tcPr><w:p/>"
     "</w:tc></w:tr></w:tbl>"},
    {"the run behind it",
     "<w:p>" QUOTED("run/w:rPr/w:sz/@w:val", "{{ a }}") "<w:r><w:t>A</w:t></w:r>" QUOTED(
         "run/w:rPr/w:sz/@w:val", "{{ b }}") "<w:r><w:t>B</w:t></w:r></w:p>",
     "<w:p><w:r><w:rPr><w:sz w:val=\"{{ a }}\"/></w:rPr><w:t>A</w:t></w:r><w:r><w:rPr><w:sz w:val=\"{{ b "
     "}}\"/></w:rPr><w:t>B</w:t></w:r></w:p>"},
    {"the section it stands in",
     "<w:p><w:r><w:t>A</w:t></w:r></w:p><w:p>" QUOTED(
         "section/w:pgMar/@w:left", "{{ a }}") "</w:p><w:p/><w:sectPr><w:pgMar w:left=\"1\"/></w:sectPr>",
     "<w:p><w:r><w:t>A</w:t></w:r></w:p><w:p/><w:p/><w:sectPr><w:pgMar w:left=\"{{ a }}\"/></w:sectPr>"},
    {"the root of the part",
     "<w:p>" QUOTED("part/w:body/w:p[2]/w:pPr/w:jc/@w:val",
                    "{{ a }}") "</w:p><w:p><w:pPr><w:jc/></w:pPr></w:p>",
     "<w:p/><w:p><w:pPr><w:jc w:val=\"{{ a }}\"/></w:pPr></w:p>"},
    {"statements in between",
     "<w:p>" QUOTED("paragraph/w:pPr/w:jc/@w:val", "{% if a %}left{% else %}right{% endif %}") "</w:p>",
     "<w:p><w:pPr><w:jc w:val=\"{% if a %}left{% else %}right{% endif %}\"/></w:pPr></w:p>"},
    {"raw text is none", "<w:p><w:r><w:t>{% raw %}{% attribute \"x\" %}{% endraw %}</w:t></w:r></w:p>",
     "<w:p><w:r><w:t>{% raw %}{% attribute \"x\" %}{% endraw %}</w:t></w:r></w:p>"},
};

static void statements_are_put_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof restored / sizeof *restored; i++) {
        struct fixture fixture = start(restored[i].before, "");
        assert_true(attributes_restore(fixture.package, &fixture.limits, fixture.problems));
        assert_int_equal(problems_count(fixture.problems), 0);
        assert_inside(&fixture, "word/document.xml", BEFORE, restored[i].behind, BEHIND);
        finish(&fixture);
    }
}

static void styles_are_found_by_their_names(void **state)
{
    (void)state;
    struct fixture fixture = start("<w:p>" QUOTED("style[Nội dung]/w:rPr/w:sz/@w:val", "{{ a }}")
                                       QUOTED("styles/w:style/w:rPr/w:sz/@w:val", "{{ b }}") "</w:p>",
                                   "<w:style><w:name w:val=\"Nội\"/></w:style>" NORMAL);
    assert_true(attributes_restore(fixture.package, &fixture.limits, fixture.problems));
    assert_inside(&fixture, "word/styles.xml", STYLES,
                  "<w:style><w:name w:val=\"Nội\"/><w:rPr><w:sz w:val=\"{{ b }}\"/></w:rPr></w:style>"
                  "<w:style w:styleId=\"a\"><w:name w:val=\"Nội dung\"/><w:rPr><w:b/><w:sz w:val=\"{{ a "
                  "}}\"/></w:rPr></w:style>",
                  "</w:styles>");
    finish(&fixture);
}

/* What stands in the second paragraph, and what is told of it. */
static const struct {
    const char *text, *told, *place, *marked;
} mistakes[] = {
    {"{% attribute \"paragraf/w:pPr/@w:left\" %}1{% endattribute %}",
     "lỗi: Thẻ thuộc tính không ghi rõ thuộc tính nào: không hiểu “paragraf” (attribute-path)\n", "đoạn 2",
     "    {% attribute \"paragraf/w:pPr/@w:left\" %}\n"
     "                  ^^^^^^^^\n"},
    {"{% attribute \"cell/w:tcPr[x]/@w:w\" %}1{% endattribute %}",
     "lỗi: Thẻ thuộc tính không ghi rõ thuộc tính nào: không hiểu “w:tcPr[x]” (attribute-path)\n", "đoạn 2",
     "    {% attribute \"cell/w:tcPr[x]/@w:w\" %}\n"
     "                       ^^^^^^^^^\n"},
    {"{% attribute \"cell/w:tcPr\" %}1{% endattribute %}",
     "lỗi: Thẻ thuộc tính không ghi rõ thuộc tính nào: không hiểu “w:tcPr” (attribute-path)\n", "đoạn 2",
     "    {% attribute \"cell/w:tcPr\" %}\n"
     "                       ^^^^^^\n"},
    {"{% attribute lui %}1{% endattribute %}",
     "lỗi: Thẻ thuộc tính không ghi rõ thuộc tính nào: không hiểu “lui” (attribute-path)\n", "đoạn 2",
     "    {% attribute lui %}\n"
     "                 ^^^\n"},
    {"{% attribute \"cell/w:tcPr/w:tcW/@w:w\" %}1{% endattribute %}",
     "cảnh báo: Thẻ thuộc tính không còn chỗ để đặt: không thấy “cell/w:tcPr/w:tcW/@w:w” "
     "(attribute-absent)\n",
     "đoạn 2",
     "    {% attribute \"cell/w:tcPr/w:tcW/@w:w\" %}\n"
     "                  ^^^^^^^^^^^^^^^^^^^^^^\n"},
    {"{% attribute \"style[Không có]/w:rPr/w:sz/@w:val\" %}1{% endattribute %}",
     "cảnh báo: Thẻ thuộc tính không còn chỗ để đặt: không thấy “Không có” (attribute-absent)\n", "đoạn 2",
     "    {% attribute \"style[Không có]/w:rPr/w:sz/@w:val\" %}\n"
     "                        ^^^^^^^^\n"},
    {"{% attribute \"paragraph/w:pPr/w:tabs/w:tab[3]/@w:pos\" %}1{% endattribute %}",
     "cảnh báo: Thẻ thuộc tính không còn chỗ để đặt: không thấy “w:tab[3]” (attribute-absent)\n", "đoạn 2",
     "    {% attribute \"paragraph/w:pPr/w:tabs/w:tab[3]/@w:pos\" %}\n"
     "                                         ^^^^^^^^\n"},
};

static void assert_told(struct fixture *fixture, const char *told, const char *place, const char *marked)
{
    struct buffer out = {0};
    assert_true(problems_count(fixture->problems) > 0);
    problem_append_human(problems_first(fixture->problems), LANGUAGE_VI, &out);
    assert_memory_equal(out.bytes, told, strlen(told));
    assert_non_null(strstr(out.bytes, place));
    assert_non_null(strstr(out.bytes, marked));
    buffer_release(&out);
}

static void mistakes_are_told_at_their_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct arena *arena = arena_new();
        struct fixture fixture = start(
            arena_format(arena, "<w:p/><w:p><w:r><w:t>%s</w:t></w:r></w:p>", mistakes[i].text).bytes, "");
        bool is_warning = string_starts_with(string_of(mistakes[i].told), STRING("cảnh báo"));
        assert_int_equal(attributes_restore(fixture.package, &fixture.limits, fixture.problems), is_warning);
        assert_told(&fixture, mistakes[i].told, mistakes[i].place, mistakes[i].marked);
        finish(&fixture);
        arena_free(arena);
    }
}

/* "attribute-place" */
static void a_statement_without_end_is_no_template(void **state)
{
    (void)state;
    struct fixture fixture =
        start("<w:p><w:r><w:t>{% thuộc tính \"paragraph/@w:x\" %}1</w:t></w:r></w:p>", "");
    struct template *template = template_compile(fixture.package, &fixture.limits, fixture.problems);
    assert_null(template);
    assert_told(&fixture,
                "lỗi: Thẻ thuộc tính không trọn vẹn hoặc không đứng trong đoạn văn (attribute-place)\n",
                "đoạn 1", "    {% thuộc tính \"paragraph/@w:x\" %}\n");
    fixture.package = NULL;
    finish(&fixture);
}

/* Body with tags in attributes; body with statements, every value being 7. */
static const struct {
    const char *before, *behind;
} hidden[] = {
    {"<w:p><w:pPr><w:ind w:left=\"{{ lui }}\"/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>",
     "<w:p><w:pPr><w:ind w:left=\"7\"/></w:pPr>" HIDDEN(
         SAYS("paragraph/w:pPr/w:ind/@w:left", "{{ lui }}")) "<w:r><w:t>A</w:t></w:r></w:p>"},
    {"<w:p><w:pPr><w:ind w:left=\"{{ a }}\" w:right=\"{{ b }}\"/></w:pPr></w:p>",
     "<w:p><w:pPr><w:ind w:left=\"7\" w:right=\"7\"/></w:pPr>" HIDDEN(
         SAYS("paragraph/w:pPr/w:ind/@w:left", "{{ a }}"))
         HIDDEN(
             SAYS("paragraph/w:pPr/w:ind/@w:right", "{{ b }}")) "<w:r><w:t>\xE2\x80\x8B</w:t></w:r></w:p>"},
    {"<w:tbl><w:tblGrid><w:gridCol w:w=\"1\"/><w:gridCol w:w=\"{{ g "
     "}}\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW "
     "w:w=\"{{ c "
     "}}\"/></w:tcPr><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>x</w:t></w:r></w:p>"
     "</w:tc></w:tr></w:tbl>",
     "<w:tbl><w:tblGrid><w:gridCol w:w=\"1\"/><w:gridCol w:w=\"7\"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW "
     "w:w=\"7\"/></w:tcPr><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>" HIDDEN(
         SAYS("table/w:tblGrid/w:gridCol[2]/@w:w", "{{ g }}"))
         HIDDEN(SAYS("cell/w:tcPr/w:tcW/@w:w",
                     "{{ c }}")) "<w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"},
    {"<w:p><w:r><w:t>A</w:t></w:r><w:r><w:rPr><w:sz w:val=\"{{ a * 2 }}\"/></w:rPr><w:t>B</w:t></w:r></w:p>",
     "<w:p><w:r><w:t>A</w:t></w:r>" HIDDEN(
         SAYS("run/w:rPr/w:sz/@w:val",
              "{{ a * 2 }}")) "<w:r><w:rPr><w:sz w:val=\"7\"/></w:rPr><w:t>B</w:t></w:r></w:p>"},
    {"<w:p><w:r><w:t>A</w:t></w:r></w:p><w:sectPr><w:pgMar w:left=\"{{ a }}\"/></w:sectPr>",
     "<w:p>" HIDDEN(
         SAYS("section/w:pgMar/@w:left",
              "{{ a }}")) "<w:r><w:t>A</w:t></w:r></w:p><w:sectPr><w:pgMar w:left=\"7\"/></w:sectPr>"},
    {"<w:p><w:hyperlink w:tooltip=\"{{ a }}\"/></w:p>", "<w:p><w:hyperlink w:tooltip=\"{{ a }}\"/></w:p>"},
};

static void know_values(struct tagged_attributes *attributes)
{
    for (size_t i = 0; i < attributes->count; i++)
        attributes->list[i].value = STRING("7");
}

static void hide(struct fixture *fixture, const char *body, const char *styles)
{
    struct tagged_attributes attributes = {.arena = fixture->arena};
    struct package *marked = build(fixture, body, styles);
    assert_true(attributes_mark(marked, &attributes, &fixture->limits, fixture->problems));
    know_values(&attributes);
    assert_true(attributes_hide(fixture->package, &attributes, &fixture->limits, fixture->problems));
    package_close(marked);
}

static void hidden_attributes_have_a_value_and_a_statement(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof hidden / sizeof *hidden; i++) {
        struct fixture fixture = start(hidden[i].before, "");
        hide(&fixture, hidden[i].before, "");
        assert_inside(&fixture, "word/document.xml", BEFORE, hidden[i].behind, BEHIND);
        assert_true(attributes_restore(fixture.package, &fixture.limits, fixture.problems));
        assert_inside(&fixture, "word/document.xml", BEFORE, hidden[i].before, BEHIND);
        finish(&fixture);
    }
}

static void styles_are_hidden_in_the_last_paragraph(void **state)
{
    (void)state;
    const char *body =
        "<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p><w:r><w:t>A</w:t></w:r></w:p>";
    const char *styles =
        "<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val=\"{{ a }}\"/></w:rPr></w:rPrDefault>"
        "</w:docDefaults><w:style><w:name w:val=\"Nội dung\"/><w:rPr><w:sz w:val=\"{{ b }}\"/>"
        "</w:rPr></w:style>";
    struct fixture fixture = start(body, styles);
    hide(&fixture, body, styles);
    assert_inside(
        &fixture, "word/document.xml", BEFORE,
        "<w:p/><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl><w:p>" HIDDEN(
            SAYS("styles/w:docDefaults/w:rPrDefault/w:rPr/w:sz/@w:val", "{{ a }}"))
            HIDDEN(SAYS("style[Nội dung]/w:rPr/w:sz/@w:val", "{{ b }}")) "<w:r><w:t>A</w:t></w:r></w:p>",
        BEHIND);
    assert_true(attributes_restore(fixture.package, &fixture.limits, fixture.problems));
    assert_inside(&fixture, "word/document.xml", BEFORE, body, BEHIND);
    assert_inside(&fixture, "word/styles.xml", STYLES, styles, "</w:styles>");
    finish(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(statements_are_put_back),
        cmocka_unit_test(styles_are_found_by_their_names),
        cmocka_unit_test(mistakes_are_told_at_their_bytes),
        cmocka_unit_test(a_statement_without_end_is_no_template),
        cmocka_unit_test(hidden_attributes_have_a_value_and_a_statement),
        cmocka_unit_test(styles_are_hidden_in_the_last_paragraph),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
