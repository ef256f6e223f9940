/* Filters that pick: defaults, attributes, map, select and their kin, groups. */

#include "expression/evaluate.h"
#include "expression/select.h"
#include "text/unicode.h"

static bool filter_default(struct call *call, struct value *result)
{
    const struct value *value = &call->slots[0];
    bool replaces_false = value_is_true(&call->slots[2]);
    bool is_replaced = value->kind == VALUE_UNDEFINED || (replaces_false && !value_is_true(value));
    *result = call->slots[is_replaced ? 1 : 0];
    return true;
}

static bool filter_attr(struct call *call, struct value *result)
{
    struct string name;
    if (!call_want_text(call, 1, &name))
        return false;
    if (!lookup_attribute(call->evaluation, &call->slots[0], name_new(call_arena(call), name), result))
        *result = undefined_call(call);
    return true;
}

/* ---- a filter or test named by a text, applied to each item ---- */

struct applied {
    const struct function_row *row; /* NULL: the truth of the value itself */
    struct arguments arguments;
};

static bool fail_unknown(struct call *call, enum problem_code code, struct string name,
                         struct string suggestion)
{
    struct place place = call_place(call);
    struct problem *problem =
        problems_add(call->evaluation->problems, code, &place, arena_copy(call_arena(call), name).bytes);
    if (suggestion.length > 0)
        problems_suggest(call->evaluation->problems, problem, suggestion);
    return false;
}

/* The row named by call->rest[first]; the arguments behind it are its own. */
static bool find_applied(struct call *call, size_t first, bool is_filter, struct applied *applied)
{
    *applied = (struct applied){0};
    if (call->rest_count <= first)
        return true;
    if (call->rest[first].kind != VALUE_TEXT) {
        call->slots[0] = call->rest[first];
        return call_fail_kind(call, 0, VALUE_TEXT);
    }
    struct string name = call->rest[first].as.text;
    applied->row = is_filter ? filter_lookup(name) : test_lookup(name);
    applied->arguments = call->options;
    applied->arguments.values = call->rest + first + 1;
    applied->arguments.count = call->rest_count - first - 1;
    if (applied->row != NULL)
        return true;
    return is_filter ? fail_unknown(call, PROBLEM_UNKNOWN_FILTER, name, filter_suggest(name))
                     : fail_unknown(call, PROBLEM_UNKNOWN_TEST, name, test_suggest(name));
}

static bool apply(struct call *call, const struct applied *applied, const struct value *item,
                  struct value *result)
{
    if (applied->row == NULL) {
        *result = *item;
        return true;
    }
    struct call inner = {.evaluation = call->evaluation,
                         .expression = call->expression,
                         .node = call->node,
                         .row = applied->row};
    return call_run(&inner, item, &applied->arguments, result);
}

/* ---- map ---- */

static const struct value *find_option(const struct call *call, const char *name)
{
    for (size_t i = 0; i < call->options.keyword_count; i++)
        if (string_is(call->options.keywords[i]->folded, name))
            return &call->options.keyword_values[i];
    return NULL;
}

static bool map_attribute(struct call *call, const struct list *items, const struct value *path,
                          struct list *mapped)
{
    const struct value *fallback = find_option(call, "default");
    if (call->options.keyword_count > (fallback != NULL ? 2u : 1u) || call->rest_count > 0)
        return call_fail(call, PROBLEM_ARGUMENT_MANY, call->row->name, "2");
    for (size_t i = 0; i < items->count; i++) {
        struct value value;
        select_path(call, &items->items[i], path, &value);
        if (value.kind == VALUE_UNDEFINED && fallback != NULL)
            value = *fallback;
        list_append(mapped, &value);
    }
    return true;
}

static bool filter_map(struct call *call, struct value *result)
{
    struct list *items;
    struct applied applied;
    *result = value_list(call_arena(call));
    if (!call_want_items(call, 0, &items) || !call_steps(call, items->count))
        return false;
    const struct value *path = find_option(call, "attribute");
    if (path == NULL)
        path = find_option(call, "trường");
    if (path != NULL && call->rest_count == 0)
        return map_attribute(call, items, path, result->as.list);
    if (call->rest_count == 0)
        return call_fail(call, PROBLEM_ARGUMENT_MISSING, call->row->name, "attribute");
    if (!find_applied(call, 0, true, &applied))
        return false;
    for (size_t i = 0; i < items->count; i++) {
        struct value value;
        if (!apply(call, &applied, &items->items[i], &value))
            return false;
        list_append(result->as.list, &value);
    }
    return true;
}

/* ---- select, reject, selectattr, rejectattr ---- */

static bool pick(struct call *call, bool has_attribute, bool wanted, struct value *result)
{
    struct list *items;
    struct applied applied;
    *result = value_list(call_arena(call));
    if (has_attribute && call->rest_count == 0)
        return call_fail(call, PROBLEM_ARGUMENT_MISSING, call->row->name, "attribute");
    if (!call_want_items(call, 0, &items) || !find_applied(call, has_attribute, false, &applied) ||
        !call_steps(call, items->count))
        return false;
    for (size_t i = 0; i < items->count; i++) {
        struct value subject = items->items[i], truth;
        if (has_attribute)
            select_path(call, &items->items[i], &call->rest[0], &subject);
        if (!apply(call, &applied, &subject, &truth))
            return false;
        if (value_is_true(&truth) == wanted)
            list_append(result->as.list, &items->items[i]);
    }
    return true;
}

static bool filter_select(struct call *call, struct value *result)
{
    return pick(call, false, true, result);
}

static bool filter_reject(struct call *call, struct value *result)
{
    return pick(call, false, false, result);
}

static bool filter_selectattr(struct call *call, struct value *result)
{
    return pick(call, true, true, result);
}

static bool filter_rejectattr(struct call *call, struct value *result)
{
    return pick(call, true, false, result);
}

/* ---- groups ---- */

static struct value new_group(struct call *call, const struct value *key, struct list **members)
{
    struct value group = value_list(call_arena(call)), list = value_list(call_arena(call));
    group.flags |= VALUE_TUPLE | VALUE_GROUP;
    list_append(group.as.list, key);
    list_append(group.as.list, &list);
    *members = list.as.list;
    return group;
}

static bool filter_groupby(struct call *call, struct value *result)
{
    struct list *items, *keys, *members = NULL;
    bool is_case_sensitive = value_is_true(&call->slots[3]);
    *result = value_list(call_arena(call));
    if (!call_want_items(call, 0, &items) || !select_attributes(call, items, 1, &keys))
        return false;
    size_t count = items->count;
    struct value *pairs = arena_allocate(call_arena(call), count * sizeof *pairs);
    for (size_t i = 0; i < count; i++) {
        if (keys->items[i].kind == VALUE_UNDEFINED && call->slots[2].kind != VALUE_NONE)
            keys->items[i] = call->slots[2];
        pairs[i] = value_list(call_arena(call));
        list_append(pairs[i].as.list, &keys->items[i]);
        list_append(pairs[i].as.list, &items->items[i]);
    }
    if (!sort_by(call, keys->items, pairs, count, SORT_PYTHON, is_case_sensitive, false))
        return false;
    for (size_t i = 0; i < count; i++) {
        const struct value *key = &pairs[i].as.list->items[0];
        int order = 1;
        if (i > 0 && !compare_values(call, &pairs[i - 1].as.list->items[0], key, is_case_sensitive, &order))
            return false;
        if (i == 0 || order != 0) {
            struct value group = new_group(call, key, &members);
            list_append(result->as.list, &group);
        }
        list_append(members, &pairs[i].as.list->items[1]);
    }
    return true;
}

static const struct function_row rows[] = {
    {"default", "value, default_value='', boolean=false", filter_default, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"d", "value, default_value='', boolean=false", filter_default, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"mặc định", "value, default_value='', boolean=false", filter_default, ACCEPTS_UNDEFINED,
     VALUE_UNDEFINED},
    {"attr", "value, name", filter_attr, 0, VALUE_UNDEFINED},
    {"map", "value, *args, **kwargs", filter_map, 0, VALUE_LIST},
    {"từng", "value, *args, **kwargs", filter_map, 0, VALUE_LIST},
    {"select", "value, *args, **kwargs", filter_select, 0, VALUE_LIST},
    {"reject", "value, *args, **kwargs", filter_reject, 0, VALUE_LIST},
    {"selectattr", "value, *args, **kwargs", filter_selectattr, 0, VALUE_LIST},
    {"chọn", "value, *args, **kwargs", filter_selectattr, 0, VALUE_LIST},
    {"rejectattr", "value, *args, **kwargs", filter_rejectattr, 0, VALUE_LIST},
    {"loại", "value, *args, **kwargs", filter_rejectattr, 0, VALUE_LIST},
    {"groupby", "value, attribute, default=none, case_sensitive=false", filter_groupby, 0, VALUE_LIST},
    {"nhóm theo", "value, attribute, default=none, case_sensitive=false", filter_groupby, 0, VALUE_LIST},
};

const struct function_table filter_table_select = {rows, sizeof rows / sizeof rows[0]};
