/* Sections of included documents: which become sections of the whole, and what is before and behind them. */

#include "paged.h"

#define TAG "<w:p><w:r><w:t>{% include \"x.docx\" %}</w:t></w:r></w:p>"
#define ASKED(wish)                                                                                          \
    "<w:p><w:r><w:t>{% include {\"document\": \"x.docx\", \"section\": " wish "} %}</w:t></w:r></w:p>"

static const struct package_part host_parts[] = {HEADER_RELATION, HEADED(SAY("Đầu {{ b }}"))};
static const struct package_part guest_parts[] = {HEADER_RELATION, HEADED(SAY("Đầu {{ a }}"))};
static const struct package_part like_host_parts[] = {HEADER_RELATION, HEADED(SAY("Đầu {{ b }}"))};
static const struct package_part numbered_parts[] = {
    HEADER_RELATION, HEADED("<w:p><w:r><w:t>- </w:t></w:r><w:fldSimple "
                            "w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>")};

struct row {
    const char *name, *host, *guest;
    bool has_host_header;
    const struct package_part *guest_parts; /* NULL: none */
    const char *shown;                      /* blocks, --- and what a section says */
};

#define LETTER SAY("Đầu") TAG SAY("Cuối") SECTION(TALL)

static const struct row rows[] = {
    {"landscape", LETTER, SAY("Phụ lục") SECTION(WIDE), false, NULL,
     "Đầu\n--- 11906\nPhụ lục\n--- 16838\nCuối\n--- 11906\n"},
    {"the host says no page", SAY("Đầu") TAG SAY("Cuối"), SAY("Phụ lục") SECTION(WIDE), false, NULL,
     "Đầu\n---\nPhụ lục\n--- 16838\nCuối\n---\n"},
    {"behind a table",
     "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" TAG SAY("Cuối") SECTION(TALL),
     SAY("Phụ lục") SECTION(WIDE), false, NULL, "table\n\n--- 11906\nPhụ lục\n--- 16838\nCuối\n--- 11906\n"},
    {"ends in a table", LETTER,
     "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" SECTION(WIDE), false, NULL,
     "Đầu\n--- 11906\ntable\n\n--- 16838\nCuối\n--- 11906\n"},
    {"at the end", SAY("Đầu") TAG SECTION(TALL), SAY("Phụ lục") SECTION(WIDE), false, NULL,
     "Đầu\n--- 11906\nPhụ lục\n--- 16838\n"},
    {"at the end but for an empty paragraph", SAY("Đầu") TAG "<w:p/>" SECTION(TALL),
     SAY("Phụ lục") SECTION(WIDE), false, NULL, "Đầu\n--- 11906\nPhụ lục\n\n--- 16838\n"},
    {"at the beginning", TAG SAY("Cuối") SECTION(TALL), SAY("Phụ lục") SECTION(WIDE), false, NULL,
     "Phụ lục\n--- 16838\nCuối\n--- 11906\n"},
    {"alone", TAG SECTION(TALL), SAY("Phụ lục") SECTION(WIDE), false, NULL, "Phụ lục\n--- 16838\n"},
    {"two of them", SAY("Đầu") TAG TAG SAY("Cuối") SECTION(TALL), SAY("Phụ lục") SECTION(WIDE), false, NULL,
     "Đầu\n--- 11906\nPhụ lục\n--- 16838\nPhụ lục\n--- 16838\nCuối\n--- 11906\n"},
    {"in a loop",
     "<w:p><w:r><w:t>{% for i in [1, 2] %}</w:t></w:r></w:p>" SAY("{{ i }}") TAG
     "<w:p><w:r><w:t>{% endfor %}</w:t></w:r></w:p>" SECTION(TALL),
     SAY("Phụ lục {{ i }}") SECTION(WIDE), false, NULL,
     "1\n--- 11906\nPhụ lục 1\n--- 16838\n2\n--- 11906\nPhụ lục 2\n--- 16838\n"},
    {"the host made the section itself",
     ENDS("Đầu", TALL) TAG "<w:p><w:pPr>" SECTION(WIDE) "</w:pPr></w:p>" SAY("Cuối") SECTION(TALL),
     SAY("Phụ lục") SECTION(WIDE), false, NULL, "Đầu\n--- 11906\nPhụ lục\n\n--- 16838\nCuối\n--- 11906\n"},
    {"in the paragraph that ends a section",
     SAY("Đầu") ENDS("{% include \"x.docx\" %}", TALL) SAY("Cuối") SECTION(TALL),
     SAY("Phụ lục") SECTION(WIDE), false, NULL, "Đầu\n--- 11906\nPhụ lục\n\n--- 16838\nCuối\n--- 11906\n"},
    {"several sections", LETTER, ENDS("Dọc", TALL) SAY("Ngang") SECTION(WIDE), false, NULL,
     "Đầu\n--- 11906\nDọc\n--- 11906\nNgang\n--- 16838\nCuối\n--- 11906\n"},
    {"sections that are no other", LETTER, ENDS("Một", TALL) SAY("Hai") SECTION(TALL), false, NULL,
     "Đầu\nMột⇟\nHai\nCuối\n--- 11906\n"},
    {"columns alone begin no page", LETTER, SAY("Hai cột") SECTION(TALL "<w:cols w:num=\"2\"/>"), false, NULL,
     "Đầu\n--- 11906\nHai cột\n--- 11906 continuous\nCuối\n--- 11906 continuous\n"},
    {"asked", SAY("Đầu") ASKED("true") SAY("Cuối") SECTION(TALL), SAY("Phụ lục") SECTION(TALL), false, NULL,
     "Đầu\n--- 11906\nPhụ lục\n--- 11906\nCuối\n--- 11906\n"},
    {"refused", SAY("Đầu") ASKED("false") SAY("Cuối") SECTION(TALL), SAY("Phụ lục") SECTION(WIDE), false,
     NULL, "Đầu\nPhụ lục\nCuối\n--- 11906\n"},
    {"headers of its own", LETTER, SAY("Phụ lục") SECTION(HEADER("rId7", "default") TALL), false, guest_parts,
     "Đầu\n--- 11906\nPhụ lục\n--- 11906 default “Đầu A”\nCuối\n--- 11906 default “”\n"},
    {"headers of both", SAY("Đầu") TAG SAY("Cuối") SECTION(HEADER("rId7", "default") TALL),
     SAY("Phụ lục") SECTION(HEADER("rId7", "default") TALL), true, guest_parts,
     "Đầu\n--- 11906 default “Đầu mẫu”\nPhụ lục\n--- 11906 default “Đầu A”\nCuối\n--- 11906 default “Đầu "
     "mẫu”\n"},
    {"the header of the host goes on", SAY("Đầu") TAG SAY("Cuối") SECTION(HEADER("rId7", "default") TALL),
     SAY("Phụ lục") SECTION(WIDE), true, NULL,
     "Đầu\n--- 11906 default “Đầu mẫu”\nPhụ lục\n--- 16838\nCuối\n--- 11906 default “Đầu mẫu”\n"},
    {"a header that says the same", SAY("Đầu") TAG SAY("Cuối") SECTION(HEADER("rId7", "default") TALL),
     SAY("Phụ lục") SECTION(HEADER("rId7", "default") TALL), true, like_host_parts,
     "Đầu\nPhụ lục\nCuối\n--- 11906 default “Đầu mẫu”\n"},
    {"a mere page number", LETTER, SAY("Phụ lục") SECTION(HEADER("rId7", "default") TALL), false,
     numbered_parts, "Đầu\nPhụ lục\nCuối\n--- 11906\n"},
    {"a header of the first page that is not shown", LETTER,
     SAY("Phụ lục") SECTION(HEADER("rId7", "first") TALL), false, guest_parts,
     "Đầu\nPhụ lục\nCuối\n--- 11906\n"},
    {"the first page is the first once",
     SAY("Đầu") TAG SAY("Cuối") SECTION(HEADER("rId7", "first") TALL "<w:pgNumType w:start=\"5\"/>" TITLE),
     SAY("Phụ lục") SECTION(WIDE), true, NULL,
     "Đầu\n--- 11906 first “Đầu mẫu” start 5 title\nPhụ lục\n--- 16838\nCuối\n--- 11906 first “Đầu mẫu”\n"},
    {"a section that is continuous begins a page",
     SAY("Đầu") TAG SAY("Cuối") SECTION("<w:type w:val=\"continuous\"/>" TALL),
     SAY("Phụ lục") SECTION("<w:type w:val=\"continuous\"/>" WIDE), false, NULL,
     "Đầu\n--- 11906 continuous\nPhụ lục\n--- 16838\nCuối\n--- 11906\n"},
};

static void assert_valid(struct fixture *fixture)
{
    struct package *original = package_open_bytes(STRING("mau.docx"), buffer_string(&fixture->host),
                                                  &fixture->rendering.limits, fixture->rendering.problems);
    verify_document(fixture->rendering.result, original, &fixture->rendering.limits,
                    fixture->rendering.problems);
    package_close(original);
    assert_told(fixture, "");
    assert_null(strstr(fixture->document.bytes, "vanban"));
}

static void sections_become_ours_when_they_are_other_ones(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fixture fixture;
        struct buffer shown = {0};
        begin(&fixture);
        add_guest(&fixture, "x.docx", rows[i].guest, rows[i].guest_parts, rows[i].guest_parts ? 2 : 0);
        render_body(&fixture, rows[i].host, host_parts, rows[i].has_host_header ? 2 : 0,
                    "{\"a\": \"A\", \"b\": \"mẫu\"}");
        assert_told(&fixture, "");
        show_body(&fixture, &shown);
        if (strcmp(shown.bytes, rows[i].shown) != 0)
            fail_msg("%s\n--- expected\n%s--- actual\n%s", rows[i].name, rows[i].shown, shown.bytes);
        assert_valid(&fixture);
        buffer_release(&shown);
        end(&fixture);
    }
}

static void sections_in_a_cell_go_with_a_warning(void **state)
{
    static const char host[] =
        "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:tr><w:tc>" TAG "</w:tc></w:tr></w:tbl><w:p/>";
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", SAY("a") SECTION(HEADER("rId7", "default") WIDE), guest_parts, 2);
    render_body(&fixture, host, NULL, 0, "{\"a\": \"A\"}");
    assert_string_equal(fixture.shown.bytes, "| a |\n/table\n¶\n");
    assert_null(strstr(fixture.document.bytes, "sectPr"));
    assert_told(&fixture,
                "warning: The headers and footers of “x.docx” are not included (include-drops)\n"
                "  at: mau.docx, word/document.xml, table 1, row 1, cell 1, paragraph 1\n"
                "    {% include \"x.docx\" %}\n"
                "    ^^^^^^^^^^^^^^^^^^^^^^\n"
                "  hint: If they are needed, make them in the template.\n"
                "warning: The page settings of the sections of “x.docx” are not included (include-drops)\n"
                "  at: mau.docx, word/document.xml, table 1, row 1, cell 1, paragraph 1\n"
                "    {% include \"x.docx\" %}\n"
                "    ^^^^^^^^^^^^^^^^^^^^^^\n"
                "  hint: If they are needed, make them in the template.\n");
    end(&fixture);
}

static void a_guest_of_a_guest_has_sections_too(void **state)
{
    struct fixture fixture;
    struct buffer shown = {0};
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx",
              SAY("x1") "<w:p><w:r><w:t>{% include \"y.docx\" %}</w:t></w:r></w:p>" SAY("x2")
                  SECTION(HEADER("rId7", "default") TALL),
              guest_parts, 2);
    add_guest(&fixture, "y.docx", SAY("y") SECTION(WIDE), NULL, 0);
    render_body(&fixture, LETTER, NULL, 0, "{\"a\": \"A\"}");
    assert_told(&fixture, "");
    show_body(&fixture, &shown);
    assert_string_equal(shown.bytes, "Đầu\n--- 11906\nx1\n--- 11906 default “Đầu A”\ny\n--- 16838\nx2\n"
                                     "--- 11906 default “Đầu A”\nCuối\n--- 11906 default “”\n");
    assert_valid(&fixture);
    buffer_release(&shown);
    end(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sections_become_ours_when_they_are_other_ones),
        cmocka_unit_test(sections_in_a_cell_go_with_a_warning),
        cmocka_unit_test(a_guest_of_a_guest_has_sections_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
