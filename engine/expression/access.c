/* Attributes, items and slices. A record answers with its keys first, then with the methods of records. */

#include "expression/evaluate.h"
#include "expression/objects.h"

#include "text/unicode.h"

/* A list as a key is read by what it prints; one this long is nobody's key. */
enum { MOST_KEY = 4096 };

struct string key_text(struct arena *arena, const struct value *key)
{
    if (key->kind == VALUE_TEXT)
        return key->as.text;
    struct buffer out = {0};
    uint64_t budget = MOST_KEY;
    if (!value_fits(key, &budget))
        return STRING("");
    value_append_text(&out, key, NUMBERS_PLAIN);
    struct string text = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return text;
}

struct list *iterate_value(struct arena *arena, const struct value *value)
{
    if (value->kind == VALUE_LIST)
        return value->as.list;
    if (value->kind != VALUE_TEXT && value->kind != VALUE_RECORD)
        return NULL;
    struct list *items = value_list(arena).as.list;
    if (value->kind == VALUE_RECORD) {
        for (size_t i = 0; i < value->as.record->count; i++)
            list_append(items, &(struct value){.kind = VALUE_TEXT,
                                               .as.text = value->as.record->entries[i].name->text});
        return items;
    }
    struct string text = value->as.text;
    for (size_t offset = 0; offset < text.length;) {
        size_t start = offset;
        text_next(text, &offset);
        list_append(items, &(struct value){.kind = VALUE_TEXT, .as.text = string_slice(text, start, offset)});
    }
    return items;
}

/* ---- attributes ---- */

static bool lookup_date_part(const struct date *date, const struct name *name, struct value *result)
{
    static const char *const parts[][2] = {{"year", "năm"}, {"month", "tháng"}, {"day", "ngày"}};
    const int numbers[] = {date->year, date->month, date->day};
    for (size_t i = 0; i < 3; i++) {
        if (string_is(name->folded, parts[i][0]) || string_is(name->folded, parts[i][1])) {
            *result = numbers[i] == 0 ? value_none() : value_integer(numbers[i]);
            return true;
        }
    }
    return false;
}

static bool lookup_ratio_part(const struct ratio *ratio, const struct name *name, struct value *result)
{
    bool is_part = string_is(name->folded, "part") || string_is(name->folded, "tử_số");
    bool is_whole = string_is(name->folded, "whole") || string_is(name->folded, "mẫu_số");
    if (is_part || is_whole)
        *result = is_part ? ratio->part : ratio->whole;
    return is_part || is_whole;
}

static bool lookup_group_part(const struct list *group, const struct name *name, struct value *result)
{
    bool is_key = string_is(name->folded, "grouper"), is_list = string_is(name->folded, "list");
    if (is_key || is_list)
        *result = group->items[is_key ? 0 : 1];
    return is_key || is_list;
}

/* Where attributes are looked up first: a record itself, or what a macro or loop has of its own. */
static const struct record *record_of(const struct value *object)
{
    if (object->kind == VALUE_CALLABLE)
        return object->as.callable->attributes;
    return object->kind == VALUE_RECORD ? object->as.record : NULL;
}

bool lookup_attribute(struct evaluation *evaluation, const struct value *object, const struct name *name,
                      struct value *result)
{
    const struct record *record = record_of(object);
    const struct value *found = record != NULL ? record_lookup_name(record, name) : NULL;
    if (found != NULL) {
        *result = *found;
        return true;
    }
    if (object->kind == VALUE_RECORD && object->flags & VALUE_ABSENT) {
        *result = value_none();
        return true;
    }
    if (object->kind == VALUE_DATE && lookup_date_part(&object->as.date, name, result))
        return true;
    if (object->kind == VALUE_RATIO && lookup_ratio_part(object->as.ratio, name, result))
        return true;
    if (object->flags & VALUE_GROUP && object->kind == VALUE_LIST &&
        lookup_group_part(object->as.list, name, result))
        return true;
    const struct function_row *row = method_lookup(object->kind, name->text);
    if (row == NULL)
        return false;
    *result = builtin_value(evaluation, row, object);
    return true;
}

/* The object of an access, which must not be missing. */
static bool evaluate_object(const struct evaluator *evaluator, const struct node *node, struct value *object,
                            bool *is_missing)
{
    return evaluate(evaluator, node, object) &&
           use_value(evaluator->evaluation, evaluator->expression, object, MISSING_IS_WRONG, is_missing);
}

bool evaluate_attribute(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value object;
    bool is_missing = false;
    if (!evaluate_object(evaluator, node->attribute.object, &object, &is_missing))
        return false;
    if (is_missing)
        *result = object;
    else if (!lookup_attribute(evaluator->evaluation, &object, node->attribute.name, result))
        *result = undefined_of(evaluator, node);
    return true;
}

/* ---- items ---- */

/* An index from the end counts from -1. */
static bool resolve_index(int64_t index, size_t count, size_t *position)
{
    if (index < 0)
        index += (int64_t)count;
    *position = (size_t)index;
    return index >= 0 && index < (int64_t)count;
}

static bool lookup_character(struct string text, int64_t index, struct value *result)
{
    size_t position;
    if (!resolve_index(index, text_length(text), &position))
        return false;
    size_t start = text_offset(text, position), end = start;
    text_next(text, &end);
    *result = value_text(string_slice(text, start, end));
    return true;
}

static bool lookup_by_number(const struct value *object, int64_t index, struct value *result)
{
    size_t position;
    if (object->kind == VALUE_TEXT)
        return lookup_character(object->as.text, index, result);
    if (object->kind != VALUE_LIST || !resolve_index(index, object->as.list->count, &position))
        return false;
    *result = object->as.list->items[position];
    return true;
}

bool lookup_item(struct evaluation *evaluation, const struct value *object, const struct value *index,
                 struct value *result)
{
    int64_t number;
    if (object->kind == VALUE_RECORD) {
        const struct value *found = record_lookup(object->as.record, key_text(evaluation->arena, index));
        if (found != NULL) {
            *result = *found;
            return true;
        }
    } else if (index->kind == VALUE_NUMBER && number_to_integer(index->as.number, &number)) {
        return lookup_by_number(object, number, result);
    }
    if (index->kind != VALUE_TEXT)
        return false;
    return lookup_attribute(evaluation, object, name_new(evaluation->arena, index->as.text), result);
}

bool evaluate_item(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value object, index;
    bool is_missing = false;
    if (!evaluate_object(evaluator, node->item.object, &object, &is_missing) ||
        !evaluate_object(evaluator, node->item.index, &index, &is_missing))
        return false;
    if (is_missing)
        *result = object.kind == VALUE_UNDEFINED ? object : index;
    else if (!lookup_item(evaluator->evaluation, &object, &index, result))
        *result = undefined_of(evaluator, node);
    return true;
}

/* ---- slices ---- */

/* Python's rules for a bound: from the end when negative, cut to what there is. */
static int64_t clamp_bound(const int64_t *bound, int64_t absent, int64_t count, int64_t step)
{
    if (bound == NULL)
        return absent;
    int64_t position = *bound < 0 ? *bound + count : *bound;
    int64_t least = step < 0 ? -1 : 0, most = step < 0 ? count - 1 : count;
    return position < least ? least : position > most ? most : position;
}

struct value slice_value(struct arena *arena, const struct value *value, const int64_t *from,
                         const int64_t *to, int64_t step)
{
    const struct list *items = iterate_value(arena, value);
    int64_t count = (int64_t)items->count;
    int64_t position = clamp_bound(from, step < 0 ? count - 1 : 0, count, step);
    int64_t end = clamp_bound(to, step < 0 ? -1 : count, count, step);
    struct value list = value_list(arena);
    struct buffer text = {0};
    while (step < 0 ? position > end : position < end) {
        if (value->kind == VALUE_TEXT)
            buffer_append_string(&text, items->items[position].as.text);
        else
            list_append(list.as.list, &items->items[position]);
        if (__builtin_add_overflow(position, step, &position))
            break;
    }
    list.flags = value->flags & VALUE_TUPLE;
    struct value result =
        value->kind == VALUE_TEXT ? value_text(arena_copy(arena, buffer_string(&text))) : list;
    buffer_release(&text);
    return result;
}

static bool fail_bound(const struct evaluator *evaluator, const struct node *node, const struct value *bound)
{
    return evaluator_fail(evaluator, node, PROBLEM_OPERAND_KIND, "[:]", value_kind_word(bound, LANGUAGE_VI),
                          value_kind_word(bound, LANGUAGE_EN));
}

/* A bound that is absent or none leaves *given NULL. */
static bool evaluate_bound(const struct evaluator *evaluator, const struct node *node, int64_t *bound,
                           const int64_t **given, bool *is_missing)
{
    struct value value;
    *given = NULL;
    if (node == NULL)
        return true;
    if (!evaluate_object(evaluator, node, &value, is_missing))
        return false;
    if (*is_missing || value.kind == VALUE_NONE)
        return true;
    if (value.kind != VALUE_NUMBER || !number_to_integer(value.as.number, bound))
        return fail_bound(evaluator, node, &value);
    if (*bound > MOST_TEXT)
        *bound = MOST_TEXT;
    if (*bound < -MOST_TEXT)
        *bound = -MOST_TEXT;
    *given = bound;
    return true;
}

bool evaluate_slice(const struct evaluator *evaluator, const struct node *node, struct value *result)
{
    struct value object;
    int64_t bounds[3] = {0, 0, 1};
    const int64_t *from, *to, *step;
    bool is_missing = false;
    if (!evaluate_object(evaluator, node->slice.object, &object, &is_missing) ||
        !evaluate_bound(evaluator, node->slice.from, &bounds[0], &from, &is_missing) ||
        !evaluate_bound(evaluator, node->slice.to, &bounds[1], &to, &is_missing) ||
        !evaluate_bound(evaluator, node->slice.step, &bounds[2], &step, &is_missing))
        return false;
    if (is_missing) {
        *result = undefined_of(evaluator, node);
        return true;
    }
    if (object.kind != VALUE_LIST && object.kind != VALUE_TEXT)
        return fail_bound(evaluator, node, &object);
    if (bounds[2] == 0)
        return evaluator_fail(evaluator, node, PROBLEM_DIVISION_BY_ZERO, NULL);
    *result = slice_value(evaluator->evaluation->arena, &object, from, to, bounds[2]);
    return true;
}

static bool fail_set(const struct expression_source *source, struct evaluation *evaluation,
                     enum problem_code code, const struct name *name)
{
    struct place place = source->place;
    struct string typed = string_trim(source->text);
    place.underline = (uint32_t)(source->offset + (size_t)(typed.bytes - source->text.bytes));
    place.underline_length = (uint32_t)typed.length;
    problems_add(evaluation->problems, code, &place, name->text.bytes);
    return false;
}

bool expression_set_attribute(const struct expression_source *source, struct evaluation *evaluation,
                              const struct value *object, const struct name *name, const struct value *value)
{
    if (object->kind != VALUE_RECORD || !object->as.record->is_namespace)
        return fail_set(source, evaluation, PROBLEM_SET_ATTRIBUTE, name);
    struct arena *arena = object->as.record->arena;
    const struct expression whole = {.source = *source};
    if (!expression_fits(&whole, evaluation, value))
        return false;
    if (value_is_passing(value))
        return fail_set(source, evaluation, PROBLEM_VALUE_PASSES, name);
    struct value copy = value_copy(arena, value);
    struct value *own = record_lookup_name(object->as.record, name);
    if (own != NULL)
        *own = copy;
    else
        record_set(object->as.record, name_new(arena, name->text), &copy);
    return true;
}
