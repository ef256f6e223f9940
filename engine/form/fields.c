/* Data → values by the fields of a form: unknown names, what is missing, records and tables. */

#include "form/fields.h"

#include "text/unicode.h"

enum { MOST_TOLD = 1000 };

bool field_is_blank(const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        return string_trim(value->as.text).length == 0;
    bool is_blank = value->kind == VALUE_NONE || value->kind == VALUE_LIST;
    for (size_t i = 0; is_blank && value->kind == VALUE_LIST && i < value->as.list->count; i++)
        is_blank = field_is_blank(&value->as.list->items[i]);
    return is_blank;
}

void field_set(struct record *record, const struct field *field, const struct value *value)
{
    record_set(record, field->name, value);
    if (!string_equal(field->name->folded, field->label_name->folded))
        record_set(record, field->label_name, value);
}

static void append_path(struct buffer *out, const struct field_path *path)
{
    if (path == NULL)
        return;
    append_path(out, path->outer);
    if (out->length > 0)
        buffer_append_byte(out, '.');
    buffer_append_string(out, path->field->label);
}

struct string field_path_words(struct arena *arena, const struct field_path *path)
{
    struct buffer out = {0};
    append_path(&out, path);
    struct string words = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return words;
}

size_t field_path_row(const struct field_path *path)
{
    while (path != NULL && path->row == 0)
        path = path->outer;
    return path != NULL ? path->row : 0;
}

struct problem *field_report(struct field_reading *reading, enum problem_code code, const struct value *value,
                             const struct field_path *path, const char *first, const char *second,
                             const char *third, const char *fourth)
{
    if (problems_count(reading->problems) >= MOST_TOLD) {
        problems_add(reading->problems, code, NULL, NULL);
        return NULL;
    }
    bool is_computed = value->source == 0 && path != NULL;
    struct place place = is_computed ? path->field->place : value_place(reading->sources, value);
    if (place.row == 0)
        place.row = (uint32_t)field_path_row(path);
    return problems_add(reading->problems, code, &place, first, second, third, fourth);
}

/* "Số; Ký hiệu; …": a label may hold a comma. */
static struct string join_labels(struct arena *arena, const struct field *fields, size_t count)
{
    enum { SHOWN = 6 };
    struct buffer out = {0};
    for (size_t i = 0; i < count && i < SHOWN; i++)
        buffer_append_format(&out, "%s%.*s", i > 0 ? "; " : "", STRING_FORMAT(fields[i].label));
    buffer_append_text(&out, count > SHOWN ? "; …" : "");
    struct string joined = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return joined;
}

static struct string join_choices(struct arena *arena, const struct field *field)
{
    struct buffer out = {0};
    for (size_t i = 0; i < field->choice_count; i++)
        buffer_append_format(&out, "%s%.*s", i > 0 ? ", " : "", STRING_FORMAT(field->choices[i]));
    struct string joined = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return joined;
}

/* "Số: 12", as a line of data. */
static struct string example_line(struct arena *arena, const struct field *field)
{
    struct buffer out = {0};
    buffer_append_format(&out, "%.*s: ", STRING_FORMAT(field->label));
    field_append_example(&out, field);
    struct string line = arena_copy(arena, string_trim(buffer_string(&out)));
    buffer_release(&out);
    return line;
}

/* A number as it was typed, 1.000 and not 1, where the file still shows it. */
static void append_given(const struct field_reading *reading, const struct value *given, struct buffer *out)
{
    struct place place = {0};
    if (given->kind == VALUE_NUMBER && problems_count(reading->problems) < MOST_TOLD)
        place = value_place(reading->sources, given);
    if (place.underline_length > 0)
        buffer_append_string(
            out, string_slice(place.tag, place.underline, place.underline + place.underline_length));
    else
        data_append_short(out, given);
}

/* In a list of lines, the one that is none. */
static const struct value *find_fault(const struct field *field, const struct value *given)
{
    if (given->kind != VALUE_LIST || (field->type != FIELD_LINES && field->type != FIELD_OUTLINE))
        return given;
    for (size_t i = 0; i < given->as.list->count; i++) {
        const struct value *item = &given->as.list->items[i];
        bool is_fraction = item->kind == VALUE_NUMBER && item->as.number.is_decimal;
        if (item->kind != VALUE_NONE && item->kind != VALUE_TEXT &&
            (item->kind != VALUE_NUMBER || is_fraction))
            return item;
    }
    return given;
}

/* A text that is no choice stands in many cells of a column: told at the first. */
static bool was_refused(struct field_reading *reading, const struct field *field, const struct value *given)
{
    if (field->choice_count == 0 || given->kind != VALUE_TEXT || (given->flags & VALUE_CELL) == 0)
        return false;
    for (const struct refused_choice *refused = reading->refused; refused != NULL; refused = refused->next) {
        if (refused->field == field && string_equal(refused->text, given->as.text))
            return true;
    }
    struct refused_choice *refused = arena_allocate(reading->arena, sizeof *refused);
    *refused = (struct refused_choice){field, given->as.text, reading->refused};
    reading->refused = refused;
    return false;
}

bool field_refuse(struct field_reading *reading, const struct field_path *path, const struct value *given)
{
    const struct field *field = path->field;
    struct buffer shown = {0};
    reading->is_incomplete = true;
    given = find_fault(field, given);
    if (was_refused(reading, field, given))
        return false;
    append_given(reading, given, &shown);
    struct string inside = field->choice_count > 0
                               ? join_choices(reading->arena, field)
                               : join_labels(reading->arena, field->fields, field->field_count);
    struct problem *problem = field_report(reading, field_kinds[field->type].wanted, given, path,
                                           field_path_words(reading->arena, path).bytes, shown.bytes,
                                           example_line(reading->arena, field).bytes, inside.bytes);
    if (problem != NULL && given->kind == VALUE_TEXT && field->choice_count > 0) {
        problems_suggest(reading->problems, problem,
                         text_closest(given->as.text, field->choices, field->choice_count));
    }
    buffer_release(&shown);
    return false;
}

bool field_read_record(struct field_reading *reading, const struct field_path *path,
                       const struct value *given, struct value *result)
{
    if (given->kind != VALUE_RECORD)
        return field_refuse(reading, path, given);
    *result = value_placed(value_record(reading->arena), given);
    fields_read(reading, path->field->fields, path->field->field_count, given, path, result->as.record);
    return true;
}

/* A list of lines, those that YAML read as records again as they were typed. */
static struct value restore_lines(const struct field_reading *reading, const struct value *given)
{
    struct value restored = *given, lines = value_list(reading->arena), line;
    for (size_t i = 0; i < given->as.list->count; i++) {
        const struct value *item = &given->as.list->items[i];
        list_append(lines.as.list, field_read_line(reading, item, &line) ? &line : item);
    }
    restored.as.list = lines.as.list;
    return restored;
}

/* Nothing is refused: the words are there, only their paragraphs are not. */
static void warn_folded(struct field_reading *reading, const struct field_path *path,
                        const struct value *given)
{
    field_report(reading, PROBLEM_FIELD_FOLDED, given, path, field_path_words(reading->arena, path).bytes,
                 path->field->label.bytes, NULL, NULL);
}

bool field_read(struct field_reading *reading, const struct field *field, const struct value *given,
                const struct field_path *outer, struct value *result)
{
    struct field_path path = {outer, field, 0};
    struct value lines;
    if (field->type == FIELD_OUTLINE && given->kind == VALUE_TEXT && given->flags & VALUE_FOLDED)
        warn_folded(reading, &path, given);
    if (field->type == FIELD_LINES && given->kind == VALUE_LIST) {
        lines = restore_lines(reading, given);
        given = &lines;
    }
    if (field->type == FIELD_RECORD)
        return field_read_record(reading, &path, given, result);
    if (field->type == FIELD_TABLE)
        return field_read_table(reading, &path, given, result);
    return field_coerce(reading->arena, field, given, result) || field_refuse(reading, &path, given);
}

/* Two files may name a field differently: the later wins, and records are merged as if named alike. */
static struct value merge_spellings(struct field_reading *reading, const struct value *named,
                                    const struct value *labelled)
{
    bool is_later = labelled->source >= named->source;
    const struct value *earlier = is_later ? named : labelled, *later = is_later ? labelled : named;
    bool are_records = earlier->kind == VALUE_RECORD && later->kind == VALUE_RECORD;
    return are_records ? value_merged(reading->arena, earlier, later) : *later;
}

static bool find_given(struct field_reading *reading, const struct field *field, const struct record *given,
                       const struct field_path *outer, struct value *found)
{
    const struct value *named = record_lookup_name(given, field->name);
    const struct value *labelled = record_lookup_name(given, field->label_name);
    if (named == NULL && labelled == NULL)
        return false;
    *found = *(named != NULL ? named : labelled);
    if (named == NULL || labelled == NULL || named == labelled)
        return true;
    if (named->source == labelled->source) {
        struct field_path path = {outer, field, 0};
        field_report(reading, PROBLEM_FIELD_TWICE, labelled, &path,
                     field_path_words(reading->arena, &path).bytes, field->name->text.bytes,
                     field->label.bytes, NULL);
        reading->is_incomplete = true;
        return true;
    }
    *found = merge_spellings(reading, named, labelled);
    return true;
}

/* Those that were required and not given, for one problem. */
struct missing {
    struct buffer labels;
    const struct field *first;
    size_t count;
};

static void add_missing(const struct field_reading *reading, struct missing *missing,
                        const struct field *field, const struct field_path *outer, struct record *record)
{
    struct field_path path = {outer, field, 0};
    struct value undefined = value_undefined(field_path_words(reading->arena, &path));
    undefined.flags |= VALUE_TOLD;
    buffer_append_text(&missing->labels, missing->count > 0 ? "; " : "");
    buffer_append_string(&missing->labels, undefined.as.text);
    missing->first = missing->count++ == 0 ? field : missing->first;
    field_set(record, field, &undefined);
}

struct value field_whole_file(const struct value *top)
{
    struct value file = value_none();
    file.source = top->source;
    if (file.source == 0 && top->as.record->count > 0)
        file.source = top->as.record->entries[0].value.source;
    if ((top->flags & VALUE_CELL) != 0) {
        file.line = top->line;
        file.column = top->column;
    }
    return file;
}

static void report_missing(struct field_reading *reading, struct missing *missing, const struct value *given,
                           const struct field_path *outer)
{
    if (missing->count > 0) {
        struct string count = arena_format(reading->arena, "%zu", missing->count);
        struct value where = outer == NULL ? field_whole_file(given) : *given;
        struct problem *problem =
            field_report(reading, PROBLEM_FIELD_MISSING, &where, outer, missing->labels.bytes, count.bytes,
                         example_line(reading->arena, missing->first).bytes, NULL);
        if (problem != NULL && reading->may_miss)
            problems_set_severity(reading->problems, problem, SEVERITY_WARNING);
        reading->is_incomplete = true;
    }
    buffer_release(&missing->labels);
}

void field_report_missing(struct field_reading *reading, const struct field *field, struct record *record)
{
    struct missing missing = {0};
    struct value nowhere = value_record(reading->arena);
    add_missing(reading, &missing, field, NULL, record);
    report_missing(reading, &missing, &nowhere, NULL);
}

static void read_absent(struct field_reading *reading, const struct field *field,
                        const struct field_path *outer, struct missing *missing, struct record *result)
{
    struct value value = value_none();
    bool has_default = field->default_value.kind != VALUE_UNDEFINED;
    if (has_default) {
        if (!field_read(reading, field, &field->default_value, outer, &value))
            return;
    } else if (field->is_required && field->computed == NULL) {
        add_missing(reading, missing, field, outer, result);
        return;
    }
    field_set(result, field, &value);
}

/* A sheet of a record that nothing was typed into. */
static bool is_blank_record(const struct value *value)
{
    bool is_blank = value->kind == VALUE_RECORD && value->as.record->count > 0;
    for (size_t i = 0; is_blank && i < value->as.record->count; i++) {
        const struct value *inner = &value->as.record->entries[i].value;
        is_blank = field_is_blank(inner) || is_blank_record(inner);
    }
    return is_blank;
}

/* An empty list that may be empty stays one, so that a loop over it goes through nothing. */
static bool is_absent(const struct field *field, const struct value *found)
{
    bool may_be_empty = !field->is_required && field->default_value.kind == VALUE_UNDEFINED;
    if (!field->is_required && is_blank_record(found))
        return true;
    return field_is_blank(found) && !(found->kind == VALUE_LIST && may_be_empty && field->computed == NULL);
}

void fields_read(struct field_reading *reading, const struct field *fields, size_t count,
                 const struct value *given, const struct field_path *outer, struct record *result)
{
    struct missing missing = {0};
    fields_report_unknown(reading, fields, count, given->as.record, outer);
    for (size_t i = 0; i < count; i++) {
        struct value found, value;
        if (!find_given(reading, &fields[i], given->as.record, outer, &found) ||
            is_absent(&fields[i], &found))
            read_absent(reading, &fields[i], outer, &missing, result);
        else if (field_read(reading, &fields[i], &found, outer, &value))
            field_set(result, &fields[i], &value);
    }
    report_missing(reading, &missing, given, outer);
}
