/* Filters that make, round or add up numbers. Everything is exact; rounding is half up, as an office rounds.
 */

#include "expression/evaluate.h"

#include "expression/text_tools.h"
#include "expression/select.h"
#include "text/unicode.h"

static bool give(struct value *result, struct number number)
{
    *result = value_number(number);
    return true;
}

static bool filter_abs(struct call *call, struct value *result)
{
    struct number number;
    if (!call_want_number(call, 0, &number))
        return false;
    return give(result, number_sign(number) < 0 ? number_negate(call_arena(call), number) : number);
}

static const struct {
    const char *name;
    enum number_rounding rounding;
    bool is_decimal; /* what Python computes is a float even for an int */
} methods[] = {{"common", ROUND_HALF_UP, false},
               {"ceil", ROUND_CEILING, true},
               {"floor", ROUND_FLOOR, true},
               {"even", ROUND_HALF_EVEN, false}};

enum { MOST_DECIMALS = 100 };

static bool filter_round(struct call *call, struct value *result)
{
    struct number number;
    int64_t decimals;
    if (!call_want_number(call, 0, &number) || !call_want_integer(call, 1, &decimals))
        return false;
    if (decimals > MOST_DECIMALS || decimals < -MOST_DECIMALS)
        return call_fail_value(call, 1);
    for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
        if (string_is(call_text(call, 2), methods[i].name)) {
            give(result, number_round(call_arena(call), number, (int)decimals, methods[i].rounding));
            result->as.number.is_decimal = number.is_decimal || methods[i].is_decimal;
            return true;
        }
    }
    return call_fail_value(call, 2);
}

/* "0x1f" and "1f" in base 16. */
static bool read_in_base(struct arena *arena, struct string text, uint64_t base, struct number *number)
{
    struct string digits = strip_text(text, (struct string){NULL, 0}, STRIP_BOTH);
    bool is_negative = string_starts_with(digits, STRING("-"));
    size_t i = is_negative;
    if (digits.length > i + 2 && digits.bytes[i] == '0' && (unsigned char)digits.bytes[i + 1] > '9')
        i += 2;
    bool has_digits = i < digits.length;
    *number = number_of_integer(0);
    for (; i < digits.length; i++) {
        char byte = digits.bytes[i];
        uint64_t digit =
            byte >= '0' && byte <= '9' ? (uint64_t)(byte - '0') : (uint64_t)((byte | 0x20) - 'a' + 10);
        if (digit >= base || digits.length > 64)
            return false;
        *number = number_multiply(arena, *number, number_of_integer((int64_t)base));
        *number = number_add(arena, *number, number_of_integer((int64_t)digit));
    }
    if (is_negative)
        *number = number_negate(arena, *number);
    return has_digits;
}

static bool filter_int(struct call *call, struct value *result)
{
    struct arena *arena = call_arena(call);
    const struct value *value = &call->slots[0];
    struct number number;
    uint64_t base;
    if (!call_want_count(call, 2, 36, &base))
        return false;
    bool is_read =
        value->kind == VALUE_TEXT && ((base != 10 && read_in_base(arena, value->as.text, base, &number)) ||
                                      read_number_text(arena, value->as.text, &number));
    if (is_numeric(value))
        number = numeric(arena, value);
    else if (!is_read) {
        *result = call->slots[1];
        return true;
    }
    number = number_round(arena, number, 0, ROUND_DOWN);
    number.is_decimal = false;
    return give(result, number);
}

static bool filter_float(struct call *call, struct value *result)
{
    struct arena *arena = call_arena(call);
    const struct value *value = &call->slots[0];
    struct number number;
    if (is_numeric(value))
        number = numeric(arena, value);
    else if (value->kind != VALUE_TEXT || !read_number_text(arena, value->as.text, &number)) {
        *result = call->slots[1];
        return true;
    }
    number.is_decimal = true;
    return give(result, number);
}

static bool filter_sum(struct call *call, struct value *result)
{
    struct list *items;
    if (!call_want_items(call, 0, &items) || !select_attributes(call, items, 1, &items))
        return false;
    return sum_values(call, items->items, items->count, &call->slots[2], result);
}

static bool filter_smallest(struct call *call, struct value *result)
{
    return extreme_filter(call, -1, result);
}

static bool filter_largest(struct call *call, struct value *result)
{
    return extreme_filter(call, 1, result);
}

/* ---- file sizes ---- */

static bool filter_filesizeformat(struct call *call, struct value *result)
{
    static const char *const units[2][8] = {{"kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"},
                                            {"KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"}};
    struct arena *arena = call_arena(call);
    bool is_binary = value_is_true(&call->slots[1]);
    struct number bytes, base = number_of_integer(is_binary ? 1024 : 1000);
    if (call->slots[0].kind == VALUE_TEXT && read_number_text(arena, call->slots[0].as.text, &bytes))
        call->slots[0] = value_number(bytes);
    if (!call_want_number(call, 0, &bytes))
        return false;
    struct buffer out = {0};
    if (number_compare(bytes, base) < 0) {
        number_append_fixed(&out, number_round(arena, bytes, 0, ROUND_DOWN), 0);
        buffer_append_text(&out, number_compare(bytes, number_of_integer(1)) == 0 ? " Byte" : " Bytes");
        *result = call_take_text(call, &out);
        return true;
    }
    size_t unit = 0;
    number_divide(arena, bytes, base, &bytes);
    for (; unit < 7 && number_compare(bytes, base) >= 0; unit++)
        number_divide(arena, bytes, base, &bytes);
    number_append_fixed(&out, bytes, 1);
    if (call->evaluation->numbers == NUMBERS_VI)
        out.bytes[out.length - 2] = ',';
    buffer_append_format(&out, " %s", units[is_binary][unit]);
    *result = call_take_text(call, &out);
    return true;
}

static const struct function_row rows[] = {
    {"abs", "value", filter_abs, 0, VALUE_NUMBER},
    {"trị tuyệt đối", "value", filter_abs, 0, VALUE_NUMBER},
    {"round", "value, precision=0, method='common'", filter_round, 0, VALUE_NUMBER},
    {"làm tròn", "value, precision=0, method='common'", filter_round, 0, VALUE_NUMBER},
    {"int", "value, default=0, base=10", filter_int, 0, VALUE_UNDEFINED},
    {"float", "value, default=0.0", filter_float, 0, VALUE_UNDEFINED},
    {"sum", "value, attribute=none, start=0", filter_sum, 0, VALUE_LIST},
    {"tổng", "value, attribute=none, start=0", filter_sum, 0, VALUE_LIST},
    {"min", "value, case_sensitive=false, attribute=none", filter_smallest, 0, VALUE_LIST},
    {"nhỏ nhất", "value, case_sensitive=false, attribute=none", filter_smallest, 0, VALUE_LIST},
    {"max", "value, case_sensitive=false, attribute=none", filter_largest, 0, VALUE_LIST},
    {"lớn nhất", "value, case_sensitive=false, attribute=none", filter_largest, 0, VALUE_LIST},
    {"filesizeformat", "value, binary=false", filter_filesizeformat, 0, VALUE_NUMBER},
};

const struct function_table filter_table_number = {rows, sizeof rows / sizeof rows[0]};
