/*
 * Values as bytes, for hashes. Each value is its kind, flags and format and then what the kind holds;
 * whatever can be long has its length before it, as LEB128: seven bits a byte, the lowest first.
 */

#include "value/value.h"

static void append_size(struct buffer *out, uint64_t size)
{
    char bytes[10];
    size_t length = 0;
    for (; size > 0x7f; size >>= 7)
        bytes[length++] = (char)(size | 0x80);
    bytes[length++] = (char)size;
    buffer_append(out, bytes, length);
}

static void append_string(struct buffer *out, struct string s)
{
    append_size(out, s.length);
    buffer_append_string(out, s);
}

/* A denominator of 0 is that of a number beyond two machine words. */
static void append_number(struct buffer *out, struct number number)
{
    bool is_negative = number.denominator != 0 && number.integer_part < 0;
    uint64_t size = (uint64_t)number.integer_part;
    buffer_append_byte(out, (char)(number.is_decimal | is_negative << 1));
    append_size(out, number.denominator);
    if (number.denominator != 0) {
        append_size(out, is_negative ? -size : size);
        return;
    }
    struct buffer exact = {0};
    number_append_exact(&exact, number);
    append_string(out, buffer_string(&exact));
    buffer_release(&exact);
}

static void append_list(struct buffer *out, const struct list *list)
{
    append_size(out, list->count);
    for (size_t i = 0; i < list->count; i++)
        value_append_bytes(out, &list->items[i]);
}

static void append_record(struct buffer *out, const struct record *record)
{
    append_size(out, record->count);
    for (size_t i = 0; i < record->count; i++) {
        append_string(out, record->entries[i].name->text);
        value_append_bytes(out, &record->entries[i].value);
    }
}

static void append_date(struct buffer *out, struct date date)
{
    append_size(out, (uint64_t)date.year << 16 | (uint64_t)date.month << 8 | date.day);
}

static void append_content(struct buffer *out, const struct value *value)
{
    switch ((enum value_kind)value->kind) {
    case VALUE_BOOL:
        buffer_append_byte(out, (char)value->as.truth);
        return;
    case VALUE_NUMBER:
        append_number(out, value->as.number);
        return;
    case VALUE_UNDEFINED:
    case VALUE_TEXT:
        append_string(out, value->as.text);
        return;
    case VALUE_DATE:
        append_date(out, value->as.date);
        return;
    case VALUE_RATIO:
        value_append_bytes(out, &value->as.ratio->part);
        value_append_bytes(out, &value->as.ratio->whole);
        return;
    case VALUE_LIST:
        append_list(out, value->as.list);
        return;
    case VALUE_RECORD:
        append_record(out, value->as.record);
        return;
    default:
        return;
    }
}

void value_append_bytes(struct buffer *out, const struct value *value)
{
    const char head[] = {(char)value->kind, (char)value->flags, (char)value->format};
    buffer_append(out, head, sizeof head);
    append_content(out, value);
}
