/* A batch that keeps figures, when memory ends anywhere in it: figures stand with their documents or not at
 * all, no file stays open, and going on makes what is left. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "internal.h"

enum { UNITS = 3 };

struct fixture {
    char folder[64], records[96], out[96], history[96];
    struct vanban_options options;
    struct vanban_form *form;
    struct vanban_data *common;
};

/* libxml2 2.9 itself loses a node when the allocation behind it fails. */
__attribute__((visibility("default"))) const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:xmlNewNodeEatName";
}

/* The form's example without what the records give. */
static const char common[] =
    "{\"Cơ quan chủ quản\": \"UBND HUYỆN AN SƠN\", \"Cơ quan ban hành\": \"ỦY BAN NHÂN DÂN XÃ AN BÌNH\","
    " \"Ký hiệu\": \"BC-UBND\", \"Nơi ban hành\": \"An Bình\", \"Ngày\": \"2023-05\", \"Trích yếu\": \"Kết "
    "quả thử\","
    " \"Quyền hạn, chức vụ\": [\"TM. ỦY BAN NHÂN DÂN\", \"CHỦ TỊCH\"], \"Người ký\": \"Trần Văn Hòa\","
    " \"Nơi nhận\": [\"UBND huyện An Sơn\"], \"Phí\": 150000}";

static void write_records(const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("Mã,Đơn vị,Nhận,Kỳ trước chuyển qua,Đã xong\n", file);
    for (int i = 1; i <= UNITS; i++)
        fprintf(file, "X%d,UBND xã số %d,%d,5,22\n", i, i, 20 + i);
    fclose(file);
}

static void set_up(struct fixture *fixture, struct vanban_problems *problems)
{
    *fixture = (struct fixture){.options = {.forms_folder = VANBAN_SOURCE "/templates", .period = "2023-09"}};
    strcpy(fixture->folder, "/tmp/vanban-batch-XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    snprintf(fixture->records, sizeof fixture->records, "%s/xa.csv", fixture->folder);
    snprintf(fixture->out, sizeof fixture->out, "%s/thang-9", fixture->folder);
    snprintf(fixture->history, sizeof fixture->history, "%s/so.db", fixture->folder);
    write_records(fixture->records);
    fixture->form = vanban_form_open(VANBAN_SOURCE "/tests/data/periodic", &fixture->options, problems);
    fixture->options.history = fixture->history;
    fixture->options.form = fixture->form;
    fixture->common = vanban_data_parse("chung.json", common, sizeof common - 1, &fixture->options, problems);
    assert_true(fixture->form != NULL && fixture->common != NULL);
}

static void empty_folder(const char *path)
{
    char inner[400];
    DIR *folder = opendir(path);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;) {
        snprintf(inner, sizeof inner, "%s/%s", path, entry->d_name);
        unlink(inner);
    }
    if (folder != NULL)
        closedir(folder);
    rmdir(path);
}

static void tear_down(struct fixture *fixture)
{
    vanban_data_close(fixture->common);
    vanban_form_close(fixture->form);
    empty_folder(fixture->out);
    empty_folder(fixture->folder);
}

static bool run(struct fixture *fixture, struct vanban_problems *problems)
{
    const struct vanban_batch_options asked = {
        .folder = fixture->out, .name = "{{ Mã }}", .jobs = 1, .resume = true};
    const struct vanban_form *forms[] = {fixture->form};
    return vanban_batch(forms, 1, fixture->records, fixture->common, &asked, &fixture->options, problems);
}

/* Pictures beside the records of one batch are not those of what is made of the same data later. */
static void nothing_is_left_in_the_common_data(void **state)
{
    (void)state;
    struct fixture fixture;
    struct vanban_problems *problems = vanban_problems_new();
    set_up(&fixture, problems);
    const struct data_folder *folders = fixture.common->folders;
    const struct record *top = fixture.common->top.as.record;
    size_t count = top->count;
    assert_true(run(&fixture, problems));
    assert_ptr_equal(fixture.common->folders, folders);
    assert_ptr_equal(fixture.common->top.as.record, top);
    assert_int_equal(top->count, count);
    tear_down(&fixture);
    vanban_problems_free(problems);
}

/* How many reports the history has; each has its document. */
static size_t count_reports(struct fixture *fixture)
{
    struct arena *arena = arena_new();
    struct problems *problems = problems_new();
    struct history_filter filter = {.unit = {"", 0}, .form = {"", 0}, .period = {"", 0}};
    struct report *reports;
    size_t count = 0;
    struct history *history =
        file_exists(fixture->history) ? history_open(fixture->history, DATABASE_WRITE, problems) : NULL;
    if (history != NULL)
        assert_true(history_list(history, arena, &filter, &reports, &count));
    for (size_t i = 0; i < count; i++) {
        assert_true(file_exists(reports[i].document.bytes));
        assert_int_equal(reports[i].issues, 1);
    }
    history_close(history);
    assert_int_equal(problems_count(problems), 0);
    problems_free(problems);
    arena_free(arena);
    return count;
}

static size_t count_open_files(void)
{
    size_t count = 0;
    DIR *folder = opendir("/proc/self/fd");
    assert_non_null(folder);
    while (readdir(folder) != NULL)
        count++;
    closedir(folder);
    return count;
}

/* One run after the other, each with memory for some allocations more, goes on where the last one stopped. */
static void memory_may_end_anywhere(void **state)
{
    struct fixture fixture;
    struct vanban_problems *problems = vanban_problems_new();
    size_t failures = 0, open_before;
    bool is_whole = false;
    (void)state;
    set_up(&fixture, problems);
    open_before = count_open_files();
    for (size_t left = 0; !is_whole; left += 1 + left / 20) {
        struct vanban_problems *told = vanban_problems_new();
        memory_fail_after(left);
        is_whole = run(&fixture, told);
        memory_fail_after(SIZE_MAX);
        failures += !is_whole;
        assert_int_equal(count_open_files(), open_before);
        assert_true(count_reports(&fixture) <= UNITS);
        vanban_problems_free(told);
    }
    assert_true(failures > 50);
    assert_int_equal(count_reports(&fixture), UNITS);
    vanban_problems_free(problems);
    tear_down(&fixture);
}

int main(void)
{
    cmocka_set_message_output(CM_OUTPUT_TAP);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_left_in_the_common_data),
        cmocka_unit_test(memory_may_end_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
