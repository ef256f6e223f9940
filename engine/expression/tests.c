/* Tests: what may stand after "is". */

#include "expression/evaluate.h"
#include "text/unicode.h"

static bool give(struct value *result, bool truth)
{
    *result = value_bool(truth);
    return true;
}

static bool test_defined(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind != VALUE_UNDEFINED);
}

static bool test_undefined(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_UNDEFINED);
}

static bool test_none(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_NONE);
}

/* "trống": nothing was written there, for whatever reason. */
static bool test_blank(struct call *call, struct value *result)
{
    const struct value *value = &call->slots[0];
    bool is_empty = (value->kind == VALUE_TEXT || value->kind == VALUE_LIST || value->kind == VALUE_RECORD) &&
                    !value_is_true(value);
    return give(result, is_empty || value->kind == VALUE_NONE || value->kind == VALUE_UNDEFINED);
}

static bool test_boolean(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_BOOL);
}

static bool test_true(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_BOOL && call->slots[0].as.truth);
}

static bool test_false(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_BOOL && !call->slots[0].as.truth);
}

static bool test_number(struct call *call, struct value *result)
{
    uint8_t kind = call->slots[0].kind;
    return give(result, kind == VALUE_NUMBER || kind == VALUE_BOOL || kind == VALUE_RATIO);
}

static bool test_integer(struct call *call, struct value *result)
{
    const struct value *value = &call->slots[0];
    return give(result, value->kind == VALUE_NUMBER && !value->as.number.is_decimal &&
                            number_is_integer(value->as.number));
}

static bool test_float(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_NUMBER && call->slots[0].as.number.is_decimal);
}

static bool test_string(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_TEXT);
}

static bool test_date(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_DATE);
}

static bool test_mapping(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_RECORD);
}

static bool test_iterable(struct call *call, struct value *result)
{
    uint8_t kind = call->slots[0].kind;
    return give(result, kind == VALUE_LIST || kind == VALUE_RECORD || kind == VALUE_TEXT);
}

static bool test_callable(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_CALLABLE);
}

static bool test_escaped(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_TEXT && call->slots[0].flags & VALUE_SAFE_TEXT);
}

static bool test_filter(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_TEXT && filter_lookup(call->slots[0].as.text) != NULL);
}

static bool test_test(struct call *call, struct value *result)
{
    return give(result, call->slots[0].kind == VALUE_TEXT && test_lookup(call->slots[0].as.text) != NULL);
}

/* ---- numbers ---- */

static bool remainder_is(struct call *call, int64_t divisor, int64_t wanted, struct value *result)
{
    struct number number, rest;
    if (!call_want_number(call, 0, &number))
        return false;
    number_modulo(call_arena(call), number, number_of_integer(divisor), &rest);
    return give(result, number_compare(rest, number_of_integer(wanted)) == 0);
}

static bool test_odd(struct call *call, struct value *result)
{
    return remainder_is(call, 2, 1, result);
}

static bool test_even(struct call *call, struct value *result)
{
    return remainder_is(call, 2, 0, result);
}

static bool test_divisibleby(struct call *call, struct value *result)
{
    struct number number, divisor, rest;
    if (!call_want_number(call, 0, &number) || !call_want_number(call, 1, &divisor))
        return false;
    if (!number_modulo(call_arena(call), number, divisor, &rest))
        return call_fail(call, PROBLEM_DIVISION_BY_ZERO, NULL);
    return give(result, number_sign(rest) == 0);
}

/* ---- letters ---- */

/* At least one letter has case, and all that have are of the one wanted. */
static bool has_only_case(struct string text, bool (*is_wanted)(unsigned), bool (*is_other)(unsigned))
{
    bool has_wanted = false;
    for (size_t offset = 0; offset < text.length;) {
        unsigned code_point = text_next(text, &offset);
        if (is_other(code_point))
            return false;
        has_wanted = has_wanted || is_wanted(code_point);
    }
    return has_wanted;
}

static bool test_lower(struct call *call, struct value *result)
{
    return give(result, has_only_case(call_text(call, 0), text_is_lower, text_is_upper));
}

static bool test_upper(struct call *call, struct value *result)
{
    return give(result, has_only_case(call_text(call, 0), text_is_upper, text_is_lower));
}

/* ---- comparisons ---- */

static bool test_equal(struct call *call, struct value *result)
{
    return give(result, value_equal(&call->slots[0], &call->slots[1]));
}

static bool test_unequal(struct call *call, struct value *result)
{
    return give(result, !value_equal(&call->slots[0], &call->slots[1]));
}

static bool order_of(struct call *call, int *order)
{
    const struct value *a = &call->slots[0], *b = &call->slots[1];
    return value_compare(a, b, order) ||
           call_fail(call, PROBLEM_NO_ORDER, value_kind_word(a, LANGUAGE_VI), value_kind_word(b, LANGUAGE_VI),
                     value_kind_word(a, LANGUAGE_EN), value_kind_word(b, LANGUAGE_EN));
}

static bool test_less(struct call *call, struct value *result)
{
    int order;
    return order_of(call, &order) && give(result, order < 0);
}

static bool test_at_most(struct call *call, struct value *result)
{
    int order;
    return order_of(call, &order) && give(result, order <= 0);
}

static bool test_greater(struct call *call, struct value *result)
{
    int order;
    return order_of(call, &order) && give(result, order > 0);
}

static bool test_at_least(struct call *call, struct value *result)
{
    int order;
    return order_of(call, &order) && give(result, order >= 0);
}

static bool test_in(struct call *call, struct value *result)
{
    bool contains;
    if (!value_contains(&call->slots[1], &call->slots[0], &contains))
        return call_fail_kind(call, 1, VALUE_LIST);
    return give(result, contains);
}

/* The same object: of lists and records the very same, of others the same kind and value. */
static bool test_sameas(struct call *call, struct value *result)
{
    const struct value *a = &call->slots[0], *b = &call->slots[1];
    if (a->kind != b->kind)
        return give(result, false);
    if (a->kind == VALUE_LIST)
        return give(result, a->as.list == b->as.list);
    if (a->kind == VALUE_RECORD)
        return give(result, a->as.record == b->as.record);
    return give(result, value_equal(a, b));
}

static const struct function_row rows[] = {
    {"defined", "value", test_defined, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"đã có", "value", test_defined, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"undefined", "value", test_undefined, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"chưa có", "value", test_undefined, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"none", "value", test_none, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"blank", "value", test_blank, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"trống", "value", test_blank, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"boolean", "value", test_boolean, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"true", "value", test_true, ACCEPTS_UNDEFINED, VALUE_BOOL},
    {"đúng", "value", test_true, ACCEPTS_UNDEFINED, VALUE_BOOL},
    {"false", "value", test_false, ACCEPTS_UNDEFINED, VALUE_BOOL},
    {"sai", "value", test_false, ACCEPTS_UNDEFINED, VALUE_BOOL},
    {"number", "value", test_number, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"số", "value", test_number, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"integer", "value", test_integer, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"float", "value", test_float, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"string", "value", test_string, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"chữ", "value", test_string, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"date", "value", test_date, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"mapping", "value", test_mapping, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"sequence", "value", test_iterable, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"iterable", "value", test_iterable, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"callable", "value", test_callable, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"escaped", "value", test_escaped, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
    {"filter", "value", test_filter, 0, VALUE_TEXT},
    {"test", "value", test_test, 0, VALUE_TEXT},
    {"odd", "value", test_odd, 0, VALUE_NUMBER},
    {"lẻ", "value", test_odd, 0, VALUE_NUMBER},
    {"even", "value", test_even, 0, VALUE_NUMBER},
    {"chẵn", "value", test_even, 0, VALUE_NUMBER},
    {"divisibleby", "value, num", test_divisibleby, 0, VALUE_NUMBER},
    {"chia hết cho", "value, num", test_divisibleby, 0, VALUE_NUMBER},
    {"lower", "value", test_lower, 0, VALUE_TEXT},
    {"upper", "value", test_upper, 0, VALUE_TEXT},
    {"==", "value, other", test_equal, 0, VALUE_UNDEFINED},
    {"eq", "value, other", test_equal, 0, VALUE_UNDEFINED},
    {"equalto", "value, other", test_equal, 0, VALUE_UNDEFINED},
    {"bằng", "value, other", test_equal, 0, VALUE_UNDEFINED},
    {"!=", "value, other", test_unequal, 0, VALUE_UNDEFINED},
    {"ne", "value, other", test_unequal, 0, VALUE_UNDEFINED},
    {"<", "value, other", test_less, 0, VALUE_UNDEFINED},
    {"lt", "value, other", test_less, 0, VALUE_UNDEFINED},
    {"lessthan", "value, other", test_less, 0, VALUE_UNDEFINED},
    {"<=", "value, other", test_at_most, 0, VALUE_UNDEFINED},
    {"le", "value, other", test_at_most, 0, VALUE_UNDEFINED},
    {">", "value, other", test_greater, 0, VALUE_UNDEFINED},
    {"gt", "value, other", test_greater, 0, VALUE_UNDEFINED},
    {"greaterthan", "value, other", test_greater, 0, VALUE_UNDEFINED},
    {">=", "value, other", test_at_least, 0, VALUE_UNDEFINED},
    {"ge", "value, other", test_at_least, 0, VALUE_UNDEFINED},
    {"in", "value, seq", test_in, 0, VALUE_UNDEFINED},
    {"sameas", "value, other", test_sameas, ACCEPTS_UNDEFINED, VALUE_UNDEFINED},
};

const struct function_table test_table = {rows, sizeof rows / sizeof rows[0]};
