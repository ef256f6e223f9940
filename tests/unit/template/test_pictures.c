/* Pictures that data names: in the text, and in place of a picture of the template. */

#include "documents.h"

#include "word/verify.h"

/* The head of a PNG of 300 × 100 pixels at 300 dots an inch (11 811 a meter): one inch wide. */
static const char png[] = "\x89PNG\r\n\x1a\n"
                          "\0\0\0\x0dIHDR\0\0\x01\x2c\0\0\0\x64\x08\x06\0\0\0...."
                          "\0\0\0\x09pHYs\0\0\x2e\x23\0\0\x2e\x23\x01....";

/* It says that it is 4 294 967 295 pixels wide. */
static const char vast_png[] = "\x89PNG\r\n\x1a\n"
                               "\0\0\0\x0dIHDR\xff\xff\xff\xff\0\0\0\x64\x08\x06\0\0\0....";

static struct string read_file(void *context, struct string name, struct arena *arena,
                               struct problems *problems)
{
    (void)arena, (void)context;
    if (string_is(name, "logo.png"))
        return (struct string){png, sizeof(png) - 1};
    if (string_is(name, "to.png"))
        return (struct string){vast_png, sizeof(vast_png) - 1};
    if (string_is(name, "bang.xlsx"))
        return STRING("PK..");
    problems_add(problems, PROBLEM_TEMPLATE_PICTURE_MISSING, NULL, "khác");
    return (struct string){NULL, 0};
}

static const struct template_files files = {read_file, NULL};

struct pictures {
    struct rendering rendering;
    struct buffer zip;
};

static void render_pictures(struct pictures *pictures, const char *body, const struct package_part *more,
                            size_t count, const char *data)
{
    rendering_init(&pictures->rendering);
    pictures->rendering.files = &files;
    pictures->zip =
        make_document(pictures->rendering.arena, string_of(body), more, count, pictures->rendering.problems);
    render_zip(&pictures->rendering, buffer_string(&pictures->zip), string_of(data));
}

static void pictures_release(struct pictures *pictures)
{
    buffer_release(&pictures->zip);
    rendering_release(&pictures->rendering);
}

static const char *part_text(struct pictures *pictures, const char *name)
{
    const struct part *part = package_lookup(pictures->rendering.result, string_of(name));
    assert_non_null(part);
    return package_read(pictures->rendering.result, part, pictures->rendering.arena,
                        pictures->rendering.problems)
        .bytes;
}

static void assert_contains(const char *text, const char *wanted)
{
    if (!strstr(text, wanted))
        fail_msg("no %s in %s", wanted, text);
}

static void assert_sound(struct pictures *pictures)
{
    struct rendering *rendering = &pictures->rendering;
    struct package *original = package_open_bytes(STRING("mau.docx"), buffer_string(&pictures->zip),
                                                  &rendering->limits, rendering->problems);
    struct buffer told = {0};
    verify_document(rendering->result, original, &rendering->limits, rendering->problems);
    for (const struct problem *problem = problems_first(rendering->problems); problem;
         problem = problem->next)
        if (problem->severity == SEVERITY_ERROR)
            problem_append_human(problem, LANGUAGE_EN, &told);
    assert_string_equal(told.bytes ? told.bytes : "", "");
    package_close(original);
    buffer_release(&told);
}

static void a_picture_stands_where_its_tag_stood(void **state)
{
    struct pictures pictures;
    (void)state;
    render_pictures(
        &pictures,
        "<w:p><w:r><w:t>a {{ anh }} b</w:t></w:r></w:p><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{{ nho }}"
        "</w:t></w:r></w:p>",
        NULL, 0,
        "{'anh': {'image': 'logo.png'}, 'nho': {'image': 'logo.png', 'width': '30mm', 'alt': 'A & B'}}");
    assert_non_null(pictures.rendering.result);
    const char *document = part_text(&pictures, "word/document.xml");
    assert_contains(document, "<w:t xml:space=\"preserve\">a </w:t></w:r><w:r><w:drawing>");
    assert_contains(document, "<wp:extent cx=\"914400\" cy=\"304800\"/>");
    assert_contains(document, "<wp:extent cx=\"1080000\" cy=\"360000\"/>");
    assert_contains(document, "descr=\"A &amp; B\"");
    assert_contains(document, "r:embed=\"rIdAnh1\"");
    assert_contains(document, "</w:drawing></w:r><w:r><w:t xml:space=\"preserve\"> b</w:t></w:r>");
    assert_contains(
        part_text(&pictures, "word/_rels/document.xml.rels"),
        "Id=\"rIdAnh1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
        "Target=\"/word/media/vanban1.png\"");
    assert_contains(part_text(&pictures, "[Content_Types].xml"), "Extension=\"png\"");
    assert_memory_equal(part_text(&pictures, "word/media/vanban1.png"), png, sizeof(png) - 1);
    assert_null(package_lookup(pictures.rendering.result, STRING("word/media/vanban2.png")));
    assert_sound(&pictures);
    pictures_release(&pictures);
}

#define FRAME                                                                                                \
    "<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"9\" "   \
    "cy=\"9\"/>"                                                                                             \
    "<wp:docPr id=\"1\" name=\"P\" descr=\"{{ anh }}\"/><a:graphic><a:graphicData uri=\"http://"             \
    "schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" "         \
    "name=\"P\"/>"                                                                                           \
    "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip "                                                    \
    "r:embed=\"rId7\"/><a:stretch><a:fillRect/></a:stretch>"                                                 \
    "</pic:blipFill><pic:spPr><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"        \
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"

static const struct package_part frame_parts[] = {
    {{"word/_rels/document.xml.rels", 28},
     {"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
      "Id=\"rId7\" "
      "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
      "Target=\"media/x.png\"/>"
      "</Relationships>",
      sizeof("<Relationships "
             "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship "
             "Id=\"rId7\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" "
             "Target=\"media/x.png\"/></Relationships>") -
          1}},
    {{"word/media/x.png", 16}, {png, sizeof(png) - 1}},
};

static void a_picture_whose_text_is_a_tag_is_replaced(void **state)
{
    struct pictures pictures;
    (void)state;
    render_pictures(&pictures, FRAME, frame_parts, 2, "{'anh': 'logo.png'}");
    assert_non_null(pictures.rendering.result);
    assert_contains(part_text(&pictures, "word/document.xml"), "descr=\"\"");
    assert_contains(part_text(&pictures, "word/document.xml"), "r:embed=\"rIdAnh1\"");
    assert_contains(part_text(&pictures, "word/_rels/document.xml.rels"), "Id=\"rId7\"");
    assert_contains(part_text(&pictures, "word/_rels/document.xml.rels"), "Id=\"rIdAnh1\"");
    assert_sound(&pictures);
    pictures_release(&pictures);
    render_pictures(&pictures, FRAME, frame_parts, 2, "{'anh': none}");
    assert_contains(part_text(&pictures, "word/document.xml"), "r:embed=\"rId7\"");
    assert_sound(&pictures);
    pictures_release(&pictures);
}

/* The frame's size is that of the picture, unless the data say another. */
static void a_picture_that_is_replaced_has_the_size_the_data_say(void **state)
{
    static const struct {
        const char *data, *extent;
    } rows[] = {
        {"{'anh': 'logo.png'}", "<wp:extent cx=\"9\" cy=\"9\"/>"},
        {"{'anh': {'image': 'logo.png'}}", "<wp:extent cx=\"9\" cy=\"9\"/>"},
        {"{'anh': {'image': 'logo.png', 'width': '30mm'}}", "<wp:extent cx=\"1080000\" cy=\"360000\"/>"},
        {"{'anh': {'image': 'logo.png', 'width': 10, 'height': 20}}",
         "<wp:extent cx=\"360000\" cy=\"720000\"/>"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct pictures pictures;
        render_pictures(&pictures, FRAME, frame_parts, 2, rows[i].data);
        assert_non_null(pictures.rendering.result);
        assert_contains(part_text(&pictures, "word/document.xml"), rows[i].extent);
        assert_sound(&pictures);
        pictures_release(&pictures);
    }
}

/* A draft marks the text alone: the relationship stays one that there is. */
static void a_draft_keeps_the_picture_of_the_template(void **state)
{
    struct pictures pictures;
    (void)state;
    rendering_init(&pictures.rendering);
    pictures.rendering.files = &files;
    pictures.rendering.undefined = UNDEFINED_MARK;
    pictures.zip =
        make_document(pictures.rendering.arena, STRING(FRAME), frame_parts, 2, pictures.rendering.problems);
    render_zip(&pictures.rendering, buffer_string(&pictures.zip), STRING("{}"));
    assert_non_null(pictures.rendering.result);
    assert_contains(part_text(&pictures, "word/document.xml"), "descr=\"«anh»\"");
    assert_contains(part_text(&pictures, "word/document.xml"), "r:embed=\"rId7\"");
    assert_contains(part_text(&pictures, "word/document.xml"), "<wp:extent cx=\"9\" cy=\"9\"/>");
    pictures_release(&pictures);
}

static void pictures_of_a_header_are_related_to_it(void **state)
{
    static const char header[] = "<w:hdr " NAMESPACES "><w:p><w:r><w:t>{{ anh }}</w:t></w:r></w:p></w:hdr>";
    static const struct package_part parts[] = {{{"word/header1.xml", 16}, {header, sizeof(header) - 1}}};
    struct pictures pictures;
    (void)state;
    render_pictures(&pictures, "<w:p/>", parts, 1, "{'anh': {'image': 'logo.png', 'height': 10}}");
    assert_non_null(pictures.rendering.result);
    assert_contains(part_text(&pictures, "word/_rels/header1.xml.rels"), "rIdAnh1");
    assert_contains(part_text(&pictures, "word/header1.xml"), "cx=\"1080000\" cy=\"360000\"");
    assert_null(package_lookup(pictures.rendering.result, STRING("word/_rels/document.xml.rels")));
    pictures_release(&pictures);
}

/* As a seal lies over a signature; without "top" it is level with the middle of its line. */
static void a_picture_with_a_distance_floats(void **state)
{
    static const char cell[] = "<w:p><w:r><w:t>{{ anh }}</w:t></w:r></w:p>";
    struct pictures pictures;
    (void)state;
    render_pictures(&pictures, cell, NULL, 0, "{'anh': {'image': 'logo.png', 'width': 30, 'left': '-20mm'}}");
    assert_non_null(pictures.rendering.result);
    const char *document = part_text(&pictures, "word/document.xml");
    assert_contains(document,
                    "<wp:positionH relativeFrom=\"character\"><wp:posOffset>-720000</wp:posOffset>");
    assert_contains(document, "<wp:positionV relativeFrom=\"line\"><wp:align>center</wp:align>");
    assert_contains(document, "<wp:extent cx=\"1080000\" cy=\"360000\"/><wp:wrapNone/>");
    assert_contains(document, "</wp:anchor></w:drawing>");
    assert_sound(&pictures);
    pictures_release(&pictures);
    render_pictures(&pictures, cell, NULL, 0, "{'anh': {'image': 'logo.png', 'top': '1cm'}}");
    document = part_text(&pictures, "word/document.xml");
    assert_contains(document, "<wp:posOffset>0</wp:posOffset>");
    assert_contains(document, "<wp:posOffset>360000</wp:posOffset>");
    pictures_release(&pictures);
}

static void wrong_pictures_are_told(void **state)
{
    static const char *const rows[][2] = {
        {"{'anh': {'image': 'bang.xlsx'}}", "picture-kind"},
        {"{'anh': {'image': 'to.png', 'height': '2cm'}}", "picture-kind"},
        {"{'anh': {'image': 'khong.png'}}", "picture-missing"},
        {"{'anh': {'image': 'logo.png', 'width': 'to'}}", "picture-size"},
        {"{'anh': {'image': 'logo.png', 'width': 0}}", "picture-size"},
        {"{'anh': {'image': 'logo.png', 'left': 'to'}}", "picture-size"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct pictures pictures;
        render_pictures(&pictures, "<w:p><w:r><w:t>{{ anh }}</w:t></w:r></w:p>", NULL, 0, rows[i][0]);
        assert_null(pictures.rendering.result);
        assert_string_equal(problem_code_name(problems_first(pictures.rendering.problems)->code), rows[i][1]);
        pictures_release(&pictures);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_picture_stands_where_its_tag_stood),
        cmocka_unit_test(a_picture_whose_text_is_a_tag_is_replaced),
        cmocka_unit_test(a_picture_that_is_replaced_has_the_size_the_data_say),
        cmocka_unit_test(a_draft_keeps_the_picture_of_the_template),
        cmocka_unit_test(pictures_of_a_header_are_related_to_it),
        cmocka_unit_test(a_picture_with_a_distance_floats),
        cmocka_unit_test(wrong_pictures_are_told),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
