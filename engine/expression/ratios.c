/*
 * Changes and shares. Two percents differ in points; what was 0 before gives no percent; percents that add up
 * to nearly 100 are never shown as 100%.
 */

#include "expression/evaluate.h"
#include "text/decimal.h"

enum { MOST_DECIMALS = 30 };

static const struct number hundred = {.integer_part = 100, .denominator = 1};

static bool is_percent(const struct value *value)
{
    return value->kind == VALUE_RATIO || (value->kind == VALUE_NUMBER && value->format == FORMAT_PERCENT);
}

/* A ratio times 100, a percent as it is; what is neither is a problem. */
static bool want_percent(struct call *call, size_t slot, struct number *percent)
{
    const struct value *value = &call->slots[slot];
    if (!call_want_number(call, slot, percent))
        return false;
    if (!is_percent(value))
        return call_fail_kind(call, slot, VALUE_RATIO);
    if (value->kind == VALUE_RATIO)
        *percent = number_multiply(call_arena(call), *percent, hundred);
    return true;
}

static bool is_none(const struct call *call)
{
    return call->slots[0].kind == VALUE_NONE || call->slots[1].kind == VALUE_NONE;
}

/* ---- changes ---- */

/* Of two percents in points, of two figures in what they count. */
static bool function_difference(struct call *call, struct value *result)
{
    struct number now, before;
    *result = value_none();
    if (is_none(call))
        return true;
    bool is_points = is_percent(&call->slots[0]) || is_percent(&call->slots[1]);
    if (is_points ? !want_percent(call, 0, &now) || !want_percent(call, 1, &before)
                  : !call_want_number(call, 0, &now) || !call_want_number(call, 1, &before))
        return false;
    *result = value_number(number_subtract(call_arena(call), now, before));
    bool is_alike = call->slots[0].format == call->slots[1].format;
    result->format = is_points ? FORMAT_POINTS : is_alike ? call->slots[0].format : FORMAT_BARE;
    return true;
}

/* (now - before)/before, kept apart; none when there was nothing before. */
static bool function_change(struct call *call, struct value *result)
{
    struct number now, before;
    *result = value_none();
    if (is_none(call))
        return true;
    if (is_percent(&call->slots[0]) || is_percent(&call->slots[1]))
        return call_fail(call, PROBLEM_PERCENT_OF_PERCENTS, call->row->name);
    if (!call_want_number(call, 0, &now) || !call_want_number(call, 1, &before))
        return false;
    if (number_sign(before) == 0)
        return true;
    struct value part = value_number(number_subtract(call_arena(call), now, before));
    struct value whole = value_number(before);
    *result = value_ratio(call_arena(call), &part, &whole);
    result->format = FORMAT_PERCENT;
    return true;
}

/* ---- shares ---- */

/* The exact sum of a list of ratios or percents, and that of what they print. */
static bool sum_percents(struct call *call, unsigned decimals, struct number *exact, struct number *printed)
{
    struct arena *arena = call_arena(call);
    struct list *items;
    *exact = *printed = number_of_integer(0);
    if (!call_want_items(call, 0, &items))
        return false;
    for (size_t i = 0; i < items->count; i++) {
        struct number percent;
        call->slots[0] = items->items[i];
        if (!want_percent(call, 0, &percent))
            return false;
        *exact = number_add(arena, *exact, percent);
        *printed = number_add(arena, *printed, number_round(arena, percent, (int)decimals, ROUND_HALF_UP));
    }
    return call_steps(call, items->count);
}

static bool want_decimals(struct call *call, unsigned *decimals)
{
    uint64_t given = evaluation_style(call->evaluation)->percent_decimals;
    bool is_wanted = !call_is_given(call, 1) || call_want_count(call, 1, MOST_DECIMALS, &given);
    *decimals = (unsigned)given;
    return is_wanted;
}

/* 100% only when it is; else what the printed parts add up to, with decimals enough not to look whole. */
static bool filter_total_percent(struct call *call, struct value *result)
{
    struct arena *arena = call_arena(call);
    struct number exact, printed;
    unsigned decimals;
    if (!want_decimals(call, &decimals) || !sum_percents(call, decimals, &exact, &printed))
        return false;
    bool is_whole = number_compare(exact, hundred) == 0;
    struct number shown = is_whole ? exact : printed;
    for (; !is_whole && decimals <= MOST_DECIMALS && number_compare(shown, hundred) == 0; decimals++)
        shown = number_round(arena, exact, (int)decimals + 1, ROUND_HALF_UP);
    struct buffer digits = {0}, out = {0};
    number_append_digits(&digits, shown);
    text_append_decimal(&out, buffer_string(&digits), &text_decimal_office);
    buffer_append_byte(&out, '%');
    buffer_release(&digits);
    *result = call_take_text(call, &out);
    return true;
}

static bool test_whole(struct call *call, struct value *result)
{
    struct number exact, printed;
    if (!sum_percents(call, 0, &exact, &printed))
        return false;
    *result = value_bool(number_compare(exact, hundred) == 0);
    return true;
}

static const struct function_row function_rows[] = {
    {"difference", "now, before", function_difference, 0, VALUE_NUMBER},
    {"chênh lệch", "now, before", function_difference, 0, VALUE_NUMBER},
    {"change", "now, before", function_change, 0, VALUE_NUMBER},
    {"thay đổi", "now, before", function_change, 0, VALUE_NUMBER},
};

static const struct function_row filter_rows[] = {
    {"total percent", "value, decimals=?", filter_total_percent, 0, VALUE_LIST},
    {"tổng phần trăm", "value, decimals=?", filter_total_percent, 0, VALUE_LIST},
};

static const struct function_row test_rows[] = {
    {"whole", "value", test_whole, 0, VALUE_LIST},
    {"trọn vẹn", "value", test_whole, 0, VALUE_LIST},
};

const struct function_table function_table_ratios = {function_rows,
                                                     sizeof function_rows / sizeof function_rows[0]};
const struct function_table filter_table_ratios = {filter_rows, sizeof filter_rows / sizeof filter_rows[0]};
const struct function_table test_table_ratios = {test_rows, sizeof test_rows / sizeof test_rows[0]};
