/* cases.txt: templates held against documents; what came of it. */

#include "../template/documents.h"
#include "../word/read_cases.h"
#include "inverse/match.h"
#include "inverse/solve.h"
#include "template/template_parts.h"

struct fixture {
    struct arena *arena;
    struct problems *problems;
    struct limits limits;
    struct template *template;
    struct package *document;
    struct buffer template_bytes, document_bytes;
};

static struct buffer make(struct fixture *fixture, struct string notation)
{
    struct buffer body = {0};
    notation_to_word(&body, notation);
    struct buffer bytes = make_document(fixture->arena, buffer_string(&body), NULL, 0, fixture->problems);
    buffer_release(&body);
    return bytes;
}

static struct package *open(struct fixture *fixture, const char *name, const struct buffer *bytes)
{
    struct package *package =
        package_open_bytes(string_of(name), buffer_string(bytes), &fixture->limits, fixture->problems);
    assert_non_null(package);
    return package;
}

static void tell(struct string name, const struct problems *problems)
{
    struct buffer words = {0};
    problems_append_human(problems, LANGUAGE_EN, &words);
    print_error("%.*s: %s\n", STRING_FORMAT(name), words.bytes);
    buffer_release(&words);
}

static void set_up(struct fixture *fixture, const struct text_case *found)
{
    *fixture = (struct fixture){.arena = arena_new(), .problems = problems_new(), .limits = limits_default()};
    fixture->template_bytes = make(fixture, found->sections[1]);
    fixture->document_bytes = make(fixture, found->sections[2]);
    fixture->template = template_compile(open(fixture, "mau.docx", &fixture->template_bytes),
                                         &fixture->limits, fixture->problems);
    if (fixture->template == NULL)
        tell(found->name, fixture->problems);
    assert_non_null(fixture->template);
    fixture->document = open(fixture, "van-ban.docx", &fixture->document_bytes);
}

static void tear_down(struct fixture *fixture)
{
    template_free(fixture->template);
    package_close(fixture->document);
    buffer_release(&fixture->template_bytes);
    buffer_release(&fixture->document_bytes);
    problems_free(fixture->problems);
    arena_free(fixture->arena);
}

static const struct definition *define(struct fixture *fixture, struct string yaml)
{
    struct definition_reader reader = {fixture->arena, sources_new(fixture->arena), &fixture->limits,
                                       fixture->problems};
    struct string text = arena_format(fixture->arena, "form: thu\ntitle: Thử\n%.*s", STRING_FORMAT(yaml));
    struct definition *definition = definition_parse(&reader, STRING("form.yaml"), text);
    assert_non_null(definition);
    assert_true(definition_complete(&reader, definition, NULL));
    return definition;
}

static void append_solution(struct buffer *out, const struct solution *solution)
{
    value_append_json(out, &solution->data);
    buffer_append_byte(out, '\n');
    for (const struct solve_conflict *conflict = solution->conflicts; conflict; conflict = conflict->next)
        buffer_append_format(out, "%.*s: %.*s, not %.*s, in paragraph %u\n",
                             STRING_FORMAT(conflict->field->label), STRING_FORMAT(conflict->first),
                             STRING_FORMAT(conflict->second), (unsigned)conflict->paragraph);
}

static void append_matching(struct fixture *fixture, const struct inverse_pattern *pattern,
                            const struct sheet *sheet, struct buffer *out)
{
    struct matching matching;
    assert_true(match_sheet(fixture->arena, pattern, sheet, (struct match_rules){PLACE_ANY, true},
                            &fixture->limits, fixture->problems, &matching));
    if (matching.is_match) {
        append_solution(out, solve(fixture->arena, pattern, sheet, &matching, NULL));
        return;
    }
    struct string rest = string_slice(sheet->text, matching.furthest, sheet->text.length);
    buffer_append_format(out, "stops before \"%.*s\", expected \"%.*s\"\n", STRING_FORMAT(string_trim(rest)),
                         STRING_FORMAT(string_trim(matching.expected)));
}

static void hold(struct fixture *fixture, const struct definition *definition, struct buffer *out)
{
    const struct template_part *part = template_find_part(fixture->template, STRING("word/document.xml"));
    const struct style_names *names = style_names_read(fixture->arena, fixture->document);
    struct inverse_pattern *pattern = pattern_make(fixture->arena, definition, names, &part->result.program);
    struct document *document =
        document_read(fixture->arena, fixture->document, &fixture->limits, fixture->problems);
    append_matching(fixture, pattern, sheet_of_story(fixture->arena, document, names, 0), out);
    for (size_t i = 0; i < definition->field_count; i++)
        if (!solve_reaches(pattern, definition->fields[i].name->text))
            buffer_append_format(out, "not shown: %.*s\n", STRING_FORMAT(definition->fields[i].name->text));
}

static bool run_case(const struct text_case *found)
{
    struct fixture fixture;
    struct buffer out = {0};
    set_up(&fixture, found);
    hold(&fixture, define(&fixture, found->sections[0]), &out);
    bool is_right = string_equal(buffer_string(&out), found->sections[3]);
    if (!is_right)
        print_error("%.*s:\n%s", STRING_FORMAT(found->name), out.bytes);
    buffer_release(&out);
    tear_down(&fixture);
    return is_right;
}

static void documents_give_the_data_they_were_made_of(void **state)
{
    struct arena *arena = arena_new();
    struct string rest = read_cases(arena, "../inverse/cases.txt");
    struct text_case found;
    size_t count = 0, wrong = 0;
    (void)state;
    for (; next_case(&rest, &found); count++)
        wrong += !run_case(&found);
    assert_true(count > 15);
    assert_int_equal(wrong, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(documents_give_the_data_they_were_made_of)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
