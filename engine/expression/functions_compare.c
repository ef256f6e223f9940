/*
 * Two figures of two periods in words: "tăng 12 hồ sơ (4,1%) so với cùng kỳ". The change is exact and rounded
 * once, when it prints: 4,1% is of the exact quotient, and two rates differ by their exact difference.
 *
 *     previous missing       chưa có số liệu cùng kỳ để so sánh
 *     equal                  không đổi so với cùng kỳ
 *     previous 0             tăng 12 hồ sơ so với cùng kỳ          no percent of nothing
 *     rounds to nothing      tăng 01 hồ sơ (dưới 0,1%)             never 0%
 *     two rates              giảm 1,2 điểm % so với cùng kỳ
 */

#include "expression/evaluate.h"
#include "text/decimal.h"

enum { SLOT_NOW, SLOT_BEFORE, SLOT_UNIT, SLOT_AGAINST, SLOT_DECIMALS, MOST_DECIMALS = 30 };

struct comparison {
    struct call *call;
    struct number now, before, change; /* rates in percent */
    bool are_rates;
    struct string unit, against;
    unsigned decimals;
};

static bool is_missing(const struct value *value)
{
    return value->kind == VALUE_NONE || value->kind == VALUE_UNDEFINED ||
           (value->kind == VALUE_RATIO && number_sign(value->as.ratio->whole.as.number) == 0);
}

static bool is_rate(const struct value *value)
{
    return value->kind == VALUE_RATIO || (value->kind == VALUE_NUMBER && value->format == FORMAT_PERCENT);
}

static bool want_figure(struct comparison *comparison, size_t slot, struct number *number)
{
    struct call *call = comparison->call;
    if (!call_want_number(call, slot, number))
        return false;
    if (call->slots[slot].kind == VALUE_RATIO)
        *number = number_multiply(call_arena(call), *number, number_of_integer(100));
    return true;
}

static bool want_figures(struct comparison *comparison)
{
    struct call *call = comparison->call;
    comparison->are_rates = is_rate(&call->slots[SLOT_NOW]);
    if (comparison->are_rates != is_rate(&call->slots[SLOT_BEFORE]))
        return call_fail(call, PROBLEM_COMPARE_MIXED, call_print(call, &call->slots[SLOT_NOW]).bytes,
                         call_print(call, &call->slots[SLOT_BEFORE]).bytes);
    if (!want_figure(comparison, SLOT_NOW, &comparison->now) ||
        !want_figure(comparison, SLOT_BEFORE, &comparison->before))
        return false;
    comparison->change = number_subtract(call_arena(call), comparison->now, comparison->before);
    return true;
}

/* ---- printing ---- */

/* A share of 100 as people read it: 4,1 or, when it rounds to nothing, "dưới 0,1". */
static void append_rounded(struct buffer *out, const struct comparison *comparison, struct number percent)
{
    struct arena *arena = call_arena(comparison->call);
    struct buffer digits = {0};
    struct number unit = number_of_integer(1), tenth, ten = number_of_integer(10);
    struct number rounded = number_round(arena, percent, (int)comparison->decimals, ROUND_HALF_UP);
    if (number_sign(rounded) == 0) {
        buffer_append_text(out, "dưới ");
        for (unsigned i = 0; i < comparison->decimals && number_divide(arena, unit, ten, &tenth); i++)
            unit = tenth;
        rounded = unit;
    }
    number_append_digits(&digits, rounded);
    text_append_decimal(out, buffer_string(&digits), &text_decimal_office);
    buffer_release(&digits);
}

static struct number size_of(const struct comparison *comparison)
{
    return number_sign(comparison->change) < 0
               ? number_negate(call_arena(comparison->call), comparison->change)
               : comparison->change;
}

/* As the figures themselves print; a number of things is a count. */
static enum value_format format_of(const struct comparison *comparison)
{
    const struct value *slots = comparison->call->slots;
    for (size_t slot = SLOT_NOW; slot <= SLOT_BEFORE; slot++) {
        if (slots[slot].format == FORMAT_COUNT || slots[slot].format == FORMAT_MONEY)
            return slots[slot].format;
    }
    bool is_count = comparison->unit.length > 0 && number_is_integer(comparison->change);
    return is_count ? FORMAT_COUNT : FORMAT_GROUPED;
}

static void append_size(struct buffer *out, const struct comparison *comparison)
{
    struct value size = value_number(size_of(comparison));
    size.format = (uint8_t)format_of(comparison);
    if (comparison->are_rates) {
        append_rounded(out, comparison, size.as.number);
        buffer_append_text(out, " điểm %");
        return;
    }
    value_append_text(out, &size, NUMBERS_VI);
    if (comparison->unit.length > 0) {
        buffer_append_byte(out, ' ');
        buffer_append_string(out, comparison->unit);
    }
}

static void append_share(struct buffer *out, const struct comparison *comparison)
{
    struct arena *arena = call_arena(comparison->call);
    struct number share;
    if (comparison->are_rates || number_sign(comparison->before) <= 0 ||
        !number_divide(arena, size_of(comparison), comparison->before, &share))
        return;
    buffer_append_text(out, " (");
    append_rounded(out, comparison, number_multiply(arena, share, number_of_integer(100)));
    buffer_append_text(out, "%)");
}

static void append_against(struct buffer *out, const struct comparison *comparison)
{
    if (comparison->against.length == 0)
        return;
    buffer_append_text(out, " so với ");
    buffer_append_string(out, comparison->against);
}

static void append_change(struct buffer *out, const struct comparison *comparison)
{
    int sign = number_sign(comparison->change);
    if (sign == 0) {
        buffer_append_text(out, "không đổi");
    } else {
        buffer_append_text(out, sign > 0 ? "tăng " : "giảm ");
        append_size(out, comparison);
        append_share(out, comparison);
    }
    append_against(out, comparison);
}

static void append_absence(struct buffer *out, const struct comparison *comparison)
{
    buffer_append_text(out, "chưa có số liệu");
    if (comparison->against.length > 0) {
        buffer_append_byte(out, ' ');
        buffer_append_string(out, comparison->against);
    }
    buffer_append_text(out, " để so sánh");
}

/* ---- the function ---- */

static bool want_words(struct comparison *comparison)
{
    struct call *call = comparison->call;
    uint64_t decimals;
    if (!call_want_text(call, SLOT_UNIT, &comparison->unit) ||
        !call_want_text(call, SLOT_AGAINST, &comparison->against) ||
        !call_want_count(call, SLOT_DECIMALS, MOST_DECIMALS, &decimals))
        return false;
    comparison->decimals = (unsigned)decimals;
    return true;
}

/* A missing figure of now is missing as anywhere; one of none prints blank. */
static bool take_now(struct call *call, struct value *result)
{
    *result = call->slots[SLOT_NOW];
    return result->kind != VALUE_UNDEFINED ||
           expression_report_undefined(call->expression, call->evaluation, result);
}

static bool function_compare(struct call *call, struct value *result)
{
    struct comparison comparison = {.call = call};
    struct buffer out = {0};
    const struct value *now = &call->slots[SLOT_NOW];
    if (now->kind == VALUE_UNDEFINED || now->kind == VALUE_NONE)
        return take_now(call, result);
    if (!want_words(&comparison))
        return false;
    if (is_missing(&call->slots[SLOT_BEFORE])) {
        append_absence(&out, &comparison);
    } else {
        if (!want_figures(&comparison))
            return false;
        append_change(&out, &comparison);
    }
    *result = call_take_text(call, &out);
    return true;
}

static const struct function_row rows[] = {
    {"compare", "value, previous, unit='', against='', decimals=1", function_compare, ACCEPTS_UNDEFINED,
     VALUE_NUMBER},
    {"so sánh", "value, previous, unit='', against='', decimals=1", function_compare, ACCEPTS_UNDEFINED,
     VALUE_NUMBER},
};

const struct function_table function_table_compare = {rows, sizeof rows / sizeof rows[0]};
