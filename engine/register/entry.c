/* A document's data as an entry of the book. */

#include "register/book.h"

#include <string.h>

enum joining { JOIN_BLANK, JOIN_LINES, JOIN_LAST };

static const struct {
    const char *label, *name;
    enum joining joining;
} rows[REGISTER_FIELD_COUNT] = {
#define REGISTER_FIELD(id, column, label, name, joining, element, length) {label, name, joining},
#include "register/fields.def"
#undef REGISTER_FIELD
};

struct string register_field_label(enum register_field field)
{
    return string_of(rows[field].label);
}

static const struct value *lookup(const struct record *data, const char *label, const char *name)
{
    const struct value *value = record_lookup(data, string_of(label));
    if (value == NULL)
        value = record_lookup(data, string_of(name));
    return value;
}

static void append_line(struct buffer *out, enum joining joining, struct string line)
{
    line = string_trim(line);
    if (line.length == 0)
        return;
    if (joining == JOIN_LAST)
        buffer_truncate(out, 0);
    if (out->length > 0)
        buffer_append_byte(out, joining == JOIN_LINES ? '\n' : ' ');
    buffer_append_string(out, line);
}

static void append_lines(struct buffer *out, enum joining joining, struct string text)
{
    for (size_t from = 0, end; from <= text.length; from = end + 1) {
        end = string_find(text, STRING("\n"), from);
        if (end == SIZE_MAX)
            end = text.length;
        append_line(out, joining, string_slice(text, from, end));
    }
}

static void append_value(struct buffer *out, enum joining joining, const struct value *value)
{
    if (value->kind == VALUE_LIST) {
        for (size_t i = 0; i < value->as.list->count; i++)
            append_value(out, joining, &value->as.list->items[i]);
        return;
    }
    struct buffer text = {0};
    if (value->kind == VALUE_DATE)
        date_append_iso(&text, value->as.date);
    else if (value->kind != VALUE_NONE && value->kind != VALUE_RECORD)
        value_append_text(&text, value, NUMBERS_VI);
    append_lines(out, joining, buffer_string(&text));
    buffer_release(&text);
}

static bool require(const struct register_entry *entry, enum register_field field,
                    const struct sources *sources, const struct value *data, struct problems *problems)
{
    if (entry->fields[field].length > 0)
        return true;
    struct place place = value_place(sources, data);
    problems_add(problems, PROBLEM_REGISTER_FIELD, &place, rows[field].label);
    return false;
}

/* "Như trên" stands for those the document is addressed to. */
static void name_addressees(struct arena *arena, struct register_entry *entry)
{
    struct string addressees = entry->fields[REGISTER_ADDRESSEES],
                  recipients = entry->fields[REGISTER_RECIPIENTS];
    if (addressees.length == 0 || !string_starts_with(recipients, STRING("Như trên")))
        return;
    size_t end = string_find(recipients, STRING("\n"), 0);
    struct string others =
        string_slice(recipients, end != SIZE_MAX ? end : recipients.length, recipients.length);
    entry->fields[REGISTER_RECIPIENTS] =
        arena_format(arena, "%.*s%.*s", STRING_FORMAT(addressees), STRING_FORMAT(others));
}

static void read_date(const struct record *data, struct register_entry *entry)
{
    const struct value *value = lookup(data, "Ngày", "ngay");
    struct date date = {0};
    if (value != NULL && value->kind == VALUE_DATE)
        date = value->as.date;
    else if (value != NULL && value->kind == VALUE_TEXT && !date_read(&date, value->as.text))
        return;
    if (date.day != 0)
        entry->date = date;
}

bool register_read_entry(struct arena *arena, const struct sources *sources, const struct value *data,
                         struct register_entry *entry, struct problems *problems)
{
    struct buffer text = {0};
    for (size_t i = 0; i < REGISTER_FIELD_COUNT; i++) {
        const struct value *value = lookup(data->as.record, rows[i].label, rows[i].name);
        buffer_truncate(&text, 0);
        if (value != NULL)
            append_value(&text, rows[i].joining, value);
        entry->fields[i] = arena_copy(arena, buffer_string(&text));
    }
    buffer_release(&text);
    name_addressees(arena, entry);
    read_date(data->as.record, entry);
    bool has_symbol = require(entry, REGISTER_SYMBOL, sources, data, problems);
    return require(entry, REGISTER_SUBJECT, sources, data, problems) && has_symbol;
}
