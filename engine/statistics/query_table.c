/* The tables of a query: created with their names and labels, and filled with the cells. */

#include "base/memory.h"
#include "statistics/query_internal.h"
#include "text/order.h"
#include "text/unicode.h"

#define ORDER " COLLATE vietnamese"

/* What the cells of a column are. */
struct cells {
    bool have_fractions, have_truths, have_others;
};

static void append_quoted(struct buffer *out, struct string name)
{
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '"')
            buffer_append_byte(out, '"');
        if (name.bytes[i] != '\0')
            buffer_append_byte(out, name.bytes[i]);
    }
    buffer_append_byte(out, '"');
}

static bool is_same_name(struct string a, struct string b)
{
    return a.length == b.length && sqlite3_strnicmp(a.bytes, b.bytes, (int)a.length) == 0;
}

static bool is_column_before(const struct query_table *table, size_t position, struct string name)
{
    for (size_t i = 0; i < table->column_count; i++)
        if (is_same_name(table->columns[i].name, name) ||
            (i < position && is_same_name(table->columns[i].label, name)))
            return true;
    return false;
}

static const char *type_of(const struct cells *cells)
{
    return cells->have_truths && !cells->have_others ? " " TRUTH_TYPE ORDER : ORDER;
}

/* A label is a column that is always what its own is. */
static void append_columns(struct buffer *sql, const struct query_table *table, const struct cells *cells)
{
    for (size_t i = 0; i < table->column_count; i++) {
        buffer_append_text(sql, i > 0 ? ", " : "");
        append_quoted(sql, table->columns[i].name);
        buffer_append_text(sql, type_of(&cells[i]));
    }
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].label.length == 0 || is_column_before(table, i, table->columns[i].label))
            continue;
        buffer_append_text(sql, ", ");
        append_quoted(sql, table->columns[i].label);
        buffer_append_text(sql, type_of(&cells[i]));
        buffer_append_text(sql, " AS (");
        append_quoted(sql, table->columns[i].name);
        buffer_append_byte(sql, ')');
    }
}

static bool create_table(struct query_run *run, const struct query_table *table, struct string name,
                         const struct cells *cells)
{
    struct buffer sql = {0};
    buffer_append_text(&sql, "CREATE TABLE ");
    append_quoted(&sql, name);
    buffer_append_text(&sql, " (");
    append_columns(&sql, table, cells);
    buffer_append_byte(&sql, ')');
    bool is_done = database_run(run->database, sql.bytes);
    buffer_release(&sql);
    return is_done;
}

static bool fail_cell(const struct query_run *run, const struct query_column *column,
                      const struct value *value)
{
    struct place place = value_place(run->evaluation->sources, value);
    struct buffer shown = {0};
    uint64_t budget = 200;
    if (value_fits(value, &budget))
        value_append_text(&shown, value, NUMBERS_VI);
    problems_add(
        run->evaluation->problems, PROBLEM_SQL_CELL, value->source != 0 ? &place : &run->query->place,
        arena_copy(run->evaluation->arena, column->label).bytes, shown.length > 0 ? shown.bytes : "");
    buffer_release(&shown);
    return false;
}

static int bind_text(sqlite3_stmt *statement, int position, struct string text)
{
    return sqlite3_bind_text64(statement, position, text.bytes != NULL ? text.bytes : "", text.length,
                               SQLITE_TRANSIENT, SQLITE_UTF8);
}

static int bind_date(sqlite3_stmt *statement, int position, struct date date)
{
    struct buffer iso = {0};
    date_append_iso(&iso, date);
    int result = bind_text(statement, position, buffer_string(&iso));
    buffer_release(&iso);
    return result;
}

static int bind_number(struct query_run *run, sqlite3_stmt *statement, int position, struct number number,
                       bool is_real)
{
    int64_t integer;
    double real;
    bool is_integer = number_to_integer(number, &integer);
    if (is_integer && !is_real)
        return sqlite3_bind_int64(statement, position, integer);
    if ((is_integer || exact_fits(number)) && exact_remember(run, number, &real))
        return sqlite3_bind_double(statement, position, real);
    return SQLITE_MISMATCH;
}

static int bind(struct query_run *run, sqlite3_stmt *statement, int position, const struct value *value,
                bool is_real)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_NONE:
        return sqlite3_bind_null(statement, position);
    case VALUE_BOOL:
        return sqlite3_bind_int(statement, position, value->as.truth);
    case VALUE_TEXT:
        return bind_text(statement, position, value->as.text);
    case VALUE_DATE:
        return bind_date(statement, position, value->as.date);
    case VALUE_NUMBER:
        return bind_number(run, statement, position, value->as.number, is_real);
    default:
        return SQLITE_MISMATCH;
    }
}

bool query_bind(struct query_run *run, sqlite3_stmt *statement, int position, const struct value *value,
                bool is_real)
{
    int result = bind(run, statement, position, value, is_real);
    if (result == SQLITE_NOMEM)
        memory_exhausted();
    return result == SQLITE_OK;
}

static const struct value *cell(const struct query_table *table, const struct value *row, size_t column)
{
    static const struct value none = {.kind = VALUE_NONE};
    const struct value *value = record_lookup(row->as.record, table->columns[column].name);
    return value != NULL && value->kind != VALUE_UNDEFINED ? value : &none;
}

static void look_at(struct cells *cells, const struct value *value)
{
    bool is_number = value->kind == VALUE_NUMBER;
    cells->have_fractions |= is_number && !number_is_integer(value->as.number);
    cells->have_truths |= value->kind == VALUE_BOOL;
    cells->have_others |= value->kind != VALUE_BOOL && value->kind != VALUE_NONE;
}

/* Of each column. */
static const struct cells *look_at_cells(struct query_run *run, const struct query_table *table)
{
    struct cells *cells = arena_allocate(run->evaluation->arena, table->column_count * sizeof *cells);
    for (size_t i = 0; table->rows != NULL && i < table->rows->count; i++) {
        const struct value *row = &table->rows->items[i];
        for (size_t k = 0; row->kind == VALUE_RECORD && k < table->column_count; k++)
            look_at(&cells[k], cell(table, row, k));
    }
    return cells;
}

/* One fraction makes all numbers of its column fractions: 3 / 2 is not 1 in the row below 2,5. */
static bool insert_row(struct query_run *run, const struct query_table *table, struct statement *statement,
                       const struct value *row, const struct cells *cells)
{
    for (size_t i = 0; i < table->column_count; i++) {
        const struct value *value = cell(table, row, i);
        if (!query_bind(run, statement_handle(statement), (int)i + 1, value, cells[i].have_fractions))
            return fail_cell(run, &table->columns[i], value);
    }
    return statement_run(statement);
}

static struct statement *prepare_insert(struct query_run *run, const struct query_table *table,
                                        struct string name)
{
    struct buffer sql = {0};
    buffer_append_text(&sql, "INSERT INTO ");
    append_quoted(&sql, name);
    buffer_append_text(&sql, " (");
    for (size_t i = 0; i < table->column_count; i++) {
        buffer_append_text(&sql, i > 0 ? ", " : "");
        append_quoted(&sql, table->columns[i].name);
    }
    buffer_append_text(&sql, ") VALUES (");
    for (size_t i = 0; i < table->column_count; i++)
        buffer_append_text(&sql, i > 0 ? ", ?" : "?");
    buffer_append_byte(&sql, ')');
    struct statement *statement = database_prepare(run->database, sql.bytes);
    buffer_release(&sql);
    return statement;
}

static bool fill_table(struct query_run *run, const struct query_table *table, struct string name)
{
    const struct cells *cells = look_at_cells(run, table);
    if (!create_table(run, table, name, cells))
        return false;
    struct statement *statement = prepare_insert(run, table, name);
    bool is_filled = statement != NULL;
    for (size_t i = 0; is_filled && table->rows != NULL && i < table->rows->count; i++)
        is_filled = table->rows->items[i].kind != VALUE_RECORD ||
                    insert_row(run, table, statement, &table->rows->items[i], cells);
    statement_free(statement);
    return is_filled;
}

static bool is_in_sql(struct string sql, struct string name)
{
    struct arena *arena = arena_new();
    bool is_found = string_find(text_lower(arena, sql), text_lower(arena, name), 0) != SIZE_MAX;
    arena_free(arena);
    return is_found;
}

/* A name that two tables have stands for neither. */
static bool is_of_another(const struct query *query, const struct query_table *own, struct string name,
                          bool is_label)
{
    for (size_t i = 0; i < query->table_count; i++) {
        const struct query_table *table = &query->tables[i];
        if (table != own &&
            (is_same_name(table->name, name) || (is_label && is_same_name(table->label, name))))
            return true;
    }
    return false;
}

/* A name that the SQL has not gets no copy of the rows; a view would have no rowid. */
static bool fill_as(struct query_run *run, const struct query_table *table, struct string name, bool is_label)
{
    bool is_wanted = name.length > 0 && is_in_sql(run->query->sql, name) &&
                     !is_of_another(run->query, table, name, is_label);
    return !is_wanted || fill_table(run, table, name);
}

/* Texts that are not the same byte for byte are not equal in it either. */
static int compare(void *unused, int a_length, const void *a, int b_length, const void *b)
{
    (void)unused;
    return text_compare_vietnamese((struct string){a, (size_t)a_length},
                                   (struct string){b, (size_t)b_length});
}

bool tables_fill(struct query_run *run)
{
    sqlite3 *handle = database_handle(run->database);
    if (sqlite3_create_collation(handle, "vietnamese", SQLITE_UTF8, NULL, compare) != SQLITE_OK)
        memory_exhausted();
    if (!database_begin(run->database))
        return false;
    for (size_t i = 0; i < run->query->table_count; i++) {
        const struct query_table *table = &run->query->tables[i];
        bool has_label = !is_same_name(table->name, table->label);
        if (!fill_as(run, table, table->name, false) ||
            (has_label && !fill_as(run, table, table->label, true)))
            return false;
    }
    return database_commit(run->database);
}
