/* Documents and texts that a template includes. */

#include "inclusions.h"

/* ---- bodies ---- */

struct row {
    const char *host, *guest, *data, *shown;
};

static const struct row rows[] = {
    {"Đầu\n{% include \"x.docx\" %}\nCuối\n", "Một {{ a }}\n| ô | {{ b }} |\n/table\nhai\n",
     "{\"a\": 1, \"b\": \"B & C\"}", "Đầu\nMột 1\n| ô | B & C |\n/table\nhai\nCuối\n"},
    {"{% chèn tệp %}\n", "x\n", "{\"tệp\": \"x.docx\"}", "x\n"},
    {"{%p include \"x.docx\" %}\n", "| ô |\n/table\n", "{}", "| ô |\n/table\n¶\n"},
    {"{{ phụ_lục }}\n", "x\n", "{\"phụ lục\": {\"document\": \"x.docx\"}}", "x\n"},
    {"{{p p }}\n", "x\n", "{\"p\": {\"document\": \"x.docx\"}}", "x\n"},
    {"{% for d in ds %}\n{% include \"x.docx\" %}\n{% endfor %}\n", "{{ loop.index }}: {{ d }}\n",
     "{\"ds\": [\"a\", \"b\"]}", "1: a\n2: b\n"},
    {"| {% include \"x.docx\" %} |\n/table\n", "a\nb\n", "{}", "| a ¶ b |\n/table\n"},
    {"{% include [\"khong.docx\", \"x.docx\"] %}\n", "x\n", "{}", "x\n"},
    {"a\n{% include \"khong.docx\" ignore missing %}\nb\n", "x\n", "{}", "a\nb\n"},
    {"{% if k %}\n{% include \"khong.docx\" %}\n{% endif %}\nb\n", "x\n", "{\"k\": false}", "b\n"},
};

static void the_body_of_a_document_stands_where_its_tag_stood(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct fixture fixture;
        begin(&fixture);
        add_plain_guest(&fixture, "x.docx", rows[i].guest);
        render_notation(&fixture, rows[i].host, rows[i].data);
        assert_shown(&fixture, rows[i].shown);
        end(&fixture);
    }
}

static void a_text_is_included_as_a_value(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_file(&fixture, "x.txt",
             STRING("\xEF\xBB\xBFKính gửi {{ a }}\n{% for i in [1, 2] %}{{ i }}{% endfor %}\r\n"));
    render_notation(&fixture, "[b]Trước {% include \"x.txt\" %} sau\n", "{\"a\": \"A & B\"}");
    assert_shown(&fixture, "[b]Trước Kính gửi A & B⏎12 sau\n");
    end(&fixture);
}

static void a_section_like_that_of_the_host_stays_behind(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", "<w:p/><w:sectPr><w:pgSz w:w=\"12240\" w:h=\"15840\"/></w:sectPr>", NULL,
              0);
    render_body(&fixture, "<w:p><w:r><w:t>{% include \"x.docx\" %}</w:t></w:r></w:p>", NULL, 0, "{}");
    assert_shown(&fixture, "¶\n");
    assert_null(strstr(fixture.document.bytes, "sectPr"));
    end(&fixture);
}

/* ---- what a body stands on ---- */

#define TAG_PARAGRAPH "<w:p><w:r><w:t>{% include \"x.docx\" %}</w:t></w:r></w:p>"
#define STYLED(id) "<w:p><w:pPr><w:pStyle w:val=\"" id "\"/></w:pPr><w:r><w:t>" id "</w:t></w:r></w:p>"
#define STYLE(id, more)                                                                                      \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" id "\"/>" more "</w:style>"

static const struct package_part styled_host[] = {
    {STRING("word/_rels/document.xml.rels"),
     STRING(RELS_OPEN "<Relationship Id=\"rId1\" Type=\"" RELATION
                      "styles\" Target=\"styles.xml\"/></Relationships>")},
    {STRING("word/styles.xml"),
     STRING("<w:styles " MAIN ">" STYLE("Chung", "") STYLE("Khac", "<w:rPr><w:b/></w:rPr>") "</w:styles>")},
};

static const struct package_part styled_guest[] = {
    {STRING("word/_rels/document.xml.rels"),
     STRING(RELS_OPEN "<Relationship Id=\"rId9\" Type=\"" RELATION
                      "styles\" Target=\"styles.xml\"/></Relationships>")},
    {STRING("word/styles.xml"),
     STRING("<w:styles " MAIN ">" STYLE("Chung", "<w:rsid w:val=\"00AA\"/>")
                STYLE("Khac", "<w:rPr><w:i/></w:rPr>") STYLE("Rieng", "<w:basedOn w:val=\"Goc\"/>")
                    STYLE("Goc", "<w:basedOn w:val=\"Khac\"/>") "</w:styles>")},
};

static void styles_are_shared_renamed_or_added(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", STYLED("Chung") STYLED("Khac") STYLED("Rieng"), styled_guest, 2);
    render_body(&fixture, TAG_PARAGRAPH TAG_PARAGRAPH, styled_host, 2, "{}");
    assert_shown(&fixture, "(Chung) Chung\n(KhacChen2) Khac\n(Rieng) Rieng\n"
                           "(Chung) Chung\n(KhacChen2) Khac\n(Rieng) Rieng\n");
    const char *styles = part_text(&fixture, "word/styles.xml");
    assert_contains(styles,
                    "w:styleId=\"KhacChen2\"><w:name w:val=\"Khac (KhacChen2)\"/><w:rPr><w:i/></w:rPr>");
    assert_contains(styles, "w:styleId=\"Goc\"><w:name w:val=\"Goc\"/><w:basedOn w:val=\"KhacChen2\"/>");
    assert_contains(styles, "w:styleId=\"Rieng\"><w:name w:val=\"Rieng\"/><w:basedOn w:val=\"Goc\"/>");
    assert_null(strstr(strstr(styles, "\"Goc\">") + 1, "w:styleId=\"Goc\""));
    end(&fixture);
}

static const struct package_part numbered_guest[] = {
    {STRING("word/_rels/document.xml.rels"),
     STRING(RELS_OPEN "<Relationship Id=\"rId9\" Type=\"" RELATION
                      "numbering\" Target=\"numbering.xml\"/></Relationships>")},
    {STRING("word/numbering.xml"),
     STRING("<w:numbering " MAIN "><w:abstractNum w:abstractNumId=\"0\"><w:nsid w:val=\"00AA00AA\"/><w:lvl "
            "w:ilvl=\"0\"><w:start w:val=\"1\"/></w:lvl></w:abstractNum>"
            "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>")},
};

static void lists_begin_anew_in_each_inclusion(void **state)
{
    static const char guest[] = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
                                "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", guest, numbered_guest, 2);
    render_body(&fixture, TAG_PARAGRAPH TAG_PARAGRAPH, numbered_guest, 2, "{}");
    assert_shown(&fixture, "a\na\n");
    assert_contains(fixture.document.bytes, "<w:numId w:val=\"2\"/>");
    assert_contains(fixture.document.bytes, "<w:numId w:val=\"3\"/>");
    const char *numbering = part_text(&fixture, "word/numbering.xml");
    assert_contains(numbering, "w:abstractNumId=\"2\"><w:lvl");
    assert_contains(numbering, "w:numId=\"3\"><w:abstractNumId w:val=\"2\"/></w:num></w:numbering>");
    end(&fixture);
}

static void lists_come_to_a_document_without_any(void **state)
{
    static const char guest[] = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId "
                                "w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", guest, numbered_guest, 2);
    render_body(&fixture, TAG_PARAGRAPH, NULL, 0, "{}");
    assert_shown(&fixture, "a\n");
    assert_contains(part_text(&fixture, "word/numbering.xml"),
                    "w:numId=\"1\"><w:abstractNumId w:val=\"1\"/>");
    assert_contains(part_text(&fixture, "word/_rels/document.xml.rels"), "Target=\"/word/numbering.xml\"");
    assert_contains(part_text(&fixture, "[Content_Types].xml"), "wordprocessingml.numbering+xml");
    end(&fixture);
}

static const struct package_part linked_guest[] = {
    {STRING("word/_rels/document.xml.rels"),
     STRING(RELS_OPEN "<Relationship Id=\"rId1\" Type=\"" RELATION "image\" Target=\"media/a.png\"/>"
                      "<Relationship Id=\"rId2\" Type=\"" RELATION
                      "hyperlink\" Target=\"https://x.vn/?a=1&amp;b=2\" TargetMode=\"External\"/>"
                      "<Relationship Id=\"rId3\" Type=\"" RELATION
                      "footnotes\" Target=\"footnotes.xml\"/></Relationships>")},
    {STRING("word/media/a.png"), STRING("\x89PNG")},
    {STRING("word/footnotes.xml"),
     STRING("<w:footnotes " MAIN "><w:footnote w:id=\"2\"><w:p><w:r><w:t>Chú thích {{ a "
            "}}</w:t></w:r></w:p></w:footnote></w:footnotes>")},
};

static const char linked_body[] =
    "<w:p><w:bookmarkStart w:id=\"0\" w:name=\"cho\"/><w:hyperlink r:id=\"rId2\" "
    "w:anchor=\"cho\"><w:r><w:t>đây</w:t></w:r></w:hyperlink><w:bookmarkEnd w:id=\"0\"/>"
    "<w:r><w:footnoteReference w:id=\"2\"/></w:r>"
    "<w:r><w:drawing><wp:inline><wp:extent cx=\"1\" cy=\"1\"/><wp:docPr id=\"1\" "
    "name=\"a\"/><a:graphic><a:graphicData "
    "uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr "
    "id=\"1\" name=\"a\"/><pic:cNvPicPr/></pic:nvPicPr>"
    "<pic:blipFill><a:blip "
    "r:embed=\"rId1\"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></"
    "w:drawing></w:r></"
    "w:p>";

static void links_pictures_notes_and_ids_come_along(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", linked_body, linked_guest, 3);
    render_body(&fixture, TAG_PARAGRAPH TAG_PARAGRAPH, NULL, 0, "{\"a\": \"A\"}");
    assert_shown(&fixture, "đây\nđây\n");
    const char *rels = part_text(&fixture, "word/_rels/document.xml.rels");
    assert_contains(rels, "Target=\"https://x.vn/?a=1&amp;b=2\" TargetMode=\"External\"");
    assert_contains(rels, "Target=\"/word/chen/phan1.png\"");
    assert_contains(rels, "Target=\"/word/footnotes.xml\"");
    assert_string_equal(part_text(&fixture, "word/chen/phan1.png"), "\x89PNG");
    const char *notes = part_text(&fixture, "word/footnotes.xml");
    assert_contains(notes, " w:id=\"1\"><w:p>");
    assert_contains(notes, " w:id=\"2\"><w:p>");
    assert_contains(notes, "Chú thích A");
    assert_contains(fixture.document.bytes, "<w:footnoteReference w:id=\"2\"/>");
    assert_contains(fixture.document.bytes, "w:name=\"cho_c2\"");
    assert_contains(fixture.document.bytes, "w:anchor=\"cho_c2\"");
    end(&fixture);
}

/* What the data links to stands beside what the document has of its own, whatever that is called. */
static void links_of_data_come_along(void **state)
{
    static const struct package_part parts[] = {
        {STRING("word/_rels/document.xml.rels"),
         STRING(RELS_OPEN
                "<Relationship Id=\"rIdChen1\" Type=\"" RELATION
                "hyperlink\" Target=\"https://own.vn/\" TargetMode=\"External\"/></Relationships>")}};
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx",
              "<w:p><w:hyperlink r:id=\"rIdChen1\"><w:r><w:t>riêng</w:t></w:r></w:hyperlink></w:p>"
              "<w:p><w:r><w:t>{{r a }}{{r b }}</w:t></w:r></w:p>",
              parts, 1);
    render_body(&fixture, TAG_PARAGRAPH TAG_PARAGRAPH "<w:p><w:r><w:t>{{r a }}</w:t></w:r></w:p>", parts, 1,
                "{\"a\": {\"richtext\": [{\"text\": \"A\", \"url\": \"https://a.vn/\"}]}, "
                "\"b\": {\"richtext\": [{\"text\": \"B\", \"url\": \"https://b.vn/\"}]}}");
    assert_shown(&fixture, "riêng\nAB\nriêng\nAB\nA\n");
    const char *rels = part_text(&fixture, "word/_rels/document.xml.rels");
    static const char *const ids[][2] = {
        {"rIdChen1", "own"}, {"rIdChen2", "a"}, {"rIdChen3", "b"}, {"rIdChen4", "own"}, {"rIdChen5", "a"}};
    for (size_t i = 0; i < 5; i++) {
        char link[200];
        snprintf(link, sizeof(link), "\"%s\" Type=\"" RELATION "hyperlink\" Target=\"https://%s.vn/\"",
                 ids[i][0], ids[i][1]);
        assert_contains(rels, link);
    }
    assert_null(strstr(rels, "rIdChen6"));
    assert_contains(fixture.document.bytes, "r:id=\"rIdChen4\"><w:r><w:t>riêng");
    assert_contains(fixture.document.bytes, "r:id=\"rIdChen2\"><w:r><w:t xml:space=\"preserve\">A");
    assert_contains(fixture.document.bytes, "r:id=\"rIdChen3\"><w:r><w:t xml:space=\"preserve\">B");
    assert_contains(fixture.document.bytes, "r:id=\"rIdChen5\"><w:r><w:t xml:space=\"preserve\">A");
    end(&fixture);
}

static void a_document_may_include_another(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", STYLED("Khac") "<w:p><w:r><w:t>{% include \"y.docx\" %}</w:t></w:r></w:p>",
              styled_guest, 2);
    add_guest(&fixture, "y.docx", STYLED("Khac"), styled_host, 2);
    render_body(&fixture, TAG_PARAGRAPH, styled_host, 2, "{}");
    assert_shown(&fixture, "(KhacChen2) Khac\n(Khac) Khac\n");
    assert_null(strstr(fixture.document.bytes, "vanban"));
    end(&fixture);
}

/* ---- problems ---- */

static const struct row faults[] = {
    {"{% include \"khong.docx\" %}\n", "x\n", "{}",
     "error: There is no file “khong.docx” to include (include-missing)\n"
     "  at: mau.docx, word/document.xml, paragraph 1\n"
     "    {% include \"khong.docx\" %}\n"
     "    ^^^^^^^^^^^^^^^^^^^^^^^^^^\n"
     "  hint: Put the file into the folder of the template or of the data; files outside these cannot be "
     "included.\n"},
    {"Xem {% include \"x.docx\" %}\n", "x\n", "{}",
     "error: An included document must stand alone in its paragraph (include-place)\n"
     "  at: mau.docx, word/document.xml, paragraph 1, near “Xem {% include \"x.docx\" %}”\n"
     "    {% include \"x.docx\" %}\n"
     "    ^^^^^^^^^^^^^^^^^^^^^^\n"
     "  hint: Put the tag into a paragraph of its own, in the body of the document.\n"},
    {"{% include \"x.docx\" %}\n", "{% include \"x.docx\" %}\n", "{}",
     "error: The file “x.docx” includes itself (include-again)\n"
     "  at: x.docx, word/document.xml, paragraph 1\n"
     "    {% include \"x.docx\" %}\n"
     "    ^^^^^^^^^^^^^^^^^^^^^^\n"
     "  hint: Remove the tag from that file.\n"},
    {"{% include \"bang.xlsx\" %}\n", "x\n", "{}",
     "error: Cannot include “bang.xlsx”: only .docx and .txt files can be included (include-kind)\n"
     "  at: mau.docx, word/document.xml, paragraph 1\n"
     "    {% include \"bang.xlsx\" %}\n"
     "    ^^^^^^^^^^^^^^^^^^^^^^^^^\n"
     "  hint: Save the file as .docx.\n"},
    {"{% include \"x.docx\" %}\n", "{{ thieu }}\n", "{}",
     "error: There is no field “thieu” (unknown-name)\n"
     "  at: x.docx, word/document.xml, paragraph 1\n"
     "    {{ thieu }}\n"
     "       ^^^^^\n"
     "  hint: Add “thieu” to the data, or correct the name in the template.\n"},
};

static void what_cannot_be_included_is_told_where_it_is_asked(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
        struct fixture fixture;
        begin(&fixture);
        add_plain_guest(&fixture, "x.docx", faults[i].guest);
        add_file(&fixture, "bang.xlsx", STRING("PK"));
        render_notation(&fixture, faults[i].host, faults[i].data);
        assert_null(fixture.rendering.result);
        assert_told(&fixture, faults[i].shown);
        end(&fixture);
    }
}

static void a_mark_of_a_comment_that_is_not_there_stays_behind(void **state)
{
    static const char guest[] =
        "<w:p><w:commentRangeStart w:id=\"0\"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd "
        "w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r></w:p><w:p/>";
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", guest, NULL, 0);
    render_body(&fixture, TAG_PARAGRAPH, NULL, 0, "{}");
    assert_non_null(fixture.rendering.result);
    assert_null(strstr(fixture.document.bytes, "omment"));
    assert_told(&fixture, "warning: The comments of “x.docx” are not included (include-drops)\n"
                          "  at: mau.docx, word/document.xml, paragraph 1\n"
                          "    {% include \"x.docx\" %}\n"
                          "    ^^^^^^^^^^^^^^^^^^^^^^\n"
                          "  hint: If they are needed, make them in the template.\n");
    end(&fixture);
}

#define COMMENTS(id, text)                                                                                   \
    {STRING("word/_rels/document.xml.rels"),                                                                 \
     STRING(RELS_OPEN "<Relationship Id=\"rId4\" Type=\"" RELATION                                           \
                      "comments\" Target=\"comments.xml\"/></Relationships>")},                              \
    {                                                                                                        \
        STRING("word/comments.xml"),                                                                         \
            STRING("<w:comments " MAIN "><w:comment w:id=\"" id "\" w:author=\"An\"><w:p><w:r><w:t>" text    \
                   "</w:t></w:r></w:p></w:comment></w:comments>")                                            \
    }
#define COMMENTED(id)                                                                                        \
    "<w:p><w:commentRangeStart w:id=\"" id "\"/><w:r><w:t>a</w:t></w:r><w:commentRangeEnd w:id=\"" id        \
    "\"/><w:r><w:commentReference w:id=\"" id "\"/></w:r></w:p>"

static const struct package_part commented_host[] = {COMMENTS("0", "Của mẫu")};
static const struct package_part commented_guest[] = {COMMENTS("0", "Hỏi lại {{ a }}")};

static void comments_come_along(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", COMMENTED("0"), commented_guest, 2);
    render_body(&fixture, COMMENTED("0") TAG_PARAGRAPH TAG_PARAGRAPH, commented_host, 2, "{\"a\": \"A\"}");
    assert_shown(&fixture, "a\na\na\n");
    const char *comments = part_text(&fixture, "word/comments.xml");
    assert_contains(comments, "w:id=\"0\" w:author=\"An\"><w:p><w:r><w:t>Của mẫu");
    assert_contains(comments, "w:id=\"1\" w:author=\"An\"><w:p>");
    assert_contains(comments, "w:id=\"2\" w:author=\"An\"><w:p>");
    assert_contains(comments, "Hỏi lại A");
    assert_contains(fixture.document.bytes, "<w:commentRangeStart w:id=\"2\"/>");
    assert_contains(fixture.document.bytes, "<w:commentRangeEnd w:id=\"2\"/>");
    assert_contains(fixture.document.bytes, "<w:commentReference w:id=\"2\"/>");
    end(&fixture);
}

static void what_a_header_leaves_out_is_told_though_the_body_had_it(void **state)
{
    static const char header[] = "<w:hdr " MAIN ">" TAG_PARAGRAPH "</w:hdr>";
    static const struct package_part parts[] = {{STRING("word/header1.xml"), {header, sizeof(header) - 1}}};
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", COMMENTED("0"), commented_guest, 2);
    render_body(&fixture, TAG_PARAGRAPH, parts, 1, "{\"a\": \"A\"}");
    assert_non_null(fixture.rendering.result);
    assert_told(&fixture, "warning: The comments of “x.docx” are not included (include-drops)\n"
                          "  at: mau.docx, word/header1.xml, paragraph 1\n"
                          "    {% include \"x.docx\" %}\n"
                          "    ^^^^^^^^^^^^^^^^^^^^^^\n"
                          "  hint: If they are needed, make them in the template.\n");
    end(&fixture);
}

static void comments_come_to_a_document_without_any(void **state)
{
    struct fixture fixture;
    (void)state;
    begin(&fixture);
    add_guest(&fixture, "x.docx", COMMENTED("0"), commented_guest, 2);
    render_body(&fixture, TAG_PARAGRAPH, NULL, 0, "{\"a\": \"A\"}");
    assert_shown(&fixture, "a\n");
    assert_contains(part_text(&fixture, "word/comments.xml"), "Hỏi lại A");
    assert_contains(part_text(&fixture, "word/_rels/document.xml.rels"), "Target=\"/word/comments.xml\"");
    assert_contains(part_text(&fixture, "[Content_Types].xml"), "wordprocessingml.comments+xml");
    end(&fixture);
}

/* ---- what is asked for ---- */

static void tell(void *context, const struct template_use *use)
{
    buffer_append_format(context, "%.*s (%.*s)%s\n", STRING_FORMAT(use->path), STRING_FORMAT(use->place.file),
                         use->is_local ? " local" : "");
}

static void what_included_documents_ask_for_is_asked_for(void **state)
{
    struct fixture fixture;
    struct buffer told = {0}, body = {0};
    (void)state;
    begin(&fixture);
    add_plain_guest(
        &fixture, "x.docx",
        "{{ d.tên }} {{ b }}\n{% set c = 1 %}{% include \"y.txt\" %}\n{% include \"x.docx\" %}\n");
    add_file(&fixture, "y.txt", STRING("{{ e }}{{ c }}"));
    notation_to_word(&body,
                     STRING("{{ a }}\n{% for d in ds %}\n{% chèn \"x.docx\" %}\n{% endfor %}\n{{ d }}\n"
                            "{% include \"khong.docx\" %}\n{% include tên_tệp %}\n"));
    fixture.host =
        make_document(fixture.rendering.arena, buffer_string(&body), NULL, 0, fixture.rendering.problems);
    struct package *package = package_open_bytes(STRING("mau.docx"), buffer_string(&fixture.host),
                                                 &fixture.rendering.limits, fixture.rendering.problems);
    struct template *template =
        template_compile(package, &fixture.rendering.limits, fixture.rendering.problems);
    assert_true(template_includes(template));
    template_visit_all_uses(template, &fixture.files, &fixture.rendering.limits, tell, &told);
    assert_string_equal(told.bytes,
                        "a (mau.docx)\nds (mau.docx)\nds[].tên (x.docx) local\nb (x.docx)\ne (y.txt)\n"
                        "c (y.txt) local\nd (mau.docx)\ntên_tệp (mau.docx)\n");
    assert_told(&fixture, "");
    template_free(template);
    buffer_release(&told);
    buffer_release(&body);
    end(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_body_of_a_document_stands_where_its_tag_stood),
        cmocka_unit_test(a_text_is_included_as_a_value),
        cmocka_unit_test(a_section_like_that_of_the_host_stays_behind),
        cmocka_unit_test(styles_are_shared_renamed_or_added),
        cmocka_unit_test(lists_begin_anew_in_each_inclusion),
        cmocka_unit_test(lists_come_to_a_document_without_any),
        cmocka_unit_test(links_pictures_notes_and_ids_come_along),
        cmocka_unit_test(links_of_data_come_along),
        cmocka_unit_test(a_document_may_include_another),
        cmocka_unit_test(what_cannot_be_included_is_told_where_it_is_asked),
        cmocka_unit_test(a_mark_of_a_comment_that_is_not_there_stays_behind),
        cmocka_unit_test(what_included_documents_ask_for_is_asked_for),
        cmocka_unit_test(comments_come_along),
        cmocka_unit_test(what_a_header_leaves_out_is_told_though_the_body_had_it),
        cmocka_unit_test(comments_come_to_a_document_without_any),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
