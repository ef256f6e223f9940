#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "form/form.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""

/* A folder of forms: a frame, "don" that extends it, "don-xin" that extends "don" without a document of its
 * own. */
static const struct {
    const char *name, *text;
} files[] = {
    {"frame/form.yaml", "form: frame\ntitle: Khung\nfields:\n  - {name: so}\n"},
    {"frame/[Content_Types].xml",
     "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
     "  <Default Extension=\"rels\" "
     "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
     "  <Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
     "  <Override PartName=\"/word/document.xml\" ContentType=\"application/"
     "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\n"
     "</Types>\n"},
    {"frame/_rels/.rels",
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
     "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"frame/word/styles.xml", "<w:styles " W "/>"},
    {"frame/word/header1.xml", "<w:hdr " W "/>"},
    {"frame/fragments/chung.xml",
     "<w:body " W ">\n  <w:p><w:r><w:t>chung</w:t></w:r></w:p>\n  <?fragment rieng?>\n</w:body>"},
    {"frame/fragments/rieng.xml", "<w:body " W "><w:p/></w:body>"},
    {"don/form.yaml", "form: don\ntitle: Đơn\nextends: frame\nfields:\n  - {name: ten}\n"},
    {"don/example.yaml", "ten: A\n"},
    {"don/.hidden", "x"},
    {"don/document.xml",
     "<?xml version=\"1.0\"?>\n<!-- ghi chú -->\n<w:document " W ">\n  <w:body>\n"
     "    <w:p><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:p>\n    <?fragment chung?>\n  </w:body>\n"
     "</w:document>"},
    {"don/word/header1.xml", "<w:hdr " W "><w:p/></w:hdr>"},
    {"don/fragments/rieng.xml", "<w:body " W "><w:p><w:r><w:t>riêng</w:t></w:r></w:p></w:body>"},
    {"don-xin/form.yaml", "form: don-xin\ntitle: Đơn xin\nextends: don\n"},
    {"vong/form.yaml", "form: vong\ntitle: Vòng\nextends: tron\n"},
    {"tron/form.yaml", "form: tron\ntitle: Tròn\nextends: vong\n"},
    {"mo-coi/form.yaml", "form: mo-coi\ntitle: Mồ côi\nextends: fram\n"},
    {"trong/form.yaml", "form: trong\ntitle: Trống\n"},
    {"thieu-doan/form.yaml", "form: thieu-doan\ntitle: Thiếu đoạn\nextends: frame\n"},
    {"thieu-doan/document.xml", "<w:document " W "><w:body><?fragment chungg?></w:body></w:document>"},
    {"lap-doan/form.yaml", "form: lap-doan\ntitle: Lặp đoạn\nextends: frame\n"},
    {"lap-doan/document.xml", "<w:document " W "><w:body><?fragment rieng?></w:body></w:document>"},
    {"lap-doan/fragments/rieng.xml", "<w:body " W "><?fragment rieng?></w:body>"},
    {"ngoai/form.yaml", "form: ngoai\ntitle: Ngoài\nextends: frame\n"},
    {"ngoai/document.xml", "<w:document " W "><w:body><?fragment ../../x?></w:body></w:document>"},
};

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    char folder[64];
};

static void write_file(struct fixture *fixture, const char *name, const char *text)
{
    struct string path = file_join(fixture->arena, string_of(fixture->folder), string_of(name));
    size_t end = path.length;
    while (path.bytes[end] != '/')
        end--;
    struct string folder = arena_copy(fixture->arena, string_slice(path, 0, end));
    assert_true(file_make_folder(folder.bytes, fixture->problems));
    FILE *file = fopen(path.bytes, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static int start(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    fixture->arena = arena_new();
    fixture->problems = problems_new();
    fixture->limits = limits_default();
    strcpy(fixture->folder, "/tmp/vanban-forms-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    for (size_t i = 0; i < sizeof files / sizeof *files; i++)
        write_file(fixture, files[i].name, files[i].text);
    *state = fixture;
    return 0;
}

static int finish(void **state)
{
    struct fixture *fixture = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -r %s", fixture->folder);
    int result = system(command);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    free(fixture);
    return result;
}

static struct package *assemble(struct fixture *fixture, const char *name)
{
    struct string folder = file_join(fixture->arena, string_of(fixture->folder), string_of(name));
    return form_assemble(folder.bytes, fixture->folder, &fixture->limits, fixture->problems);
}

static void assert_part(struct fixture *fixture, struct package *package, const char *name,
                        const char *expected)
{
    const struct part *part = package_lookup(package, string_of(name));
    assert_non_null(part);
    struct string bytes = package_read(package, part, fixture->arena, fixture->problems);
    assert_string_equal(arena_copy(fixture->arena, bytes).bytes, expected);
}

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

static void own_parts_lie_over_inherited_ones(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = assemble(fixture, "don");
    assert_non_null(package);
    assert_part(fixture, package, "word/header1.xml", DECLARATION "<w:hdr " W "><w:p/></w:hdr>");
    assert_part(fixture, package, "word/styles.xml", DECLARATION "<w:styles " W "/>");
    assert_int_equal(package_part_count(package), 5);
    package_close(package);
}

static void fragments_come_from_the_nearest_folder(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = assemble(fixture, "don");
    assert_non_null(package);
    assert_part(fixture, package, "word/document.xml",
                DECLARATION
                "<w:document " W "><w:body><w:p><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:p>"
                "<w:p><w:r><w:t>chung</w:t></w:r></w:p><w:p><w:r><w:t>riêng</w:t></w:r></w:p></w:body>"
                "</w:document>");
    package_close(package);
}

static void a_form_without_document_uses_the_inherited_one(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = assemble(fixture, "don-xin");
    assert_non_null(package);
    assert_non_null(package_lookup(package, STRING("word/document.xml")));
    assert_null(package_lookup(package, STRING("form.yaml")));
    assert_null(package_lookup(package, STRING("document.xml")));
    package_close(package);
}

/* A folder and what is told of it. */
static const struct {
    const char *name, *message;
} mistakes[] = {
    {"vong", "kế thừa vòng tròn"},
    {"mo-coi", "Không có mẫu “fram” để kế thừa"},
    {"trong", "không có document.xml"},
    {"thieu-doan", "Không có đoạn chung “chungg”"},
    {"lap-doan", "Đoạn chung “rieng” chứa chính nó"},
    {"ngoai", "Không có đoạn chung “../../x”"},
    {"khong-co", "không phải là mẫu: thiếu tệp form.yaml"},
};

static void mistakes_are_told(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct buffer out = {0};
        struct problems *shared = fixture->problems;
        fixture->problems = problems_new();
        assert_null(assemble(fixture, mistakes[i].name));
        problem_append_message(problems_first(fixture->problems), LANGUAGE_VI, &out);
        assert_non_null(strstr(out.bytes, mistakes[i].message));
        assert_int_equal(problems_exit(fixture->problems), EXIT_TEMPLATE);
        problems_free(fixture->problems);
        fixture->problems = shared;
        buffer_release(&out);
    }
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(own_parts_lie_over_inherited_ones, start, finish),
        cmocka_unit_test_setup_teardown(fragments_come_from_the_nearest_folder, start, finish),
        cmocka_unit_test_setup_teardown(a_form_without_document_uses_the_inherited_one, start, finish),
        cmocka_unit_test_setup_teardown(mistakes_are_told, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
