/* Converting texts and documents through the public interface, and memory ending anywhere in it. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/memory.h"
#include "vanban.h"

#define W "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define FONTS "<w:rPr><w:rFonts w:ascii=\".VnTimeH\" w:hAnsi=\".VnTimeH\"/></w:rPr>"

/* An unzipped document, and texts. */
static const struct {
    const char *name, *text;
} files[] = {
    {"word", NULL},
    {"_rels", NULL},
    {"word/document.xml",
     "<w:document " W "><w:body><w:p><w:r>" FONTS
     "<w:t>x\u00B7 h\u00E9i t</w:t><w:softHyphen/><w:t>\u00EDng</w:t></w:r></w:p></w:body></w:document>"},
    {"word/numbering.xml",
     "<w:numbering " W "><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText "
     "w:val=\"%1.\"/></w:lvl></w:abstractNum></w:numbering>"},
    {"_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
                    "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>"},
    {"cu.txt", "x\xB7 h\xE9i chñ nghÜa"},
    {"moi.txt", "\u00D0ề nghị  hoà bình , bà Hoà"},
    {"ten.txt", "bà Hoà\n"},
};

enum { FILE_COUNT = sizeof files / sizeof *files };

struct fixture {
    char folder[32], input[64], output[64], names[128];
};

static const char *path_of(const struct fixture *fixture, const char *name)
{
    static char path[96];
    snprintf(path, sizeof path, "%s/%s", fixture->folder, name);
    return path;
}

static int set_up(void **state)
{
    struct fixture *fixture = calloc(1, sizeof *fixture);
    strcpy(fixture->folder, "/tmp/vanban-convert-XXXXXX");
    if (mkdtemp(fixture->folder) == NULL)
        return -1;
    for (size_t i = 0; i < FILE_COUNT; i++) {
        if (files[i].text == NULL) {
            mkdir(path_of(fixture, files[i].name), 0700);
            continue;
        }
        FILE *file = fopen(path_of(fixture, files[i].name), "w");
        fputs(files[i].text, file);
        fclose(file);
    }
    snprintf(fixture->output, sizeof fixture->output, "%s.docx", fixture->folder);
    snprintf(fixture->names, sizeof fixture->names, "%s", path_of(fixture, "ten.txt"));
    snprintf(fixture->input, sizeof fixture->input, "%s-cu.docx", fixture->folder);
    struct vanban_problems *problems = vanban_problems_new();
    bool is_packed = vanban_pack(fixture->folder, fixture->input, NULL, problems);
    vanban_problems_free(problems);
    *state = fixture;
    return is_packed ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = FILE_COUNT; i > 0; i--)
        remove(path_of(fixture, files[i - 1].name));
    int status = rmdir(fixture->folder);
    unlink(fixture->output);
    unlink(fixture->input);
    free(fixture);
    return status;
}

static void converts_a_document(void **state)
{
    struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    char *report =
        vanban_convert_document(fixture->input, fixture->output, VANBAN_TONES_KEEP, false, NULL, problems);
    assert_non_null(report);
    assert_string_equal(report, "Phông .VnTimeH (tcvn3): đã đổi 12 ký tự ở 3 chỗ\n");
    vanban_free(report);
    char *outline = vanban_outline(fixture->output, NULL, problems);
    assert_string_equal(outline, "XÃ HỘI TƯỚNG\n");
    vanban_free(outline);
    assert_null(
        vanban_convert_document(fixture->input, fixture->output, VANBAN_TONES_KEEP, true, NULL, problems));
    assert_int_equal(vanban_problems_exit(problems), 5);
    vanban_problems_free(problems);
}

static void converts_texts(void **state)
{
    struct fixture *fixture = *state;
    struct vanban_problems *problems = vanban_problems_new();
    struct vanban_conversion conversion = {.tones = VANBAN_TONES_OLD, .names = fixture->names, .tidy = true};
    char *text = vanban_convert(path_of(fixture, "moi.txt"), &conversion, NULL, problems);
    assert_string_equal(text, "Đề nghị hòa bình, bà Hoà");
    vanban_free(text);
    text = vanban_convert(path_of(fixture, "moi.txt"), NULL, NULL, problems);
    assert_string_equal(text, "\u00D0ề nghị  hoà bình , bà Hoà");
    assert_int_equal(vanban_problems_count(problems), 1);
    assert_int_equal(vanban_problems_error_count(problems), 0);
    vanban_free(text);
    vanban_problems_free(problems);
}

/* One of the calls; true when it had memory enough. */
static bool call(struct fixture *fixture, int which, struct vanban_problems *problems)
{
    struct vanban_conversion conversion = {.encoding = "auto", .names = fixture->names, .tidy = true};
    char *text = which == 0 ? vanban_convert_document(fixture->input, fixture->output, VANBAN_TONES_OLD, true,
                                                      NULL, problems)
                 : which == 1 ? vanban_guess_encoding(path_of(fixture, "cu.txt"), true, NULL, problems)
                              : vanban_convert(path_of(fixture, "moi.txt"), &conversion, NULL, problems);
    vanban_free(text);
    return text != NULL;
}

static void memory_may_end_anywhere(void **state)
{
    struct fixture *fixture = *state;
    for (int which = 0; which < 3; which++) {
        bool done = false;
        size_t failures = 0;
        for (size_t left = 0; !done; left += 1 + left / 30) {
            struct vanban_problems *problems = vanban_problems_new();
            memory_fail_after(left);
            done = call(fixture, which, problems);
            memory_fail_after(SIZE_MAX);
            assert_int_equal(vanban_problems_exit(problems), done ? 0 : 6);
            assert_int_equal(access(fixture->output, R_OK) == 0, done || which > 0);
            vanban_problems_free(problems);
            failures += !done;
        }
        assert_true(failures > 5);
    }
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {CASE(converts_a_document), CASE(converts_texts),
                                       CASE(memory_may_end_anywhere)};
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
