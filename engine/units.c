/* Public: the list of units; who is in a group; a record for each unit with its figures and tasks. */

#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "internal.h"
#include "text/unicode.h"

/* ---- opening ---- */

struct open_work {
    struct vanban_data *data;
    const char *path;
    struct problems *problems;
    struct vanban_units *units;
};

static void open_units(void *argument)
{
    struct open_work *work = argument;
    struct vanban_units *units = arena_allocate(work->data->arena, sizeof *units);
    *units = (struct vanban_units){.data = work->data};
    units->path = arena_copy(work->data->arena, string_of(work->path)).bytes;
    if (units_read(work->data->arena, work->data->sources, &work->data->top, &units->units, work->problems))
        work->units = units;
}

/* Files that are read here have headers of their own, not those of a form. */
static struct vanban_options plain_options(const struct vanban_options *options)
{
    struct vanban_options plain = api_options(options);
    plain.form = NULL;
    plain.map = NULL;
    return plain;
}

struct vanban_units *vanban_units_open(const char *path, const struct vanban_options *options,
                                       struct vanban_problems *problems)
{
    struct vanban_options plain = plain_options(options);
    struct open_work work = {vanban_data_open(path, &plain, problems), path, problems->list, NULL};
    if (work.data == NULL)
        return NULL;
    if (!api_run(open_units, &work, problems) || work.units == NULL)
        vanban_data_close(work.data);
    return work.units;
}

void vanban_units_close(struct vanban_units *units)
{
    if (units != NULL)
        vanban_data_close(units->data);
}

/* ---- one call ---- */

struct units_work {
    const struct units *units;
    const struct vanban_units_options *asked;
    struct vanban_data *figures, *tasks; /* or NULL */
    struct problems *problems;
    struct arena *arena;
    struct date day;
    struct unit_choice choice;
    struct value *figures_of; /* of each unit its row, or none */
    struct value *tasks_of;   /* of each unit a list */
    void (*run)(struct units_work *work, struct buffer *out);
    char *text;
};

static bool choose(struct units_work *work)
{
    const char *typed = work->asked->date;
    if (typed != NULL && (!date_read(&work->day, string_of(typed)) || work->day.day == 0)) {
        problems_add(work->problems, PROBLEM_USAGE_VALUE, NULL, "date", typed);
        return false;
    }
    const char *group = work->asked->group != NULL ? work->asked->group : "tất cả";
    return units_choose(work->units, string_of(group), work->day, NULL, work->arena, &work->choice,
                        work->problems);
}

static void set_text(struct record *record, const char *key, struct string text)
{
    struct value value = value_text(text);
    if (text.length > 0)
        record_set_text(record, string_of(key), &value);
}

static struct value describe(struct units_work *work, const struct unit *unit, size_t number)
{
    struct value record = value_record(work->arena), count = value_integer((int64_t)number);
    record_set_text(record.as.record, STRING("stt"), &count);
    set_text(record.as.record, "ma", unit->code);
    set_text(record.as.record, "ten", unit->name);
    set_text(record.as.record, "cap", unit->level);
    set_text(record.as.record, "nhom", unit->group);
    set_text(record.as.record, "cap_tren", unit->parent);
    set_text(record.as.record, "dia_chi", unit->address);
    return record;
}

/* ---- a list for people ---- */

static void append_padded(struct buffer *out, struct string text, size_t width)
{
    buffer_append_string(out, text);
    for (size_t length = text_length(text); length < width; length++)
        buffer_append_byte(out, ' ');
    buffer_append_text(out, "  ");
}

static size_t widest_code(const struct units_work *work)
{
    size_t width = 0;
    for (size_t i = 0; i < work->units->count; i++) {
        size_t length = text_length(work->units->list[i].code);
        width = work->choice.is_chosen[i] && length > width ? length : width;
    }
    return width;
}

static void list_units(struct units_work *work, struct buffer *out)
{
    size_t width = widest_code(work), number = 0;
    for (size_t i = 0; i < work->units->count; i++) {
        const struct unit *unit = &work->units->list[i];
        if (!work->choice.is_chosen[i])
            continue;
        number++;
        if (work->asked->as_json) {
            struct value record = describe(work, unit, number);
            value_append_json(out, &record);
        } else {
            if (width > 0)
                append_padded(out, unit->code, width);
            buffer_append_string(out, unit->name);
        }
        buffer_append_byte(out, '\n');
    }
}

/* ---- figures and tasks ---- */

static const char *const whose_columns[] = {"đơn vị",    "don_vi", "mã",  "mã đơn vị", "ma",
                                            "ma_don_vi", "code",   "tên", "ten",       NULL};

/* The cell of one of those columns; empty when it is blank, NULL bytes when there is no such column. */
static struct string cell_text(struct arena *arena, const struct value *row, const char *column)
{
    const struct value *cell =
        row->kind == VALUE_RECORD ? record_lookup(row->as.record, string_of(column)) : NULL;
    if (cell == NULL)
        return (struct string){NULL, 0};
    struct buffer text = {0};
    if (cell->kind != VALUE_NONE)
        value_append_text(&text, cell, NUMBERS_PLAIN);
    struct string found = arena_copy(arena, string_trim(buffer_string(&text)));
    buffer_release(&text);
    return found;
}

/* Whose the row is; empty when the cell is. NULL bytes: there is no such column. */
static struct string whose(struct arena *arena, const struct value *row)
{
    struct string found = {NULL, 0};
    for (size_t i = 0; found.length == 0 && whose_columns[i] != NULL; i++) {
        struct string text = cell_text(arena, row, whose_columns[i]);
        found = text.bytes != NULL ? text : found;
    }
    return found;
}

/* The first table that says whose its rows are; NULL after a problem. */
static const struct list *find_table(struct units_work *work, const struct vanban_data *data,
                                     const char *path)
{
    const struct record *top = data->top.as.record;
    for (size_t i = 0; i < top->count; i++) {
        const struct value *table = &top->entries[i].value;
        if (table->kind != VALUE_LIST || table->as.list->count == 0 ||
            whose(work->arena, &table->as.list->items[0]).bytes == NULL)
            continue;
        return data_without_total(work->arena, &top->entries[i], data->sources, work->problems).as.list;
    }
    struct place place = {.file = string_of(path)};
    problems_add(work->problems, PROBLEM_UNITS_TABLE, &place, NULL);
    return NULL;
}

/* The row without what the list of units says itself. */
static struct value without_unit(struct arena *arena, const struct value *row)
{
    struct value rest = value_record(arena);
    for (size_t i = 0; i < row->as.record->count; i++) {
        const struct entry *entry = &row->as.record->entries[i];
        if (entry->value.kind != VALUE_NONE && !units_is_own_column(arena, entry->name->text))
            record_set(rest.as.record, entry->name, &entry->value);
    }
    return rest;
}

/* By the first of its cells that names a unit of the list; NULL after a problem: none does, or two name
 * others. */
static const struct unit *unit_of_row(struct units_work *work, const struct value *row,
                                      const struct place *place)
{
    const struct unit *unit = NULL;
    struct string name = {"", 0};
    for (size_t i = 0; whose_columns[i] != NULL; i++) {
        struct string typed = cell_text(work->arena, row, whose_columns[i]);
        const struct unit *found =
            typed.length > 0 ? units_find(work->units, work->arena, typed, work->day) : NULL;
        if (found == NULL || (unit != NULL && string_equal(found->folded, unit->folded)))
            continue;
        if (unit != NULL) {
            problems_add(work->problems, PROBLEM_UNITS_OTHER, place, name.bytes, unit->name.bytes,
                         typed.bytes, found->name.bytes);
            return NULL;
        }
        unit = found;
        name = typed;
    }
    if (unit == NULL)
        units_report_unknown(work->units, whose(work->arena, row), place, work->arena, work->problems);
    return unit;
}

static bool give_figures(struct units_work *work, const struct value *row)
{
    struct place place = value_place(work->figures->sources, row);
    const struct unit *unit = unit_of_row(work, row, &place);
    if (unit == NULL)
        return false;
    struct value *figures = &work->figures_of[unit - work->units->list];
    if (figures->kind == VALUE_RECORD) {
        problems_add(work->problems, PROBLEM_ROLLUP_TWICE, &place, unit->name.bytes, work->asked->figures);
        return false;
    }
    *figures = without_unit(work->arena, row);
    return true;
}

static bool give_tasks(struct units_work *work, const struct value *row)
{
    struct unit_choice choice;
    struct string name = whose(work->arena, row);
    struct place place = value_place(work->tasks->sources, row);
    struct value task = without_unit(work->arena, row);
    if (name.length > 0 &&
        !units_choose_typed(work->units, name, work->day, &place, work->arena, &choice, work->problems))
        return false;
    for (size_t i = 0; i < work->units->count; i++) {
        if (name.length == 0 || choice.is_chosen[i])
            list_append(work->tasks_of[i].as.list, &task);
    }
    return true;
}

static bool give_rows(struct units_work *work, const struct vanban_data *data, const char *path,
                      bool (*give)(struct units_work *work, const struct value *row))
{
    bool done = true;
    const struct list *rows = data != NULL ? find_table(work, data, path) : NULL;
    for (size_t i = 0; rows != NULL && i < rows->count; i++)
        done &= give(work, &rows->items[i]);
    return data == NULL || (rows != NULL && done);
}

static void tell_without_figures(struct units_work *work)
{
    enum { NAMED = 10 };
    struct buffer names = {0};
    size_t count = 0;
    char words[24];
    for (size_t i = 0; i < work->units->count; i++) {
        if (!work->choice.is_chosen[i] || work->figures_of[i].kind == VALUE_RECORD || ++count > NAMED)
            continue;
        buffer_append_text(&names, count > 1 ? ", " : "");
        buffer_append_string(&names, work->units->list[i].name);
    }
    if (count > NAMED)
        buffer_append_text(&names, " …");
    snprintf(words, sizeof words, "%zu", count);
    if (count > 0)
        problems_add(work->problems, PROBLEM_UNITS_NO_FIGURES, NULL, words, names.bytes);
    buffer_release(&names);
}

/* Beside tables a roll-up has the sums and the period, which every letter may quote. */
static void set_common(struct units_work *work, struct record *record)
{
    const struct record *top = work->figures != NULL ? work->figures->top.as.record : NULL;
    for (size_t i = 0; top != NULL && i < top->count; i++) {
        if (top->entries[i].value.kind != VALUE_LIST)
            record_set(record, top->entries[i].name, &top->entries[i].value);
    }
}

static void append_record(struct units_work *work, size_t position, size_t number, struct buffer *out)
{
    struct value record = value_record(work->arena);
    struct value unit = describe(work, &work->units->list[position], number);
    record_set_text(record.as.record, STRING("don_vi"), &unit);
    if (work->figures_of[position].kind == VALUE_RECORD)
        record_set_text(record.as.record, STRING("so_lieu"), &work->figures_of[position]);
    if (work->tasks_of[position].as.list->count > 0)
        record_set_text(record.as.record, STRING("nhiem_vu"), &work->tasks_of[position]);
    set_common(work, record.as.record);
    value_append_json(out, &record);
    buffer_append_byte(out, '\n');
}

static bool read_rows(struct units_work *work)
{
    work->figures_of = arena_allocate(work->arena, (work->units->count + 1) * sizeof *work->figures_of);
    work->tasks_of = arena_allocate(work->arena, (work->units->count + 1) * sizeof *work->tasks_of);
    for (size_t i = 0; i < work->units->count; i++) {
        work->figures_of[i] = value_none();
        work->tasks_of[i] = value_list(work->arena);
    }
    bool has_figures = give_rows(work, work->figures, work->asked->figures, give_figures);
    return give_rows(work, work->tasks, work->asked->tasks, give_tasks) && has_figures;
}

static void join_units(struct units_work *work, struct buffer *out)
{
    size_t number = 0;
    if (!read_rows(work))
        return;
    if (work->figures != NULL)
        tell_without_figures(work);
    for (size_t i = 0; i < work->units->count; i++) {
        if (work->choice.is_chosen[i])
            append_record(work, i, ++number, out);
    }
}

/* ---- public ---- */

static void run_guarded(void *argument)
{
    struct units_work *work = argument;
    struct buffer out = {0};
    size_t errors = problems_error_count(work->problems);
    work->arena = arena_new();
    if (choose(work))
        work->run(work, &out);
    if (problems_error_count(work->problems) == errors)
        work->text = api_text(&out);
    else
        buffer_release(&out);
    arena_free(work->arena);
}

static const struct vanban_units_options nothing;

static char *run(struct units_work work, const struct vanban_units *units,
                 const struct vanban_units_options *asked, struct vanban_problems *problems)
{
    work.units = &units->units;
    work.asked = asked;
    work.problems = problems->list;
    return api_run(run_guarded, &work, problems) ? work.text : NULL;
}

char *vanban_units_list(const struct vanban_units *units, const struct vanban_units_options *asked,
                        const struct vanban_options *options, struct vanban_problems *problems)
{
    (void)options;
    return run((struct units_work){.run = list_units}, units, asked != NULL ? asked : &nothing, problems);
}

/* True when there is none to open. */
static bool open_table(const char *path, const struct vanban_options *options, struct vanban_data **data,
                       struct vanban_problems *problems)
{
    *data = path != NULL ? vanban_data_open(path, options, problems) : NULL;
    return path == NULL || *data != NULL;
}

char *vanban_units_join(const struct vanban_units *units, const struct vanban_units_options *asked,
                        const struct vanban_options *options, struct vanban_problems *problems)
{
    struct vanban_options plain = plain_options(options);
    plain.map = api_options(options).map;
    struct units_work work = {.run = join_units};
    char *text = NULL;
    asked = asked != NULL ? asked : &nothing;
    if (open_table(asked->figures, &plain, &work.figures, problems) &&
        open_table(asked->tasks, &plain, &work.tasks, problems))
        text = run(work, units, asked, problems);
    vanban_data_close(work.figures);
    vanban_data_close(work.tasks);
    return text;
}
