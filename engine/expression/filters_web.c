/* Filters for URLs, markup and other notations; few forms need them, but Jinja has them. */

#include "expression/evaluate.h"
#include "expression/select.h"

#include <string.h>

#include "expression/text_tools.h"
#include "text/unicode.h"

/* ---- markup ---- */

static const struct {
    const char *entity, *plain;
} entities[] = {{"&amp;", "&"}, {"&lt;", "<"},    {"&gt;", ">"},         {"&#34;", "\""},
                {"&#39;", "'"}, {"&quot;", "\""}, {"&nbsp;", "\xc2\xa0"}};

enum { ENTITY_COUNT = sizeof entities / sizeof entities[0], ESCAPED_COUNT = 5 };

static void append_escaped(struct buffer *out, struct string text)
{
    for (size_t i = 0; i < text.length; i++) {
        size_t row = 0;
        while (row < ESCAPED_COUNT && entities[row].plain[0] != text.bytes[i])
            row++;
        if (row < ESCAPED_COUNT)
            buffer_append_text(out, entities[row].entity);
        else
            buffer_append_byte(out, text.bytes[i]);
    }
}

static void append_unescaped(struct buffer *out, struct string text)
{
    for (size_t i = 0; i < text.length;) {
        struct string rest = string_slice(text, i, text.length);
        size_t row = 0;
        while (row < ENTITY_COUNT && !string_starts_with(rest, string_of(entities[row].entity)))
            row++;
        if (row < ENTITY_COUNT) {
            buffer_append_text(out, entities[row].plain);
            i += strlen(entities[row].entity);
        } else {
            buffer_append_byte(out, text.bytes[i++]);
        }
    }
}

/* Where the tag or comment at `offset` ends; `offset` itself if none begins there. */
static size_t end_of_tag(struct string text, size_t offset)
{
    struct string rest = string_slice(text, offset, text.length);
    bool is_comment = string_starts_with(rest, STRING("<!--"));
    if (text.bytes[offset] != '<')
        return offset;
    size_t end = string_find(text, is_comment ? STRING("-->") : STRING(">"), offset);
    return end == SIZE_MAX ? offset : end + (is_comment ? 3 : 1);
}

/* Tags gone, white space collapsed, entities read. */
static bool filter_striptags(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0);
    struct buffer bare = {0}, out = {0};
    bool has_blank = false;
    for (size_t i = 0; i < text.length;) {
        size_t end = end_of_tag(text, i), start = i;
        if (end > i) {
            i = end;
            continue;
        }
        bool is_blank = text_is_space(text_next(text, &i));
        if (!is_blank && has_blank && bare.length > 0)
            buffer_append_byte(&bare, ' ');
        if (!is_blank)
            buffer_append_string(&bare, string_slice(text, start, i));
        has_blank = is_blank;
    }
    append_unescaped(&out, buffer_string(&bare));
    buffer_release(&bare);
    *result = call_take_text(call, &out);
    return true;
}

static bool filter_xmlattr(struct call *call, struct value *result)
{
    if (call->slots[0].kind != VALUE_RECORD)
        return call_fail_kind(call, 0, VALUE_RECORD);
    const struct record *record = call->slots[0].as.record;
    struct buffer out = {0};
    for (size_t i = 0; i < record->count; i++) {
        const struct entry *entry = &record->entries[i];
        if (entry->value.kind == VALUE_NONE || entry->value.kind == VALUE_UNDEFINED)
            continue;
        if (out.length > 0 || value_is_true(&call->slots[1]))
            buffer_append_byte(&out, ' ');
        append_escaped(&out, entry->name->text);
        buffer_append_text(&out, "=\"");
        append_escaped(&out, call_print(call, &entry->value));
        buffer_append_byte(&out, '"');
    }
    *result = call_take_text(call, &out);
    return true;
}

/* ---- URLs ---- */

static void append_quoted(struct buffer *out, struct string text, bool is_query)
{
    const char *safe = is_query ? "_.-~" : "_.-~/";
    for (size_t i = 0; i < text.length; i++) {
        unsigned char byte = (unsigned char)text.bytes[i];
        bool is_letter =
            (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9');
        if (is_letter || (byte != '\0' && strchr(safe, byte) != NULL))
            buffer_append_byte(out, (char)byte);
        else if (is_query && byte == ' ')
            buffer_append_byte(out, '+');
        else
            buffer_append_format(out, "%%%02X", byte);
    }
}

static void append_pair(struct call *call, struct buffer *out, const struct value *key,
                        const struct value *value)
{
    if (out->length > 0)
        buffer_append_byte(out, '&');
    append_quoted(out, call_print(call, key), true);
    buffer_append_byte(out, '=');
    append_quoted(out, call_print(call, value), true);
}

static bool append_pairs(struct call *call, struct buffer *out)
{
    const struct value *value = &call->slots[0];
    if (value->kind == VALUE_RECORD) {
        for (size_t i = 0; i < value->as.record->count; i++) {
            struct value key = value_text(value->as.record->entries[i].name->text);
            append_pair(call, out, &key, &value->as.record->entries[i].value);
        }
        return true;
    }
    for (size_t i = 0; i < value->as.list->count; i++) {
        const struct value *pair = &value->as.list->items[i];
        if (pair->kind != VALUE_LIST || pair->as.list->count != 2)
            return call_fail_kind(call, 0, VALUE_RECORD);
        append_pair(call, out, &pair->as.list->items[0], &pair->as.list->items[1]);
    }
    return true;
}

static bool filter_urlencode(struct call *call, struct value *result)
{
    struct buffer out = {0};
    bool is_done = true;
    if (call->slots[0].kind == VALUE_RECORD || call->slots[0].kind == VALUE_LIST)
        is_done = append_pairs(call, &out);
    else
        append_quoted(&out, call_text(call, 0), false);
    *result = call_take_text(call, &out);
    return is_done;
}

static void append_link(struct call *call, struct buffer *out, struct string word, uint64_t most)
{
    bool has_scheme =
        string_starts_with(word, STRING("http://")) || string_starts_with(word, STRING("https://"));
    if (!has_scheme && !string_starts_with(word, STRING("www."))) {
        append_escaped(out, word);
        return;
    }
    struct string link = word;
    while (link.length > 0 && strchr(".,:;!?)", link.bytes[link.length - 1]) != NULL)
        link.length--;
    bool is_cut = text_length(link) > most;
    struct string shown = is_cut ? string_slice(link, 0, text_offset(link, most)) : link;
    buffer_append_text(out, has_scheme ? "<a href=\"" : "<a href=\"https://");
    append_escaped(out, link);
    buffer_append_text(out, value_is_true(&call->slots[2]) ? "\" rel=\"nofollow noopener\">"
                                                           : "\" rel=\"noopener\">");
    append_escaped(out, shown);
    buffer_append_text(out, is_cut ? "...</a>" : "</a>");
    append_escaped(out, string_slice(word, link.length, word.length));
}

static bool filter_urlize(struct call *call, struct value *result)
{
    struct string text = call_text(call, 0);
    uint64_t most = MOST_TEXT;
    if (call->slots[1].kind != VALUE_NONE && !call_want_count(call, 1, MOST_TEXT, &most))
        return false;
    struct buffer out = {0};
    for (size_t i = 0; i < text.length;) {
        size_t start = i, end = i;
        while (end < text.length && !text_is_space(text_next(text, &i)))
            end = i;
        append_link(call, &out, string_slice(text, start, end), most);
        append_escaped(&out, string_slice(text, end, i));
    }
    *result = call_take_text(call, &out);
    return true;
}

/* ---- notations ---- */

/* How Python writes JSON: ", " and ": ", or indented; keys in order, as Jinja asks. */
struct json_style {
    struct call *call;
    uint64_t indent;
    bool is_indented;
};

static void append_break(struct buffer *out, const struct json_style *style, unsigned level)
{
    if (!style->is_indented)
        return;
    buffer_append_byte(out, '\n');
    for (uint64_t i = 0; i < style->indent * level; i++)
        buffer_append_byte(out, ' ');
}

static void append_comma(struct buffer *out, const struct json_style *style)
{
    buffer_append_text(out, style->is_indented ? "," : ", ");
}

static bool append_json(struct buffer *out, const struct json_style *style, const struct value *value,
                        unsigned level);

static bool append_json_list(struct buffer *out, const struct json_style *style, const struct list *list,
                             unsigned level)
{
    buffer_append_byte(out, '[');
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0)
            append_comma(out, style);
        append_break(out, style, level + 1);
        if (!append_json(out, style, &list->items[i], level + 1))
            return false;
    }
    if (list->count > 0)
        append_break(out, style, level);
    buffer_append_byte(out, ']');
    return true;
}

static bool append_json_record(struct buffer *out, const struct json_style *style,
                               const struct record *record, unsigned level)
{
    struct arena *arena = call_arena(style->call);
    size_t count = record->count;
    struct value *keys = arena_allocate(arena, count * sizeof *keys);
    struct value *values = arena_allocate(arena, count * sizeof *values);
    for (size_t i = 0; i < count; i++) {
        keys[i] = value_text(record->entries[i].name->text);
        values[i] = value_list(arena);
        list_append(values[i].as.list, &keys[i]);
        list_append(values[i].as.list, &record->entries[i].value);
    }
    if (!sort_by(style->call, keys, values, count, SORT_PYTHON, true, false))
        return false;
    buffer_append_byte(out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            append_comma(out, style);
        append_break(out, style, level + 1);
        value_append_json(out, &values[i].as.list->items[0]);
        buffer_append_text(out, ": ");
        if (!append_json(out, style, &values[i].as.list->items[1], level + 1))
            return false;
    }
    if (count > 0)
        append_break(out, style, level);
    buffer_append_byte(out, '}');
    return true;
}

static bool append_json(struct buffer *out, const struct json_style *style, const struct value *value,
                        unsigned level)
{
    if (value->kind == VALUE_LIST)
        return append_json_list(out, style, value->as.list, level);
    if (value->kind == VALUE_RECORD)
        return append_json_record(out, style, value->as.record, level);
    if (value->kind == VALUE_NUMBER)
        number_append_python(out, value->as.number);
    else
        value_append_json(out, value);
    return true;
}

/* As Jinja: safe to stand in HTML. Letters stay as they are. */
static struct value escape_json(struct call *call, struct string json)
{
    struct buffer out = {0};
    for (size_t i = 0; i < json.length; i++)
        if (strchr("<>&'", json.bytes[i]) != NULL)
            buffer_append_format(&out, "\\u%04x", json.bytes[i]);
        else
            buffer_append_byte(&out, json.bytes[i]);
    return call_take_text(call, &out);
}

static bool filter_tojson(struct call *call, struct value *result)
{
    struct json_style style = {.call = call, .is_indented = call->slots[1].kind != VALUE_NONE};
    if (style.is_indented && !call_want_count(call, 1, 80, &style.indent))
        return false;
    struct buffer json = {0};
    if (!call_fits(call, &call->slots[0]))
        return false;
    bool is_done = append_json(&json, &style, &call->slots[0], 0);
    if (is_done)
        *result = escape_json(call, buffer_string(&json));
    buffer_release(&json);
    return is_done;
}

static bool filter_pprint(struct call *call, struct value *result)
{
    struct buffer out = {0};
    if (!call_fits(call, &call->slots[0]))
        return false;
    value_append_repr(&out, &call->slots[0]);
    *result = call_take_text(call, &out);
    return true;
}

static const struct function_row rows[] = {
    {"striptags", "value", filter_striptags, 0, VALUE_TEXT},
    {"xmlattr", "value, autospace=true", filter_xmlattr, 0, VALUE_RECORD},
    {"urlencode", "value", filter_urlencode, 0, VALUE_UNDEFINED},
    {"urlize", "value, trim_url_limit=none, nofollow=false", filter_urlize, 0, VALUE_TEXT},
    {"tojson", "value, indent=none", filter_tojson, 0, VALUE_UNDEFINED},
    {"pprint", "value", filter_pprint, 0, VALUE_UNDEFINED},
};

const struct function_table filter_table_web = {rows, sizeof rows / sizeof rows[0]};
