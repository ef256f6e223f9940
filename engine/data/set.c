/*
 * --set name=value. The name is a path: a field's name (blanks allowed), ".b" for a field inside, "[0]" for
 * an item. Records on the way are made; a list grows by one item at most.
 */

#include <string.h>

#include "data/yaml.h"
#include "text/unicode.h"

struct setting {
    const struct data_reader *reader;
    struct source_text text;
    struct string path;
    size_t at; /* in the path */
};

static bool report(const struct setting *setting, enum problem_code code, size_t length, const char *second,
                   const char *third)
{
    const char *path = arena_copy(setting->reader->arena, setting->path).bytes;
    source_report(&setting->text, code, setting->at, length, path, second, third);
    return false;
}

static bool report_target(const struct setting *setting, size_t to, const struct value *target)
{
    struct buffer shown = {0};
    bool is_dotted = setting->at > 0 && setting->path.bytes[setting->at - 1] == '.';
    struct string before = string_slice(setting->path, 0, setting->at - (is_dotted ? 1 : 0));
    data_append_short(&shown, target);
    report(setting, PROBLEM_SET_TARGET, to - setting->at, arena_copy(setting->reader->arena, before).bytes,
           shown.bytes);
    buffer_release(&shown);
    return false;
}

/* Where a name of the path ends. */
static size_t name_end(const struct setting *setting)
{
    size_t end = setting->at;
    while (end < setting->path.length && strchr(".[]", setting->path.bytes[end]) == NULL)
        end++;
    return end;
}

/* Nothing yet, but it knows where it was named. */
static struct value named_at(const struct setting *setting, size_t at)
{
    struct value value = value_none();
    value.source = setting->text.source;
    value.line = 1;
    value.column = 1 + (uint32_t)text_length(string_slice(setting->text.bytes, 0, at));
    return value;
}

/* Keeps the place. */
static void become(struct value *target, struct value container)
{
    target->kind = container.kind;
    target->as = container.as;
}

static struct value *step_into_record(struct setting *setting, struct value *target)
{
    size_t end = name_end(setting);
    struct string key = string_trim(string_slice(setting->path, setting->at, end));
    if (key.length == 0) {
        report(setting, PROBLEM_SET_PATH, 1, NULL, NULL);
        return NULL;
    }
    if (target->kind == VALUE_NONE)
        become(target, value_record(setting->reader->arena));
    if (target->kind != VALUE_RECORD) {
        report_target(setting, end, target);
        return NULL;
    }
    struct value none = named_at(setting, setting->at);
    if (record_lookup(target->as.record, key) == NULL)
        record_set_text(target->as.record, key, &none);
    setting->at = end;
    return record_lookup(target->as.record, key);
}

/* The number between the brackets; *end is moved behind them. False when it is none. */
static bool read_index(const struct setting *setting, size_t *index, size_t *end)
{
    size_t at = setting->at + 1;
    *index = 0;
    for (; at < setting->path.length && setting->path.bytes[at] >= '0' && setting->path.bytes[at] <= '9';
         at++)
        *index = *index > 1000000 ? *index : *index * 10 + (size_t)(setting->path.bytes[at] - '0');
    *end = at + 1;
    return at > setting->at + 1 && at < setting->path.length && setting->path.bytes[at] == ']';
}

static struct value *step_into_list(struct setting *setting, struct value *target)
{
    size_t index, end;
    if (!read_index(setting, &index, &end)) {
        report(setting, PROBLEM_SET_PATH, 1, NULL, NULL);
        return NULL;
    }
    if (target->kind == VALUE_NONE)
        become(target, value_list(setting->reader->arena));
    if (target->kind != VALUE_LIST) {
        report_target(setting, end, target);
        return NULL;
    }
    struct list *list = target->as.list;
    if (index > list->count) {
        struct string count = arena_format(setting->reader->arena, "%zu", list->count);
        report(setting, PROBLEM_SET_INDEX, end - setting->at, count.bytes, NULL);
        return NULL;
    }
    struct value none = named_at(setting, setting->at);
    if (index == list->count)
        list_append(list, &none);
    setting->at = end;
    return &list->items[index];
}

static struct value *find_target(struct setting *setting, struct value *record)
{
    struct value *target = step_into_record(setting, record);
    while (target != NULL && setting->at < setting->path.length) {
        char sign = setting->path.bytes[setting->at];
        if (sign == '[') {
            target = step_into_list(setting, target);
        } else if (sign == '.') {
            setting->at++;
            target = step_into_record(setting, target);
        } else {
            report(setting, PROBLEM_SET_PATH, 1, NULL, NULL);
            return NULL;
        }
    }
    return target;
}

/* A value in quotes is YAML's quoted scalar; anything else is plain as it stands, colons and all. */
static bool read_assigned(struct setting *setting, size_t offset, struct value *value)
{
    struct string typed = string_trim(string_slice(setting->text.bytes, offset, setting->text.bytes.length));
    char first = typed.length > 1 ? typed.bytes[0] : '\0';
    bool is_quoted = (first == '"' || first == '\'') && typed.bytes[typed.length - 1] == first;
    if (is_quoted)
        return data_read_yaml(setting->reader, setting->text.file, typed, value);
    if (!setting->text.is_nfc)
        typed = text_normalise(setting->reader->arena, typed);
    return yaml_read_plain(&setting->text, typed, offset, value);
}

bool data_set(const struct data_reader *reader, struct value *record, struct string assignment)
{
    struct setting setting = {.reader = reader};
    struct value value;
    if (!source_open(&setting.text, reader, STRING("--set"), arena_copy(reader->arena, assignment)))
        return false;
    struct string typed = setting.text.bytes;
    source_show_values(&setting.text);
    source_warn_odd_characters(&setting.text);
    size_t equals = string_find(typed, STRING("="), 0);
    setting.path = string_slice(typed, 0, equals == SIZE_MAX ? typed.length : equals);
    if (equals == SIZE_MAX)
        return report(&setting, PROBLEM_SET_SYNTAX, typed.length, NULL, NULL);
    setting.path = text_normalise(reader->arena, setting.path);
    if (!read_assigned(&setting, equals + 1, &value))
        return false;
    struct value *target = find_target(&setting, record);
    if (target == NULL)
        return false;
    value.source = setting.text.source;
    value.line = 1;
    value.column = (uint32_t)text_length(string_slice(typed, 0, equals)) + 2;
    *target = value;
    return true;
}
