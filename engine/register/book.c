/* The file of a book: its tables, and which series a document counts in. */

#include "register/book.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/system_error.h"
#include "text/unicode.h"

enum { BOOK_KIND = 0x76626b31, BOOK_VERSION = 1 }; /* "vbk1" */

static const char *const columns[REGISTER_FIELD_COUNT] = {
#define REGISTER_FIELD(id, column, label, names, joining, element, length, known) column,
#include "register/fields.def"
#undef REGISTER_FIELD
};

const char *book_column(enum register_field field)
{
    return columns[field];
}

void book_append_columns(struct buffer *sql, const char *prefix, const char *suffix)
{
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++)
        buffer_append_format(sql, ", %s%s%s", prefix, columns[i], suffix);
}

/* ---- making ---- */

/* Rows stay for ever, by the database's own word; so does what was changed of them. */
static const char tables[] =
    "CREATE TABLE policy (kind TEXT PRIMARY KEY, series TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TRIGGER keep BEFORE DELETE ON document BEGIN SELECT raise(ABORT, 'registered'); END;"
    "CREATE TRIGGER fixed BEFORE UPDATE OF series, year, number, key ON document"
    " BEGIN SELECT raise(ABORT, 'registered'); END;"
    "CREATE INDEX by_symbol ON document (year, number, symbol);"
    "CREATE TABLE change (key TEXT NOT NULL REFERENCES document (key), field TEXT NOT NULL,"
    " before TEXT NOT NULL, after TEXT NOT NULL,"
    " at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')));"
    "CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN SELECT raise(ABORT, 'registered'); END;"
    "CREATE TRIGGER change_is BEFORE UPDATE ON change BEGIN SELECT raise(ABORT, 'registered'); END;"
    "CREATE INDEX change_of ON change (key);";

static bool make_tables(struct database *book)
{
    struct buffer sql = {0};
    buffer_append_text(&sql, "CREATE TABLE document (key TEXT NOT NULL UNIQUE, series TEXT NOT NULL,"
                             " year INTEGER NOT NULL, number INTEGER NOT NULL CHECK (number > 0),"
                             " date TEXT NOT NULL, voided TEXT NOT NULL DEFAULT ''");
    book_append_columns(&sql, "", " TEXT NOT NULL");
    buffer_append_text(&sql, ", UNIQUE (series, year, number));");
    buffer_append_text(&sql, tables);
    bool done = database_run(book, sql.bytes);
    buffer_release(&sql);
    return done;
}

static bool set_series(struct statement *insert, struct string kind, struct string series)
{
    statement_bind_text(insert, 1, kind);
    statement_bind_text(insert, 2, series);
    return statement_run(insert);
}

static bool set_groups(struct statement *insert, const struct record *groups, struct problems *problems)
{
    for (size_t i = 0; groups != NULL && i < groups->count; i++) {
        const struct entry *group = &groups->entries[i];
        if (group->value.kind != VALUE_TEXT) {
            struct place place = {.tag = group->name->text,
                                  .underline_length = (uint32_t)group->name->text.length};
            problems_add(problems, PROBLEM_SERIES_NAME, &place, group->name->text.bytes);
            return false;
        }
        if (!set_series(insert, group->name->text, group->value.as.text))
            return false;
    }
    return true;
}

static bool set_policy(struct database *book, enum register_policy policy, const struct record *groups,
                       struct problems *problems)
{
    struct statement *insert = database_prepare(book, "INSERT OR REPLACE INTO policy VALUES (?1, ?2)");
    if (insert == NULL)
        return false;
    struct string others = policy == REGISTER_BY_KIND ? STRING("*") : STRING("chung");
    bool done = set_series(insert, STRING("*"), others) && set_groups(insert, groups, problems);
    statement_free(insert);
    return done;
}

/* An empty file, so that of two who make one book at once only one does. */
static bool take_name(const char *path, struct problems *problems)
{
    int descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (descriptor >= 0)
        return close(descriptor) == 0;
    if (errno == EEXIST)
        problems_add(problems, PROBLEM_BOOK_EXISTS, NULL, path);
    else
        problems_add(problems, PROBLEM_FILE_WRITE, NULL, path, system_error_words(errno));
    return false;
}

static void remove_book(void *path)
{
    remove(path);
}

bool register_create(const char *path, enum register_policy policy, const struct record *groups,
                     struct problems *problems)
{
    if (!take_name(path, problems))
        return false;
    memory_undo_later(remove_book, (void *)path);
    struct database *book = database_open(path, DATABASE_WRITE, BOOK_KIND, problems);
    bool done = book != NULL && database_begin(book) && make_tables(book) &&
                set_policy(book, policy, groups, problems) && database_set_version(book, BOOK_VERSION) &&
                database_commit(book);
    database_close(book);
    memory_settled(remove_book, (void *)path);
    if (!done)
        remove(path);
    return done;
}

/* ---- opening ---- */

struct database *register_open(const char *path, enum database_mode mode, struct problems *problems)
{
    if (file_is_missing(path)) {
        problems_add(problems, PROBLEM_BOOK_MISSING, NULL, path);
        return NULL;
    }
    struct database *book = database_open(path, mode, BOOK_KIND, problems);
    if (book == NULL)
        return NULL;
    int64_t version = database_version(book);
    if (version == BOOK_VERSION)
        return book;
    if (version >= 0)
        problems_add(problems, version > BOOK_VERSION ? PROBLEM_BOOK_NEWER : PROBLEM_DATABASE_FOREIGN, NULL,
                     path);
    database_close(book);
    return NULL;
}

/* ---- series ---- */

bool register_is_copy(struct string kind)
{
    return string_is(kind, "SY") || string_is(kind, "SL") || string_is(kind, "TrS");
}

static bool read_policy(struct database *book, struct string kind, struct arena *arena, struct string *series)
{
    struct statement *select = database_prepare(
        book, "SELECT series FROM policy WHERE kind IN (?1, '*') ORDER BY kind = '*' LIMIT 1");
    if (select == NULL)
        return false;
    statement_bind_text(select, 1, kind);
    bool done = statement_step(select) == STEP_ROW;
    if (done)
        *series = arena_copy(arena, statement_text(select, 0));
    statement_free(select);
    return done;
}

bool book_choose_series(struct database *book, struct register_entry *entry, struct arena *arena)
{
    struct string series, kind = entry->abbreviation, advisory = entry->fields[REGISTER_ADVISORY];
    if (register_is_copy(kind))
        series = STRING("bản sao");
    else if (advisory.length > 0)
        series = advisory;
    else if (!read_policy(book, kind, arena, &series))
        return false;
    if (string_is(series, "*"))
        series = kind.length > 0 ? kind : STRING("công văn");
    if (entry->fields[REGISTER_SECRECY].length > 0)
        series = arena_format(arena, "%.*s (mật)", STRING_FORMAT(series));
    entry->series = series;
    return true;
}
