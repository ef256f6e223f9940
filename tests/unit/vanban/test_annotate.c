/* A form with its problems as comments: whole or not at all, also when memory ends. */

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "vanban.h"

/* As in test_vanban.c. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libxml2";
}

struct fixture {
    char folder[64];
    char copy[128], nothing[128];
    struct vanban_options options;
    struct vanban_problems *found;
};

/* What is found: a letter asks for more than nothing. */
static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/vanban-api-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return 1;
    snprintf(fixture->copy, sizeof fixture->copy, "%s/copy.docx", fixture->folder);
    snprintf(fixture->nothing, sizeof fixture->nothing, "%s/out.docx", fixture->folder);
    fixture->options = (struct vanban_options){.forms_folder = VANBAN_SOURCE "/templates"};
    fixture->found = vanban_problems_new();
    struct vanban_form *form = vanban_form_open("cong-van", &fixture->options, fixture->found);
    struct vanban_data *data = vanban_data_open(NULL, &fixture->options, fixture->found);
    bool done = vanban_render(form, data, fixture->nothing, &fixture->options, fixture->found);
    vanban_data_close(data);
    vanban_form_close(form);
    *state = fixture;
    return done;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    unlink(fixture->copy);
    int status = rmdir(fixture->folder);
    vanban_problems_free(fixture->found);
    free(fixture);
    return status;
}

static bool annotate(const struct fixture *fixture, const char *form, struct vanban_problems *problems)
{
    return vanban_annotate(form, fixture->found, fixture->copy, &fixture->options, problems);
}

static char *print(const struct vanban_problems *problems)
{
    static char text[1000];
    FILE *stream = fmemopen(text, sizeof text, "w");
    vanban_problems_print(problems, stream, VANBAN_VI, false);
    fclose(stream);
    return text;
}

static void makes_a_copy(void **state)
{
    const struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    assert_true(annotate(fixture, "cong-van", problems));
    assert_int_equal(vanban_problems_count(problems), 0);
    assert_int_equal(access(fixture->copy, R_OK), 0);
    assert_false(annotate(fixture, "cong-van", problems));
    assert_non_null(strstr(print(problems), "(output-exists)"));
    vanban_problems_free(problems);
}

static void never_overwrites_the_template(void **state)
{
    struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    fixture->options.overwrite = true;
    assert_true(annotate(fixture, "cong-van", problems));
    assert_false(annotate(fixture, fixture->copy, problems));
    assert_non_null(strstr(print(problems), "(usage-same-file)"));
    vanban_problems_free(problems);
}

/* The problems found have said it, unless they are none. */
static void tells_once_what_cannot_be_opened(void **state)
{
    struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    assert_false(annotate(fixture, "missing.docx", problems));
    assert_int_equal(vanban_problems_error_count(problems), 0);
    assert_non_null(
        strstr(print(problems), "Không tạo được bản có nhận xét của “missing.docx” (annotate-no-copy)"));
    assert_false(vanban_annotate("missing.docx", problems, fixture->copy, NULL, problems));
    assert_non_null(strstr(print(problems), "(cannot-read)"));
    vanban_problems_free(problems);
}

static void memory_may_end_anywhere(void **state)
{
    const struct fixture *fixture = *state;
    bool done = false;
    size_t failures = 0;
    for (size_t left = 0; !done; left += 1 + left / 30) {
        struct vanban_problems *problems = vanban_problems_new();
        memory_fail_after(left);
        done = annotate(fixture, "cong-van", problems);
        memory_fail_after(SIZE_MAX);
        assert_int_equal(vanban_problems_exit(problems), done ? 0 : 6);
        assert_int_equal(access(fixture->copy, R_OK) == 0, done);
        vanban_problems_free(problems);
        failures += !done;
    }
    assert_true(failures > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(makes_a_copy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(never_overwrites_the_template, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_once_what_cannot_be_opened, set_up, tear_down),
        cmocka_unit_test_setup_teardown(memory_may_end_anywhere, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
