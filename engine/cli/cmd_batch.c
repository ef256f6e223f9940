#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/command.h"

/* Set by SIGTERM and SIGINT: the documents in work are finished, no other is begun. */
static volatile sig_atomic_t is_asked_to_stop;

/* Told then, when there is someone to read it; NULL: nothing. */
static const char *words_of_stop;

/* A second one ends the command at once. */
static void ask_to_stop(int number)
{
    int error = errno;
    if (is_asked_to_stop)
        end_by_signal(number);
    else if (words_of_stop != NULL && write(STDERR_FILENO, words_of_stop, strlen(words_of_stop)) < 0)
        words_of_stop = NULL;
    is_asked_to_stop = 1;
    errno = error;
}

/* What the caller had ignored stays so. */
static void stop_by(int number)
{
    if (signal(number, ask_to_stop) == SIG_IGN)
        signal(number, SIG_IGN);
}

static void watch_stops(enum vanban_language language, bool is_watched)
{
    static const char *const words[2] = {
        "\r\033[KĐang làm nốt những văn bản dở dang; muốn dừng ngay thì bấm Ctrl-C lần nữa\n",
        "\r\033[KFinishing what has been begun; press Ctrl-C again to stop at once\n"};
    if (is_watched)
        words_of_stop = words[language];
    stop_by(SIGTERM);
    stop_by(SIGINT);
}

/* So many failures are told in words; the rest is in failed.jsonl. */
enum { MOST_FAILURES_TOLD = 10 };

struct telling {
    const struct session *session;
    struct timespec begun;
    double drawn; /* when the bar was, in seconds from then */
    bool is_terminal, as_json;
    bool has_pdf; /* something was told of a PDF */
    size_t failures_told, warnings_told;
    char told_last[1024]; /* of the failure told last */
    struct vanban_batch_progress last;
};

static double seconds_since(const struct timespec *begun)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

/* Back to the beginning of the line, which is cleared: what was longer leaves nothing behind. */
static const char clear_line[] = "\r\033[K";

static void draw_bar(struct telling *telling, const struct vanban_batch_progress *progress)
{
    static const char *const formats[2][2] = {{"%s[%.*s%.*s] %zu/%zu văn bản, %.0f/giây, còn %.0f giây",
                                               "%s[%.*s%.*s] %zu/%zu documents, %.0f/s, %.0f s left"},
                                              {"%s[%.*s%.*s] %zu/%zu tệp, %.0f/giây, còn %.0f giây",
                                               "%s[%.*s%.*s] %zu/%zu files, %.0f/s, %.0f s left"}};
    static const char full[] = "##########", empty[] = "----------";
    const double pause = 0.05; /* more often nobody sees */
    size_t finished = progress->made + progress->kept + progress->failed;
    double seconds = seconds_since(&telling->begun),
           rate = seconds > 0 ? (double)progress->made / seconds : 0;
    double left = rate > 0 ? (double)(progress->total - finished) / rate : 0;
    int cells = progress->total > 0 ? (int)(finished * (sizeof full - 1) / progress->total) : 0;
    if (finished < progress->total && telling->drawn > 0 && seconds < telling->drawn + pause)
        return;
    telling->drawn = seconds;
    fprintf(stderr, formats[telling->has_pdf][telling->session->language], clear_line, cells, full,
            (int)sizeof empty - 1 - cells, empty, finished, progress->total, rate, left);
}

static void tell_record(const struct telling *telling, const struct vanban_batch_progress *progress,
                        const char *words)
{
    static const char *const heads[2][2] = {{"%sBản ghi %zu:\n%s", "%sBản ghi %zu, %s:\n%s"},
                                            {"%sRecord %zu:\n%s", "%sRecord %zu, %s:\n%s"}};
    const char *const *head = heads[telling->session->language];
    const char *begin = telling->is_terminal ? clear_line : "";
    if (progress->path != NULL)
        fprintf(stderr, head[1], begin, progress->record, progress->path, words);
    else
        fprintf(stderr, head[0], begin, progress->record, words);
}

static void tell_failure(struct telling *telling, const struct vanban_batch_progress *progress)
{
    static const char *const same[2] = {"như trên\n", "the same\n"};
    if (telling->failures_told++ >= MOST_FAILURES_TOLD)
        return;
    bool is_same = strcmp(telling->told_last, progress->failure) == 0;
    tell_record(telling, progress, is_same ? same[telling->session->language] : progress->failure);
    snprintf(telling->told_last, sizeof telling->told_last, "%s", progress->failure);
}

static void tell_warning(struct telling *telling, const struct vanban_batch_progress *progress)
{
    telling->warnings_told++;
    tell_record(telling, progress, progress->warning);
}

static bool is_pdf(const char *path)
{
    const char *ending = path != NULL ? strrchr(path, '.') : NULL;
    return ending != NULL && strcmp(ending, ".pdf") == 0;
}

static bool tell(void *context, const struct vanban_batch_progress *progress)
{
    struct telling *telling = context;
    telling->last = *progress;
    telling->has_pdf |= is_pdf(progress->path);
    if (telling->as_json)
        puts(progress->line);
    else if (progress->failure != NULL)
        tell_failure(telling, progress);
    else if (progress->warning != NULL)
        tell_warning(telling, progress);
    if (telling->is_terminal && !telling->as_json)
        draw_bar(telling, progress);
    return !is_asked_to_stop;
}

/* What was done, in a line; problems come behind it. */
static void tell_end(const struct telling *telling)
{
    static const char *const formats[2] = {"Đã tạo %zu %s, giữ nguyên %zu, lỗi %zu: %s\n",
                                           "%zu %s made, %zu kept, %zu failed: %s\n"};
    static const char *const kinds[2][2] = {{"văn bản", "documents"},
                                            {"tệp Word và PDF", "documents and PDFs"}};
    static const char *const rests[2] = {"… và %zu văn bản lỗi nữa\n", "… and %zu more failed\n"};
    static const char *const warned[2] = {"… và %zu văn bản có lời nhắc nữa, ghi trong manifest.jsonl\n",
                                          "… and %zu more with warnings, which manifest.jsonl has\n"};
    enum vanban_language language = telling->session->language;
    const struct vanban_batch_progress *last = &telling->last;
    if (telling->as_json || last->total == 0)
        return;
    if (telling->is_terminal)
        fputs(clear_line, stderr);
    if (telling->failures_told > MOST_FAILURES_TOLD)
        fprintf(stderr, rests[language], telling->failures_told - MOST_FAILURES_TOLD);
    if (last->warned > telling->warnings_told)
        fprintf(stderr, warned[language], last->warned - telling->warnings_told);
    fprintf(stderr, formats[language], last->made, kinds[telling->has_pdf][language], last->kept,
            last->failed, telling->session->line->values[OPTION_OUT_DIR]);
}

/* A whole number from 1, or what it was when none is given; false after a problem. */
static bool read_count(const struct session *session, enum option option, const char *name,
                       unsigned long *count)
{
    const char *typed = session->line->values[option];
    if (typed == NULL)
        return true;
    char *end;
    *count = strtoul(typed, &end, 10);
    if (typed[0] >= '1' && typed[0] <= '9' && *end == '\0' && *count <= 1000000)
        return true;
    vanban_problems_add_usage(session->problems, "usage-value", name, typed);
    return false;
}

static bool has_options(const struct session *session)
{
    if (is_given(session->line, OPTION_OUT_DIR) && is_given(session->line, OPTION_NAME))
        return true;
    vanban_problems_add_usage(session->problems, "usage-batch", NULL, NULL);
    return false;
}

/* Standard output has the lines of the documents already, or the joined one. */
static bool has_room_to_join(const struct session *session, bool as_json)
{
    const char *join = session->line->values[OPTION_JOIN];
    if (!as_json || join == NULL || strcmp(join, "-") != 0)
        return true;
    vanban_problems_add_usage(session->problems, "usage-value", "join", join);
    return false;
}

/* "2/5"; whether there is such a part the batch tells. */
static bool is_shard(const struct session *session)
{
    const char *typed = session->line->values[OPTION_SHARD];
    unsigned index, count;
    char rest;
    if (typed == NULL || sscanf(typed, "%u/%u%c", &index, &count, &rest) == 2)
        return true;
    vanban_problems_add_usage(session->problems, "usage-value", "shard", typed);
    return false;
}

static bool run_with(const struct session *session, const struct vanban_form *const *forms, size_t count,
                     const struct vanban_batch_options *asked)
{
    struct vanban_options options = session->options;
    bool is_open;
    struct vanban_units *units = open_units(session, &is_open);
    options.form = forms[0];
    options.other_forms = forms + 1;
    options.other_form_count = count - 1;
    options.units = units;
    struct vanban_data *common = is_open ? read_common(session, &options) : NULL;
    bool done = common != NULL && vanban_batch(forms, count, session->line->operands[count], common, asked,
                                               &options, session->problems);
    vanban_data_close(common);
    vanban_units_close(units);
    return done;
}

/* What stands before the records. */
static bool open_and_run(const struct session *session, const struct vanban_batch_options *asked)
{
    size_t count = session->line->operand_count - 1, opened = 0;
    struct vanban_form **forms = calloc(count, sizeof *forms);
    bool done = forms != NULL;
    for (; done && opened < count; opened++) {
        forms[opened] =
            vanban_form_open(session->line->operands[opened], &session->options, session->problems);
        done = forms[opened] != NULL;
    }
    done = done && run_with(session, (const struct vanban_form *const *)forms, count, asked);
    while (opened > 0)
        vanban_form_close(forms[--opened]);
    free(forms);
    return done;
}

/* Unless TZ is set the C library looks at the file of the zone whenever libzip asks for the time of an entry,
 * many times a document. */
static void keep_time_zone(void)
{
    setenv("TZ", ":/etc/localtime", 0);
}

bool run_batch(const struct session *session)
{
    const struct command_line *line = session->line;
    struct telling telling = {.session = session,
                              .is_terminal = isatty(STDERR_FILENO),
                              .as_json = is_given(line, OPTION_JSON) || is_given(line, OPTION_PLAN)};
    unsigned long jobs = 0, max_failures = 0;
    if (!has_options(session) || !may_write_to(session, OPTION_JOIN, (const char *const[]){".docx", NULL}) ||
        !has_room_to_join(session, telling.as_json) || !is_shard(session) ||
        !read_count(session, OPTION_JOBS, "jobs", &jobs) ||
        !read_count(session, OPTION_MAX_FAILURES, "max-failures", &max_failures))
        return false;
    struct vanban_batch_options asked = {.folder = line->values[OPTION_OUT_DIR],
                                         .name = line->values[OPTION_NAME],
                                         .key = line->values[OPTION_KEY],
                                         .records = line->values[OPTION_RECORDS],
                                         .shard = line->values[OPTION_SHARD],
                                         .jobs = (unsigned)jobs,
                                         .max_failures = max_failures,
                                         .resume = is_given(line, OPTION_RESUME),
                                         .plan = is_given(line, OPTION_PLAN),
                                         .pdf = is_given(line, OPTION_PDF),
                                         .join = line->values[OPTION_JOIN],
                                         .progress = tell,
                                         .context = &telling};
    clock_gettime(CLOCK_MONOTONIC, &telling.begun);
    keep_time_zone();
    watch_stops(session->language, telling.is_terminal && !telling.as_json);
    bool done = open_and_run(session, &asked);
    tell_end(&telling);
    return done;
}
