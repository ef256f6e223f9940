/* What queries give for the rows they found: counts, sums, extremes, groups, ranks. All exact. */

#include <string.h>

#include "expression/rows.h"
#include "expression/select.h"
#include "text/decimal.h"
#include "text/unicode.h"

bool query_count(struct call *call, struct value *result)
{
    *result = value_integer((int64_t)call->query->found->count);
    return true;
}

static bool query_filter(struct call *call, struct value *result)
{
    *result = value_list(call_arena(call));
    result->as.list = call->query->found;
    return true;
}

/* ---- figures ---- */

/*
 * A cell of a table whose columns no form has typed is text: "12", "2.318.000", "2,5" are figures all the
 * same. Where only their order counts, "007" is a code.
 */
static void read_figure(struct call *call, struct value *value, bool may_be_code)
{
    struct string text = value->kind == VALUE_TEXT ? value->as.text : (struct string){"", 0};
    struct buffer digits = {0};
    struct number number;
    bool is_code = may_be_code && text.length > 1 && text.bytes[0] == '0' && text.bytes[1] >= '0' &&
                   text.bytes[1] <= '9';
    if ((value->flags & VALUE_CELL) != 0 && !is_code && text_read_decimal(&digits, string_trim(text)) &&
        number_read(call_arena(call), buffer_string(&digits), &number, NULL)) {
        value->kind = VALUE_NUMBER;
        value->as.number = number;
    }
    buffer_release(&digits);
}

/* The sum of what is measured, and of how many rows: empty cells are passed over. */
static bool sum_measured(struct call *call, struct value *sum, size_t *count)
{
    struct row_query *query = call->query;
    struct arena *arena = call_arena(call);
    uint8_t format = FORMAT_BARE;
    *sum = value_integer(0);
    *count = 0;
    for (size_t i = 0; i < query->found->count; i++) {
        struct value value;
        if (!rows_measure(query, &query->found->items[i], &value))
            return false;
        read_figure(call, &value, false);
        if (value.kind == VALUE_NONE)
            continue;
        if (!is_numeric(&value))
            return call_fail_figure(call, &value);
        format = *count == 0 || format == value.format ? value.format : FORMAT_BARE;
        sum->as.number = number_add(arena, sum->as.number, numeric(arena, &value));
        ++*count;
    }
    if (format == FORMAT_COUNT || format == FORMAT_MONEY || format == FORMAT_GROUPED)
        sum->format = format;
    return call_steps(call, query->found->count);
}

bool query_sum(struct call *call, struct value *result)
{
    size_t count;
    return sum_measured(call, result, &count);
}

static bool fail_no_rows(struct call *call)
{
    return call_fail(call, PROBLEM_NO_ROWS, call->row->name);
}

bool query_average(struct call *call, struct value *result)
{
    struct value sum;
    struct number average;
    size_t count;
    if (!sum_measured(call, &sum, &count))
        return false;
    if (!number_divide(call_arena(call), sum.as.number, number_of_integer((int64_t)count), &average))
        return fail_no_rows(call);
    *result = value_number(average);
    return true;
}

bool query_extreme(struct call *call, int sign, struct value *result)
{
    struct row_query *query = call->query;
    *result = value_none();
    for (size_t i = 0; i < query->found->count; i++) {
        struct value value;
        int order = sign;
        if (!rows_measure(query, &query->found->items[i], &value))
            return false;
        read_figure(call, &value, true);
        if (value.kind == VALUE_NONE)
            continue;
        if (result->kind != VALUE_NONE && !compare_values(call, &value, result, true, &order))
            return false;
        if (order == sign)
            *result = value;
    }
    return result->kind != VALUE_NONE ? call_steps(call, query->found->count) : fail_no_rows(call);
}

static bool query_max(struct call *call, struct value *result)
{
    return query_extreme(call, 1, result);
}

static bool query_min(struct call *call, struct value *result)
{
    return query_extreme(call, -1, result);
}

/* ---- groups ---- */

/* The entries of a group. */
enum { KEY, COUNT, ROWS };

/* Groups by the text of their key: as it stands in the table, and as cells are compared. */
struct group_slot {
    struct string key;
    size_t group; /* from 1; 0: free */
};

struct groups {
    struct call *call;
    struct list *list; /* of records */
    struct group_slot *slots;
    size_t slot_count, used;
};

static struct group_slot *find_slot(const struct groups *groups, struct string key)
{
    size_t i = string_hash(key) & (groups->slot_count - 1);
    while (groups->slots[i].group != 0 && !string_equal(groups->slots[i].key, key))
        i = (i + 1) & (groups->slot_count - 1);
    return &groups->slots[i];
}

static void set_slot(struct groups *groups, struct string key, size_t group)
{
    if (groups->used * 2 >= groups->slot_count) {
        struct groups old = *groups;
        groups->slot_count = old.slot_count > 0 ? old.slot_count * 2 : 64;
        groups->slots = arena_allocate(call_arena(groups->call), groups->slot_count * sizeof *groups->slots);
        for (size_t i = 0; i < old.slot_count; i++)
            if (old.slots[i].group != 0)
                *find_slot(groups, old.slots[i].key) = old.slots[i];
    }
    *find_slot(groups, key) = (struct group_slot){key, group};
    groups->used++;
}

/* Texts and other values are never one group: 5 is not "5". */
static struct string key_of(struct call *call, const struct value *value, bool is_folded)
{
    struct arena *arena = call_arena(call);
    struct buffer out = {0};
    buffer_append_byte(&out, value->kind == VALUE_TEXT ? is_folded ? 'f' : 't' : 'v');
    if (value->kind == VALUE_TEXT)
        buffer_append_string(&out, is_folded ? text_fold_name(arena, value->as.text) : value->as.text);
    else if (call_fits(call, value))
        value_append_json(&out, value);
    struct string key = arena_copy(arena, buffer_string(&out));
    buffer_release(&out);
    return key;
}

/* By the words of the call's own language. */
static const char *word(const struct call *call, const char *vietnamese, const char *english)
{
    return strcmp(call->row->name, "group by") == 0 ? english : vietnamese;
}

/* The last name of "lĩnh vực" or "hồ sơ.lĩnh vực"; NULL: the key is computed. */
static const struct name *name_of_key(const struct node *measured)
{
    if (measured->kind == NODE_NAME)
        return measured->name.name;
    return measured->kind == NODE_ATTRIBUTE ? measured->attribute.name : NULL;
}

static size_t add_group(struct groups *groups, const struct value *key)
{
    struct call *call = groups->call;
    struct arena *arena = call_arena(call);
    struct value group = value_record(arena), rows = value_list(arena), count = value_integer(0);
    const struct name *name = name_of_key(call->query->measured);
    record_set_text(group.as.record, string_of(word(call, "khóa", "key")), key);
    record_set_text(group.as.record, string_of(word(call, "số lượng", "count")), &count);
    record_set_text(group.as.record, string_of(word(call, "các dòng", "rows")), &rows);
    if (name != NULL && record_lookup_name(group.as.record, name) == NULL)
        record_set(group.as.record, name, key);
    list_append(groups->list, &group);
    return groups->list->count;
}

static size_t find_group(struct groups *groups, const struct value *key)
{
    struct string exact = key_of(groups->call, key, false);
    size_t group = groups->slot_count > 0 ? find_slot(groups, exact)->group : 0;
    if (group != 0)
        return group;
    struct string folded = key_of(groups->call, key, true);
    group = groups->slot_count > 0 ? find_slot(groups, folded)->group : 0;
    if (group == 0) {
        group = add_group(groups, key);
        set_slot(groups, folded, group);
    }
    if (key->kind == VALUE_TEXT)
        set_slot(groups, exact, group);
    return group;
}

/* A row more; what was counted is set last, when the list is whole. */
static void add_to_group(struct groups *groups, const struct value *key, const struct value *row)
{
    size_t position = find_group(groups, key) - 1;
    struct record *group = groups->list->items[position].as.record;
    list_append(group->entries[ROWS].value.as.list, row);
}

/* Groups in the order of their first rows. */
static bool query_group(struct call *call, struct value *result)
{
    struct row_query *query = call->query;
    struct groups groups = {.call = call, .list = value_list(call_arena(call)).as.list};
    for (size_t i = 0; i < query->found->count; i++) {
        struct value key;
        if (!rows_measure(query, &query->found->items[i], &key))
            return false;
        add_to_group(&groups, &key, &query->found->items[i]);
    }
    *result = value_list(call_arena(call));
    for (size_t i = 0; i < groups.list->count; i++) {
        struct record *group = groups.list->items[i].as.record;
        struct value rows = group->entries[ROWS].value, count = value_integer((int64_t)rows.as.list->count);
        record_set(group, group->entries[ROWS].name, &rows);
        record_set(group, group->entries[COUNT].name, &count);
        list_append(result->as.list, &groups.list->items[i]);
    }
    return call_steps(call, query->found->count);
}

/* ---- ranks ---- */

static struct value ranked_row(struct call *call, const struct value *row, const struct value *rank)
{
    struct arena *arena = call_arena(call);
    struct value copy = *row;
    copy.as.record = value_record(arena).as.record;
    for (size_t i = 0; i < row->as.record->count; i++)
        record_set(copy.as.record, row->as.record->entries[i].name, &row->as.record->entries[i].value);
    bool is_english = strcmp(call->row->name, "rank") == 0;
    record_set_text(copy.as.record, is_english ? STRING("rank") : STRING("hạng"), rank);
    return copy;
}

/* The rows with a figure first, by it; those without keep their order at the end, without rank. */
static bool sort_ranked(struct call *call, struct value *keys, struct value *rows, size_t *ranked)
{
    struct row_query *query = call->query;
    size_t count = query->found->count, behind = 0;
    struct value *without = arena_allocate(call_arena(call), (count + 1) * sizeof *without);
    *ranked = 0;
    for (size_t i = 0; i < count; i++) {
        struct value key;
        if (!rows_measure(query, &query->found->items[i], &key))
            return false;
        read_figure(call, &key, false);
        if (key.kind == VALUE_NONE)
            without[behind++] = query->found->items[i];
        else if (!is_numeric(&key) && key.kind != VALUE_DATE)
            return call_fail_figure(call, &key);
        else {
            keys[*ranked] = key;
            rows[(*ranked)++] = query->found->items[i];
        }
    }
    memcpy(rows + *ranked, without, behind * sizeof *without);
    return sort_by(call, keys, rows, *ranked, SORT_PYTHON, true, !query->is_ascending);
}

static bool query_rank(struct call *call, struct value *result)
{
    struct row_query *query = call->query;
    size_t count = query->found->count, ranked;
    struct value *keys = arena_allocate(call_arena(call), (count + 1) * sizeof *keys);
    struct value *rows = arena_allocate(call_arena(call), (count + 1) * sizeof *rows);
    struct value rank = value_none(), before = value_none();
    if (!sort_ranked(call, keys, rows, &ranked))
        return false;
    *result = value_list(call_arena(call));
    for (size_t i = 0; i < count; i++) {
        struct value key = value_none();
        if (i < ranked && !rows_measure(query, &rows[i], &key))
            return false;
        read_figure(call, &key, false);
        if (i >= ranked)
            rank = value_none();
        else if (i == 0 || !value_equal(&key, &before))
            rank = value_integer((int64_t)i + 1);
        before = key;
        struct value row = ranked_row(call, &rows[i], &rank);
        list_append(result->as.list, &row);
    }
    return call_steps(call, count);
}

static const struct function_row rows[] = {
    {"count if", "rows, **conditions", query_count, TAKES_ROWS, VALUE_LIST},
    {"sum if", "rows, value, **conditions", query_sum, TAKES_ROWS | MEASURES_ROWS, VALUE_LIST},
    {"average if", "rows, value, **conditions", query_average, TAKES_ROWS | MEASURES_ROWS, VALUE_LIST},
    {"max if", "rows, value, **conditions", query_max, TAKES_ROWS | MEASURES_ROWS, VALUE_LIST},
    {"min if", "rows, value, **conditions", query_min, TAKES_ROWS | MEASURES_ROWS, VALUE_LIST},
    {"filter rows", "rows, **conditions", query_filter, TAKES_ROWS, VALUE_LIST},
    {"lọc", "rows, **conditions", query_filter, TAKES_ROWS, VALUE_LIST},
    {"group by", "rows, key, **conditions", query_group, TAKES_ROWS | MEASURES_ROWS, VALUE_LIST},
    {"nhóm theo", "rows, key, **conditions", query_group, TAKES_ROWS | MEASURES_ROWS, VALUE_LIST},
    {"rank", "rows, value, ascending=false, **conditions", query_rank,
     TAKES_ROWS | MEASURES_ROWS | RANKS_ROWS, VALUE_LIST},
    {"xếp hạng", "rows, value, ascending=false, **conditions", query_rank,
     TAKES_ROWS | MEASURES_ROWS | RANKS_ROWS, VALUE_LIST},
};

const struct function_table function_table_rows = {rows, sizeof rows / sizeof rows[0]};
