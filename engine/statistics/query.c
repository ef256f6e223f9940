/* SQL over tables: they are copied into a database in memory, which is then shut but for reading. */

#include "statistics/query.h"

#include <string.h>

#include "base/memory.h"
#include "statistics/query_internal.h"
#include "text/unicode.h"

/* ---- problems ---- */

static bool fail(const struct query_run *run, enum problem_code code, const char *first, const char *second)
{
    struct place place = run->query->place;
    if (place.tag.length > 0 && place.underline_length == 0)
        place.underline_length = (uint32_t)place.tag.length;
    problems_add(run->evaluation->problems, code, &place, first, second);
    return false;
}

static struct string word_at(const struct query_run *run, size_t at)
{
    struct string sql = run->query->sql;
    if (strchr("\"`[", sql.bytes[at]) != NULL)
        return sql_tokens(run->evaluation->arena, string_slice(sql, at, sql.length))[0].text;
    size_t end = at;
    while (end < sql.length && sql.bytes[end] != ' ' && sql.bytes[end] != '\n' && sql.bytes[end] != ',' &&
           sql.bytes[end] != '(' && sql.bytes[end] != ')')
        end++;
    return string_slice(sql, at, end > at ? end : at + (at < sql.length));
}

/* The nearest to what stands where SQLite found no name. */
static struct string nearest_name(const struct query *query, struct string wanted)
{
    struct string names[512];
    const size_t most = sizeof names / sizeof *names - 1;
    size_t count = 0;
    for (size_t i = 0; i < query->table_count && count < most; i++) {
        const struct query_table *table = &query->tables[i];
        names[count++] = table->name;
        names[count++] = table->label;
        for (size_t k = 0; k < table->column_count && count < most; k++) {
            names[count++] = table->columns[k].name;
            names[count++] = table->columns[k].label;
        }
    }
    bool is_quoted = wanted.length > 2 && strchr("\"`[", wanted.bytes[0]) != NULL;
    return text_closest(is_quoted ? string_slice(wanted, 1, wanted.length - 1) : wanted, names, count);
}

/* What SQLite says of the SQL, at the word it means. */
static bool fail_sql(const struct query_run *run)
{
    sqlite3 *handle = database_handle(run->database);
    struct place place = run->query->place;
    int offset = sqlite3_error_offset(handle);
    place.tag = run->query->sql;
    struct string word = {"", 0};
    if (offset >= 0 && (size_t)offset < run->query->sql.length)
        word = word_at(run, (size_t)offset);
    place.underline = word.length > 0 ? (uint32_t)offset : 0;
    place.underline_length = (uint32_t)(word.length > 0 ? word.length : run->query->sql.length);
    struct problem *problem =
        problems_add(run->evaluation->problems, PROBLEM_SQL, &place, sqlite3_errmsg(handle));
    struct string near = word.length > 0 ? nearest_name(run->query, word) : word;
    if (near.length > 0 && !string_equal(near, word))
        problems_suggest(run->evaluation->problems, problem, near);
    return false;
}

static bool fail_step(const struct query_run *run)
{
    sqlite3 *handle = database_handle(run->database);
    if (sqlite3_errcode(handle) == SQLITE_NOMEM)
        memory_exhausted();
    if (run->is_beyond_steps)
        return limits_allow(run->evaluation->limits, LIMIT_STEPS, run->evaluation->steps, &run->query->place,
                            run->evaluation->problems);
    if (run->refused[0] != '\0')
        return fail(run, run->refused_code, run->refused, NULL);
    return fail_sql(run);
}

/* ---- the statement ---- */

static void finalize(void *statement)
{
    sqlite3_finalize(statement);
}

/* Nothing but blanks and comments. */
static bool is_blank_from(const struct query_run *run, const char *rest)
{
    struct string sql = run->query->sql;
    sql = string_slice(sql, (size_t)(rest - sql.bytes), sql.length);
    return sql_tokens(run->evaluation->arena, sql)[0].kind == SQL_END;
}

static sqlite3_stmt *prepare(struct query_run *run, struct string sql, const char **rest)
{
    sqlite3_stmt *statement = NULL;
    int result =
        sqlite3_prepare_v3(database_handle(run->database), sql.bytes, (int)sql.length, 0, &statement, rest);
    if (result == SQLITE_NOMEM || run->is_out_of_memory)
        memory_exhausted();
    return statement;
}

/* As written: for what is wrong with it, and the names of the result's columns. */
static sqlite3_stmt *prepare_written(struct query_run *run)
{
    const char *rest = NULL;
    sqlite3_stmt *statement = prepare(run, run->query->sql, &rest);
    bool is_wrong = sqlite3_errcode(database_handle(run->database)) != SQLITE_OK;
    run->is_accepted = true;
    if (is_wrong && run->refused[0] != '\0')
        fail(run, run->refused_code, run->refused, NULL);
    else if (is_wrong)
        fail_sql(run);
    else if (statement == NULL || !is_blank_from(run, rest) || !sqlite3_stmt_readonly(statement))
        fail(run, PROBLEM_SQL_REFUSED, "…; …", NULL);
    else
        return statement;
    sqlite3_finalize(statement);
    return NULL;
}

/* As it is run. */
static sqlite3_stmt *prepare_exact(struct query_run *run)
{
    struct string sql;
    sqlite3_stmt *statement = NULL;
    if (sql_rewrite(run->evaluation->arena, run->query->sql, &sql))
        statement = prepare(run, sql, NULL);
    if (statement == NULL)
        fail(run, PROBLEM_SQL_UNREAD, NULL, NULL);
    return statement;
}

static bool bind_parameter(struct query_run *run, sqlite3_stmt *statement, int position)
{
    const char *typed = sqlite3_bind_parameter_name(statement, position);
    if (typed == NULL || typed[0] != ':')
        return fail(run, PROBLEM_SQL_PARAMETER, typed != NULL ? typed : "?", NULL);
    const struct value *value =
        scope_lookup(run->evaluation->scope, name_new(run->evaluation->arena, string_of(typed + 1)));
    if (value != NULL && value->kind == VALUE_UNDEFINED && value->flags & VALUE_TOLD)
        return false;
    return (value != NULL && query_bind(run, statement, position, value, false)) ||
           fail(run, PROBLEM_SQL_PARAMETER, typed, NULL);
}

/* ---- the result ---- */

static bool fail_character(const struct query_run *run, struct string text)
{
    size_t bad = text_find_invalid_utf8(text);
    struct string shown;
    if (bad != SIZE_MAX) {
        shown = arena_format(run->evaluation->arena, "x'%02X'", (unsigned char)text.bytes[bad]);
    } else {
        bad = text_find_illegal(text);
        shown = arena_format(run->evaluation->arena, "U+%04X", text_next(text, &bad));
    }
    return fail(run, PROBLEM_DATA_CHARACTER, shown.bytes, NULL);
}

/* SQLite makes texts of any bytes. */
static bool read_text(const struct query_run *run, struct string text, struct value *value)
{
    struct arena *arena = run->evaluation->arena;
    struct date date;
    bool is_iso = text.length == 10 && text.bytes[4] == '-' && text.bytes[7] == '-';
    if (text_find_invalid_utf8(text) != SIZE_MAX || text_find_illegal(text) != SIZE_MAX)
        return fail_character(run, text);
    *value = is_iso && date_read(&date, text) ? value_date(date)
                                              : value_text(text_normalise(arena, arena_copy(arena, text)));
    return true;
}

static bool read_column(struct query_run *run, sqlite3_stmt *statement, int column, struct value *value)
{
    struct number number;
    int64_t integer;
    *value = value_none();
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
        *value = value_integer(sqlite3_column_int64(statement, column));
        return true;
    case SQLITE_FLOAT:
        if (!exact_lookup(run, sqlite3_column_double(statement, column), &number))
            return fail(run, PROBLEM_SQL_INEXACT, run->names[column].bytes, NULL);
        *value = number_to_integer(number, &integer) ? value_integer(integer) : value_number(number);
        return true;
    case SQLITE_NULL:
        return true;
    default: {
        const char *text = (const char *)sqlite3_column_text(statement, column);
        if (text == NULL)
            memory_exhausted();
        return read_text(run, (struct string){text, (size_t)sqlite3_column_bytes(statement, column)}, value);
    }
    }
}

static enum value_format format_of(const struct query *query, struct string name)
{
    for (size_t i = 0; i < query->table_count; i++)
        for (size_t k = 0; k < query->tables[i].column_count; k++) {
            const struct query_column *column = &query->tables[i].columns[k];
            if (string_equal(column->name, name) || string_equal(column->label, name))
                return column->format;
        }
    return FORMAT_BARE;
}

/* Of several selects SQLite tells the types of the first, though numbers may come from another. */
static bool has_one_select(struct query_run *run)
{
    static const char *const joining[] = {"UNION", "INTERSECT", "EXCEPT", NULL};
    const struct sql_token *token = sql_tokens(run->evaluation->arena, run->query->sql);
    while (token->kind != SQL_END && !sql_is_one_of(token, joining))
        token++;
    return token->kind == SQL_END;
}

static bool is_truth(const struct query_run *run, sqlite3_stmt *statement, int column,
                     const struct value *value)
{
    const char *type = sqlite3_column_decltype(statement, column);
    int64_t integer;
    return run->has_one_select && type != NULL && strcmp(type, TRUTH_TYPE) == 0 &&
           value->kind == VALUE_NUMBER && number_to_integer(value->as.number, &integer) &&
           (integer == 0 || integer == 1);
}

static bool read_row(struct query_run *run, sqlite3_stmt *statement, struct value *row)
{
    *row = value_record(run->evaluation->arena);
    int count = sqlite3_column_count(statement);
    for (int i = 0; i < count; i++) {
        struct value value;
        struct string name = run->names[i];
        if (!read_column(run, statement, i, &value))
            return false;
        if (is_truth(run, statement, i, &value))
            value = value_bool(number_sign(value.as.number) != 0);
        else if (value.kind == VALUE_NUMBER)
            value.format = (uint8_t)format_of(run->query, name);
        record_set_text(row->as.record, name, &value);
    }
    return true;
}

static bool read_single(struct query_run *run, sqlite3_stmt *statement, struct value *result)
{
    *result = value_none();
    if (sqlite3_column_count(statement) != 1)
        return fail(run, PROBLEM_SQL_SINGLE, NULL, NULL);
    int step = sqlite3_step(statement);
    if (step == SQLITE_ROW && !read_column(run, statement, 0, result))
        return false;
    if (step == SQLITE_ROW)
        step = sqlite3_step(statement);
    if (step == SQLITE_ROW)
        return fail(run, PROBLEM_SQL_SINGLE, NULL, NULL);
    return step == SQLITE_DONE || fail_step(run);
}

static bool read_rows(struct query_run *run, sqlite3_stmt *statement, struct value *result)
{
    *result = value_list(run->evaluation->arena);
    run->has_one_select = has_one_select(run);
    for (;;) {
        struct value row;
        int step = sqlite3_step(statement);
        if (step == SQLITE_DONE)
            return true;
        if (step != SQLITE_ROW)
            return fail_step(run);
        if (!read_row(run, statement, &row))
            return false;
        list_append(result->as.list, &row);
        if (!limits_allow(run->evaluation->limits, LIMIT_TABLE_ROWS, result->as.list->count,
                          &run->query->place, run->evaluation->problems))
            return false;
    }
}

static bool read_result(struct query_run *run, sqlite3_stmt *statement, struct value *result)
{
    for (int i = 1; i <= sqlite3_bind_parameter_count(statement); i++)
        if (!bind_parameter(run, statement, i))
            return false;
    return run->query->is_single ? read_single(run, statement, result) : read_rows(run, statement, result);
}

static bool name_columns(struct query_run *run)
{
    sqlite3_stmt *statement = prepare_written(run);
    if (statement == NULL)
        return false;
    memory_undo_later(finalize, statement);
    size_t count = (size_t)sqlite3_column_count(statement);
    run->names = arena_allocate(run->evaluation->arena, (count + 1) * sizeof *run->names);
    for (size_t i = 0; i < count; i++)
        run->names[i] = text_normalise(
            run->evaluation->arena,
            arena_copy(run->evaluation->arena, string_of(sqlite3_column_name(statement, (int)i))));
    memory_settled(finalize, statement);
    sqlite3_finalize(statement);
    return true;
}

static bool run_statement(struct query_run *run, struct value *result)
{
    sqlite3_stmt *statement = name_columns(run) ? prepare_exact(run) : NULL;
    if (statement == NULL)
        return false;
    memory_undo_later(finalize, statement);
    bool is_done = read_result(run, statement, result);
    memory_settled(finalize, statement);
    sqlite3_finalize(statement);
    return is_done;
}

bool query_run(const struct query *query, struct evaluation *evaluation, struct value *result)
{
    struct query_run run = {.query = query, .evaluation = evaluation};
    run.database = database_open("SQL", DATABASE_MEMORY, 0, evaluation->problems);
    if (run.database == NULL)
        return false;
    functions_register(&run);
    guard_register(&run);
    bool is_done = copies_allow(&run) && tables_fill(&run);
    guard_shut(&run);
    is_done = is_done && run_statement(&run, result);
    database_close(run.database);
    return is_done;
}
