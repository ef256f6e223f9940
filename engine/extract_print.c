/* What was read, as a data file. */

#include "extract_work.h"

static struct value labelled(const struct extract_reading *reading, const struct field *fields, size_t count,
                             const struct value *value);

static struct value labelled_rows(const struct extract_reading *reading, const struct field *field,
                                  const struct value *value)
{
    if (value->kind == VALUE_RECORD)
        return labelled(reading, field->fields, field->field_count, value);
    if (value->kind == VALUE_LIST && field->type == FIELD_LINES && value->as.list->count == 1)
        return value->as.list->items[0];
    if (value->kind != VALUE_LIST || field->type != FIELD_TABLE)
        return *value;
    struct value rows = value_list(reading->arena);
    for (size_t i = 0; i < value->as.list->count; i++) {
        struct value row = labelled(reading, field->fields, field->field_count, &value->as.list->items[i]);
        list_append(rows.as.list, &row);
    }
    return rows;
}

/* The record with labels as keys, in the order of the form. */
static struct value labelled(const struct extract_reading *reading, const struct field *fields, size_t count,
                             const struct value *value)
{
    struct value record = value_record(reading->arena);
    for (size_t i = 0; i < count; i++) {
        const struct value *own = record_lookup(value->as.record, fields[i].name->text);
        struct value inner = own ? labelled_rows(reading, &fields[i], own) : value_none();
        if (own && !value_equal(own, &fields[i].default_value))
            record_set(record.as.record, fields[i].label_name, &inner);
    }
    return record;
}

struct value extract_labelled(const struct extract_reading *reading)
{
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    return labelled(reading, fields, count, &reading->extraction->data);
}

/* "# chưa chắc: …" above a field. */
static void append_doubts(const struct extract_reading *reading, struct string name, struct buffer *out)
{
    static const char *const words[2] = {"chưa chắc, văn bản ghi: ", "not certain, the document says: "};
    for (const struct extraction_note *note = reading->extraction->notes; note; note = note->next)
        if (string_equal(note->field, name))
            buffer_append_format(out, "# %s%.*s\n", words[api_language(reading->work->options.language)],
                                 STRING_FORMAT(note->words));
}

static void append_field(const struct extract_reading *reading, const struct field *field,
                         const struct value *record, struct buffer *out)
{
    static const char *const missing[2] = {"không đọc được", "could not be read"};
    const struct value *value = record_lookup(record->as.record, field->label);
    append_doubts(reading, field->name->text, out);
    if (extract_is_missing(reading, field))
        buffer_append_format(out, "#%.*s: # %s\n", STRING_FORMAT(field->label),
                             missing[api_language(reading->work->options.language)]);
    if (value == NULL)
        return;
    struct value label = value_text(field->label);
    struct buffer typed = {0};
    data_append_yaml(out, &label, 0);
    buffer_append_byte(out, ':');
    data_append_yaml(&typed, value, 2);
    if (typed.length > 0 && typed.bytes[0] != '\n')
        buffer_append_byte(out, ' ');
    buffer_append_string(out, buffer_string(&typed));
    buffer_append_byte(out, '\n');
    buffer_release(&typed);
}

void extract_append_yaml(const struct extract_reading *reading, struct buffer *out)
{
    static const char *const words[2] = {
        "# Đọc từ %s. Tạo lại văn bản: vanban render %.*s TỆP-NÀY -o MỚI.docx\n",
        "# Read from %s. To make it again: vanban render %.*s THIS-FILE -o "
        "NEW.docx\n"};
    size_t count;
    const struct field *fields = form_fields(reading->form, &count);
    struct value record = extract_labelled(reading);
    struct string file = string_of(reading->work->document), name = form_name(reading->form);
    for (size_t i = file.length; i > 0; i--)
        if (file.bytes[i - 1] == '/') {
            file = string_slice(file, i, file.length);
            break;
        }
    buffer_append_format(out, words[api_language(reading->work->options.language)],
                         extract_terminated(reading->arena, file), STRING_FORMAT(name));
    for (size_t i = 0; i < count; i++)
        append_field(reading, &fields[i], &record, out);
}

void extract_append_json(const struct extract_reading *reading, struct buffer *out)
{
    struct value record = extract_labelled(reading);
    buffer_append_text(out, "{\"form\":");
    json_append_string(out, form_name(reading->form));
    buffer_append_text(out, ",\"data\":");
    value_append_json(out, &record);
    buffer_append_text(out, "}\n");
}
