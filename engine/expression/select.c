#include "expression/select.h"

#include <stdlib.h>
#include <string.h>

#include "expression/evaluate.h"
#include "text/order.h"
#include "text/unicode.h"

struct value undefined_call(const struct call *call)
{
    if (call->node == NULL)
        return value_undefined(string_of(call->row->name));
    return undefined_of(&(struct evaluator){.evaluation = call->evaluation, .expression = call->expression},
                        call->node);
}

struct value undefined_item(const struct call *call)
{
    struct value value = undefined_call(call);
    value.flags |= VALUE_NO_ITEM;
    return value;
}

/* ---- paths ---- */

static bool read_index(struct string step, struct value *index)
{
    int64_t number = 0;
    for (size_t i = 0; i < step.length; i++) {
        if (step.bytes[i] < '0' || step.bytes[i] > '9' || i > 8)
            return false;
        number = number * 10 + (step.bytes[i] - '0');
    }
    *index = value_integer(number);
    return step.length > 0;
}

static void select_step(struct call *call, struct string step, struct value *value)
{
    struct value index, found;
    bool is_found = value->kind != VALUE_UNDEFINED;
    if (is_found && read_index(step, &index))
        is_found = lookup_item(call->evaluation, value, &index, &found);
    else if (is_found)
        is_found = lookup_attribute(call->evaluation, value, name_new(call_arena(call), step), &found);
    if (is_found)
        *value = found;
    else if (value->kind != VALUE_UNDEFINED)
        *value = value_undefined(step);
}

void select_path(struct call *call, const struct value *item, const struct value *path, struct value *result)
{
    struct string steps = key_text(call_arena(call), path);
    *result = *item;
    for (size_t start = 0; start <= steps.length;) {
        size_t end = string_find(steps, STRING("."), start);
        if (end == SIZE_MAX)
            end = steps.length;
        select_step(call, string_slice(steps, start, end), result);
        start = end + 1;
    }
}

bool select_attributes(struct call *call, struct list *items, size_t attribute, struct list **selected)
{
    *selected = items;
    if (call->slots[attribute].kind == VALUE_NONE)
        return true;
    if (call->slots[attribute].kind != VALUE_TEXT && call->slots[attribute].kind != VALUE_NUMBER)
        return call_fail_kind(call, attribute, VALUE_TEXT);
    *selected = value_list(call_arena(call)).as.list;
    for (size_t i = 0; i < items->count; i++) {
        struct value value;
        select_path(call, &items->items[i], &call->slots[attribute], &value);
        list_append(*selected, &value);
    }
    return call_steps(call, items->count);
}

/* Those that are texts in lower case, unless they are to be told apart: as in Jinja, texts inside a key are
 * not. */
static struct value select_parts(struct call *call, const struct value *item, struct string paths,
                                 bool is_case_sensitive)
{
    struct value parts = value_list(call_arena(call));
    for (size_t start = 0; start <= paths.length;) {
        size_t end = string_find(paths, STRING(","), start);
        if (end == SIZE_MAX)
            end = paths.length;
        struct value path = value_text(string_trim(string_slice(paths, start, end))), part;
        select_path(call, item, &path, &part);
        if (part.kind == VALUE_TEXT && !is_case_sensitive)
            part.as.text = text_lower(call_arena(call), part.as.text);
        list_append(parts.as.list, &part);
        start = end + 1;
    }
    return parts;
}

bool sort_keys(struct call *call, struct list *items, size_t attribute, bool is_case_sensitive,
               struct list **keys)
{
    const struct value *paths = &call->slots[attribute];
    if (paths->kind != VALUE_TEXT || string_find(paths->as.text, STRING(","), 0) == SIZE_MAX)
        return select_attributes(call, items, attribute, keys);
    *keys = value_list(call_arena(call)).as.list;
    for (size_t i = 0; i < items->count; i++) {
        struct value parts = select_parts(call, &items->items[i], paths->as.text, is_case_sensitive);
        list_append(*keys, &parts);
    }
    return call_steps(call, items->count);
}

/* ---- order ---- */

static bool fail_order(struct call *call, const struct value *a, const struct value *b)
{
    return call_fail(call, PROBLEM_NO_ORDER, value_kind_word(a, LANGUAGE_VI), value_kind_word(b, LANGUAGE_VI),
                     value_kind_word(a, LANGUAGE_EN), value_kind_word(b, LANGUAGE_EN));
}

static bool report_missing(struct call *call, const struct value *a, const struct value *b)
{
    struct value missing = a->kind == VALUE_UNDEFINED ? *a : *b;
    bool is_missing;
    return missing.kind != VALUE_UNDEFINED ||
           use_value(call->evaluation, call->expression, &missing, MISSING_IS_BLANK, &is_missing);
}

static int compare_text(struct call *call, struct string a, struct string b, enum sort_order order,
                        bool is_case_sensitive)
{
    if (order != SORT_PYTHON)
        return order == SORT_PERSON ? text_compare_person(a, b) : text_compare_vietnamese(a, b);
    if (is_case_sensitive)
        return string_compare(a, b);
    struct arena *arena = call_arena(call);
    struct arena_mark mark = arena_mark(arena);
    int result = string_compare(text_lower(arena, a), text_lower(arena, b));
    arena_rewind(arena, mark);
    return result;
}

static bool compare_in_order(struct call *call, const struct value *a, const struct value *b,
                             enum sort_order order, bool is_case_sensitive, int *result)
{
    if (!report_missing(call, a, b))
        return false;
    if (a->kind == VALUE_TEXT && b->kind == VALUE_TEXT) {
        int compared = compare_text(call, a->as.text, b->as.text, order, is_case_sensitive);
        *result = compared < 0 ? -1 : compared > 0;
        return true;
    }
    if (a->kind == VALUE_UNDEFINED || b->kind == VALUE_UNDEFINED) {
        *result = (b->kind == VALUE_UNDEFINED) - (a->kind == VALUE_UNDEFINED);
        return true;
    }
    if (a->kind != VALUE_LIST || b->kind != VALUE_LIST)
        return value_compare(a, b, result) || fail_order(call, a, b);
    *result = 0;
    for (size_t i = 0; i < a->as.list->count && i < b->as.list->count && *result == 0; i++)
        if (!compare_in_order(call, &a->as.list->items[i], &b->as.list->items[i], order, true, result))
            return false;
    if (*result == 0)
        *result = (a->as.list->count > b->as.list->count) - (a->as.list->count < b->as.list->count);
    return true;
}

bool compare_values(struct call *call, const struct value *a, const struct value *b, bool is_case_sensitive,
                    int *order)
{
    return compare_in_order(call, a, b, SORT_PYTHON, is_case_sensitive, order);
}

/* ---- sorting ---- */

/* A merge sort of positions: it is stable, and it may stop at a comparison that fails. */
struct sorting {
    struct call *call;
    const struct value *keys;
    size_t *positions, *spare;
    enum sort_order order;
    bool is_case_sensitive, is_reversed;
};

static bool comes_after(struct sorting *sorting, size_t left, size_t right, bool *after)
{
    int order;
    if (!compare_in_order(sorting->call, &sorting->keys[left], &sorting->keys[right], sorting->order,
                          sorting->is_case_sensitive, &order))
        return false;
    *after = sorting->is_reversed ? order < 0 : order > 0;
    return true;
}

static bool merge(struct sorting *sorting, size_t from, size_t middle, size_t to)
{
    size_t left = from, right = middle, out = from;
    while (left < middle && right < to) {
        bool after;
        if (!comes_after(sorting, sorting->positions[left], sorting->positions[right], &after))
            return false;
        sorting->spare[out++] = sorting->positions[after ? right++ : left++];
    }
    while (left < middle)
        sorting->spare[out++] = sorting->positions[left++];
    while (right < to)
        sorting->spare[out++] = sorting->positions[right++];
    memcpy(sorting->positions + from, sorting->spare + from, (to - from) * sizeof *sorting->positions);
    return true;
}

static bool sort_range(struct sorting *sorting, size_t from, size_t to)
{
    if (to - from < 2)
        return true;
    size_t middle = from + (to - from) / 2;
    return sort_range(sorting, from, middle) && sort_range(sorting, middle, to) &&
           merge(sorting, from, middle, to);
}

/* Lower case once for each key, not once for each comparison; keys that are no texts stay as they are. */
static const struct value *lower_keys(struct call *call, const struct value *keys, size_t count)
{
    struct value *lowered = arena_allocate(call_arena(call), count * sizeof *lowered);
    for (size_t i = 0; i < count; i++) {
        lowered[i] = keys[i];
        if (keys[i].kind == VALUE_TEXT)
            lowered[i].as.text = text_lower(call_arena(call), keys[i].as.text);
    }
    return lowered;
}

bool sort_by(struct call *call, struct value *keys, struct value *items, size_t count, enum sort_order order,
             bool is_case_sensitive, bool is_reversed)
{
    struct arena *arena = call_arena(call);
    struct sorting sorting = {call,
                              keys,
                              arena_allocate(arena, count * sizeof(size_t)),
                              arena_allocate(arena, count * sizeof(size_t)),
                              order,
                              is_case_sensitive,
                              is_reversed};
    if (count == 0)
        return true;
    if (order == SORT_PYTHON && !is_case_sensitive) {
        sorting.keys = lower_keys(call, keys, count);
        sorting.is_case_sensitive = true;
    }
    for (size_t i = 0; i < count; i++)
        sorting.positions[i] = i;
    if (!call_steps(call, count) || !sort_range(&sorting, 0, count))
        return false;
    struct value *sorted = arena_allocate(arena, count * sizeof *sorted);
    for (size_t i = 0; i < count; i++)
        sorted[i] = items[sorting.positions[i]];
    memcpy(items, sorted, count * sizeof *sorted);
    return true;
}

/* ---- sums and extremes ---- */

static bool add_value(struct call *call, struct value *sum, const struct value *value, bool is_first)
{
    struct arena *arena = call_arena(call);
    if (sum->kind == VALUE_TEXT && value->kind == VALUE_TEXT) {
        *sum = value_text(
            arena_format(arena, "%.*s%.*s", STRING_FORMAT(sum->as.text), STRING_FORMAT(value->as.text)));
        return true;
    }
    if (is_numeric(sum) && value->kind == VALUE_TEXT)
        return call_fail_figure(call, value);
    if (!is_numeric(sum) || !is_numeric(value))
        return call_fail(call, PROBLEM_OPERAND_KINDS, "+", value_kind_word(sum, LANGUAGE_VI),
                         value_kind_word(value, LANGUAGE_VI), value_kind_word(sum, LANGUAGE_EN),
                         value_kind_word(value, LANGUAGE_EN));
    uint8_t format = is_first || sum->format == value->format ? value->format : FORMAT_BARE;
    bool is_kept = format == FORMAT_COUNT || format == FORMAT_MONEY || format == FORMAT_GROUPED;
    *sum = value_number(number_add(arena, numeric(arena, sum), numeric(arena, value)));
    sum->format = is_kept ? format : FORMAT_BARE;
    return true;
}

/* Lists joined, as + joins two, without a copy of what is joined already. */
static bool sum_lists(struct call *call, const struct value *values, size_t count, const struct value *start,
                      struct value *result)
{
    *result = value_list(call_arena(call));
    for (size_t i = 0; i <= count; i++) {
        const struct value *list = i == 0 ? start : &values[i - 1];
        if (list->kind != VALUE_LIST)
            return call_fail(call, PROBLEM_OPERAND_KINDS, "+", value_kind_word(start, LANGUAGE_VI),
                             value_kind_word(list, LANGUAGE_VI), value_kind_word(start, LANGUAGE_EN),
                             value_kind_word(list, LANGUAGE_EN));
        if (result->as.list->count + list->as.list->count > MOST_RANGE)
            return call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "1000000");
        for (size_t item = 0; item < list->as.list->count; item++)
            list_append(result->as.list, &list->as.list->items[item]);
    }
    return call_steps(call, result->as.list->count);
}

bool sum_values(struct call *call, const struct value *values, size_t count, const struct value *start,
                struct value *result)
{
    if (start->kind == VALUE_LIST)
        return sum_lists(call, values, count, start, result);
    bool starts_at_zero = start->kind == VALUE_NUMBER && number_sign(start->as.number) == 0;
    *result = *start;
    for (size_t i = 0; i < count; i++) {
        struct value value = values[i];
        bool is_missing = false;
        if (!use_value(call->evaluation, call->expression, &value, MISSING_IS_WRONG, &is_missing))
            return false;
        if (is_missing) {
            *result = value;
            return true;
        }
        if (!add_value(call, result, &value, i == 0 && starts_at_zero))
            return false;
    }
    return call_steps(call, count);
}

bool find_extreme(struct call *call, const struct value *keys, const struct value *items, size_t count,
                  int sign, bool is_case_sensitive, struct value *result)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++) {
        int order;
        if (!compare_values(call, &keys[i], &keys[best], is_case_sensitive, &order))
            return false;
        if (order == sign)
            best = i;
    }
    *result = count > 0 ? items[best] : undefined_item(call);
    return call_steps(call, count);
}

bool extreme_filter(struct call *call, int sign, struct value *result)
{
    struct list *items, *keys;
    if (!call_want_items(call, 0, &items) || !select_attributes(call, items, 2, &keys))
        return false;
    return find_extreme(call, keys->items, items->items, items->count, sign, value_is_true(&call->slots[1]),
                        result);
}
