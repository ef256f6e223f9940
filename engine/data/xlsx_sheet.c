/*
 * A sheet (18.3.1.99), read in one pass:
 *
 *     <row r="2"><c r="B2" s="3" t="s"><f>…</f><v>0</v></c></row> … <mergeCell ref="A1:B2"/>
 *
 * Rows and cells without a reference stand behind the one before.
 */

#include "data/xlsx.h"

enum { SHEET_ROW = 1, SHEET_CELL, SHEET_FORMULA, SHEET_VALUE, SHEET_INLINE, SHEET_MERGED };

static const struct xlsx_name sheet_names[] = {
    {"c", SHEET_CELL},    {"v", SHEET_VALUE}, {"row", SHEET_ROW},          {"f", SHEET_FORMULA},
    {"is", SHEET_INLINE}, XLSX_TEXT_NAMES,    {"mergeCell", SHEET_MERGED}, {NULL, 0},
};

struct sheet_reading {
    struct workbook *workbook;
    const struct workbook_sheet *sheet;
    struct grid *grid;
    struct raw_cell cell;
    struct buffer content;
    struct text_reading text;
    uint32_t row, column; /* the last ones */
    bool is_hidden, is_in_row, is_in_cell;
    bool is_full; /* a limit is reached: nothing more is read */
    bool has_problem;
};

/* "B12"; false for anything else. */
static bool read_reference(struct string typed, uint32_t *row, uint32_t *column)
{
    size_t at = 0;
    *column = 0;
    for (; at < typed.length && at < 4 && typed.bytes[at] >= 'A' && typed.bytes[at] <= 'Z'; at++)
        *column = *column * 26 + (uint32_t)(typed.bytes[at] - 'A' + 1);
    *row = xlsx_number(string_slice(typed, at, typed.length), 0);
    return at > 0 && *row > 0;
}

/* Rows and cells stand in order; what does not is no workbook Excel would open. */
static void refuse(struct sheet_reading *reading, struct string reference)
{
    struct raw_cell where = {.row = reading->row};
    cell_report(reading->workbook, reading->sheet, &where, PROBLEM_CELL_DAMAGED, reference);
    reading->has_problem = reading->is_full = true;
}

static void begin_row(struct sheet_reading *reading, const struct xml_element *element)
{
    struct string hidden = xlsx_attribute(element, "hidden"), typed = xlsx_attribute(element, "r");
    uint32_t row = typed.length > 0 ? xlsx_number(typed, 0) : reading->row + 1;
    if (row <= reading->row) {
        refuse(reading, typed);
        return;
    }
    reading->row = row;
    reading->column = 0;
    reading->is_hidden = string_is(hidden, "1") || string_is(hidden, "true");
    reading->is_in_row = true;
}

static void end_row(struct sheet_reading *reading)
{
    reading->is_in_row = false;
    if (!reading->is_full && !grid_end_row(reading->grid, reading->row, 0, reading->is_hidden))
        reading->has_problem = reading->is_full = true;
}

static char type_of(struct string typed)
{
    static const struct {
        const char *typed;
        char type;
    } rows[] = {{"", 'n'},          {"n", 'n'}, {"s", 's'}, {"str", 't'},
                {"inlineStr", 'i'}, {"b", 'b'}, {"e", 'e'}, {"d", 'd'}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (string_is(typed, rows[i].typed))
            return rows[i].type;
    }
    return 0;
}

static void begin_cell(struct sheet_reading *reading, const struct xml_element *element)
{
    struct string reference = xlsx_attribute(element, "r");
    uint32_t row = reading->row, column = reading->column + 1;
    bool is_sound = reference.length == 0 || read_reference(reference, &row, &column);
    if (!reading->is_in_row || !is_sound || row != reading->row || column <= reading->column) {
        refuse(reading, reference);
        return;
    }
    reading->column = column;
    reading->is_in_cell = true;
    reading->cell = (struct raw_cell){
        .type = type_of(xlsx_attribute(element, "t")),
        .row = row,
        .column = column,
        .style = xlsx_number(xlsx_attribute(element, "s"), 0),
    };
    buffer_truncate(&reading->content, 0);
    text_begin(&reading->text, reading->workbook);
}

/* The text of <v> is one without fonts, with escapes. */
static void end_cell(struct sheet_reading *reading)
{
    struct value value;
    struct raw_cell *cell = &reading->cell;
    reading->is_in_cell = false;
    if (reading->is_full)
        return;
    cell->content = buffer_string(&reading->content);
    if (cell->type == 't')
        text_add(&reading->text, XLSX_TEXT, cell->content);
    if (cell->type == 't' || cell->type == 'i')
        cell->inlined = text_end(&reading->text);
    if (!cell_read(reading->workbook, reading->sheet, cell, &value))
        reading->has_problem |= !grid_add_faulty(reading->grid, cell->column, &value);
    else if (!grid_add_cell(reading->grid, cell->column, &value))
        reading->has_problem = reading->is_full = true;
}

static void add_merged(struct sheet_reading *reading, const struct xml_element *element)
{
    struct grid_area area;
    struct string typed = xlsx_attribute(element, "ref");
    size_t colon = string_find(typed, STRING(":"), 0);
    if (colon != SIZE_MAX && read_reference(string_slice(typed, 0, colon), &area.top, &area.left) &&
        read_reference(string_slice(typed, colon + 1, typed.length), &area.bottom, &area.right) &&
        area.top <= area.bottom && area.left <= area.right)
        grid_add_area(reading->grid, area);
}

static void enter_sheet(void *context, int kind, const struct xml_element *element)
{
    struct sheet_reading *reading = context;
    if (reading->is_full)
        return;
    if (kind == SHEET_ROW)
        begin_row(reading, element);
    else if (kind == SHEET_CELL)
        begin_cell(reading, element);
    else if (kind == SHEET_FORMULA)
        reading->cell.has_formula = true;
    else if (kind == SHEET_MERGED)
        add_merged(reading, element);
    else if (reading->is_in_cell)
        text_enter(&reading->text, kind, element);
}

static void leave_sheet(void *context, int kind)
{
    struct sheet_reading *reading = context;
    if (kind == SHEET_ROW && reading->is_in_row)
        end_row(reading);
    else if (kind == SHEET_CELL && reading->is_in_cell)
        end_cell(reading);
    else if (reading->is_in_cell)
        text_leave(&reading->text, kind);
}

static void add_text(void *context, int kind, struct string text)
{
    struct sheet_reading *reading = context;
    if (kind == SHEET_VALUE)
        buffer_append_string(&reading->content, text);
    else if (reading->is_in_cell && reading->cell.type == 'i')
        text_add(&reading->text, kind, text);
}

/* ---- the sheet as a source ---- */

struct sheet_locator {
    struct source_locator base; /* first */
    struct string name;
};

static struct place locate(const struct source_locator *base, uint32_t line, uint32_t column)
{
    const struct sheet_locator *locator = (const struct sheet_locator *)base;
    return (struct place){.sheet = locator->name, .line = line, .column = column};
}

static void register_source(struct workbook *workbook, struct workbook_sheet *sheet)
{
    struct sources *sources = workbook->reader->sources;
    struct sheet_locator *locator = arena_allocate(workbook->reader->arena, sizeof *locator);
    *locator = (struct sheet_locator){{locate}, sheet->name};
    sheet->source = sources_add(sources, workbook->file);
    sources_locate_with(sources, sheet->source, &locator->base);
}

bool sheet_read(struct workbook *workbook, struct workbook_sheet *sheet, struct grid *grid)
{
    register_source(workbook, sheet);
    grid->source = sheet->source;
    struct sheet_reading reading = {.workbook = workbook, .sheet = sheet, .grid = grid};
    struct xlsx_visitor visitor = {sheet_names, enter_sheet, leave_sheet, add_text, &reading};
    text_begin(&reading.text, workbook);
    bool is_visited = xlsx_visit(workbook, sheet->part, &visitor);
    text_release(&reading.text);
    buffer_release(&reading.content);
    grid_sort_areas(grid);
    return is_visited && !reading.has_problem;
}
