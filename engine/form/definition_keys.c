/* Reading keys of form.yaml: what is there, of the right kind, and nothing else. */

#include "form/definition.h"
#include "form/fields.h"
#include "text/unicode.h"

const struct value *definition_key(const struct value *record, const char *key)
{
    if (record->kind != VALUE_RECORD)
        return NULL;
    const struct value *value = record_lookup(record->as.record, string_of(key));
    return value != NULL && value->kind != VALUE_NONE ? value : NULL;
}

void definition_report(const struct definition_reader *reader, enum problem_code code,
                       const struct value *value, const char *first, const char *second)
{
    struct place place = value_place(reader->sources, value);
    problems_add(reader->problems, code, &place, first, second);
}

/* Reports a value of the wrong kind by what it is. */
static bool refuse(const struct definition_reader *reader, enum problem_code code, const struct value *value,
                   const char *key)
{
    struct buffer shown = {0};
    data_append_short(&shown, value);
    definition_report(reader, code, value, key, shown.bytes);
    buffer_release(&shown);
    return false;
}

static struct string join_keys(struct arena *arena, const char *const *keys, struct string *list)
{
    struct buffer out = {0};
    for (size_t i = 0; keys[i] != NULL; i++) {
        list[i] = string_of(keys[i]);
        buffer_append_format(&out, "%s%s", i > 0 ? ", " : "", keys[i]);
    }
    struct string joined = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return joined;
}

static void report_key(const struct definition_reader *reader, const struct entry *entry,
                       const char *const *keys)
{
    struct string list[24];
    size_t count = 0;
    struct string joined = join_keys(reader->arena, keys, list);
    while (keys[count] != NULL)
        count++;
    struct place place = value_place(reader->sources, &entry->value);
    struct problem *problem = problems_add(reader->problems, PROBLEM_FORM_KEY, &place,
                                           arena_copy(reader->arena, entry->name->text).bytes, joined.bytes);
    field_point_at_key(&problem->place, entry->name->text);
    problems_suggest(reader->problems, problem, text_closest(entry->name->text, list, count));
}

static bool is_among(struct string key, const char *const *keys)
{
    while (*keys != NULL && !string_is(key, *keys))
        keys++;
    return *keys != NULL;
}

bool definition_has_only(const struct definition_reader *reader, const struct value *record,
                         const char *const *keys)
{
    if (record->kind != VALUE_RECORD)
        return refuse(reader, PROBLEM_FORM_WANTS_RECORD, record, keys[0]);
    bool has_only = true;
    for (size_t i = 0; i < record->as.record->count; i++) {
        const struct entry *entry = &record->as.record->entries[i];
        if (is_among(entry->name->text, keys))
            continue;
        report_key(reader, entry, keys);
        has_only = false;
    }
    return has_only;
}

static bool is_missing(const struct definition_reader *reader, const struct value *record, const char *key,
                       bool is_required)
{
    if (is_required && record->kind == VALUE_RECORD)
        definition_report(reader, PROBLEM_FORM_KEY_MISSING, record, key, NULL);
    return !is_required;
}

bool definition_text(const struct definition_reader *reader, const struct value *record, const char *key,
                     bool is_required, struct string *text)
{
    const struct value *value = definition_key(record, key);
    if (value == NULL)
        return is_missing(reader, record, key, is_required);
    if (value->kind == VALUE_TEXT) {
        *text = arena_copy(reader->arena, value->as.text);
        return true;
    }
    if (value->kind != VALUE_NUMBER && value->kind != VALUE_BOOL)
        return refuse(reader, PROBLEM_FORM_WANTS_TEXT, value, key);
    struct buffer typed = {0};
    value_append_json(&typed, value);
    *text = arena_copy(reader->arena, buffer_string(&typed));
    buffer_release(&typed);
    return true;
}

bool definition_list(const struct definition_reader *reader, const struct value *record, const char *key,
                     struct list *list)
{
    *list = (struct list){0};
    const struct value *value = definition_key(record, key);
    if (value == NULL)
        return true;
    if (value->kind != VALUE_LIST)
        return refuse(reader, PROBLEM_FORM_WANTS_LIST, value, key);
    *list = *value->as.list;
    return true;
}

bool definition_texts(const struct definition_reader *reader, const struct value *record, const char *key,
                      struct string **texts, size_t *count)
{
    struct list list;
    *count = 0;
    if (!definition_list(reader, record, key, &list))
        return false;
    *texts = arena_allocate(reader->arena, (list.count + 1) * sizeof **texts);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind != VALUE_TEXT)
            return refuse(reader, PROBLEM_FORM_WANTS_TEXT, &list.items[i], key);
        (*texts)[(*count)++] = list.items[i].as.text;
    }
    return true;
}

bool definition_expression(const struct definition_reader *reader, const struct value *record,
                           const char *key, bool is_required, const struct expression **expression)
{
    struct string text = {0};
    *expression = NULL;
    if (!definition_text(reader, record, key, is_required, &text))
        return false;
    if (text.length == 0)
        return true;
    struct expression_source source = {.place = value_place(reader->sources, definition_key(record, key)),
                                       .text = text};
    source.place.tag = text;
    *expression = expression_parse(reader->arena, &source, reader->problems);
    return *expression != NULL;
}

static bool is_plain_name(struct string text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        bool is_digit = byte >= '0' && byte <= '9';
        if (!(byte >= 'a' && byte <= 'z') && byte != '_' && !(is_digit && i > 0))
            return false;
    }
    return text.length > 0;
}

bool definition_name(const struct definition_reader *reader, const struct value *record,
                     const struct name **name)
{
    struct string text = {0};
    if (!definition_text(reader, record, "name", true, &text))
        return false;
    if (!is_plain_name(text)) {
        definition_report(reader, PROBLEM_FORM_NAME, definition_key(record, "name"), text.bytes, NULL);
        return false;
    }
    *name = name_new(reader->arena, text);
    return true;
}
