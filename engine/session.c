/* What every public function needs: problems, options, limits, and the state of one evaluation. */

#include <pthread.h>
#include <string.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/system_error.h"
#include "batch/convert.h"
#include "internal.h"
#include "text/unicode.h"
#include "word/xml.h"

const char *vanban_version(void)
{
    return VANBAN_VERSION;
}

void vanban_free(char *text)
{
    memory_free(text);
}

/* ---- problems ---- */

static void new_problems(void *argument)
{
    struct vanban_problems **problems = argument;
    struct problems *list = problems_new();
    *problems = memory_allocate(sizeof **problems);
    (*problems)->list = list;
}

struct vanban_problems *vanban_problems_new(void)
{
    struct vanban_problems *problems = NULL;
    return memory_guard(new_problems, &problems) ? problems : NULL;
}

void vanban_problems_free(struct vanban_problems *problems)
{
    if (problems == NULL)
        return;
    problems_free(problems->list);
    memory_free(problems);
}

size_t vanban_problems_count(const struct vanban_problems *problems)
{
    return problems_count(problems->list);
}

size_t vanban_problems_error_count(const struct vanban_problems *problems)
{
    return problems_error_count(problems->list);
}

int vanban_problems_exit(const struct vanban_problems *problems)
{
    return (int)problems_exit(problems->list);
}

struct print_work {
    const struct vanban_problems *problems;
    FILE *stream;
    enum language language;
    bool as_json;
};

static void print_problems(void *argument)
{
    const struct print_work *work = argument;
    struct buffer out = {0};
    const struct problem *problem = work->as_json ? problems_first(work->problems->list) : NULL;
    for (; problem != NULL; problem = problem->next) {
        problem_append_json(problem, work->language, &out);
        buffer_append_byte(&out, '\n');
    }
    if (!work->as_json)
        problems_append_human(work->problems->list, work->language, &out);
    fwrite(buffer_string(&out).bytes, 1, out.length, work->stream);
    buffer_release(&out);
}

void vanban_problems_print(const struct vanban_problems *problems, FILE *stream,
                           enum vanban_language language, bool as_json)
{
    struct print_work work = {problems, stream, api_language(language), as_json};
    if (!memory_guard(print_problems, &work))
        fputs("hết bộ nhớ / out of memory\n", stream);
}

struct findings_work {
    const struct vanban_problems *findings;
    enum vanban_findings kind;
    const char *document;
    FILE *stream;
    enum language language;
};

static void print_findings(void *argument)
{
    const struct findings_work *work = argument;
    struct buffer out = {0};
    findings_append_human(work->findings->list, (enum findings_kind)work->kind, work->document,
                          work->language, &out);
    fwrite(out.bytes, 1, out.length, work->stream);
    buffer_release(&out);
}

void vanban_findings_print(const struct vanban_problems *findings, enum vanban_findings kind,
                           const char *document, FILE *stream, enum vanban_language language)
{
    struct findings_work work = {findings, kind, document, stream, api_language(language)};
    if (!memory_guard(print_findings, &work))
        fputs("hết bộ nhớ / out of memory\n", stream);
}

struct usage_work {
    struct problems *problems;
    const char *code, *first, *second;
};

static void add_usage(void *argument)
{
    const struct usage_work *work = argument;
    for (int code = 0; code < PROBLEM_COUNT; code++) {
        if (strcmp(problem_code_name(code), work->code) == 0)
            problems_add(work->problems, code, NULL, work->first, work->second);
    }
}

void vanban_problems_add_usage(struct vanban_problems *problems, const char *code, const char *first,
                               const char *second)
{
    struct usage_work work = {problems->list, code, first, second};
    api_run(add_usage, &work, problems);
}

void vanban_problems_add_system(struct vanban_problems *problems, const char *code, const char *first,
                                int error)
{
    vanban_problems_add_usage(problems, code, first, system_error_words(error));
}

struct suggest_work {
    struct problems *problems;
    const char *typed;
    const char *const *words;
};

static void suggest(void *argument)
{
    const struct suggest_work *work = argument;
    struct arena *arena = arena_new();
    size_t count = 0;
    while (work->words[count] != NULL)
        count++;
    struct string *candidates = arena_allocate(arena, count * sizeof *candidates);
    for (size_t i = 0; i < count; i++)
        candidates[i] = string_of(work->words[i]);
    struct problem *last = problems_last(work->problems);
    if (last != NULL)
        problems_suggest(work->problems, last, text_closest(string_of(work->typed), candidates, count));
    arena_free(arena);
}

void vanban_problems_suggest(struct vanban_problems *problems, const char *typed, const char *const *words)
{
    struct suggest_work work = {problems->list, typed, words};
    api_run(suggest, &work, problems);
}

/* ---- running a call ---- */

bool api_run(void (*work)(void *), void *argument, struct vanban_problems *problems)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, xml_start);
    if (memory_guard(work, argument))
        return true;
    problems_add_out_of_memory(problems->list);
    return false;
}

struct vanban_options api_options(const struct vanban_options *options)
{
    return options != NULL ? *options : (struct vanban_options){0};
}

bool api_limits(const struct vanban_options *options, struct limits *limits, struct problems *problems)
{
    *limits = limits_default();
    for (size_t i = 0; i < options->limit_count; i++) {
        const struct vanban_limit *limit = &options->limits[i];
        if (!limits_set(limits, string_of(limit->name), limit->value, problems))
            return false;
    }
    return true;
}

enum language api_language(enum vanban_language language)
{
    return language == VANBAN_EN ? LANGUAGE_EN : LANGUAGE_VI;
}

char *api_text(struct buffer *buffer)
{
    buffer_append(buffer, "", 0);
    return buffer->bytes;
}

/* ---- one evaluation ---- */

static enum undefined_mode undefined_of(enum vanban_undefined undefined)
{
    static const enum undefined_mode modes[] = {
        [VANBAN_UNDEFINED_ERROR] = UNDEFINED_ERROR,
        [VANBAN_UNDEFINED_MARK] = UNDEFINED_MARK,
        [VANBAN_UNDEFINED_BLANK] = UNDEFINED_BLANK,
    };
    return modes[undefined];
}

bool session_init(struct session *session, const struct vanban_data *data,
                  const struct vanban_options *options, struct problems *problems)
{
    *session = (struct session){0};
    if (!api_limits(options, &session->limits, problems))
        return false;
    if (data != NULL)
        data_report_unmapped(data->tables.map, problems);
    session->arena = arena_new();
    session->lasting = arena_new();
    session->periodic = (struct periodic){
        .asked_period = options->period, .history = options->history, .asked_unit = options->unit};
    session->evaluation = (struct evaluation){
        .arena = session->arena,
        .lasting = session->lasting,
        .scope = scope_new(session->lasting, NULL),
        .sources = data != NULL ? data->sources : sources_new(session->lasting),
        .limits = &session->limits,
        .problems = problems,
        .periodic = &session->periodic,
        .units = options->units != NULL ? &options->units->units : NULL,
        .undefined = undefined_of(options->undefined),
        .numbers = options->numbers == VANBAN_NUMBERS_PLAIN ? NUMBERS_PLAIN : NUMBERS_VI,
    };
    return true;
}

void session_release(struct session *session)
{
    arena_free(session->arena);
    arena_free(session->lasting);
}

const char *vanban_limit_at(size_t index, uint64_t *value)
{
    if (index >= LIMIT_COUNT)
        return NULL;
    *value = limits_default().values[index];
    return limit_name((enum limit)index);
}

void vanban_remove_temporaries(void)
{
    conversion_end_all();
    file_remove_temporaries();
}

struct json_work {
    struct string text;
    bool by_line;
    char *json;
};

static void append_lines_json(struct buffer *out, struct string text)
{
    buffer_append_byte(out, '[');
    for (size_t end, start = 0; start < text.length; start = end + 1) {
        const char *newline = memchr(text.bytes + start, '\n', text.length - start);
        end = newline != NULL ? (size_t)(newline - text.bytes) : text.length;
        buffer_append_text(out, start > 0 ? ",\n" : "");
        json_append_string(out, string_slice(text, start, end));
    }
    buffer_append_byte(out, ']');
}

static void make_json(void *argument)
{
    struct json_work *work = argument;
    struct buffer out = {0};
    if (work->by_line)
        append_lines_json(&out, work->text);
    else
        json_append_string(&out, work->text);
    work->json = api_text(&out);
}

char *vanban_text_json(char *text, bool by_line, struct vanban_problems *problems)
{
    if (text == NULL)
        return NULL;
    struct json_work work = {.text = string_of(text), .by_line = by_line};
    api_run(make_json, &work, problems);
    vanban_free(text);
    return work.json;
}
