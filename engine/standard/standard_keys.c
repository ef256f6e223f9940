/* Keys of the files of a standard: what is there, of the right type, and nothing else. */

#include "standard/standard_keys.h"

#include <stdlib.h>
#include <string.h>

#include "standard/component.h"
#include "text/unicode.h"

void keys_report(const struct standard_reader *reader, enum problem_code code, const struct value *value,
                 const char *first, const char *second, const char *third)
{
    struct place place = value_place(reader->data.sources, value);
    problems_add(reader->data.problems, code, &place, first, second, third);
}

static bool wants(const struct standard_reader *reader, const struct value *value, const char *key,
                  const char *type)
{
    struct buffer shown = {0};
    data_append_short(&shown, value);
    keys_report(reader, PROBLEM_STANDARD_WANTS, value, key, type, shown.bytes);
    buffer_release(&shown);
    return false;
}

bool keys_refuse(const struct standard_reader *reader, const char *key, const struct value *value,
                 const char *takes)
{
    struct buffer shown = {0};
    value_append_text(&shown, value, NUMBERS_PLAIN);
    keys_report(reader, PROBLEM_STANDARD_VALUE, value, key, shown.bytes ? shown.bytes : "", takes);
    buffer_release(&shown);
    return false;
}

const struct value *keys_value(const struct value *record, const char *key)
{
    const struct value *value =
        record->kind == VALUE_RECORD ? record_lookup(record->as.record, string_of(key)) : NULL;
    return value && value->kind != VALUE_NONE ? value : NULL;
}

static void report_key(const struct standard_reader *reader, const struct entry *entry,
                       const char *const *keys)
{
    struct string list[40];
    struct buffer joined = {0};
    size_t count = 0;
    for (; keys[count] && count < 40; count++) {
        list[count] = string_of(keys[count]);
        buffer_append_format(&joined, "%s%s", count > 0 ? ", " : "", keys[count]);
    }
    struct place place = value_place(reader->data.sources, &entry->value);
    struct string typed = arena_copy(reader->data.arena, entry->name->text);
    struct problem *problem =
        problems_add(reader->data.problems, PROBLEM_STANDARD_KEY, &place, typed.bytes, joined.bytes);
    problems_suggest(reader->data.problems, problem, text_closest(typed, list, count));
    buffer_release(&joined);
}

bool keys_has_only(const struct standard_reader *reader, const struct value *record, const char *const *keys)
{
    bool has_only = true;
    if (record->kind != VALUE_RECORD)
        return wants(reader, record, keys[0], PROBLEM_WORDS("các khóa", "keys"));
    for (size_t i = 0; i < record->as.record->count; i++) {
        const struct entry *entry = &record->as.record->entries[i];
        size_t at = 0;
        while (keys[at] && !string_is(entry->name->text, keys[at]))
            at++;
        if (!keys[at])
            report_key(reader, entry, keys);
        has_only = has_only && keys[at];
    }
    return has_only;
}

bool keys_text(const struct standard_reader *reader, const struct value *record, const char *key,
               bool is_required, struct string *text)
{
    const struct value *value = keys_value(record, key);
    if (!value) {
        if (is_required)
            keys_report(reader, PROBLEM_STANDARD_KEY_MISSING, record, key, NULL, NULL);
        return !is_required;
    }
    if (value->kind != VALUE_TEXT)
        return wants(reader, value, key, PROBLEM_WORDS("chữ", "text"));
    *text = arena_copy(reader->data.arena, value->as.text);
    return true;
}

bool keys_bool(const struct standard_reader *reader, const struct value *record, const char *key, bool *truth)
{
    const struct value *value = keys_value(record, key);
    if (value && value->kind != VALUE_BOOL)
        return wants(reader, value, key, PROBLEM_WORDS("true hoặc false", "true or false"));
    *truth = value ? value->as.truth : *truth;
    return true;
}

bool keys_thousandths(const struct standard_reader *reader, const char *key, const struct value *value,
                      long *number)
{
    int64_t integer;
    if (value->kind != VALUE_NUMBER)
        return wants(reader, value, key, PROBLEM_WORDS("số", "a number"));
    struct number scaled = number_multiply(reader->data.arena, value->as.number, number_of_integer(1000));
    scaled = number_round(reader->data.arena, scaled, 0, ROUND_HALF_UP);
    if (!number_to_integer(scaled, &integer) || integer < -1000000000 || integer > 1000000000)
        return wants(reader, value, key, PROBLEM_WORDS("số nhỏ hơn", "a smaller number"));
    *number = (long)integer;
    return true;
}

bool keys_number(const struct standard_reader *reader, const struct value *record, const char *key,
                 long *number)
{
    const struct value *value = keys_value(record, key);
    return !value || keys_thousandths(reader, key, value, number);
}

bool keys_list(const struct standard_reader *reader, const struct value *record, const char *key,
               struct list *list)
{
    const struct value *value = keys_value(record, key);
    *list = (struct list){0};
    (void)reader;
    if (value && value->kind == VALUE_LIST)
        *list = *value->as.list;
    else if (value)
        *list = (struct list){.items = (struct value *)value, .count = 1, .capacity = 1};
    return true;
}

bool keys_texts(const struct standard_reader *reader, const struct value *record, const char *key,
                struct words *words)
{
    struct arena *arena = reader->data.arena;
    struct list list;
    keys_list(reader, record, key, &list);
    words->items = arena_allocate(arena, (list.count + 1) * sizeof *words->items);
    words->folded = arena_allocate(arena, (list.count + 1) * sizeof *words->folded);
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].kind != VALUE_TEXT)
            return wants(reader, &list.items[i], key, PROBLEM_WORDS("chữ", "text"));
        words->items[i] = arena_copy(arena, list.items[i].as.text);
        words->folded[i] = component_fold(arena, words->items[i]);
    }
    words->count = list.count;
    return true;
}

bool keys_date(const struct standard_reader *reader, const struct value *record, const char *key,
               struct date *date, bool *has_date)
{
    const struct value *value = keys_value(record, key);
    *has_date = value != NULL;
    if (!value)
        return true;
    if (value->kind == VALUE_DATE) {
        *date = value->as.date;
        return true;
    }
    return (value->kind == VALUE_TEXT && date_read(date, value->as.text)) ||
           wants(reader, value, key, PROBLEM_WORDS("ngày như 2025-06-30", "a date such as 2025-06-30"));
}

bool keys_read_list(const struct standard_reader *reader, const char *file, const char *key,
                    struct list *list)
{
    struct value value = value_none();
    struct string path = file_join(reader->data.arena, reader->folder, string_of(file));
    if (!data_read_file(&reader->data, NULL, path.bytes, &value))
        return false;
    if (!keys_has_only(reader, &value, (const char *const[]){key, NULL}))
        return false;
    const struct value *items = keys_value(&value, key);
    if (!items || items->kind != VALUE_LIST)
        return wants(reader, items ? items : &value, key, PROBLEM_WORDS("danh sách", "a list"));
    *list = *items->as.list;
    return true;
}
