/* Data that was computed, as a workbook: what a sheet holds reads back as it was. */

#include "form/workbook.h"
#include "text/unicode.h"

enum { COLUMN = 18, SHORT_TEXT = 22, WIDE_COLUMN = 45, FIRST_YEAR = 1900 };

/* ---- one cell ---- */

static const struct field *kind_of(const struct value *value)
{
    static const struct field text = {.type = FIELD_TEXT}, number = {.type = FIELD_NUMBER},
                              count = {.type = FIELD_COUNT}, date = {.type = FIELD_DATE};
    if (value->kind == VALUE_DATE)
        return &date;
    if (value->kind != VALUE_NUMBER)
        return &text;
    return value->format == FORMAT_COUNT ? &count : &number;
}

/* As Excel counts days, so that it sorts and filters by them. */
static void write_day(struct workbook_writing *writing, struct planned_sheet *sheet, uint32_t row,
                      uint32_t column, struct date day)
{
    lxw_datetime moment = {.year = day.year, .month = day.month, .day = day.day};
    worksheet_write_datetime(sheet->worksheet, row, (lxw_col_t)column, &moment, writing->looks[LOOK_DATE]);
}

static void write_cell(struct workbook_writing *writing, struct planned_sheet *sheet, uint32_t row,
                       uint32_t column, const struct value *value)
{
    struct planned_cell cell = {.field = kind_of(value), .sheet = sheet, .row = row, .column = column};
    if (value->kind == VALUE_TEXT && text_length(value->as.text) > SHORT_TEXT)
        worksheet_set_column(sheet->worksheet, (lxw_col_t)column, (lxw_col_t)column, WIDE_COLUMN, NULL);
    if (value->kind == VALUE_DATE && value->as.date.day != 0 && value->as.date.year >= FIRST_YEAR)
        write_day(writing, sheet, row, column, value->as.date);
    else if (value->kind != VALUE_NONE)
        workbook_write_value(writing, &cell, row, value);
}

static void write_head(struct workbook_writing *writing, const struct planned_sheet *sheet, uint32_t column,
                       struct string head)
{
    workbook_write_text(writing, sheet->worksheet, 0, column, head, LOOK_HEAD);
    worksheet_set_column(sheet->worksheet, (lxw_col_t)column, (lxw_col_t)column, COLUMN, NULL);
}

static struct planned_sheet open_sheet(struct workbook_writing *writing, struct string name)
{
    struct planned_sheet sheet = {.name = name};
    sheet.worksheet = workbook_add_worksheet(writing->workbook, arena_copy(writing->arena, name).bytes);
    if (sheet.worksheet == NULL)
        problems_add(writing->problems, PROBLEM_WORKBOOK_FIELD, NULL, arena_copy(writing->arena, name).bytes);
    return sheet;
}

/* ---- fields: a row each, those of records inside by a dot ---- */

static uint32_t write_fields(struct workbook_writing *writing, struct planned_sheet *sheet,
                             const struct record *record, struct string prefix, uint32_t row)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct entry *entry = &record->entries[i];
        struct string name =
            arena_format(writing->arena, "%.*s%.*s", STRING_FORMAT(prefix), STRING_FORMAT(entry->name->text));
        if (entry->value.kind == VALUE_RECORD) {
            struct string inner = arena_format(writing->arena, "%.*s.", STRING_FORMAT(name));
            row = write_fields(writing, sheet, entry->value.as.record, inner, row);
        } else if (entry->value.kind != VALUE_LIST) {
            workbook_write_text(writing, sheet->worksheet, row, 0, name, LOOK_LABEL);
            write_cell(writing, sheet, row++, 1, &entry->value);
        }
    }
    return row;
}

static void write_record(struct workbook_writing *writing, struct string name, const struct record *record)
{
    struct planned_sheet sheet = open_sheet(writing, name);
    if (sheet.worksheet == NULL)
        return;
    write_head(writing, &sheet, 0, STRING("Trường"));
    write_head(writing, &sheet, 1, STRING("Giá trị"));
    worksheet_set_column(sheet.worksheet, 0, 1, 30, NULL);
    write_fields(writing, &sheet, record, STRING(""), 1);
}

/* ---- tables ---- */

/* Columns in the order in which rows have them first; what is in records has a dot in its name. */
static uint32_t column_of(struct workbook_writing *writing, struct planned_sheet *sheet,
                          struct value *columns, struct string name)
{
    struct list *list = columns->as.list;
    for (size_t i = 0; i < list->count; i++)
        if (string_equal(list->items[i].as.text, name))
            return (uint32_t)i;
    struct value column = value_text(arena_copy(writing->arena, name));
    list_append(list, &column);
    write_head(writing, sheet, (uint32_t)list->count - 1, name);
    return (uint32_t)list->count - 1;
}

static void write_row(struct workbook_writing *writing, struct planned_sheet *sheet, struct value *columns,
                      const struct record *record, struct string prefix, uint32_t row)
{
    for (size_t i = 0; i < record->count; i++) {
        const struct entry *entry = &record->entries[i];
        struct string name =
            arena_format(writing->arena, "%.*s%.*s", STRING_FORMAT(prefix), STRING_FORMAT(entry->name->text));
        struct string inner = arena_format(writing->arena, "%.*s.", STRING_FORMAT(name));
        if (entry->value.kind == VALUE_RECORD)
            write_row(writing, sheet, columns, entry->value.as.record, inner, row);
        else
            write_cell(writing, sheet, row, column_of(writing, sheet, columns, name), &entry->value);
    }
}

static void write_table(struct workbook_writing *writing, struct string name, const struct list *rows)
{
    if (rows->count == 0)
        return;
    struct planned_sheet sheet = open_sheet(writing, name);
    struct value columns = value_list(writing->arena);
    for (size_t i = 0; sheet.worksheet != NULL && i < rows->count; i++)
        if (rows->items[i].kind == VALUE_RECORD)
            write_row(writing, &sheet, &columns, rows->items[i].as.record, STRING(""), (uint32_t)i + 1);
    if (sheet.worksheet != NULL)
        worksheet_freeze_panes(sheet.worksheet, 1, 0);
}

bool form_write_data(const struct value *data, struct string title, struct file_output *output,
                     struct problems *problems)
{
    struct workbook_writing writing = {.problems = problems, .arena = arena_new()};
    struct value alone = value_record(writing.arena);
    const struct record *record = data->as.record;
    workbook_begin(&writing, output, title);
    for (size_t i = 0; i < record->count; i++)
        if (record->entries[i].value.kind != VALUE_LIST && record->entries[i].value.kind != VALUE_RECORD)
            record_set(alone.as.record, record->entries[i].name, &record->entries[i].value);
    if (alone.as.record->count > 0)
        write_record(&writing, STRING("Chung"), alone.as.record);
    for (size_t i = 0; i < record->count; i++) {
        const struct entry *entry = &record->entries[i];
        if (entry->value.kind == VALUE_RECORD)
            write_record(&writing, entry->name->text, entry->value.as.record);
        else if (entry->value.kind == VALUE_LIST)
            write_table(&writing, entry->name->text, entry->value.as.list);
    }
    bool is_written = workbook_end(&writing, output);
    arena_free(writing.arena);
    return is_written;
}
