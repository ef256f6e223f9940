/* Which sheets a form's workbook has, and which cell each field. */

#include "form/workbook.h"
#include "text/unicode.h"

static struct planned_sheet *add_sheet(struct workbook_writing *writing, struct string name,
                                       const struct field *table, bool is_filled)
{
    struct planned_sheet *sheet = arena_allocate(writing->arena, sizeof *sheet);
    *sheet = (struct planned_sheet){.name = name, .table = table, .is_filled = is_filled};
    if (writing->last != NULL)
        writing->last->next = sheet;
    else
        writing->sheets = sheet;
    return writing->last = sheet;
}

static struct planned_cell *add_cell(struct workbook_writing *writing, struct planned_sheet *sheet)
{
    if (sheet->count == sheet->capacity) {
        struct planned_cell *cells = sheet->cells;
        sheet->capacity = sheet->capacity * 2 + 16;
        sheet->cells = arena_allocate(writing->arena, sheet->capacity * sizeof *sheet->cells);
        for (size_t i = 0; i < sheet->count; i++)
            sheet->cells[i] = cells[i];
    }
    return &sheet->cells[sheet->count++];
}

static void report_left_out(struct workbook_writing *writing, struct string label)
{
    problems_add(writing->problems, PROBLEM_WORKBOOK_FIELD, NULL, arena_copy(writing->arena, label).bytes);
}

/* A dot that would part a name in two when the sheet is read. */
static bool has_parting_dot(struct string label)
{
    for (size_t dot = string_find(label, STRING("."), 1); dot < label.length;
         dot = string_find(label, STRING("."), dot + 1)) {
        size_t next = dot + 1;
        if (label.bytes[dot - 1] != ' ' && next < label.length && text_is_letter(text_next(label, &next)))
            return true;
    }
    return false;
}

static struct string spelling(const struct field *field)
{
    return has_parting_dot(field->label) ? field->name->text : field->label;
}

static struct string join(struct arena *arena, struct string outer, struct string name)
{
    if (outer.length == 0)
        return name;
    return arena_format(arena, "%.*s.%.*s", STRING_FORMAT(outer), STRING_FORMAT(name));
}

static bool is_sheet_name(struct string name)
{
    for (size_t i = 0; i < name.length; i++) {
        if (name.bytes[i] == '[' || name.bytes[i] == ']' || name.bytes[i] == ':' || name.bytes[i] == '*' ||
            name.bytes[i] == '?' || name.bytes[i] == '/' || name.bytes[i] == '\\' || name.bytes[i] == '\'')
            return false;
    }
    return name.length > 0 && text_length(name) <= SHEET_NAME_LENGTH;
}

/* The names of a field that is inside others: by labels, and by names where Excel allows no such label. */
struct naming {
    struct string labels, names; /* of what is outside it, joined by dots */
};

static struct naming naming_inside(struct arena *arena, const struct naming *outer, const struct field *field)
{
    return (struct naming){join(arena, outer->labels, spelling(field)),
                           join(arena, outer->names, field->name->text)};
}

static struct string sheet_name(const struct naming *naming)
{
    if (is_sheet_name(naming->labels))
        return naming->labels;
    return is_sheet_name(naming->names) ? naming->names : (struct string){"", 0};
}

/* What a field is filled with: the part of the example of what it is in, or its own, where it is needed. */
static struct value choose_sample(struct workbook_writing *writing, const struct field *field,
                                  const struct value *outer, bool is_inside)
{
    const struct value *given = NULL;
    if (outer != NULL && outer->kind == VALUE_RECORD) {
        given = record_lookup_name(outer->as.record, field->name);
        given = given != NULL ? given : record_lookup_name(outer->as.record, field->label_name);
        return given != NULL ? *given : value_none();
    }
    bool has_example = field->example.kind != VALUE_UNDEFINED;
    if (field->computed != NULL ||
        !(field_is_asked(writing->definition, field) || (is_inside && has_example)))
        return value_none();
    if (field->type == FIELD_RECORD && !has_example)
        return value_bool(true);
    return field_sample(writing->arena, field);
}

/* Where fields go, and what of them is filled. */
struct target {
    struct planned_sheet *sheet;
    struct naming naming; /* of the record, from the top */
    struct string prefix; /* of labels in this sheet */
    struct value sample;  /* of the record: none: stays empty; a truth: each field has its own */
    bool is_top;
};

static void plan_fields(struct workbook_writing *writing, const struct target *target,
                        const struct field *fields, size_t count);

static void plan_column(struct workbook_writing *writing, struct planned_sheet *sheet,
                        const struct field *record, const struct field *field)
{
    struct string prefix = record != NULL ? spelling(record) : STRING("");
    uint32_t column = (uint32_t)sheet->count;
    *add_cell(writing, sheet) = (struct planned_cell){
        .field = field,
        .record = record,
        .label = record != NULL ? join(writing->arena, prefix, spelling(field)) : field->label,
        .sheet = sheet,
        .row = 1,
        .column = column};
}

/* A record in the rows gives a column for each of its fields. */
static void plan_columns(struct workbook_writing *writing, struct planned_sheet *sheet,
                         const struct field *record, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!field_has_fields(fields[i].type))
            plan_column(writing, sheet, record, &fields[i]);
        else if (fields[i].type == FIELD_RECORD && record == NULL)
            plan_columns(writing, sheet, &fields[i], fields[i].fields, fields[i].field_count);
        else
            report_left_out(writing, fields[i].label);
    }
}

static void plan_table(struct workbook_writing *writing, const struct naming *naming,
                       const struct field *field, bool is_filled)
{
    struct string name = sheet_name(naming);
    if (name.length == 0)
        report_left_out(writing, naming->labels);
    else
        plan_columns(writing, add_sheet(writing, name, field, is_filled), NULL, field->fields,
                     field->field_count);
}

/* A record at the top has a sheet; one inside it, or whose name no sheet can have, has rows with dots. */
static void plan_record(struct workbook_writing *writing, const struct target *target,
                        const struct naming *naming, const struct field *field, const struct value *sample)
{
    struct target inner = {.naming = *naming, .sample = *sample, .sheet = target->sheet};
    struct string name = sheet_name(naming);
    if (target->is_top && name.length > 0)
        inner.sheet = add_sheet(writing, name, NULL, true);
    else
        inner.prefix = join(writing->arena, target->prefix, spelling(field));
    plan_fields(writing, &inner, field->fields, field->field_count);
}

static void plan_field(struct workbook_writing *writing, const struct target *target,
                       const struct field *field)
{
    bool is_empty = !target->is_top && target->sample.kind == VALUE_NONE;
    const struct value *outer = target->sample.kind == VALUE_RECORD ? &target->sample : NULL;
    struct value sample = value_none();
    struct naming naming = naming_inside(writing->arena, &target->naming, field);
    if (!is_empty)
        sample = choose_sample(writing, field, outer, !target->is_top);
    if (field->type == FIELD_RECORD) {
        plan_record(writing, target, &naming, field, &sample);
    } else if (field->type == FIELD_TABLE) {
        plan_table(writing, &naming, field, sample.kind != VALUE_NONE);
    } else {
        uint32_t row = (uint32_t)target->sheet->count + 1;
        *add_cell(writing, target->sheet) =
            (struct planned_cell){.field = field,
                                  .label = join(writing->arena, target->prefix, spelling(field)),
                                  .sample = sample,
                                  .sheet = target->sheet,
                                  .row = row,
                                  .column = 1};
    }
}

static void plan_fields(struct workbook_writing *writing, const struct target *target,
                        const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++)
        plan_field(writing, target, &fields[i]);
}

void workbook_plan(struct workbook_writing *writing)
{
    static const struct string names[2] = {{"Chung", 5}, {"General", 7}};
    const struct definition *definition = writing->definition;
    struct string name = names[writing->language];
    bool is_taken =
        field_lookup(definition->fields, definition->field_count, name_new(writing->arena, name)) != NULL;
    struct target target = {.sheet = add_sheet(writing, is_taken ? STRING("vanban") : name, NULL, true),
                            .is_top = true};
    plan_fields(writing, &target, definition->fields, definition->field_count);
}

struct planned_cell *workbook_find(const struct workbook_writing *writing, const struct field *field)
{
    for (const struct planned_sheet *sheet = writing->sheets; sheet != NULL; sheet = sheet->next) {
        for (size_t i = 0; i < sheet->count; i++) {
            if (sheet->cells[i].field == field)
                return &sheet->cells[i];
        }
    }
    return NULL;
}
