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
    {"don-xin/form.yaml", "form: don-xin\ntitle: Đơn xin\nextends: don\n"
                          "change:\n  ten: {label: Họ tên, required: true, hint: Ghi đủ, example: An}\n"},
    {"doi/form.yaml", "form: doi\ntitle: Đổi\nextends: don\nchange: {tenn: {hint: Ghi đủ}}\n"},
    {"vong/form.yaml", "form: vong\ntitle: Vòng\nextends: tron\n"},
    {"tron/form.yaml", "form: tron\ntitle: Tròn\nextends: vong\n"},
    {"mo-coi/form.yaml", "form: mo-coi\ntitle: Mồ côi\nextends: fram\n"},
    {"can/form.yaml", "form: can\ntitle: Cần\nextends: don\nrequire: [so]\nomit: [ten]\n"},
    {"giay/[Content_Types].xml",
     "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
     "<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
     "wordprocessingml.document.main+xml\"/></Types>"},
    {"giay/_rels/.rels",
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
     "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"giay/word/document.xml",
     "<w:document " W "><w:body><w:p><w:r><w:t>{{ Tên cơ quan }} {{ người ký.họ tên }} {{ số - 1 }}"
     "{% for x in danh sách %}{{ x.tên }}{{ x.số | round }}{% endfor %}{% for y in nơi nhận %}{{ y }}{% "
     "endfor %}"
     "{{ người_ký.chức vụ }}{{ k | default(1) }}{% if ghi chú %}{{ ghi chú }}{% endif %}{{ 1 if h is defined "
     "else 2 }}{% set z = 1 %}{{ z }}{{ data['Quyền hạn, chức vụ'] "
     "}}</w:t></w:r></w:p></w:body></w:document>"},
    {"moi/[Content_Types].xml",
     "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
     "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
     "<Default Extension=\"xml\" ContentType=\"application/vnd.openxmlformats-officedocument."
     "wordprocessingml.document.main+xml\"/></Types>"},
    {"moi/_rels/.rels",
     "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
     "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
     "officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"moi/word/document.xml",
     "<w:document " W
     "><w:body><w:p><w:r><w:t>{{ Giờ }} {{ Ngày họp }} {{ Kinh phí - 1 }} {{ Số hộ - 1 }} {{ Nơi họp "
     "}}</w:t></w:r></w:p></w:body></w:document>"},
    {"xep/form.yaml", "form: xep\ntitle: Xếp\nextends: don\nfields:\n"
                      "  - {name: mot, before: ten}\n  - {name: cuoi}\n  - {name: hai, before: ten}\n"
                      "  - {name: so, label: Số, before: cuoi}\n"},
    {"xep-sai/form.yaml", "form: xep-sai\ntitle: Xếp sai\nfields:\n  - {name: mot, before: hai}\n"},
    {"bo/form.yaml", "form: bo\ntitle: Bỏ\nextends: frame\nomit: [sso]\n"},
    {"khong-ten/document.xml", "<w:document " W "/>"},
    {"trong/form.yaml", "form: trong\ntitle: Trống\n"},
    {"thieu-doan/form.yaml", "form: thieu-doan\ntitle: Thiếu đoạn\nextends: frame\n"},
    {"thieu-doan/document.xml", "<w:document " W "><w:body><?fragment chungg?></w:body></w:document>"},
    {"hong/form.yaml", "form: hong\ntitle: Hỏng\nextends: frame\n"},
    {"hong/document.xml", "<w:document " W "><w:body><w:p></w:body></w:document>"},
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
    assert_int_equal(package_part_count(package), 9);
    package_close(package);
}

static void the_definition_goes_along(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = assemble(fixture, "don");
    assert_non_null(package);
    assert_part(fixture, package, "customXml/item1.xml",
                DECLARATION
                "<form xmlns=\"urn:vanban:form\"><file name=\"form.yaml\" xml:space=\"preserve\">"
                "form: don\ntitle: Đơn\n"
                "extends: frame\nfields:\n  - {name: ten}\n</file>"
                "<file name=\"frame.form.yaml\" xml:space=\"preserve\">form: frame\ntitle: Khung\n"
                "fields:\n  - {name: so}\n</file>"
                "<file name=\"example.yaml\" xml:space=\"preserve\">ten: A\n</file></form>");
    assert_part(fixture, package, "word/_rels/document.xml.rels",
                DECLARATION
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                "<Relationship Id=\"vanbanForm\" Type=\"http://schemas.openxmlformats.org/"
                "officeDocument/2006/relationships/customXml\" Target=\"/customXml/item1.xml\"/>"
                "</Relationships>");
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

/* A folder, the code and the message of what is told of it. */
static const struct {
    const char *name, *code, *message;
} mistakes[] = {
    {"vong", "form-extends-loop", "kế thừa vòng quanh trở lại chính nó"},
    {"mo-coi", "form-extends", "Không có mẫu “fram” để kế thừa"},
    {"trong", "form-no-document", "không có document.xml"},
    {"thieu-doan", "form-fragment", "Không có đoạn chung “chungg”"},
    {"hong", "form-xml", "Phần này của mẫu không phải XML hợp lệ: "},
    {"lap-doan", "form-fragment-loop", "Đoạn chung “rieng” chứa chính nó"},
    {"ngoai", "form-fragment", "Không có đoạn chung “../../x”"},
    {"bo", "form-inherited", "Không có trường kế thừa hay cùng nhóm tên “sso”"},
    {"doi", "form-inherited", "Không có trường kế thừa hay cùng nhóm tên “tenn”"},
    {"xep-sai", "form-inherited", "Không có trường kế thừa hay cùng nhóm tên “hai”"},
    {"khong-ten", "form-no-definition", "không phải là mẫu: thiếu tệp form.yaml"},
    {"khong-co", "pack-missing", "Không có thư mục “"},
    {"mo-coi/form.yaml", "pack-file", "form.yaml” là một tệp, không phải thư mục của mẫu"},
};

static void assert_mistake(struct fixture *fixture, const char *name, const char *code, const char *message)
{
    struct buffer out = {0};
    struct problems *shared = fixture->problems;
    fixture->problems = problems_new();
    assert_null(assemble(fixture, name));
    const struct problem *problem = problems_first(fixture->problems);
    problem_append_message(problem, LANGUAGE_VI, &out);
    assert_non_null(strstr(out.bytes, message));
    assert_string_equal(problem_code_name(problem->code), code);
    assert_int_equal(problems_exit(fixture->problems), EXIT_TEMPLATE);
    problems_free(fixture->problems);
    fixture->problems = shared;
    buffer_release(&out);
}

static void mistakes_are_told(void **state)
{
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++)
        assert_mistake(*state, mistakes[i].name, mistakes[i].code, mistakes[i].message);
}

static void fragments_are_told_with_their_line(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    assert_null(assemble(fixture, "thieu-doan"));
    problem_append_human(problems_first(fixture->problems), LANGUAGE_VI, &out);
    assert_non_null(strstr(out.bytes, "thieu-doan, word/document.xml, dòng 1\n"
                                      "    <?fragment chungg?>\n"
                                      "               ^^^^^^\n"
                                      "  gợi ý: có phải “chung”? Đoạn chung là tệp"));
    buffer_release(&out);
}

/* "unknown-form" */
static void a_name_that_is_no_form_names_those_there_are(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    assert_null(form_open("don-xim", fixture->folder, &fixture->limits, fixture->problems));
    problem_append_human(problems_first(fixture->problems), LANGUAGE_VI, &out);
    assert_string_equal(
        out.bytes,
        "lỗi: Không có mẫu “don-xim” (unknown-form)\n"
        "  ở: don-xim\n"
        "  gợi ý: có phải “don-xin”? Các mẫu có sẵn: bo, can, doi, don, don-xin, hong, lap-doan, mo-coi, "
        "ngoai, "
        "thieu-doan, tron, trong, vong, xep, xep-sai. Mẫu riêng: ghi đường dẫn của thư mục hoặc tệp "
        ".docx.\n");
    buffer_release(&out);
}

static void a_form_may_require_and_omit_what_it_inherits(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    struct form *form = form_open("can", fixture->folder, &fixture->limits, fixture->problems);
    assert_non_null(form);
    const struct field *fields = form_fields(form, &count);
    assert_int_equal(count, 1);
    assert_string_equal(fields[0].name->text.bytes, "so");
    assert_true(fields[0].is_required);
    form_free(form);
}

static void a_form_may_change_keys_of_what_it_inherits(void **state)
{
    struct fixture *fixture = *state;
    size_t count;
    struct form *form = form_open("don-xin", fixture->folder, &fixture->limits, fixture->problems);
    assert_non_null(form);
    const struct field *fields = form_fields(form, &count);
    assert_int_equal(count, 2);
    assert_string_equal(fields[1].name->text.bytes, "ten");
    assert_string_equal(fields[1].label.bytes, "Họ tên");
    assert_string_equal(fields[1].hint.bytes, "Ghi đủ");
    assert_string_equal(fields[1].example.as.text.bytes, "An");
    assert_true(fields[1].is_required);
    form_free(form);
}

static void append_fields(struct buffer *out, const struct field *fields, size_t count)
{
    static const char *const types[] = {"text", "lines", "outline", "count",  "number", "money", "percent",
                                        "date", "bool",  "choice",  "record", "table",  "any"};
    for (size_t i = 0; i < count; i++) {
        buffer_append_format(out, "%s:%s%s(", fields[i].label.bytes, types[fields[i].type],
                             fields[i].is_required ? "" : "?");
        append_fields(out, fields[i].fields, fields[i].field_count);
        buffer_append_text(out, ")");
    }
}

static void new_fields_stand_where_the_form_wants_them(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    size_t count;
    struct form *form = form_open("xep", fixture->folder, &fixture->limits, fixture->problems);
    assert_non_null(form);
    const struct field *fields = form_fields(form, &count);
    append_fields(&out, fields, count);
    assert_string_equal(out.bytes, "mot:text?()hai:text?()ten:text?()Số:text?()cuoi:text?()");
    buffer_release(&out);
    form_free(form);
}

/* What problems of the document itself are called by: the name of a shipped form, not its folder. */
static void a_shipped_form_goes_by_its_name(void **state)
{
    struct fixture *fixture = *state;
    struct form *form = form_open("don", fixture->folder, &fixture->limits, fixture->problems);
    assert_non_null(form);
    assert_string_equal(package_file(template_package(form_template(form))).bytes, "don");
    form_free(form);
}

static void an_unpacked_document_is_packed_as_it_stands(void **state)
{
    struct fixture *fixture = *state;
    struct package *package = assemble(fixture, "giay");
    assert_non_null(package);
    assert_int_equal(package_part_count(package), 3);
    assert_non_null(package_lookup(package, STRING("word/document.xml")));
    package_close(package);
}

static void the_fields_of_a_document_are_what_its_tags_use(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    size_t count;
    struct string path = file_join(fixture->arena, string_of(fixture->folder), STRING("giay"));
    struct form *form = form_open(path.bytes, fixture->folder, &fixture->limits, fixture->problems);
    assert_non_null(form);
    const struct field *fields = form_fields(form, &count);
    append_fields(&out, fields, count);
    assert_string_equal(out.bytes, "Tên cơ quan:any()người ký:record(họ tên:any()chức vụ:any())số:number()"
                                   "danh sách:table(tên:any()số:number())nơi nhận:lines()k:any?()ghi "
                                   "chú:any?()h:any?()Quyền hạn, chức vụ:any()");
    buffer_release(&out);
    form_free(form);
}

static void a_document_gets_samples_of_what_its_names_say(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    struct string path = file_join(fixture->arena, string_of(fixture->folder), STRING("moi"));
    struct form *form = form_open(path.bytes, fixture->folder, &fixture->limits, fixture->problems);
    assert_non_null(form);
    form_append_blank(form, LANGUAGE_VI, &out);
    assert_non_null(strstr(out.bytes, "\nGiờ: 8 giờ 00\n"));
    assert_non_null(strstr(out.bytes, "\nNgày họp: 04/5/2023\n"));
    assert_non_null(strstr(out.bytes, "\nKinh phí: 1500000\n"));
    assert_non_null(strstr(out.bytes, "\nSố hộ: 12\n"));
    assert_non_null(strstr(out.bytes, "\nNơi họp: (Nơi họp)\n"));
    buffer_release(&out);
    form_free(form);
}

static void shipped_forms_are_listed_with_their_titles(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    assert_true(form_append_shipped(fixture->folder, false, &fixture->limits, &out, fixture->problems));
    assert_true(string_starts_with(buffer_string(&out), STRING("bo               Bỏ\n"
                                                               "can              Cần\n"
                                                               "doi              Đổi\n"
                                                               "don              Đơn\n"
                                                               "don-xin          Đơn xin\n")));
    buffer_truncate(&out, 0);
    assert_true(form_append_shipped(fixture->folder, true, &fixture->limits, &out, fixture->problems));
    assert_true(string_starts_with(buffer_string(&out), STRING("[{\"name\":\"bo\",\"title\":\"Bỏ\"},"
                                                               "{\"name\":\"can\",\"title\":\"Cần\"},"
                                                               "{\"name\":\"doi\",\"title\":\"Đổi\"},")));
    assert_true(string_ends_with(buffer_string(&out), STRING("}]\n")));
    buffer_release(&out);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(own_parts_lie_over_inherited_ones, start, finish),
        cmocka_unit_test_setup_teardown(the_definition_goes_along, start, finish),
        cmocka_unit_test_setup_teardown(fragments_come_from_the_nearest_folder, start, finish),
        cmocka_unit_test_setup_teardown(a_form_without_document_uses_the_inherited_one, start, finish),
        cmocka_unit_test_setup_teardown(mistakes_are_told, start, finish),
        cmocka_unit_test_setup_teardown(fragments_are_told_with_their_line, start, finish),
        cmocka_unit_test_setup_teardown(a_name_that_is_no_form_names_those_there_are, start, finish),
        cmocka_unit_test_setup_teardown(a_form_may_require_and_omit_what_it_inherits, start, finish),
        cmocka_unit_test_setup_teardown(a_form_may_change_keys_of_what_it_inherits, start, finish),
        cmocka_unit_test_setup_teardown(new_fields_stand_where_the_form_wants_them, start, finish),
        cmocka_unit_test_setup_teardown(a_shipped_form_goes_by_its_name, start, finish),
        cmocka_unit_test_setup_teardown(an_unpacked_document_is_packed_as_it_stands, start, finish),
        cmocka_unit_test_setup_teardown(the_fields_of_a_document_are_what_its_tags_use, start, finish),
        cmocka_unit_test_setup_teardown(a_document_gets_samples_of_what_its_names_say, start, finish),
        cmocka_unit_test_setup_teardown(shipped_forms_are_listed_with_their_titles, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
