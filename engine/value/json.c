#include "value/value.h"

static void append_list(struct buffer *out, const struct list *list)
{
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        value_append_json(out, &list->items[i]);
    }
    buffer_append_byte(out, ']');
}

static void append_record(struct buffer *out, const struct record *record)
{
    buffer_append_byte(out, '{');
    for (size_t i = 0; i < record->count; i++) {
        if (i > 0)
            buffer_append_byte(out, ',');
        json_append_string(out, record->entries[i].name->text);
        buffer_append_byte(out, ':');
        value_append_json(out, &record->entries[i].value);
    }
    buffer_append_byte(out, '}');
}

static void append_ratio(struct buffer *out, const struct ratio *ratio)
{
    buffer_append_text(out, "{\"part\":");
    value_append_json(out, &ratio->part);
    buffer_append_text(out, ",\"whole\":");
    value_append_json(out, &ratio->whole);
    buffer_append_byte(out, '}');
}

static void append_date(struct buffer *out, struct date date)
{
    buffer_append_byte(out, '"');
    date_append_iso(out, date);
    buffer_append_byte(out, '"');
}

void value_append_json(struct buffer *out, const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_BOOL:
        buffer_append_text(out, value->as.truth ? "true" : "false");
        return;
    case VALUE_NUMBER:
        number_append_digits(out, value->as.number);
        return;
    case VALUE_TEXT:
        json_append_string(out, value->as.text);
        return;
    case VALUE_DATE:
        append_date(out, value->as.date);
        return;
    case VALUE_RATIO:
        append_ratio(out, value->as.ratio);
        return;
    case VALUE_LIST:
        append_list(out, value->as.list);
        return;
    case VALUE_RECORD:
        append_record(out, value->as.record);
        return;
    default:
        buffer_append_text(out, "null");
    }
}
