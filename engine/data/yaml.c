/*
 * YAML through libyaml's events: one document, no anchors, aliases, tags or
 * merge keys, no key twice. The core schema is in yaml_scalar.c.
 */

#include "data/yaml.h"

#include "base/memory.h"
#include "data/names.h"
#include "text/unicode.h"

struct yaml {
    struct source_text text;
    struct names *names;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event, is_open;
    bool has_problem; /* one that reading goes on after */
    unsigned depth;
};

static void release_yaml(void *subject)
{
    struct yaml *yaml = subject;
    if (yaml->has_event)
        yaml_event_delete(&yaml->event);
    if (yaml->is_open)
        yaml_parser_delete(&yaml->parser);
    yaml->has_event = yaml->is_open = false;
}

static struct yaml *open_yaml(const struct source_text *text)
{
    struct arena *arena = text->reader->arena;
    struct yaml *yaml = arena_allocate(arena, sizeof *yaml);
    yaml->text = *text;
    yaml->names = names_new(arena);
    arena_on_free(arena, release_yaml, yaml);
    if (!yaml_parser_initialize(&yaml->parser))
        memory_exhausted();
    yaml->is_open = true;
    yaml_parser_set_encoding(&yaml->parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&yaml->parser, (const unsigned char *)text->bytes.bytes, text->bytes.length);
    return yaml;
}

static bool next(struct yaml *yaml)
{
    if (yaml->has_event)
        yaml_event_delete(&yaml->event);
    yaml->has_event = yaml_parser_parse(&yaml->parser, &yaml->event);
    if (!yaml->has_event)
        yaml_explain(&yaml->text, &yaml->parser);
    return yaml->has_event;
}

static size_t event_offset(const struct yaml *yaml)
{
    return yaml_offset(&yaml->text, yaml->event.start_mark);
}

static size_t event_length(const struct yaml *yaml)
{
    size_t end = yaml_offset(&yaml->text, yaml->event.end_mark), start = event_offset(yaml);
    return end > start ? end - start : 1;
}

static void report(struct yaml *yaml, enum problem_code code, size_t length, const char *argument)
{
    source_report(&yaml->text, code, event_offset(yaml), length, argument);
    yaml->has_problem = true;
}

/* Anchors and tags: the sign they begin with, or NULL. */
static const char *find_markup(const yaml_event_t *event)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return "*";
    case YAML_SCALAR_EVENT:
        return event->data.scalar.anchor != NULL ? "&" : event->data.scalar.tag != NULL ? "!" : NULL;
    case YAML_SEQUENCE_START_EVENT:
        return event->data.sequence_start.anchor != NULL ? "&"
               : event->data.sequence_start.tag != NULL  ? "!"
                                                         : NULL;
    case YAML_MAPPING_START_EVENT:
        return event->data.mapping_start.anchor != NULL ? "&"
               : event->data.mapping_start.tag != NULL  ? "!"
                                                        : NULL;
    default:
        return NULL;
    }
}

static bool read_scalar_text(struct yaml *yaml, struct string *string)
{
    const yaml_event_t *event = &yaml->event;
    struct arena *arena = yaml->text.reader->arena;
    *string =
        arena_copy(arena, (struct string){(const char *)event->data.scalar.value, event->data.scalar.length});
    if (event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
        return source_accept_text(&yaml->text, string, event_offset(yaml), event_length(yaml));
    if (!yaml->text.is_nfc)
        *string = text_normalise(arena, *string);
    return true;
}

static bool read_scalar(struct yaml *yaml, struct value *value)
{
    struct string string;
    *value = value_none();
    if (!read_scalar_text(yaml, &string)) {
        yaml->has_problem = true;
        return true;
    }
    bool is_plain = yaml->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    bool is_folded = is_plain && yaml->event.end_mark.line > yaml->event.start_mark.line;
    if (!is_plain)
        *value = value_text(string);
    else if (!yaml_read_plain(&yaml->text, string, event_offset(yaml), value))
        yaml->has_problem = true;
    value->flags |= is_folded ? VALUE_FOLDED : 0;
    return true;
}

static bool read_node(struct yaml *yaml, struct value *value);

static bool read_list(struct yaml *yaml, struct value *value)
{
    *value = value_list(yaml->text.reader->arena);
    for (;;) {
        struct value item;
        if (!next(yaml))
            return false;
        if (yaml->event.type == YAML_SEQUENCE_END_EVENT)
            return true;
        if (!read_node(yaml, &item))
            return false;
        list_append(value->as.list, &item);
    }
}

/* The lines of a record's keys, for duplicates. */
struct key_lines {
    uint32_t *lines;
    size_t count, capacity;
};

static void remember_line(struct arena *arena, struct key_lines *keys, uint32_t line)
{
    if (keys->count == keys->capacity) {
        size_t capacity = keys->capacity * 2 + 8;
        uint32_t *lines = arena_allocate(arena, capacity * sizeof *lines);
        for (size_t i = 0; i < keys->count; i++)
            lines[i] = keys->lines[i];
        keys->lines = lines;
        keys->capacity = capacity;
    }
    keys->lines[keys->count++] = line;
}

/* NULL after a problem with the key. */
static const struct name *read_key(struct yaml *yaml)
{
    struct string key;
    if (yaml->event.type != YAML_SCALAR_EVENT || find_markup(&yaml->event) != NULL) {
        const char *sign = find_markup(&yaml->event);
        report(yaml, sign != NULL ? PROBLEM_YAML_MARKUP : PROBLEM_YAML_KEY, 1, sign);
        return NULL;
    }
    if (!read_scalar_text(yaml, &key))
        return NULL;
    bool is_plain = yaml->event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    if (is_plain && (string_is(key, "<<") || key.length == 0)) {
        report(yaml, key.length == 0 ? PROBLEM_YAML_KEY : PROBLEM_YAML_MERGE, 2, NULL);
        return NULL;
    }
    return names_intern(yaml->names, key);
}

/* A block of fields or items stands where its name does, not where its first line does. */
static void place_block(struct value *value, uint32_t line, uint32_t column)
{
    if ((value->kind != VALUE_RECORD && value->kind != VALUE_LIST) || value->line <= line)
        return;
    value->line = line;
    value->column = column;
}

static bool read_field(struct yaml *yaml, struct record *record, struct key_lines *keys)
{
    struct value value;
    uint32_t line = (uint32_t)yaml->event.start_mark.line + 1;
    uint32_t column = (uint32_t)yaml->event.start_mark.column + 1;
    const struct name *name = read_key(yaml);
    if (name == NULL)
        return false;
    bool is_new =
        record_lookup_name(record, name) == NULL ||
        source_is_new(&yaml->text, record, name, event_offset(yaml), event_length(yaml), keys->lines);
    if (!next(yaml) || !read_node(yaml, &value))
        return false;
    place_block(&value, line, column);
    if (is_new) {
        remember_line(yaml->text.reader->arena, keys, line);
        record_set(record, name, &value);
    }
    yaml->has_problem |= !is_new;
    return true;
}

static bool read_record(struct yaml *yaml, struct value *value)
{
    struct key_lines keys = {0};
    *value = value_record(yaml->text.reader->arena);
    for (;;) {
        if (!next(yaml))
            return false;
        if (yaml->event.type == YAML_MAPPING_END_EVENT)
            return true;
        if (!read_field(yaml, value->as.record, &keys))
            return false;
    }
}

static bool read_nested(struct yaml *yaml, struct value *value)
{
    const struct data_reader *reader = yaml->text.reader;
    if (++yaml->depth > reader->limits->values[LIMIT_YAML_DEPTH]) {
        struct place place = source_place(&yaml->text, event_offset(yaml), 1);
        return limits_allow(reader->limits, LIMIT_YAML_DEPTH, yaml->depth, &place, reader->problems);
    }
    bool is_list = yaml->event.type == YAML_SEQUENCE_START_EVENT;
    bool is_read = is_list ? read_list(yaml, value) : read_record(yaml, value);
    yaml->depth--;
    return is_read;
}

/* The node the present event begins. */
static bool read_node(struct yaml *yaml, struct value *value)
{
    yaml_mark_t mark = yaml->event.start_mark;
    const char *markup = find_markup(&yaml->event);
    if (markup != NULL) {
        report(yaml, PROBLEM_YAML_MARKUP, event_length(yaml), markup);
        return false;
    }
    bool is_scalar = yaml->event.type == YAML_SCALAR_EVENT;
    if (!(is_scalar ? read_scalar(yaml, value) : read_nested(yaml, value)))
        return false;
    value->source = yaml->text.source;
    value->line = (uint32_t)mark.line + 1;
    value->column = (uint32_t)mark.column + 1;
    return true;
}

/* An empty file, or one of comments alone, is a record without fields. */
static bool read_document(struct yaml *yaml, struct value *value)
{
    if (!next(yaml) || !next(yaml))
        return false;
    if (yaml->event.type == YAML_STREAM_END_EVENT) {
        *value = value_record(yaml->text.reader->arena);
        value->source = yaml->text.source;
        return true;
    }
    if (!next(yaml) || !read_node(yaml, value) || !next(yaml) || !next(yaml))
        return false;
    if (yaml->event.type != YAML_STREAM_END_EVENT)
        report(yaml, PROBLEM_YAML_DOCUMENTS, 3, NULL);
    return !yaml->has_problem;
}

bool data_read_yaml(const struct data_reader *reader, struct string file, struct string bytes,
                    struct value *value)
{
    struct source_text text;
    if (!source_open(&text, reader, file, bytes))
        return false;
    source_show_values(&text);
    source_warn_odd_characters(&text);
    struct yaml *yaml = open_yaml(&text);
    bool is_read = read_document(yaml, value);
    release_yaml(yaml);
    return is_read;
}
