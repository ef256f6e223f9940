/* What verification tells: faults of the template apart from ours, places, words; and what it bears. */

#include "verify_cases.h"

#include "base/memory.h"

#define P "<w:p/>"
#define GRID "<w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid>"
#define WRONG_ORDER "<w:p><w:r><w:rPr><w:sz w:val=\"28\"/><w:b/></w:rPr></w:r></w:p>"
#define EMPTY_CELL "<w:tbl>" GRID "<w:tr><w:tc/></w:tr></w:tbl>" P
#define MISSING_STYLE "<w:p><w:pPr><w:pStyle w:val=\"no\"/></w:pPr></w:p>"

static struct package *open_body(struct buffer *zip, const char *body)
{
    make_case(zip, NULL, body);
    return open_case(zip);
}

static bool verify_bodies(const char *finished, const char *original, struct problems *problems)
{
    struct limits limits = limits_default();
    struct buffer zip = {0}, original_zip = {0};
    struct package *package = open_body(&zip, finished);
    struct package *template = original ? open_body(&original_zip, original) : NULL;
    bool holds = verify_document(package, template, &limits, problems);
    package_close(package);
    package_close(template);
    buffer_release(&zip);
    buffer_release(&original_zip);
    return holds;
}

static void faults_of_the_template_are_told_apart(void **state)
{
    (void)state;
    static const struct {
        const char *finished, *original;
        enum problem_exit exit;
        const char *told; /* "severity code rule" of each */
    } rows[] = {
        {P, P, EXIT_DONE, ""},
        {P, WRONG_ORDER, EXIT_DONE, ""},
        {WRONG_ORDER, NULL, EXIT_BUG, "error invariant-broken children-in-order\n"},
        {WRONG_ORDER, P, EXIT_BUG, "error invariant-broken children-in-order\n"},
        {WRONG_ORDER, WRONG_ORDER, EXIT_DONE, "warning template-fault children-in-order\n"},
        {P WRONG_ORDER WRONG_ORDER, WRONG_ORDER, EXIT_DONE, "warning template-fault children-in-order\n"},
        {WRONG_ORDER EMPTY_CELL, WRONG_ORDER, EXIT_BUG,
         "warning template-fault children-in-order\nerror invariant-broken cell-ends-in-paragraph\n"},
        {MISSING_STYLE, P, EXIT_DONE, "warning invariant-broken style-exists\n"},
        {MISSING_STYLE, MISSING_STYLE, EXIT_DONE, "warning template-fault style-exists\n"},
        {"<w:p>", "<w:p>", EXIT_DONE, "warning template-fault well-formed\n"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct problems *problems = problems_new();
        struct buffer told = {0};
        buffer_append_text(&told, "");
        bool holds = verify_bodies(rows[i].finished, rows[i].original, problems);
        assert_int_equal(holds, rows[i].exit == EXIT_DONE);
        assert_int_equal(problems_exit(problems), rows[i].exit);
        for (const struct problem *problem = problems_first(problems); problem; problem = problem->next)
            buffer_append_format(&told, "%s %s %s\n",
                                 problem->severity == SEVERITY_ERROR ? "error" : "warning",
                                 problem_code_name(problem->code), problem->arguments[0].bytes);
        assert_string_equal(told.bytes, rows[i].told);
        buffer_release(&told);
        problems_free(problems);
    }
}

static void assert_human(const struct problem *problem, enum language language, const char *expected)
{
    struct buffer text = {0};
    problem_append_human(problem, language, &text);
    assert_string_equal(text.bytes, expected);
    buffer_release(&text);
}

static void place_and_words_are_told(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    static const char body[] = "<w:p><w:r><w:t>Kính gửi</w:t></w:r></w:p><w:tbl>" GRID
                               "<w:tr><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc/></w:tr></w:tbl>" P;
    verify_bodies(body, NULL, problems);
    assert_human(
        problems_first(problems), LANGUAGE_VI,
        "lỗi: Văn bản tạo ra trái quy tắc cell-ends-in-paragraph của Word (một ô kết thúc bằng một đoạn "
        "văn): w:tc (invariant-broken)\n"
        "  ở: case.docx, word/document.xml, bảng 1, hàng 2, ô 1, gần “Kính gửi”\n"
        "  gợi ý: Đây là lỗi của chương trình, không phải của người dùng; gửi mẫu và dữ liệu cho người "
        "phát triển.\n");
    assert_human(
        problems_first(problems), LANGUAGE_EN,
        "error: The document breaks the rule cell-ends-in-paragraph of Word (a cell ends in a paragraph): "
        "w:tc (invariant-broken)\n"
        "  at: case.docx, word/document.xml, table 1, row 2, cell 1, near “Kính gửi”\n"
        "  hint: This is a fault of the program, not yours; send the template and the data to its "
        "developers.\n");
    problems_free(problems);
}

static void template_fault_is_told_as_such(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    verify_bodies(WRONG_ORDER, WRONG_ORDER, problems);
    assert_human(
        problems_first(problems), LANGUAGE_VI,
        "cảnh báo: Mẫu có sẵn chỗ trái quy tắc children-in-order của Word (các phần tử con đứng đúng thứ "
        "tự): w:rPr: w:sz, w:b (template-fault)\n"
        "  ở: case.docx, word/document.xml, đoạn 1\n"
        "  gợi ý: Văn bản vẫn được tạo; mở mẫu bằng Word rồi lưu lại thì thường hết lỗi này.\n");
    problems_free(problems);
}

static void one_fault_in_many_rows_is_told_once(void **state)
{
    (void)state;
    struct problems *problems = problems_new();
    struct buffer body = {0};
    for (size_t i = 0; i < 5000; i++)
        buffer_append_format(&body, WRONG_ORDER "<w:p><w:pPr><w:pStyle w:val=\"s%zu\"/></w:pPr></w:p>", i);
    verify_bodies(body.bytes, NULL, problems);
    assert_int_equal(problems_error_count(problems), 1);
    assert_int_equal(problems_count(problems), 1000);
    buffer_release(&body);
    problems_free(problems);
}

#define STRICT_TABLE(rows)                                                                                   \
    "<x:tbl xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:tblPr/><x:tblGrid/>" rows        \
    "</x:tbl>" P

static void strict_namespaces_are_read_too(void **state)
{
    (void)state;
    static const struct verify_case cases[] = {
        {"table-has-row", "word/header1.xml", STRICT_TABLE(""),
         STRICT_TABLE("<x:tr><x:tc><x:p/></x:tc></x:tr>"), "w:tbl"},
        {"cell-ends-in-paragraph", "word/header1.xml", STRICT_TABLE("<x:tr><x:tc/></x:tr>"), P, "w:tc"},
    };
    run_cases(cases, sizeof(cases) / sizeof(*cases));
}

static void hostile_parts_are_faults(void **state)
{
    (void)state;
    struct buffer deep = {0};
    for (size_t i = 0; i < 300; i++)
        buffer_append_text(&deep, "<a:x>");
    const struct {
        const char *part, *text, *faults;
    } rows[] = {
        {"[Content_Types].xml", TYPES(DEFAULTS OVERRIDES), ""},
        {"word/media/image1.png", "", ""},
        {"word/settings.xml", "", ""},
        {"word/header1.xml", deep.bytes, "well-formed: > 256"},
        {"_rels/.rels", "<Relationships",
         "relationship-complete: Relationship\nmain-document-exists: officeDocument\nwell-formed: "
         "Relationships"},
        {"_rels/.rels", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
         "relationship-complete: Relationship\nmain-document-exists: officeDocument\nwell-formed: DOCTYPE"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        struct buffer zip = {0}, faults = {0};
        buffer_append_text(&faults, "");
        make_case(&zip, rows[i].part, rows[i].text);
        verify_zip(&zip, &faults);
        assert_string_equal(faults.bytes, rows[i].faults);
        buffer_release(&zip);
        buffer_release(&faults);
    }
    buffer_release(&deep);
}

static void a_doctype_is_refused(void **state)
{
    (void)state;
    struct buffer zip = {0}, faults = {0};
    struct entries entries = {.zip = &zip};
    for (size_t i = 0; i < BASE_PARTS; i++) {
        struct buffer bytes = {0};
        if (!strcmp(base_parts[i].name, "word/settings.xml"))
            buffer_append_text(&bytes, "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>");
        append_part(&bytes, &base_parts[i], base_parts[i].text);
        entries_add(&entries, base_parts[i].name, buffer_string(&bytes));
        buffer_release(&bytes);
    }
    entries_end(&entries);
    verify_zip(&zip, &faults);
    assert_string_equal(faults.bytes, "well-formed: DOCTYPE");
    buffer_release(&zip);
    buffer_release(&faults);
}

struct work {
    struct buffer *zip;
    size_t allocations; /* that succeed */
    size_t error_count;
    bool is_done;
};

static void verify_work(void *argument)
{
    struct work *work = argument;
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct package *package = open_case(work->zip);
    memory_fail_after(work->allocations);
    verify_document(package, NULL, &limits, problems);
    memory_fail_after(SIZE_MAX);
    work->error_count = problems_error_count(problems);
    work->is_done = true;
    package_close(package);
    problems_free(problems);
}

static void memory_may_run_out_anywhere(void **state)
{
    (void)state;
    struct buffer zip = {0};
    struct work work = {.zip = &zip};
    make_case(&zip, NULL, WRONG_ORDER EMPTY_CELL MISSING_STYLE);
    for (; !work.is_done; work.allocations++) {
        bool had_memory = memory_guard(verify_work, &work);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(had_memory, work.is_done);
        assert_true(work.allocations < 10000);
    }
    assert_int_equal(work.error_count, 2);
    buffer_release(&zip);
}

/* Every rule has a case that breaks it. */
static void every_rule_is_tested(void **state)
{
    (void)state;
    static const char *const rows = VANBAN_SOURCE "/engine/word/verify_rules.c";
    static const char *const cases[] = {VANBAN_SOURCE "/tests/unit/word/test_verify.c",
                                        VANBAN_SOURCE "/tests/unit/word/test_verify_ids.c"};
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct limits limits = limits_default();
    struct string rules = file_read(arena, rows, &limits, problems), texts[2];
    for (size_t i = 0; i < 2; i++)
        texts[i] = file_read(arena, cases[i], &limits, problems);
    size_t count = 0;
    for (size_t at = 0; (at = string_find(rules, STRING("    {\""), at)) != SIZE_MAX; count++) {
        at += STRING("    {").length;
        size_t end = string_find(rules, STRING("\""), at + 1) + 1;
        struct string name = string_slice(rules, at, end);
        struct string bare = string_slice(rules, at + 1, end - 1);
        if (string_find(texts[0], name, 0) == SIZE_MAX && string_find(texts[1], name, 0) == SIZE_MAX &&
            string_find(texts[1], bare, 0) == SIZE_MAX)
            fail_msg("no case breaks %.*s", STRING_FORMAT(name));
    }
    assert_true(count > 50);
    problems_free(problems);
    arena_free(arena);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_of_the_template_are_told_apart),
        cmocka_unit_test(place_and_words_are_told),
        cmocka_unit_test(template_fault_is_told_as_such),
        cmocka_unit_test(one_fault_in_many_rows_is_told_once),
        cmocka_unit_test(strict_namespaces_are_read_too),
        cmocka_unit_test(hostile_parts_are_faults),
        cmocka_unit_test(a_doctype_is_refused),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(every_rule_is_tested),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
