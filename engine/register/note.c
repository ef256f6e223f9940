/*
 * What becomes known of a document after its number was given: when it was sent, who signed for it, where it
 * is filed. What stands in the document itself never changes, and every change keeps what was there before.
 */

#include <string.h>

#include "register/book.h"
#include "text/unicode.h"

enum known { FIXED, LATER, LATER_DATE };

static const struct {
    const char *column;
    enum known known;
} rows[REGISTER_FIELD_COUNT] = {
#define REGISTER_FIELD(id, column, label, names, joining, element, length, known) {column, known},
#include "register/fields.def"
#undef REGISTER_FIELD
};

/* ---- changing ---- */

static bool run_update(struct database *book, struct string key, const char *column, struct string after)
{
    struct buffer sql = {0};
    buffer_append_format(&sql, "UPDATE document SET %s = ?2 WHERE key = ?1", column);
    struct statement *update = database_prepare(book, sql.bytes);
    buffer_release(&sql);
    if (update == NULL)
        return false;
    statement_bind_text(update, 1, key);
    statement_bind_text(update, 2, after);
    bool done = statement_run(update);
    statement_free(update);
    return done;
}

bool book_change(struct database *book, struct string key, const char *column, struct string before,
                 struct string after)
{
    struct statement *insert =
        run_update(book, key, column, after)
            ? database_prepare(book, "INSERT INTO change (key, field, before, after) VALUES (?1, ?2, ?3, ?4)")
            : NULL;
    if (insert == NULL)
        return false;
    statement_bind_text(insert, 1, key);
    statement_bind_text(insert, 2, string_of(column));
    statement_bind_text(insert, 3, before);
    statement_bind_text(insert, 4, after);
    bool done = statement_run(insert);
    statement_free(insert);
    return done;
}

/* ---- what is noted ---- */

static enum register_field find_field(struct arena *arena, struct string name)
{
    struct string folded = text_fold_name(arena, name);
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++) {
        if (string_equal(text_fold_name(arena, register_field_label(i)), folded) ||
            string_is(folded, rows[i].column))
            return i;
    }
    return REGISTER_FIELD_COUNT;
}

static bool refuse_name(struct arena *arena, struct string name, struct problems *problems)
{
    struct string labels[REGISTER_FIELD_COUNT];
    struct buffer all = {0};
    size_t count = 0;
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++) {
        if (rows[i].known == FIXED)
            continue;
        buffer_append_text(&all, count > 0 ? ", " : "");
        labels[count] = register_field_label(i);
        buffer_append_string(&all, labels[count++]);
    }
    struct problem *problem =
        problems_add(problems, PROBLEM_REGISTER_NOTE, NULL, arena_copy(arena, name).bytes, all.bytes);
    problems_suggest(problems, problem, text_closest(name, labels, count));
    buffer_release(&all);
    return false;
}

/* The text as the book has it; a day in ISO. */
static bool read_note(struct arena *arena, enum register_field field, const struct value *value,
                      struct string *text, struct problems *problems)
{
    struct buffer out = {0};
    struct date date = {0};
    bool is_empty = value->kind == VALUE_NONE;
    if (value->kind == VALUE_DATE)
        date_append_iso(&out, value->as.date);
    else if (!is_empty)
        value_append_text(&out, value, NUMBERS_PLAIN);
    *text = arena_copy(arena, string_trim(buffer_string(&out)));
    buffer_truncate(&out, 0);
    bool is_good =
        rows[field].known != LATER_DATE || text->length == 0 || (date_read(&date, *text) && date.day > 0);
    if (!is_good)
        problems_add(problems, PROBLEM_REGISTER_NOTE_DAY, NULL, register_field_label(field).bytes,
                     text->bytes);
    if (date.day > 0) {
        date_append_iso(&out, date);
        *text = arena_copy(arena, buffer_string(&out));
    }
    buffer_release(&out);
    return is_good;
}

static bool note_one(struct database *book, const struct register_entry *entry, const struct entry *note,
                     struct arena *arena, struct problems *problems)
{
    struct string text;
    enum register_field field = find_field(arena, note->name->text);
    if (field == REGISTER_FIELD_COUNT || rows[field].known == FIXED)
        return refuse_name(arena, note->name->text, problems);
    if (!read_note(arena, field, &note->value, &text, problems))
        return false;
    return string_equal(text, entry->fields[field]) ||
           book_change(book, entry->key, rows[field].column, entry->fields[field], text);
}

bool register_note(struct database *book, const struct register_reference *reference,
                   const struct record *notes, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct register_entry entry = {0};
    bool done = database_begin(book) && register_find(book, reference, arena, &entry, problems);
    for (size_t i = 0; done && i < notes->count; i++)
        done = note_one(book, &entry, &notes->entries[i], arena, problems);
    if (done)
        done = database_commit(book);
    else
        database_rollback(book);
    arena_free(arena);
    return done;
}

/* ---- what was changed ---- */

static struct string label_of(struct string column, enum language language)
{
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++) {
        if (string_is(column, rows[i].column))
            return register_field_label(i);
    }
    return language == LANGUAGE_VI ? STRING("Lý do hủy") : STRING("Void");
}

static void append_quoted(struct buffer *out, struct string text)
{
    buffer_append_text(out, "“");
    for (size_t i = 0; i < text.length; i++)
        buffer_append_byte(out, text.bytes[i] == '\n' ? ' ' : text.bytes[i]);
    buffer_append_text(out, "”");
}

static void append_line(struct buffer *out, struct statement *row, enum language language)
{
    size_t from = out->length;
    buffer_append_string(out, statement_text(row, 0));
    buffer_append_text(out, "  ");
    buffer_append_string(out, label_of(statement_text(row, 1), language));
    buffer_append_text(out, ": ");
    append_quoted(out, statement_text(row, 2));
    buffer_append_text(out, " → ");
    append_quoted(out, statement_text(row, 3));
    buffer_append_byte(out, '\n');
    buffer_mask_controls(out, from);
}

static void append_object(struct buffer *out, struct statement *row)
{
    static const char *const names[] = {"{\"at\":", ",\"field\":", ",\"before\":", ",\"after\":"};
    for (int i = 0; i < 4; i++) {
        buffer_append_text(out, names[i]);
        json_append_string(out, statement_text(row, i));
    }
    buffer_append_text(out, "}\n");
}

static bool append_changes(struct database *book, struct string key, bool as_json, enum language language,
                           struct buffer *out)
{
    struct statement *select =
        database_prepare(book, "SELECT at, field, before, after FROM change WHERE key = ?1 ORDER BY rowid");
    enum statement_step step = STEP_FAILED;
    if (select == NULL)
        return false;
    statement_bind_text(select, 1, key);
    while ((step = statement_step(select)) == STEP_ROW) {
        if (as_json)
            append_object(out, select);
        else
            append_line(out, select, language);
    }
    statement_free(select);
    return step == STEP_DONE;
}

bool register_append_history(struct database *book, const struct register_reference *reference, bool as_json,
                             enum language language, struct buffer *out, struct problems *problems)
{
    struct arena *arena = arena_new();
    struct register_entry entry = {0};
    bool done = register_find(book, reference, arena, &entry, problems) &&
                append_changes(book, entry.key, as_json, language, out);
    arena_free(arena);
    return done;
}
