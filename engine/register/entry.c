/* A document's data as an entry of the book. */

#include "register/book.h"

#include <string.h>

enum joining { JOIN_BLANK, JOIN_LINES, JOIN_LAST };
enum known { FIXED, LATER, LATER_DATE };

static const struct {
    const char *label, *names; /* names: between "|" */
    enum joining joining;
    enum known known;
} rows[REGISTER_FIELD_COUNT] = {
#define REGISTER_FIELD(id, column, label, names, joining, element, length, known)                            \
    {label, names, joining, known},
#include "register/fields.def"
#undef REGISTER_FIELD
};

struct string register_field_label(enum register_field field)
{
    return string_of(rows[field].label);
}

static const struct value *lookup(const struct record *data, const char *label, const char *names)
{
    const struct value *value = record_lookup(data, string_of(label));
    struct string all = string_of(names);
    for (size_t from = 0, end; value == NULL && from < all.length; from = end + 1) {
        end = string_find(all, STRING("|"), from);
        if (end == SIZE_MAX)
            end = all.length;
        value = record_lookup(data, string_slice(all, from, end));
    }
    return value;
}

/* Of a list of places the dashes and marks that were typed, which the form puts itself. */
static struct string without_marks(struct string line)
{
    static const char *const before[] = {"-", "–", "+", NULL}, *const behind[] = {";", ".", ",", NULL};
    for (size_t length = SIZE_MAX; line.length < length;) {
        line = string_trim(line);
        length = line.length;
        for (size_t i = 0; before[i] != NULL; i++)
            if (string_starts_with(line, string_of(before[i])))
                line = string_slice(line, strlen(before[i]), line.length);
        for (size_t i = 0; behind[i] != NULL; i++)
            if (string_ends_with(line, string_of(behind[i])))
                line = string_slice(line, 0, line.length - 1);
    }
    return line;
}

static void append_line(struct buffer *out, enum joining joining, struct string line)
{
    line = joining == JOIN_LINES ? without_marks(line) : string_trim(line);
    if (line.length == 0)
        return;
    if (joining == JOIN_LAST)
        buffer_truncate(out, 0);
    if (out->length > 0)
        buffer_append_byte(out, joining == JOIN_LINES ? '\n' : ' ');
    buffer_append_string(out, line);
}

/* Places stand in lines of their own, or in one, as in the cell of a sheet, between semicolons. */
static bool ends_line(char byte, enum joining joining)
{
    return byte == '\n' || (byte == ';' && joining == JOIN_LINES);
}

static void append_lines(struct buffer *out, enum joining joining, struct string text)
{
    for (size_t from = 0, end; from <= text.length; from = end + 1) {
        end = from;
        while (end < text.length && !ends_line(text.bytes[end], joining))
            end++;
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

/* A day however it was typed becomes ISO, what is none stays as it is. */
static void spell_day(struct buffer *text)
{
    struct date date;
    if (!date_read(&date, buffer_string(text)) || date.day == 0)
        return;
    buffer_truncate(text, 0);
    date_append_iso(text, date);
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

/* The unit that a letter of a batch is for, which its form addresses it to. */
static void find_unit(struct arena *arena, const struct record *data, struct register_entry *entry)
{
    const struct value *unit = lookup(data, "Đơn vị", "don_vi");
    const struct value *name =
        unit != NULL && unit->kind == VALUE_RECORD ? lookup(unit->as.record, "Tên", "ten") : NULL;
    if (entry->fields[REGISTER_ADDRESSEES].length == 0 && name != NULL && name->kind == VALUE_TEXT)
        entry->fields[REGISTER_ADDRESSEES] = arena_copy(arena, name->as.text);
}

/* "Như trên", which a công văn that says nothing has, stands for those the document is addressed to. */
static void name_addressees(struct arena *arena, struct register_entry *entry)
{
    struct string addressees = entry->fields[REGISTER_ADDRESSEES],
                  recipients = entry->fields[REGISTER_RECIPIENTS];
    if (addressees.length == 0 ||
        (recipients.length > 0 && !string_starts_with(recipients, STRING("Như trên"))))
        return;
    size_t end = string_find(recipients, STRING("\n"), 0);
    struct string others =
        string_slice(recipients, end != SIZE_MAX ? end : recipients.length, recipients.length);
    entry->fields[REGISTER_RECIPIENTS] =
        arena_format(arena, "%.*s%.*s", STRING_FORMAT(addressees), STRING_FORMAT(others));
}

/* "Lưu: VT, VP" typed as the last of the recipients; what nobody says stays with văn thư (Article 19). */
static void find_keeper(struct arena *arena, struct register_entry *entry)
{
    struct string recipients = entry->fields[REGISTER_RECIPIENTS];
    size_t last = string_starts_with(recipients, STRING("Lưu:")) ? 0 : SIZE_MAX;
    size_t line = string_find(recipients, STRING("\nLưu:"), 0);
    if (line != SIZE_MAX)
        last = line + 1;
    if (last != SIZE_MAX) {
        entry->fields[REGISTER_KEEPER] =
            string_trim(string_slice(recipients, last + strlen("Lưu:"), recipients.length));
        entry->fields[REGISTER_RECIPIENTS] =
            arena_copy(arena, string_slice(recipients, 0, last > 0 ? last - 1 : 0));
    }
    if (entry->fields[REGISTER_KEEPER].length == 0)
        entry->fields[REGISTER_KEEPER] = STRING("VT");
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
        const struct value *value = lookup(data->as.record, rows[i].label, rows[i].names);
        buffer_truncate(&text, 0);
        if (value != NULL)
            append_value(&text, rows[i].joining, value);
        if (rows[i].known == LATER_DATE)
            spell_day(&text);
        entry->fields[i] = arena_copy(arena, buffer_string(&text));
    }
    buffer_release(&text);
    find_keeper(arena, entry);
    find_unit(arena, data->as.record, entry);
    name_addressees(arena, entry);
    read_date(data->as.record, entry);
    bool has_symbol = require(entry, REGISTER_SYMBOL, sources, data, problems);
    return require(entry, REGISTER_SUBJECT, sources, data, problems) && has_symbol;
}
