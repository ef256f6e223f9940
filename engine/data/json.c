/*
 * JSON (RFC 8259), strictly, in one pass over the bytes. Texts without escapes
 * are slices of the file. What is wrong is explained by json_explain.c.
 */

#include "data/json.h"

#include "text/unicode.h"

size_t json_offset(const struct json *json)
{
    return (size_t)(json->at - json->text.bytes.bytes);
}

static void start_line(struct json *json)
{
    json->line++;
    json->line_start = json->at;
    json->continuations = 0;
}

void json_skip_blanks(struct json *json)
{
    while (json->at < json->end) {
        char byte = *json->at;
        if (byte != ' ' && byte != '\n' && byte != '\r' && byte != '\t')
            return;
        json->at++;
        bool is_pair = byte == '\r' && json->at < json->end && *json->at == '\n';
        if (byte == '\n' || (byte == '\r' && !is_pair))
            start_line(json);
    }
}

static bool is_at(const struct json *json, char byte)
{
    return json->at < json->end && *json->at == byte;
}

static bool take(struct json *json, char byte)
{
    json_skip_blanks(json);
    if (!is_at(json, byte))
        return false;
    json->at++;
    return true;
}

static bool fail(struct json *json, enum json_wanted wanted, size_t opened)
{
    json_explain(json, wanted, opened);
    return false;
}

static bool read_list(struct json *json, struct value *value)
{
    size_t opened = json_offset(json);
    json->at++;
    *value = value_list(json->text.reader->arena);
    if (take(json, ']'))
        return true;
    enum json_wanted wanted = JSON_WANT_FIRST_ITEM;
    do {
        struct value item;
        json_skip_blanks(json);
        if (!json_read_value(json, wanted, opened, &item))
            return false;
        list_append(value->as.list, &item);
        wanted = JSON_WANT_ITEM;
    } while (take(json, ','));
    return take(json, ']') || fail(json, JSON_WANT_SEPARATOR_IN_LIST, opened);
}

static bool read_field(struct json *json, enum json_wanted wanted, size_t opened, struct record *record)
{
    struct string key;
    struct value value;
    json_skip_blanks(json);
    size_t offset = json_offset(json);
    if (!is_at(json, '"'))
        return fail(json, wanted, opened);
    if (!json_read_string(json, &key))
        return false;
    size_t length = json_offset(json) - offset;
    if (!take(json, ':'))
        return fail(json, JSON_WANT_COLON, opened);
    json_skip_blanks(json);
    if (!json_read_value(json, JSON_WANT_VALUE, opened, &value))
        return false;
    const struct name *name = names_intern(json->names, key);
    if (source_is_new(&json->text, record, name, offset, length, NULL))
        record_add(record, name, &value);
    else
        json->has_problem = true;
    return true;
}

static bool read_record(struct json *json, struct value *value)
{
    size_t opened = json_offset(json);
    size_t *count = &json->last_counts[json->depth % (sizeof json->last_counts / sizeof *json->last_counts)];
    json->at++;
    bool is_empty = take(json, '}');
    *value = value_record_for(json->text.reader->arena, is_empty ? 0 : *count);
    if (is_empty)
        return true;
    enum json_wanted wanted = JSON_WANT_FIRST_KEY;
    do {
        if (!read_field(json, wanted, opened, value->as.record))
            return false;
        wanted = JSON_WANT_KEY;
    } while (take(json, ','));
    *count = value->as.record->count;
    return take(json, '}') || fail(json, JSON_WANT_SEPARATOR_IN_RECORD, opened);
}

static bool read_nested(struct json *json, struct value *value)
{
    const struct data_reader *reader = json->text.reader;
    if (++json->depth > reader->limits->values[LIMIT_JSON_DEPTH]) {
        struct place place = source_place(&json->text, json_offset(json), 1);
        return limits_allow(reader->limits, LIMIT_JSON_DEPTH, json->depth, &place, reader->problems);
    }
    bool is_read = *json->at == '[' ? read_list(json, value) : read_record(json, value);
    json->depth--;
    return is_read;
}

/* What may follow a number; anything else belongs to something that is none. */
static bool is_number_end(const struct json *json)
{
    if (json->at == json->end)
        return true;
    switch (*json->at) {
    case ' ':
    case '\t':
    case '\n':
    case '\r':
    case ',':
    case ']':
    case '}':
    case ':':
    case ';':
    case '/':
        return true;
    default:
        return false;
    }
}

static bool skip_number(struct json *json)
{
    size_t length = source_number_length((struct string){json->at, (size_t)(json->end - json->at)});
    json->at += length;
    return length > 0 && is_number_end(json);
}

static void report_number(struct json *json, size_t offset)
{
    while (!is_number_end(json))
        json->at++;
    struct string typed = string_slice(json->text.bytes, offset, json_offset(json));
    size_t sign = typed.bytes[0] == '-' ? 1 : 0, digits = sign;
    while (digits < typed.length && typed.bytes[digits] >= '0' && typed.bytes[digits] <= '9')
        digits++;
    bool is_padded = digits == typed.length && digits > sign + 1 && typed.bytes[sign] == '0';
    source_report(&json->text, is_padded ? PROBLEM_JSON_LEADING_ZERO : PROBLEM_JSON_NUMBER, offset,
                  typed.length, arena_copy(json->text.reader->arena, typed).bytes);
}

static bool read_number(struct json *json, struct value *value)
{
    size_t offset = json_offset(json);
    if (!skip_number(json)) {
        report_number(json, offset);
        return false;
    }
    struct string typed = string_slice(json->text.bytes, offset, json_offset(json));
    if (!source_read_number(&json->text, typed, offset, value)) {
        json->has_problem = true;
        *value = value_none();
    }
    return true;
}

static bool read_text(struct json *json, struct value *value)
{
    struct string string;
    if (!json_read_string(json, &string))
        return false;
    *value = value_text(string);
    return true;
}

static bool read_word(struct json *json, enum json_wanted wanted, size_t opened, struct value *value)
{
    static const struct {
        struct string word;
        enum value_kind kind;
        bool truth;
    } words[] = {
        {{"null", 4}, VALUE_NONE, false},
        {{"true", 4}, VALUE_BOOL, true},
        {{"false", 5}, VALUE_BOOL, false},
    };
    struct string rest = {json->at, (size_t)(json->end - json->at)};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t after = words[i].word.length;
        if (!string_starts_with(rest, words[i].word) || text_is_name(text_next(rest, &after)))
            continue;
        *value = words[i].kind == VALUE_NONE ? value_none() : value_bool(words[i].truth);
        json->at += words[i].word.length;
        return true;
    }
    return fail(json, wanted, opened);
}

static bool read_any(struct json *json, enum json_wanted wanted, size_t opened, struct value *value)
{
    switch (json->at < json->end ? *json->at : '\0') {
    case '"':
        return read_text(json, value);
    case '{':
    case '[':
        return read_nested(json, value);
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return read_number(json, value);
    default:
        return read_word(json, wanted, opened, value);
    }
}

bool json_read_value(struct json *json, enum json_wanted wanted, size_t opened, struct value *value)
{
    uint32_t line = json->line;
    uint32_t column = (uint32_t)((size_t)(json->at - json->line_start) - json->continuations + 1);
    if (!read_any(json, wanted, opened, value))
        return false;
    value->source = json->text.source;
    value->line = line;
    value->column = column;
    return true;
}

struct json json_open(const struct source_text *text)
{
    struct json json = {.text = *text, .line = 1, .names = names_new(text->reader->arena)};
    source_show_values(text);
    source_warn_odd_characters(text);
    json.at = json.line_start = text->bytes.bytes;
    json.end = json.at + text->bytes.length;
    json_skip_blanks(&json);
    return json;
}

bool data_read_json(const struct data_reader *reader, struct string file, struct string bytes,
                    struct value *value)
{
    struct source_text text;
    if (!source_open(&text, reader, file, bytes))
        return false;
    struct json json = json_open(&text);
    if (!json_read_value(&json, JSON_WANT_VALUE, SIZE_MAX, value))
        return false;
    json_skip_blanks(&json);
    if (json.at < json.end)
        return fail(&json, JSON_WANT_END, SIZE_MAX);
    return !json.has_problem;
}
