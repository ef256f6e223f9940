/* Filters on lists; a record gives its keys and a text its characters, as in Python. */

#include "expression/evaluate.h"
#include "expression/select.h"
#include "text/unicode.h"

static struct list *new_list(struct call *call, struct value *result)
{
    *result = value_list(call_arena(call));
    return result->as.list;
}

static bool filter_first(struct call *call, struct value *result)
{
    struct list *items;
    if (!call_want_items(call, 0, &items))
        return false;
    *result = items->count > 0 ? items->items[0] : undefined_item(call);
    return true;
}

static bool filter_last(struct call *call, struct value *result)
{
    struct list *items;
    if (!call_want_items(call, 0, &items))
        return false;
    *result = items->count > 0 ? items->items[items->count - 1] : undefined_item(call);
    return true;
}

static bool filter_length(struct call *call, struct value *result)
{
    const struct value *value = &call->slots[0];
    if (value->kind == VALUE_TEXT)
        *result = value_integer((int64_t)text_length(value->as.text));
    else if (value->kind == VALUE_LIST)
        *result = value_integer((int64_t)value->as.list->count);
    else if (value->kind == VALUE_RECORD)
        *result = value_integer((int64_t)value->as.record->count);
    else
        return call_fail_kind(call, 0, VALUE_LIST);
    return true;
}

static bool filter_list(struct call *call, struct value *result)
{
    struct list *items, *copy = new_list(call, result);
    if (!call_want_items(call, 0, &items))
        return false;
    for (size_t i = 0; i < items->count; i++)
        list_append(copy, &items->items[i]);
    return call_steps(call, items->count);
}

static bool filter_reverse(struct call *call, struct value *result)
{
    struct list *items, *reversed = new_list(call, result);
    struct buffer text = {0};
    if (!call_want_items(call, 0, &items))
        return false;
    for (size_t i = items->count; i > 0; i--)
        if (call->slots[0].kind == VALUE_TEXT)
            buffer_append_string(&text, items->items[i - 1].as.text);
        else
            list_append(reversed, &items->items[i - 1]);
    if (call->slots[0].kind == VALUE_TEXT)
        *result = call_take_text(call, &text);
    return call_steps(call, items->count);
}

/* ---- join ---- */

/* Appends an item; *is_missing: it is undefined and a draft goes on. */
static bool append_item(struct call *call, struct buffer *out, struct value *item, bool *is_missing)
{
    if (!use_value(call->evaluation, call->expression, item, MISSING_IS_BLANK, is_missing))
        return false;
    if (*is_missing)
        return true;
    if (!call_fits(call, item))
        return false;
    evaluation_append(call->evaluation, out, item);
    return out->length <= MOST_TEXT || call_fail(call, PROBLEM_VALUE_SIZE, call->row->name, "16 MiB");
}

static bool join(struct call *call, const struct list *items, struct string separator, struct string last,
                 struct value *result)
{
    struct buffer out = {0};
    struct value item;
    bool is_missing = false, is_done = call_steps(call, items->count);
    for (size_t i = 0; i < items->count && is_done && !is_missing; i++) {
        item = items->items[i];
        if (i > 0)
            buffer_append_string(&out, i + 1 == items->count ? last : separator);
        is_done = append_item(call, &out, &item, &is_missing);
    }
    *result = call_take_text(call, &out);
    if (is_missing)
        *result = item;
    return is_done;
}

static bool filter_join(struct call *call, struct value *result)
{
    struct list *items;
    if (!call_want_items(call, 0, &items) || !select_attributes(call, items, 2, &items))
        return false;
    return join(call, items, call_text(call, 1), call_text(call, 1), result);
}

/* "a, b và c" */
static bool filter_list_and(struct call *call, struct value *result)
{
    struct list *items;
    if (!call_want_items(call, 0, &items) || !select_attributes(call, items, 2, &items))
        return false;
    return join(call, items, STRING(", "), call_text(call, 1), result);
}

/* ---- batch and slice ---- */

static bool filter_batch(struct call *call, struct value *result)
{
    struct list *items, *batches = new_list(call, result);
    uint64_t size;
    if (!call_want_items(call, 0, &items) || !call_want_count(call, 1, MOST_RANGE, &size))
        return false;
    if (size == 0)
        return call_fail_value(call, 1);
    for (size_t start = 0; start < items->count; start += size) {
        struct value batch = value_list(call_arena(call));
        for (size_t i = start; i < items->count && i < start + size; i++)
            list_append(batch.as.list, &items->items[i]);
        while (call->slots[2].kind != VALUE_NONE && batch.as.list->count < size)
            list_append(batch.as.list, &call->slots[2]);
        list_append(batches, &batch);
    }
    return call_steps(call, items->count + size);
}

static bool filter_slice(struct call *call, struct value *result)
{
    struct list *items, *slices = new_list(call, result);
    uint64_t count;
    if (!call_want_items(call, 0, &items) || !call_want_count(call, 1, MOST_RANGE, &count))
        return false;
    if (count == 0)
        return call_fail_value(call, 1);
    size_t each = items->count / count, longer = items->count % count, next = 0;
    for (size_t i = 0; i < count; i++) {
        struct value slice = value_list(call_arena(call));
        size_t end = next + each + (i < longer);
        while (next < end)
            list_append(slice.as.list, &items->items[next++]);
        if (call->slots[2].kind != VALUE_NONE && i >= longer)
            list_append(slice.as.list, &call->slots[2]);
        list_append(slices, &slice);
    }
    return call_steps(call, items->count + count);
}

/* ---- sort and unique ---- */

static bool sort_list(struct call *call, enum sort_order order, struct value *result)
{
    struct list *keys;
    bool is_reversed = value_is_true(&call->slots[1]), is_case_sensitive = value_is_true(&call->slots[2]);
    if (!filter_list(call, result))
        return false;
    struct list *sorted = result->as.list;
    if (!sort_keys(call, sorted, 3, is_case_sensitive || order != SORT_PYTHON, &keys))
        return false;
    struct value *copies = arena_allocate(call_arena(call), keys->count * sizeof *copies);
    for (size_t i = 0; i < keys->count; i++)
        copies[i] = keys->items[i];
    return sort_by(call, copies, sorted->items, sorted->count, order, is_case_sensitive, is_reversed);
}

static bool filter_sort(struct call *call, struct value *result)
{
    return sort_list(call, SORT_PYTHON, result);
}

static bool filter_sort_vietnamese(struct call *call, struct value *result)
{
    return sort_list(call, SORT_VIETNAMESE, result);
}

static bool filter_sort_persons(struct call *call, struct value *result)
{
    return sort_list(call, SORT_PERSON, result);
}

static struct value comparable(struct call *call, const struct value *key, bool is_case_sensitive)
{
    if (key->kind != VALUE_TEXT || is_case_sensitive)
        return *key;
    return value_text(text_lower(call_arena(call), key->as.text));
}

/* The keys seen so far, by hash; equal values have equal hashes. */
struct seen {
    const struct value **slots;
    size_t mask;
};

static uint64_t hash_key(struct call *call, const struct value *key)
{
    if (key->kind == VALUE_TEXT)
        return string_hash(key->as.text);
    if (!is_numeric(key))
        return key->kind;
    struct number number = numeric(call_arena(call), key);
    return number.denominator == 0 ? 0
                                   : (uint64_t)number.integer_part * 0x9E3779B97F4A7C15u + number.denominator;
}

/* True the first time a key comes. */
static bool is_new(struct call *call, struct seen *seen, const struct value *key)
{
    uint64_t hash = hash_key(call, key);
    size_t slot = (hash ^ hash >> 32) & seen->mask;
    for (; seen->slots[slot] != NULL; slot = (slot + 1) & seen->mask) {
        call->evaluation->steps++;
        if (value_equal(seen->slots[slot], key))
            return false;
    }
    seen->slots[slot] = key;
    return true;
}

static bool filter_unique(struct call *call, struct value *result)
{
    struct arena *arena = call_arena(call);
    struct list *items, *keys, *unique = new_list(call, result);
    if (!call_want_items(call, 0, &items) || !select_attributes(call, items, 2, &keys))
        return false;
    size_t size = 16;
    while (size < 2 * items->count)
        size *= 2;
    struct seen seen = {arena_allocate(arena, size * sizeof *seen.slots), size - 1};
    struct value *compared = arena_allocate(arena, items->count * sizeof *compared);
    for (size_t i = 0; i < items->count; i++) {
        compared[i] = comparable(call, &keys->items[i], value_is_true(&call->slots[1]));
        if (is_new(call, &seen, &compared[i]))
            list_append(unique, &items->items[i]);
        if (!call_steps(call, 1))
            return false;
    }
    return true;
}

/* ---- records ---- */

static struct value pair_of(struct call *call, const struct entry *entry)
{
    struct value pair = value_list(call_arena(call)), key = value_text(entry->name->text);
    pair.flags |= VALUE_TUPLE;
    list_append(pair.as.list, &key);
    list_append(pair.as.list, &entry->value);
    return pair;
}

static bool filter_items(struct call *call, struct value *result)
{
    struct list *pairs = new_list(call, result);
    if (call->slots[0].kind == VALUE_TEXT && call->slots[0].as.text.length == 0)
        return true;
    if (call->slots[0].kind != VALUE_RECORD)
        return call_fail_kind(call, 0, VALUE_RECORD);
    const struct record *record = call->slots[0].as.record;
    for (size_t i = 0; i < record->count; i++) {
        struct value pair = pair_of(call, &record->entries[i]);
        list_append(pairs, &pair);
    }
    return call_steps(call, record->count);
}

static bool filter_dictsort(struct call *call, struct value *result)
{
    struct string by = call_text(call, 2);
    bool is_by_key = string_is(by, "key");
    if (!is_by_key && !string_is(by, "value"))
        return call_fail_value(call, 2);
    if (!filter_items(call, result))
        return false;
    struct list *pairs = result->as.list;
    struct value *keys = arena_allocate(call_arena(call), pairs->count * sizeof *keys);
    for (size_t i = 0; i < pairs->count; i++)
        keys[i] = pairs->items[i].as.list->items[is_by_key ? 0 : 1];
    return sort_by(call, keys, pairs->items, pairs->count, SORT_PYTHON, value_is_true(&call->slots[1]),
                   value_is_true(&call->slots[3]));
}

static bool filter_random(struct call *call, struct value *result)
{
    (void)result;
    return call_fail(call, PROBLEM_NOT_DETERMINISTIC, call->row->name);
}

static const struct function_row rows[] = {
    {"first", "value", filter_first, 0, VALUE_LIST},
    {"đầu tiên", "value", filter_first, 0, VALUE_LIST},
    {"last", "value", filter_last, 0, VALUE_LIST},
    {"cuối cùng", "value", filter_last, 0, VALUE_LIST},
    {"length", "value", filter_length, 0, VALUE_UNDEFINED},
    {"count", "value", filter_length, 0, VALUE_UNDEFINED},
    {"đếm", "value", filter_length, 0, VALUE_UNDEFINED},
    {"độ dài", "value", filter_length, 0, VALUE_UNDEFINED},
    {"list", "value", filter_list, 0, VALUE_LIST},
    {"danh sách", "value", filter_list, 0, VALUE_LIST},
    {"reverse", "value", filter_reverse, 0, VALUE_LIST},
    {"đảo ngược", "value", filter_reverse, 0, VALUE_LIST},
    {"join", "value, d='', attribute=none", filter_join, 0, VALUE_LIST},
    {"nối", "value, d='', attribute=none", filter_join, 0, VALUE_LIST},
    {"list and", "value, d=' và ', attribute=none", filter_list_and, 0, VALUE_LIST},
    {"liệt kê", "value, d=' và ', attribute=none", filter_list_and, 0, VALUE_LIST},
    {"batch", "value, linecount, fill_with=none", filter_batch, 0, VALUE_LIST},
    {"slice", "value, slices, fill_with=none", filter_slice, 0, VALUE_LIST},
    {"sort", "value, reverse=false, case_sensitive=false, attribute=none", filter_sort, 0, VALUE_LIST},
    {"sort vi", "value, reverse=false, case_sensitive=false, attribute=none", filter_sort_vietnamese, 0,
     VALUE_LIST},
    {"sắp xếp", "value, reverse=false, case_sensitive=false, attribute=none", filter_sort_vietnamese, 0,
     VALUE_LIST},
    {"sort persons", "value, reverse=false, case_sensitive=false, attribute=none", filter_sort_persons, 0,
     VALUE_LIST},
    {"sắp tên", "value, reverse=false, case_sensitive=false, attribute=none", filter_sort_persons, 0,
     VALUE_LIST},
    {"sắp xếp tên", "value, reverse=false, case_sensitive=false, attribute=none", filter_sort_persons, 0,
     VALUE_LIST},
    {"unique", "value, case_sensitive=false, attribute=none", filter_unique, 0, VALUE_LIST},
    {"bỏ trùng", "value, case_sensitive=false, attribute=none", filter_unique, 0, VALUE_LIST},
    {"items", "value", filter_items, 0, VALUE_RECORD},
    {"dictsort", "value, case_sensitive=false, by='key', reverse=false", filter_dictsort, 0, VALUE_RECORD},
    {"random", "value", filter_random, 0, VALUE_LIST},
};

const struct function_table filter_table_list = {rows, sizeof rows / sizeof rows[0]};
