/*
 * Public: who has to answer by when. The records of a batch → a row for each task of each unit, in the order
 * of their days; those without a day come last, as they stood.
 */

#include <stdlib.h>
#include <string.h>

#include "internal.h"
#include "statistics/calendar.h"
#include "text/deadline.h"

/* A row of the sheet. */
struct duty {
    struct value record;
    int32_t day; /* INT32_MAX: none */
    size_t position;
};

struct track_work {
    const char *path, *table;
    struct vanban_data *common;
    bool as_json;
    const char *output; /* a workbook; NULL: a text is wanted */
    struct vanban_options options;
    struct problems *problems;
    struct limits limits;
    struct arena *arena;
    const struct working_calendar *calendar;
    struct duty *duties;
    size_t count, capacity;
    char *text;
    bool done;
};

/* ---- one duty ---- */

static const struct value *lookup(const struct record *record, const char *label, const char *name)
{
    const struct value *value = record_lookup(record, string_of(label));
    return value != NULL ? value : record_lookup(record, string_of(name));
}

static struct string text_of(struct track_work *work, const struct record *record, const char *label,
                             const char *name)
{
    struct buffer out = {0};
    const struct value *value = lookup(record, label, name);
    for (size_t i = 0; value != NULL && value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        buffer_append_text(&out, i > 0 ? ", " : "");
        value_append_text(&out, &value->as.list->items[i], NUMBERS_VI);
    }
    if (value != NULL && value->kind == VALUE_DATE)
        date_append_iso(&out, value->as.date);
    else if (value != NULL && value->kind != VALUE_LIST && value->kind != VALUE_RECORD)
        value_append_text(&out, value, NUMBERS_VI);
    struct string text = arena_copy(work->arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return text;
}

static void set_text(struct record *record, const char *key, struct string text)
{
    struct value value = value_text(text);
    record_set_text(record, string_of(key), &value);
}

static struct date issue_day(struct track_work *work, const struct record *document)
{
    struct date date = {0};
    if (!date_read(&date, text_of(work, document, "Ngày", "ngay")) || date.day == 0)
        return (struct date){0};
    return date;
}

/* "05/SKHCN-CĐS"; empty without a number. */
static struct string symbol_of(struct track_work *work, const struct record *document)
{
    struct string number = text_of(work, document, "Số", "so");
    struct string symbol = text_of(work, document, "Ký hiệu", "ky_hieu");
    const char *zero = number.length == 1 && number.bytes[0] != '0' ? "0" : "";
    return number.length > 0
               ? arena_format(work->arena, "%s%.*s/%.*s", zero, STRING_FORMAT(number), STRING_FORMAT(symbol))
               : symbol;
}

/* The unit of the record, or whom the document is addressed to. */
static struct string unit_of(struct track_work *work, const struct record *document)
{
    const struct value *unit = lookup(document, "Đơn vị", "don_vi");
    if (unit != NULL && unit->kind == VALUE_RECORD)
        return text_of(work, unit->as.record, "Tên", "ten");
    return unit != NULL ? text_of(work, document, "Đơn vị", "don_vi")
                        : text_of(work, document, "Kính gửi", "kinh_gui");
}

static struct duty *append_duty(struct track_work *work)
{
    if (work->count == work->capacity) {
        work->capacity = work->capacity * 2 + 64;
        struct duty *grown = arena_allocate(work->arena, work->capacity * sizeof *grown);
        if (work->count > 0)
            memcpy(grown, work->duties, work->count * sizeof *grown);
        work->duties = grown;
    }
    work->duties[work->count] = (struct duty){.position = work->count, .day = INT32_MAX};
    return &work->duties[work->count++];
}

/* Empty for none. */
static struct string short_day(struct track_work *work, struct date day)
{
    struct buffer out = {0};
    if (day.day != 0)
        date_append_short(&out, day);
    struct string text = arena_copy(work->arena, buffer_string(&out));
    buffer_release(&out);
    return text;
}

/* The first year alone: it is the same for all that is due then. */
static void tell_unknown_year(struct track_work *work, const struct place *place, struct date issued,
                              struct date day)
{
    int year = working_day_unknown_year(work->calendar, date_to_days(issued), date_to_days(day));
    if (year != 0 && !problems_have(work->problems, PROBLEM_CALENDAR_YEAR, NULL, NULL))
        problems_add(work->problems, PROBLEM_CALENDAR_YEAR, place,
                     arena_format(work->arena, "%d", year).bytes);
}

/* `owner`: what has the deadline, a task or a document. */
static void set_deadline(struct track_work *work, struct duty *duty, const struct record *owner,
                         struct date issued)
{
    struct date day = {0};
    const struct value *value = lookup(owner, "Thời hạn", "thoi_han");
    struct string typed = text_of(work, owner, "Thời hạn", "thoi_han"), told = typed;
    struct place place = value != NULL ? value_place(work->common->sources, value) : (struct place){0};
    enum deadline_kind kind = deadline_read(typed, issued, work->calendar, &day);
    if (kind == DEADLINE_WRONG)
        problems_add(work->problems, PROBLEM_UNITS_DEADLINE, &place, typed.bytes);
    if (kind == DEADLINE_DAY)
        told = short_day(work, day);
    if (kind == DEADLINE_DAY || (kind == DEADLINE_OTHER && deadline_find_day(typed, &day)))
        duty->day = date_to_days(day);
    if (kind == DEADLINE_DAY && deadline_counts_working_days(typed))
        tell_unknown_year(work, &place, issued, day);
    set_text(duty->record.as.record, "thoi_han", told);
}

static void add_duty(struct track_work *work, const struct record *document, const struct record *task)
{
    struct duty *duty = append_duty(work);
    struct date issued = issue_day(work, document);
    duty->record = value_record(work->arena);
    struct record *record = duty->record.as.record;
    set_text(record, "don_vi", unit_of(work, document));
    set_text(record, "so_ky_hieu", symbol_of(work, document));
    set_text(record, "ngay", short_day(work, issued));
    struct string what = task != NULL ? text_of(work, task, "Nội dung", "noi_dung")
                                      : text_of(work, document, "Trích yếu", "trich_yeu");
    set_text(record, "noi_dung", what);
    set_text(record, "chu_tri", task != NULL ? text_of(work, task, "Chủ trì", "chu_tri") : STRING(""));
    set_text(record, "phoi_hop", task != NULL ? text_of(work, task, "Phối hợp", "phoi_hop") : STRING(""));
    set_deadline(work, duty, task != NULL ? task : document, issued);
}

static void add_document(struct track_work *work, const struct value *row)
{
    struct value document = value_merged(work->arena, &work->common->top, row);
    const struct value *tasks = lookup(document.as.record, "Nhiệm vụ", "nhiem_vu");
    if (tasks == NULL || tasks->kind != VALUE_LIST || tasks->as.list->count == 0) {
        add_duty(work, document.as.record, NULL);
        return;
    }
    for (size_t i = 0; i < tasks->as.list->count; i++) {
        if (tasks->as.list->items[i].kind == VALUE_RECORD)
            add_duty(work, document.as.record, tasks->as.list->items[i].as.record);
    }
}

/* ---- the sheet ---- */

static int compare_duties(const void *left, const void *right)
{
    const struct duty *a = left, *b = right;
    if (a->day != b->day)
        return a->day < b->day ? -1 : 1;
    return a->position < b->position ? -1 : a->position > b->position;
}

static const struct {
    const char *name, *label;
} columns[] = {
    {"stt", "STT"},
    {"don_vi", "Đơn vị"},
    {"so_ky_hieu", "Số, ký hiệu"},
    {"ngay", "Ngày ban hành"},
    {"noi_dung", "Nội dung"},
    {"chu_tri", "Chủ trì"},
    {"phoi_hop", "Phối hợp"},
    {"thoi_han", "Thời hạn"},
    {"ngay_bao_cao", "Ngày báo cáo"},
    {"ket_qua", "Kết quả"},
    {"ghi_chu", "Ghi chú"},
};

static void append_csv(struct track_work *work, struct buffer *out)
{
    buffer_append_text(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        buffer_append_text(out, i > 0 ? "," : "");
        data_append_csv_cell(out, string_of(columns[i].label));
    }
    for (size_t row = 0; row < work->count; row++) {
        buffer_append_format(out, "\r\n%zu", row + 1);
        for (size_t i = 1; i < sizeof columns / sizeof *columns; i++) {
            const struct value *cell =
                record_lookup(work->duties[row].record.as.record, string_of(columns[i].name));
            buffer_append_byte(out, ',');
            if (cell != NULL)
                data_append_csv_cell(out, cell->as.text);
        }
    }
    buffer_append_text(out, "\r\n");
}

/* What the form's header needs is of the common data; it stands beside the table. */
static void append_json(struct track_work *work, struct buffer *out)
{
    struct value rows = value_list(work->arena), data = value_record(work->arena);
    for (size_t i = 0; i < work->count; i++)
        list_append(rows.as.list, &work->duties[i].record);
    record_set_text(data.as.record, STRING("viec"), &rows);
    value_append_json(out, &data);
    buffer_append_byte(out, '\n');
}

/* A day as such, so that Excel sorts and filters by it; what is no day stays as it was typed. */
static struct value cell_of(const struct duty *duty, const char *column)
{
    struct date day;
    const struct value *text = record_lookup(duty->record.as.record, string_of(column));
    bool is_day = strcmp(column, "thoi_han") == 0 || strcmp(column, "ngay") == 0;
    if (text == NULL || text->as.text.length == 0)
        return value_none();
    return is_day && date_read(&day, text->as.text) && day.day != 0 ? value_date(day) : *text;
}

static struct value sheet_of(struct track_work *work)
{
    struct value rows = value_list(work->arena), data = value_record(work->arena);
    for (size_t i = 0; i < work->count; i++) {
        struct value row = value_record(work->arena), number = value_integer((int64_t)i + 1);
        record_set_text(row.as.record, string_of(columns[0].label), &number);
        for (size_t column = 1; column < sizeof columns / sizeof *columns; column++) {
            struct value cell = cell_of(&work->duties[i], columns[column].name);
            record_set_text(row.as.record, string_of(columns[column].label), &cell);
        }
        list_append(rows.as.list, &row);
    }
    record_set_text(data.as.record, STRING("Theo dõi"), &rows);
    return data;
}

static bool write_workbook(struct track_work *work)
{
    struct value sheet = sheet_of(work);
    struct file_output *output = file_output_open(work->output, work->options.overwrite, work->problems);
    if (output == NULL)
        return false;
    if (form_write_data(&sheet, STRING("Theo dõi thực hiện"), output, work->problems))
        return file_output_commit(output, work->problems);
    file_output_abandon(output);
    return false;
}

/* ---- public ---- */

static bool read_records(struct track_work *work)
{
    struct data_reader reader = {work->arena, work->common->sources, &work->limits, work->problems};
    struct value data;
    if (!calendar_read_shipped(&reader, work->options.forms_folder, &work->calendar) ||
        !data_read_files(&reader, NULL, &work->path, 1, &data))
        return false;
    const struct entry *table = records_find(&data, work->table, work->path, NULL, false, &reader);
    for (size_t i = 0; table != NULL && i < table->value.as.list->count; i++)
        add_document(work, &table->value.as.list->items[i]);
    return table != NULL;
}

static void track(void *argument)
{
    struct track_work *work = argument;
    struct buffer out = {0};
    if (!api_limits(&work->options, &work->limits, work->problems))
        return;
    work->arena = arena_new();
    bool is_read = read_records(work);
    if (is_read && work->count > 0)
        qsort(work->duties, work->count, sizeof *work->duties, compare_duties);
    if (is_read && work->output != NULL) {
        work->done = write_workbook(work);
    } else if (is_read) {
        if (work->as_json)
            append_json(work, &out);
        else
            append_csv(work, &out);
        work->text = api_text(&out);
    }
    arena_free(work->arena);
}

bool vanban_units_track_workbook(const char *records, const char *table, struct vanban_data *common,
                                 const char *output, const struct vanban_options *options,
                                 struct vanban_problems *problems)
{
    struct track_work work = {.path = records,
                              .table = table,
                              .common = common,
                              .output = output,
                              .options = api_options(options),
                              .problems = problems->list};
    return api_run(track, &work, problems) && work.done;
}

char *vanban_units_track(const char *records, const char *table, struct vanban_data *common, bool as_json,
                         const struct vanban_options *options, struct vanban_problems *problems)
{
    struct track_work work = {.path = records,
                              .table = table,
                              .common = common,
                              .as_json = as_json,
                              .options = api_options(options),
                              .problems = problems->list};
    return api_run(track, &work, problems) ? work.text : NULL;
}
