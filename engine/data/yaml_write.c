/* Values as YAML, for files that people go on to edit: plain where that is safe, block scalars for
 * paragraphs. */

#include <string.h>
#include <strings.h>

#include "data/yaml.h"

static void append_indent(struct buffer *out, unsigned indent)
{
    buffer_append_byte(out, '\n');
    for (unsigned i = 0; i < indent; i++)
        buffer_append_byte(out, ' ');
}

/* False for what YAML would take for something else than the text itself. */
static bool is_plain(struct string text, bool is_flow)
{
    static const char *const words[] = {"~",  "null", "true", "false", "yes", "no",
                                        "on", "off",  "<<",   "---",   "..."};
    if (text.length == 0 || string_trim(text).length != text.length)
        return false;
    if (strchr("-?:,[]{}#&*!|>'\"%@`=<", text.bytes[0]) != NULL)
        return false;
    if (string_find(text, STRING(": "), 0) != SIZE_MAX || string_find(text, STRING(" #"), 0) != SIZE_MAX)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        bool is_sign = is_flow && strchr("[]{},", text.bytes[i]) != NULL;
        if ((unsigned char)text.bytes[i] < 0x20 || is_sign)
            return false;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text.length == strlen(words[i]) && strncasecmp(text.bytes, words[i], text.length) == 0)
            return false;
    }
    return text.bytes[text.length - 1] != ':' && source_number_length(text) != text.length;
}

/* The two characters that stand for one in double quotes; NULL: the character itself. */
static const char *escape(char byte)
{
    switch (byte) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    case '\a':
        return "\\a";
    case '\f':
        return "\\f";
    default:
        return NULL;
    }
}

static void append_text(struct buffer *out, struct string text, bool is_flow)
{
    if (is_plain(text, is_flow)) {
        buffer_append_string(out, text);
        return;
    }
    buffer_append_byte(out, '"');
    for (size_t i = 0; i < text.length; i++) {
        const char *escaped = escape(text.bytes[i]);
        if (escaped != NULL)
            buffer_append_text(out, escaped);
        else
            buffer_append_byte(out, text.bytes[i]);
    }
    buffer_append_byte(out, '"');
}

/* A block keeps every line but cannot begin with a blank or hold control characters. */
static bool is_block(struct string text)
{
    if (string_find(text, STRING("\n"), 0) == SIZE_MAX || strchr(" \n\t", text.bytes[0]) != NULL)
        return false;
    for (size_t i = 0; i < text.length; i++) {
        if ((unsigned char)text.bytes[i] < 0x20 && text.bytes[i] != '\n' && text.bytes[i] != '\t')
            return false;
    }
    return !string_ends_with(text, STRING("\n\n"));
}

static void append_block(struct buffer *out, struct string text, unsigned indent)
{
    bool ends_line = string_ends_with(text, STRING("\n"));
    size_t end = text.length - (ends_line ? 1 : 0);
    buffer_append_text(out, ends_line ? "|" : "|-");
    for (size_t from = 0; from < end;) {
        size_t to = string_find(text, STRING("\n"), from);
        to = to == SIZE_MAX || to > end ? end : to;
        append_indent(out, to > from ? indent : 0);
        buffer_append_string(out, string_slice(text, from, to));
        from = to + 1;
    }
}

static void append_list(struct buffer *out, const struct list *list, unsigned indent)
{
    if (list->count == 0)
        buffer_append_text(out, "[]");
    for (size_t i = 0; i < list->count; i++) {
        append_indent(out, indent);
        buffer_append_text(out, "- ");
        data_append_yaml(out, &list->items[i], indent + 2);
    }
}

static void append_key(struct buffer *out, const struct entry *entry, unsigned indent)
{
    bool is_nested = entry->value.kind == VALUE_RECORD || entry->value.kind == VALUE_LIST;
    append_text(out, entry->name->text, false);
    buffer_append_text(out, ": ");
    size_t before = out->length;
    data_append_yaml(out, &entry->value, indent);
    if (is_nested && out->length > before && out->bytes[before] == '\n') {
        memmove(out->bytes + before - 1, out->bytes + before, out->length - before);
        buffer_truncate(out, out->length - 1);
    }
}

/* In a list the first key stands behind the dash. */
static void append_record(struct buffer *out, const struct record *record, unsigned indent)
{
    bool is_item = out->length > 1 && out->bytes[out->length - 2] == '-';
    if (record->count == 0)
        buffer_append_text(out, "{}");
    for (size_t i = 0; i < record->count; i++) {
        if (i > 0 || !is_item)
            append_indent(out, indent);
        append_key(out, &record->entries[i], indent + 2);
    }
}

void data_append_yaml(struct buffer *out, const struct value *value, unsigned indent)
{
    switch (value->kind) {
    case VALUE_LIST:
        append_list(out, value->as.list, indent);
        break;
    case VALUE_RECORD:
        append_record(out, value->as.record, indent);
        break;
    case VALUE_TEXT:
        if (is_block(value->as.text))
            append_block(out, value->as.text, indent);
        else
            append_text(out, value->as.text, false);
        break;
    default:
        value_append_json(out, value);
    }
}

static void append_flow_list(struct buffer *out, const struct list *list)
{
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        buffer_append_text(out, i > 0 ? ", " : "");
        data_append_yaml_line(out, &list->items[i]);
    }
    buffer_append_byte(out, ']');
}

static void append_flow_record(struct buffer *out, const struct record *record)
{
    buffer_append_byte(out, '{');
    for (size_t i = 0; i < record->count; i++) {
        buffer_append_text(out, i > 0 ? ", " : "");
        append_text(out, record->entries[i].name->text, true);
        buffer_append_text(out, ": ");
        data_append_yaml_line(out, &record->entries[i].value);
    }
    buffer_append_byte(out, '}');
}

void data_append_yaml_line(struct buffer *out, const struct value *value)
{
    if (value->kind == VALUE_LIST)
        append_flow_list(out, value->as.list);
    else if (value->kind == VALUE_RECORD)
        append_flow_record(out, value->as.record);
    else if (value->kind == VALUE_TEXT)
        append_text(out, value->as.text, true);
    else
        value_append_json(out, value);
}
