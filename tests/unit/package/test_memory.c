#include "packages.h"

/* Opens, checks, changes and writes a package; run again and again with one allocation more. */
struct work {
    struct string zip;
    struct limits limits;
    const char *path;
    bool is_done;
};

static void do_all(void *argument)
{
    struct work *work = argument;
    struct problems *problems = problems_new();
    struct package *package = package_open_bytes(STRING("mau.docx"), work->zip, &work->limits, problems);
    assert_true(package_check_content(package, problems));
    assert_true(package_set(package, STRING("word/styles.xml"), STRING(""), STRING("<s/>"), problems));
    struct file_output *output = file_output_open(work->path, true, problems);
    struct package_writer *writer = package_writer_open(output, &work->limits, problems);
    for (size_t i = 0; i < package_part_count(package); i++)
        assert_true(package_writer_copy(writer, package_part_at(package, i)));
    assert_true(package_writer_close(writer));
    file_output_abandon(output);
    package_close(package);
    problems_free(problems);
    work->is_done = true;
}

static void running_out_of_memory_anywhere_leaks_nothing(void **state)
{
    struct fixture *fixture = *state;
    static const struct row more[] = {
        {"word/settings.xml",
         "<w:settings " WORD_XMLNS " " R_XMLNS "><w:attachedTemplate r:id=\"rId1\"/></w:settings>"},
        {"word/_rels/settings.xml.rels", RELATIONSHIPS(EXTERNAL("rId1", "attachedTemplate", "a.dotm"))},
        {NULL, NULL},
    };
    struct work work = {.limits = fixture->limits, .path = path_in(fixture, "ra.docx")};
    work.zip = make_zip(fixture, letter, more, (struct zip_options){ZIP_CM_DEFLATE, ZIP_EM_NONE});
    size_t count = 0;
    for (; !work.is_done && count < 2000; count++) {
        memory_fail_after(count);
        bool has_memory = memory_guard(do_all, &work);
        assert_int_equal(has_memory, work.is_done);
    }
    memory_fail_after(SIZE_MAX);
    assert_true(work.is_done && count > 50);
    assert_null(*file_list(fixture->arena, fixture->folder, fixture->problems));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(running_out_of_memory_anywhere_leaks_nothing, set_up, tear_down),
    };
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
