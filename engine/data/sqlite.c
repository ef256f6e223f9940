/*
 * SQLite files: each table a list of records under its name. What a file of others may do is bounded: it is
 * never written to, its views and virtual tables stay closed, and rows, columns and texts have limits.
 */

#include "base/memory.h"
#include "data/decimal.h"
#include "data/grid.h"
#include "data/map.h"
#include "data/source.h"
#include "database/database.h"
#include "text/unicode.h"

#include <limits.h>
#include <sys/stat.h>

enum { MOST_TEXT = 64 << 20 };

struct sqlite {
    const struct data_reader *reader;
    const struct tables_options *options;
    struct string file;
    struct database *database;
    struct names *names;
    struct record *record;
    struct arena *scratch;
    bool has_problem;
};

struct sqlite_column {
    const struct name *name; /* NULL: left out */
    bool is_truth;
    bool is_told;
};

struct sqlite_table {
    struct sqlite *sqlite;
    struct string name;
    struct statement *statement;
    struct sqlite_column *columns;
    int count;
    uint16_t source;
    uint32_t row;
    bool is_row_faulty;
};

/* ---- the table as a source ---- */

struct table_locator {
    struct source_locator base; /* first */
    struct string name;
};

static struct place locate(const struct source_locator *base, uint32_t line, uint32_t column)
{
    const struct table_locator *locator = (const struct table_locator *)base;
    return (struct place){.part = locator->name, .row = line, .column = column};
}

static void register_source(struct sqlite_table *table)
{
    const struct data_reader *reader = table->sqlite->reader;
    struct table_locator *locator = arena_allocate(reader->arena, sizeof *locator);
    *locator = (struct table_locator){{locate}, table->name};
    table->source = sources_add(reader->sources, table->sqlite->file);
    sources_locate_with(reader->sources, table->source, &locator->base);
}

static struct place place_of(const struct sqlite_table *table, int column)
{
    return (struct place){
        .file = table->sqlite->file, .part = table->name, .row = table->row, .column = (uint32_t)column + 1};
}

/* ---- cells ---- */

static bool keeps_faulty(const struct sqlite *sqlite)
{
    return sqlite->options != NULL && sqlite->options->keeps_faulty;
}

static void report_cell(struct sqlite_table *table, int column, enum problem_code code, const char *shown)
{
    struct place place = place_of(table, column);
    problems_add(table->sqlite->reader->problems, code, &place, shown);
    table->columns[column].is_told = table->is_row_faulty = true;
    table->sqlite->has_problem |= !keeps_faulty(table->sqlite);
}

static bool read_real(struct sqlite_table *table, int column, struct value *value)
{
    struct buffer typed = {0};
    struct number number;
    size_t digits;
    bool is_read = statement_append_real(table->statement, column, &typed) &&
                   decimal_read(table->sqlite->scratch, table->sqlite->reader->arena, buffer_string(&typed),
                                &number, &digits);
    buffer_release(&typed);
    if (is_read)
        *value = value_number(number);
    return is_read;
}

static bool read_text(struct sqlite_table *table, int column, struct value *value)
{
    struct arena *arena = table->sqlite->reader->arena;
    struct string text = statement_text(table->statement, column);
    size_t bad = text_find_invalid_utf8(text);
    if (bad != SIZE_MAX) {
        struct string byte = arena_format(arena, "%02X", (unsigned char)text.bytes[bad]);
        report_cell(table, column, PROBLEM_DATA_NOT_UTF8, byte.bytes);
        return false;
    }
    bad = text_find_illegal(text);
    if (bad != SIZE_MAX) {
        struct string shown = arena_format(arena, "U+%04X", text_next(text, &bad));
        report_cell(table, column, PROBLEM_DATA_CHARACTER, shown.bytes);
        return false;
    }
    *value = value_text(text_normalise(arena, arena_copy(arena, text)));
    struct place place = place_of(table, column);
    source_warn_odd_character(table->sqlite->reader, value->as.text, &place);
    return true;
}

/* False after a problem; a column with bytes is told once, unless rows are kept. */
static bool read_cell(struct sqlite_table *table, int column, struct value *value)
{
    const struct sqlite_column *own = &table->columns[column];
    *value = value_none();
    switch (statement_type(table->statement, column)) {
    case CELL_NULL:
        return true;
    case CELL_INTEGER:
        *value = value_integer(statement_integer(table->statement, column));
        if (own->is_truth && value->as.number.integer_part >> 1 == 0)
            *value = value_bool(value->as.number.integer_part == 1);
        return true;
    case CELL_REAL:
        if (read_real(table, column, value))
            return true;
        report_cell(table, column, PROBLEM_SQLITE_REAL, own->name->text.bytes);
        return false;
    case CELL_TEXT:
        return read_text(table, column, value);
    case CELL_BLOB:
        if (!own->is_told || keeps_faulty(table->sqlite))
            report_cell(table, column, PROBLEM_SQLITE_BLOB, own->name->text.bytes);
        return false;
    }
    return false;
}

/* ---- tables ---- */

static struct table_map *map_of(const struct sqlite *sqlite)
{
    return sqlite->options != NULL ? sqlite->options->map : NULL;
}

static struct value read_row(struct sqlite_table *table)
{
    struct value record = value_record(table->sqlite->reader->arena);
    table->is_row_faulty = false;
    for (int i = 0; i < table->count; i++) {
        struct value value;
        if (table->columns[i].name == NULL || !read_cell(table, i, &value))
            continue;
        value.source = table->source;
        value.line = table->row;
        value.column = (uint32_t)i + 1;
        value.flags |= VALUE_CELL;
        record_set(record.as.record, table->columns[i].name, &value);
    }
    record.source = table->source;
    record.line = table->row;
    record.flags |= table->is_row_faulty ? VALUE_FAULTY : 0;
    return record;
}

static bool has_room(const struct sqlite_table *table)
{
    const struct data_reader *reader = table->sqlite->reader;
    struct place place = place_of(table, -1);
    return limits_allow(reader->limits, LIMIT_TABLE_ROWS, table->row, &place, reader->problems) &&
           limits_allow(reader->limits, LIMIT_TABLE_CELLS, (uint64_t)table->row * (uint64_t)table->count,
                        &place, reader->problems);
}

static bool read_rows(struct sqlite_table *table, struct list *list)
{
    enum statement_step step = STEP_FAILED;
    for (table->row = 1; has_room(table) && (step = statement_step(table->statement)) == STEP_ROW;
         table->row++) {
        struct value record = read_row(table);
        list_append(list, &record);
    }
    return step == STEP_DONE;
}

static const char *shown_number(const struct sqlite_table *table, int64_t number)
{
    return arena_format(table->sqlite->scratch, "%lld", (long long)number).bytes;
}

static void check_name(struct sqlite_table *table, struct record *seen, int column)
{
    const struct name *name = table->columns[column].name;
    const struct value *earlier = record_lookup_name(seen, name);
    struct value own = value_integer(column + 1);
    if (earlier == NULL) {
        record_set(seen, name, &own);
        return;
    }
    struct place place = {.file = table->sqlite->file, .part = table->name};
    problems_add(table->sqlite->reader->problems, PROBLEM_TABLE_COLUMN_TWICE, &place, name->text.bytes,
                 shown_number(table, earlier->as.number.integer_part), shown_number(table, column + 1));
    table->sqlite->has_problem = true;
}

static void read_columns(struct sqlite_table *table)
{
    struct sqlite *sqlite = table->sqlite;
    struct arena *arena = sqlite->reader->arena;
    struct value seen = value_record(sqlite->scratch);
    table->count = statement_column_count(table->statement);
    table->columns = arena_allocate(sqlite->scratch, (size_t)table->count * sizeof *table->columns);
    for (int i = 0; i < table->count; i++) {
        struct string typed = statement_column_name(table->statement, i);
        struct string declared = statement_column_declared(table->statement, i);
        struct string name = text_normalise(arena, arena_copy(arena, string_trim(typed)));
        name = map_column(map_of(sqlite), table->name, name);
        table->columns[i].name = name.length > 0 ? names_intern(sqlite->names, name) : NULL;
        table->columns[i].is_truth =
            string_starts_with(text_lower(sqlite->scratch, declared), STRING("bool"));
        if (table->columns[i].name != NULL)
            check_name(table, seen.as.record, i);
    }
}

/* In the order of the rows themselves, not of an index that happens to hold all columns. */
static struct statement *prepare_rows(struct sqlite *sqlite, struct string name)
{
    struct buffer sql = {0};
    buffer_append_text(&sql, "SELECT * FROM main.\"");
    for (size_t i = 0; i < name.length; i++)
        buffer_append_format(&sql, name.bytes[i] == '"' ? "\"\"" : "%c", name.bytes[i]);
    buffer_append_text(&sql, "\" NOT INDEXED");
    struct statement *statement = database_prepare(sqlite->database, sql.bytes);
    buffer_release(&sql);
    return statement;
}

static void place_table(struct sqlite_table *table, const struct value *list)
{
    struct sqlite *sqlite = table->sqlite;
    struct string name = map_table(map_of(sqlite), table->name);
    if (table_place(sqlite->record, sqlite->names, name, list))
        return;
    struct place place = {.file = sqlite->file, .part = table->name};
    problems_add(sqlite->reader->problems, PROBLEM_TABLE_NAME_TAKEN, &place, table->name.bytes);
    sqlite->has_problem = true;
}

static bool read_table(struct sqlite *sqlite, struct string typed)
{
    struct arena *arena = sqlite->reader->arena;
    struct sqlite_table table = {.sqlite = sqlite};
    table.name = text_normalise(arena, arena_copy(arena, string_trim(typed)));
    if (map_table(map_of(sqlite), table.name).length == 0)
        return true;
    table.statement = prepare_rows(sqlite, typed);
    if (table.statement == NULL)
        return false;
    register_source(&table);
    read_columns(&table);
    struct value list = value_list(arena);
    list.source = table.source;
    bool is_read = read_rows(&table, list.as.list);
    statement_free(table.statement);
    place_table(&table, &list);
    return is_read;
}

/* The names are listed before any table is read. */
static struct string *list_tables(struct sqlite *sqlite, size_t *count)
{
    static const char sql[] = "SELECT name, count(*) OVER () FROM pragma_table_list WHERE schema = 'main' "
                              "AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    struct statement *statement = database_prepare(sqlite->database, sql);
    struct string *tables = NULL;
    enum statement_step step = STEP_FAILED;
    *count = 0;
    while (statement != NULL && (step = statement_step(statement)) == STEP_ROW) {
        if (tables == NULL)
            tables =
                arena_allocate(sqlite->scratch, (size_t)statement_integer(statement, 1) * sizeof *tables);
        tables[(*count)++] = arena_copy(sqlite->scratch, statement_text(statement, 0));
    }
    statement_free(statement);
    if (step == STEP_DONE && *count == 0)
        table_report_empty(sqlite->reader, sqlite->file);
    return step == STEP_DONE ? tables : NULL;
}

static bool read_tables(struct sqlite *sqlite)
{
    size_t count;
    struct string *tables = list_tables(sqlite, &count);
    bool are_read = tables != NULL;
    for (size_t i = 0; are_read && i < count; i++)
        are_read = read_table(sqlite, tables[i]);
    return are_read && !sqlite->has_problem;
}

/* ---- the file ---- */

static bool has_size(const struct data_reader *reader, struct string file)
{
    struct stat status;
    struct place place = {.file = file};
    return stat(file.bytes, &status) != 0 ||
           limits_allow(reader->limits, LIMIT_DATA_BYTES, (uint64_t)status.st_size, &place, reader->problems);
}

/* A file of data need not be one of ours. */
static void pass_on(const struct sqlite *sqlite, struct problems *own)
{
    struct problems *problems = sqlite->reader->problems;
    struct place place = {.file = sqlite->file};
    const struct problem *first = problems_first(own);
    if (first != NULL && first->code == PROBLEM_DATABASE_FOREIGN)
        problems_add(problems, PROBLEM_SQLITE_FOREIGN, &place, NULL);
    else
        problems_join(problems, own);
    problems_free(own);
}

bool data_read_sqlite(const struct data_reader *reader, const struct tables_options *options,
                      const char *path, struct value *value)
{
    struct sqlite sqlite = {.reader = reader,
                            .options = options,
                            .file = arena_copy(reader->arena, string_of(path)),
                            .names = names_new(reader->arena)};
    if (!has_size(reader, sqlite.file))
        return false;
    struct problems *own = problems_new();
    *value = value_record(reader->arena);
    sqlite.record = value->as.record;
    sqlite.scratch = arena_new();
    sqlite.database = database_open(path, DATABASE_READ, 0, own);
    bool is_read = sqlite.database != NULL;
    if (is_read) {
        database_bound_length(sqlite.database, MOST_TEXT);
        is_read = read_tables(&sqlite);
    }
    database_close(sqlite.database);
    arena_free(sqlite.scratch);
    pass_on(&sqlite, own);
    return is_read;
}
