/* Workbooks to fill in: what was written is read back as data, whatever the types and names of the fields. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "form/fields.h"
#include "form/internal.h"

#define FILE_NAME "trong.xlsx"

/* A form, what its blank workbook holds, and what is told on writing it. */
static const struct {
    const char *fields, *values, *told;
} forms[] = {
    /* a value of each type, as typed */
    {"[{name: a, label: Chữ, required: true, example: '=1+1'}, {name: b, type: count, required: true, "
     "example: 1234}, {name: c, type: money, required: true, example: 2318000}, {name: d, type: percent, "
     "required: true, example: 98.35}, {name: e, type: number, required: true, example: 0.1}, {name: f, "
     "type: "
     "date, required: true, example: 2023-05-04}, {name: g, type: bool, required: true, example: true}, "
     "{name: "
     "h, type: choice, choices: [một, hai], required: true}, {name: i, type: lines, required: true, example: "
     "[UBND, xã]}, {name: k, type: outline, required: true, example: \"1. Một\\n2. Hai\\n\"}, {name: l, "
     "required: true, example: '05'}]",
     "{\"Chữ\":\"=1+1\",\"b\":1234,\"c\":2318000,\"d\":0.9835,\"e\":0.1,\"f\":\"04/5/2023\",\"g\":\"có\","
     "\"h\":\"một\",\"i\":\"UBND\\nxã\",\"k\":\"1. Một\\n2. Hai\",\"l\":\"05\"}",
     ""},
    /* what may be left out or is computed stays empty; digits beyond 15 are kept as text */
    {"[{name: a, example: x}, {name: b, required: true, default_value: \"'x'\"}, {name: c, type: count, "
     "required: true, example: 12345678901234567890}]",
     "{\"a\":null,\"b\":null,\"c\":\"12345678901234567890\"}", ""},
    /* records, records inside, tables inside; labels that a dot would part or Excel does not allow */
    {"[{name: s, label: Số liệu, type: record, required: true, fields: [{name: a, type: count, required: "
     "true, "
     "example: 7}, {name: h, label: Số hóa, type: record, required: true, fields: [{name: so, label: Số "
     "lượng, "
     "type: count, example: 3}]}, {name: n, label: Nhóm, type: table, required: true, fields: [{name: x, "
     "example: một, required: true}, {name: y, type: count}]}]}, {name: t, label: 'Hồ sơ/Đơn', type: table, "
     "fields: [{name: m, label: Mã}]}, {name: tm, label: TM.UBND, required: true, example: x}]",
     "{\"tm\":\"x\",\"Số liệu\":{\"a\":7,\"Số hóa\":{\"Số lượng\":3},\"Nhóm\":[{\"x\":\"một\",\"y\":null}]},"
     "\"t\":[]}",
     ""},
    /* the example of a record or a table is what its parts are filled with */
    {"[{name: r, type: record, required: true, example: {a: 1}, fields: [{name: a, type: count}, {name: "
     "b}]}, "
     "{name: t, type: table, required: true, example: [{m: 1}, {m: 2}], fields: [{name: m, type: count}]}]",
     "{\"r\":{\"a\":1,\"b\":null},\"t\":[{\"m\":1},{\"m\":2}]}", ""},
    /* a record that may be left out stays empty */
    {"[{name: r, type: record, fields: [{name: a, type: count, required: true, example: 1}]}]",
     "{\"r\":{\"a\":null}}", ""},
    {"[{name: chung, label: Chung, type: record, required: true, fields: [{name: a, required: true, example: "
     "x}]}]",
     "{\"Chung\":{\"a\":\"x\"}}", ""},
    /* lists that no cell can hold stand on a hidden sheet of which nothing is told */
    {"[{name: a, type: choice, required: true, choices: ['một, hai', 'ba \"bốn\"']}]", "{\"a\":\"một, hai\"}",
     ""},
    /* a record in the rows has a column for each of its fields */
    {"[{name: t, type: table, required: true, fields: [{name: x, required: true, example: a}, {name: r, "
     "label: "
     "Tỷ lệ, type: record, required: true, fields: [{name: tu, label: Tử số, type: count, required: true, "
     "example: 1}, {name: mau, type: count}]}]}]",
     "{\"t\":[{\"x\":\"a\",\"Tỷ lệ\":{\"Tử số\":1,\"mau\":null}}]}", ""},
    {"[{name: t, type: table, fields: [{name: x}, {name: u, label: Bảng trong, type: table, fields: [{name: "
     "y}]}]}]",
     "{\"t\":[]}",
     "cảnh báo: Bảng tính không có chỗ cho “Bảng trong” (workbook-field)\n"
     "  gợi ý: Bảng nằm trong bảng, hay tên dài quá 31 ký tự thì ghi trong một tệp YAML đi kèm.\n"},
    {"[{name: mot_cai_ten_rat_dai_khong_trang_nao_chua_noi, type: table, fields: [{name: x}]}]", "{}",
     "cảnh báo: Bảng tính không có chỗ cho “mot_cai_ten_rat_dai_khong_trang_nao_chua_noi” (workbook-field)\n"
     "  gợi ý: Bảng nằm trong bảng, hay tên dài quá 31 ký tự thì ghi trong một tệp YAML đi kèm.\n"},
};

/* libxlsxwriter 1.1.4 loses a copy of each formula that is a list. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:lxw_strdup\n";
}

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct sources *sources;
    struct form form;
};

static struct fixture open_form(const char *fields, const char *more)
{
    struct fixture fixture = {.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    fixture.sources = sources_new(fixture.arena);
    struct definition_reader reader = {fixture.arena, fixture.sources, &fixture.limits, fixture.problems};
    struct string text = arena_format(fixture.arena, "form: thu\ntitle: Thử\nfields: %s\n%s", fields, more);
    struct definition *own = definition_parse(&reader, STRING("form.yaml"), text);
    assert_non_null(own);
    assert_true(definition_complete(&reader, own, NULL));
    fixture.form.definition = own;
    return fixture;
}

static void close_form(struct fixture *fixture)
{
    problems_free(fixture->problems);
    arena_free(fixture->arena);
}

static void write_workbook(struct fixture *fixture)
{
    struct file_output *output = file_output_open(FILE_NAME, true, fixture->problems);
    assert_non_null(output);
    assert_true(form_write_workbook(&fixture->form, LANGUAGE_VI, output, fixture->problems));
    assert_true(file_output_commit(output, fixture->problems));
}

static struct value read_workbook(struct fixture *fixture)
{
    struct value value;
    struct data_reader reader = {fixture->arena, fixture->sources, &fixture->limits, fixture->problems};
    struct tables_options options = {0};
    options.labels = form_column_names(&fixture->form, fixture->arena, &options.label_count);
    assert_true(data_read_file(&reader, &options, FILE_NAME, &value));
    return value;
}

static struct string read_part(struct fixture *fixture, const char *name)
{
    struct package *package = package_open(FILE_NAME, &fixture->limits, fixture->problems);
    const struct part *part = package_lookup(package, string_of(name));
    assert_non_null(part);
    struct string bytes = package_read(package, part, fixture->arena, fixture->problems);
    package_close(package);
    return bytes;
}

static void assert_holds(struct string text, const char *wanted)
{
    if (string_find(text, string_of(wanted), 0) == SIZE_MAX)
        fail_msg("no %s in %.*s", wanted, STRING_FORMAT(text));
}

static void what_is_written_is_read_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct fixture fixture = open_form(forms[i].fields, "");
        struct buffer values = {0}, told = {0};
        write_workbook(&fixture);
        struct value value = read_workbook(&fixture);
        value_append_json(&values, &value);
        assert_string_equal(values.bytes, forms[i].values);
        buffer_append_text(&told, "");
        for (const struct problem *problem = problems_first(fixture.problems); problem != NULL;
             problem = problem->next)
            problem_append_human(problem, LANGUAGE_VI, &told);
        assert_string_equal(told.bytes, forms[i].told);
        buffer_release(&values);
        buffer_release(&told);
        close_form(&fixture);
    }
}

static void an_example_longer_than_a_cell_is_cut(void **state)
{
    (void)state;
    struct buffer fields = {0};
    buffer_append_text(&fields, "[{name: a, required: true, example: x");
    for (int i = 0; i < 33000; i++)
        buffer_append_text(&fields, "ố");
    buffer_append_text(&fields, "}]");
    struct fixture fixture = open_form(fields.bytes, "");
    write_workbook(&fixture);
    assert_int_equal(problems_first(fixture.problems)->code, PROBLEM_WORKBOOK_LENGTH);
    assert_string_equal(problem_code_name(problems_first(fixture.problems)->code), "workbook-length");
    buffer_release(&fields);
    close_form(&fixture);
}

/* Whole numbers from 0, lists, days, and figures that agree; nothing of what cannot be computed for sure. */
static void cells_know_what_may_be_typed(void **state)
{
    (void)state;
    struct fixture fixture = open_form(
        "[{name: a, type: count, required: true}, {name: b, type: count, default: 0}, {name: c, type: "
        "percent}, "
        "{name: d, type: date}, {name: e, type: bool}, {name: f, type: choice, choices: [x, y]}, {name: g}]",
        "derived: [{name: tong, value: a + b}, {name: hoi, type: count, sql: SELECT 1}]\n"
        "checks:\n"
        "  - {name: m, that: tong == c - 1, message: m}\n"
        "  - {name: n, if: e, that: a == b, message: m}\n"
        "  - {name: o, that: a == g, message: m}\n"
        "  - {name: p, that: a * 2 == b, message: m}\n"
        "  - {name: r, that: hoi == b + a, message: m}\n"
        "  - {name: q, if: c is not none, that: a <= c and b >= c, message: m}\n");
    write_workbook(&fixture);
    struct string sheet = read_part(&fixture, "xl/worksheets/sheet1.xml");
    assert_holds(sheet,
                 "<dataValidation type=\"whole\" allowBlank=\"1\" showInputMessage=\"1\" "
                 "showErrorMessage=\"1\" errorTitle=\"vanban\" error=\"Ô này cần một số nguyên từ 0, ví dụ "
                 "12.\" sqref=\"B2\"><formula1>0</formula1>");
    assert_holds(sheet, "<formula1>\"có,không\"</formula1>");
    assert_holds(sheet, "<formula1>\"x,y\"</formula1>");
    assert_holds(sheet, "errorStyle=\"warning\"");
    assert_holds(sheet, "<formula>AND(COUNT(0,$B$2,$B$4)=3,NOT(ROUND((("
                        "($B$2+IF(ISBLANK($B$3),0,$B$3))))-(($B$4*100-1)),6)=0))</formula>");
    assert_holds(sheet, "<formula>AND(COUNT(0,$B$2,$B$4)=3,NOT(ROUND(($B$2)-($B$4*100),6)&lt;=0))</formula>");
    assert_holds(sheet, "NOT(ROUND((IF(ISBLANK($B$3),0,$B$3))-($B$4*100),6)&gt;=0)");
    size_t rules = 0;
    for (size_t at = 0; (at = string_find(sheet, STRING("<cfRule"), at)) != SIZE_MAX; at++)
        rules++;
    assert_int_equal(rules, 3 + 2 + 2);
    assert_holds(read_part(&fixture, "xl/sharedStrings.xml"), "Đối chiếu: a + b = c - 1; a ≤ c");
    close_form(&fixture);
}

/* An identity of each row compares within its row; one of the form stands on every sheet it has cells on. */
static void identities_turn_figures_red(void **state)
{
    (void)state;
    struct fixture fixture =
        open_form("[{name: t, label: Hồ sơ, type: table, fields: [{name: a, type: count}, {name: b, type: "
                  "count, default: "
                  "0}, {name: c, type: text}]}, {name: n, type: count}, {name: m, type: money}]",
                  "identities:\n"
                  "  - {name: hang, each: t, that: a >= b + n}\n"
                  "  - {name: chu, each: t, that: a == c}\n"
                  "  - {name: mot, that: 'n in [m, m - 1]'}\n"
                  "  - {name: bang, that: n == (t | length)}\n");
    write_workbook(&fixture);
    struct string sheet = read_part(&fixture, "xl/worksheets/sheet2.xml");
    assert_holds(
        sheet, "<conditionalFormatting sqref=\"A2:A1001\"><cfRule type=\"expression\" dxfId=\"0\" "
               "priority=\"1\"><formula>AND(COUNT(0,$A2,'Chung'!$B$2)=3,NOT(ROUND(($A2)-((IF(ISBLANK($B2),0,"
               "$B2)+'Chung'!$B$2)),6)&gt;=0))</formula></cfRule></conditionalFormatting>");
    assert_holds(sheet, "sqref=\"B2:B1001\"><cfRule");
    assert_true(string_find(sheet, STRING("sqref=\"C2:C1001\"><cfRule"), 0) == SIZE_MAX);
    assert_holds(read_part(&fixture, "xl/worksheets/sheet1.xml"),
                 "AND(COUNT(0,$B$2,$B$3)=3,NOT(OR(ROUND(($B$2)-($B$3),6)=0,ROUND(($B$2)-(($B$3-1)),6)=0)))");
    assert_holds(read_part(&fixture, "xl/sharedStrings.xml"), "Đối chiếu: n = m hoặc m - 1<");
    assert_holds(read_part(&fixture, "xl/comments1.xml"), "Đối chiếu: a ≥ b + n<");
    close_form(&fixture);
}

struct writing {
    const struct form *form;
    struct problems *problems;
    bool is_written;
};

static void write_guarded(void *argument)
{
    struct writing *writing = argument;
    struct file_output *output = file_output_open("khac.xlsx", true, writing->problems);
    writing->is_written = form_write_workbook(writing->form, LANGUAGE_VI, output, writing->problems);
    file_output_abandon(output);
}

static void running_out_of_memory_leaves_nothing(void **state)
{
    (void)state;
    struct fixture fixture =
        open_form("[{name: a, type: count, required: true, label: Số}, {name: t, type: table, "
                  "fields: [{name: x, type: choice, choices: [một, hai]}]}]",
                  "identities: [{name: i, that: a == a + 1}]");
    bool is_done = false;
    for (size_t count = 0; !is_done; count++) {
        struct writing writing = {&fixture.form, fixture.problems, false};
        memory_fail_after(count);
        is_done = memory_guard(write_guarded, &writing);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(writing.is_written, is_done);
        assert_true(count < 10000);
        assert_false(file_exists("khac.xlsx"));
    }
    close_form(&fixture);
}

/* A comma as decimal point would make a workbook that Excel cannot open. */
static void the_locale_of_the_program_does_not_matter(void **state)
{
    (void)state;
    struct fixture fixture = open_form("[{name: e, type: number, required: true, example: 0.5}]", "");
    write_workbook(&fixture);
    struct limits limits = limits_default();
    struct string first = file_read(fixture.arena, FILE_NAME, &limits, fixture.problems);
    const char *has_comma = setlocale(LC_ALL, "vi_VN.UTF-8");
    write_workbook(&fixture);
    setlocale(LC_ALL, "C");
    struct string second = file_read(fixture.arena, FILE_NAME, &limits, fixture.problems);
    assert_int_equal(first.length, second.length);
    assert_memory_equal(first.bytes, second.bytes, first.length);
    if (has_comma == NULL)
        print_message("no locale with a decimal comma here\n");
    close_form(&fixture);
}

static int enter_folder(void **state)
{
    static char folder[] = "/tmp/vanban-workbook-XXXXXX";
    *state = mkdtemp(folder);
    return *state != NULL ? chdir(folder) : -1;
}

static int leave_folder(void **state)
{
    unlink(FILE_NAME);
    return chdir("/") != 0 || rmdir(*state) != 0;
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(an_example_longer_than_a_cell_is_cut),
        cmocka_unit_test(cells_know_what_may_be_typed),
        cmocka_unit_test(identities_turn_figures_red),
        cmocka_unit_test(running_out_of_memory_leaves_nothing),
        cmocka_unit_test(the_locale_of_the_program_does_not_matter),
    };
    return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
