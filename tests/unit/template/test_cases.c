/*
 * Each folder under tests/templates is a template, its data and what comes of
 * them. A template is body.txt (the notation of documents.h) or body.xml (the
 * children of w:body, or with <?xml a whole document); other parts are files
 * named word_header1.xml for word/header1.xml. Other files are those beside
 * the template; a .docx among them is its body, in either form. expected.txt is
 * what a reader sees and what is told; expected.xml, if there, the bytes of the
 * document. Folders without expected.txt are those that tests/docxtpl.sh holds
 * against docxtpl.
 *
 * VANBAN_ACCEPT=1 writes what came out into the expected files.
 */

#include "documents.h"

#include "word/verify.h"

#include <stdio.h>
#include <stdlib.h>

struct test_case {
    struct string folder;
    bool is_valid;
};

static struct string read_file(struct arena *arena, struct string folder, const char *name)
{
    struct string path = file_join(arena, folder, string_of(name));
    struct limits limits = limits_default();
    struct problems *problems = problems_new();
    struct string bytes = {"", 0};
    if (file_exists(path.bytes))
        bytes = file_read(arena, path.bytes, &limits, problems);
    problems_free(problems);
    return bytes;
}

static void write_file(struct arena *arena, struct string folder, const char *name, struct string bytes)
{
    FILE *file = fopen(file_join(arena, folder, string_of(name)).bytes, "wb");
    assert_non_null(file);
    fwrite(bytes.bytes, 1, bytes.length, file);
    fclose(file);
}

/* What the template asks for from its folder. */
static struct string read_beside(void *context, struct string name, struct arena *arena,
                                 struct problems *problems)
{
    const struct test_case *test = context;
    if (!file_exists(file_join(arena, test->folder, name).bytes))
        return (struct string){NULL, 0};
    struct string bytes = read_file(arena, test->folder, arena_copy(arena, name).bytes);
    if (!string_ends_with(name, STRING(".docx")))
        return bytes;
    struct buffer body = {0};
    if (string_starts_with(bytes, STRING("<")))
        buffer_append_string(&body, bytes);
    else
        notation_to_word(&body, bytes);
    struct buffer zip = make_document(arena, buffer_string(&body), NULL, 0, problems);
    struct string copy = arena_copy(arena, buffer_string(&zip));
    buffer_release(&zip);
    buffer_release(&body);
    return copy;
}

static size_t read_parts(struct arena *arena, struct string folder, struct package_part *parts)
{
    struct problems *problems = problems_new();
    size_t count = 0;
    char **names = file_list(arena, folder.bytes, problems);
    for (; names && *names && count < 8; names++) {
        struct string name = string_of(*names);
        size_t cut = string_find(name, STRING("_"), 0);
        if (cut == SIZE_MAX)
            continue;
        parts[count].name = arena_format(arena, "%.*s/%s", (int)cut, name.bytes, name.bytes + cut + 1);
        if (string_ends_with(name, STRING(".rels")))
            parts[count].name =
                arena_format(arena, "%.*s/_rels/%s", (int)cut, name.bytes, name.bytes + cut + 1);
        parts[count++].bytes = read_file(arena, folder, *names);
    }
    problems_free(problems);
    return count;
}

static void read_options(struct rendering *rendering, struct string folder)
{
    struct string options = read_file(rendering->arena, folder, "options");
    if (string_find(options, STRING("undefined=mark"), 0) != SIZE_MAX)
        rendering->undefined = UNDEFINED_MARK;
    if (string_find(options, STRING("undefined=blank"), 0) != SIZE_MAX)
        rendering->undefined = UNDEFINED_BLANK;
    if (string_find(options, STRING("numbers=plain"), 0) != SIZE_MAX)
        rendering->numbers = NUMBERS_PLAIN;
}

static void show_other_part(struct rendering *rendering, struct buffer *out, struct string name)
{
    const struct part *part = package_lookup(rendering->result, name);
    if (!part)
        return;
    buffer_append_format(out, "== %.*s\n", STRING_FORMAT(name));
    struct string bytes = package_read(rendering->result, part, rendering->arena, rendering->problems);
    if (string_find(name, STRING("header"), 0) != SIZE_MAX ||
        string_find(name, STRING("notes"), 0) != SIZE_MAX ||
        string_find(name, STRING("comments"), 0) != SIZE_MAX ||
        string_find(name, STRING("footer"), 0) != SIZE_MAX)
        show_part(out, bytes, &rendering->limits, rendering->problems);
    else
        buffer_append_format(out, "%.*s\n", STRING_FORMAT(bytes));
}

static void show_result(struct rendering *rendering, struct buffer *out, const struct package_part *parts,
                        size_t count, struct string *document)
{
    const struct part *part = package_lookup(rendering->result, STRING("word/document.xml"));
    *document = package_read(rendering->result, part, rendering->arena, rendering->problems);
    show_part(out, *document, &rendering->limits, rendering->problems);
    for (size_t i = 0; i < count; i++)
        show_other_part(rendering, out, parts[i].name);
}

static void show_problems(const struct problems *problems, struct buffer *out)
{
    for (const struct problem *problem = problems_first(problems); problem; problem = problem->next)
        problem_append_human(problem, LANGUAGE_VI, out);
}

static void expect(struct rendering *rendering, struct string folder, const char *name, struct string actual)
{
    struct string expected = read_file(rendering->arena, folder, name);
    if (getenv("VANBAN_ACCEPT"))
        write_file(rendering->arena, folder, name, actual);
    else if (!string_equal(expected, actual))
        fail_msg("%.*s/%s\n--- expected\n%.*s--- actual\n%.*s", STRING_FORMAT(folder), name,
                 STRING_FORMAT(expected), STRING_FORMAT(actual));
}

/* Word's own wants are looked at too: no case may break one that its template keeps. */
static void verify(struct rendering *rendering, struct string zip, struct buffer *out)
{
    struct problems *problems = problems_new();
    struct package *original = package_open_bytes(STRING("mau.docx"), zip, &rendering->limits, problems);
    verify_document(rendering->result, original, &rendering->limits, problems);
    for (const struct problem *problem = problems_first(problems); problem; problem = problem->next)
        if (problem->severity == SEVERITY_ERROR)
            problem_append_human(problem, LANGUAGE_VI, out);
    package_close(original);
    problems_free(problems);
}

static void run_case(void **state)
{
    const struct test_case *test = *state;
    struct template_files files = {read_beside, *state};
    struct rendering rendering;
    rendering_init(&rendering);
    rendering.files = &files;
    read_options(&rendering, test->folder);
    struct buffer body = {0}, shown = {0};
    struct string xml = read_file(rendering.arena, test->folder, "body.xml"), document = {"", 0};
    if (xml.length)
        buffer_append_string(&body, string_trim(xml));
    else
        notation_to_word(&body, read_file(rendering.arena, test->folder, "body.txt"));
    struct package_part parts[8];
    size_t count = read_parts(rendering.arena, test->folder, parts);
    struct buffer zip =
        make_document(rendering.arena, buffer_string(&body), parts, count, rendering.problems);
    render_zip(&rendering, buffer_string(&zip), read_file(rendering.arena, test->folder, "data.json"));
    if (rendering.result)
        show_result(&rendering, &shown, parts, count, &document);
    if (rendering.result)
        verify(&rendering, buffer_string(&zip), &shown);
    show_problems(rendering.problems, &shown);
    expect(&rendering, test->folder, "expected.txt", buffer_string(&shown));
    if (file_exists(file_join(rendering.arena, test->folder, STRING("expected.xml")).bytes))
        expect(&rendering, test->folder, "expected.xml", document);
    if (!test->is_valid)
        assert_null(rendering.result);
    else
        assert_non_null(rendering.result);
    buffer_release(&zip);
    buffer_release(&body);
    buffer_release(&shown);
    rendering_release(&rendering);
}

enum { MOST_CASES = 1000 };

/* Whole packages are tests/packages.sh's. */
static bool is_golden(struct arena *arena, struct string folder)
{
    return file_exists(file_join(arena, folder, STRING("expected.txt")).bytes) &&
           !file_exists(file_join(arena, folder, STRING("package")).bytes);
}

static size_t add_cases(struct arena *arena, const char *root, bool is_valid, struct CMUnitTest *tests,
                        size_t count)
{
    struct problems *problems = problems_new();
    char **names = file_list(arena, root, problems);
    for (; names && *names && count < MOST_CASES; names++) {
        struct test_case *test = arena_allocate(arena, sizeof(*test));
        test->folder = file_join(arena, string_of(root), string_of(*names));
        test->is_valid = is_valid;
        const char *wanted = getenv("VANBAN_CASE");
        if ((wanted && strcmp(wanted, *names) != 0) || !is_golden(arena, test->folder))
            continue;
        tests[count++] = (struct CMUnitTest){*names, run_case, NULL, NULL, test};
    }
    problems_free(problems);
    return count;
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    struct arena *arena = arena_new();
    struct CMUnitTest *tests = arena_allocate(arena, MOST_CASES * sizeof(*tests));
    size_t count = add_cases(arena, VANBAN_SOURCE "/tests/templates/valid", true, tests, 0);
    count = add_cases(arena, VANBAN_SOURCE "/tests/templates/invalid", false, tests, count);
    if (count == MOST_CASES)
        return 1;
    int failed = _cmocka_run_group_tests("template cases", tests, count, NULL, NULL);
    arena_free(arena);
    return failed;
}
