/* A workbook to fill in: its sheets written as they were planned. */

#include "form/workbook.h"

#include <errno.h>
#include <locale.h>
#include <string.h>

#include "base/memory.h"
#include "base/system_error.h"
#include "text/unicode.h"

enum { HEAD_HEIGHT = 22, LINE_HEIGHT = 17, LETTER_WIDTHS = 75 };

/* ---- fields: a row each ---- */

enum { FIELD_COLUMNS = 5 };
static const double field_widths[FIELD_COLUMNS] = {30, 58, 11, 16, 62};

static void write_heads(struct workbook_writing *writing, const struct planned_sheet *sheet)
{
    static const char *const heads[2][FIELD_COLUMNS] = {
        {"Trường", "Giá trị", "Cần điền", "Kiểu", "Giải thích"},
        {"Field", "Value", "Needed", "Type", "Explanation"},
    };
    for (int i = 0; i < FIELD_COLUMNS; i++) {
        struct string head = string_of(heads[writing->language][i]);
        workbook_write_text(writing, sheet->worksheet, 0, (uint32_t)i, head, LOOK_HEAD);
        worksheet_set_column(sheet->worksheet, (lxw_col_t)i, (lxw_col_t)i, field_widths[i], NULL);
    }
}

static const char *need_of(const struct workbook_writing *writing, const struct field *field)
{
    static const char *const words[2][3] = {{"bắt buộc", "có thể bỏ trống", "máy tự tính"},
                                            {"required", "optional", "computed"}};
    return words[writing->language][field->computed != NULL ? 2 : !field->is_required];
}

static void append_line(struct buffer *out, const char *head, struct string text)
{
    if (text.length == 0)
        return;
    if (out->length > 0)
        buffer_append_byte(out, '\n');
    buffer_append_format(out, "%s%.*s", head, STRING_FORMAT(text));
}

static void append_sample(struct buffer *out, const char *head, const struct value *sample)
{
    struct buffer typed = {0};
    if (sample->kind != VALUE_UNDEFINED && sample->kind != VALUE_LIST && sample->kind != VALUE_RECORD)
        value_append_text(&typed, sample, NUMBERS_VI);
    append_line(out, head, buffer_string(&typed));
    buffer_release(&typed);
}

/* What is known of a field: its hint, its example where it is empty, what it must agree with. */
static void append_explanation(const struct workbook_writing *writing, const struct planned_cell *cell,
                               struct buffer *out)
{
    static const char *const words[2][3] = {{"Ví dụ: ", "Để trống thì là: ", "Đối chiếu: "},
                                            {"Example: ", "When empty: ", "Checked: "}};
    const struct field *field = cell->field;
    append_line(out, "", field->hint);
    if (cell->sample.kind == VALUE_NONE || cell->sheet->table != NULL)
        append_sample(out, words[writing->language][0], &field->example);
    append_sample(out, words[writing->language][1], &field->default_value);
    append_line(out, words[writing->language][2], cell->rules);
}

/* How many lines a text takes; a column is as many digits wide as its width says. */
static unsigned count_lines(struct string text, double width)
{
    unsigned lines = 0;
    for (size_t from = 0, to; from <= text.length; from = to + 1) {
        to = string_find(text, STRING("\n"), from);
        to = to == SIZE_MAX ? text.length : to;
        double letters = (double)text_length(string_slice(text, from, to)) * LETTER_WIDTHS / 100;
        lines += 1 + (unsigned)(letters / width);
    }
    return lines;
}

/* Not every program finds the height of a row by itself. */
static double height_of(const struct planned_cell *cell, struct string about)
{
    static const unsigned least[FIELD_ANY + 1] = {[FIELD_LINES] = 2, [FIELD_OUTLINE] = 4};
    struct buffer typed = {0};
    if (cell->sample.kind != VALUE_NONE)
        workbook_append_typed(&typed, cell->field, &cell->sample);
    unsigned lines[] = {least[cell->field->type], count_lines(cell->label, field_widths[0]),
                        count_lines(buffer_string(&typed), field_widths[1]),
                        count_lines(about, field_widths[FIELD_COLUMNS - 1])};
    unsigned most = 1;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        most = lines[i] > most ? lines[i] : most;
    buffer_release(&typed);
    return most * LINE_HEIGHT;
}

static void write_field(struct workbook_writing *writing, const struct planned_cell *cell)
{
    lxw_worksheet *worksheet = cell->sheet->worksheet;
    struct buffer about = {0};
    const struct field *field = cell->field;
    append_explanation(writing, cell, &about);
    workbook_write_text(writing, worksheet, cell->row, 0, cell->label, LOOK_LABEL);
    workbook_write_value(writing, cell, cell->row, &cell->sample);
    workbook_write_text(writing, worksheet, cell->row, 2, string_of(need_of(writing, field)), LOOK_NOTE);
    workbook_write_text(writing, worksheet, cell->row, 3,
                        string_of(field_kinds[field->type].words[writing->language]), LOOK_NOTE);
    workbook_write_text(writing, worksheet, cell->row, 4, buffer_string(&about), LOOK_NOTE);
    workbook_validate(writing, cell, cell->row, cell->row);
    worksheet_set_row(worksheet, cell->row, height_of(cell, buffer_string(&about)), NULL);
    buffer_release(&about);
}

static void write_fields(struct workbook_writing *writing, const struct planned_sheet *sheet)
{
    write_heads(writing, sheet);
    for (size_t i = 0; i < sheet->count; i++)
        write_field(writing, &sheet->cells[i]);
}

/* ---- tables: a column each ---- */

static void write_comment(struct workbook_writing *writing, const struct planned_cell *cell)
{
    struct buffer about = {0};
    buffer_append_format(&about, "%s (%s)", need_of(writing, cell->field),
                         field_kinds[cell->field->type].words[writing->language]);
    append_explanation(writing, cell, &about);
    lxw_comment_options options = {.author = "vanban", .x_scale = 2, .y_scale = 1.4};
    worksheet_write_comment_opt(cell->sheet->worksheet, 0, (lxw_col_t)cell->column,
                                arena_copy(writing->arena, buffer_string(&about)).bytes, &options);
    buffer_release(&about);
}

static double width_of(const struct field *field)
{
    bool is_long = field->type == FIELD_TEXT || field->type == FIELD_LINES || field->type == FIELD_OUTLINE;
    double least = is_long ? 30 : 14, own = (double)text_length(field->label) * 1.3;
    return own > least ? (own < 40 ? own : 40) : least;
}

static void write_column(struct workbook_writing *writing, const struct planned_cell *cell)
{
    lxw_worksheet *worksheet = cell->sheet->worksheet;
    workbook_write_text(writing, worksheet, 0, cell->column, cell->label, LOOK_HEAD);
    worksheet_set_column(worksheet, (lxw_col_t)cell->column, (lxw_col_t)cell->column, width_of(cell->field),
                         workbook_look_of(writing, cell->field));
    write_comment(writing, cell);
    workbook_validate(writing, cell, 1, TABLE_ROWS);
}

static const struct value *part_of(const struct value *row, const struct field *field)
{
    const struct value *part = record_lookup_name(row->as.record, field->name);
    return part != NULL ? part : record_lookup_name(row->as.record, field->label_name);
}

static void write_example_row(struct workbook_writing *writing, const struct planned_sheet *sheet,
                              const struct value *row, uint32_t number)
{
    for (size_t i = 0; i < sheet->count && row->kind == VALUE_RECORD; i++) {
        const struct planned_cell *cell = &sheet->cells[i];
        const struct value *outer = cell->record != NULL ? part_of(row, cell->record) : row;
        const struct value *part =
            outer != NULL && outer->kind == VALUE_RECORD ? part_of(outer, cell->field) : NULL;
        if (part != NULL && part->kind != VALUE_NONE)
            workbook_write_value(writing, cell, number, part);
    }
}

/* The rows of the table's example, or one of the examples of its columns. */
static void write_rows(struct workbook_writing *writing, const struct planned_sheet *sheet)
{
    const struct value *example = &sheet->table->example;
    if (example->kind == VALUE_LIST) {
        for (size_t i = 0; i < example->as.list->count; i++)
            write_example_row(writing, sheet, &example->as.list->items[i], (uint32_t)i + 1);
        return;
    }
    for (size_t i = 0; i < sheet->count; i++) {
        const struct field *field = sheet->cells[i].field;
        const struct field *record = sheet->cells[i].record;
        bool is_needed = field->is_required || field->example.kind != VALUE_UNDEFINED;
        is_needed &= record == NULL || record->is_required;
        struct value sample = field_sample(writing->arena, field);
        if (is_needed && field->computed == NULL)
            workbook_write_value(writing, &sheet->cells[i], 1, &sample);
    }
}

static void write_table(struct workbook_writing *writing, const struct planned_sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++)
        write_column(writing, &sheet->cells[i]);
    if (sheet->is_filled)
        write_rows(writing, sheet);
}

/* ---- the whole ---- */

/* Codes such as 05 are texts, which Excel would mark. */
static void set_page(const struct planned_sheet *sheet)
{
    worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
    worksheet_set_row(sheet->worksheet, 0, sheet->table != NULL ? 2 * LINE_HEIGHT : HEAD_HEIGHT, NULL);
    worksheet_freeze_panes(sheet->worksheet, 1, sheet->table == NULL);
    worksheet_set_landscape(sheet->worksheet);
    worksheet_set_paper(sheet->worksheet, 9);
    worksheet_fit_to_pages(sheet->worksheet, 1, 0);
    worksheet_repeat_rows(sheet->worksheet, 0, 0);
}

static void open_sheets(struct workbook_writing *writing)
{
    for (struct planned_sheet *sheet = writing->sheets; sheet != NULL; sheet = sheet->next) {
        const char *name = arena_copy(writing->arena, sheet->name).bytes;
        sheet->worksheet = workbook_add_worksheet(writing->workbook, name);
        if (sheet->worksheet == NULL)
            problems_add(writing->problems, PROBLEM_WORKBOOK_FIELD, NULL, name);
    }
}

static void write_sheets(struct workbook_writing *writing)
{
    for (struct planned_sheet *sheet = writing->sheets; sheet != NULL; sheet = sheet->next) {
        if (sheet->worksheet == NULL)
            continue;
        set_page(sheet);
        if (sheet->table != NULL)
            write_table(writing, sheet);
        else
            write_fields(writing, sheet);
    }
}

/* The same bytes on any day. */
static void set_properties(struct workbook_writing *writing, struct string title)
{
    enum { SOME_DAY = 1577836800 };
    lxw_doc_properties properties = {.title = (char *)arena_copy(writing->arena, title).bytes,
                                     .created = SOME_DAY};
    workbook_set_properties(writing->workbook, &properties);
}

static void undo_workbook(void *subject)
{
    lxw_workbook_free(subject);
}

/* The library prints numbers by the locale of the program it is in. */
static lxw_error close_plainly(lxw_workbook *workbook)
{
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    locale_t before = plain != (locale_t)0 ? uselocale(plain) : (locale_t)0;
    lxw_error result = workbook_close(workbook);
    if (plain != (locale_t)0) {
        uselocale(before);
        freelocale(plain);
    }
    return result;
}

bool workbook_end(struct workbook_writing *writing, const struct file_output *output)
{
    errno = 0;
    memory_settled(undo_workbook, writing->workbook);
    lxw_error result = close_plainly(writing->workbook);
    if (result == LXW_ERROR_MEMORY_MALLOC_FAILED)
        memory_exhausted();
    if (result != LXW_NO_ERROR)
        problems_add(writing->problems, PROBLEM_FILE_WRITE, NULL, file_output_target(output),
                     errno != 0 ? system_error_words(errno) : lxw_strerror(result));
    return result == LXW_NO_ERROR;
}

void workbook_begin(struct workbook_writing *writing, const struct file_output *output, struct string title)
{
    writing->workbook = workbook_new(file_output_path(output));
    if (writing->workbook == NULL)
        memory_exhausted();
    memory_undo_later(undo_workbook, writing->workbook);
    workbook_looks(writing);
    set_properties(writing, title);
}

bool form_write_workbook(const struct form *form, enum language language, struct file_output *output,
                         struct problems *problems)
{
    struct workbook_writing writing = {
        .definition = form->definition, .language = language, .problems = problems, .arena = arena_new()};
    workbook_plan(&writing);
    workbook_begin(&writing, output, form->definition->title);
    open_sheets(&writing);
    workbook_add_rules(&writing);
    write_sheets(&writing);
    bool is_written = workbook_end(&writing, output);
    arena_free(writing.arena);
    return is_written;
}
