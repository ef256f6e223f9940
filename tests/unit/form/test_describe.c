#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "form/internal.h"

static const char definition[] =
    "form: thu\n"
    "title: Thử\n"
    "fields:\n"
    "  - name: co_quan\n"
    "    label: Cơ quan\n"
    "    required: true\n"
    "    hint: Viết hoa\n"
    "    example: ỦY BAN\n"
    "  - {name: co_chu, label: Cỡ chữ, type: choice, choices: [L, S], default: L}\n"
    "  - {name: nam, label: Năm, type: number, default_value: 2000 + 23}\n"
    "  - name: bang\n"
    "    label: Bảng\n"
    "    type: table\n"
    "    fields: [{name: so, label: Số, type: count, required: true}]\n"
    "  - name: noi_dung\n"
    "    label: Nội dung\n"
    "    type: outline\n"
    "    required: true\n"
    "    example: \"1. Một\\n- hai\"\n"
    "  - name: nhom\n"
    "    label: Nhóm\n"
    "    type: record\n"
    "    required: true\n"
    "    fields:\n"
    "      - {name: ngay, label: Ngày, type: date, required: true}\n"
    "      - {name: dong, label: \"Dòng: hai\", type: lines, required: true}\n"
    "      - {name: ghi_chu, label: Ghi chú, type: outline, default: \"Một\\n\\n  hai\"}\n";

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct form form;
};

static int start(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    struct definition_reader reader = {fixture.arena, sources_new(fixture.arena), &fixture.limits,
                                       fixture.problems};
    fixture.form.definition = definition_parse(&reader, STRING("form.yaml"), string_of(definition));
    *state = &fixture;
    return fixture.form.definition == NULL;
}

static int finish(void **state)
{
    struct fixture *fixture = *state;
    problems_free(fixture->problems);
    arena_free(fixture->arena);
    return 0;
}

static void fields_stand_in_columns(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    form_append_fields(&fixture->form, LANGUAGE_VI, &out);
    assert_string_equal(out.bytes, "Trường       Kiểu                      Mặc định        Gợi ý\n"
                                   "Cơ quan      chữ             bắt buộc                  Viết hoa\n"
                                   "Cỡ chữ       lựa chọn: L, S            L\n"
                                   "Năm          số                        (tự tính)\n"
                                   "Bảng         bảng\n"
                                   "  Số         số lượng        bắt buộc\n"
                                   "Nội dung     các đoạn văn    bắt buộc\n"
                                   "Nhóm         nhóm trường     bắt buộc\n"
                                   "  Ngày       ngày            bắt buộc\n"
                                   "  Dòng: hai  các dòng chữ    bắt buộc\n"
                                   "  Ghi chú    các đoạn văn              \"Một\\n\\n  hai\"\n");
    buffer_release(&out);
}

static void programs_read_fields_as_json(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    struct value value;
    struct data_reader reader = {fixture->arena, sources_new(fixture->arena), &fixture->limits,
                                 fixture->problems};
    form_append_fields_json(&fixture->form, LANGUAGE_VI, &out);
    assert_true(data_read_json(&reader, STRING("fields"), buffer_string(&out), &value));
    assert_int_equal(value.as.list->count, 6);
    static const char beginning[] =
        "[{\"name\":\"co_quan\",\"label\":\"Cơ quan\",\"type\":\"text\",\"required\":true,\"default\":null,"
        "\"hint\":\"Viết hoa\",\"choices\":[],\"fields\":[]},"
        "{\"name\":\"co_chu\",\"label\":\"Cỡ chữ\",\"type\":\"choice\",\"required\":false,\"default\":\"L\"";
    assert_true(string_starts_with(buffer_string(&out), string_of(beginning)));
    buffer_release(&out);
}

static const char expected_blank[] =
    "# Dữ liệu của mẫu Thử. Sửa phần sau dấu hai chấm; dòng bắt đầu bằng # là chú thích.\n"
    "# Muốn dùng trường đang có dấu # ở trước thì xóa riêng dấu # đó.\n"
    "\n"
    "# Viết hoa (bắt buộc; chữ)\n"
    "Cơ quan: ỦY BAN\n"
    "\n"
    "# (có thể bỏ trống; lựa chọn: L, S)\n"
    "#Cỡ chữ: L\n"
    "\n"
    "# (có thể bỏ trống; số)\n"
    "#Năm: 98.3\n"
    "\n"
    "# (có thể bỏ trống; bảng)\n"
    "#Bảng:\n"
    "#  -\n"
    "#    # (bắt buộc; số lượng)\n"
    "#    Số: 12\n"
    "\n"
    "# (bắt buộc; các đoạn văn)\n"
    "Nội dung: |-\n"
    "  1. Một\n"
    "  - hai\n"
    "\n"
    "# (bắt buộc; nhóm trường)\n"
    "Nhóm:\n"
    "  # (bắt buộc; ngày)\n"
    "  Ngày: 2023-05-04\n"
    "  # (bắt buộc; các dòng chữ)\n"
    "  \"Dòng: hai\":\n"
    "    - \"(Dòng: hai)\"\n"
    "  # (có thể bỏ trống; các đoạn văn)\n"
    "  #Ghi chú: |-\n"
    "  #  Một\n"
    "  #\n"
    "  #    hai\n";

static void a_blank_file_holds_what_is_required(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    form_append_blank(&fixture->form, LANGUAGE_VI, &out);
    assert_string_equal(out.bytes, expected_blank);
    buffer_release(&out);
}

static void a_blank_file_is_accepted(void **state)
{
    struct fixture *fixture = *state;
    struct buffer out = {0};
    struct value data, prepared;
    struct data_reader reader = {fixture->arena, sources_new(fixture->arena), &fixture->limits,
                                 fixture->problems};
    struct evaluation evaluation = {.arena = fixture->arena,
                                    .lasting = fixture->arena,
                                    .scope = scope_new(fixture->arena, NULL),
                                    .sources = reader.sources,
                                    .limits = &fixture->limits,
                                    .problems = fixture->problems};
    form_append_blank(&fixture->form, LANGUAGE_EN, &out);
    assert_true(data_read_yaml(&reader, STRING("blank.yaml"), buffer_string(&out), &data));
    assert_true(definition_prepare(fixture->form.definition, &data, &evaluation, &prepared));
    assert_int_equal(problems_count(fixture->problems), 0);
    buffer_release(&out);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fields_stand_in_columns, start, finish),
        cmocka_unit_test_setup_teardown(programs_read_fields_as_json, start, finish),
        cmocka_unit_test_setup_teardown(a_blank_file_holds_what_is_required, start, finish),
        cmocka_unit_test_setup_teardown(a_blank_file_is_accepted, start, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
