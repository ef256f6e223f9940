/*
 * The cases of the .test files in tests/expressions: three lines each, an expression, its data (an expression
 * that gives a record, or "-") and what it prints, or "! code: message", with " @ " and the underlined bytes
 * behind it where that matters. A line break in a result is written \n. "#! plain" and "#! vi" switch how
 * numbers print, "#! undefined blank|error|mark" what missing names do, for the cases behind them; other
 * lines with # are comments.
 */

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "expression/expression.h"

struct mode {
    enum number_style numbers;
    enum undefined_mode undefined;
};

struct case_lines {
    struct string lines[3];
};

static bool run(struct string text, struct evaluation *evaluation, struct value *result)
{
    struct expression_source source = {.text = text, .place = {.tag = text}};
    const struct expression *expression = expression_parse(evaluation->arena, &source, evaluation->problems);
    return expression != NULL && expression_evaluate(expression, evaluation, result) &&
           (result->kind != VALUE_UNDEFINED || expression_report_undefined(expression, evaluation, result));
}

static void append_problem(struct buffer *out, const struct problem *problem, bool with_underline)
{
    const struct place *place = &problem->place;
    buffer_append_format(out, "! %s: ", problem_code_name(problem->code));
    problem_append_message(problem, LANGUAGE_VI, out);
    if (with_underline)
        buffer_append_format(out, " @ %.*s",
                             STRING_FORMAT(string_slice(place->tag, place->underline,
                                                        place->underline + place->underline_length)));
}

static void append_result(struct buffer *out, const struct value *value, enum number_style style)
{
    struct buffer printed = {0};
    value_append_text(&printed, value, style);
    for (size_t i = 0; i < printed.length; i++)
        if (printed.bytes[i] == '\n')
            buffer_append_text(out, "\\n");
        else
            buffer_append_byte(out, printed.bytes[i]);
    buffer_release(&printed);
}

static void compute(const struct case_lines *lines, const struct mode *mode, bool with_underline,
                    struct buffer *out)
{
    struct arena *arena = arena_new();
    struct limits limits = limits_default();
    struct evaluation evaluation = {.arena = arena,
                                    .lasting = arena,
                                    .scope = scope_new(arena, NULL),
                                    .limits = &limits,
                                    .problems = problems_new(),
                                    .undefined = mode->undefined,
                                    .numbers = mode->numbers};
    struct value data, result;
    bool is_done = true;
    if (!string_is(lines->lines[1], "-")) {
        is_done = run(lines->lines[1], &evaluation, &data);
        if (is_done)
            scope_use_record(evaluation.scope, data.as.record);
    }
    if (is_done && run(lines->lines[0], &evaluation, &result))
        append_result(out, &result, mode->numbers);
    else
        append_problem(out, problems_first(evaluation.problems), with_underline);
    problems_free(evaluation.problems);
    arena_free(arena);
}

static bool check(const char *file, size_t number, const struct case_lines *lines, const struct mode *mode)
{
    struct string expected = lines->lines[2];
    bool with_underline =
        string_starts_with(expected, STRING("! ")) && string_find(expected, STRING(" @ "), 0) != SIZE_MAX;
    struct buffer actual = {0};
    buffer_append_text(&actual, "");
    compute(lines, mode, with_underline, &actual);
    bool is_same = string_equal(buffer_string(&actual), expected);
    if (!is_same)
        print_message("%s:%zu: %.*s\n  wanted: %.*s\n  got:    %s\n", file, number,
                      STRING_FORMAT(lines->lines[0]), STRING_FORMAT(expected),
                      actual.length > 0 ? actual.bytes : "");
    buffer_release(&actual);
    return is_same;
}

static void switch_mode(struct string line, struct mode *mode)
{
    if (string_is(line, "#! plain"))
        mode->numbers = NUMBERS_PLAIN;
    else if (string_is(line, "#! vi"))
        mode->numbers = NUMBERS_VI;
    else if (string_is(line, "#! undefined blank"))
        mode->undefined = UNDEFINED_BLANK;
    else if (string_is(line, "#! undefined mark"))
        mode->undefined = UNDEFINED_MARK;
    else if (string_is(line, "#! undefined error"))
        mode->undefined = UNDEFINED_ERROR;
    else if (string_starts_with(line, STRING("#!")))
        fail_msg("no mode: %.*s", STRING_FORMAT(line));
}

static size_t check_file(const char *path)
{
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    char *buffer[3] = {NULL, NULL, NULL};
    size_t capacity[3] = {0}, filled = 0, number = 0, failed = 0, cases = 0;
    struct mode mode = {NUMBERS_VI, UNDEFINED_ERROR};
    struct case_lines lines;
    ssize_t length;
    while ((length = getline(&buffer[filled], &capacity[filled], file)) >= 0) {
        struct string line = {buffer[filled], (size_t)length};
        if (line.length > 0 && line.bytes[line.length - 1] == '\n')
            line.length--;
        number++;
        if (filled == 0 && (line.length == 0 || line.bytes[0] == '#')) {
            switch_mode(line, &mode);
            continue;
        }
        lines.lines[filled++] = line;
        if (filled < 3)
            continue;
        failed += !check(path, number - 2, &lines, &mode);
        cases++;
        filled = 0;
    }
    assert_int_equal(filled, 0);
    assert_true(cases > 0);
    for (size_t i = 0; i < 3; i++)
        free(buffer[i]);
    fclose(file);
    return failed;
}

static void cases_hold(void **state)
{
    (void)state;
    DIR *folder = opendir(VANBAN_SOURCE "/tests/expressions");
    assert_non_null(folder);
    size_t failed = 0, files = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        char path[1024];
        if (!string_ends_with(string_of(entry->d_name), STRING(".test")))
            continue;
        snprintf(path, sizeof path, "%s/tests/expressions/%s", VANBAN_SOURCE, entry->d_name);
        failed += check_file(path);
        files++;
    }
    closedir(folder);
    assert_true(files > 0);
    assert_int_equal(failed, 0);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases_hold)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
