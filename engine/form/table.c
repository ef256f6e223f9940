/* The rows of a table. Below those of a sheet stand totals and names of people, which are none. */

#include "form/fields.h"

enum { FEW_REQUIRED = 3 };

/* ---- what is below the rows ---- */

static const struct value *cell_of(const struct record *row, const struct field *field)
{
    const struct value *cell = record_lookup_name(row, field->name);
    return cell != NULL ? cell : record_lookup_name(row, field->label_name);
}

static size_t count_required(const struct field *table, const struct record *row, size_t *blank)
{
    size_t count = 0;
    *blank = 0;
    for (size_t i = 0; i < table->field_count; i++) {
        if (!table->fields[i].is_required)
            continue;
        const struct value *cell = cell_of(row, &table->fields[i]);
        count++;
        *blank += cell == NULL || field_is_blank(cell);
    }
    return count;
}

static const struct value *first_cell(const struct record *row)
{
    for (size_t i = 0; i < row->count; i++)
        if (!field_is_blank(&row->entries[i].value))
            return &row->entries[i].value;
    return NULL;
}

/* Where few columns are required, only words tell a total from a row that somebody forgot to complete. */
static bool is_below(const struct field_reading *reading, const struct field *table, const struct value *row)
{
    const struct value *first = row->kind == VALUE_RECORD ? first_cell(row->as.record) : NULL;
    if (first == NULL || (first->flags & VALUE_CELL) == 0)
        return false;
    size_t blank, required = count_required(table, row->as.record, &blank);
    if (required >= FEW_REQUIRED && blank == required)
        return true;
    return first->kind == VALUE_TEXT && (required == 0 || blank > 0) &&
           data_says_total(reading->arena, first->as.text);
}

static size_t count_rows(struct field_reading *reading, const struct field_path *path,
                         const struct list *rows)
{
    size_t count = rows->count;
    while (count > 0 && is_below(reading, path->field, &rows->items[count - 1]))
        count--;
    if (count == rows->count)
        return count;
    const struct value *first = first_cell(rows->items[count].as.record);
    struct string number = arena_format(reading->arena, "%zu", rows->count - count);
    struct buffer shown = {0};
    data_append_short(&shown, first);
    struct place place = value_place(reading->sources, first);
    problems_add(reading->problems, PROBLEM_ROWS_BELOW, &place, number.bytes, path->field->label.bytes,
                 shown.bytes);
    buffer_release(&shown);
    return count;
}

/* ---- the rows ---- */

/* What reads a table with a fault would only tell the fault again; a draft shows what there is. */
bool field_read_table(struct field_reading *reading, const struct field_path *path, const struct value *given,
                      struct value *result)
{
    if (given->kind != VALUE_LIST)
        return field_refuse(reading, path, given);
    struct value rows = value_list(reading->arena);
    bool is_read = true, was_incomplete = reading->is_incomplete;
    size_t count = count_rows(reading, path, given->as.list);
    reading->is_incomplete = false;
    for (size_t i = 0; i < count; i++) {
        struct value row;
        struct field_path row_path = {path->outer, path->field, i + 1};
        bool is_row = field_read_record(reading, &row_path, &given->as.list->items[i], &row);
        if (is_row)
            list_append(rows.as.list, &row);
        is_read &= is_row;
    }
    is_read &= !reading->is_incomplete || reading->may_miss;
    reading->is_incomplete |= was_incomplete;
    *result = *given;
    result->as.list = rows.as.list;
    return is_read;
}
