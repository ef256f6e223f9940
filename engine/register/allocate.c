/*
 * Giving numbers. All entries of one call get theirs in one transaction that holds the lock for writing from
 * its beginning, so that processes wait for each other, and a process that dies has given either all of its
 * numbers, with their rows, or none.
 */

#include "register/book.h"

#include <string.h>

/* What one call works with. */
struct allocation {
    struct database *book;
    struct statement *by_key, *last, *same, *insert;
    struct arena *arena;
    struct problems *problems;
    int64_t rows; /* that the book had before the call */
};

/* ---- a number that was given before ---- */

static void tell_difference(const struct allocation *allocation, const struct register_entry *entry,
                            const struct register_entry *kept, enum register_field field)
{
    struct string label = register_field_label(field);
    problems_add(allocation->problems, PROBLEM_REGISTERED_OTHERWISE, NULL, entry->key.bytes, label.bytes,
                 kept->fields[field].bytes, entry->fields[field].bytes);
}

static void tell_differences(const struct allocation *allocation, const struct register_entry *entry,
                             const struct register_entry *kept)
{
    static const enum register_field watched[] = {REGISTER_SYMBOL, REGISTER_SUBJECT, REGISTER_ISSUER,
                                                  REGISTER_SIGNER};
    for (size_t i = 0; i < sizeof watched / sizeof *watched; i++) {
        if (!string_equal(entry->fields[watched[i]], kept->fields[watched[i]]))
            tell_difference(allocation, entry, kept, watched[i]);
    }
    if (kept->voided.length > 0)
        problems_add(allocation->problems, PROBLEM_NUMBER_IS_VOID, NULL, entry->key.bytes,
                     kept->voided.bytes);
}

/* Two documents of one call under one key would get one number. */
static bool is_of_this_call(const struct allocation *allocation, const struct register_entry *entry)
{
    if (statement_integer(allocation->by_key, BOOK_ROW_COLUMN) <= allocation->rows)
        return false;
    problems_add(allocation->problems, PROBLEM_REGISTER_KEY_TWICE, NULL, entry->key.bytes);
    return true;
}

/* *is_given: the entry has what it was given before. False after a problem. */
static bool take_given(const struct allocation *allocation, struct register_entry *entry, bool *is_given)
{
    struct register_entry kept = {0};
    statement_bind_text(allocation->by_key, 1, entry->key);
    enum statement_step step = statement_step(allocation->by_key);
    *is_given = step == STEP_ROW;
    if (*is_given && is_of_this_call(allocation, entry))
        return false;
    if (*is_given) {
        book_read_row(allocation->by_key, allocation->arena, &kept);
        tell_differences(allocation, entry, &kept);
        entry->number = kept.number;
        entry->year = kept.year;
        entry->date = kept.date;
        entry->series = kept.series;
    }
    statement_reset(allocation->by_key);
    return step != STEP_FAILED;
}

/* ---- a new number ---- */

static struct string iso_date(struct arena *arena, struct date date)
{
    struct buffer text = {0};
    date_append_iso(&text, date);
    struct string copy = arena_copy(arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

static struct string short_date(struct arena *arena, struct string iso)
{
    struct buffer text = {0};
    struct date date = {0};
    date_read(&date, iso);
    date_append_short(&text, date);
    struct string copy = arena_copy(arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

static void tell_order(const struct allocation *allocation, const struct register_entry *entry,
                       struct string date, struct string last_date)
{
    struct buffer symbol = {0};
    register_append_symbol(&symbol, entry);
    problems_add(allocation->problems, PROBLEM_REGISTER_ORDER, NULL, symbol.bytes,
                 short_date(allocation->arena, date).bytes, short_date(allocation->arena, last_date).bytes);
    buffer_release(&symbol);
}

static bool choose_number(const struct allocation *allocation, struct register_entry *entry,
                          struct string date)
{
    statement_bind_text(allocation->last, 1, entry->series);
    statement_bind_integer(allocation->last, 2, entry->year);
    if (statement_step(allocation->last) != STEP_ROW)
        return false;
    struct string last_date = arena_copy(allocation->arena, statement_text(allocation->last, 1));
    entry->number = statement_integer(allocation->last, 0) + 1;
    statement_reset(allocation->last);
    if (string_compare(date, last_date) < 0)
        tell_order(allocation, entry, date, last_date);
    return true;
}

/* Number, symbol and issuer tell a document in its year (Appendix VI, part III.1.h); another series may have
 * the same. */
static bool tell_same(const struct allocation *allocation, const struct register_entry *entry)
{
    struct buffer symbol = {0};
    statement_bind_integer(allocation->same, 1, entry->year);
    statement_bind_integer(allocation->same, 2, entry->number);
    statement_bind_text(allocation->same, 3, entry->fields[REGISTER_SYMBOL]);
    statement_bind_text(allocation->same, 4, entry->fields[REGISTER_ISSUER]);
    enum statement_step step = statement_step(allocation->same);
    if (step == STEP_ROW) {
        register_append_symbol(&symbol, entry);
        problems_add(allocation->problems, PROBLEM_REGISTER_SAME, NULL, symbol.bytes,
                     arena_copy(allocation->arena, statement_text(allocation->same, 0)).bytes);
    }
    statement_reset(allocation->same);
    buffer_release(&symbol);
    return step != STEP_FAILED;
}

static bool insert_row(const struct allocation *allocation, const struct register_entry *entry,
                       struct string date)
{
    struct statement *insert = allocation->insert;
    statement_bind_text(insert, 1, entry->key);
    statement_bind_text(insert, 2, entry->series);
    statement_bind_integer(insert, 3, entry->year);
    statement_bind_integer(insert, 4, entry->number);
    statement_bind_text(insert, 5, date);
    for (int i = 0; i < REGISTER_FIELD_COUNT; i++)
        statement_bind_text(insert, 6 + i, entry->fields[i]);
    return statement_run(insert);
}

static bool give_number(const struct allocation *allocation, struct register_entry *entry)
{
    if (entry->date.day == 0) {
        problems_add(allocation->problems, PROBLEM_REGISTER_DATE, NULL, entry->key.bytes);
        return false;
    }
    struct string date = iso_date(allocation->arena, entry->date);
    entry->year = entry->date.year;
    return book_choose_series(allocation->book, entry, allocation->arena) &&
           choose_number(allocation, entry, date) && tell_same(allocation, entry) &&
           insert_row(allocation, entry, date);
}

/* ---- all of them ---- */

/* No row is ever removed, so the last one's number tells those of before from new ones. */
static bool count_rows(struct allocation *allocation)
{
    struct statement *select =
        database_prepare(allocation->book, "SELECT coalesce(max(rowid), 0) FROM document");
    bool done = select != NULL && statement_step(select) == STEP_ROW;
    if (done)
        allocation->rows = statement_integer(select, 0);
    statement_free(select);
    return done;
}

static bool allocate_all(struct allocation *allocation, struct register_entry *entries, size_t count)
{
    if (!count_rows(allocation))
        return false;
    for (size_t i = 0; i < count; i++) {
        bool is_given;
        if (!take_given(allocation, &entries[i], &is_given))
            return false;
        if (!is_given && !give_number(allocation, &entries[i]))
            return false;
    }
    return true;
}

static struct statement *prepare_by_key(struct database *book)
{
    struct buffer sql = {0};
    book_append_select(&sql);
    buffer_append_text(&sql, " WHERE key = ?1");
    struct statement *statement = database_prepare(book, sql.bytes);
    buffer_release(&sql);
    return statement;
}

static struct statement *prepare_insert(struct database *book)
{
    struct buffer sql = {0};
    buffer_append_text(&sql, "INSERT INTO document (key, series, year, number, date");
    book_append_columns(&sql, "", "");
    buffer_append_text(&sql, ") VALUES (?1, ?2, ?3, ?4, ?5");
    for (int i = 0; i < REGISTER_FIELD_COUNT; i++)
        buffer_append_format(&sql, ", ?%d", 6 + i);
    buffer_append_text(&sql, ")");
    struct statement *statement = database_prepare(book, sql.bytes);
    buffer_release(&sql);
    return statement;
}

/* So that the last date is not looked for in all rows; a book of before gets it with its next number. */
static const char index_of_dates[] = "CREATE INDEX IF NOT EXISTS by_date ON document (series, year, date)";

bool register_allocate(struct database *book, struct register_entry *entries, size_t count,
                       struct arena *arena, struct problems *problems)
{
    struct allocation allocation = {.book = book, .arena = arena, .problems = problems};
    if (!database_begin(book) || !database_run(book, index_of_dates))
        return false;
    allocation.by_key = prepare_by_key(book);
    allocation.insert = prepare_insert(book);
    allocation.last = database_prepare(
        book, "SELECT coalesce((SELECT max(number) FROM document WHERE series = ?1 AND year = ?2), 0),"
              " coalesce((SELECT max(date) FROM document WHERE series = ?1 AND year = ?2), '')");
    allocation.same = database_prepare(book, "SELECT series FROM document WHERE year = ?1 AND number = ?2"
                                             " AND symbol = ?3 AND issuer = ?4 AND voided = ''");
    bool done = allocation.by_key != NULL && allocation.insert != NULL && allocation.last != NULL &&
                allocation.same != NULL && allocate_all(&allocation, entries, count);
    statement_free(allocation.by_key);
    statement_free(allocation.insert);
    statement_free(allocation.last);
    statement_free(allocation.same);
    if (done)
        return database_commit(book);
    database_rollback(book);
    return false;
}
