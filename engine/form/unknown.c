/* Names in the data that the form does not have: what they may have meant, or that they are passed over. */

#include "form/fields.h"

#include <string.h>

#include "text/unicode.h"

struct string field_find_longer(struct arena *arena, const struct field *fields, size_t count,
                                struct string wanted)
{
    struct string folded = text_fold_name(arena, wanted);
    for (size_t i = 0; i < count; i++) {
        struct string label = fields[i].label_name->folded;
        size_t shorter = folded.length < label.length ? folded.length : label.length;
        struct string rest = string_slice(folded.length > shorter ? folded : label, shorter, SIZE_MAX);
        if (shorter > 0 && string_equal(string_slice(folded, 0, shorter), string_slice(label, 0, shorter)) &&
            rest.length > 0 && rest.bytes[0] == '_')
            return fields[i].label;
    }
    return (struct string){"", 0};
}

struct string field_find_last_part(struct arena *arena, const struct field *fields, size_t count,
                                   struct string wanted)
{
    static const char between[] = " / ";
    size_t last = SIZE_MAX;
    for (size_t at = string_find(wanted, STRING(between), 0); at != SIZE_MAX;
         at = string_find(wanted, STRING(between), last))
        last = at + strlen(between);
    const struct field *field = NULL;
    if (last != SIZE_MAX)
        field = field_lookup(fields, count, name_new(arena, string_slice(wanted, last, wanted.length)));
    return field != NULL ? field->label : (struct string){"", 0};
}

static struct string closest_field(struct arena *arena, const struct field *fields, size_t count,
                                   struct string wanted)
{
    struct string *candidates = arena_allocate(arena, 2 * count * sizeof *candidates);
    struct string last_part = field_find_last_part(arena, fields, count, wanted);
    if (last_part.length > 0)
        return last_part;
    for (size_t i = 0; i < count; i++) {
        candidates[2 * i] = fields[i].label;
        candidates[2 * i + 1] = fields[i].name->text;
    }
    struct string closest = text_closest(wanted, candidates, 2 * count);
    return closest.length > 0 ? closest : field_find_longer(arena, fields, count, wanted);
}

void field_point_at_key(struct place *place, struct string key)
{
    struct string before = string_slice(place->tag, 0, place->underline);
    size_t found = SIZE_MAX;
    for (size_t at = string_find(before, key, 0); at != SIZE_MAX; at = string_find(before, key, at + 1))
        found = at;
    struct string wrong = string_slice(place->tag, place->underline, place->tag.length);
    if (found == SIZE_MAX && string_starts_with(wrong, key))
        found = place->underline;
    if (found == SIZE_MAX || key.length == 0)
        return;
    place->column -= (uint32_t)text_length(string_slice(before, found, before.length));
    place->underline = (uint32_t)found;
    place->underline_length = (uint32_t)key.length;
}

static void report_unknown(struct field_reading *reading, const struct field *fields, size_t count,
                           const struct entry *entry, const struct field_path *outer)
{
    struct buffer words = {0};
    buffer_append_string(&words, field_path_words(reading->arena, outer));
    buffer_append_format(&words, "%s%.*s", words.length > 0 ? "." : "", STRING_FORMAT(entry->name->text));
    bool is_column = (entry->value.flags & VALUE_CELL) != 0 && field_path_row(outer) > 0;
    const char *what[2] = {is_column ? "cột" : "dòng", is_column ? "column" : "line"};
    struct place place;
    struct problem *problem;
    if (value_name_place(reading->sources, &entry->value, entry->name, &place))
        problem =
            problems_add(reading->problems, PROBLEM_FIELD_UNKNOWN, &place, words.bytes, what[0], what[1]);
    else if ((problem = field_report(reading, PROBLEM_FIELD_UNKNOWN, &entry->value, outer, words.bytes,
                                     what[0], what[1], NULL)) != NULL)
        field_point_at_key(&problem->place, entry->name->text);
    if (problem != NULL)
        problems_suggest(reading->problems, problem,
                         closest_field(reading->arena, fields, count, entry->name->text));
    buffer_release(&words);
    reading->is_incomplete = true;
}

/* A column that only counts the rows stands in every sheet; the form counts them itself. */
static bool counts_rows(const struct entry *entry)
{
    static const char *const names[] = {"stt", "tt", "số_tt", "số_thứ_tự"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if ((entry->value.flags & VALUE_CELL) != 0 && string_is(entry->name->folded, names[i]))
            return true;
    }
    return false;
}

/* A column the form does without, unless its name is nearly that of one it asks for and that is not there. */
static bool is_left_unread(struct field_reading *reading, const struct field *fields, size_t count,
                           const struct record *given, const struct entry *entry,
                           const struct field_path *outer)
{
    if (outer == NULL || !outer->field->ignores_columns || (entry->value.flags & VALUE_CELL) == 0)
        return false;
    struct field *absent = arena_allocate(reading->arena, (count + 1) * sizeof *absent);
    struct string *labels = arena_allocate(reading->arena, (count + 1) * sizeof *labels);
    size_t missing = 0;
    for (size_t i = 0; i < count; i++) {
        if (record_lookup_name(given, fields[i].name) != NULL ||
            record_lookup_name(given, fields[i].label_name) != NULL)
            continue;
        labels[missing] = fields[i].label;
        absent[missing++] = fields[i];
    }
    struct string name = entry->name->text;
    return text_closest(name, labels, missing).length == 0 &&
           field_find_longer(reading->arena, absent, missing, name).length == 0;
}

/* An unknown column of a table is told at its first row. */
void fields_report_unknown(struct field_reading *reading, const struct field *fields, size_t count,
                           const struct record *given, const struct field_path *outer)
{
    struct buffer unread = {0};
    for (size_t i = 0; i < given->count; i++) {
        const struct entry *entry = &given->entries[i];
        bool is_told = (entry->value.flags & VALUE_CELL) != 0 && field_path_row(outer) > 1;
        if (field_lookup(fields, count, entry->name) != NULL || is_told || counts_rows(entry))
            continue;
        if (is_left_unread(reading, fields, count, given, entry, outer))
            buffer_append_format(&unread, "%s%.*s", unread.length > 0 ? "; " : "",
                                 STRING_FORMAT(entry->name->text));
        else
            report_unknown(reading, fields, count, entry, outer);
    }
    if (unread.length > 0)
        field_report(reading, PROBLEM_COLUMNS_UNREAD, &given->entries[0].value, outer, unread.bytes,
                     outer->field->label.bytes, NULL, NULL);
    buffer_release(&unread);
}
