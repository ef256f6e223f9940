/* Python's methods of lists, dicts and dates. */

#include "expression/evaluate.h"
#include "expression/objects.h"
#include "expression/select.h"
#include "text/unicode.h"

#include <string.h>

static bool give_none(struct value *result)
{
    *result = value_none();
    return true;
}

static struct list *own_list(const struct call *call)
{
    return call->slots[0].as.list;
}

static struct record *own_record(const struct call *call)
{
    return call->slots[0].as.record;
}

/* ---- lists ---- */

static bool list_method_append(struct call *call, struct value *result)
{
    struct value item;
    if (!call_may_change(call, &call->slots[0]) || !lasting_copy(call, &call->slots[1], &item))
        return false;
    if (own_list(call)->count >= MOST_RANGE)
        return call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "1000000");
    list_append(own_list(call), &item);
    return value_depth(&call->slots[0]) <= MOST_VALUE_DEPTH ? give_none(result)
                                                            : call_fail(call, PROBLEM_EVALUATION_DEPTH, NULL);
}

static bool list_method_extend(struct call *call, struct value *result)
{
    struct list *items;
    if (!call_may_change(call, &call->slots[0]) || !call_want_items(call, 1, &items))
        return false;
    size_t count = items->count;
    if (count + own_list(call)->count > MOST_RANGE)
        return call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "1000000");
    for (size_t i = 0; i < count; i++) {
        struct value item;
        if (!lasting_copy(call, &items->items[i], &item))
            return false;
        list_append(own_list(call), &item);
    }
    return give_none(result);
}

static size_t clamp(int64_t index, size_t count)
{
    if (index < 0)
        index += (int64_t)count;
    return index < 0 ? 0 : index > (int64_t)count ? count : (size_t)index;
}

static bool list_method_insert(struct call *call, struct value *result)
{
    int64_t index;
    struct value item;
    if (!call_may_change(call, &call->slots[0]) || !call_want_integer(call, 1, &index) ||
        !lasting_copy(call, &call->slots[2], &item))
        return false;
    struct list *list = own_list(call);
    size_t position = clamp(index, list->count);
    list_append(list, &item);
    memmove(list->items + position + 1, list->items + position, (list->count - 1 - position) * sizeof item);
    list->items[position] = item;
    return give_none(result);
}

static void remove_at(struct list *list, size_t position)
{
    memmove(list->items + position, list->items + position + 1,
            (list->count - 1 - position) * sizeof list->items[0]);
    list->count--;
}

static bool list_method_pop(struct call *call, struct value *result)
{
    int64_t index;
    struct list *list = own_list(call);
    if (!call_may_change(call, &call->slots[0]) || !call_want_integer(call, 1, &index))
        return false;
    if (index < 0)
        index += (int64_t)list->count;
    if (index < 0 || index >= (int64_t)list->count)
        return call_fail_value(call, 1);
    *result = list->items[index];
    remove_at(list, (size_t)index);
    return true;
}

static size_t find_item(const struct list *list, const struct value *wanted)
{
    for (size_t i = 0; i < list->count; i++)
        if (value_equal(&list->items[i], wanted))
            return i;
    return SIZE_MAX;
}

static bool list_method_remove(struct call *call, struct value *result)
{
    size_t position = find_item(own_list(call), &call->slots[1]);
    if (!call_may_change(call, &call->slots[0]))
        return false;
    if (position == SIZE_MAX)
        return call_fail_value(call, 1);
    remove_at(own_list(call), position);
    return give_none(result);
}

static bool list_method_clear(struct call *call, struct value *result)
{
    if (!call_may_change(call, &call->slots[0]))
        return false;
    own_list(call)->count = 0;
    return give_none(result);
}

static bool list_method_index(struct call *call, struct value *result)
{
    size_t position = find_item(own_list(call), &call->slots[1]);
    if (position == SIZE_MAX)
        return call_fail_value(call, 1);
    *result = value_integer((int64_t)position);
    return true;
}

static bool list_method_count(struct call *call, struct value *result)
{
    int64_t count = 0;
    for (size_t i = 0; i < own_list(call)->count; i++)
        count += value_equal(&own_list(call)->items[i], &call->slots[1]);
    *result = value_integer(count);
    return true;
}

static bool list_method_copy(struct call *call, struct value *result)
{
    *result = value_list(call_arena(call));
    for (size_t i = 0; i < own_list(call)->count; i++)
        list_append(result->as.list, &own_list(call)->items[i]);
    return true;
}

static bool list_method_reverse(struct call *call, struct value *result)
{
    if (!call_may_change(call, &call->slots[0]))
        return false;
    struct list *list = own_list(call);
    for (size_t i = 0; i < list->count / 2; i++) {
        struct value swapped = list->items[i];
        list->items[i] = list->items[list->count - 1 - i];
        list->items[list->count - 1 - i] = swapped;
    }
    return give_none(result);
}

static bool list_method_sort(struct call *call, struct value *result)
{
    struct list *list = own_list(call);
    if (!call_may_change(call, &call->slots[0]))
        return false;
    struct value *keys = arena_allocate(call_arena(call), list->count * sizeof *keys);
    for (size_t i = 0; i < list->count; i++)
        keys[i] = list->items[i];
    return sort_by(call, keys, list->items, list->count, SORT_PYTHON, true, value_is_true(&call->slots[1])) &&
           give_none(result);
}

/* ---- dicts ---- */

static struct value pair_of(struct arena *arena, const struct entry *entry)
{
    struct value pair = value_list(arena), key = value_text(entry->name->text);
    pair.flags |= VALUE_TUPLE;
    list_append(pair.as.list, &key);
    list_append(pair.as.list, &entry->value);
    return pair;
}

static bool record_method_items(struct call *call, struct value *result)
{
    *result = value_list(call_arena(call));
    for (size_t i = 0; i < own_record(call)->count; i++) {
        struct value pair = pair_of(call_arena(call), &own_record(call)->entries[i]);
        list_append(result->as.list, &pair);
    }
    return true;
}

static bool record_method_keys(struct call *call, struct value *result)
{
    *result = value_list(call_arena(call));
    for (size_t i = 0; i < own_record(call)->count; i++) {
        struct value key = value_text(own_record(call)->entries[i].name->text);
        list_append(result->as.list, &key);
    }
    return true;
}

static bool record_method_values(struct call *call, struct value *result)
{
    *result = value_list(call_arena(call));
    for (size_t i = 0; i < own_record(call)->count; i++)
        list_append(result->as.list, &own_record(call)->entries[i].value);
    return true;
}

static bool record_method_get(struct call *call, struct value *result)
{
    struct string key = key_text(call_arena(call), &call->slots[1]);
    const struct value *found = record_lookup(own_record(call), key);
    *result = found != NULL ? *found : call->slots[2];
    return true;
}

static bool record_method_copy(struct call *call, struct value *result)
{
    *result = value_record(call_arena(call));
    return record_update(call, result->as.record, &call->slots[0]);
}

static bool record_method_update(struct call *call, struct value *result)
{
    struct record *record = own_record(call);
    if (!call_may_change(call, &call->slots[0]))
        return false;
    struct value added = value_record(call_arena(call));
    if (call->rest_count > 0 && !record_update(call, added.as.record, &call->rest[0]))
        return false;
    for (size_t i = 0; i < call->options.keyword_count; i++)
        record_set(added.as.record, call->options.keywords[i], &call->options.keyword_values[i]);
    struct value copy;
    return lasting_copy(call, &added, &copy) && record_update(call, record, &copy) && give_none(result);
}

static bool record_method_setdefault(struct call *call, struct value *result)
{
    struct string key = key_text(call_arena(call), &call->slots[1]);
    const struct value *found = record_lookup(own_record(call), key);
    if (found != NULL) {
        *result = *found;
        return true;
    }
    if (!call_may_change(call, &call->slots[0]) || !lasting_copy(call, &call->slots[2], result))
        return false;
    record_set_text(own_record(call), key, result);
    return true;
}

/* ---- dates ---- */

static bool date_method_strftime(struct call *call, struct value *result)
{
    struct string format;
    if (!call_want_text(call, 1, &format))
        return false;
    struct buffer out = {0};
    bool is_done = format_date(call->slots[0].as.date, format, &out);
    *result = call_take_text(call, &out);
    return is_done || call_fail_value(call, 1);
}

static bool date_method_isoformat(struct call *call, struct value *result)
{
    struct buffer out = {0};
    date_append_iso(&out, call->slots[0].as.date);
    *result = call_take_text(call, &out);
    return true;
}

/* Python's: Monday is 0, of isoweekday() 1; none while the day is blank. */
static bool give_weekday(struct call *call, unsigned monday, struct value *result)
{
    struct date date = call->slots[0].as.date;
    *result = date.day == 0 ? value_none() : value_integer((int64_t)(date_weekday(date) - 1 + monday));
    return true;
}

static bool date_method_weekday(struct call *call, struct value *result)
{
    return give_weekday(call, 0, result);
}

static bool date_method_isoweekday(struct call *call, struct value *result)
{
    return give_weekday(call, 1, result);
}

static const struct function_row list_rows[] = {
    {"append", "self, object", list_method_append, 0, VALUE_LIST},
    {"extend", "self, iterable", list_method_extend, 0, VALUE_LIST},
    {"insert", "self, index, object", list_method_insert, 0, VALUE_LIST},
    {"pop", "self, index=-1", list_method_pop, 0, VALUE_LIST},
    {"remove", "self, value", list_method_remove, 0, VALUE_LIST},
    {"clear", "self", list_method_clear, 0, VALUE_LIST},
    {"index", "self, value", list_method_index, 0, VALUE_LIST},
    {"count", "self, value", list_method_count, 0, VALUE_LIST},
    {"copy", "self", list_method_copy, 0, VALUE_LIST},
    {"reverse", "self", list_method_reverse, 0, VALUE_LIST},
    {"sort", "self, reverse=false", list_method_sort, 0, VALUE_LIST},
};

static const struct function_row record_rows[] = {
    {"items", "self", record_method_items, 0, VALUE_RECORD},
    {"keys", "self", record_method_keys, 0, VALUE_RECORD},
    {"values", "self", record_method_values, 0, VALUE_RECORD},
    {"get", "self, key, default=none", record_method_get, 0, VALUE_RECORD},
    {"copy", "self", record_method_copy, 0, VALUE_RECORD},
    {"update", "self, *mapping, **values", record_method_update, 0, VALUE_RECORD},
    {"setdefault", "self, key, default=none", record_method_setdefault, 0, VALUE_RECORD},
};

static const struct function_row date_rows[] = {
    {"strftime", "self, format", date_method_strftime, 0, VALUE_DATE},
    {"isoformat", "self", date_method_isoformat, 0, VALUE_DATE},
    {"weekday", "self", date_method_weekday, 0, VALUE_DATE},
    {"isoweekday", "self", date_method_isoweekday, 0, VALUE_DATE},
};

const struct function_table method_table_list = {list_rows, sizeof list_rows / sizeof list_rows[0]};
const struct function_table method_table_record = {record_rows, sizeof record_rows / sizeof record_rows[0]};
const struct function_table method_table_date = {date_rows, sizeof date_rows / sizeof date_rows[0]};
