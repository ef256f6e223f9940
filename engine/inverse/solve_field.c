/* Fields and their types: what was printed, read as what it is. */

#include "form/fields.h"
#include "inverse/solving.h"
#include "standard/extract.h"
#include "text/unicode.h"

static bool set_text(struct solver *solver, struct record *record, const struct field *field,
                     const struct value *value, bool is_trial);

/* ---- one text by its type ---- */

static struct string without_unit(struct string text)
{
    static const char *const units[] = {"đồng", "đ", "%", NULL};
    for (size_t i = 0; units[i] != NULL; i++)
        if (string_ends_with(text, string_of(units[i])))
            return string_trim(string_slice(text, 0, text.length - string_of(units[i]).length));
    return text;
}

static bool read_choice(struct solver *solver, const struct field *field, struct value *value)
{
    struct string wanted = text_fold_name(solver->arena, value->as.text);
    for (size_t i = 0; i < field->choice_count; i++)
        if (string_equal(text_fold_name(solver->arena, field->choices[i]), wanted)) {
            value->as.text = field->choices[i];
            value->column = 0;
            return true;
        }
    return false;
}

static bool read_date(struct solver *solver, struct value *value)
{
    struct date date;
    struct string words = extract_date(solver->arena, value->as.text);
    struct buffer iso = {0};
    if (words.length == 0 && !date_read(&date, value->as.text) &&
        !field_read_date(solver->arena, value->as.text, &date))
        return false;
    if (words.length == 0) {
        date_append_iso(&iso, date);
        words = arena_copy(solver->arena, buffer_string(&iso));
        buffer_release(&iso);
    }
    value->as.text = words;
    return true;
}

static bool read_coerced(struct solver *solver, const struct field *field, struct value *value)
{
    struct value text = value_text(without_unit(string_trim(value->as.text))), read;
    if (!field_coerce(solver->arena, field, &text, &read))
        return false;
    read.line = value->line;
    read.column = 0;
    *value = read;
    return true;
}

static struct value lines_of(struct solver *solver, const struct value *value)
{
    struct value list = value_list(solver->arena);
    list.line = value->line;
    list.column = value->column;
    for (struct string rest = value->as.text; rest.length > 0;) {
        size_t end = string_find(rest, STRING("\n"), 0);
        struct value line = *value;
        end = end == SIZE_MAX ? rest.length : end;
        line.as.text = string_trim(string_slice(rest, 0, end));
        if (line.as.text.length > 0)
            list_append(list.as.list, &line);
        rest = string_slice(rest, end < rest.length ? end + 1 : end, rest.length);
    }
    return list;
}

static struct string joined_lines(struct solver *solver, struct string text)
{
    struct string copy = arena_copy(solver->arena, text);
    char *bytes = (char *)copy.bytes;
    for (size_t i = 0; i < copy.length; i++)
        if (bytes[i] == '\n')
            bytes[i] = ' ';
    return copy;
}

static bool read_typed(struct solver *solver, const struct field *field, struct value *value)
{
    switch (field->type) {
    case FIELD_COUNT:
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_PERCENT:
        return read_coerced(solver, field, value);
    case FIELD_DATE:
        return read_date(solver, value);
    case FIELD_CHOICE:
        return read_choice(solver, field, value);
    case FIELD_LINES:
        *value = lines_of(solver, value);
        return true;
    case FIELD_TEXT:
        value->as.text = joined_lines(solver, value->as.text);
        return true;
    case FIELD_BOOL:
    case FIELD_RECORD:
    case FIELD_TABLE:
        return false;
    default:
        return true;
    }
}

/* ---- two places ---- */

static struct string printed(struct solver *solver, const struct value *value)
{
    struct buffer text = {0};
    buffer_append_text(&text, "");
    for (size_t i = 0; value->kind == VALUE_LIST && i < value->as.list->count; i++) {
        buffer_append_text(&text, i > 0 ? " " : "");
        value_append_text(&text, &value->as.list->items[i], NUMBERS_VI);
    }
    if (value->kind != VALUE_LIST)
        value_append_text(&text, value, NUMBERS_VI);
    struct string copy = arena_copy(solver->arena, buffer_string(&text));
    buffer_release(&text);
    return copy;
}

/* Marks at the end are the form's own in one place and not in another. */
static struct string essence(struct solver *solver, const struct value *value)
{
    struct string text = text_fold_name(solver->arena, printed(solver, value));
    while (text.length > 0 &&
           string_find(STRING(" .;,/"), string_slice(text, text.length - 1, text.length), 0) != SIZE_MAX)
        text.length--;
    return text;
}

static void note_conflict(struct solver *solver, const struct field *field, const struct value *first,
                          const struct value *second)
{
    struct solve_conflict *conflict = arena_allocate(solver->arena, sizeof *conflict);
    *conflict = (struct solve_conflict){.field = field,
                                        .first = printed(solver, first),
                                        .second = printed(solver, second),
                                        .paragraph = second->line};
    *solver->solution->last_conflict = conflict;
    solver->solution->last_conflict = &conflict->next;
}

static void settle(struct solver *solver, struct record *record, const struct field *field,
                   const struct value *value)
{
    struct value *known = record_lookup(record, field->name->text);
    if (known == NULL)
        record_set(record, field->name, value);
    else if (!string_equal(essence(solver, known), essence(solver, value)))
        note_conflict(solver, field, known, value);
    else if (known->column > value->column)
        *known = *value;
}

/* ---- records and tables ---- */

static bool set_members(struct solver *solver, struct record *record, const struct field *field,
                        const struct record *members, bool is_trial)
{
    for (size_t i = 0; i < members->count; i++) {
        const struct entry *entry = &members->entries[i];
        const struct field *own = field_lookup(field->fields, field->field_count, entry->name);
        bool fits = own != NULL ? solver_set_field(solver, record, own, &entry->value, is_trial)
                                : !value_is_true(&entry->value);
        if (!fits)
            return false;
    }
    return true;
}

static bool set_record(struct solver *solver, struct record *record, const struct field *field,
                       const struct value *value, bool is_trial)
{
    struct value *known = record_lookup(record, field->name->text), fresh;
    if (value->kind != VALUE_RECORD)
        return value->kind == VALUE_BOOL || value->kind == VALUE_UNDEFINED;
    if (known == NULL || known->kind != VALUE_RECORD) {
        fresh = value_record(solver->arena);
        if (!is_trial)
            record_set(record, field->name, &fresh);
        known = &fresh;
    }
    return set_members(solver, known->as.record, field, value->as.record, is_trial);
}

/* {"0": x} stands for a list of which only that item was seen. */
static struct value as_list(struct solver *solver, const struct value *value)
{
    struct value list = value_list(solver->arena);
    if (value->kind == VALUE_LIST)
        return *value;
    for (size_t i = 0; value->kind == VALUE_RECORD && i < value->as.record->count; i++)
        list_append(list.as.list, &value->as.record->entries[i].value);
    return list;
}

static bool set_table(struct solver *solver, struct record *record, const struct field *field,
                      const struct value *value, bool is_trial)
{
    struct value rows = as_list(solver, value), *known = record_lookup(record, field->name->text);
    struct value made = known != NULL && known->kind == VALUE_LIST ? *known : value_list(solver->arena);
    bool fits = value->kind == VALUE_LIST || value->kind == VALUE_RECORD;
    for (size_t i = 0; i < rows.as.list->count && fits; i++) {
        const struct value *row = &rows.as.list->items[i];
        struct value fresh = value_record(solver->arena);
        bool is_known = i < made.as.list->count && !is_trial;
        fits = row->kind == VALUE_RECORD &&
               set_members(solver, is_known ? made.as.list->items[i].as.record : fresh.as.record, field,
                           row->as.record, is_trial);
        if (!is_known && !is_trial)
            list_append(made.as.list, &fresh);
    }
    if (fits && !is_trial && known == NULL && made.as.list->count > 0)
        record_set(record, field->name, &made);
    return fits;
}

static bool set_lines(struct solver *solver, struct record *record, const struct field *field,
                      const struct value *value, bool is_trial)
{
    struct value items = as_list(solver, value), lines = value_list(solver->arena);
    for (size_t i = 0; i < items.as.list->count; i++) {
        const struct value *item = &items.as.list->items[i];
        if (item->kind != VALUE_TEXT && item->kind != VALUE_UNDEFINED)
            return false;
        if (item->kind == VALUE_TEXT && item->as.text.length > 0)
            list_append(lines.as.list, item);
        lines.line = item->line;
        lines.column |= item->column;
    }
    if (!is_trial && lines.as.list->count > 0)
        settle(solver, record, field, &lines);
    return true;
}

/* ---- the whole ---- */

static bool set_text(struct solver *solver, struct record *record, const struct field *field,
                     const struct value *value, bool is_trial)
{
    struct value read = *value;
    if (string_trim(value->as.text).length == 0)
        return true;
    if (!read_typed(solver, field, &read))
        return false;
    if (!is_trial)
        settle(solver, record, field, &read);
    return true;
}

bool solver_set_field(struct solver *solver, struct record *record, const struct field *field,
                      const struct value *value, bool is_trial)
{
    if (value->kind == VALUE_UNDEFINED || value->kind == VALUE_NONE)
        return true;
    if (value->kind == VALUE_TEXT && !field_has_fields(field->type))
        return set_text(solver, record, field, value, is_trial);
    if (value->kind == VALUE_BOOL && field->type == FIELD_BOOL) {
        if (!is_trial)
            settle(solver, record, field, value);
        return true;
    }
    if (field->type == FIELD_RECORD)
        return set_record(solver, record, field, value, is_trial);
    if (field->type == FIELD_TABLE)
        return set_table(solver, record, field, value, is_trial);
    return field->type == FIELD_LINES && set_lines(solver, record, field, value, is_trial);
}
