/*
 * A grid as values: each row under the header is a record of its columns. Merged cells all have the value of
 * the first; rows that say only how the columns are numbered are left out; hidden rows (filtered out) are
 * data.
 */

#include <string.h>

#include "data/grid.h"
#include "text/unicode.h"

/* The value a merged cell hands down. */
struct carried {
    const struct value *value;
    uint32_t last_row;
};

struct table {
    const struct grid *grid;
    struct header header;
    struct names *names;
    struct column *columns;
    size_t count;
    struct carried *carried; /* by column, as an index */
    size_t next_area;
    bool *is_told;                /* unnamed columns that were reported, by number */
    bool has_problem, has_faulty; /* of a row alone */
};

static const char *shown_number(const struct table *table, size_t number)
{
    return arena_format(table->grid->arena, "%zu", number).bytes;
}

/* ---- columns ---- */

/* Cells of the header that are named alike, each reported once. */
static void check_names(struct table *table)
{
    struct value seen = value_record(table->grid->arena);
    for (size_t i = 0; i < table->count; i++) {
        const struct column *column = &table->columns[i];
        const struct value *earlier = record_lookup_name(seen.as.record, column->name);
        struct value own = value_integer(column->number);
        if (column->is_left_out)
            continue;
        if (earlier == NULL) {
            record_set(seen.as.record, column->name, &own);
            continue;
        }
        struct place place = value_place(table->grid->reader->sources, &column->cell->value);
        problems_add(table->grid->reader->problems, PROBLEM_TABLE_COLUMN_TWICE, &place,
                     column->name->text.bytes, shown_number(table, (size_t)earlier->as.number.integer_part),
                     shown_number(table, column->number));
        table->has_problem = true;
    }
}

static void report_unnamed(struct table *table, const struct cell *cell)
{
    struct place place = value_place(table->grid->reader->sources, &cell->value);
    const struct grid_row *header = &table->grid->rows[table->header.bottom];
    uint32_t line = table->grid->separator != 0 ? header->cells[0].value.line : header->number;
    table->has_problem = true;
    if (table->is_told[cell->column])
        return;
    table->is_told[cell->column] = true;
    problems_add(table->grid->reader->problems, PROBLEM_TABLE_COLUMN_UNNAMED, &place,
                 shown_number(table, cell->column), shown_number(table, line));
}

/* ---- merged cells ---- */

static size_t find_column(const struct table *table, uint32_t number)
{
    size_t from = 0, to = table->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (table->columns[middle].number < number)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* Areas do not overlap; should they, the first has the cells. */
static void carry(struct table *table, const struct grid_row *row, const struct grid_area *area)
{
    const struct cell *cell = grid_cell(row, area->left);
    if (cell == NULL)
        return;
    table->has_problem |= cell->is_faulty && area->bottom > row->number;
    for (size_t i = find_column(table, area->left); i < table->count; i++) {
        struct carried *carried = &table->carried[i];
        bool is_taken = carried->value != NULL && carried->last_row >= row->number;
        if (table->columns[i].number > area->right || is_taken)
            return;
        *carried = (struct carried){&cell->value, area->bottom};
    }
}

static void carry_areas(struct table *table, const struct grid_row *row)
{
    const struct grid *grid = table->grid;
    for (; table->next_area < grid->area_count && grid->areas[table->next_area].top <= row->number;
         table->next_area++) {
        if (grid->areas[table->next_area].top == row->number)
            carry(table, row, &grid->areas[table->next_area]);
    }
}

/* ---- rows ---- */

/* The value of an empty cell: that of the merged cell it belongs to, or none; with its own place. */
static struct value empty_cell(const struct table *table, const struct grid_row *row, size_t i)
{
    const struct carried *carried = &table->carried[i];
    bool is_merged = carried->value != NULL && carried->last_row >= row->number;
    struct value value = is_merged ? *carried->value : value_none();
    value.source = table->grid->source;
    value.line = table->grid->separator != 0 ? row->cells[0].value.line : row->number;
    value.column = table->grid->separator != 0 ? row->cells[0].value.column : table->columns[i].number;
    return value;
}

static void set_column(struct table *table, struct record *record, const struct column *column,
                       const struct value *value)
{
    if (column->is_inside)
        table_place(record, table->names, column->name->text, value);
    else if (!column->is_left_out)
        record_set(record, column->name, value);
}

static void fill_row(struct table *table, const struct grid_row *row, struct record *record)
{
    const struct cell *cell = row->cells, *end = row->cells + row->count;
    carry_areas(table, row);
    for (size_t i = 0; i < table->count; i++) {
        for (; cell < end && cell->column < table->columns[i].number; cell++)
            report_unnamed(table, cell);
        bool is_filled = cell < end && cell->column == table->columns[i].number;
        struct value value = is_filled ? cell++->value : empty_cell(table, row, i);
        value.flags |= VALUE_CELL;
        set_column(table, record, &table->columns[i], &value);
    }
    for (; cell < end; cell++)
        report_unnamed(table, cell);
}

/* At the first cell that is too many; of too few, at the row. */
static void report_ragged(struct table *table, const struct grid_row *row, uint32_t wanted)
{
    const struct grid *grid = table->grid;
    const char separator[] = {grid->separator, '\0'};
    uint32_t last = row->cells[row->count - 1].column;
    size_t at = last > wanted ? grid_find(row, wanted + 1) : 0;
    struct place place = value_place(grid->reader->sources, &row->cells[at].value);
    problems_add(grid->reader->problems, PROBLEM_CSV_RAGGED, &place,
                 shown_number(table, last > wanted ? last : row->width), shown_number(table, wanted),
                 grid->separator == '\t' ? "Tab" : separator);
}

/* In a text file a missing or superfluous separator moves the values behind it. */
static bool is_whole(struct table *table, const struct grid_row *row)
{
    uint32_t wanted = table->columns[table->count - 1].number;
    bool is_whole =
        table->grid->separator == 0 || (row->width >= wanted && row->cells[row->count - 1].column <= wanted);
    if (!is_whole && !row->is_faulty)
        report_ragged(table, row, wanted);
    return is_whole;
}

/* Of a row that is not whole it cannot be told which value belongs to which column. */
static struct value read_row(struct table *table, const struct grid_row *row)
{
    struct value record = value_record(table->grid->reader->arena);
    bool has_all = is_whole(table, row);
    if (has_all)
        fill_row(table, row, record.as.record);
    record.source = table->grid->source;
    record.line = table->grid->separator != 0 ? row->cells[0].value.line : row->number;
    record.column = table->grid->separator != 0 ? row->cells[0].value.column : 0;
    record.flags |= !has_all || row->is_faulty ? VALUE_FAULTY : 0;
    table->has_faulty |= (record.flags & VALUE_FAULTY) != 0;
    return record;
}

/* "(3)" or "(3)=(1)+(2)" as `number`; a figure in brackets that Excel took for a negative number as well. */
static bool is_numbering(const struct value *value, uint32_t *number)
{
    int64_t integer;
    if (value->kind == VALUE_NUMBER && number_to_integer(value->as.number, &integer)) {
        *number = integer < 0 && integer > -100000 ? (uint32_t)-integer : 0;
        return *number > 0;
    }
    struct string text = value->kind == VALUE_TEXT ? string_trim(value->as.text) : STRING("");
    size_t at = 1;
    *number = 0;
    for (; at < text.length && at < 6 && text.bytes[at] >= '0' && text.bytes[at] <= '9'; at++)
        *number = *number * 10 + (uint32_t)(text.bytes[at] - '0');
    return at > 1 && text.bytes[0] == '(' && at < text.length && text.bytes[at] == ')' &&
           (at + 1 == text.length || string_trim(string_slice(text, at + 1, text.length)).bytes[0] == '=');
}

/* One capital letter, as stands over columns of words. */
static bool is_letter(const struct value *value)
{
    return value->kind == VALUE_TEXT && value->as.text.length == 1 && value->as.text.bytes[0] >= 'A' &&
           value->as.text.bytes[0] <= 'Z';
}

/* At least three columns, numbered one after another. */
static bool numbers_columns(const struct grid_row *row)
{
    uint32_t before = 0, number;
    for (size_t i = 0; i < row->count; i++) {
        if (before == 0 && is_letter(&row->cells[i].value))
            continue;
        if (!is_numbering(&row->cells[i].value, &number) || (before > 0 && number != before + 1))
            return false;
        before = number;
    }
    return row->count > 2 && before > 1;
}

static void skip_numbers(struct table *table, size_t *first)
{
    const struct grid *grid = table->grid;
    if (*first >= grid->count || !numbers_columns(&grid->rows[*first]))
        return;
    struct place place = grid_place(grid, &grid->rows[(*first)++], 0);
    problems_add(grid->reader->problems, PROBLEM_TABLE_NUMBER_ROW, &place, NULL);
}

static void tell_hidden(const struct table *table, size_t first)
{
    size_t count = 0;
    for (size_t i = first; i < table->grid->count; i++)
        count += table->grid->rows[i].is_hidden;
    struct place place = grid_place(table->grid, NULL, 0);
    if (count > 0)
        problems_add(table->grid->reader->problems, PROBLEM_TABLE_HIDDEN_ROWS, &place,
                     shown_number(table, count));
}

static bool has_room(const struct table *table, size_t first)
{
    const struct data_reader *reader = table->grid->reader;
    struct place place = grid_place(table->grid, NULL, 0);
    return limits_allow(reader->limits, LIMIT_TABLE_CELLS,
                        (uint64_t)(table->grid->count - first) * table->count, &place, reader->problems);
}

static struct value read_rows(struct table *table, size_t first)
{
    struct value list = value_list(table->grid->reader->arena);
    for (size_t i = first; i < table->grid->count; i++) {
        struct value record = read_row(table, &table->grid->rows[i]);
        list_append(list.as.list, &record);
    }
    return list;
}

/* Above the rows nothing can be passed over. */
static bool is_sound_above(const struct table *table, size_t first)
{
    bool is_sound = true;
    for (size_t i = 0; i < first && i < table->grid->count; i++)
        is_sound &= !table->grid->rows[i].is_faulty;
    return is_sound;
}

/* ---- names and values ---- */

static bool is_headed(const struct table *table)
{
    static const char *const names[] = {"trường", "tên_trường", "tên", "field", "name", NULL};
    static const char *const values[] = {"giá_trị", "value", NULL};
    const char *const *const wanted[] = {names, values};
    for (size_t i = 0; i < 2; i++) {
        const char *const *word = wanted[i];
        while (i < table->count && *word != NULL && !string_is(table->columns[i].name->folded, *word))
            word++;
        if (i >= table->count || *word == NULL)
            return false;
    }
    return true;
}

static void report_value(struct table *table, const struct value *value)
{
    struct buffer shown = {0};
    struct place place = value_place(table->grid->reader->sources, value);
    data_append_short(&shown, value);
    problems_add(table->grid->reader->problems, PROBLEM_TABLE_VALUE_UNNAMED, &place, shown.bytes);
    buffer_release(&shown);
    table->has_problem = true;
}

/* `earlier` maps names to where they stood. */
static void report_twice(struct table *table, const struct record *earlier, const struct name *name,
                         const struct value *label)
{
    const struct value *other = record_lookup_name(earlier, name);
    size_t index = (size_t)((const char *)other - (const char *)earlier->entries) / sizeof(struct entry);
    const struct name *first = earlier->entries[index].name;
    struct problems *problems = table->grid->reader->problems;
    struct place place = value_place(table->grid->reader->sources, label);
    const char *line = shown_number(table, other->line);
    if (first == name)
        problems_add(problems, PROBLEM_DATA_DUPLICATE, &place, name->text.bytes, line);
    else
        problems_add(problems, PROBLEM_DATA_DUPLICATE_NAME, &place, name->text.bytes, line,
                     first->text.bytes);
    table->has_problem = true;
}

static void place_field(struct table *table, struct record *fields, struct names *names,
                        const struct name *name, const struct value *label, const struct value *value)
{
    if (table_place(fields, names, name->text, value))
        return;
    struct place place = value_place(table->grid->reader->sources, label);
    problems_add(table->grid->reader->problems, PROBLEM_TABLE_NAME_TAKEN, &place, name->text.bytes);
    table->has_problem = true;
}

/* The text of a name, trimmed; empty if there is none. */
static struct string read_name(struct table *table, const struct value *label)
{
    struct buffer text = {0};
    if (label->kind != VALUE_NONE)
        value_append_text(&text, label, NUMBERS_PLAIN);
    struct string name = arena_copy(table->grid->reader->arena, string_trim(buffer_string(&text)));
    buffer_release(&text);
    return name;
}

static void note_name(const struct table *table, const struct name *name, const struct value *cell)
{
    sources_note_name(table->grid->reader->sources, table->grid->source, name, cell->line, cell->column);
}

static void note_columns(const struct table *table)
{
    for (size_t i = 0; i < table->count; i++)
        if (table->columns[i].name != NULL && table->columns[i].cell != NULL)
            note_name(table, table->columns[i].name, &table->columns[i].cell->value);
}

static struct value read_fields(struct table *table, const struct list *rows, struct names *names)
{
    struct value fields = value_record(table->grid->reader->arena);
    struct value earlier = value_record(table->grid->arena);
    for (size_t i = 0; i < rows->count; i++) {
        if ((rows->items[i].flags & VALUE_FAULTY) != 0)
            continue;
        const struct entry *entries = rows->items[i].as.record->entries;
        const struct value *label = &entries[0].value, *value = &entries[1].value;
        struct string typed = read_name(table, label);
        const struct name *name = typed.length > 0 ? names_intern(names, typed) : NULL;
        if (name == NULL && value->kind != VALUE_NONE) {
            report_value(table, value);
        } else if (name != NULL && record_lookup_name(earlier.as.record, name) != NULL) {
            report_twice(table, earlier.as.record, name, label);
        } else if (name != NULL) {
            record_set(earlier.as.record, name, label);
            note_name(table, name, label);
            place_field(table, fields.as.record, names, name, label, value);
        }
    }
    return fields;
}

/* ---- the whole ---- */

void table_report_empty(const struct data_reader *reader, struct string file)
{
    struct place place = {.file = file};
    problems_add(reader->problems, PROBLEM_TABLE_EMPTY, &place, NULL);
}

static void find_inner_columns(struct table *table, const struct tables_options *options)
{
    for (size_t i = 0; i < table->count; i++) {
        struct column *column = &table->columns[i];
        if (string_find(column->name->text, STRING("."), 1) == SIZE_MAX)
            continue;
        for (size_t k = 0; k < options->label_count && !column->is_inside; k++)
            column->is_inside =
                !column->is_left_out &&
                string_equal(text_fold_name(table->grid->arena, options->labels[k]), column->name->folded);
    }
}

static void open_table(struct table *table, const struct tables_options *options, struct names *names)
{
    const struct grid *grid = table->grid;
    uint32_t last = 0;
    for (size_t i = 0; i < grid->count; i++) {
        uint32_t own = grid->rows[i].cells[grid->rows[i].count - 1].column;
        last = own > last ? own : last;
    }
    table->columns =
        header_columns(grid, &table->header, options != NULL ? options->map : NULL, names, &table->count);
    table->carried = arena_allocate(grid->arena, table->count * sizeof *table->carried);
    table->is_told = arena_allocate(grid->arena, (last + 1) * sizeof *table->is_told);
    table->names = names;
    if (options != NULL)
        find_inner_columns(table, options);
    check_names(table);
}

bool table_read(const struct grid *grid, const struct tables_options *options, enum table_kind *kind,
                struct value *value)
{
    struct table table = {.grid = grid};
    *kind = TABLE_NOTHING;
    if (grid->count == 0)
        return true;
    if (!header_find(grid, options, &table.header)) {
        struct place place = grid_place(grid, NULL, 0);
        problems_add(grid->reader->problems, PROBLEM_TABLE_NO_HEADER, &place, NULL);
        return true;
    }
    struct names *names = names_new(grid->reader->arena);
    size_t first = table.header.bottom + 1;
    open_table(&table, options, names);
    skip_numbers(&table, &first);
    if (table.has_problem || !is_sound_above(&table, first) || !has_room(&table, first))
        return false;
    tell_hidden(&table, first);
    *value = read_rows(&table, first);
    *kind = is_headed(&table) ? TABLE_FIELDS : TABLE_ROWS;
    if (*kind == TABLE_FIELDS)
        *value = read_fields(&table, value->as.list, names);
    else
        note_columns(&table);
    value->source = grid->source;
    return !table.has_problem && (!table.has_faulty || (*kind == TABLE_ROWS && grid->keeps_faulty));
}
