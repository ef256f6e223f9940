/* Reading the book: whole entries, one or many; and declaring a number void. */

#include "register/book.h"

#include <string.h>

#include "text/unicode.h"

void book_append_select(struct buffer *sql)
{
    buffer_append_text(sql, "SELECT key, series, year, number, date, voided");
    book_append_columns(sql, "", "");
    buffer_append_text(sql, ", rowid FROM document");
}

void book_read_row(struct statement *row, struct arena *arena, struct register_entry *entry)
{
    entry->key = arena_copy(arena, statement_text(row, 0));
    entry->series = arena_copy(arena, statement_text(row, 1));
    entry->year = (int)statement_integer(row, 2);
    entry->number = statement_integer(row, 3);
    date_read(&entry->date, statement_text(row, 4));
    entry->voided = arena_copy(arena, statement_text(row, 5));
    for (int i = 0; i < REGISTER_FIELD_COUNT; i++)
        entry->fields[i] = arena_copy(arena, statement_text(row, BOOK_FIRST_FIELD + i));
}

void register_append_symbol(struct buffer *out, const struct register_entry *entry)
{
    buffer_append_format(out, "%02lld/", (long long)entry->number);
    buffer_append_string(out, entry->fields[REGISTER_SYMBOL]);
}

/* ---- many ---- */

static struct string fold_entry(const struct register_entry *entry, struct arena *arena)
{
    struct buffer all = {0};
    register_append_symbol(&all, entry);
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++) {
        buffer_append_byte(&all, '\n');
        buffer_append_string(&all, entry->fields[i]);
    }
    struct string folded = text_fold_accents(arena, buffer_string(&all));
    buffer_release(&all);
    return folded;
}

/* Each word of the question, wherever it stands; folding has made "_" of the blanks. */
static bool matches(const struct register_entry *entry, struct string words, struct arena *arena)
{
    struct arena_mark mark = arena_mark(arena);
    struct string folded = text_fold_accents(arena, words), text = STRING("");
    if (folded.length > 0)
        text = fold_entry(entry, arena);
    bool holds_all = true;
    for (size_t from = 0, end; holds_all && from < folded.length; from = end + 1) {
        end = string_find(folded, STRING("_"), from);
        if (end == SIZE_MAX)
            end = folded.length;
        holds_all = string_find(text, string_slice(folded, from, end), 0) != SIZE_MAX;
    }
    arena_rewind(arena, mark);
    return holds_all;
}

/* In any case of letters; accents tell HD from HĐ. */
static bool is_of_series(const struct register_entry *entry, struct string series, struct arena *arena)
{
    struct arena_mark mark = arena_mark(arena);
    bool is_one = series.length == 0 ||
                  string_equal(text_fold_name(arena, entry->series), text_fold_name(arena, series));
    arena_rewind(arena, mark);
    return is_one;
}

static struct statement *prepare_list(struct database *book, const struct register_filter *filter)
{
    struct buffer sql = {0};
    book_append_select(&sql);
    buffer_append_text(&sql, " WHERE (?1 = 0 OR year = ?1) ORDER BY year, series, number");
    struct statement *select = database_prepare(book, sql.bytes);
    buffer_release(&sql);
    if (select == NULL)
        return NULL;
    statement_bind_integer(select, 1, filter->year);
    return select;
}

static bool read_all(struct statement *select, const struct register_filter *filter, struct arena *arena,
                     struct buffer *found)
{
    enum statement_step step;
    while ((step = statement_step(select)) == STEP_ROW) {
        struct register_entry entry = {0};
        book_read_row(select, arena, &entry);
        if (is_of_series(&entry, filter->series, arena) && matches(&entry, filter->words, arena))
            buffer_append(found, (const char *)&entry, sizeof entry);
    }
    return step == STEP_DONE;
}

bool register_list(struct database *book, const struct register_filter *filter, struct arena *arena,
                   struct register_entry **entries, size_t *count)
{
    struct buffer found = {0};
    struct statement *select = prepare_list(book, filter);
    bool done = select != NULL && read_all(select, filter, arena, &found);
    statement_free(select);
    *count = found.length / sizeof **entries;
    *entries = arena_allocate(arena, found.length + 1);
    memcpy(*entries, buffer_string(&found).bytes, found.length);
    buffer_release(&found);
    return done;
}

static bool read_series(struct database *book, struct arena *arena, struct buffer *names)
{
    struct statement *select = database_prepare(book, "SELECT DISTINCT series FROM document ORDER BY series");
    enum statement_step step = STEP_FAILED;
    while (select != NULL && (step = statement_step(select)) == STEP_ROW) {
        struct string name = arena_copy(arena, statement_text(select, 0));
        buffer_append(names, (const char *)&name, sizeof name);
    }
    statement_free(select);
    return step == STEP_DONE;
}

bool register_tell_series(struct database *book, struct string series, struct arena *arena,
                          struct problems *problems)
{
    struct buffer found = {0};
    bool done = read_series(book, arena, &found), is_known = false;
    size_t count = found.length / sizeof(struct string);
    struct string *names = arena_allocate(arena, found.length + 1), folded = text_fold_name(arena, series);
    memcpy(names, buffer_string(&found).bytes, found.length);
    buffer_release(&found);
    for (size_t i = 0; i < count; i++)
        is_known |= string_equal(text_fold_name(arena, names[i]), folded);
    if (done && !is_known)
        problems_suggest(
            problems, problems_add(problems, PROBLEM_REGISTER_SERIES, NULL, arena_copy(arena, series).bytes),
            text_closest(series, names, count));
    return done;
}

/* ---- one ---- */

/* "015/BC-UBND" is number 15 with its symbol, "015 / BC-UBND" too. */
static bool split_number(struct string text, int64_t *number, struct string *symbol)
{
    size_t slash = string_find(text, STRING("/"), 0);
    struct string digits = string_trim(string_slice(text, 0, slash));
    if (slash == SIZE_MAX || digits.length == 0 || digits.length > 9)
        return false;
    *number = 0;
    for (size_t i = 0; i < digits.length; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9')
            return false;
        *number = *number * 10 + (digits.bytes[i] - '0');
    }
    *symbol = string_trim(string_slice(text, slash + 1, text.length));
    return true;
}

/* The symbol as the book has it, whatever the case of the letters that were typed. */
static struct string spell_symbol(struct database *book, int64_t number, struct string typed,
                                  struct arena *arena)
{
    struct string folded = text_fold_name(arena, typed), spelled = typed;
    struct statement *select =
        database_prepare(book, "SELECT DISTINCT symbol FROM document WHERE number = ?1");
    bool is_exact = false;
    if (select == NULL)
        return typed;
    statement_bind_integer(select, 1, number);
    while (!is_exact && statement_step(select) == STEP_ROW) {
        struct string symbol = statement_text(select, 0);
        is_exact = string_equal(symbol, typed);
        if (string_equal(text_fold_name(arena, symbol), folded))
            spelled = arena_copy(arena, symbol);
    }
    statement_free(select);
    return is_exact ? typed : spelled;
}

static const char *condition_of(const struct register_reference *reference)
{
    return reference->key.length > 0
               ? " WHERE key = ?1"
               : " WHERE number = ?2 AND symbol = ?1 AND (?3 = 0 OR year = ?3) ORDER BY year DESC";
}

static void report_unknown(const struct register_reference *reference, struct problems *problems)
{
    char year[48] = "";
    if (reference->year != 0)
        snprintf(year, sizeof year, PROBLEM_WORDS(" của năm %d", " of %d"), reference->year, reference->year);
    if (reference->key.length > 0)
        problems_add(problems, PROBLEM_REGISTER_KEY_UNKNOWN, NULL, reference->key.bytes);
    else
        problems_add(problems, PROBLEM_REGISTER_UNKNOWN, NULL, reference->number.bytes, year);
}

/* Two series of a year may have a document of that number and symbol each. */
static bool read_one(struct statement *select, const struct register_reference *reference,
                     struct arena *arena, struct register_entry *entry, struct problems *problems)
{
    struct register_entry other = {0};
    enum statement_step step = statement_step(select);
    if (step == STEP_DONE)
        report_unknown(reference, problems);
    if (step != STEP_ROW)
        return false;
    book_read_row(select, arena, entry);
    if (statement_step(select) == STEP_ROW)
        book_read_row(select, arena, &other);
    if (other.year != entry->year)
        return true;
    problems_add(problems, PROBLEM_REGISTER_TWICE, NULL, reference->number.bytes, entry->series.bytes,
                 other.series.bytes, entry->key.bytes, other.key.bytes);
    return false;
}

bool register_find(struct database *book, const struct register_reference *reference, struct arena *arena,
                   struct register_entry *entry, struct problems *problems)
{
    int64_t number = 0;
    struct string symbol = reference->key;
    if (symbol.length == 0 && !split_number(reference->number, &number, &symbol)) {
        problems_add(problems, PROBLEM_REGISTER_NUMBER, NULL, reference->number.bytes);
        return false;
    }
    if (reference->key.length == 0)
        symbol = spell_symbol(book, number, symbol, arena);
    struct buffer sql = {0};
    book_append_select(&sql);
    buffer_append_text(&sql, condition_of(reference));
    struct statement *select = database_prepare(book, sql.bytes);
    buffer_release(&sql);
    if (select == NULL)
        return false;
    statement_bind_text(select, 1, symbol);
    if (reference->key.length == 0) {
        statement_bind_integer(select, 2, number);
        statement_bind_integer(select, 3, reference->year);
    }
    bool done = read_one(select, reference, arena, entry, problems);
    statement_free(select);
    return done;
}

/* ---- void ---- */

/* What cannot be undone is not done to the latest of several years unless that year was told. */
static bool is_of_one_year(struct database *book, const struct register_reference *reference,
                           const struct register_entry *entry, struct problems *problems)
{
    char years[2][24];
    if (reference->key.length > 0 || reference->year != 0)
        return true;
    struct statement *select = database_prepare(
        book, "SELECT max(year) FROM document WHERE number = ?1 AND symbol = ?2 AND year < ?3");
    if (select == NULL)
        return false;
    statement_bind_integer(select, 1, entry->number);
    statement_bind_text(select, 2, entry->fields[REGISTER_SYMBOL]);
    statement_bind_integer(select, 3, entry->year);
    bool is_read = statement_step(select) == STEP_ROW;
    bool is_one = is_read && statement_is_null(select, 0);
    snprintf(years[0], sizeof years[0], "%d", entry->year);
    snprintf(years[1], sizeof years[1], "%d", is_read ? (int)statement_integer(select, 0) : 0);
    statement_free(select);
    if (is_read && !is_one)
        problems_add(problems, PROBLEM_REGISTER_YEARS, NULL, reference->number.bytes, years[1], years[0]);
    return is_one;
}

bool register_void(struct database *book, const struct register_reference *reference, struct string reason,
                   struct problems *problems)
{
    struct arena *arena = arena_new();
    struct register_entry entry = {0};
    bool done = database_begin(book) && register_find(book, reference, arena, &entry, problems) &&
                is_of_one_year(book, reference, &entry, problems);
    if (done && entry.voided.length > 0) {
        problems_add(problems, PROBLEM_NUMBER_IS_VOID, NULL, entry.key.bytes, entry.voided.bytes);
    } else if (done) {
        done = book_change(book, entry.key, "voided", entry.voided, reason) && database_commit(book);
    }
    database_rollback(book);
    arena_free(arena);
    return done;
}
