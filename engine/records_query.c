/* Records that a SELECT over the tables of a SQLite file gives. The tables are read as data, so that their
 * figures are exact, and asked in memory; the file itself runs nothing. */

#include <string.h>
#include <strings.h>

#include "database/database.h"
#include "internal.h"
#include "statistics/query.h"
#include "text/unicode.h"

bool records_are_asked(const char *named)
{
    static const char *const words[] = {"select", "with"};
    struct string sql = string_trim(string_of(named));
    bool is_query = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        is_query |= sql.length > length && strncasecmp(sql.bytes, words[i], length) == 0 &&
                    strchr(" \t\r\n*\"", sql.bytes[length]) != NULL;
    }
    return is_query;
}

struct asking {
    const struct data_reader *reader;
    const char *path;
};

static void add_column(struct query_column *columns, struct query_table *table, struct string name)
{
    columns[table->column_count++] = (struct query_column){name, name, FORMAT_BARE};
    table->columns = columns;
}

static bool read_names(struct arena *arena, struct statement *statement, struct query_table *table)
{
    struct query_column *columns = NULL;
    enum statement_step step;
    while ((step = statement_step(statement)) == STEP_ROW) {
        if (columns == NULL)
            columns = arena_allocate(arena, (size_t)statement_integer(statement, 1) * sizeof *columns);
        add_column(columns, table,
                   text_normalise(arena, arena_copy(arena, string_trim(statement_text(statement, 0)))));
    }
    return step == STEP_DONE;
}

/* A table without rows has columns nonetheless; false after a problem. */
static bool read_columns(const struct asking *asking, struct query_table *table)
{
    struct database *database = database_open(asking->path, DATABASE_READ, 0, asking->reader->problems);
    static const char sql[] = "SELECT name, count(*) OVER () FROM pragma_table_info(?1)";
    struct statement *statement = database != NULL ? database_prepare(database, sql) : NULL;
    if (statement != NULL)
        statement_bind_text(statement, 1, table->name);
    bool are_read = statement != NULL && read_names(asking->reader->arena, statement, table);
    statement_free(statement);
    database_close(database);
    return are_read;
}

/* Each row has all columns of its table. */
static bool describe_table(const struct asking *asking, const struct entry *entry, struct query_table *table)
{
    const struct list *rows = entry->value.as.list;
    *table = (struct query_table){.name = entry->name->text, .label = entry->name->text, .rows = rows};
    if (rows->count == 0)
        return read_columns(asking, table);
    const struct record *first = rows->items[0].as.record;
    struct query_column *columns =
        arena_allocate(asking->reader->arena, (first->count + 1) * sizeof *columns);
    for (size_t i = 0; i < first->count; i++)
        add_column(columns, table, first->entries[i].name->text);
    return true;
}

/* ---- where a row stands ---- */

static struct place locate(const struct source_locator *base, uint32_t line, uint32_t column)
{
    (void)base;
    return (struct place){.part = STRING("SELECT"), .row = line, .column = column};
}

static uint16_t add_source(const struct data_reader *reader, struct string file)
{
    static const struct source_locator locator = {locate};
    uint16_t source = sources_add(reader->sources, file);
    sources_locate_with(reader->sources, source, &locator);
    return source;
}

static void place_rows(struct value *rows, uint16_t source)
{
    rows->source = source;
    for (size_t i = 0; i < rows->as.list->count; i++) {
        struct value *row = &rows->as.list->items[i];
        row->source = source;
        row->line = (uint32_t)i + 1;
        for (size_t k = 0; k < row->as.record->count; k++) {
            struct value *cell = &row->as.record->entries[k].value;
            cell->source = source;
            cell->line = (uint32_t)i + 1;
            cell->column = (uint32_t)k + 1;
            cell->flags |= VALUE_CELL;
        }
    }
}

static struct query_table *describe_tables(const struct asking *asking, const struct record *data)
{
    struct query_table *tables = arena_allocate(asking->reader->arena, (data->count + 1) * sizeof *tables);
    bool are_known = true;
    for (size_t i = 0; are_known && i < data->count; i++)
        are_known = describe_table(asking, &data->entries[i], &tables[i]);
    return are_known ? tables : NULL;
}

static bool run(const struct query *query, const struct data_reader *reader, struct value *rows)
{
    struct evaluation evaluation = {.arena = reader->arena,
                                    .lasting = reader->arena,
                                    .scope = scope_new(reader->arena, NULL),
                                    .sources = reader->sources,
                                    .limits = reader->limits,
                                    .problems = reader->problems};
    return query_run(query, &evaluation, rows);
}

const struct entry *records_ask(const struct record *data, const char *asked, const char *path,
                                const struct data_reader *reader)
{
    struct asking asking = {reader, path};
    struct arena *arena = reader->arena;
    struct string file = arena_copy(arena, string_of(path)), sql = arena_copy(arena, string_of(asked));
    if (text_find_invalid_utf8(sql) == SIZE_MAX)
        sql = text_normalise(arena, sql);
    struct query query = {.sql = sql,
                          .place = {.file = file, .tag = sql},
                          .tables = describe_tables(&asking, data),
                          .table_count = data->count};
    struct value rows, found = value_record(arena);
    if (query.tables == NULL || !run(&query, reader, &rows))
        return NULL;
    place_rows(&rows, add_source(reader, file));
    record_set_text(found.as.record, STRING("SELECT"), &rows);
    return &found.as.record->entries[0];
}
