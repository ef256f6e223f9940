/*
 * Groups of recipients: a line “@UBND các xã, trừ UBND xã An Bình” of a field of lines becomes the units of
 * the list that are meant, those of the day of the document, a line each. Only the mark does this: a line
 * without it is printed as it is typed, which names the group as a whole.
 */

#include "form/prepare.h"
#include "statistics/units.h"

static bool is_group(const struct value *line)
{
    return line->kind == VALUE_TEXT && string_starts_with(line->as.text, STRING("@"));
}

static bool has_group(const struct value *lines)
{
    for (size_t i = 0; i < lines->as.list->count; i++) {
        if (is_group(&lines->as.list->items[i]))
            return true;
    }
    return false;
}

static struct date day_of_document(const struct preparation *preparation)
{
    const struct value *day = record_lookup(preparation->prepared, STRING("ngay"));
    return units_day(day != NULL && day->kind == VALUE_DATE ? day->as.date : (struct date){0});
}

static bool expand_line(struct preparation *preparation, const struct value *line, struct list *lines)
{
    struct evaluation *evaluation = preparation->evaluation;
    const struct units *units = evaluation->units;
    struct unit_choice choice;
    struct place place = value_place(evaluation->sources, line);
    if (units == NULL) {
        problems_add(evaluation->problems, PROBLEM_UNITS_MISSING, &place,
                     arena_copy(evaluation->lasting, line->as.text).bytes);
        return false;
    }
    struct string group = string_slice(line->as.text, 1, line->as.text.length);
    if (!units_choose(units, group, day_of_document(preparation), &place, evaluation->lasting, &choice,
                      evaluation->problems))
        return false;
    for (size_t i = 0; i < units->count; i++) {
        struct value name = *line;
        name.as.text = units->list[i].name;
        if (choice.is_chosen[i])
            list_append(lines, &name);
    }
    return true;
}

static void expand_field(struct preparation *preparation, const struct field *field,
                         const struct value *given)
{
    struct value lines = *given;
    bool is_expanded = true;
    lines.as.list = value_list(preparation->reading.arena).as.list;
    for (size_t i = 0; i < given->as.list->count; i++) {
        const struct value *line = &given->as.list->items[i];
        if (is_group(line))
            is_expanded &= expand_line(preparation, line, lines.as.list);
        else
            list_append(lines.as.list, line);
    }
    preparation->reading.is_incomplete |= !is_expanded;
    if (is_expanded)
        field_set(preparation->prepared, field, &lines);
}

void expand_groups(struct preparation *preparation)
{
    const struct definition *definition = preparation->definition;
    for (size_t i = 0; i < definition->field_count; i++) {
        const struct field *field = &definition->fields[i];
        const struct value *value = record_lookup_name(preparation->prepared, field->name);
        if (field->type == FIELD_LINES && value != NULL && value->kind == VALUE_LIST && has_group(value))
            expand_field(preparation, field, value);
    }
}
