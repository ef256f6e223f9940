/* The fields of a form for people, as a table that lines up, and for programs. */

#include "form/internal.h"

#include "text/unicode.h"

enum { COLUMN_NAME, COLUMN_TYPE, COLUMN_REQUIRED, COLUMN_DEFAULT, COLUMN_HINT, COLUMN_COUNT };

struct row {
    struct string cells[COLUMN_COUNT];
};

struct table {
    struct arena *arena;
    enum language language;
    struct row *rows;
    size_t count, capacity;
};

static struct row *add_row(struct table *table)
{
    if (table->count == table->capacity) {
        size_t capacity = table->capacity * 2 + 64;
        struct row *rows = arena_allocate(table->arena, capacity * sizeof *rows);
        for (size_t i = 0; i < table->count; i++)
            rows[i] = table->rows[i];
        table->rows = rows;
        table->capacity = capacity;
    }
    table->rows[table->count] = (struct row){0};
    return &table->rows[table->count++];
}

static struct string type_words(const struct table *table, const struct field *field)
{
    struct buffer out = {0};
    buffer_append_text(&out, field_kinds[field->type].words[table->language]);
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_append_format(&out, "%s%.*s", i > 0 ? ", " : ": ", STRING_FORMAT(field->choices[i]));
    struct string words = arena_copy(table->arena, buffer_string(&out));
    buffer_release(&out);
    return words;
}

static struct string default_words(const struct table *table, const struct field *field)
{
    static const char *const computed[2] = {"(tự tính)", "(computed)"};
    if (field->computed != NULL)
        return string_of(computed[table->language]);
    if (field->default_value.kind == VALUE_UNDEFINED)
        return (struct string){"", 0};
    struct buffer out = {0};
    data_append_yaml_line(&out, &field->default_value);
    struct string words = arena_copy(table->arena, buffer_string(&out));
    buffer_release(&out);
    return words;
}

static void add_fields(struct table *table, const struct field *fields, size_t count, unsigned depth)
{
    static const char *const required[2] = {"bắt buộc", "required"};
    for (size_t i = 0; i < count; i++) {
        struct row *row = add_row(table);
        row->cells[COLUMN_NAME] =
            arena_format(table->arena, "%*s%.*s", (int)(2 * depth), "", STRING_FORMAT(fields[i].label));
        row->cells[COLUMN_TYPE] = type_words(table, &fields[i]);
        row->cells[COLUMN_REQUIRED] = string_of(fields[i].is_required ? required[table->language] : "");
        row->cells[COLUMN_DEFAULT] = default_words(table, &fields[i]);
        row->cells[COLUMN_HINT] = fields[i].hint;
        add_fields(table, fields[i].fields, fields[i].field_count, depth + 1);
    }
}

static void append_row(struct buffer *out, const struct row *row, const size_t *widths)
{
    size_t start = out->length;
    for (size_t column = 0; column < COLUMN_COUNT; column++) {
        struct string cell = row->cells[column];
        buffer_append_string(out, cell);
        for (size_t width = text_length(cell); widths[column] > 0 && width < widths[column] + 2; width++)
            buffer_append_byte(out, ' ');
    }
    while (out->length > start && out->bytes[out->length - 1] == ' ')
        buffer_truncate(out, out->length - 1);
    buffer_append_byte(out, '\n');
}

void form_append_fields(const struct form *form, enum language language, struct buffer *out)
{
    static const char *const titles[2][COLUMN_COUNT] = {
        {"Trường", "Kiểu", "", "Mặc định", "Gợi ý"},
        {"Field", "Type", "", "Default", "Hint"},
    };
    struct table table = {.arena = arena_new(), .language = language};
    struct row *head = add_row(&table);
    size_t widths[COLUMN_COUNT] = {0};
    for (size_t column = 0; column < COLUMN_COUNT; column++)
        head->cells[column] = string_of(titles[language][column]);
    add_fields(&table, form->definition->fields, form->definition->field_count, 0);
    for (size_t i = 0; i < table.count; i++) {
        for (size_t column = 0; column < COLUMN_HINT; column++) {
            size_t width = text_length(table.rows[i].cells[column]);
            widths[column] = width > widths[column] ? width : widths[column];
        }
    }
    for (size_t i = 0; i < table.count; i++)
        append_row(out, &table.rows[i], widths);
    arena_free(table.arena);
}

static void append_text_member(struct buffer *out, const char *key, struct string text)
{
    buffer_append_format(out, "%s\"%s\":", out->bytes[out->length - 1] == '{' ? "" : ",", key);
    json_append_string(out, text);
}

static void append_places(struct buffer *out, const struct field *field, enum language language)
{
    buffer_append_text(out, ",\"places\":[");
    for (const struct field_use *use = field->uses; use != NULL; use = use->next) {
        buffer_append_text(out, use == field->uses ? "{" : ",{");
        append_text_member(out, "file", use->place.file);
        append_text_member(out, "part", use->place.part);
        place_append_json(&use->place, language, out);
        append_text_member(out, "tag", use->place.tag);
        buffer_append_byte(out, '}');
    }
    buffer_append_byte(out, ']');
}

static void append_list(struct buffer *out, const struct field *fields, size_t count, enum language language);

static void append_field(struct buffer *out, const struct field *field, enum language language)
{
    buffer_append_byte(out, '{');
    append_text_member(out, "name", field->name->text);
    append_text_member(out, "label", field->label);
    append_text_member(out, "type", string_of(field_kinds[field->type].name));
    buffer_append_format(out, ",\"required\":%s,\"default\":", field->is_required ? "true" : "false");
    if (field->default_value.kind == VALUE_UNDEFINED)
        buffer_append_text(out, "null");
    else
        value_append_json(out, &field->default_value);
    append_text_member(out, "hint", field->hint);
    buffer_append_text(out, ",\"choices\":[");
    for (size_t i = 0; i < field->choice_count; i++) {
        buffer_append_text(out, i > 0 ? "," : "");
        json_append_string(out, field->choices[i]);
    }
    buffer_append_byte(out, ']');
    if (field->uses != NULL)
        append_places(out, field, language);
    buffer_append_text(out, ",\"fields\":");
    append_list(out, field->fields, field->field_count, language);
    buffer_append_byte(out, '}');
}

static void append_list(struct buffer *out, const struct field *fields, size_t count, enum language language)
{
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < count; i++) {
        buffer_append_text(out, i > 0 ? "," : "");
        append_field(out, &fields[i], language);
    }
    buffer_append_byte(out, ']');
}

void form_append_fields_json(const struct form *form, enum language language, struct buffer *out)
{
    append_list(out, form->definition->fields, form->definition->field_count, language);
    buffer_append_byte(out, '\n');
}
