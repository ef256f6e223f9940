/* Public: the data of many units → data for the form of their superior. */

#include "statistics/rollup.h"

#include "internal.h"

struct rollup_work {
    const struct vanban_form *form;
    const char *const *paths;
    size_t count;
    const char *units;
    const char *output; /* a workbook; NULL: a text is wanted */
    bool as_json;
    struct vanban_options options;
    struct vanban_problems *problems;
    struct arena *arena;
    struct rollup *rollup;
    struct value result;
    struct period period; /* of the first file; all must be of it */
    bool has_period, done;
    struct buffer out;
};

/* ---- one unit ---- */

static bool is_same_period(struct rollup_work *work, const struct periodic *periodic, const char *path)
{
    struct buffer first = {0}, own = {0};
    if (!periodic->has_period)
        return true;
    if (!work->has_period) {
        work->period = periodic->period;
        work->has_period = true;
        return true;
    }
    period_append_name(&first, &work->period);
    period_append_name(&own, &periodic->period);
    bool is_same = string_equal(buffer_string(&first), buffer_string(&own));
    struct place place = {.file = string_of(path)};
    if (!is_same)
        problems_add(work->problems->list, PROBLEM_ROLLUP_PERIOD, &place, own.bytes, first.bytes);
    buffer_release(&first);
    buffer_release(&own);
    return is_same;
}

static bool add_figures(struct rollup_work *work, const char *path, const struct value *prepared)
{
    struct string unit, file = arena_copy(work->arena, string_of(path));
    struct value *figures = arena_allocate(work->arena, sizeof *figures);
    *figures = form_figures(work->form->form, prepared, work->arena, &unit);
    if (unit.length > 0)
        return rollup_add(work->rollup, unit, file, figures);
    struct place place = {.file = file};
    problems_add(work->problems->list, PROBLEM_ROLLUP_NO_UNIT, &place, NULL);
    return false;
}

static bool add_data(struct rollup_work *work, const char *path, const struct vanban_data *data)
{
    struct session session;
    struct value prepared;
    if (!session_init(&session, data, &work->options, work->problems->list))
        return false;
    bool is_added = form_prepare(work->form->form, &data->top, &session.evaluation, &prepared) &&
                    is_same_period(work, &session.periodic, path) && add_figures(work, path, &prepared);
    session_release(&session);
    return is_added;
}

static bool add_file(struct rollup_work *work, const char *path)
{
    struct vanban_data *data = vanban_data_open(path, &work->options, work->problems);
    bool is_added = data != NULL && add_data(work, path, data);
    vanban_data_close(data);
    return is_added;
}

/* ---- the units there are ---- */

/* Units that exist on the last day of the period count. */
static struct rollup_rule rule_of(const struct rollup_work *work)
{
    struct rollup_rule rule = {.rank = {"", 0}};
    struct period period;
    struct period_rule periods = periodic_rule(work->form->form);
    form_ranking(work->form->form, &rule.rank, &rule.ranks_upwards);
    if (work->options.period != NULL && period_read(string_of(work->options.period), &periods, &period))
        rule.day = period.to;
    return rule;
}

static bool start(struct rollup_work *work)
{
    struct rollup_rule rule = rule_of(work);
    struct vanban_options plain = work->options;
    plain.form = NULL;
    plain.map = NULL;
    struct vanban_data *data = vanban_data_open(work->units, &plain, work->problems);
    if (data == NULL)
        return false;
    work->rollup = rollup_new(work->arena, &rule, work->problems->list);
    bool is_read = work->units == NULL || rollup_read_units(work->rollup, &data->top, data->sources);
    vanban_data_close(data);
    return is_read;
}

/* ---- the result ---- */

static void set_period(struct rollup_work *work)
{
    struct record *record = work->result.as.record;
    struct buffer name = {0};
    if (!work->has_period)
        return;
    period_append_name(&name, &work->period);
    struct value text = value_text(arena_copy(work->arena, buffer_string(&name)));
    struct value from = value_date(work->period.from), to = value_date(work->period.to);
    record_set_text(record, STRING("ky_bao_cao"), &text);
    record_set_text(record, STRING("tu_ngay"), &from);
    record_set_text(record, STRING("den_ngay"), &to);
    buffer_release(&name);
}

/* A name a line, as a data file has them. */
static void append_yaml(struct buffer *out, const struct record *record)
{
    for (size_t i = 0; i < record->count; i++) {
        buffer_append_text(out, i > 0 ? "\n" : "");
        buffer_append_string(out, record->entries[i].name->text);
        buffer_append_byte(out, ':');
        bool is_block =
            record->entries[i].value.kind == VALUE_LIST && record->entries[i].value.as.list->count > 0;
        buffer_append_text(out, is_block || record->entries[i].value.kind == VALUE_RECORD ? "" : " ");
        data_append_yaml(out, &record->entries[i].value, 2);
    }
}

static bool write_workbook(struct rollup_work *work)
{
    struct problems *problems = work->problems->list;
    struct file_output *output = file_output_open(work->output, work->options.overwrite, problems);
    if (output == NULL)
        return false;
    if (form_write_data(&work->result, form_title(work->form->form), output, problems))
        return file_output_commit(output, problems);
    file_output_abandon(output);
    return false;
}

static void print(struct rollup_work *work)
{
    work->result = rollup_finish(work->rollup);
    set_period(work);
    if (work->output != NULL) {
        work->done = write_workbook(work);
        return;
    }
    if (work->as_json)
        value_append_json(&work->out, &work->result);
    else
        append_yaml(&work->out, work->result.as.record);
    buffer_append_byte(&work->out, '\n');
}

static void roll_up(void *argument)
{
    struct rollup_work *work = argument;
    work->arena = arena_new();
    work->done = start(work);
    for (size_t i = 0; i < work->count && work->rollup != NULL; i++)
        work->done &= add_file(work, work->paths[i]);
    if (work->done)
        print(work);
    arena_free(work->arena);
}

static bool run(struct rollup_work *work, const struct vanban_options *options)
{
    work->options = api_options(options);
    work->options.form = work->form;
    work->options.history = NULL;
    return api_run(roll_up, work, work->problems) && work->done;
}

char *vanban_rollup(const struct vanban_form *form, const char *const *paths, size_t count, const char *units,
                    bool as_json, const struct vanban_options *options, struct vanban_problems *problems)
{
    struct rollup_work work = {.form = form,
                               .paths = paths,
                               .count = count,
                               .units = units,
                               .as_json = as_json,
                               .problems = problems};
    if (run(&work, options))
        return api_text(&work.out);
    buffer_release(&work.out);
    return NULL;
}

bool vanban_rollup_workbook(const struct vanban_form *form, const char *const *paths, size_t count,
                            const char *units, const char *output, const struct vanban_options *options,
                            struct vanban_problems *problems)
{
    struct rollup_work work = {
        .form = form, .paths = paths, .count = count, .units = units, .output = output, .problems = problems};
    return run(&work, options);
}
