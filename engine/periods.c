/* Public: periods in a history, and periods for what has no form. */

#include "base/file.h"
#include "internal.h"
#include "statistics/calendar.h"

bool session_use_periods(struct session *session, const struct vanban_options *options)
{
    struct evaluation *evaluation = &session->evaluation;
    struct data_reader reader = {session->lasting, sources_new(session->lasting), &session->limits,
                                 evaluation->problems};
    return calendar_read_shipped(&reader, options->forms_folder, &evaluation->calendar) &&
           periodic_start(NULL, evaluation, NULL);
}

/* ---- what a history has ---- */

struct period_work {
    bool (*run)(struct period_work *work);
    enum database_mode mode;
    const char *path, *reason;
    const struct vanban_options *options;
    struct problems *problems;
    struct arena *arena;
    struct history *history;
    struct report *reports;
    size_t count;
    bool as_json, done;
    struct buffer out;
};

static bool read_filter(struct period_work *work, struct history_filter *filter)
{
    struct period period;
    struct buffer code = {0};
    const char *unit = work->options->unit, *asked = work->options->period;
    *filter = (struct history_filter){
        .unit = string_of(unit != NULL ? unit : ""), .form = {"", 0}, .period = {"", 0}};
    if (asked == NULL)
        return true;
    if (!period_read(string_of(asked), &period_rule_decree, &period)) {
        problems_add(work->problems, PROBLEM_PERIOD_OPTION, NULL, asked);
        return false;
    }
    period_append_code(&code, &period);
    filter->period = arena_copy(work->arena, buffer_string(&code));
    buffer_release(&code);
    return true;
}

static bool find_reports(struct period_work *work, bool is_for_change)
{
    struct history_filter filter;
    if (!read_filter(work, &filter) ||
        !history_list(work->history, work->arena, &filter, &work->reports, &work->count))
        return false;
    if (work->count > 0 || !is_for_change)
        return true;
    problems_add(work->problems, PROBLEM_HISTORY_UNKNOWN, NULL, work->path,
                 work->options->period != NULL ? work->options->period : "–",
                 work->options->unit != NULL ? work->options->unit : "–");
    return false;
}

static void run_period(void *argument)
{
    struct period_work *work = argument;
    if (file_is_missing(work->path)) {
        problems_add(work->problems, PROBLEM_HISTORY_NO_FILE, NULL, work->path);
        return;
    }
    work->arena = arena_new();
    work->history = history_open(work->path, work->mode, work->problems);
    work->done = work->history != NULL && work->run(work);
    history_close(work->history);
    arena_free(work->arena);
}

/* ---- listing ---- */

static void append_line(struct buffer *out, const struct report *report, enum language language)
{
    static const char *const states[2][2] = {{"đang mở", "đã chốt"}, {"open", "closed"}};
    struct buffer code = {0};
    period_append_code(&code, &report->period);
    buffer_append_format(out, "%-12s %s  ", code.bytes, states[language][report->is_closed]);
    date_append_short(out, report->period.from);
    buffer_append_text(out, "–");
    date_append_short(out, report->period.to);
    buffer_append_format(out, "  %.*s  %.*s  %.*s\n", STRING_FORMAT(report->form),
                         STRING_FORMAT(report->unit), STRING_FORMAT(report->document));
    buffer_release(&code);
}

static void append_member(struct buffer *out, const char *name, struct string text)
{
    json_append_string(out, string_of(name));
    buffer_append_byte(out, ':');
    json_append_string(out, text);
    buffer_append_byte(out, ',');
}

static void append_date(struct buffer *out, const char *name, struct date date)
{
    struct buffer iso = {0};
    date_append_iso(&iso, date);
    append_member(out, name, buffer_string(&iso));
    buffer_release(&iso);
}

static bool append_events(struct period_work *work, const struct report *report)
{
    struct history_event *events;
    size_t count;
    if (!history_events(work->history, work->arena, report, &events, &count))
        return false;
    buffer_append_text(&work->out, "\"events\":[");
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(&work->out, i > 0 ? ",{" : "{");
        append_member(&work->out, "act", string_of(events[i].act));
        buffer_append_text(&work->out, "\"note\":");
        json_append_string(&work->out, events[i].note);
        buffer_append_byte(&work->out, '}');
    }
    buffer_append_byte(&work->out, ']');
    return true;
}

static bool append_object(struct period_work *work, const struct report *report)
{
    struct buffer *out = &work->out, code = {0};
    period_append_code(&code, &report->period);
    buffer_append_byte(out, '{');
    append_member(out, "period", buffer_string(&code));
    append_member(out, "unit", report->unit);
    append_member(out, "form", report->form);
    append_date(out, "from", report->period.from);
    append_date(out, "to", report->period.to);
    append_member(out, "document", report->document);
    buffer_append_format(out, "\"closed\":%s,", report->is_closed ? "true" : "false");
    buffer_append_format(out, "\"issues\":%lld,", (long long)report->issues);
    buffer_release(&code);
    bool is_done = append_events(work, report);
    buffer_append_byte(out, '}');
    return is_done;
}

static bool list(struct period_work *work)
{
    bool is_done = find_reports(work, false);
    buffer_append_text(&work->out, work->as_json ? "[" : "");
    for (size_t i = 0; i < work->count && is_done; i++) {
        buffer_append_text(&work->out, work->as_json && i > 0 ? "," : "");
        if (work->as_json)
            is_done = append_object(work, &work->reports[i]);
        else
            append_line(&work->out, &work->reports[i], api_language(work->options->language));
    }
    buffer_append_text(&work->out, work->as_json ? "]\n" : "");
    buffer_mask_controls(&work->out, 0);
    return is_done;
}

char *vanban_period_list(const char *history, bool as_json, const struct vanban_options *options,
                         struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    struct period_work work = {.run = list,
                               .mode = DATABASE_READ,
                               .path = history,
                               .options = &all,
                               .problems = problems->list,
                               .as_json = as_json};
    if (api_run(run_period, &work, problems) && work.done)
        return api_text(&work.out);
    buffer_release(&work.out);
    return NULL;
}

/* ---- closing and reopening ---- */

static bool act_on_all(struct period_work *work, enum history_act act, const char *note)
{
    bool is_done = history_begin(work->history) && find_reports(work, true);
    for (size_t i = 0; i < work->count && is_done; i++) {
        bool is_so = work->reports[i].is_closed == (act == HISTORY_CLOSED);
        is_done = is_so || history_act(work->history, &work->reports[i], act, string_of(note));
    }
    return is_done && history_commit(work->history);
}

static bool close_reports(struct period_work *work)
{
    return act_on_all(work, HISTORY_CLOSED, "");
}

static bool reopen_reports(struct period_work *work)
{
    return act_on_all(work, HISTORY_REOPENED, work->reason);
}

static bool change(struct period_work work, const struct vanban_options *options,
                   struct vanban_problems *problems)
{
    struct vanban_options all = api_options(options);
    work.mode = DATABASE_WRITE;
    work.options = &all;
    work.problems = problems->list;
    if (all.period == NULL) {
        vanban_problems_add_usage(problems, "period-missing", "2026-09", NULL);
        return false;
    }
    if (work.run == reopen_reports &&
        (work.reason == NULL || string_trim(string_of(work.reason)).length == 0)) {
        vanban_problems_add_usage(problems, "history-reason", NULL, NULL);
        return false;
    }
    return api_run(run_period, &work, problems) && work.done;
}

bool vanban_period_close(const char *history, const struct vanban_options *options,
                         struct vanban_problems *problems)
{
    return change((struct period_work){.run = close_reports, .path = history}, options, problems);
}

bool vanban_period_reopen(const char *history, const char *reason, const struct vanban_options *options,
                          struct vanban_problems *problems)
{
    return change((struct period_work){.run = reopen_reports, .path = history, .reason = reason}, options,
                  problems);
}
