/*
 * Workbooks: the sheets of a record, each under its name. Hidden sheets are left out with a note, sheets
 * without cells without a word.
 */

#include "data/map.h"
#include "data/xlsx.h"
#include "text/unicode.h"

struct assembly {
    struct workbook workbook;
    const struct tables_options *options;
    struct names *names;
    struct record *record;
    bool has_fields; /* a sheet gave fields at the top */
    bool has_table;
    bool has_problem;
};

static struct string name_of(const struct assembly *assembly, const struct workbook_sheet *sheet)
{
    return map_table(assembly->options != NULL ? assembly->options->map : NULL, sheet->name);
}

static bool is_wanted(const struct assembly *assembly, const struct workbook_sheet *sheet)
{
    const struct tables_options *options = assembly->options;
    struct arena *arena = assembly->workbook.arena;
    if (options == NULL || options->sheet_count == 0)
        return !sheet->is_hidden && name_of(assembly, sheet).length > 0;
    struct string folded = text_fold_name(arena, sheet->name);
    for (size_t i = 0; i < options->sheet_count; i++) {
        if (string_equal(folded, text_fold_name(arena, options->sheets[i])))
            return true;
    }
    return false;
}

static void note_hidden(const struct assembly *assembly)
{
    const struct workbook *workbook = &assembly->workbook;
    struct buffer names = {0};
    bool are_chosen = assembly->options != NULL && assembly->options->sheet_count > 0;
    for (size_t i = 0; i < workbook->sheet_count && !are_chosen; i++) {
        if (workbook->sheets[i].is_hidden && !string_is(workbook->sheets[i].name, WORKBOOK_LISTS))
            buffer_append_format(&names, "%s“%.*s”", names.length > 0 ? ", " : "",
                                 STRING_FORMAT(workbook->sheets[i].name));
    }
    struct place place = {.file = workbook->file};
    if (names.length > 0)
        problems_add(workbook->reader->problems, PROBLEM_WORKBOOK_HIDDEN_SHEETS, &place, names.bytes);
    buffer_release(&names);
}

static void add(struct assembly *assembly, const struct workbook_sheet *sheet, struct string name,
                const struct value *value)
{
    if (table_place(assembly->record, assembly->names, name, value))
        return;
    struct place place = {.file = assembly->workbook.file, .sheet = sheet->name};
    problems_add(assembly->workbook.reader->problems, PROBLEM_TABLE_NAME_TAKEN, &place,
                 arena_copy(assembly->workbook.arena, name).bytes);
    assembly->has_problem = true;
}

static void add_table(struct assembly *assembly, const struct workbook_sheet *sheet, enum table_kind kind,
                      const struct value *value)
{
    assembly->has_table |= kind != TABLE_NOTHING;
    if (kind == TABLE_FIELDS && !assembly->has_fields) {
        const struct record *fields = value->as.record;
        assembly->has_fields = true;
        for (size_t i = 0; i < fields->count; i++)
            add(assembly, sheet, fields->entries[i].name->text, &fields->entries[i].value);
    } else if (kind != TABLE_NOTHING) {
        add(assembly, sheet, name_of(assembly, sheet), value);
    }
}

static void read_sheet(struct assembly *assembly, struct workbook_sheet *sheet)
{
    struct grid grid;
    struct value value;
    enum table_kind kind = TABLE_NOTHING;
    grid_init(&grid, assembly->workbook.reader, assembly->options, 0);
    grid.name = sheet->name;
    bool is_read =
        sheet_read(&assembly->workbook, sheet, &grid) && table_read(&grid, assembly->options, &kind, &value);
    if (is_read)
        add_table(assembly, sheet, kind, &value);
    assembly->has_problem |= !is_read;
    grid_release(&grid);
}

static bool read_workbook(struct assembly *assembly, struct value *value)
{
    struct workbook *workbook = &assembly->workbook;
    if (!xlsx_read_strings(workbook) || !xlsx_read_styles(workbook))
        return false;
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        if (is_wanted(assembly, &workbook->sheets[i]))
            read_sheet(assembly, &workbook->sheets[i]);
        if (value->source == 0)
            value->source = workbook->sheets[i].source;
    }
    note_hidden(assembly);
    if (!assembly->has_table && !assembly->has_problem)
        table_report_empty(workbook->reader, workbook->file);
    return assembly->has_table && !assembly->has_problem;
}

bool data_read_xlsx(const struct data_reader *reader, const struct tables_options *options,
                    struct string file, struct string bytes, struct value *value)
{
    struct assembly assembly = {.options = options, .names = names_new(reader->arena)};
    *value = value_record(reader->arena);
    assembly.record = value->as.record;
    bool is_read = xlsx_open(&assembly.workbook, reader, file, bytes) && read_workbook(&assembly, value);
    xlsx_close(&assembly.workbook);
    return is_read;
}
